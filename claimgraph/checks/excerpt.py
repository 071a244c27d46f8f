"""Lines of a report for a terminal: nothing in them can move the cursor, and columns are where they seem to be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from claimgraph.problems import Where, shown

_WORD = re.compile(r"[^\s|]+")
_TAB = "  "
_MORE = "…"


class Excerpt(NamedTuple):
    """A line as shown, the column (from 0) at which the marked part starts, and how wide it is; 0 where none is."""

    text: str
    start: int = 0
    width: int = 0


def width(text: str) -> int:
    """How many columns of a terminal a text takes.

    >>> width("92.43 ± 0.16"), width("知识"), width("e\\u0301")
    (12, 4, 1)
    """
    return sum(_width(character) for character in text)


def _width(character: str) -> int:
    if character.isascii():
        return 1
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def excerpt(line: str, where: Where, columns: int) -> Excerpt:
    """The part of a line that holds the marked place, at most this many columns wide.

    >>> excerpt("one\\ttwo\\x1b[2J", Where("a", 1, 5, 8), 40)
    Excerpt(text='one  two\\\\x1b[2J', start=5, width=3)
    """
    line = line.rstrip()
    cells = [_TAB if character == "\t" else shown(character) for character in line]
    begin, stop = _marked(where, line)
    first, last = _window(cells, begin, stop, columns)
    lead = _MORE if first else ""
    text = lead + "".join(cells[first:last]) + (_MORE if last < len(cells) else "")
    if not where.column:
        return Excerpt(text)
    start = width(lead) + width("".join(cells[first:begin]))
    return Excerpt(text, start, max(1, width("".join(cells[begin : min(stop, last)]))))


def _marked(where: Where, line: str) -> tuple[int, int]:
    """Which characters are marked, counted from 0, the end excluded: to the end of the word where none is known."""
    begin = min(max(where.column - 1, 0), len(line))
    stop = where.end - 1
    if where.end <= where.column:
        word = _WORD.match(line, begin) if begin else None
        stop = word.end() if word else begin + 1
    return begin, max(begin, min(stop, len(line)))


def _window(cells: list[str], begin: int, stop: int, columns: int) -> tuple[int, int]:
    """The characters to show: all if they fit, else those around the marked ones, as many before it as leave room."""
    widths = [width(cell) for cell in cells]
    if sum(widths) <= columns:
        return 0, len(cells)
    room = columns - 2 * len(_MORE)
    first, used = begin, sum(widths[begin:stop])
    most = max(used, room * 3 // 4)
    while first > 0 and used + widths[first - 1] <= most:
        first -= 1
        used += widths[first]
    last, used = first, 0
    while last < len(cells) and used + widths[last] <= room:
        used += widths[last]
        last += 1
    return first, max(last, first + 1)


def wrapped(text: str, columns: int, indent: str = "  ") -> Iterator[str]:
    """A text in lines of at most this many columns, broken at blanks, all but the first indented.

    >>> list(wrapped("one two three", 8))
    ['one two', '  three']
    """
    line = ""
    for word in text.split(" "):
        if line.strip() and width(line) + 1 + width(word) > columns:
            yield line
            line = indent + word
        else:
            line = f"{line} {word}" if line.strip() else line + word
    yield line
