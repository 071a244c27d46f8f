"""The reader of literature syntheses: every form a real folder holds, and nothing lost of what it cannot read."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.lexicon import built_in, extended
from claimgraph.model import Parsed, Report, Source
from claimgraph.problems import Code
from claimgraph.readers.dialect import dialect, heading
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


def test_a_plain_report_is_read_whole() -> None:
    parsed = parse(Made().text())

    assert parsed.problems == ()
    found = parsed.report
    assert found is not None
    assert found.title == "Effects of Pruning on Retrieval"
    assert found.publisher == "Example Institute"
    assert found.issued == date(2026, 6, 26)
    assert found.abstract == "We study pruning."
    assert found.examined == "A Study of Pruning"
    assert found.question == "How does pruning affect recall?"
    assert (found.papers_declared, found.claims_declared, found.verified_declared) == (11, 2, 1)
    assert (found.score, found.scale) == (Decimal("7.4"), Decimal("10"))
    assert [(row.text, row.verified, str(row.confidence)) for row in found.rows] == [
        (ROWS[0][0], True, "0.41"),
        (ROWS[1][0], False, "0.08"),
    ]
    assert [reference.key for reference in found.references] == ["2106.09063", "2503.20786"]


def test_headings_without_marks_read_the_same() -> None:
    marked, bare = report(Made().text()), report(Made(heading="").text())

    assert bare._replace(rows=()) == marked._replace(rows=())
    assert [row[:5] for row in bare.rows] == [row[:5] for row in marked.rows]


@pytest.mark.parametrize("heading", ["### 12. ", "#", "## IV. ", "**", "## Section 5: ", ""])
def test_sections_are_found_by_name_whatever_their_number_and_marks(heading: str) -> None:
    text = Made().text().replace("## 5 Extracted Claims", f"{heading}Extracted Claims")

    assert len(report(text).rows) == 2


def test_sections_are_found_in_any_order() -> None:
    body = Made().text()
    head, claims = body.split("## 5 Extracted Claims")
    table, references = claims.split("## References")
    moved = head.replace("## Abstract", f"## 9 Extracted Claims{table}## References{references}\n\n## Abstract")

    assert report(moved)._replace(rows=()) == report(body)._replace(rows=())
    assert [row.text for row in report(moved).rows] == [row[0] for row in ROWS]


@pytest.mark.parametrize(
    ("encode", "encoding"),
    [
        (lambda text: text.replace("\n", "\r\n").encode(), "utf-8"),
        (lambda text: text.encode("utf-8-sig"), "utf-8"),
        (lambda text: text.encode("utf-16"), "utf-16"),
        (lambda text: b"\xfe\xff" + text.encode("utf-16-be"), "utf-16"),
        (lambda text: (text + "\n\n\n").encode(), "utf-8"),
    ],
    ids=["CRLF", "BOM", "UTF-16 LE", "UTF-16 BE", "blank lines at the end"],
)
def test_line_endings_and_encodings_change_nothing_but_places(encode, encoding: str) -> None:  # type: ignore[no-untyped-def]
    text = Made().text()
    data = encode(text)
    found, plain = report(data), report(text)

    assert found.source.encoding == encoding
    assert [row[:5] for row in found.rows] == [row[:5] for row in plain.rows]
    assert found._replace(rows=(), source=plain.source) == plain._replace(rows=())
    codec = {"utf-8": "utf-8", "utf-16": "utf-16-be" if data[:1] == b"\xfe" else "utf-16-le"}[encoding]
    assert [data[row.start : row.end].decode(codec) for row in found.rows] == [row.printed for row in found.rows]


def test_front_matter_rules_and_other_labels_are_no_title_and_no_publisher() -> None:
    head = (
        '---\ntitle: "Effects of Pruning on Retrieval"\nauthor: Me\npublisher: Example Institute\ndate: 2026-06-26\n---'
    )
    plain = Made().text()
    found = report(plain.replace(plain.split("## Abstract")[0], head + "\n\n"))

    assert (found.title, found.publisher, found.issued) == (
        "Effects of Pruning on Retrieval",
        "Example Institute",
        date(2026, 6, 26),
    )


def test_a_score_that_is_none_is_told() -> None:
    text = Made(score="high").text()

    assert [problem.code for problem in parse(text).problems if problem.where.line == 0] == [
        Code.BAD_SCORE,
        Code.MISSING_PART,
    ]


@pytest.mark.parametrize(
    "printed",
    [
        "June 26, 2026",
        "26 June 2026",
        "2026-06-26",
        "Jun 26, 2026",
        "26. June 2026",
        "26th June 2026",
        "Date: 26 June 2026",
    ],
)
def test_dates_in_all_their_shapes(printed: str) -> None:
    assert report(Made(date=printed).text()).issued == date(2026, 6, 26)


def test_a_date_that_cannot_be_is_a_problem_with_its_line() -> None:
    parsed = parse(Made(date="June 31, 2026").text())

    assert [(problem.code, problem.where.line) for problem in parsed.problems if problem.code is Code.BAD_DATE] == [
        (Code.BAD_DATE, 5)
    ]


@pytest.mark.parametrize(
    ("printed", "score", "scale"),
    [
        ("Review score: 8.25/10", "8.25", "10"),
        ("Tribunal consensus score: 4/5", "4", "5"),
        ("Quality score of 82%", "82", "100"),
        ("**Review score:** 7,5 / 10", "7.5", "10"),
    ],
)
def test_scores_by_their_other_names(printed: str, score: str, scale: str) -> None:
    text = Made().text().replace("Quality review score: 7.4/10", printed)
    text = text.replace("An independent multi-reviewer assessment produced a quality score of 7.4/10.", "")

    assert (report(text).score, report(text).scale) == (Decimal(score), Decimal(scale))


def test_a_research_goal_is_a_question_too() -> None:
    text = Made().text().replace("Research question:", "Research goal:")

    assert report(text).question == "How does pruning affect recall?"


def test_a_title_that_holds_the_word_question_stays_whole() -> None:
    found = report(Made(examined="Answering the Question: A Study").text())

    assert (found.examined, found.question) == ("Answering the Question: A Study", "How does pruning affect recall?")


def test_labels_on_lines_of_their_own_and_in_bold_are_read() -> None:
    text = (
        Made()
        .text()
        .replace(
            "This paper examines: A Study of Pruning. Research question: How does pruning affect recall?.",
            "**Paper examined:** A Study\nof Pruning\n\n**Research question:** How does pruning affect recall?",
        )
    )
    found = report(text)

    assert (found.examined, found.question) == ("A Study of Pruning", "How does pruning affect recall?")


def test_missing_sections_are_recorded_and_not_fatal() -> None:
    parsed = parse("## Extracted Claims\n\n" + Made().table())

    assert parsed.report is not None
    assert len(parsed.report.rows) == 2
    (problem,) = parsed.problems
    assert problem.code is Code.MISSING_PART
    assert "no title" in problem.message
    assert "no references" in problem.message


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", Code.NOT_A_REPORT),
        (b"Dear colleague,\n\nsee you on Monday.\n", Code.NOT_A_REPORT),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Code.NOT_TEXT),
        (b"caf\xe9", Code.NOT_TEXT),
        (b"\xff\xfea", Code.NOT_TEXT),
    ],
    ids=["empty", "letter", "picture", "latin-1", "odd UTF-16"],
)
def test_a_file_that_is_no_report_is_one_clear_problem(data: bytes, code: Code) -> None:
    parsed = parse(data)

    assert parsed.report is None
    assert codes(parsed) == [code]


def test_a_byte_that_is_no_text_is_named_with_its_place() -> None:
    (problem,) = parse("ok\nab✓".encode() + b"\xff").problems

    assert (problem.where.line, problem.where.column) == (2, 4)
    assert "byte 0xff at offset 8" in problem.message


@pytest.mark.parametrize(
    ("printed", "counts"),
    [
        ("Papers retrieved: 11\nClaims extracted: 15\nVerified: 9", (11, 15, 9)),
        ("1,204 papers retrieved. 15 claims extracted; 9 of 15 claims verified.", (1204, 15, 9)),
        ("1.204 papers retrieved.", (1204, None, None)),
        ("In 2023 verified sources were used on covid-19 verified rows.", (None, None, None)),
        ("A factor of 2.5 verified by hand; 1 204 papers retrieved.", (None, None, None)),
    ],
)
def test_counts_are_read_where_they_are_counts(printed: str, counts: tuple[int | None, ...]) -> None:
    before, after = Made().text().split("## 2 Methodology")
    text = f"{before}## 3 Results\n\n{printed}\n\n## 5 {after.split('## 5 ')[1]}"
    found = report(text)

    assert (found.papers_declared, found.claims_declared, found.verified_declared) == counts


def test_counts_that_differ_between_sections_are_told() -> None:
    parsed = parse(Made().text().replace("yielded 11 papers", "yielded 12 papers"))

    assert parsed.report is not None
    assert parsed.report.papers_declared == 11
    assert codes(parsed) == [Code.TWO_VALUES]


def test_a_reference_that_names_nothing_is_told_and_the_others_stay() -> None:
    parsed = parse(Made(references=("Some Author, some year", "<http://arxiv.org/abs/2106.09063v4>")).text())

    assert parsed.report is not None
    assert [reference.key for reference in parsed.report.references] == ["2106.09063"]
    assert codes(parsed) == [Code.BAD_REFERENCE]


GERMAN_MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)


@pytest.mark.parametrize(("number", "month"), list(enumerate(GERMAN_MONTHS, 1)))
def test_months_of_another_language_are_added_by_their_number(number: int, month: str) -> None:
    added = "[months]\n" + "".join(f'{rank} = ["{name}"]\n' for rank, name in list(enumerate(GERMAN_MONTHS, 1)))
    data = Made(date=f"3. {month} 2026").text().encode()
    parsed = read(data, Source("r.txt", "0" * 64), "r.txt", dialect(extended([("de.toml", added.encode())])))

    assert parsed.report is not None
    assert parsed.report.issued == date(2026, number, 3)


def test_words_of_another_language_are_data_that_a_user_can_add() -> None:
    german = b"""
