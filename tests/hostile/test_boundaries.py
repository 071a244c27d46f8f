"""Whatever a report holds comes out of every format as it went in, or is shown to have been changed; it never acts."""

import csv
import json
import os
import re
import warnings
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import networkx
import pyoxigraph
import pytest
import rdflib

import claimgraph as cg
from claimgraph import api, files, output
from claimgraph.graph import Graph
from claimgraph.pipeline import Settings
from claimgraph.problems import Code
from tests.hostile.commands import claimgraph
from tests.hostile.texts import ADDRESSES, NAMES, TEXTS
from tests.reports import Made

RDF = {"ttl": "turtle", "nt": "nt", "nq": "nquads", "trig": "trig", "jsonld": "json-ld", "rdf": "xml"}
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
FORMULA = tuple("=+-@＝＋－＠\t\r")


def made(number: int, text: str) -> str:
    """A report that says a text wherever it can."""
    rows = [(text, "✓", "0.41"), ("Pruning helps.", "×", "0.08")]
    title = f"{text} {number}"
    return Made(title=title, publisher=text, abstract=text, examined=f"About {text}", question=text, rows=rows).text()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports that print every text, two addresses each at the end, some under hostile names."""
    folder = tmp_path_factory.mktemp("boundaries")
    (folder / "in").mkdir()
    for number, text in enumerate(TEXTS):
        name = NAMES[number] if number < len(NAMES) else b"%03d.txt" % number
        addresses = "".join(f"\n- {address}" for address in ADDRESSES[number :: len(TEXTS)])
        with open(os.fsencode(folder / "in") + b"/" + name, "wb") as stream:
            stream.write((made(number, text) + addresses).encode())
    targets = [output.target(str(folder / f"graph.{ending}")) for ending in (*RDF, "html", "graphml", "gexf", "csv")]
    built = api.write(files.find([str(folder / "in")]), targets, Settings())
    assert built.counts.reports == len(TEXTS)
    return folder


@pytest.fixture(scope="module")
def graph(folder: Path) -> Graph:
    return cg.build(folder / "in")


def statements(graph: Graph) -> set[tuple[str, str, str, bool]]:
    """Every statement of a graph: subject, predicate, object, and whether that is an IRI."""
    found = graph.to_rdflib()
    return {(str(s), str(p), str(o), isinstance(o, rdflib.URIRef)) for s, p, o in found}


def by_pyoxigraph(path: Path) -> set[tuple[str, str, str, bool]]:
    return {
        (quad.subject.value, quad.predicate.value, quad.object.value, isinstance(quad.object, pyoxigraph.NamedNode))
        for quad in pyoxigraph.parse(path=path)
        if isinstance(quad.subject, pyoxigraph.NamedNode)
        and isinstance(quad.object, pyoxigraph.NamedNode | pyoxigraph.Literal)
    }


def by_rdflib(path: Path, name: str) -> set[tuple[str, str, str, bool]]:
    found = rdflib.Dataset() if name in ("nquads", "trig") else rdflib.Graph()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's own use of what it gives up
        found.parse(data=path.read_bytes(), format=name)
    quads = found.quads() if isinstance(found, rdflib.Dataset) else found.triples((None, None, None))
    return {(str(quad[0]), str(quad[1]), str(quad[2]), isinstance(quad[2], rdflib.URIRef)) for quad in quads}


def visible(statement: tuple[str, str, str, bool]) -> tuple[str, str, str, bool]:
    """A statement as XML can show it."""
    return (*statement[:2], NOT_XML.sub("\ufffd", statement[2]), statement[3])


@pytest.mark.parametrize("ending", RDF)
def test_two_parsers_read_back_what_was_printed(ending: str, folder: Path, graph: Graph) -> None:
    wanted = statements(graph)
    wanted = {visible(each) for each in wanted} if ending == "rdf" else wanted

    for read in (by_pyoxigraph(folder / f"graph.{ending}"), by_rdflib(folder / f"graph.{ending}", RDF[ending])):
        assert sorted(read ^ wanted) == []


def test_every_text_is_in_the_graph_as_printed(graph: Graph) -> None:
    printed = {text for row in graph.assertions for text in row.all("cg:printedText")}

    assert {text.strip(" \r\xa0") for text in TEXTS} - printed == set()


def test_every_character_that_xml_cannot_hold_is_named_with_its_row(graph: Graph) -> None:
    told = {
        (problem.where.path, problem.where.line) for problem in graph.problems if problem.code is Code.CONTROL_CHARACTER
    }
    there = set()
    for path in {problem.where.path for problem in graph.problems}:
        lines = Path(path).read_bytes().decode().replace("\r\n", "\n").split("\n")
        there |= {(path, number) for number, line in enumerate(lines, 1) if NOT_XML.search(line)}

    assert there
    assert told == there


def test_an_address_is_an_iri_in_the_graph_or_a_problem(folder: Path, tmp_path: Path) -> None:
    for number, address in enumerate(ADDRESSES):
        report = Made(references=[address], title=f"Report {number}")
        (tmp_path / f"{number:03}.txt").write_text(report.text(), "utf-8")

        graph = cg.build(tmp_path / f"{number:03}.txt")

        cited = [value for report in graph.reports for value in report.all("schema:citation")]
        refused = [problem for problem in graph.problems if problem.code is Code.BAD_REFERENCE]
        assert len(cited) + len(refused) == 1, address
        assert all(str(value).startswith(("http://", "https://", "HTTP://")) for value in cited)
        assert all(pyoxigraph.NamedNode(str(value)) for value in cited)


@pytest.mark.parametrize("ending", ["graphml", "gexf"])
def test_networks_are_xml_and_keep_every_text_visibly(ending: str, folder: Path) -> None:
    path = folder / f"graph.{ending}"
    read = networkx.read_graphml(path, force_multigraph=True) if ending == "graphml" else networkx.read_gexf(path)
    labels = {said["label"] for _, said in read.nodes(data=True)}

    ElementTree.parse(path)
    missing = {text for text in TEXTS if NOT_XML.sub("\ufffd", text).strip() not in {label.strip() for label in labels}}
    assert {text for text in missing if "\r" not in text and len(text.strip(" \r\xa0")) > 0} <= WHITE


WHITE = {"a\x85b", "a\u00a0b", "a\u2028b", "a\u2029b", "a\x0bb", "a\x0cb", "a\x1cb", "a\x1fb"}
"""In a claim white space is a blank; as printed it stands on the row."""


def test_no_cell_of_a_table_is_a_formula(folder: Path) -> None:
    cells = []
    for path in (folder / "graph.csv").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            cells += [cell for row in csv.reader(stream) for cell in row]

    assert [cell for cell in cells if cell.startswith(FORMULA)] == []
    assert '\'=HYPERLINK("http://x","y")' in cells


class Elements(HTMLParser):
    """Counts elements and their attributes; gathers what stands in scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, tuple[str, ...]]] = []
        self.scripts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, tuple(sorted(name for name, _ in attrs))))

    def handle_data(self, data: str) -> None:
        if self.seen and self.seen[-1][0] == "script":
            self.scripts.append(data)


