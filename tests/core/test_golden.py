"""Whole outputs as they were last agreed on: a difference is a change that users see.

Look at the difference, and if it is meant, renew the files: ``claimgraph build tests/data/reports -q -o
tests/data/golden/graph.ttl -o tests/data/golden/graph.jsonld``.
"""

from pathlib import Path

import pytest

from tests.core.test_writers import write

DATA = Path(__file__).parents[1] / "data"


@pytest.mark.parametrize(("name", "file"), [("turtle", "graph.ttl"), ("jsonld", "graph.jsonld")])
def test_the_graph_of_two_reports_is_what_it_was(name: str, file: str, tmp_path: Path) -> None:
    assert write(DATA / "reports", name, tmp_path / file).decode() == (DATA / "golden" / file).read_text("utf-8")