[sections]
claims = ["Behauptungen"]
[columns]
claim = ["Aussage"]
verified = ["bestaetigt"]
confidence = ["Sicherheit"]
[marks]
verified = ["ja"]
[months]
2 = ["februar"]
"""
    text = "Titel\n\nHaus\n\n3. Februar 2026\n\n# Behauptungen\n\nAussage\tbestaetigt\tSicherheit\nEs hilft.\tja\t0,5\n"
    parsed = read(text.encode(), Source("r.txt", "0" * 64), "r.txt", dialect(extended([("de.toml", german)])))

    assert parsed.report is not None
    assert [row.verified for row in parsed.report.rows] == [True]
    assert parsed.report.issued == date(2026, 2, 3)


TABLE = "## Extracted Claims\n\nClaim\tVerified\tConfidence\n"
LINES = st.lists(
    st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]), min_size=1)
    .filter(str.strip)
    .filter(lambda line: heading(line, DIALECT.sections) is None)
)


@given(LINES)
def test_every_table_line_becomes_a_row_or_a_problem(lines: list[str]) -> None:
    parsed = parse(TABLE + "\n".join(lines))

    assert parsed.report is not None
    in_table = [problem for problem in parsed.problems if problem.where.line]
    rows = {row.line for row in parsed.report.rows}
    told = {problem.where.line for problem in in_table if problem.code is not Code.CONTROL_CHARACTER}
    assert rows | told == {number + 4 for number in range(len(lines))}
    assert not rows & told


@given(st.binary(max_size=400))
def test_no_bytes_whatever_end_in_an_error(data: bytes) -> None:
    parsed = parse(data)

    assert (parsed.report is None) <= bool(parsed.problems)


@given(
    st.lists(
        st.tuples(
            st.text(st.characters(exclude_characters="\n\t\r", exclude_categories=["Cs"]), min_size=1).filter(
                lambda text: text.strip() == text
            ),
            st.sampled_from("✓×"),
            st.decimals(0, 1, places=2).map(str),
        )
    )
)
def test_what_is_printed_is_read_back_as_printed(rows: list[tuple[str, str, str]]) -> None:
    found = report(Made(rows=rows).text())

    assert [(row.text, row.verified, str(row.confidence)) for row in found.rows] == [
        (text, mark == "✓", confidence) for text, mark, confidence in rows
    ]
