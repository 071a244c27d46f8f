"""Asking from a program: any graph, terms in and out, whole answers in a stable order."""

import json
import shutil
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph import api
from claimgraph.problems import ClaimgraphError, Code
from claimgraph.query import QueryError, Result, Settings, Term, graphs, run
from claimgraph.query.request import packed, unpacked
from claimgraph.query.values import XSD, literal

COUNT = "SELECT (COUNT(*) AS ?n) { ?claim a cg:Claim }"


def first(result: Result) -> object:
    (row,) = result
    return next(iter(row.values()))


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of three statements."""
    path = tmp_path_factory.mktemp("small") / "small.ttl"
    path.write_text('<urn:a> <urn:p> "1" , "2" . <urn:b> <urn:p> "3"@en .', "utf-8")
    return path


@pytest.fixture(scope="session")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty graph."""
    path = tmp_path_factory.mktemp("nothing") / "nothing.nt"
    path.write_text("")
    return path


def test_every_kind_of_query_is_answered(seed_graph: Path, engine: str) -> None:
    how = Settings(engine=engine)

    assert first(run(seed_graph, COUNT, settings=how)) == 36
    assert run(seed_graph, "ASK { ?c a cg:Claim }", settings=how).answer is True
    assert run(seed_graph, "ASK { ?c a cg:Nothing }", settings=how).answer is False
    made = run(seed_graph, "CONSTRUCT { ?c a schema:Claim } { ?c a cg:Claim }", settings=how)
    assert (made.kind, len(made), made.variables) == ("graph", 36, ("subject", "predicate", "object"))
    told = run(seed_graph, "DESCRIBE concept:lapt", settings=how)
    assert {row[2].value for row in told.rows if row[2]} >= {"LAPT"}


@pytest.mark.parametrize("suffix", [".ttl", ".nt", ".nq", ".trig", ".jsonld", ".rdf"])
def test_every_graph_file_gives_the_same_answer(seeds: Path, tmp_path: Path, suffix: str, engine: str) -> None:
    path = tmp_path / f"graph{suffix}"
    api.save(api.build(seeds), path)

    assert first(run(path, COUNT, settings=Settings(engine=engine))) == 36


def test_reports_and_graphs_in_memory_are_graphs_too(seeds: Path) -> None:
    assert first(run(seeds, COUNT)) == 36
    assert first(run(seeds / "002_1566c3550be96c58.txt", COUNT)) == 11
    assert first(run(api.build(seeds), COUNT)) == 36


def test_a_store_is_read_where_it_lies(seeds: Path, tmp_path: Path, engine: str) -> None:
    api.save(api.build(seeds), tmp_path / "x.db")
    (tmp_path / "x.db").rename(tmp_path / "renamed")

    assert first(run(tmp_path / "renamed", COUNT, settings=Settings(engine=engine))) == 36


def test_a_folder_without_a_manifest_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "oxigraph").mkdir()

    assert graphs.needs_building(tmp_path)


def said_otherwise(store: Path, **said: object) -> None:
    manifest = store / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_bytes()) | said), encoding="utf-8")


def of_a_later_version(store: Path) -> str:
    said_otherwise(store, version=99)
    return "the store has version 99"


def of_another_kind(store: Path) -> str:
    said_otherwise(store, kind="claimgraph tables")
    return "no store: it is a folder of tables"


def of_another_make(store: Path) -> str:
    said_otherwise(store, kind="other thing")
    return "no store: it has no manifest.json of claimgraph's"


def emptied(store: Path) -> str:
    shutil.rmtree(store)
    store.mkdir()
    return "no store: it is empty"


def without_a_table(store: Path) -> str:
    next((store / "oxigraph").glob("*.sst")).unlink()
    return "the store is damaged: Corruption: "


def without_a_start(store: Path) -> str:
    (store / "oxigraph" / "CURRENT").write_text("nonsense", encoding="utf-8")
    return "the store is damaged: Corruption: "


@pytest.mark.parametrize(
    "spoilt", [of_a_later_version, of_another_kind, of_another_make, emptied, without_a_table, without_a_start]
)
def test_what_is_no_whole_store_is_told_alike_by_every_door(
    spoilt: Callable[[Path], str], seeds: Path, tmp_path: Path, engine: str
) -> None:
    store = tmp_path / "x.db"
    api.save(api.build(seeds / "002_1566c3550be96c58.txt"), store)
    message = spoilt(store)

    told = []
    for ask in (lambda: run(store, COUNT, settings=Settings(engine=engine)), lambda: api.load(store)):
        with pytest.raises(ClaimgraphError) as caught:
            ask()
        assert caught.value.problem is not None
        told.append((caught.value.problem.code, caught.value.problem.hint))
        assert message in str(caught.value)

    assert told[0] == told[1]
    assert told[0][0] is Code.BAD_GRAPH


