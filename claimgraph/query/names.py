"""Prefixed names of identifiers: what ``claim:`` and the like stand for is said by the graph that is asked."""

from __future__ import annotations

from collections.abc import Iterable

from claimgraph.terms import BASE, ID_KINDS

_DATASET = "graph"


def known(prefixes: dict[str, str], datasets: Iterable[str]) -> dict[str, str]:
    """The prefixes with those of identifiers below the base of a graph, which the IRI of its dataset tells.

    >>> known({"claim": "https://w3id.org/claimgraph/id/claim/"}, ["http://example.org/kg/graph"])["claim"]
    'http://example.org/kg/claim/'
    """
    bases = sorted(iri.removesuffix(_DATASET) for iri in datasets if iri.endswith(_DATASET))
    if not bases or BASE in bases:
        return prefixes
    return prefixes | {kind: f"{bases[0]}{kind}/" for kind in ID_KINDS}


def is_local(text: str) -> bool:
    """Whether a value is written with a prefix whose meaning depends on the graph.

    >>> is_local("claim:va-achieves"), is_local("cg:Claim"), is_local("claim: none")
    (True, False, False)
    """
    prefix, colon, rest = text.rpartition("^^")[2].partition(":")
    return bool(colon) and prefix in ID_KINDS and " " not in rest
