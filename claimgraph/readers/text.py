"""Bytes to lines, without losing where each line began."""

from __future__ import annotations

import codecs
from array import array
from collections.abc import Sequence
from itertools import accumulate, islice
from typing import NamedTuple

from claimgraph.problems import Code, Problem, Where

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SHOWN_ENCODING = {"utf-16-le": "utf-16", "utf-16-be": "utf-16", "utf-8": "utf-8"}


class Text(NamedTuple):
    """The lines of a file, split at U+000A alone, and the byte offsets at which each starts and ends.

    A carriage return before the line feed belongs to neither line.
    """

    lines: list[str]
    starts: Sequence[int]
    ends: Sequence[int]
    codec: str

    @property
    def encoding(self) -> str:
        """The encoding under its registered name."""
        return _SHOWN_ENCODING[self.codec]


def decode(data: bytes, path: str) -> Text | Problem:
    """The lines of a file in UTF-8, with or without byte order mark, or in UTF-16 with one.

    >>> decode(b"one\\r\\ntwo\\x85still two", "a.txt")
    Problem(code=<Code.NOT_TEXT: 'CG102'>, ...
    >>> decode("a\\u2028b\\nc".encode(), "a.txt").lines
    ['a\\u2028b', 'c']
    """
    codec, skipped = "utf-8", 0
    for mark, named in _MARKS:
        if data.startswith(mark):
            codec, skipped = named, len(mark)
            break
    try:
        text = data[skipped:].decode(codec) if skipped else data.decode()
    except UnicodeDecodeError as error:
        return _undecodable(data, error, skipped, path)
    lines = text.split("\n")
    feed = _size("\n", codec)
    sizes = map(len, data[skipped:].split(b"\n")) if feed == 1 else (_size(line, codec) for line in lines)
    # Arrays, for a file may be all line feeds: as lists of numbers, its lines would take eighty times its size.
    starts = array("q", accumulate(map(feed.__add__, sizes), initial=skipped))
    ends = array("q", (start - feed for start in islice(starts, 1, None)))
    if "\r" in text:
        ends = array("q", (end - feed if line.endswith("\r") else end for end, line in zip(ends, lines, strict=True)))
        lines = [line.removesuffix("\r") for line in lines]
    return Text(lines, starts, ends, codec)


def _size(line: str, codec: str) -> int:
    return len(line.encode(codec))


def _undecodable(data: bytes, error: UnicodeDecodeError, skipped: int, path: str) -> Problem:
    offset = error.start + skipped
    before = data[:offset]
    line_start = before.rfind(b"\n") + 1
    line = before.count(b"\n") + 1
    column = len(before[line_start:].decode("utf-8", "replace")) + 1
    found = f"byte 0x{data[offset]:02x} at offset {offset} is not {error.encoding.upper()}"
    hint = "this looks like a binary file" if b"\0" in data[:8192] else "save the file as UTF-8"
    return Problem(Code.NOT_TEXT, Where(path, line, column), found, hint)
