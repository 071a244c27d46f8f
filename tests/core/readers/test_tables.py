"""Claims tables: rows in all their shapes, under any heading, and what is told of lines that are none."""

from decimal import Decimal

import pytest

from claimgraph.lexicon import built_in
from claimgraph.model import Parsed, Report, Source
from claimgraph.problems import Code
from claimgraph.readers.dialect import dialect
from claimgraph.readers.synthesis import read
from tests.reports import ROWS, Made

DIALECT = dialect(built_in())


def parse(text: str | bytes) -> Parsed:
    data = text if isinstance(text, bytes) else text.encode()
    return read(data, Source("r.txt", "0" * 64), "r.txt", DIALECT)


def report(text: str | bytes) -> Report:
    parsed = parse(text)
    assert parsed.report is not None, parsed.problems
    return parsed.report


def codes(parsed: Parsed) -> list[Code]:
    return [problem.code for problem in parsed.problems]


PIPES = """| Claim | Verified | Confidence |
|:------|:--------:|-----------:|
| Pruning improves recall. | ✔ | 41% |
| a \\| b holds. | no | 0,08 |"""


def test_a_pipe_table_is_read_with_its_escapes() -> None:
    found = report(Made().text().replace(Made().table(), PIPES))

    assert [(row.text, row.verified, str(row.confidence)) for row in found.rows] == [
        ("Pruning improves recall.", True, "0.41"),
        ("a | b holds.", False, "0.08"),
    ]


def test_columns_may_stand_in_another_order_and_more_may_stand_between() -> None:
    table = "#\tConfidence\tStatement\tNote\tStatus\n1\t0.5\tPruning wins.\tx\tyes"
    found = report(Made().text().replace(Made().table(), table))

    assert [(row.text, row.verified, row.confidence) for row in found.rows] == [("Pruning wins.", True, Decimal("0.5"))]


@pytest.mark.parametrize("mark", ["✓", "✔", "✔️", "✅", "yes", "True", "VERIFIED", "**✓**"])
def test_ticks_in_all_their_shapes(mark: str) -> None:
    assert report(Made(rows=[("It works.", mark, "0.5")], verified=1).text()).rows[0].verified is True


@pytest.mark.parametrize("mark", ["×", "✗", "✘", "❌", "no", "FALSE", "Unverified", "not verified"])
def test_crosses_in_all_their_shapes(mark: str) -> None:
    assert report(Made(rows=[("It works.", mark, "0.5")]).text()).rows[0].verified is False


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("0.41", "0.41"),
        ("41%", "0.41"),
        ("41 %", "0.41"),
        ("0,41", "0.41"),
        ("1", "1"),
        ("0.10", "0.10"),
        (".5", "0.5"),
    ],
)
def test_confidences_in_all_their_shapes(printed: str, value: str) -> None:
    assert str(report(Made(rows=[("It works.", "✓", printed)]).text()).rows[0].confidence) == value


@pytest.mark.parametrize("printed", ["1.7", "-0.1", "high", "", "101%", "1e-1", "٠٫٤", "0.4.1", "9" * 5000])
def test_a_confidence_that_is_none_is_a_problem_at_its_column(printed: str) -> None:
    parsed = parse(Made(rows=[("It works.", "✓", printed), *ROWS]).text())

    assert parsed.report is not None
    assert [row.number for row in parsed.report.rows] == [2, 3]
    (problem,) = [problem for problem in parsed.problems if problem.code is Code.BAD_CONFIDENCE]
    assert problem.where.column == len("It works.\t✓\t") + 1
    assert Made(rows=[("It works.", "✓", printed)]).text().split("\n")[problem.where.line - 1].startswith("It works.")


def test_a_bad_row_does_not_hide_the_good_ones() -> None:
    made = Made(rows=[("one", "✓", "0.5"), ("broken", "?", "0.5"), ("", "✓", "0.5"), ("two", "×", "0.1")])
    parsed = parse(made.text() + "\n")

    assert parsed.report is not None
    assert [(row.number, row.text) for row in parsed.report.rows] == [(1, "one"), (4, "two")]
    assert codes(parsed) == [Code.BAD_MARK, Code.EMPTY_CLAIM]


@pytest.mark.parametrize(
    "heading",
    [
        "## Key Claims\n\nThe claims are these.\n\n### Main",
        "## Table 2: Extracted Claims",
        "## Extracted Claims (3)",
        "## Appendix A. Extracted Claims",
        "## Results and claims",
        "## Anything at all",
    ],
)
def test_a_claims_table_is_known_by_its_header_under_any_heading(heading: str) -> None:
    parsed = parse(Made().text().replace("## 5 Extracted Claims", heading))

    assert parsed.report is not None
    assert [row.text for row in parsed.report.rows] == [row[0] for row in ROWS]
    assert [reference.key for reference in parsed.report.references] == ["2106.09063", "2503.20786"]
    assert parsed.problems == ()


def test_a_second_table_and_a_second_header_are_read_on() -> None:
    more = "## Unverified Claims\n\nClaim\tVerified\tConfidence\nThird.\t×\t0.1\n"
    more += "Confidence\tClaim\tVerified\n0.2\tFourth.\tno"
    parsed = parse(Made().text().replace("## References", f"{more}\n\n## References"))

    assert parsed.report is not None
    assert [(row.number, row.text[:6]) for row in parsed.report.rows][2:] == [(3, "Third."), (4, "Fourth")]
    assert not [problem for problem in parsed.problems if problem.where.line]


def test_words_where_a_table_should_be_are_told() -> None:
    parsed = parse(Made().text().replace(Made().table(), "- Pruning improves recall (yes, 0.41)"))

    assert codes(parsed) == [Code.BAD_ROW]
    assert "expected a table of claims" in parsed.problems[0].message


def test_a_separator_of_single_dashes_is_no_row() -> None:
    table = "| Claim | Verified | Confidence |\n| :-: | - | -: |\n| It works. | yes | 0.5 |"

    assert [row.number for row in report(Made().text().replace(Made().table(), table)).rows] == [1]


def test_a_row_with_too_few_or_too_many_cells_says_how_many_it_found() -> None:
    text = Made().text().replace(Made().table(), Made().table() + "\nno cells here\na\tb\tc\td")
    problems = [problem for problem in parse(text).problems if problem.code is Code.BAD_ROW]

    assert [problem.message for problem in problems] == [
        'expected three cells: claim, ✓ or ×, confidence, found 1 in "no cells here"',
        'expected three cells: claim, ✓ or ×, confidence, found 4 in "a\\tb\\tc\\td"',
    ]


@pytest.mark.parametrize("hard", ["\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029", "\r", '"', "'"])
def test_no_character_but_the_line_feed_ends_a_row(hard: str) -> None:
    rows = [(f"before{hard}after is whole.", "✓", "0.5"), *ROWS]
    found = report(Made(rows=rows).text())

    assert [row.text for row in found.rows] == [row[0] for row in rows]


@pytest.mark.parametrize("feed", ["\n", "\r\n"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_places_of_rows_are_right_in_a_large_file_too(codec: str, feed: str) -> None:
    rows = [(f"Model {number} achieves {number} %.", "✓", "0.5") for number in range(3_000)]
    data = Made(rows=rows).text().replace("\n", feed).encode(codec)
    found = report(data)

    plain = "utf-16-le" if codec == "utf-16" else "utf-8"
    assert len(found.rows) == len(rows)
    assert [data[row.start : row.end].decode(plain) for row in found.rows] == [row.printed for row in found.rows]
