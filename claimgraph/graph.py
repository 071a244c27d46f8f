"""A graph in memory: nodes with typed values, looked up by kind and by what points at them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from claimgraph.facts import TYPE, Nodes, Value
from claimgraph.problems import Problem
from claimgraph.terms import BASE, KINDS, VOCABULARIES, Iri, Name, Relative, prefixes

if TYPE_CHECKING:
    import networkx
    import pyvis.network
    import rdflib


class Ref(str):
    """A full IRI as the object of a statement."""

    __slots__ = ()


Object = Ref | str | bool | int | Decimal | date
_LABELS = ("schema:text", "dcterms:title", "skos:prefLabel", "cg:printedText", "schema:name", "dcterms:description")
_SAFE_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")


@dataclass(frozen=True, slots=True)
class Node:
    """One node: its IRI, its types as prefixed names, and its values by predicate (a prefixed name where known)."""

    id: str
    kinds: tuple[str, ...]
    properties: Mapping[str, tuple[Object, ...]]

    @property
    def kind(self) -> str:
        """What people call it: ``Claim``, ``Report`` …; empty for a node of no known type."""
        return next((kind for name, kind in KINDS.items() if name in self.kinds), "")

    @property
    def label(self) -> str:
        """The text or name people know it by; its IRI's last part where it has none."""
        for term in _LABELS:
            if values := self.properties.get(term):
                return str(values[0])
        return re.split(r"[/#]", self.id)[-1]

    def all(self, term: str) -> tuple[Object, ...]:
        """Every value of a predicate."""
        return self.properties.get(term, ())

    def one(self, term: str, default: Any = None) -> Any:
        """The first value of a predicate, or the default."""
        values = self.properties.get(term)
        return values[0] if values else default

    def refs(self, term: str) -> tuple[str, ...]:
        """The IRIs a predicate points at."""
        return tuple(value for value in self.properties.get(term, ()) if isinstance(value, Ref))


