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

_BLANKS = " \t\r\xa0"
_LONGEST_KEPT = 300
"""Headers and confidences up to this long are read once, however many reports print them."""

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
    printed = text.lines
    made = Table([], [])
    for first in lines:
        if parted(printed[first]):
            break
    else:
        return made
    found = header(printed[first], dialect)
    layout = found or PLAIN._replace(piped="\t" not in printed[first])
    index = first + 1 if found else lines.start
    while (index := _rows(text, range(index, lines.stop), layout, dialect.marks, made)) < lines.stop:
        line = printed[index]
        if not line or line.isspace() or (layout.piped and _RULE.fullmatch(line.strip())):
            pass
        elif again := header(line, dialect):
            layout = again
        else:
            made.problems.append(_fault(line, layout, dialect.marks, (path, index + 1)))
        index += 1
    return made


def header(line: str, dialect: Dialect) -> Layout | None:
    """How the cells of a table lie, if the line is its header: it names claim, mark and confidence."""
    return _header(line, dialect) if len(line) <= _LONGEST_KEPT else _header.__wrapped__(line, dialect)


@lru_cache(maxsize=1024)
def _header(line: str, dialect: Dialect) -> Layout | None:
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


def _rows(text: Text, lines: range, layout: Layout, marks: Mapping[str, bool], made: Table) -> int:
    """Read rows up to the first line that is none, and say which line that is."""
    printed, starts, breaks, _ = text
    piped, count, claim_at, verified_at, confidence_at = layout
    number, add = len(made.rows) + len(made.problems), made.rows.append
    for index in lines:
        line = printed[index]
        cells = _split(line, True) if piped else line.split("\t")
        if len(cells) != count:
            if not line or line.isspace():
                continue
            return index
        claim, mark, shown = cells[claim_at].strip(_BLANKS), cells[verified_at], cells[confidence_at]
        verified = marks[mark] if mark in marks else _verified(mark, marks)
        confidence = _confidence(shown) if len(shown) <= _LONGEST_KEPT else _confidence.__wrapped__(shown)
        if verified is None or confidence is None or not claim or claim.isspace() or len(claim) > LONGEST_CLAIM:
            return index
        number += 1
        end = starts[index + 1] - breaks[index]
        # As Row(…) does, but for the call of a function of its own; no other value is made as often.
        add(tuple.__new__(Row, (number, claim, verified, confidence, line, index + 1, starts[index], end)))
    return lines.stop


def _fault(line: str, layout: Layout, marks: Mapping[str, bool], place: tuple[str, int]) -> Problem:
    """What kept a table line from being read: the first thing wrong with it."""
    cells = _split(line, layout.piped)
    if len(cells) != layout.cells:
        wanted = f"expected {_count(layout.cells)}, found {len(cells)} in {quoted(line)}"
        return Problem(Code.BAD_ROW, Where(*place, 1), wanted, _PIPE_CELLS if layout.piped else _TAB_CELLS)
    claim = cells[layout.claim].strip(_BLANKS)
    if not claim or claim.isspace():
        return Problem(Code.EMPTY_CLAIM, Where(*place, 1), "the claim is empty", "give the row its text or remove it")
    if len(claim) > LONGEST_CLAIM:
        wanted = f"the claim has {len(claim):,} characters, and no more than {LONGEST_CLAIM:,} are read"
        return Problem(Code.BAD_ROW, Where(*place, 1), wanted, "print each claim in a row of its own")
    if _verified(cells[layout.verified], marks) is None:
        where = Where(*place, _column(cells, layout.verified))
        return Problem(Code.BAD_MARK, where, f"expected ✓ or ×, found {quoted(cells[layout.verified])}", _MARK_HINT)
    where = Where(*place, _column(cells, layout.confidence))
    wanted = f"confidence must lie between 0 and 1, found {quoted(cells[layout.confidence])}"
    return Problem(Code.BAD_CONFIDENCE, where, wanted, _CONFIDENCE_HINT)


def _verified(mark: str, marks: Mapping[str, bool]) -> bool | None:
    """What a mark says, printed as listed or with emphasis and in another case."""
    verified = marks.get(mark)
    return marks.get(mark.replace("\ufe0f", "").strip(" *_\r").casefold()) if verified is None else verified


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
