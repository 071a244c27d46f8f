"""The ontology is complete, tidy and self-contained."""

from typing import TYPE_CHECKING

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, VANN, XSD, Literal, URIRef
from rdflib.namespace import DCTERMS

from claimgraph import terms
from tests.ontology.parts import CG, FOLDER, ONTOLOGY, TURTLE, part

if TYPE_CHECKING:
    from rdflib.graph import Graph

CORE: "Graph" = part("claimgraph.ttl")
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
TERMS = sorted(
    {term for kind in KINDS for term in CORE.subjects(RDF.type, kind) if isinstance(term, URIRef) and term in CG}
)
EACH_TERM = pytest.mark.parametrize("term", TERMS, ids=lambda term: term.removeprefix(CG))


def names(kind: URIRef) -> set[str]:
    return {f"cg:{term.removeprefix(CG)}" for term in TERMS if (term, RDF.type, kind) in CORE}


def test_there_are_13_classes_and_32_properties() -> None:
    assert (len(names(OWL.Class)), len(TERMS) - len(names(OWL.Class))) == (13, 32)


def test_the_term_table_in_python_equals_the_ontology() -> None:
    assert names(OWL.Class) == set(terms.CLASSES)
    assert names(OWL.ObjectProperty) == set(terms.OBJECT_PROPERTIES)
    assert names(OWL.DatatypeProperty) == set(terms.DATA_PROPERTIES)
    assert names(OWL.SymmetricProperty) == set(terms.SYMMETRIC)


def test_the_version_in_python_is_the_version_of_the_ontology() -> None:
    assert str(ONTOLOGY) == terms.ONTOLOGY
    assert CORE.value(ONTOLOGY, OWL.versionInfo) == Literal(terms.ONTOLOGY_VERSION)
    assert CORE.value(ONTOLOGY, OWL.versionIRI) == ONTOLOGY + "/" + terms.ONTOLOGY_VERSION


@EACH_TERM
@pytest.mark.parametrize(
    "predicate", [RDFS.label, SKOS.definition, SKOS.example], ids=["label", "definition", "example"]
)
def test_each_term_has_one_label_one_definition_and_one_example_in_english(term: URIRef, predicate: URIRef) -> None:
    (text,) = CORE.objects(term, predicate)

    assert isinstance(text, Literal)
    assert text.language == "en"
    assert str(text) == " ".join(str(text).split())


@EACH_TERM
def test_each_term_is_defined_by_this_ontology_alone(term: URIRef) -> None:
    assert list(CORE.objects(term, RDFS.isDefinedBy)) == [ONTOLOGY]


@EACH_TERM
def test_no_term_has_a_second_domain_or_range(term: URIRef) -> None:
    assert len(list(CORE.objects(term, RDFS.domain))) <= 1
    assert len(list(CORE.objects(term, RDFS.range))) <= 1


@EACH_TERM
def test_a_definition_is_a_sentence_and_no_placeholder(term: URIRef) -> None:
    definition = str(CORE.value(term, SKOS.definition))

    assert definition.endswith(".")
    assert len(definition) >= 25
    assert not any(word in definition.lower() for word in ("todo", "tbd", "definition goes here"))


@EACH_TERM
def test_a_class_is_written_in_upper_and_a_property_in_lower_case(term: URIRef) -> None:
    first = term.removeprefix(CG)[0]

    assert first.isupper() == ((term, RDF.type, OWL.Class) in CORE)


@pytest.mark.parametrize("predicate", [RDFS.label, SKOS.definition], ids=["label", "definition"])
def test_no_two_terms_share_a_label_or_a_definition(predicate: URIRef) -> None:
    texts = [str(CORE.value(term, predicate)) for term in TERMS]

    assert len(texts) == len(set(texts))


def test_every_property_has_a_range_within_owl_2_rl() -> None:
    allowed = {XSD.string, XSD.boolean, XSD.integer, XSD.decimal}
    ranges = {CORE.value(CG[name.removeprefix("cg:")], RDFS.range) for name in terms.DATA_PROPERTIES}

    assert ranges == allowed
    assert all(CORE.value(CG[name.removeprefix("cg:")], RDFS.range) for name in terms.OBJECT_PROPERTIES)


@pytest.mark.parametrize("name", TURTLE)
def test_no_name_of_a_property_trips_the_text_search_of_pyshacl(name: str) -> None:
    """It takes a property whose name ends in "minus" or "service" for the forbidden SPARQL keyword."""
    found = {str(term).lower() for triple in part(name) for term in triple if isinstance(term, URIRef)}

    assert not [term for term in found if term.endswith(("minus", "service"))]


@pytest.mark.parametrize("name", TURTLE)
def test_no_file_imports_another(name: str) -> None:
    assert not list(part(name).triples((None, OWL.imports, None)))


@pytest.mark.parametrize("name", TURTLE)
def test_each_file_says_what_it_is_by_whom_since_when_and_under_which_licence(name: str) -> None:
    graph = part(name)
    (head,) = graph.subjects(RDF.type, OWL.Ontology)

    for predicate in (DCTERMS.title, DCTERMS.description, DCTERMS.creator, DCTERMS.created, DCTERMS.modified):
        assert graph.value(head, predicate), predicate
    assert graph.value(head, DCTERMS.license) == URIRef("https://creativecommons.org/publicdomain/zero/1.0/")
    assert str(graph.value(head, OWL.versionIRI)).endswith(str(graph.value(head, OWL.versionInfo)))


def test_the_ontology_names_its_prefix_its_namespace_and_how_to_cite_it() -> None:
    assert CORE.value(ONTOLOGY, VANN.preferredNamespacePrefix) == Literal("cg")
    assert CORE.value(ONTOLOGY, VANN.preferredNamespaceUri) == Literal(str(CG))
    assert terms.ONTOLOGY_VERSION in str(CORE.value(ONTOLOGY, DCTERMS.bibliographicCitation))


def test_the_readme_and_the_changelog_name_every_term() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")

    assert not [term for term in TERMS if f"`{term.removeprefix(CG)}`" not in readme]
    assert f"## {terms.ONTOLOGY_VERSION}" in (FOLDER / "CHANGELOG.md").read_text(encoding="utf-8")
