"""What is too much to be taken at once is taken in parts, and nothing is lost between them."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from claimgraph.store.index import IndexWriter
from claimgraph.store.tables import TABLES, Piece
from claimgraph.store.triples import LEAST, TripleWriter

LINES = [f'<http://x/{number}> <http://x/says> "{"x" * 60}" .\n'.encode() for number in range(70_000)]


def test_the_lines_of_a_large_scope_are_loaded_in_parts_and_none_is_lost(tmp_path: Path) -> None:
    writer = TripleWriter(tmp_path / "triples")

    writer.take(b"the rest: " + b"".join(LINES), len(b"the rest: "))

    assert len(b"".join(LINES)) > LEAST
    assert any((tmp_path / "triples").glob("*.sst"))
    assert writer.finish() == len(LINES)


def test_a_line_that_is_stated_again_counts_once(tmp_path: Path) -> None:
    writer = TripleWriter(tmp_path / "triples")

    for line in (*LINES[:3], LINES[0]):
        writer.take(line)

    assert writer.finish() == 3


@pytest.mark.parametrize(
    ("pairs", "families", "plain"),
    [
        ([(0, 1), (1, 0), (2, 1), (1, 2)], {frozenset({0, 1, 2})}, True),
        ([(0, 1), (1, 0)], {frozenset({0, 1})}, True),
        ([(0, 1), (1, 0), (1, 2)], {frozenset({0, 1, 2})}, False),
        ([], set(), True),
    ],
)
def test_claims_are_a_family_over_any_number_of_steps_and_plain_if_stated_both_ways(
    pairs: list[tuple[int, int]], families: set[frozenset[int]], plain: bool, tmp_path: Path
) -> None:
    tables: dict[str, list[tuple[Any, ...]]] = {table: [] for table in TABLES}
    tables["claim"] = [(number, f"claim-{number}", 0, 1, 1, 0, "0.5", "0.5", None) for number in range(3)]
    tables["relation"] = [("variantOf", *pair) for pair in pairs]
    index = IndexWriter(tmp_path / "claims.sqlite")

    index.take(Piece(tables, {"claim": 3}, {}, [], True))
    index.finish()

    found: dict[int, set[int]] = {}
    for claim, family in sqlite3.connect(tmp_path / "claims.sqlite").execute("SELECT claim, family FROM member"):
        found.setdefault(family, set()).add(claim)
    assert {frozenset(members) for members in found.values()} == families
    assert index.plain is plain
