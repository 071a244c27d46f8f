"""The claim index gives the answers that SPARQL gives."""

from collections import Counter
from pathlib import Path

import pytest

from claimgraph import api
from claimgraph.problems import ClaimgraphError
from claimgraph.query import canned, run
from claimgraph.query.values import XSD, Result, Term, literal
from claimgraph.store import questions
from tests.conftest import ROOT
from tests.store.conftest import built

SEEDS = ROOT / "seeds"

ASKED: list[tuple[str, dict[str, Term]]] = [
    *((name, {}) for name in canned.names() if name != "search"),
    ("about", {"thing": literal("xlm-r")}),
    ("about", {"thing": literal("Übermodel")}),
    ("claims", {"report": literal("THINGS 1")}),
    ("claims", {"report": literal("")}),
    ("places", {"words": literal("Achieves 9")}),
    ("places", {"words": literal("σίσυφοσ")}),
    ("reports", {"since": Term("literal", "2026-06-25", XSD + "date")}),
    ("results", {"method": literal("fastt")}),
    ("search", {"words": literal("ACHIEVES 61.85")}),
    ("search", {"words": Term("literal", "92.43", XSD + "decimal")}),
    ("search", {"words": literal("Σίσυφος")}),
    ("search", {"words": literal('"')}),
    ("search", {"words": literal("ä")}),
    ("search", {"words": literal("not there at all")}),
    ("search", {"words": literal("of performance and cost")}),
]
EACH = pytest.mark.parametrize(("name", "values"), ASKED, ids=[f"{name}-{len(values)}" for name, values in ASKED])


def same(one: Result, other: Result | None) -> bool:
    """Whether two answers hold the same rows in the same order."""
    assert other is not None
    assert one.variables == other.variables
    assert Counter(one.rows) == Counter(other.rows)
    return one.rows == other.rows


@EACH
def test_the_index_answers_as_sparql_does_on_the_seeds(name: str, values: dict[str, Term], seed_store: Path) -> None:
    wanted = run(seed_store, canned.question(name).text, values)

    assert same(wanted, questions.answer(seed_store, name, values))


@EACH
def test_the_index_answers_as_sparql_does_on_many_reports(name: str, values: dict[str, Term], many_store: Path) -> None:
    wanted = run(many_store, canned.question(name).text, values)

    assert same(wanted, questions.answer(many_store, name, values))


def test_every_ready_question_has_an_answer_in_the_index() -> None:
    assert questions.names() == canned.names()


def test_the_made_up_reports_have_something_to_say_to_every_question(many_store: Path) -> None:
    found = [(name, questions.answer(many_store, name, values)) for name, values in ASKED]

    assert {name for name, answer in found if answer and answer.rows} == set(canned.names())


def test_a_report_without_date_and_score_hides_neither_those_of_the_others(many_store: Path) -> None:
    examined = questions.answer(many_store, "examined")
    references = questions.answer(many_store, "references")

    assert examined
    assert references
    assert all(row[at] is not None for row in examined.rows for at in range(1, 6))
    assert all(row[3] is not None for row in references.rows)


def test_what_a_person_says_of_links_counts_in_both_ways(many: Path, tmp_path: Path) -> None:
    graph = api.build(many)
    conflict = next(link for link in graph.links if link.refs("rdf:predicate")[0].endswith("contradicts"))
    ends = (conflict.refs("rdf:subject")[0], conflict.refs("rdf:object")[0])
    other = next(claim for claim in graph.claims if claim.refs("cg:scope") != graph.node(ends[0]).refs("cg:scope"))
    papers = sorted({paper for report in graph.reports for paper in report.refs("cg:examines")})
    said = tmp_path / "links.ttl"
    said.write_text(
        "@prefix cg: <https://w3id.org/claimgraph/ns#> . @prefix schema: <https://schema.org/> ."
        "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"
        f"[] a cg:ClaimLink ; rdf:subject <{ends[0]}> ; rdf:predicate cg:contradicts ; rdf:object <{ends[1]}> ;"
        " cg:denied true .\n"
        f"<{ends[0]}> cg:variantOf <{other.id}> . <{other.id}> cg:completes <{ends[1]}> .\n"
        f"<{papers[0]}> schema:sameAs <{papers[1]}> . <{papers[0]}> schema:sameAs <{graph.papers[0].id}> .\n",
        encoding="utf-8",
    )

    store = built(many, tmp_path / "judged.db", said)

    for name in ("conflicts", "links", "groups", "truncated", "single-source", "examined", "sources", "totals"):
        assert same(run(store, canned.question(name).text), questions.answer(store, name)), name


def test_a_graph_that_is_not_as_ours_is_left_to_sparql(seed_store: Path, tmp_path: Path) -> None:
    nodes = "\n".join(f"<{row.id}> cg:confidence 7.0 ." for row in api.build(SEEDS).assertions[:1])
    changed = tmp_path / "changed.ttl"
    api.save(api.build(SEEDS), changed)
    changed.write_text(changed.read_text("utf-8") + nodes, encoding="utf-8")
    store = tmp_path / "changed.db"

    api.save(api.load(changed), store)

    assert questions.answer(store, "recurring") is None
    assert len(run(store, canned.question("recurring").text)) == 22


def test_a_graph_of_ours_that_was_read_from_a_file_is_indexed_alike(seed_store: Path, tmp_path: Path) -> None:
    api.save(api.build(SEEDS), tmp_path / "graph.ttl")

    api.save(api.load(tmp_path / "graph.ttl"), tmp_path / "graph.db")

    for name in questions.names():
        if name != "search":
            assert questions.answer(tmp_path / "graph.db", name) == questions.answer(seed_store, name), name


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("search", {"words": Term("literal", "7.50", XSD + "decimal")}),
        ("search", {"words": Term("literal", "VA", "", "en")}),
        ("reports", {"since": literal("2026-06-25")}),
        ("nothing", {}),
    ],
)
def test_what_the_index_cannot_tell_is_left_to_sparql(name: str, values: dict[str, Term], seed_store: Path) -> None:
    assert questions.answer(seed_store, name, values) is None


def test_a_damaged_index_is_named(seed_store: Path, tmp_path: Path) -> None:
    import shutil

    store = shutil.copytree(seed_store, tmp_path / "damaged.db")
    (store / "claims.sqlite").write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)

    with pytest.raises(ClaimgraphError, match=r"the store is damaged: claims\.sqlite"):
        questions.answer(store, "recurring")


def test_a_question_ends_when_its_time_is_over(many_store: Path) -> None:
    with pytest.raises(ClaimgraphError, match="ended after 0 s without an answer"):
        questions.answer(many_store, "single-source", timeout=0)
