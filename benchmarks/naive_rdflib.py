"""What most would write: rows read with a plain split, every statement added to an rdflib graph, then serialised.

python -m benchmarks.naive_rdflib FOLDER OUT.nt
"""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path

from rdflib import RDF, XSD, Graph, Literal, Namespace, URIRef

CG = Namespace("https://w3id.org/claimgraph/ns#")
ID = "https://w3id.org/claimgraph/id/"


def main() -> None:
    """Build and write; one triple a line."""
    folder, out = Path(sys.argv[1]), sys.argv[2]
    graph = Graph()
    for path in sorted(folder.iterdir()):
        text = path.read_text("utf-8")
        report = URIRef(f"{ID}report/{sha256(text.encode()).hexdigest()[:16]}")
        graph.add((report, RDF.type, CG.Report))
        for number, line in enumerate((line for line in text.split("\n") if line.count("\t") == 2), 0):
            printed, mark, confidence = line.split("\t")
            if number == 0:
                continue
            row, claim = URIRef(f"{report}-{number}"), URIRef(f"{ID}claim/{sha256(printed.encode()).hexdigest()[:16]}")
            for predicate, value in (
                (RDF.type, CG.Assertion),
                (CG.inReport, report),
                (CG.asserts, claim),
                (CG.printedText, Literal(printed)),
                (CG.position, Literal(number)),
                (CG.verified, Literal(mark == "✓")),
                (CG.confidence, Literal(confidence, datatype=XSD.decimal)),
            ):
                graph.add((row, predicate, value))
            graph.add((claim, RDF.type, CG.Claim))
            graph.add((claim, CG.text, Literal(printed)))
    graph.serialize(out, format="nt", encoding="utf-8")


if __name__ == "__main__":
    main()
