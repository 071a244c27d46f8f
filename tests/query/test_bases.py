"""Identifiers of a graph with a base of its own can be asked for as they are printed."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from claimgraph import api, files, output
from claimgraph.cli.query import query
from claimgraph.query import QueryError, Settings, graphs, run
from claimgraph.query.guard import check
from claimgraph.query.names import known
from claimgraph.terms import prefixes
from tests.conftest import ROOT

BASE = "http://example.org/kg/"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of a report below another base."""
    path = tmp_path_factory.mktemp("bases") / "own.ttl"
    report = next((ROOT / "seeds").glob("000*.txt"))
    api.save(api.build(report, settings=api.settings(base=BASE)), path)
    return path


def told(*arguments: str) -> str:
    done = CliRunner().invoke(query, arguments, standalone_mode=False)
    assert done.return_value == 0, done.stderr
    return done.output


def test_a_printed_identifier_can_be_asked_for(own: Path, engine: str) -> None:
    claim = api.load(own).claims[0].id.replace(f"{BASE}claim/", "claim:")

    assert len(run(own, f"SELECT ?p {{ {claim} ?p ?o }}", settings=Settings(engine=engine))) > 3
    assert "schema:text" in told(
        str(own), "SELECT ?p { ?c ?p ?o }", "-p", f"c={claim}", "--to", "md", "--engine", engine
    )


def test_a_graph_in_memory_and_one_of_named_graphs_tell_their_base(own: Path, tmp_path: Path) -> None:
    text = "SELECT ?o { concept:lapt skos:prefLabel ?o }"
    graph = api.load(own)
    api.save(graph, tmp_path / "own.trig")

    assert len(run(graph, text)) == len(run(tmp_path / "own.trig", text)) == 1
    assert graphs.prefixes(graph) == graphs.prefixes(tmp_path / "own.trig") == prefixes(BASE)


def test_a_store_tells_its_base(tmp_path: Path, engine: str) -> None:
    store = tmp_path / "own.db"
    report = str(next((ROOT / "seeds").glob("000*.txt")))
    api.write(files.find([report]), [output.target(str(store))], api.settings(base=BASE))

    text = "SELECT ?o { concept:lapt skos:prefLabel ?o }"
    assert [row["o"] for row in run(store, text, settings=Settings(engine=engine))] == ["LAPT"]
    assert graphs.prefixes(store) == prefixes(BASE)


def test_answers_name_identifiers_by_the_base_of_the_graph(own: Path, engine: str) -> None:
    assert "\nconcept:" in told(str(own), "SELECT ?c { ?c a cg:Method }", "--to", "table", "--engine", engine)
    assert f"@prefix concept: <{BASE}concept/>" in told(str(own), "DESCRIBE concept:lapt", "--engine", engine)


def test_the_prefixes_of_a_graph_are_listed(own: Path, seed_graph: Path, seeds: Path) -> None:
    assert f"PREFIX claim: <{BASE}claim/>\n" in told("--prefixes", str(own))
    assert told("--prefixes", str(seed_graph)) == told("--prefixes", str(seeds)) == told("--prefixes")


def test_a_prefix_that_the_query_declares_is_the_querys(own: Path, engine: str) -> None:
    text = "PREFIX concept: <urn:x> SELECT (STR(concept:lapt) AS ?s) { }"

    assert [row["s"] for row in run(own, text, settings=Settings(engine=engine))] == ["urn:xlapt"]


def test_a_graph_of_unknown_make_keeps_the_usual_prefixes(tmp_path: Path) -> None:
    path = tmp_path / "other.nt"
    path.write_text("_:graph <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://rdfs.org/ns/void#Dataset> .\n")

    assert graphs.prefixes(path) == prefixes()


def test_of_two_bases_the_usual_one_counts_and_then_the_first() -> None:
    assert known({}, ["http://b/graph", "http://a/graph"])["claim"] == "http://a/claim/"
    assert known(prefixes(), ["http://a/graph", "https://w3id.org/claimgraph/id/graph"]) == prefixes()


@pytest.mark.parametrize("text", ["ASK { SERVICE claim:x { } }", "ASK FROM claim:x { }"])
def test_the_data_does_not_choose_whom_a_query_asks(text: str) -> None:
    usual = "https://w3id.org/claimgraph/id/claim/x"

    with pytest.raises(QueryError, match=r"written out|full IRI"):
        check(text, services=[usual], prefixes=prefixes())


def test_a_graph_that_cannot_be_read_has_no_prefixes(tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text("<urn:a> <urn:b> .\n")

    done = CliRunner().invoke(query, ["--prefixes", str(tmp_path / "bad.ttl")], standalone_mode=False)

    assert (done.return_value, done.stdout) == (3, "")
