"""Each ready question has its rows on the seeds, on both engines, derived from the files and not from the tool."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from claimgraph.query import run
from claimgraph.query.canned import names, question
from tests.query.answers import NEEDED, answers, columns
from tests.query.printed import prints, reports

SPECIALIZING = "Specializing Multilingual Language Models: An Empirical Study"
SYNERGISTIC = (
    "Synergistic Approach for Simultaneous Optimization of Monolingual, Cross-lingual, and Multilingual "
    "Information Retrieval"
)


@pytest.mark.parametrize("name", names())
def test_both_engines_give_the_same_values(seed_graph: Path, name: str) -> None:
    assert answers(seed_graph, name, "oxigraph") == answers(seed_graph, name, "rdflib")


@pytest.mark.parametrize("name", names())
def test_columns_are_those_the_file_explains(seed_graph: Path, name: str) -> None:
    asked = question(name)

    result = run(seed_graph, asked.text, NEEDED.get(name))

    assert result.variables == tuple(asked.columns)
    assert result.ordered
    assert asked.title
    assert asked.question.endswith("?")


def test_22_claims_stand_in_several_reports(seed_graph: Path, seeds: Path, engine: str) -> None:
    rows = answers(seed_graph, "recurring", engine)

    expected = [
        (
            text,
            len({row.file for row in found}),
            len(found),
            sum(row.verified for row in found),
            min(row.confidence for row in found),
            max(row.confidence for row in found),
        )
        for text, found in prints(seeds).items()
        if len({row.file for row in found}) > 1
    ]
    assert len(rows) == 22
    assert columns(rows, "text", "reports", "prints", "ticks", "lowest", "highest") == Counter(expected)


def test_three_more_recur_once_cut_and_reworded_prints_count_as_one(seed_graph: Path, engine: str) -> None:
    rows = answers(seed_graph, "groups", engine)

    assert len(rows) == 25
    joined = [str(row["text"]).split()[0] for row in rows if row["wordings"] == 2]
    assert sorted(joined) == ["LAPT", "MBERT", "The", "VA"]


def test_there_is_one_conflict(seed_graph: Path, engine: str) -> None:
    (row,) = answers(seed_graph, "conflicts", engine)

    assert row["method"] == "vocabulary augmentation"
    assert row["position"] == 7
    assert (row["leftvalue"], row["rightvalue"]) == (Decimal("92.43"), Decimal("94.43"))
    assert row["leftplace"] == "000_cae18ebe6211da7d.txt:46"
    assert row["rightplace"] == "001_513df4258c00f08c.txt:50"
    assert (row["leftreports"], row["rightreports"]) == (1, 1)


def test_its_prints_are_the_15th_row_of_one_report_and_the_17th_of_the_other(seed_graph: Path, engine: str) -> None:
    assert answers(seed_graph, "claims", engine, report="va achieves") == []
    for report, position, number in (("000_", 15, "92.43"), ("001_", 17, "94.43")):
        last = answers(seed_graph, "claims", engine, report=report)[-1]
        assert last["position"] == position
        assert number in str(last["text"])


def test_every_claim_rests_on_one_paper(seed_graph: Path, seeds: Path, engine: str) -> None:
    rows = answers(seed_graph, "single-source", engine)

    expected = [(text, len({row.file for row in found}), 1) for text, found in prints(seeds).items()]
    assert len(rows) == 36
    assert columns(rows, "text", "reports", "papers") == Counter(expected)


def test_all_five_reports_leave_something_unanswered(seed_graph: Path, seeds: Path, engine: str) -> None:
    rows = answers(seed_graph, "unanswered", engine)

    found = {(str(row["file"])[:3], row["thing"], row["kind"]) for row in rows}
    assert {file for file, _, _ in found} == {"000", "001", "002", "003", "004"}
    assert {
        ("000", "MMLU", "Benchmark"),
        ("000", "contrastive learning", "Method"),
        ("000", "hybrid batch training", "Method"),
        ("001", "XLM-R", "Method"),
        ("001", "cross-lingual retrieval", "Task"),
        ("002", "BEIR", "Benchmark"),
        ("003", "MMLU", "Benchmark"),
        ("004", "MMLU", "Benchmark"),
        ("004", "BIG-Bench", "Benchmark"),
    } <= found
    for report in reports(seeds):
        claims = " ".join(row.claim for row in report.rows).casefold()
        named = {str(thing).casefold() for file, thing, _ in found if report.file.startswith(file)}
        assert not any(thing in claims for thing in named)


def test_six_claims_in_14_rows_were_never_verified(seed_graph: Path, seeds: Path, engine: str) -> None:
    rows = answers(seed_graph, "unverified", engine)

    expected = [
        (text, len(found), max(row.confidence for row in found))
        for text, found in prints(seeds).items()
        if not any(row.verified for row in found)
    ]
    assert len(rows) == 6
    assert sum(int(str(row["prints"])) for row in rows) == 14
    assert columns(rows, "text", "prints", "highest") == Counter(expected)


def test_25_rows_are_cut_and_one_claim_is_completed(seed_graph: Path, seeds: Path, engine: str) -> None:
    rows = answers(seed_graph, "truncated", engine)

    expected = [(f"{row.file}:{row.line}", row.text) for each in reports(seeds) for row in each.rows if row.cut]
    assert len(rows) == 25
    assert columns(rows, "place", "text") == Counter(expected)
    completed = {(row["text"], row["completion"]) for row in rows if row["completion"]}
    start = (
        "The evaluation of the models is conducted on datasets that are completely separate and distinct from the "
        "ones used for t"
    )
    assert completed == {(start, start + "raining")}


def test_all_counts_match_and_44_of_59_papers_are_not_listed(seed_graph: Path, seeds: Path, engine: str) -> None:
    rows = answers(seed_graph, "counts", engine)

    expected = [
        (
            *(each.title, each.declared, len(each.rows), each.verified, sum(row.verified for row in each.rows), True),
            *(each.papers, len(each.references), each.papers - len(each.references)),
        )
        for each in reports(seeds)
    ]
    wanted = ("report", "declared", "rows", "verified", "ticks", "agree", "papers", "listed", "unlisted")
    assert columns(rows, *wanted) == Counter(expected)
    assert sum(int(str(row["unlisted"])) for row in rows) == 44
    assert sum(int(str(row["papers"])) for row in rows) == 59


def test_two_papers_are_examined_by_three_and_two_reports(seed_graph: Path, engine: str) -> None:
    rows = answers(seed_graph, "examined", engine)

    wanted = ("paper", "reports", "lowest", "highest", "stated", "inferred")
    assert [tuple(row[name] for name in wanted) for row in rows] == [
        (SYNERGISTIC, 3, Decimal("7.2"), Decimal("8.0"), None, "2408.10536"),
        (SPECIALIZING, 2, Decimal("7.4"), Decimal("7.5"), None, "2106.09063"),
    ]
    assert [(str(row["first"]), str(row["last"])) for row in rows] == [
        ("2026-06-26", "2026-07-11"),
        ("2026-06-21", "2026-06-26"),
    ]


def test_fastt_has_four_whole_numbers(seed_graph: Path, engine: str) -> None:
    rows = answers(seed_graph, "results", engine, method="fastt")

    assert [(row["position"], row["value"], row["spread"]) for row in rows] == [
        (1, Decimal("84.26"), Decimal("0.86")),
        (2, Decimal("87.98"), Decimal("0.76")),
        (3, Decimal("67.21"), Decimal("4.30")),
        (4, Decimal("33.53"), Decimal("17.89")),
    ]


def test_a_method_is_found_by_its_other_name(seed_graph: Path, engine: str) -> None:
    rows = answers(seed_graph, "results", engine, method="VA")

    assert {row["name"] for row in rows} == {"vocabulary augmentation"}
    # 3 and 2 in the short sentences; 7 in the one that is cut in its eighth number, 8 in the other.
    assert len(rows) == 3 + 2 + 7 + 8


def test_there_are_63_whole_numbers(seed_graph: Path, engine: str) -> None:
    assert len(answers(seed_graph, "results", engine)) == 63


def test_no_number_names_a_benchmark_so_nothing_spreads(seed_graph: Path, engine: str) -> None:
    assert answers(seed_graph, "spread", engine) == []


def test_002_003_and_004_are_twins(seed_graph: Path, seeds: Path, engine: str) -> None:
    rows = answers(seed_graph, "twins", engine)

    expected = [(each.title, each.score, 11, 9, 3) for each in reports(seeds)[2:]]
    assert columns(rows, "report", "score", "rows", "ticks", "twins") == Counter(expected)
    assert [row["score"] for row in rows] == [Decimal("7.2"), Decimal("7.7"), Decimal("8.0")]
    claims = {row.claim for each in reports(seeds)[2:] for row in each.rows}
    assert {row["different"] for row in rows} == {len(claims)} == {15}


def test_the_confidence_says_no_more_than_the_tick(seed_graph: Path, engine: str) -> None:
    crossed, ticked = answers(seed_graph, "confidence", engine)

    assert crossed == {
        "verified": False,
        "rows": 14,
        "lowest": Decimal("0.08"),
        "highest": Decimal("0.11"),
        "mean": Decimal("0.1"),
    }
    assert ticked == {
        "verified": True,
        "rows": 51,
        "lowest": Decimal("0.15"),
        "highest": Decimal("0.60"),
        "mean": Decimal("0.2898"),
    }


def test_six_claims_were_scored_differently_by_one_hundredth(seed_graph: Path, seeds: Path, engine: str) -> None:
    rows = answers(seed_graph, "shifts", engine)

    expected = [
        (text, min(row.confidence for row in found), max(row.confidence for row in found))
        for text, found in prints(seeds).items()
        if len({row.confidence for row in found}) > 1
    ]
    assert len(rows) == 6
    assert columns(rows, "text", "lowest", "highest") == Counter(expected)
    assert {row["difference"] for row in rows} == {Decimal("0.01")}


def test_no_claim_is_ticked_here_and_crossed_there(seed_graph: Path, seeds: Path, engine: str) -> None:
    assert not any(len({row.verified for row in found}) > 1 for found in prints(seeds).values())
    assert answers(seed_graph, "flips", engine) == []


def test_two_pairs_are_worded_alike(seed_graph: Path, engine: str) -> None:
    rows = answers(seed_graph, "suggestions", engine)

    assert {(str(row["one"])[:30], str(row["other"])[:30]) for row in rows} == {
        ("The approach fine-tunes multil", "The approach fine-tunes multil"),
        ("Hybrid batch training enables ", "The proposed approach enables "),
    }
    assert all(row["one"] != row["other"] for row in rows)


def test_seven_links_say_why_they_are_made(seed_graph: Path, engine: str) -> None:
    rows = answers(seed_graph, "links", engine)

    relations = [row["relation"] for row in rows]
    assert relations == ["completes", "contradicts", "similarTo", "similarTo", "variantOf", "variantOf", "variantOf"]
    assert all(row["why"] and row["how"] for row in rows)
