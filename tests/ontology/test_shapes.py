"""The shapes accept good graphs, and each finds its own fault and no other, on both engines."""

from collections.abc import Callable

import pyoxigraph
import pyshacl
import pytest
from rdflib import RDF, SH, Graph, URIRef
from rdflib.term import Node

from tests.ontology.mutations import CONFLICT, LISTED, LONE, MUTATIONS, ONE, PREFIXES, REPORT, SECOND, add, put
from tests.ontology.parts import FOLDER, SAMPLE, SHAPES, copied

LENIENT = (
    "a report without a title",
    "a report without a date",
    "a report without a question",
    "a wrong count of claims",
    "a thing of two kinds",
)

Checker = Callable[[Graph], Graph]

# A copy, since pySHACL adds triples to the shapes it is given.
RULES = copied(FOLDER / "shapes.ttl")


def check_rdflib(graph: Graph) -> Graph:
    report = pyshacl.validate(graph, shacl_graph=RULES)[1]
    assert isinstance(report, Graph)
    return report


def check_oxigraph(graph: Graph) -> Graph:
    store = pyoxigraph.Store()
    store.load(graph.serialize(format="nt", encoding="utf-8"), format=pyoxigraph.RdfFormat.N_TRIPLES)
    report = pyshacl.validate(store, shacl_graph=RULES)[1]  # type: ignore[arg-type]
    assert isinstance(report, Graph)
    return report


@pytest.fixture(params=[check_rdflib, check_oxigraph], ids=["rdflib", "pyoxigraph"])
def check(request: pytest.FixtureRequest) -> Checker:
    checker: Checker = request.param
    return checker


def owner(report: Graph, shape: Node) -> str:
    """The local name of the node shape that a shape in a report is, or belongs to, without "Shape".

    Reports carry copies of property shapes, so one is known by its message.
    """
    if not isinstance(shape, URIRef):
        (original,) = RULES.subjects(SH.message, report.value(shape, SH.message))
        (shape,) = RULES.subjects(SH.property, original)
    return str(shape).removeprefix(SHAPES).removesuffix("Shape")


def found(report: Graph) -> set[str]:
    return {owner(report, shape) for shape in report.objects(None, SH.sourceShape)}


def messages(report: Graph) -> list[str]:
    return sorted(str(text) for text in report.objects(None, SH.resultMessage))


def test_the_sample_conforms(check: Checker) -> None:
    report = check(copied(SAMPLE))

    assert messages(report) == []


@pytest.mark.parametrize("fault", MUTATIONS)
def test_a_fault_is_found_by_its_shape_alone(check: Checker, fault: str) -> None:
    shapes, change = MUTATIONS[fault]
    graph = copied(SAMPLE)
    before = set(graph)
    graph.update(PREFIXES + change)

    report = check(graph)

    assert set(graph) != before
    assert found(report) == set(shapes.split())


def test_every_shape_has_a_fault_it_must_find() -> None:
    shapes = {str(shape) for shape in RULES.subjects(RDF.type, SH.NodeShape)}
    tried = {f"{SHAPES}{name}Shape" for names, _ in MUTATIONS.values() for name in names.split()}

    assert tried == shapes


def test_every_constraint_says_in_words_of_its_own_what_is_wrong() -> None:
    constraints = [*RULES.objects(None, SH.property), *RULES.objects(None, SH.sparql)]
    texts = [RULES.value(constraint, SH.message) for constraint in constraints]

    assert None not in texts
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize("fault", LENIENT)
def test_what_a_report_or_a_word_list_may_lack_is_a_warning_and_no_violation(check: Checker, fault: str) -> None:
    graph = copied(SAMPLE)
    graph.update(PREFIXES + MUTATIONS[fault][1])

    report = check(graph)

    assert set(report.objects(None, SH.resultSeverity)) == {SH.Warning}


def test_a_message_names_the_node_and_the_numbers(check: Checker) -> None:
    graph = copied(SAMPLE)
    graph.update(PREFIXES + put(REPORT, "cg:declaredClaimCount", "15"))

    (message,) = messages(check(graph))

    assert "hamwx4jfwcqi declares other counts than the 2 rows, 2 of them verified" in message


def test_a_report_that_examines_no_paper_is_the_scope_of_its_own_claims(check: Checker) -> None:
    graph = copied(SAMPLE)
    graph.update(PREFIXES + f"DELETE WHERE {{ {SECOND} cg:examines ?paper }}")
    graph.update(PREFIXES + put(LONE, "cg:scope", SECOND))

    assert not [message for message in messages(check(graph)) if "the-share-p-y-x-falls" in message]


def test_two_versions_of_a_report_may_declare_different_numbers(check: Checker) -> None:
    graph = copied(SAMPLE)
    graph.update(PREFIXES + f"INSERT DATA {{ {REPORT} cg:declaredClaimCount 17 ; cg:qualityScore 7.0 }}")

    assert messages(check(graph)) == []


def test_a_person_may_state_a_contradiction_over_two_scopes(check: Checker) -> None:
    graph = copied(SAMPLE)
    graph.update(PREFIXES + put(ONE, "cg:scope", LISTED))
    graph.update(PREFIXES + add(CONFLICT, "prov:wasDerivedFrom", "<source/77a1c05be9d2f843>"))

    assert found(check(graph)) == {"Scope"}
