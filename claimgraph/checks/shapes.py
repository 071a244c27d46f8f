"""A graph against the shapes of the ontology: pySHACL judges; a quick screen tells it which nodes to look at."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from claimgraph.checks import wide
from claimgraph.checks.places import Places
from claimgraph.checks.screen import around, suspects
from claimgraph.checks.wide import Fault
from claimgraph.graph import Graph, Node, to_nodes
from claimgraph.problems import Problem, Where, shown
from claimgraph.terms import prefixes
from claimgraph.writers.ntriples import Writer

if TYPE_CHECKING:
    import pyoxigraph as ox
    import rdflib

_CHUNK = 200
"""Suspects judged at a time: pySHACL counts its whole graph for each fault it tells."""


def path() -> Path:
    """The file of shapes: in the package where it is installed, beside it in a checkout."""
    package = Path(str(files("claimgraph")))
    shipped = package / "ontology" / "shapes.ttl"
    return shipped if shipped.is_file() else package.parent / "ontology" / "shapes.ttl"


def store_of(quads: Iterable[ox.Quad]) -> ox.Store:
    """Statements in a store to check, those of named graphs taken together."""
    import pyoxigraph as ox

    store = ox.Store()
    store.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    return store


def graph_quads(graph: Graph) -> Iterator[ox.Quad]:
    """The statements of a graph in memory, for a store."""
    import pyoxigraph as ox

    writer = Writer(graph.base)
    text = writer.head({}) + writer.nodes(to_nodes(graph)) + writer.tail()
    yield from ox.parse(text.encode(), format=ox.RdfFormat.N_TRIPLES)


def check_shapes(store: ox.Store, where: Where, places: Places) -> Iterator[Problem]:
    """What the shapes find wrong. ``where`` is the graph; nodes get the places that the graph names for them."""
    for fault in faults(store):
        message = _shortened(fault.message, places.graph)
        short = _short(fault.node, places.graph) if fault.node else ""
        place = _printed(places, fault.node)
        related = ((place, "printed here"),) if place else ()
        named = f"{short}: " if short and short not in message else ""
        yield Problem(fault.code, where, shown(named + message), "", related)


def faults(store: ox.Store) -> list[Fault]:
    """Every fault the shapes find in a store, in order."""
    import rdflib

    rules = rdflib.Graph(bind_namespaces="none").parse(path(), format="turtle")
    found = set(wide.faults(store, rules))
    rules.remove((None, rdflib.SH.sparql, None))
    return sorted(found | set(_of_nodes(store, rules)))


def _of_nodes(store: ox.Store, rules: rdflib.Graph) -> Iterator[Fault]:
    """Faults of property shapes, judged by pySHACL: of suspected nodes, or of all where the screen does not know."""
    suspected = suspects(store, rules)
    if suspected is None:
        yield from _judged(store, rules)
    for start in range(0, len(suspected or ()), _CHUNK):
        chunk = (suspected or [])[start : start + _CHUNK]
        yield from _judged(around(store, rules, chunk), rules, [node.value for node in chunk])


def _judged(store: ox.Store, rules: rdflib.Graph, nodes: list[str] | None = None) -> Iterator[Fault]:
    """What pySHACL finds wrong with these nodes, or with all."""
    import rdflib
    from pyshacl import validate
    from rdflib import RDF, SH, URIRef

    logging.getLogger("rdflib").addHandler(logging.NullHandler())  # a literal that is no number is told as a fault
    conforms, report, _ = validate(store, shacl_graph=rules, focus_nodes=nodes)  # type: ignore[arg-type]
    if conforms or not isinstance(report, rdflib.Graph):
        return
    for result in report.subjects(RDF.type, SH.ValidationResult):
        code = wide.code(report.value(result, SH.resultSeverity))
        node = report.value(result, SH.focusNode)
        message = str(report.value(result, SH.resultMessage) or "a shape is not met")
        yield Fault(code, message, str(node) if isinstance(node, URIRef) else "")


def _short(iri: str, graph: Graph) -> str:
    """An IRI as a prefixed name, where it is one of ours.

    >>> from claimgraph.graph import Graph
    >>> _short("https://w3id.org/claimgraph/id/claim/va-wins-x", Graph({}))
    'claim:va-wins-x'
    """
    for prefix, namespace in prefixes(graph.base).items():
        if iri.startswith(namespace) and "/" not in iri[len(namespace) :]:
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri.removeprefix(graph.base)


def _shortened(message: str, graph: Graph) -> str:
    """A message whose IRIs are written as prefixed names."""
    words = message.rstrip(".").split(" ")
    return " ".join(
        _short(word.strip("<>,"), graph) + ("," if word.endswith(",") else "") if "://" in word else word
        for word in words
    )


def _printed(places: Places, iri: str) -> Where | None:
    """Where a node is printed: a row, a span, a report, or the first row of a claim or its number."""
    node = places.graph.nodes.get(iri)
    if node is None:
        return None
    rows: tuple[Node, ...] = ()
    if node.kind == "Assertion":
        rows = (node,)
    elif node.kind == "Span":
        rows = places.graph.into(iri, "oa:hasSelector")
    elif node.kind == "Report":
        return Where(places.files(node)[0])
    elif node.kind in ("Claim", "Result"):
        claims = (node,) if node.kind == "Claim" else places.graph.into(iri, "cg:hasResult")
        rows = tuple(row for claim in claims for row in places.graph.into(claim.id, "cg:asserts"))
    return min((places.row(row) for row in rows), default=None)
