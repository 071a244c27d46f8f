"""What most would write: every statement added to an rdflib graph, then serialised.

python -m benchmarks.naive_rdflib FOLDER OUT

OUT ends in ``.nt`` for N-Triples, which rdflib writes fastest, or in ``.ttl`` for Turtle, which most would ask for.
"""

from __future__ import annotations

import sys
from pathlib import Path

from rdflib import Graph, Literal, URIRef

from benchmarks.plain import ID, IRI, NAMESPACES, TEXT, XSD, triples

KINDS = ("report", "verification", "paper", "question", "agent", "source", "assertion", "claim", "result")


def main() -> None:
    """Build and write."""
    folder, out = Path(sys.argv[1]), Path(sys.argv[2])
    graph = Graph()
    for prefix, namespace in NAMESPACES.items():
        graph.bind(prefix, namespace)
    # A prefix for each kind, as claimgraph has: without them rdflib takes several times as long for Turtle.
    for kind in KINDS:
        graph.bind(kind, f"{ID}{kind}/")
    for subject, predicate, value, kind in triples(folder):
        if kind == IRI:
            graph.add((URIRef(subject), URIRef(predicate), URIRef(value)))
        else:
            datatype = None if kind == TEXT else URIRef(XSD + kind)
            graph.add((URIRef(subject), URIRef(predicate), Literal(value, datatype=datatype)))
    graph.serialize(out, format=out.suffix[1:], encoding="utf-8")


if __name__ == "__main__":
    main()
