"""Corners of the query path: RDF 1.2 data, services by name, processes that fail in odd ways."""

from pathlib import Path

import pytest

from claimgraph.query import QueryError, Settings, Term, process, run
from claimgraph.query.binding import bound
from claimgraph.query.guard import check
from claimgraph.query.request import Failure, Request, Source, View
from claimgraph.query.running import answer
from claimgraph.query.values import XSD, literal

TRIPLE_TERM = "<urn:a> <urn:says> <<( <urn:b> <urn:p> <urn:c> )>> ."


def test_a_triple_term_is_shown_as_a_row_and_no_more(tmp_path: Path) -> None:
    path = tmp_path / "graph.nt"
    path.write_text(TRIPLE_TERM + "\n")

    ((term,),) = run(path, "SELECT ?o { <urn:a> <urn:says> ?o }").rows

    assert term == Term("triple", "<<( <urn:b> <urn:p> <urn:c> )>>")
    assert term.python == str(term) == term.value
    with pytest.raises(QueryError, match="triple terms"):
        run(path, "SELECT ?o { ?s ?p ?o }", settings=Settings(engine="rdflib"))
    with pytest.raises(QueryError, match="triple terms"):
        answer(path, "CONSTRUCT WHERE { ?s ?p ?o }", {}, Settings(), View("ttl"))


def test_graphs_and_services_inside_exists_are_seen_on_rdflib(seed_graph: Path) -> None:
    with pytest.raises(QueryError, match="no named graphs"):
        run(seed_graph, "ASK { FILTER EXISTS { GRAPH ?g { ?s ?p ?o } } }", settings=Settings(engine="rdflib"))
    allowed = Settings(engine="rdflib", services=("http://127.0.0.1:9/",))
    with pytest.raises(QueryError, match="asks no other service"):
        run(seed_graph, "ASK { FILTER EXISTS { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } }", settings=allowed)


@pytest.mark.parametrize("place", ["http://127.0.0.1:99999/", "urn:nowhere", "file:///etc/passwd"])
def test_an_allowed_service_that_cannot_be_asked_gives_no_answer(seed_graph: Path, place: str) -> None:
    with pytest.raises(QueryError):
        run(seed_graph, f"ASK {{ SERVICE <{place}> {{ ?s ?p ?o }} }}", settings=Settings(services=(place,)))


def test_an_allowed_service_may_be_named_by_a_prefix() -> None:
    text = "PREFIX x: <http://127.0.0.1:9/> ASK { SERVICE SILENT x:y { ?s ?p ?o } }"

    assert check(text, services=["http://127.0.0.1:9/y"]).services == ("http://127.0.0.1:9/y",)
    with pytest.raises(QueryError, match="over the network"):
        check(text, services=["http://127.0.0.1:9/"])


@pytest.mark.parametrize("text", ["ASK { SERVICE", "ASK { SERVICE SILENT", "SELECT * FROM", "SELECT * FROM NAMED"])
def test_a_clause_that_stops_short_is_refused(text: str) -> None:
    with pytest.raises(QueryError):
        check(text, services=["http://127.0.0.1:9/"])


def test_a_parameter_needs_a_group_to_stand_in() -> None:
    with pytest.raises(QueryError, match="ends too early"):
        bound(check("DESCRIBE ?x"), {"x": literal("a")})


@pytest.mark.parametrize(
    "text", ["ASK { ?x ?p ?o", "SELECT (EXISTS { ?x ?p ?o } AS ?e) { ?x ?p ?o }", "CONSTRUCT { ?x ?p ?o"]
)
def test_a_parameter_stands_in_the_outermost_group(text: str) -> None:
    told = bound(check(text), {"x": literal("a")}).text

    assert told.count("VALUES") == 1
    assert told.rindex("{", 0, told.index("VALUES")) == text.rindex("{")


def test_a_number_that_is_none_is_text() -> None:
    assert Term("literal", "seven", XSD + "integer").python == "seven"
    assert Term("literal", "NaN", XSD + "double").python != Term("literal", "NaN", XSD + "double").python


def test_what_is_no_number_is_put_in_order_too(tmp_path: Path) -> None:
    path = tmp_path / "graph.nt"
    values = [f'"NaN"^^<{XSD}double>', f'"2"^^<{XSD}integer>', '"b"', "<urn:b>", "_:b", f'"10"^^<{XSD}decimal>']
    path.write_text("".join(f"<urn:a> <urn:p> {value} .\n" for value in values))

    rows = run(path, "SELECT ?o { ?s ?p ?o }").rows

    assert [row[0].value for row in rows if row[0]][1:] == ["urn:b", "2", "10", "NaN", "b"]


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    gone = request(Source("file", str(tmp_path / "gone.ttl"), "TURTLE"))

    with pytest.raises(Failure, match="No such file"):
        process.ask(gone, b"", 10)


def test_a_process_that_fails_in_an_odd_way_is_told_by_its_last_line(tmp_path: Path) -> None:
    odd = request(Source("file", str(tmp_path), "no format at all"))

    with pytest.raises(Failure, match="AssertionError"):
        process.ask(odd, b"", 10)


@pytest.mark.parametrize(
    ("code", "told", "kind"),
    [
        (-11, "", "nested"),
        (-6, "", "memory"),
        (-9, "", "memory"),
        (-24, "", "time"),
        (-15, "", "engine"),
        (1, "", "engine"),
        (1, "Traceback …\nMemoryError", "memory"),
        (3, '["failure", "size", "", 0, 0]\n', "size"),
    ],
)
def test_every_end_of_a_process_has_its_reason(code: int, told: str, kind: str) -> None:
    assert process._failure(code, told).kind == kind


def request(source: Source) -> Request:
    """A request for a graph that is not there as said."""
    return Request("ASK {}", (), False, (), (), {}, source, Settings(), View())
