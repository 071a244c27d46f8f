"""The files of the ontology, read once, and the sample graph that tests bend."""

from functools import cache
from pathlib import Path

from rdflib import Graph, Namespace, URIRef

from tests.conftest import ROOT

FOLDER = ROOT / "ontology"
SAMPLE = Path(__file__).parent / "sample.ttl"

CG = Namespace("https://w3id.org/claimgraph/ns#")
SHAPES = Namespace("https://w3id.org/claimgraph/shapes#")
ONTOLOGY = URIRef("https://w3id.org/claimgraph/ns")
TURTLE = ("claimgraph.ttl", "alignments.ttl", "shapes.ttl")


@cache
def read(path: Path) -> Graph:
    """A Turtle file as a graph that binds no prefixes of its own."""
    return Graph(bind_namespaces="none").parse(path, format="turtle")


def part(name: str) -> Graph:
    """One Turtle file of the ontology."""
    return read(FOLDER / name)


def copied(path: Path) -> Graph:
    """A copy of a Turtle file's graph, to be changed at will."""
    copy = Graph(bind_namespaces="none")
    for triple in read(path):
        copy.add(triple)
    return copy


@cache
def vocabularies() -> dict[str, frozenset[str]]:
    """The foreign terms pinned in ``ontology/vocab``: full IRIs by namespace."""
    pinned: dict[str, set[str]] = {}
    for file in sorted((FOLDER / "vocab").glob("*.txt")):
        lines = file.read_text(encoding="utf-8").split("\n")
        namespace = next(line.removeprefix("# namespace: ") for line in lines if line.startswith("# namespace: "))
        names = [line for line in lines if line and not line.startswith("#")]
        pinned.setdefault(namespace, set()).update(namespace + name for name in names)
    return {namespace: frozenset(iris) for namespace, iris in pinned.items()}


def unknown(iris: set[str]) -> list[str]:
    """Those of the IRIs that neither this project nor a pinned vocabulary declares."""
    own = {str(term) for term in part("claimgraph.ttl").subjects(unique=True) if isinstance(term, URIRef)}
    foreign = frozenset[str]().union(*vocabularies().values())
    return sorted(iri for iri in iris if iri not in own and iri not in foreign)