@dataclass(frozen=True)
class Graph:
    """Nodes by IRI. Made by :func:`claimgraph.build` and :func:`claimgraph.load`."""

    nodes: Mapping[str, Node]
    base: str = BASE
    problems: tuple[Problem, ...] = ()

    def __len__(self) -> int:
        """The number of statements."""
        return sum(1 for _ in self.triples())

    def __repr__(self) -> str:
        counts = (f"{len(self.of(kind))} {kind.lower()}s" for kind in ("Report", "Claim", "Assertion"))
        return f"<Graph of {', '.join(counts)}>"

    def _repr_html_(self) -> str:
        from claimgraph.page.notebook import picture

        return picture(self)

    def node(self, iri: str) -> Node:
        """The node with this IRI. Raises ``KeyError`` if the graph says nothing about it."""
        return self.nodes[iri]

    def of(self, kind: str) -> tuple[Node, ...]:
        """The nodes of a kind, such as ``Claim``, in the order of their IRIs."""
        return self._by_kind.get(kind, ())

    @property
    def reports(self) -> tuple[Node, ...]:
        """Every report."""
        return self.of("Report")

    @property
    def claims(self) -> tuple[Node, ...]:
        """Every claim."""
        return self.of("Claim")

    @property
    def assertions(self) -> tuple[Node, ...]:
        """Every printed row."""
        return self.of("Assertion")

    @property
    def papers(self) -> tuple[Node, ...]:
        """Every paper, examined or listed."""
        return self.of("Paper")

    @property
    def questions(self) -> tuple[Node, ...]:
        """Every research question."""
        return self.of("Question")

    @property
    def links(self) -> tuple[Node, ...]:
        """Every record of a relation between claims."""
        return self.of("ClaimLink")

    def out(self, iri: str, term: str) -> tuple[Node, ...]:
        """The nodes that a node points at by a predicate, where the graph describes them."""
        return tuple(self.nodes[ref] for ref in self.nodes[iri].refs(term) if ref in self.nodes)

    def into(self, iri: str, term: str) -> tuple[Node, ...]:
        """The nodes that point at a node by a predicate, in the order of their IRIs."""
        return tuple(self.nodes[subject] for subject in self._into.get((term, iri), ()))

    def triples(self) -> Iterator[tuple[str, str, Object]]:
        """Every statement: subject, predicate (a prefixed name where known), object."""
        for node in self.nodes.values():
            for kind in node.kinds:
                prefix, _, local = kind.partition(":")
                yield node.id, TYPE, Ref(VOCABULARIES[prefix] + local if prefix in VOCABULARIES else kind)
            for term, values in node.properties.items():
                for value in values:
                    yield node.id, term, value

    def to_rdflib(self) -> rdflib.Graph:
        """The same statements as an rdflib graph, with the usual prefixes bound."""
        from claimgraph.convert import to_rdflib

        return to_rdflib(self)

    def to_networkx(self, view: str = "reading") -> networkx.MultiDiGraph[str]:
        """A typed multigraph: ``reading`` shows a row as an edge from report to claim, ``full`` shows every node."""
        from claimgraph.network import to_networkx

        return to_networkx(self, view)

    def to_pyvis(self) -> pyvis.network.Network:
        """The picture of the reading view as a pyvis network."""
        from claimgraph.page import to_pyvis

        return to_pyvis(self)

    def save(self, path: str | Path) -> None:
        """Write the graph; the ending of the path picks the format."""
        from claimgraph.api import save

        save(self, path)

    @cached_property
    def _by_kind(self) -> Mapping[str, tuple[Node, ...]]:
        found: dict[str, list[Node]] = defaultdict(list)
        for iri in sorted(self.nodes):
            found[self.nodes[iri].kind].append(self.nodes[iri])
        return MappingProxyType({kind: tuple(nodes) for kind, nodes in found.items()})

    @cached_property
    def _into(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for iri in sorted(self.nodes):
            for term, values in self.nodes[iri].properties.items():
                for value in values:
                    if isinstance(value, Ref):
                        found[term, value].append(iri)
        return {key: tuple(subjects) for key, subjects in found.items()}


def from_nodes(parts: Iterable[Nodes], base: str = BASE, problems: tuple[Problem, ...] = ()) -> Graph:
    """A graph of the nodes that facts and links state."""
    namespaces = prefixes(base)

    def full(name: str) -> str:
        if isinstance(name, Relative):
            return base + name
        if isinstance(name, Iri):
            return str(name)
        prefix, _, local = name.partition(":")
        return namespaces[prefix] + local

    values: dict[str, dict[str, dict[tuple[type, Value], Object]]] = {}
    for part in parts:
        for subject, statements in part.items():
            known = values.setdefault(full(subject), {})
            for term, value in statements:
                if term == TYPE:
                    known.setdefault(term, {})[Name, value] = str(value)
                else:
                    shown = Ref(full(value)) if isinstance(value, Name | Relative | Iri) else value
                    known.setdefault(term, {})[type(value), value] = shown
    return Graph(MappingProxyType({iri: _node(iri, known) for iri, known in values.items()}), base, problems)


def _node(iri: str, known: Mapping[str, Mapping[tuple[type, Value], Object]]) -> Node:
    kinds = tuple(str(value) for value in known.get(TYPE, {}).values())
    properties = {term: tuple(values.values()) for term, values in known.items() if term != TYPE}
    return Node(iri, kinds, MappingProxyType(properties))


def to_nodes(graph: Graph) -> Nodes:
    """The statements of a graph in the form writers take, its nodes in the order of their IRIs."""
    namespaces = sorted(prefixes(graph.base).items(), key=lambda item: -len(item[1]))

    def name(iri: str) -> str:
        for prefix, namespace in namespaces:
            if iri.startswith(namespace) and _SAFE_LOCAL.fullmatch(iri, len(namespace)):
                return Name(f"{prefix}:{iri[len(namespace) :]}")
        return Relative(iri[len(graph.base) :]) if iri.startswith(graph.base) else Iri(iri)

    nodes: Nodes = {}
    for iri in sorted(graph.nodes):
        node = graph.nodes[iri]
        said: list[tuple[str, Value]] = [(TYPE, Name(kind) if ":" in kind else Iri(kind)) for kind in node.kinds]
        said += (
            (term, name(value) if isinstance(value, Ref) else value)
            for term, values in node.properties.items()
            for value in values
        )
        nodes[name(iri)] = said
    return nodes