def elements(path: Path) -> Elements:
    page = Elements()
    page.feed(path.read_text("utf-8"))
    page.close()
    return page


def test_the_page_has_no_element_that_a_harmless_one_has_not(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(Made().text(), "utf-8")
    api.save(cg.build(tmp_path), tmp_path / "harmless.html")

    hostile, harmless = elements(folder / "graph.html"), elements(tmp_path / "harmless.html")

    assert set(hostile.seen) <= set(harmless.seen)
    assert sum(tag == "script" for tag, _ in hostile.seen) == sum(tag == "script" for tag, _ in harmless.seen)


def test_the_page_shows_every_text_as_printed(folder: Path) -> None:
    scripts = elements(folder / "graph.html").scripts
    data = [json.loads(script) for script in scripts if script.lstrip().startswith(("{", "["))]
    shown = {text.strip() for each in data for text in strings(each)}

    assert data
    assert {text for text in TEXTS if text.strip(" \r\xa0") not in shown} <= WHITE


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)


@pytest.mark.parametrize("form", ["full", "concise", "json", "github", "sarif"])
def test_findings_steer_neither_terminal_nor_build_server(form: str, folder: Path) -> None:
    done = claimgraph("check", "in", "--output-format", form, cwd=folder)

    told = done.stdout.decode()
    assert done.returncode == 1
    assert re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202e\ufffe\uffff]", told) is None
    if form in ("json", "sarif"):
        assert json.loads(told)
    if form == "github":
        assert {line.partition(" ")[0] for line in told.splitlines()} <= {"::error", "::warning", "::notice"}


def test_problems_do_not_steer_the_terminal(folder: Path) -> None:
    done = claimgraph("build", "in", "-o", "again.nt", cwd=folder)

    assert re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202e]", done.stderr.decode()) is None
    assert b"in/line\\nfeed.txt" in done.stderr