def test_a_malformed_graph_is_shown_with_its_line(tmp_path: Path, engine: str) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("@prefix cg: <https://w3id.org/claimgraph/ns#> .\n<urn:a> a cg:Claim ;\n  oops .\n")

    with pytest.raises(QueryError) as caught:
        run(path, COUNT, settings=Settings(engine=engine))

    assert caught.value.problem is not None
    assert caught.value.problem.where.line == 3


def test_a_graph_that_is_not_there_is_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        run(tmp_path / "nothing.ttl", COUNT)


def test_terms_come_back_as_they_are(tmp_path: Path, engine: str) -> None:
    path = tmp_path / "graph.nt"
    path.write_text(
        f'<urn:a> <urn:p> "0.10"^^<{XSD}decimal> .\n<urn:a> <urn:p> "7"^^<{XSD}integer> .\n'
        f'<urn:a> <urn:p> "true"^^<{XSD}boolean> .\n<urn:a> <urn:p> "2026-06-26"^^<{XSD}date> .\n'
        '<urn:a> <urn:p> "été"@fr .\n<urn:a> <urn:p> <urn:b> .\n<urn:a> <urn:p> "x\\u2028\\"y" .\n'
        f'<urn:a> <urn:p> "1e3"^^<{XSD}double> .\n<urn:a> <urn:p> "old"^^<{XSD}integer> .\n'
    )

    found = [row["o"] for row in run(path, "SELECT ?o { ?s ?p ?o }", settings=Settings(engine=engine))]

    assert Decimal("0.1") in found
    assert {type(value) for value in found} == {str, int, float, bool, Decimal, date}
    assert set(found) >= {7, True, date(2026, 6, 26), "été", "urn:b", 'x\u2028"y', 1000.0, "old"}


def test_columns_of_a_star_come_as_the_query_names_them(small: Path, engine: str) -> None:
    result = run(small, "SELECT * { ?zebra ?middle ?ant }", settings=Settings(engine=engine))

    assert result.variables == ("zebra", "middle", "ant")


def test_rows_come_in_a_stable_order_unless_the_query_has_its_own(small: Path, engine: str) -> None:
    how = Settings(engine=engine)

    plain = run(small, "SELECT ?o { ?s ?p ?o }", settings=how)
    turned = run(small, "SELECT ?o { ?s ?p ?o } ORDER BY DESC(?o)", settings=how)

    assert [row["o"] for row in plain] == ["1", "2", "3"]
    assert not plain.ordered
    assert sorted(str(row["o"]) for row in turned) == ["1", "2", "3"]
    assert turned.ordered


def test_an_unbound_variable_is_none(small: Path, engine: str) -> None:
    (row,) = run(small, "SELECT ?x ?nothing { VALUES ?x { 1 } }", settings=Settings(engine=engine))

    assert row == {"x": 1, "nothing": None}


def test_named_graphs_are_seen_together_and_a_triple_once(tmp_path: Path, engine: str) -> None:
    path = tmp_path / "graph.nq"
    path.write_text("<urn:a> <urn:p> <urn:b> <urn:g> .\n<urn:a> <urn:p> <urn:b> <urn:h> .\n<urn:a> <urn:p> <urn:c> .\n")
    text = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"

    assert first(run(path, text, settings=Settings(engine=engine))) == 2
    assert first(run(path, text, settings=Settings(engine=engine, union=False))) == 1


def test_from_picks_a_graph_that_is_in_the_data(tmp_path: Path) -> None:
    path = tmp_path / "graph.nq"
    path.write_text("<urn:a> <urn:p> <urn:b> <urn:g> .\n<urn:a> <urn:p> <urn:c> <urn:h> .\n")
    text = "SELECT ?o FROM <urn:h> { ?s ?p ?o }"

    assert first(run(path, text)) == "urn:c"
    with pytest.raises(QueryError, match="no named graphs"):
        run(path, text, settings=Settings(engine="rdflib"))
    with pytest.raises(QueryError, match="holds no graph <urn:x>"):
        run(path, "SELECT * FROM NAMED <urn:x> { GRAPH ?g { ?s ?p ?o } }")


