"""The ready questions on graphs made for them: what the seeds do not show."""

import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from benchmarks.queries import NEEDED, copies, runner
from claimgraph import api
from claimgraph.query import Settings, run
from claimgraph.query.binding import bound
from claimgraph.query.canned import Parameter, Question, names, question, questions, read
from claimgraph.query.formats import short
from claimgraph.query.guard import check
from claimgraph.query.values import XSD, Python

CG = "https://w3id.org/claimgraph/ns#"
PREFIX_XSD = f"@prefix xsd: <{XSD}> ."
HEAD = """@prefix cg: <https://w3id.org/claimgraph/ns#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix : <urn:x:> .
"""


def answers(graph: Path, name: str, engine: str, **parameters: str) -> list[dict[str, Python | None]]:
    return [dict(row) for row in run(graph, question(name).text, parameters, Settings(engine=engine))]


def made(folder: Path, *statements: str) -> Path:
    """A graph of some statements."""
    path = folder / "graph.ttl"
    path.write_text(HEAD + "\n".join(statements), "utf-8")
    return path


def report(seeds: Path, title: str, *rows: str, paper: str = "") -> str:
    """A report like seed 002 with other rows."""
    text = (seeds / "002_1566c3550be96c58.txt").read_text("utf-8")
    head, rest = text.split("Claim\tVerified\tConfidence\n")
    head = head.replace(
        "Hybrid Batch Training Effects on Multilingual Model Robustness in Low-Resource Languages", title
    )
    if paper:
        head = head.replace("Synergistic Approach for Simultaneous Optimization", paper)
    return head + "Claim\tVerified\tConfidence\n" + "\n".join(rows) + "\n\nReferences" + rest.split("References")[1]


@pytest.mark.parametrize("name", [name for name in names() if name != "confidence"])
def test_an_empty_graph_answers_nothing(tmp_path: Path, engine: str, name: str) -> None:
    given = {"words": "a"} if name == "search" else {}

    assert answers(made(tmp_path), name, engine, **given) == []


def test_numbers_on_one_benchmark_and_metric_spread(seeds: Path, tmp_path: Path, engine: str) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text(
        report(
            seeds, "A", "LaBSE achieves 84.3 mAP on MIRACL.\t✓\t0.5", "LaBSE achieves 71.0 accuracy on MMLU.\t✓\t0.5"
        )
    )
    (folder / "b.txt").write_text(
        report(seeds, "B", "LaBSE achieves 86.1 mAP on MIRACL.\t✓\t0.4", paper="Another Approach")
    )
    (folder / "c.txt").write_text(report(seeds, "C", "LaBSE achieves 84.3 mAP on MIRACL.\t×\t0.1"))
    api.save(api.build(folder), tmp_path / "graph.ttl")

    rows = answers(tmp_path / "graph.ttl", "spread", engine)

    wanted = ("method", "benchmark", "value", "reports", "papers", "place", "lowest", "highest", "difference")
    assert [tuple(row[name] for name in wanted) for row in rows] == [
        ("LaBSE", "MIRACL", Decimal("84.3"), 2, 1, "a.txt:32", Decimal("84.3"), Decimal("86.1"), Decimal("1.8")),
        ("LaBSE", "MIRACL", Decimal("86.1"), 1, 1, "b.txt:32", Decimal("84.3"), Decimal("86.1"), Decimal("1.8")),
        ("LaBSE", "MMLU", Decimal("71.0"), 1, 1, "a.txt:33", Decimal("71.0"), Decimal("71.0"), Decimal(0)),
    ]
    assert answers(tmp_path / "graph.ttl", "conflicts", engine) == []


def test_a_wording_on_two_papers_is_not_of_a_single_source(tmp_path: Path, engine: str) -> None:
    both = [
        f":row{n} cg:asserts :claim{n} ; cg:inReport :report{n} ."
        f' :claim{n} schema:text "It works." ; cg:scope :paper{n} .'
        for n in (1, 2)
    ]

    assert answers(made(tmp_path, *both), "single-source", engine) == []
    same = ":paper1 cg:inferredSameAs :work . :paper2 schema:sameAs :work ."
    (row,) = answers(made(tmp_path, *both, same), "single-source", engine)
    assert (row["text"], row["reports"], row["papers"]) == ("It works.", 2, 1)


