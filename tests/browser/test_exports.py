"""What the page gives away: pictures, rows, triples."""

import csv
import io
from pathlib import Path

import pytest
import rdflib

import claimgraph
from tests.browser.conftest import Opened
from tests.page.reports import write_hostile

pytestmark = pytest.mark.browser


def test_a_picture_is_saved_as_png_and_svg(show: Opened, seed_file: Path) -> None:
    shown = show(seed_file)

    assert shown.export("PNG").startswith(b"\x89PNG")
    picture = shown.export("SVG")
    assert picture.startswith(b"<svg")
    assert b"<script" not in picture


def test_rows_are_saved_as_a_table(show: Opened, seed_file: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(show(seed_file).export("CSV").decode("utf-8-sig"), newline="")))

    assert len(rows) == 65
    assert {row["file"] for row in rows} == {path.name for path in (Path(__file__).parents[2] / "seeds").iterdir()}


def test_a_spreadsheet_runs_nothing(show: Opened, hostile_file: Path) -> None:
    text = show(hostile_file).export("CSV").decode("utf-8-sig")

    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


def test_the_triples_of_a_selection_are_triples_of_the_graph(show: Opened, seed_file: Path, seeds: Path) -> None:
    whole = set(claimgraph.build(seeds).to_rdflib())
    for fragment in ("", "query=x"):
        text = show(seed_file, fragment).export("Turtle").decode()

        part = rdflib.Graph().parse(data=text, format="turtle")
        assert len(part) > 100
        # Term by term: a literal is its text and its type, so 0.1 is not 0.10.
        assert {_terms(triple) for triple in part} - {_terms(triple) for triple in whole} == set()


def _terms(triple: tuple[rdflib.term.Node, ...]) -> tuple[str, ...]:
    return tuple(node.n3() for node in triple)


def test_the_triples_of_hostile_text_are_still_turtle(show: Opened, hostile_file: Path, tmp_path: Path) -> None:
    write_hostile(tmp_path)
    texts = {claim.label for claim in claimgraph.build(tmp_path).claims}

    part = rdflib.Graph().parse(data=show(hostile_file).export("Turtle").decode(), format="turtle")

    assert {str(text) for text in part.objects(None, rdflib.URIRef("https://schema.org/text"))} == texts
