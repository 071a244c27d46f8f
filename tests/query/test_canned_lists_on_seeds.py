"""The ready questions that list reports, rows and names, on the seeds: derived from the files, not from the tool."""

import hashlib
from collections import Counter
from datetime import date
from pathlib import Path

from claimgraph.query import Settings, run
from claimgraph.query.canned import question
from tests.query.answers import answers, columns
from tests.query.printed import prints, reports

SPECIALIZING = "Specializing Multilingual Language Models: An Empirical Study"


def test_every_row_is_found_to_the_byte(seed_graph: Path, seeds: Path, engine: str) -> None:
    rows = answers(seed_graph, "places", engine)

    expected = [(row.claim, row.file, row.line, row.start, row.end) for each in reports(seeds) for row in each.rows]
    assert columns(rows, "text", "file", "line", "start", "end") == Counter(expected)


def test_a_claim_is_found_by_its_words(seed_graph: Path, seeds: Path, engine: str) -> None:
    rows = answers(seed_graph, "search", engine, words="Augmentation AND transliteration")

    assert [row["text"] for row in rows] == [text for text in prints(seeds) if "augmentation and translit" in text]
    assert (rows[0]["reports"], rows[0]["ticks"], rows[0]["paper"]) == (1, 1, SPECIALIZING)


def test_the_claims_about_a_thing_are_those_that_name_it(seed_graph: Path, seeds: Path, engine: str) -> None:
    rows = answers(seed_graph, "about", engine, thing="xquad-r")

    assert columns(rows, "text", "reports") == Counter(
        (text, len({row.file for row in found})) for text, found in prints(seeds).items() if "XQuAD-R" in text
    )
    assert {(row["name"], row["kind"]) for row in rows} == {("XQuAD-R", "Benchmark")}


def test_named_things_are_counted(seed_graph: Path, engine: str) -> None:
    rows = {str(row["name"]): row for row in answers(seed_graph, "names", engine)}

    assert (rows["MMLU"]["claims"], rows["MMLU"]["questions"]) == (0, 3)
    assert (rows["MIRACL"]["claims"], rows["MIRACL"]["questions"]) == (1, 0)
    assert (rows["XLM-R"]["claims"], rows["XLM-R"]["questions"], rows["XLM-R"]["kind"]) == (1, 1, "Method")
    assert [name for name, row in rows.items() if row["foundby"]] == ["FASTT"]


def test_every_row_is_listed_under_its_report(seed_graph: Path, seeds: Path, engine: str) -> None:
    rows = answers(seed_graph, "claims", engine)

    expected = [
        (each.title, position, row.text, row.verified, row.confidence)
        for each in reports(seeds)
        for position, row in enumerate(each.rows, 1)
    ]
    assert columns(rows, "title", "position", "text", "verified", "confidence") == Counter(expected)


def test_reports_are_listed_from_a_day_on(seed_graph: Path, seeds: Path, engine: str) -> None:
    found = run(seed_graph, question("reports").text, {"since": date(2026, 6, 26)}, Settings(engine))

    expected = sorted(
        (each.date, each.title, each.paper, each.file) for each in reports(seeds) if each.date >= "2026-06-26"
    )
    assert [(str(row["issued"]), row["report"], row["paper"], row["file"]) for row in found] == expected
    assert len(answers(seed_graph, "reports", engine)) == 5


def test_scores_are_told_in_the_order_of_time(seed_graph: Path, seeds: Path, engine: str) -> None:
    rows = answers(seed_graph, "score-history", engine)

    expected = sorted((each.paper, each.date, each.score, len(each.rows)) for each in reports(seeds))
    assert [(row["paper"], str(row["issued"]), row["score"], row["rows"]) for row in rows] == expected


def test_two_references_are_shared(seed_graph: Path, seeds: Path, engine: str) -> None:
    rows = answers(seed_graph, "references", engine)

    listed = [reference for each in reports(seeds) for reference in each.references]
    expected = {(reference, listed.count(reference)) for reference in listed if listed.count(reference) > 1}
    assert columns(rows, "arxiv", "reports") == Counter(expected)
    assert expected == {("2106.09063", 2), ("2408.10536", 3)}


def test_sources_are_the_five_files(seed_graph: Path, seeds: Path, engine: str) -> None:
    rows = answers(seed_graph, "sources", engine)

    expected = [
        (each.file, hashlib.sha256((seeds / each.file).read_bytes()).hexdigest(), 1, len(each.rows))
        for each in reports(seeds)
    ]
    assert columns(rows, "file", "sha256", "reports", "rows") == Counter(expected)


def test_the_graph_was_made_by_one_run_from_five_files(seed_graph: Path, engine: str) -> None:
    (row,) = answers(seed_graph, "provenance", engine)

    assert row["sources"] == 5
    assert str(row["ontology"]).startswith("https://w3id.org/claimgraph/ns/")


def test_the_graph_holds_what_the_seeds_print(seed_graph: Path, engine: str) -> None:
    totals = {row["kind"]: row["nodes"] for row in answers(seed_graph, "totals", engine)}

    wanted = {"Report": 5, "Claim": 36, "Assertion": 65, "Result": 66, "Question": 5, "ClaimLink": 7}
    assert {kind: totals[kind] for kind in wanted} == wanted