def test_a_report_without_date_and_score_hides_neither_those_of_the_other(tmp_path: Path, engine: str) -> None:
    both = ":whole cg:examines :paper ; cito:cites :work . :bare cg:examines :paper ; cito:cites :work ."
    said = ':whole dcterms:issued "2026-06-26"^^xsd:date ; cg:qualityScore 7.4 .'
    graph = made(tmp_path, "@prefix cito: <http://purl.org/spar/cito/> .", PREFIX_XSD, both, said)

    (paper,) = answers(graph, "examined", engine)
    (reference,) = answers(graph, "references", engine)

    assert (paper["reports"], reference["reports"]) == (2, 2)
    assert {paper["first"], paper["last"], reference["first"]} == {date(2026, 6, 26)}
    assert (paper["lowest"], paper["highest"]) == (Decimal("7.4"), Decimal("7.4"))


def test_a_paper_without_a_title_does_not_hide_that_of_the_same_work(tmp_path: Path, engine: str) -> None:
    rows = [
        f":row{n} cg:asserts :claim{n} ; cg:inReport :report{n} ."
        f' :claim{n} schema:text "It works." ; cg:scope :paper{n} . :paper{n} schema:sameAs :work .'
        for n in (1, 2)
    ]

    (bare,) = answers(made(tmp_path, *rows), "single-source", engine)
    (row,) = answers(made(tmp_path, *rows, ':paper2 dcterms:title "On Work" .'), "single-source", engine)

    assert (bare["paper"], row["paper"]) == (None, "On Work")


def test_a_denied_conflict_and_a_denied_suggestion_are_left_out(seed_graph: Path, tmp_path: Path, engine: str) -> None:
    links = run(seed_graph, "SELECT ?link { ?link rdf:predicate ?p VALUES ?p { cg:contradicts cg:similarTo } }")
    path = tmp_path / "graph.nt"
    api.save(api.load(seed_graph), path)
    with path.open("a") as out:
        for row in links:
            out.write(f'<{row["link"]}> <{CG}denied> "true"^^<{XSD}boolean> .\n')

    assert answers(path, "conflicts", engine) == []
    assert answers(path, "suggestions", engine) == []
    assert [row["denied"] for row in answers(path, "links", engine)].count(True) == 3


def test_a_report_without_rows_has_no_ticks(tmp_path: Path, engine: str) -> None:
    full = ':full a cg:Report ; dcterms:title "Full" ; cg:declaredClaimCount 1 ; cg:declaredVerifiedCount 1 .'
    row = ":row cg:inReport :full ; cg:verified true ."
    bare = ':bare a cg:Report ; dcterms:title "Bare" ; cg:declaredClaimCount 2 .'

    rows = answers(made(tmp_path, full, row, bare), "counts", engine)

    assert [(each["report"], each["declared"], each["rows"], each["ticks"], each["agree"]) for each in rows] == [
        ("Bare", 2, 0, 0, False),
        ("Full", 1, 1, 1, True),
    ]


def test_a_tick_here_and_a_cross_there_is_a_flip(tmp_path: Path, engine: str) -> None:
    rows = [
        f":row{n} cg:asserts :claim ; cg:inReport :report{n} ; cg:verified {mark} ; cg:confidence 0.{n} ."
        for n, mark in ((1, "true"), (2, "false"), (3, "true"))
    ]

    (row,) = answers(made(tmp_path, ':claim schema:text "It works." .', *rows), "flips", engine)

    assert (row["ticked"], row["crossed"], row["reports"]) == (2, 1, 3)


@pytest.mark.slow
def test_forty_changed_copies_of_one_report_are_answered_in_a_second(tmp_path: Path, engine: str) -> None:
    copies(40, tmp_path)
    api.save(api.build(tmp_path), tmp_path / "copies.ttl")
    ask = runner(tmp_path / "copies.ttl", engine)

    for each in questions():
        started = time.process_time()
        ask(bound(check(each.text), NEEDED.get(each.name, {})).text)
        assert time.process_time() - started < 1, each.name


def test_a_question_is_read_from_its_file() -> None:
    text = (
        "# title: T\n# question: Q?\n# group: graph\n# note: one\n# note: two\n"
        "# column a: b\n# parameter a (required): c\nASK {}"
    )

    assert read("name", text) == Question(
        "name", "T", "Q?", "graph", "one two", {"a": "b"}, read("name", text).parameters, text
    )
    assert read("name", text).parameters[0] == Parameter("a", "c", True)


def test_a_name_is_short_only_where_a_prefix_fits() -> None:
    from claimgraph.query import Term

    assert short(Term("iri", "urn:a/b"), {"u": "urn:"}) == "urn:a/b"
    assert short(None, {}) == ""
