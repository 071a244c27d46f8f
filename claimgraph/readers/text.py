"""Bytes to lines, without losing where each line began."""

from __future__ import annotations

import codecs
from array import array
from collections.abc import Sequence
from typing import NamedTuple

from claimgraph.problems import Code, Problem, Where

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ANY_MARK = tuple(mark for mark, _ in _MARKS)
_SHOWN_ENCODING = {"utf-16-le": "utf-16", "utf-16-be": "utf-16", "utf-8": "utf-8"}
_SMALL = 1 << 16
"""Bytes of a file whose lines are few, whatever it holds."""


class Text(NamedTuple):
    """The lines of a file, split at U+000A alone; a carriage return before the line feed belongs to neither line.

    ``starts`` are the byte offsets at which they start, and one more at which another would. ``breaks`` says of
    each line how many bytes lie between its end and the start of the next.
    """

    lines: list[str]
    starts: Sequence[int]
    breaks: bytes
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
    if data.startswith(_ANY_MARK):
        codec, skipped = next((named, len(mark)) for mark, named in _MARKS if data.startswith(mark))
    feed = len("\n".encode(codec))
    lines: list[str] = []
    # For a large file an array: it may be all line feeds, and a list of numbers would take forty times its size.
    starts: list[int] | array[int] = [] if len(data) < _SMALL else array("q")
    start = skipped
    try:
        if codec == "utf-8":
            # Line by line, for nearly all are ASCII, and what one of them holds makes no other one wide.
            for encoded in data[skipped:].split(b"\n"):
                starts.append(start)
                lines.append(encoded.decode())
                start += len(encoded) + feed
        else:
            for line in data[skipped:].decode(codec).split("\n"):
                starts.append(start)
                lines.append(line)
                start += len(line.encode(codec)) + feed
    except UnicodeDecodeError as error:
        return _undecodable(data, start + error.start, codec, path)
    starts.append(start)
    breaks = bytes((feed,)) * len(lines)
    if b"\r" in data:
        breaks = bytes([feed * 2 if line.endswith("\r") else feed for line in lines])
        lines = [line.removesuffix("\r") for line in lines]
    return Text(lines, starts, breaks, codec)


def _undecodable(data: bytes, offset: int, codec: str, path: str) -> Problem:
    before = data[:offset]
    line_start = before.rfind(b"\n") + 1
    line = before.count(b"\n") + 1
    column = len(before[line_start:].decode("utf-8", "replace")) + 1
    found = f"byte 0x{data[offset]:02x} at offset {offset} is not {codec.upper()}"
    hint = "this looks like a binary file" if b"\0" in data[:8192] else "save the file as UTF-8"
    return Problem(Code.NOT_TEXT, Where(path, line, column), found, hint)
