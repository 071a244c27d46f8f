"""Parameters of the ready questions: each is of the kind its question says, however its value looks."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimgraph.cli.query import query
from claimgraph.problems import ClaimgraphError
from claimgraph.query.canned import Parameter, questions, read
from claimgraph.query.values import XSD, Term, typed


def asked(graph: Path, *arguments: str) -> Result:
    return CliRunner().invoke(query, [str(graph), *arguments, "--to", "csv"], standalone_mode=False)


@pytest.mark.parametrize("text", ["000", "0.10", "1e3", "true", "2026-06-26", "cg:Claim", "<urn:a>", '"VA"', "a:b", ""])
def test_a_text_stays_as_typed(text: str) -> None:
    assert typed(text, "text") == Term("literal", text)


def test_a_date_is_one() -> None:
    assert typed("2026-06-26", "date") == Term("literal", "2026-06-26", XSD + "date")


@pytest.mark.parametrize("text", ["yesterday", "2026", "20260626", "2026-6-26", "2026-02-30", "", '"2026-06-26"'])
def test_what_is_no_date_is_told_with_the_way_to_write_one(text: str) -> None:
    with pytest.raises(ClaimgraphError, match="YYYY-MM-DD"):
        typed(text, "date")


def test_the_file_of_a_question_says_the_kinds() -> None:
    head = "# title: t\n# question: q\n# group: graph\n"
    lines = "# parameter a: one\n# parameter b (date): two\n# parameter c (date, required): three\n"

    assert read("name", head + lines).parameters == (
        Parameter("a", "one", False, "text"),
        Parameter("b", "two", False, "date"),
        Parameter("c", "three", True, "date"),
    )
    with pytest.raises(ValueError, match="day"):
        read("name", head + "# parameter a (day): one\n")


def test_every_parameter_of_a_ready_question_was_read() -> None:
    for each in questions():
        assert each.text.count("\n# parameter ") == len(each.parameters)


def test_digits_find_the_report_whose_file_has_them(seed_graph: Path) -> None:
    rows = asked(seed_graph, "-n", "claims", "-p", "report=000").output.splitlines()[1:]

    assert len(rows) == 15
    assert len({row.split(",")[1] for row in rows}) == 1
    assert all(row.startswith("000,") for row in rows)


def test_words_that_look_like_something_else_are_words(seed_graph: Path) -> None:
    assert asked(seed_graph, "-n", "search", "-p", "words=92.430").output.count("\n") == 1
    assert asked(seed_graph, "-n", "search", "-p", "words=92.43").output.count("\n") > 1
    assert asked(seed_graph, "-n", "search", "-p", "words=cg:Claim").output.count("\n") == 1


@pytest.mark.parametrize("since", ["yesterday", "2026", "2026-02-30"])
def test_a_day_that_is_none_gives_no_empty_answer(seed_graph: Path, since: str) -> None:
    done = CliRunner().invoke(query, [str(seed_graph), "-n", "reports", "-p", f"since={since}"])

    assert done.exit_code == 2
    assert "YYYY-MM-DD" in done.stderr
    assert done.stdout == ""


def test_a_query_of_ones_own_still_reads_values_by_their_look(seed_graph: Path) -> None:
    done = asked(seed_graph, "SELECT (DATATYPE(?x) AS ?kind) { }", "-p", "x=0.10")

    assert done.output.splitlines()[1] == XSD + "decimal"
