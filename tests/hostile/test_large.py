"""What is far too large is read whole or refused by name, and no text is so shaped that reading it never ends."""

import resource
from collections.abc import Callable
from pathlib import Path

import pytest

from claimgraph.lexicon import built_in
from claimgraph.model import Parsed, Source
from claimgraph.problems import Code
from claimgraph.readers.dialect import dialect
from claimgraph.readers.synthesis import read
from claimgraph.readers.table import LONGEST_CLAIM
from tests.hostile.commands import claimgraph, names
from tests.reports import Made

LENGTH = 150_000
TOKENS = (
    "1",
    "1,",
    "1 of ",
    "1/",
    " ",
    "*",
    "_",
    "\n",
    "\n\n",
    "- ",
    ". ",
    "a ",
    "question ",
    "This paper examines: ",
    "✓",
    "|",
    "#",
)
PLACES: dict[str, Callable[[str], str]] = {
    "title": lambda text: Made(title=text).text(),
    "abstract": lambda text: Made(abstract=text).text(),
    "examined": lambda text: Made(examined=text).text(),
    "question": lambda text: Made(question=text).text(),
    "results": lambda text: Made().text().replace("papers retrieved", f"{text} papers retrieved"),
    "mark": lambda text: Made(rows=[("Pruning helps.", text, "0.5")]).text(),
    "confidence": lambda text: Made(rows=[("Pruning helps.", "✓", text)]).text(),
    "reference": lambda text: Made(references=[text]).text(),
    "score": lambda text: Made(score=text).text(),
}


def parsed(text: str) -> Parsed:
    return read(text.encode(), Source("large.txt", "0" * 64), "large.txt", dialect(built_in()))


@pytest.mark.parametrize("place", PLACES)
def test_no_text_takes_time_that_grows_as_its_square(place: str) -> None:
    # Each of these is read in a tenth of a second; were it a square, this test would not end today.
    for token in TOKENS:
        found = parsed(PLACES[place](token * (LENGTH // len(token)) + "!"))

        assert found.report is not None or found.problems


@pytest.mark.parametrize(("longer", "rows"), [(0, 1), (1, 0)])
def test_a_claim_longer_than_any_is_refused_by_name(longer: int, rows: int) -> None:
    found = parsed(Made(rows=[("x" * (LONGEST_CLAIM + longer), "✓", "0.5")]).text())

    assert found.report is not None
    assert len(found.report.rows) == rows
    assert [problem.message for problem in found.problems if problem.code is Code.BAD_ROW] == [
        "the claim has 100,001 characters, and no more than 100,000 are read"
    ] * (1 - rows)


def test_a_file_larger_than_the_limit_is_refused_by_name_and_not_read(tmp_path: Path) -> None:
    with (tmp_path / "large.txt").open("wb") as stream:
        stream.write(Made().text().encode())
        stream.truncate(150 * 2**20)

    done = claimgraph("build", "large.txt", "-o", "x.nt", cwd=tmp_path)

    assert done.returncode == 3
    assert done.stderr.startswith(b"large.txt: CG103 157286400 bytes or more, the limit is 67108864\n")
    assert names(tmp_path) == ["large.txt"]


def test_rows_by_the_thousand_are_all_there(tmp_path: Path) -> None:
    rows = [(f"Model {number % 97} achieves {number / 100} recall.", "✓", "0.5") for number in range(5_000)]
    (tmp_path / "large.txt").write_text(Made(rows=rows).text(), "utf-8")

    done = claimgraph("build", "large.txt", "-o", "x.nt", cwd=tmp_path)

    assert done.returncode == 0
    assert (tmp_path / "x.nt").read_bytes().count(b"ns#Assertion> .") == 5_000


def test_want_of_memory_is_told_and_leaves_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "large.txt").write_text(Made(abstract="word\n" * 10_000_000).text(), "utf-8")
    (tmp_path / "x.nt").write_text("old")

    done = claimgraph("build", "large.txt", "-o", "x.nt", cwd=tmp_path, first=in_little_memory)

    assert done.returncode == 3
    assert b"too large or too deeply nested for this machine; nothing was written" in done.stderr
    assert (tmp_path / "x.nt").read_text() == "old"
    assert names(tmp_path) == ["large.txt", "x.nt"]


def in_little_memory() -> None:
    little = 200 * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (little, little))
