"""The claims table: every line of it becomes a row or the problem that kept it from being one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from claimgraph.model import Row
from claimgraph.problems import Code, Problem, Where, quoted
from claimgraph.readers.dialect import Dialect
from claimgraph.readers.text import Text

_CONFIDENCE = re.compile(r"(\d{1,20}(?:[.,]\d{1,20})?|[.,]\d{1,20})\s*(%?)", re.ASCII)
_RULE = re.compile(r"\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?")
_PIPE = re.compile(r"(?<!\\)\|")
LONGEST_CLAIM = 100_000
"""A longer one is no claim: it would be split into numbers and names without end."""

_TAB_CELLS = "cells are split by one tab"
_PIPE_CELLS = "cells are split by |"


class Table(NamedTuple):
    """The rows of a table, and the problems of the lines that are none."""

    rows: list[Row]
    problems: list[Problem]


class Layout(NamedTuple):
    """How the cells of a table lie: the separator, the number of cells and which cell holds what."""

    piped: bool
    cells: int
    claim: int
    verified: int
    confidence: int


PLAIN = Layout(False, 3, 0, 1, 2)


def table(text: Text, lines: range, path: str, dialect: Dialect) -> Table:
    """Read the table that stands in these lines (indexes from 0) of a text.

    Lines before the header that hold no cell separator are prose; after it every line that is not blank is a line of
    the table, but for another header. Without a header, every line is, and its cells are claim, mark and confidence.
    """
    first = next((index for index in lines if parted(text.lines[index])), None)
    if first is None:
        return Table([], [])
    found = header(text.lines[first], dialect)
    layout = found or PLAIN._replace(piped="\t" not in text.lines[first])
    rows: list[Row] = []
    problems: list[Problem] = []
    number = 0
    printed, starts, ends, _ = text
    for index in range(first + 1 if found else lines.start, lines.stop):
        line = printed[index]
        if not line or line.isspace() or (layout.piped and _RULE.fullmatch(line.strip())):
            continue
        cells = _row(line, (path, index + 1), layout, dialect.marks)
        if not isinstance(cells, Problem):
            number += 1
            claim, verified, confidence = cells
            rows.append(Row(number, claim, verified, confidence, line, index + 1, starts[index], ends[index]))
        elif again := header(line, dialect):
            layout = again
        else:
            number += 1
            problems.append(cells)
    return Table(rows, problems)


def header(line: str, dialect: Dialect) -> Layout | None:
    """How the cells of a table lie, if the line is its header: it names claim, mark and confidence."""
    if not parted(line):
        return None
    piped = "\t" not in line
    cells = _split(line, piped)
    named = [dialect.columns.get(cell.strip(" *_\r").casefold(), "") for cell in cells]
    if not {"claim", "verified", "confidence"} <= set(named):
        return None
    return Layout(piped, len(cells), *(named.index(column) for column in ("claim", "verified", "confidence")))


def parted(line: str) -> bool:
    """Whether a line holds what separates cells."""
    return "\t" in line or "|" in line


def _split(line: str, piped: bool) -> list[str]:
    if not piped:
        return line.split("\t")
    inner = line.strip().removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return [cell.replace("\\|", "|") for cell in _PIPE.split(inner)]


def _row(
    line: str, place: tuple[str, int], layout: Layout, marks: Mapping[str, bool]
) -> tuple[str, bool, Decimal] | Problem:
    """One table line: claim, mark and confidence, or the problem that kept it from being a row."""
    cells = _split(line, True) if layout.piped else line.split("\t")
    if len(cells) != layout.cells:
        wanted = f"expected {_count(layout.cells)}, found {len(cells)} in {quoted(line)}"
        return Problem(Code.BAD_ROW, Where(*place, 1), wanted, _PIPE_CELLS if layout.piped else _TAB_CELLS)
    claim = cells[layout.claim].strip(" \t\r\xa0")
    if not claim or claim.isspace():
        return Problem(Code.EMPTY_CLAIM, Where(*place, 1), "the claim is empty", "give the row its text or remove it")
    if len(claim) > LONGEST_CLAIM:
        wanted = f"the claim has {len(claim):,} characters, and no more than {LONGEST_CLAIM:,} are read"
        return Problem(Code.BAD_ROW, Where(*place, 1), wanted, "print each claim in a row of its own")
    mark = cells[layout.verified]
    verified = marks.get(mark)
    if verified is None:
        verified = marks.get(mark.replace("\ufe0f", "").strip(" *_\r").casefold())
    if verified is None:
        where = Where(*place, _column(cells, layout.verified))
        return Problem(Code.BAD_MARK, where, f"expected ✓ or ×, found {quoted(mark)}", _MARK_HINT)
    printed = cells[layout.confidence]
    confidence = _confidence(printed)
    if confidence is None:
        where = Where(*place, _column(cells, layout.confidence))
        wanted = f"confidence must lie between 0 and 1, found {quoted(printed)}"
        return Problem(Code.BAD_CONFIDENCE, where, wanted, _CONFIDENCE_HINT)
    return claim, verified, confidence


_MARK_HINT = "yes, no, true, false, verified and unverified are understood too"
_CONFIDENCE_HINT = "0.41, 0,41 and 41% are understood"


@lru_cache(maxsize=4096)
def _confidence(printed: str) -> Decimal | None:
    match = _CONFIDENCE.fullmatch(printed.strip(" *_\r"))
    if match is None:
        return None
    number, percent = match.groups()
    value = Decimal(number.replace(",", "."))
    value = value.scaleb(-2) if percent else value
    return value if 0 <= value <= 1 else None


def _column(cells: list[str], index: int) -> int:
    """The column, from 1, at which a cell starts."""
    return sum(len(cell) + 1 for cell in cells[:index]) + 1


_WORDS: Mapping[int, str] = {3: "three cells: claim, ✓ or ×, confidence"}


def _count(cells: int) -> str:
    return _WORDS.get(cells, f"{cells} cells as in the header")
