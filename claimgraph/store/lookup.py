"""A store as a graph of which only what is asked for is read: enough for one claim and all that stands behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pyoxigraph as ox

from claimgraph.graph import Graph, Node
from claimgraph.graphfiles import damaged, from_quads, graph_path, in_order
from claimgraph.problems import shown
from claimgraph.store import read, texts
from claimgraph.terms import KINDS, VOCABULARIES
from claimgraph.writers.ntriples import decimal

_TYPE = ox.NamedNode(VOCABULARIES["rdf"] + "type")
_CLAIM = ox.NamedNode(VOCABULARIES["cg"] + "Claim")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+")
_STEP = Decimal("0.001")
"""Scores that claimgraph gives have three digits."""

_LAST = ("cg:spread", "cg:confidence")
"""Of equal numbers in one text, these stand last."""


class Nodes(Mapping[str, Node]):
    """The nodes of a store, each read when it is asked for."""

    def __init__(self, path: str | Path) -> None:
        self._path = path
        folder = graph_path(path)
        try:
            self._store = ox.Store.read_only(str(folder))
        except (OSError, RuntimeError) as error:
            raise damaged(path, shown(str(error))) from error
        self._known: dict[str, Node | None] = {}

    def __getitem__(self, iri: str) -> Node:
        if iri not in self._known:
            self._known[iri] = self._read(iri)
        node = self._known[iri]
        if node is None:
            raise KeyError(iri)
        return node

    def __iter__(self) -> Iterator[str]:
        return iter(sorted({quad.subject.value for quad in self.found() if isinstance(quad.subject, ox.NamedNode)}))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def subjects(self, term: ox.NamedNode, iri: str) -> list[str]:
        """The nodes that point at one by a predicate, in order."""
        try:
            target = ox.NamedNode(iri)
        except ValueError:
            return []
        found = self.found(None, term, target)
        return sorted({quad.subject.value for quad in found if isinstance(quad.subject, ox.NamedNode)})

    def found(self, *pattern: Any) -> Iterator[ox.Quad]:
        """The statements that fit a pattern."""
        try:
            yield from self._store.quads_for_pattern(*(pattern or (None, None, None)))
        except (OSError, RuntimeError) as error:
            raise damaged(self._path, shown(str(error))) from error

    def _read(self, iri: str) -> Node | None:
        try:
            subject = ox.NamedNode(iri)
        except ValueError:
            return None
        node = from_quads(iter(in_order(self.found(subject, None, None)))).nodes.get(iri)
        return self._as_printed(node) if node else None

    def _as_printed(self, node: Node) -> Node:
        """The node with its numbers as they are printed: the triple store keeps no zeros at the end of one."""
        numbers = {
            term for term, values in node.properties.items() if any(isinstance(each, Decimal) for each in values)
        }
        if not numbers:
            return node
        spans = [self[span] for span in node.refs("oa:hasSelector") if span in self]
        said = [str(node.one("cg:printedText", "")), *(str(span.one("oa:exact", "")) for span in spans)]
        printed = [Decimal(each.replace(",", "")) for text in said for each in _NUMBER.findall(text)]
        if "sssom:similarity_score" in numbers and not node.refs("prov:wasDerivedFrom"):
            scores = node.all("sssom:similarity_score")
            printed = [score.quantize(_STEP) for score in scores if isinstance(score, Decimal)]
        properties = dict(node.properties)
        for term in numbers:
            among = printed[::-1] if term in _LAST else printed
            properties[term] = tuple(
                _spelled(value, among) if isinstance(value, Decimal) else value for value in properties[term]
            )
        return Node(node.id, node.kinds, MappingProxyType(properties))


def _spelled(value: Decimal, printed: Iterable[Decimal]) -> Decimal:
    """A number as it is printed, and as graph files spell it: with at least one digit after the point."""
    return Decimal(decimal(next((each.copy_sign(value) for each in printed if each == abs(value)), value)))


@dataclass(frozen=True)
class Stored(Graph):
    """The graph in a store. Made by :func:`stored`."""

    nodes: Nodes

    def into(self, iri: str, term: str) -> tuple[Node, ...]:
        """The nodes that point at a node by a predicate, in the order of their IRIs."""
        prefix, _, local = term.partition(":")
        predicate = ox.NamedNode(VOCABULARIES[prefix] + local if prefix in VOCABULARIES else term)
        return tuple(self.nodes[each] for each in self.nodes.subjects(predicate, iri))

    def of(self, kind: str) -> tuple[Node, ...]:
        """The nodes of a kind, in the order of their IRIs."""
        names = [name.partition(":") for name, known in KINDS.items() if known == kind]
        found = {
            each for prefix, _, local in names for each in self.nodes.subjects(_TYPE, VOCABULARIES[prefix] + local)
        }
        return tuple(node for node in map(self.nodes.__getitem__, sorted(found)) if node.kind == kind)

    def has_claims(self) -> bool:
        """Whether there is any claim."""
        return next(self.nodes.found(None, _TYPE, _CLAIM), None) is not None


def stored(path: str | Path) -> Stored:
    """The graph in a store. Raises ``ClaimgraphError`` where it is none or damaged."""
    return Stored(Nodes(path), read.base(path))


def meant(graph: Stored, path: str | Path, given: str) -> Iterator[Node]:
    """The claims that words or the end of an identifier may mean, and perhaps others, with their texts only."""
    found = texts.with_words(path, given)
    if found is None:
        yield from graph.claims
        return
    for name, said in found:
        yield Node(f"{graph.base}claim/{name}", ("cg:Claim",), MappingProxyType({"schema:text": said}))
