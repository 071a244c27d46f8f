"""A graph as rdflib knows it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from claimgraph.graph import Ref
from claimgraph.terms import prefixes
from claimgraph.writers.ntriples import decimal

if TYPE_CHECKING:
    import rdflib

    from claimgraph.graph import Graph


def to_rdflib(graph: Graph) -> rdflib.Graph:
    """The statements of a graph as an :class:`rdflib.Graph` with our prefixes, and no others, bound."""
    from rdflib import RDF, XSD, Literal, URIRef
    from rdflib import Graph as RdfGraph

    found = RdfGraph(bind_namespaces="none")
    namespaces = prefixes(graph.base)
    for prefix, namespace in namespaces.items():
        found.bind(prefix, namespace)

    def full(term: str) -> URIRef:
        prefix, _, local = term.partition(":")
        return URIRef(namespaces[prefix] + local if prefix in namespaces else term)

    terms: dict[str, URIRef] = {}
    for node in graph.nodes.values():
        subject = URIRef(node.id)
        for kind in node.kinds:
            found.add((subject, RDF.type, full(kind)))
        for term, values in node.properties.items():
            predicate = terms.setdefault(term, full(term))
            for value in values:
                if isinstance(value, Ref):
                    found.add((subject, predicate, URIRef(value)))
                elif isinstance(value, Decimal):
                    found.add((subject, predicate, Literal(decimal(value), datatype=XSD.decimal)))
                else:
                    found.add((subject, predicate, Literal(value)))
    return found
