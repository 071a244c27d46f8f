"""Answers as text: each format read back, by us and by others, whatever the cells hold."""

import csv
import io
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.query import Settings, Term, run
from claimgraph.query.canned import names, question
from claimgraph.query.formats import BY_NAME, FORMATS, write
from claimgraph.query.request import View
from claimgraph.query.running import answer
from claimgraph.query.values import NUMBERS, XSD, Result, literal
from claimgraph.terms import prefixes

HARD = [
    '=HYPERLINK("http://x")',
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "\uff1d1+1",
    " =1",
    "\t=1",
    "a,b\r\nc",
    'say "hi"',
    "]]>",
    "</literal>",
    "</script>",
    "a|b\\c",
    "\u2028\u2029\x85",
    "\u202eevil",
    "\x1b[2J",
    "",
]


def texts(*values: str) -> Result:
    return Result("select", ("text",), tuple((literal(value),) for value in values))


def written(result: Result, to: str, **how: bool) -> str:
    return write(result, View(to, **how), prefixes()).decode()


def test_every_format_of_the_command_is_here() -> None:
    from claimgraph.cli.query import FORMATS as OFFERED

    assert set(OFFERED) == set(BY_NAME)
    assert all(form.about for form in FORMATS)


def test_csv_cannot_start_a_formula() -> None:
    rows = list(csv.reader(io.StringIO(written(texts(*HARD), "csv"), newline="")))[1:]

    for value, (cell,) in zip(HARD[:-1], rows[:-1], strict=True):
        assert cell.removeprefix("'") == value
        assert not re.match(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]", cell)


def test_csv_leaves_numbers_alone() -> None:
    result = Result(
        "select", ("n",), ((Term("literal", "-2.5", XSD + "decimal"),), (Term("literal", "-=1", XSD + "decimal"),))
    )

    assert written(result, "csv").split("\r\n")[1:] == ["-2.5", "'-=1", ""]


def test_exact_csv_is_that_of_the_w3c() -> None:
    rows = list(csv.reader(io.StringIO(written(texts(*HARD), "csv", exact=True), newline="")))[1:]

    assert [row[0] if row else "" for row in rows] == HARD


@pytest.mark.parametrize("to", ["json", "xml", "tsv"])
def test_another_reader_finds_the_same_terms(to: str) -> None:
    terms = (
        Term("iri", "http://example.org/a?b=c&d"),
        Term("blank", "b0"),
        literal('"quoted" & <tagged>\nline\ttab'),
        Term("literal", "été", language="fr"),
        Term("literal", "0.10", XSD + "decimal"),
        None,
    )
    result = Result("select", ("a", "b", "c", "d", "e", "f"), (terms,))
    form = pyoxigraph.QueryResultsFormat.from_extension({"json": "srj", "xml": "srx", "tsv": "tsv"}[to])

    (found,) = pyoxigraph.parse_query_results(written(result, to), form)  # type: ignore[misc]

    assert [value and value.value for value in found] == [term and term.value for term in terms]
    assert found["d"].language == "fr"
    assert found["e"].datatype.value == XSD + "decimal"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back_from_json_and_tsv(text: str) -> None:
    result = texts(text)

    assert json.loads(written(result, "json"))["results"]["bindings"][0]["text"]["value"] == text
    form = pyoxigraph.QueryResultsFormat.TSV
    assert next(iter(pyoxigraph.parse_query_results(written(result, "tsv"), form)))["text"].value == text  # type: ignore[arg-type]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_gives_xml_that_can_be_read(text: str) -> None:
    document = ElementTree.fromstring(written(texts(text), "xml"))

    (found,) = document.iter("{http://www.w3.org/2005/sparql-results#}literal")
    bad = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
    assert (found.text or "") == bad.sub(lambda each: f"\ufffd(U+{ord(each[0]):04X})", text)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1))
def test_a_markdown_table_has_one_line_a_row(values: list[str]) -> None:
    lines = written(texts(*values), "md").removesuffix("\n").split("\n")

    assert len(lines) == len(values) + 2
    assert all(re.fullmatch(r"\| (?:[^|\\]|\\.)* \|", line) for line in lines)


def test_a_table_is_aligned_and_shows_control_characters() -> None:
    result = Result(
        "select", ("text", "n"), ((literal("\x1b[31mred\u202e"), literal(7)), (literal("b"), literal(1234)))
    )

    lines = written(result, "table").split("\n")

    assert lines[2] == r"\x1b[31mred\u202e      7"
    assert lines[3] == r"b                   1234"


