"""One report by itself: what it declares of itself against what it prints."""

from pathlib import Path

import pytest

from tests.checks.made import codes, found, only, report

ROWS = [("One claim.", "✓", "0.4"), ("Another claim.", "×", "0.1")]
SCORED = " Quality review score: 7.4/10."


def test_a_report_that_fits_itself_has_no_problem(tmp_path: Path) -> None:
    assert found(tmp_path, a=report(ROWS)) == []


@pytest.mark.parametrize(
    ("results", "code", "column", "message"),
    [
        (
            "3 papers retrieved. 5 claims extracted; 1 independently verified." + SCORED,
            "CG201",
            21,
            "the report declares 5 claims, its table has 2 rows",
        ),
        (
            "3 papers retrieved. 2 claims extracted; 2 independently verified." + SCORED,
            "CG202",
            41,
            "the report declares 2 verified, its table has 1 tick",
        ),
        (
            "0 papers retrieved. 2 claims extracted; 1 independently verified." + SCORED,
            "CG203",
            1,
            "the report declares 0 papers retrieved, yet lists 1",
        ),
        (
            "3 papers retrieved. 2 claims extracted; 1 independently verified. Quality review score: 12.4/10.",
            "CG204",
            89,
            "the score 12.4 does not lie on its scale, 0 to 10",
        ),
    ],
)
def test_a_count_that_does_not_fit_is_told_at_its_place(
    tmp_path: Path, results: str, code: str, column: int, message: str
) -> None:
    (problem,) = found(tmp_path, a=report(ROWS, results=results))

    assert (problem.code.value, problem.where[1:3], problem.message) == (code, (17, column), message)


def test_an_unreadable_row_counts_as_a_row(tmp_path: Path) -> None:
    results = "3 papers retrieved. 3 claims extracted; 2 independently verified." + SCORED

    assert codes(found(tmp_path, a=report([*ROWS, ("A third.", "✓", "1.7")], results=results))) == ["CG104"]


def test_the_counts_of_the_seeds_fit(seeds: Path) -> None:
    from claimgraph import files
    from claimgraph.checks import check_reports
    from claimgraph.pipeline import Settings

    checked = check_reports(files.find([str(seeds)]), Settings())

    assert [code for code in codes(checked.problems) if "CG201" <= code <= "CG204"] == []


def test_one_note_lists_the_lines_of_all_cut_texts(tmp_path: Path) -> None:
    long = "word " * 24
    rows = [(long + "a", "✓", "0.4"), ("Short.", "✓", "0.4"), (long + "b", "✓", "0.4")]

    (problem,) = found(tmp_path, a=report(rows))

    assert problem.code.value == "CG205"
    assert problem.message == "2 of 3 claims are cut short by the publisher: lines 22, 24"
    assert problem.where[1:] == (22, 121, 122)


def test_a_repeated_row_names_the_first(tmp_path: Path) -> None:
    (problem,) = only(found(tmp_path, a=report([*ROWS, ("one  claim", "✓", "0.4")])), "CG207")

    assert (problem.where.line, problem.related[0][0].line) == (24, 22)
