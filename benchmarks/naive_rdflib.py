"""What most would write: every statement added to an rdflib graph, then serialised.

python -m benchmarks.naive_rdflib FOLDER OUT.nt
"""

from __future__ import annotations

import sys
from pathlib import Path

from rdflib import Graph, Literal, URIRef

from benchmarks.plain import IRI, TEXT, XSD, triples


def main() -> None:
    """Build and write; one triple a line."""
    folder, out = Path(sys.argv[1]), sys.argv[2]
    graph = Graph()
    for subject, predicate, value, kind in triples(folder):
        if kind == IRI:
            graph.add((URIRef(subject), URIRef(predicate), URIRef(value)))
        else:
            datatype = None if kind == TEXT else URIRef(XSD + kind)
            graph.add((URIRef(subject), URIRef(predicate), Literal(value, datatype=datatype)))
    graph.serialize(out, format="nt", encoding="utf-8")


if __name__ == "__main__":
    main()
