"""Every foreign term in use exists: it is pinned in ``ontology/vocab``, with the place and the day it was seen."""

import re
from pathlib import Path

import pytest
from rdflib import DCTERMS, OWL, PROV, QB, RDF, RDFS, SDO, SH, SKOS, SOSA, VANN, VOID, XSD, Graph, Literal, URIRef
from rdflib.namespace import DefinedNamespace

from tests.ontology.parts import FOLDER, ONTOLOGY, SAMPLE, TURTLE, part, read, unknown, vocabularies

DOCUMENTS = {"https://creativecommons.org/publicdomain/zero/1.0/", str(ONTOLOGY)}
OWN = ("https://w3id.org/claimgraph/shapes", "https://w3id.org/claimgraph/ns/", "https://w3id.org/claimgraph/id/")
PINNED = sorted((FOLDER / "vocab").glob("*.txt"))
CARRIED = (DCTERMS, OWL, PROV, QB, RDF, RDFS, SDO, SH, SKOS, SOSA, VANN, VOID, XSD)


def named(graph: Graph) -> set[str]:
    """Every IRI of a graph, data types among them, but for what is ours or a document."""
    nodes = {node for triple in graph for node in triple}
    iris = {str(node) for node in nodes if isinstance(node, URIRef)}
    iris |= {str(node.datatype) for node in nodes if isinstance(node, Literal) and node.datatype}
    return {iri for iri in iris if iri not in DOCUMENTS and not iri.startswith(OWN)}


@pytest.mark.parametrize("name", TURTLE)
def test_every_foreign_term_of_the_ontology_is_pinned(name: str) -> None:
    assert unknown(named(part(name))) == []


def test_every_foreign_term_of_the_sample_is_pinned() -> None:
    references = {"http://arxiv.org/abs/2106.09063v4", "https://doi.org/10.1000/182"}

    assert unknown(named(read(SAMPLE)) - references) == []


def test_every_term_within_a_query_is_pinned() -> None:
    prefixes = {prefix: str(namespace) for prefix, namespace in part("shapes.ttl").namespaces()}
    texts = [str(text) for text in part("shapes.ttl").objects(None, SH.select)]
    for query in (FOLDER / "competency-questions").glob("*.rq"):
        texts.append(query.read_text(encoding="utf-8"))
        prefixes |= dict(re.findall(r"PREFIX (\w+): <([^>]+)>", texts[-1]))
    used = {prefixes[p] + term for text in texts for p, term in re.findall(r"\b([a-z]+):([A-Za-z]\w*)", text)}

    assert unknown(used) == []


@pytest.mark.parametrize("namespace", CARRIED, ids=lambda namespace: namespace.__name__)
def test_the_pinned_terms_are_those_of_the_copy_rdflib_carries(namespace: type[DefinedNamespace]) -> None:
    newer = {str(SDO) + "TextObject"}
    pinned = vocabularies()[str(namespace)] - newer - {str(RDF.nil)}

    assert [iri for iri in pinned if URIRef(iri) not in namespace] == []


@pytest.mark.parametrize("file", PINNED, ids=lambda file: file.stem)
def test_a_pinned_list_says_where_and_when_it_was_read_and_is_sorted(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").split("\n")
    names = lines[4:-1]

    assert [line.split(":")[0] for line in lines[1:4]] == ["# namespace", "# source", "# read"]
    assert re.fullmatch(r"# read: \d{4}-\d\d-\d\d", lines[3])
    assert names == sorted(set(names))
    assert names