def test_a_table_wraps_to_the_terminal() -> None:
    text = written(texts("word " * 40), "table")
    narrow = write(texts("word " * 40), View("table", 40), prefixes()).decode()

    assert max(map(len, narrow.split("\n"))) <= 40
    assert narrow.count("word") == text.count("word") == 40
    assert len(text.split("\n")) < len(narrow.split("\n"))


def test_a_table_at_80_columns_breaks_no_head_and_no_number(seed_graph: Path) -> None:
    conflicts = question("conflicts")

    told = answer(seed_graph, conflicts.text, {}, Settings(), View("table", 80)).text.decode()
    lines = told.split("\n")

    assert max(map(len, lines)) <= 80
    assert [line.partition(":")[0] for line in lines if line[:1].strip()] == list(conflicts.columns)
    assert "\nposition:     7\n" in told
    assert "\nleftvalue:    92.43\n" in told or "\nrightvalue:   92.43\n" in told


@pytest.mark.parametrize("name", sorted(set(names()) - {"search"}))
def test_every_ready_answer_can_be_read_at_any_width(seed_graph: Path, name: str) -> None:
    wanted = question(name)
    result = run(seed_graph, wanted.text)
    numbers = {cell.value for row in result.rows for cell in row if cell and cell.datatype in NUMBERS}

    for width in (40, 80, 132):
        told = write(result, View("table", width), prefixes()).decode()
        words = set(told.split())
        assert all(head in words or f"{head}:" in words for head in result.variables)
        assert numbers <= words
        assert max(map(len, told.split("\n"))) <= width


def test_rows_as_blocks_are_kept_apart() -> None:
    cells = tuple(literal(value) for value in ("a" * 30, "b" * 30, "c" * 30))
    result = Result("select", ("one", "two", "three"), (cells, (None, literal(7), None)))

    lines = write(result, View("table", 60), prefixes()).decode().split("\n")

    assert lines == [
        f"one:   {'a' * 30}",
        f"two:   {'b' * 30}",
        f"three: {'c' * 30}",
        "",
        "one:",
        "two:   7",
        "three:",
        "",
    ]


@pytest.mark.parametrize("width", [1, 5, 10])
def test_the_narrowest_terminal_gets_heads_and_numbers_whole(width: int) -> None:
    row = tuple(Term("literal", value, XSD + "decimal") for value in ("1234567.89", "1"))

    told = write(Result("select", ("number", "two"), (row,)), View("table", width), prefixes()).decode()

    assert told == "number: 1234567.89\ntwo:    1\n"
    none = Result("select", ("number", "two"))
    assert write(none, View("table", width), prefixes()).decode() == "number:\ntwo:\n"


def test_tables_shorten_what_has_a_prefix() -> None:
    result = Result("select", ("what",), ((Term("iri", "https://w3id.org/claimgraph/ns#Claim"),),))

    assert "cg:Claim" in written(result, "table")
    assert written(result, "md").endswith("| cg:Claim |\n")
    assert "https://w3id.org/claimgraph/ns#Claim" in written(result, "csv")


@pytest.mark.parametrize(
    ("to", "yes"),
    [("table", "yes"), ("csv", "true"), ("tsv", "true"), ("json", "true"), ("xml", "true"), ("md", "yes")],
)
def test_yes_and_no_can_be_written_in_every_format(to: str, yes: str) -> None:
    assert yes in written(Result("ask", (), answer=True), to)
    assert yes not in written(Result("ask", (), answer=False), to)


@pytest.mark.parametrize("to", ["ttl", "nt"])
def test_a_graph_is_written_sorted_and_alike_each_time(seed_graph: Path, engine: str, to: str) -> None:
    text = "CONSTRUCT { ?c schema:text ?t ; cg:of [ a cg:Paper ; cg:id ?p ] } { ?c schema:text ?t ; cg:scope ?p }"
    how = Settings(engine=engine)

    one = answer(seed_graph, text, {}, how, View(to))
    other = answer(seed_graph, text, {}, how, View(to))

    assert one == other
    form = pyoxigraph.RdfFormat.from_extension(to)
    assert len(list(pyoxigraph.parse(one.text, format=form))) == one.rows == 36 * 4


def test_a_graph_can_be_shown_as_rows(seed_graph: Path, engine: str) -> None:
    told = answer(
        seed_graph, "CONSTRUCT { ?c a schema:Claim } { ?c a cg:Claim }", {}, Settings(engine=engine), View("csv")
    )

    assert told.text.startswith(b"subject,predicate,object\r\n")
    assert told.text.count(b"\r\n") == 37
