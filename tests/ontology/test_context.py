"""The JSON-LD context spells every term that graphs use, and loses nothing."""

import json
from typing import Any

import pyoxigraph
import pytest
from rdflib import RDF, XSD, Graph, Literal
from rdflib.compare import isomorphic

from claimgraph import terms
from tests.ontology.parts import CG, FOLDER, SAMPLE, read, unknown

CONTEXT: dict[str, Any] = json.loads((FOLDER / "context.jsonld").read_text(encoding="utf-8"))["@context"]
PREFIXES: dict[str, str] = {key: value for key, value in CONTEXT.items() if str(value).endswith(("#", "/"))}
WORDS = {key: value for key, value in CONTEXT.items() if key not in PREFIXES and key not in {"@version", "id", "type"}}


def iri(compact: str) -> str:
    """A compact IRI of the context in full."""
    prefix, _, local = compact.partition(":")
    return PREFIXES[prefix] + local


def meaning(word: str) -> str:
    """The IRI a word of the context stands for."""
    value = WORDS[word]
    return iri(value if isinstance(value, str) else value.get("@id") or value["@reverse"])


def test_the_prefixes_are_those_of_the_term_table() -> None:
    assert terms.prefixes() == PREFIXES


@pytest.mark.parametrize("word", WORDS)
def test_a_word_stands_for_a_declared_term_of_its_own_name(word: str) -> None:
    other_names = {"assertions": "inReport", "Language": "LinguisticSystem"}

    assert unknown({meaning(word)}) == []
    assert meaning(word).endswith(other_names.get(word, word))


@pytest.mark.parametrize("word", [word for word, value in WORDS.items() if isinstance(value, dict)])
def test_a_word_is_typed_as_the_ontology_types_it(word: str) -> None:
    kind = WORDS[word].get("@type", "@id")

    if meaning(word).startswith(str(CG)):
        name = f"cg:{meaning(word).removeprefix(str(CG))}"
        assert (kind == "@id") == (name in terms.OBJECT_PROPERTIES)
    assert kind == "@id" or unknown({iri(kind)}) == []


def test_every_term_of_ours_has_a_word() -> None:
    meanings = {meaning(word) for word in WORDS}

    assert not [name for name in (*terms.CLASSES, *terms.PROPERTIES) if iri(name) not in meanings]


def test_every_term_and_every_data_type_of_the_sample_is_covered() -> None:
    graph = read(SAMPLE)
    meanings = {meaning(word) for word in WORDS} | {str(RDF.type)}
    kinds = {str(kind) for kind in graph.objects(None, RDF.type)}
    types = {value.get("@type", "@id") for value in WORDS.values() if isinstance(value, dict)}
    typed = {iri(kind) for kind in types if kind != "@id"}
    used = {str(value.datatype) for value in graph.objects() if isinstance(value, Literal) and value.datatype}

    assert {str(predicate) for predicate in graph.predicates()} | kinds <= meanings
    assert used <= typed | {str(XSD.string)}


# rdflib reads JSON-LD by way of a class that it calls old itself.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_the_sample_survives_json_ld_on_both_engines() -> None:
    graph = read(SAMPLE)

    text = graph.serialize(format="json-ld", context=CONTEXT)
    back = Graph().parse(data=text, format="json-ld")
    lines = pyoxigraph.serialize(
        (quad.triple for quad in pyoxigraph.parse(text.encode(), format=pyoxigraph.RdfFormat.JSON_LD)),
        format=pyoxigraph.RdfFormat.N_TRIPLES,
    )

    assert isomorphic(back, graph)
    assert isomorphic(Graph().parse(data=lines, format="nt"), graph)


def test_a_decimal_is_written_as_a_string_and_keeps_its_digits() -> None:
    """A bare JSON number would come back from pyoxigraph as "6.0E-1", which is no decimal at all."""
    nodes = json.loads(read(SAMPLE).serialize(format="json-ld", context=CONTEXT))["@graph"]
    (node,) = (node for node in nodes if node["id"] == "assertion:x3mkhd7q2vnl-17-e3nzv4ta")

    assert node["confidence"] == "0.60"
