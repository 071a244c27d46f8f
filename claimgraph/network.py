"""The typed networks of a graph: what networkx, the exports and the page see."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx

    from claimgraph.graph import Graph, Node, Object

Scalar = str | bool | int | float

CONCEPTS = ("Method", "Benchmark", "Task", "Metric", "Language")
READING_KINDS = ("Report", "Paper", "Question", "Claim", *CONCEPTS)
STATES = "states"
SYMMETRIC = frozenset({"contradicts", "variantOf", "similarTo", "sameAs"})
CLAIM_LINKS = ("contradicts", "supports", "completes", "variantOf", "similarTo")
PAPER_LINKS = ("sameAs", "inferredSameAs")

_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_READING_EDGES = (
    ("Report", "cg:examines"),
    ("Report", "cito:cites"),
    ("Report", "cg:asks"),
    ("Claim", "cg:scope"),
    ("Claim", "cg:about"),
    ("Question", "cg:about"),
    *(("Claim", f"cg:{name}") for name in CLAIM_LINKS),
    ("Paper", "schema:sameAs"),
    ("Paper", "cg:inferredSameAs"),
)


@dataclass(frozen=True, slots=True)
class Edge:
    """One typed edge between two nodes, by their ids."""

    source: str
    target: str
    kind: str
    attributes: Mapping[str, Scalar] = field(default_factory=dict)


def reading_nodes(graph: Graph) -> Iterator[Node]:
    """The nodes of the reading view: what a person reads about, without the book-keeping."""
    for iri in sorted(graph.nodes):
        if graph.nodes[iri].kind in READING_KINDS:
            yield graph.nodes[iri]


def reading_edges(graph: Graph) -> Iterator[Edge]:
    """The edges of the reading view; each row of a report is one edge ``states`` from report to claim."""
    for kind, term in _READING_EDGES:
        for node in graph.of(kind):
            yield from _edges_of(graph, node, term)
    for row in graph.assertions:
        reports, claims = graph.out(row.id, "cg:inReport"), graph.out(row.id, "cg:asserts")
        if reports and claims:
            yield Edge(reports[0].id, claims[0].id, STATES, _row_attributes(row))


def full_edges(graph: Graph) -> Iterator[Edge]:
    """Every statement of the graph whose object is a node of the graph."""
    for iri in sorted(graph.nodes):
        node = graph.nodes[iri]
        for term in sorted(node.properties):
            for target in node.refs(term):
                if target in graph.nodes:
                    yield Edge(node.id, str(target), name(term))


def to_networkx(graph: Graph, view: str = "reading") -> networkx.MultiDiGraph[str]:
    """The graph as a networkx network, with plain scalar attributes that every file format keeps.

    Edge keys are unique over the whole network (``e1``, ``e2``, …), as GraphML and Gephi ask.
    """
    import networkx

    if view not in ("reading", "full"):
        raise ValueError(f'view must be "reading" or "full", found "{view}"')
    reading = view == "reading"
    network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for identifier, attributes in _node_attributes(reading_nodes(graph) if reading else _nodes(graph)):
        network.add_node(identifier, **attributes)
    edges = sorted(
        reading_edges(graph) if reading else full_edges(graph),
        key=lambda edge: (edge.source, edge.target, edge.kind, sorted(edge.attributes.items())),
    )
    for count, edge in enumerate(edges, 1):
        network.add_edge(edge.source, edge.target, key=f"e{count}", kind=edge.kind, **edge.attributes)
    return network


def xml_safe(network: networkx.MultiDiGraph[str]) -> networkx.MultiDiGraph[str]:
    """The network with every character that XML cannot hold replaced by U+FFFD, in place."""
    for _, said in network.nodes(data=True):
        _clean(said)
    for *_, said in network.edges(data=True):
        _clean(said)
    return network


def name(term: str) -> str:
    """The last part of a term, as people say it.

    >>> name("cg:states"), name("https://example.org/ns#likes")
    ('states', 'likes')
    """
    return term.replace("#", "/").rsplit("/", 1)[-1].rsplit(":", 1)[-1] or term


def _clean(attributes: dict[str, Scalar]) -> None:
    for key, value in attributes.items():
        if isinstance(value, str):
            attributes[key] = _NOT_XML.sub("\ufffd", value)


def _nodes(graph: Graph) -> Iterator[Node]:
    for iri in sorted(graph.nodes):
        yield graph.nodes[iri]


def _edges_of(graph: Graph, node: Node, term: str) -> Iterator[Edge]:
    kind = name(term)
    for target in node.refs(term):
        other = graph.nodes.get(target)
        if other is None or other.kind not in READING_KINDS:
            continue
        # A symmetric relation is stored both ways and drawn once.
        if kind in SYMMETRIC and node.id > target and node.id in other.refs(term):
            continue
        yield Edge(node.id, str(target), kind)


def _row_attributes(row: Node) -> dict[str, Scalar]:
    attributes: dict[str, Scalar] = {}
    for term in ("cg:verified", "cg:confidence", "cg:position", "cg:truncated"):
        value = row.one(term)
        if value is not None:
            attributes["row" if term == "cg:position" else name(term)] = _scalar(value)
    return attributes


def _node_attributes(nodes: Iterable[Node]) -> Iterator[tuple[str, dict[str, Scalar]]]:
    rows = [(node.id, _literals(node)) for node in nodes]
    kinds: dict[str, set[type]] = {}
    for _, attributes in rows:
        for key, value in attributes.items():
            kinds.setdefault(key, set()).add(type(value))
    # One type for each attribute over all nodes: GraphML and GEXF declare a type once.
    as_text = {key for key, found in kinds.items() if len(found) > 1}
    for identifier, attributes in rows:
        yield identifier, {key: str(value) if key in as_text else value for key, value in attributes.items()}


def _literals(node: Node) -> dict[str, Scalar]:
    attributes: dict[str, Scalar] = {"kind": node.kind, "label": node.label}
    for term in sorted(node.properties):
        links = set(node.refs(term))
        values = [_scalar(value) for value in node.all(term) if not (isinstance(value, str) and value in links)]
        if values and name(term) not in ("kind", "label"):
            attributes[name(term)] = values[0] if len(values) == 1 else " | ".join(sorted(map(str, values)))
    return attributes


def _scalar(value: Object) -> Scalar:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, date):
        return value.isoformat()
    return value