def test_a_group_by_over_nothing_has_no_rows(small: Path, engine: str) -> None:
    text = "SELECT ?s (COUNT(?o) AS ?n) { ?s <urn:none> ?o } GROUP BY ?s"

    assert run(small, text, settings=Settings(engine=engine)).rows == ()


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?o { ?s ?p ?o }",
        "SELECT ?s { ?s ?p ?o FILTER (?o = '2') }",
        "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }",
        "ASK { ?s ?p ?o }",
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "CONSTRUCT WHERE { ?s ?p ?o }",
        "DESCRIBE ?s { ?s ?p ?o }",
        "SELECT ?s { { SELECT ?s ?o { ?s ?p ?o } } }",
        "SELECT * { SELECT ?s ?o { ?s ?p ?o } }",
        "SELECT ?s { ?s ?p $o OPTIONAL { ?s <urn:none> ?x } FILTER (BOUND(?o)) }",
    ],
)
def test_a_parameter_holds_in_every_kind_of_query(small: Path, engine: str, text: str) -> None:
    how = Settings(engine=engine)

    held = run(small, text, {"o": "2"}, how)
    missed = run(small, text, {"o": "nothing"}, how)

    if held.kind == "ask":
        assert (held.answer, missed.answer) == (True, False)
    elif "COUNT" in text:
        assert (first(held), first(missed)) == (1, 0)
    else:
        assert held.rows
        assert not missed.rows


@settings(max_examples=20)
@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=12, max_size=12),
    st.sampled_from(["oxigraph", "rdflib"]),
)
def test_no_text_given_as_a_parameter_changes_the_query(nothing: Path, values: list[str], engine: str) -> None:
    names = [f"v{index}" for index in range(len(values))]
    text = f"SELECT {' '.join('?' + name for name in names)} {{}}"

    ((*row,),) = run(nothing, text, dict(zip(names, values, strict=True)), Settings(engine=engine)).rows

    assert [term.value if term else None for term in row] == values


@pytest.mark.parametrize("value", [True, 7, Decimal("0.10"), date(2026, 6, 26), "VA", 1.5])
def test_python_values_are_parameters(
    nothing: Path, value: str | bool | int | float | Decimal | date, engine: str
) -> None:
    result = run(nothing, "SELECT ?v {}", {"v": value}, Settings(engine=engine))

    assert first(result) == value
    assert type(first(result)) is type(value)
    assert literal(value).python == value


@pytest.mark.parametrize(
    "term",
    [
        Term("iri", "http://x/> . ?s ?p ?o . <http://y/"),
        Term("literal", "a", "http://x/> ."),
        Term("literal", "a", language="en . ?s"),
        Term("blank", "b0"),
        Term("literal", "\ud800"),
    ],
)
def test_a_term_that_is_none_is_refused(nothing: Path, term: Term) -> None:
    with pytest.raises(ClaimgraphError):
        run(nothing, "SELECT ?v {}", {"v": term})


def test_a_parameter_the_query_lacks_is_told(nothing: Path) -> None:
    with pytest.raises(QueryError, match=r"no variable \?x"):
        run(nothing, "SELECT ?v {}", {"x": 1})


def test_an_unknown_engine_is_told(nothing: Path) -> None:
    with pytest.raises(ClaimgraphError, match="known: oxigraph, rdflib"):
        run(nothing, "ASK {}", settings=Settings(engine="sesame"))


def test_a_cut_answer_is_not_taken_for_a_whole_one() -> None:
    data = packed(Result("select", ("a",), ((literal(1),), (literal(2),))))

    assert len(unpacked(data)) == 2
    for length in range(len(data)):
        with pytest.raises((ValueError, IndexError)):
            unpacked(data[:length])


def test_asking_loads_no_engine_here(seed_graph: Path) -> None:
    import subprocess

    code = (
        "import sys; from claimgraph.query import run; "
        f"run({str(seed_graph)!r}, 'ASK {{ ?s ?p ?o }}'); "
        "raise SystemExit(bool({'rdflib', 'pyoxigraph', 'rich'} & set(sys.modules)))"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_module_in_the_working_folder_is_not_run(seed_graph: Path, tmp_path: Path) -> None:
    import subprocess

    for name in ("random", "bisect", "json", "pyoxigraph", "rdflib"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('the wrong module was run')")
    package = str(Path(graphs.__file__).parent.parent.parent)
    code = (
        f"import sys; sys.path[0] = {package!r}; from claimgraph.query import run; "
        f"sys.path.insert(0, ''); print(run({str(seed_graph)!r}, 'ASK {{ ?s ?p ?o }}').answer)"
    )

    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=False, capture_output=True, text=True)

    assert (done.stdout, done.returncode) == ("True\n", 0), done.stderr
