"""The screen clears no node that pySHACL finds fault with, and the whole says what pySHACL says."""

from collections import Counter

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from rdflib import SH

from claimgraph.checks import shapes
from claimgraph.checks.lines import Lines
from claimgraph.checks.places import Places
from claimgraph.graph import Graph
from claimgraph.graphfiles import from_quads
from claimgraph.problems import Code, Where
from tests.ontology.mutations import MUTATIONS, ONE, PREFIXES, REPORT, ROW, SPAN, add, drop, put
from tests.ontology.parts import SAMPLE, copied

MORE = {
    "no dataset": "DELETE WHERE { <graph> ?p ?o }",
    "a confidence that is no number": put(ROW, "cg:confidence", '"much"^^xsd:decimal'),
    "a mark that is a word": put(ROW, "cg:verified", '"yes"'),
    "a text in a language": put(ROW, "cg:printedText", '"wins"@en'),
    "a blank source": f"{drop(ROW, 'oa:hasSource')} ; INSERT DATA {{ {ROW} oa:hasSource [] }}",
    "a class below another": "INSERT DATA { cg:Draft rdfs:subClassOf cg:Report . <report/x> a cg:Draft }",
    "an assertion of a thing without a type": put(ROW, "cg:asserts", "<claim/nothing>"),
    "two spans": add(ROW, "oa:hasSelector", "<source/x#line=1,2>"),
}
ALL = {name: change for name, (_, change) in MUTATIONS.items()} | MORE


def spoiled(change: str) -> ox.Store:
    graph = copied(SAMPLE)
    graph.update(f"PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> {PREFIXES} {change}")
    store = ox.Store()
    store.load(graph.serialize(format="nt", encoding="utf-8"), format=ox.RdfFormat.N_TRIPLES)
    return store


def by_pyshacl(store: ox.Store) -> set[tuple[str, str]]:
    rules = rdflib.Graph(bind_namespaces="none").parse(shapes.path())
    report = pyshacl.validate(store, shacl_graph=rules)[1]  # type: ignore[arg-type]
    assert isinstance(report, rdflib.Graph)
    return {
        (str(report.value(result, SH.resultSeverity)).rpartition("#")[2], str(report.value(result, SH.resultMessage)))
        for result in report.subjects(SH.resultMessage)
    }


def by_us(store: ox.Store) -> set[tuple[str, str]]:
    severity = {Code.SHAPE: "Violation", Code.SHAPE_ADVICE: "Warning"}
    return {(severity[fault.code], fault.message) for fault in shapes.faults(store)}


@pytest.mark.parametrize("name", [name for name in ALL if name != "no dataset"])
def test_the_screen_and_pyshacl_find_the_same(name: str) -> None:
    store = spoiled(ALL[name])

    assert by_us(store) == by_pyshacl(store)


def test_a_graph_that_names_no_dataset_is_checked_as_a_whole_all_the_same() -> None:
    change = put(REPORT, "cg:declaredClaimCount", "15") + " ; " + MORE["no dataset"]

    assert ["declares other counts" in fault.message for fault in shapes.faults(spoiled(change))] == [True]


def found(change: str) -> list[tuple[str, str]]:
    store = spoiled(change)
    graph: Graph = from_quads(iter(store))
    problems = shapes.check_shapes(store, Where("graph.ttl"), Places(graph, Lines(), {}))
    return [(str(problem.related[0][0]) if problem.related else "", problem.message) for problem in problems]


def test_a_fault_says_where_its_row_is_printed() -> None:
    (problem,) = found(put(ROW, "cg:confidence", "1.2"))

    assert problem == (
        "000_cae18ebe6211da7d.txt:34:1",
        "assertion:hamwx4jfwcqi-3-b7xk2mqa: An assertion has exactly one confidence, a decimal from 0 to 1",
    )


def test_a_fault_of_a_span_or_claim_leads_to_the_row_that_prints_it() -> None:
    places = [found(change)[0][0] for change in (put(SPAN, "cg:line", "0"), drop(ONE, "schema:text"))]

    assert [place.partition(":")[0] for place in places] == ["000_cae18ebe6211da7d.txt"] * 2


def test_nodes_in_a_message_have_short_names() -> None:
    messages = [message for _, message in found(add(ONE, "cg:contradicts", ONE))]

    assert any("claim:va-achieves" in message for message in messages)
    assert not any("://" in message for message in messages)


def test_the_seeds_conform(seeds: str) -> None:
    from claimgraph import api, convert

    store = ox.Store()
    nt = convert.to_rdflib(api.build(seeds)).serialize(format="nt", encoding="utf-8")
    store.load(nt, format=ox.RdfFormat.N_TRIPLES)

    assert shapes.faults(store) == []


def test_many_faults_are_judged_in_parts() -> None:
    rows = "".join(f"<assertion/r-{number}-x> a cg:Assertion . " for number in range(450))
    store = spoiled(f"INSERT DATA {{ {rows} }}")

    counted = Counter(fault.message for fault in shapes.faults(store))

    assert counted["An assertion asserts exactly one claim."] == 450
