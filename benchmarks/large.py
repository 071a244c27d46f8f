"""One report that is far larger than any should be: is it all there, or refused by name, and at what cost?

    python -m benchmarks.large

Must end within 60 CPU seconds and 1 GB of memory each.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import chain, repeat
from pathlib import Path
from typing import NamedTuple

from tests.hostile.commands import COMMAND, ENVIRONMENT
from tests.reports import Made

SECONDS, MEBIBYTES = 60, 1000
MIB = 2**20


def report(lines: Iterator[str], before: str) -> Iterator[str]:
    """A report with these lines before some text of it, piece by piece."""
    head, mark, tail = Made(rows=()).text().partition(before)
    yield head
    yield from lines
    yield mark + tail


class Case(NamedTuple):
    """What is large, its lines, options, how many rows come of it, and the text before which the lines are put."""

    what: str
    lines: Callable[[], Iterator[str]]
    options: tuple[str, ...]
    rows: int
    before: str = "\n## References"


def one(text: str, size: int, end: str = "\t✓\t0.5\n") -> Callable[[], Iterator[str]]:
    """A line of so many bytes that repeats a text; made in pieces, lest the memory of this process be measured."""
    piece = text * (2**16 // len(text.encode()))
    return lambda: chain(repeat(piece, size // len(piece.encode())), (end,))


def lines(form: Callable[[int], str], count: int = 200_000) -> Callable[[], Iterator[str]]:
    """So many lines."""
    return lambda: (form(number) + "\n" for number in range(count))


CASES = (
    Case("one claim of 20 MB", one("x", 20_000_000), (), 0),
    Case("one claim of 20 MB, of numbers", one("12.5 ± 0.3, ", 20_000_000), (), 0),
    Case(
        "200 claims as long as may be, of numbers",
        lines(lambda n: f"{n} " + "12.5, " * 16_000 + "\t✓\t0.5", 200),
        (),
        200,
    ),
    Case("a line of 150 MB", one("x", 150 * MIB), (), 0),
    Case("a line of 150 MB, allowed", one("x", 150 * MIB), ("--max-size", "200"), 0),
    Case(
        "200,000 rows",
        lines(lambda n: f"Model {n % 977} achieves {n / 100} recall on task {n}.\t✓\t0.{n % 90 + 10}"),
        (),
        200_000,
    ),
    Case("200,000 rows that are alike", lines(lambda _: "It helps 1.5.\t✓\t0.5"), (), 200_000),
    Case("200,000 rows that are cut alike", lines(lambda n: f"Model achieves {'9' * 110} {n:06}\t✓\t0.5"), (), 200_000),
    Case(
        "200,000 rows that differ in a number",
        lines(lambda n: f"BERT achieves {n}.5 performance.\t✓\t0.5"),
        (),
        200_000,
    ),
    Case("200,000 lines that are no rows", lines(lambda n: f"line {n}"), (), 0),
    Case("1,000,000 empty lines", one("\n", 1_000_000, "It helps.\t✓\t0.5\n"), (), 1),
    Case(
        "200,000 references",
        lines(lambda n: f"## References\n- http://arxiv.org/abs/{n // 100 + 1000}.{n % 100:05}v1"),
        (),
        0,
    ),
    Case("200,000 headings", lines(lambda n: f"\n## {n}"), (), 0),
    *(
        Case(f"an introduction of 20 MB of {text!r}", one(text, 20_000_000, "\n"), (), 0, "## 2 Methodology")
        for text in ("1", " ", "*", "\n", "1 of ", "question ", "This paper examines: ")
    ),
)


class Measured(NamedTuple):
    """How a build went."""

    code: int
    seconds: float
    mebibytes: float
    rows: int
    said: str


def measured(case: Case, place: Path) -> Measured:
    """Build a case's report."""
    with (place / "large.txt").open("w", encoding="utf-8") as stream:
        stream.writelines(report(case.lines(), case.before))
    command = [*COMMAND, "build", "large.txt", "-o", "large.nt", *case.options]
    with (place / "said").open("wb") as said:
        process = subprocess.Popen(command, cwd=place, env=ENVIRONMENT, stderr=said, stdin=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    rows = 0
    if (place / "large.nt").exists():
        with (place / "large.nt").open("rb") as graph:
            rows = sum(b"ns#Assertion> ." in line[-60:] for line in graph)
    lines = (place / "said").read_text("utf-8").splitlines()
    return Measured(
        process.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, rows, lines[-1] if lines else ""
    )


def main() -> int:
    """Measure every case; end with 1 if one is lost, too slow or too large."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    wrong = 0
    for case in CASES:
        if sys.argv[1:] and not any(word in case.what for word in sys.argv[1:]):
            continue
        with tempfile.TemporaryDirectory() as place:
            found = measured(case, Path(place))
        good = (
            found.rows == case.rows
            and found.code in (0, 1)
            and found.seconds <= SECONDS
            and found.mebibytes <= MEBIBYTES
        )
        wrong += not good
        mark = "ok   " if good else "WRONG"
        cost = f"{found.seconds:.1f} CPU s, {found.mebibytes:.0f} MiB"
        print(f"{mark} {case.what}: {found.rows:,} rows, exit {found.code}, {cost}; {found.said[:150]}", flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
