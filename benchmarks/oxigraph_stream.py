"""The fastest of the known ways in Python: statements made one by one and serialised as they come, by pyoxigraph.

python -m benchmarks.oxigraph_stream FOLDER OUT.nt
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from benchmarks.plain import IRI, TEXT, XSD, triples


def made(folder: Path) -> Iterator[Triple]:
    """Every statement as pyoxigraph holds it."""
    for subject, predicate, value, kind in triples(folder):
        if kind == IRI:
            yield Triple(NamedNode(subject), NamedNode(predicate), NamedNode(value))
        else:
            datatype = None if kind == TEXT else NamedNode(XSD + kind)
            yield Triple(NamedNode(subject), NamedNode(predicate), Literal(value, datatype=datatype))


def main() -> None:
    """Build and write; one triple a line."""
    serialize(made(Path(sys.argv[1])), sys.argv[2], format=RdfFormat.N_TRIPLES)


if __name__ == "__main__":
    main()
