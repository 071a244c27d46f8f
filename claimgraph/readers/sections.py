"""Where the sections of a report lie: found by name, and a claims table also by its header alone."""

from __future__ import annotations

from functools import lru_cache

from claimgraph.readers.dialect import LONGEST_HEADING, Dialect, heading
from claimgraph.readers.table import header
from claimgraph.readers.text import Text

FRONT, CLAIMS, OTHER = "front", "claims", "other"


class _Spans:
    """The section that is open, and the lines of those that were."""

    __slots__ = ("_start", "before", "found", "level", "name")

    def __init__(self) -> None:
        self.found: dict[str, list[range]] = {}
        self.name = FRONT
        self.level = 0
        self.before = ""
        """The section that a table without a heading of its own stands in; empty outside such a table."""
        self._start = 0

    def open(self, name: str, line: int, level: int = 0, headed: bool = False) -> None:
        """Close the open section before a line, and open one there; a heading belongs to neither."""
        self.found.setdefault(self.name, []).append(range(self._start, line))
        self.name, self._start, self.level, self.before = name, line + headed, level, ""

    def close(self, lines: int) -> dict[str, list[range]]:
        """Close the last section, and give all."""
        self.open("", lines)
        return self.found


def sections(text: Text, dialect: Dialect) -> dict[str, list[range]]:
    """The lines of every section by its name, its heading excluded; the lines before the first heading are the front.

    A heading of a deeper level than the open section's, and of no known name, goes on with that section. A table whose
    header names claim, mark and confidence is a claims table wherever it stands.
    """
    spans = _Spans()
    for index, line in enumerate(text.lines):
        if not line:
            continue
        if "\t" in line or line[0] == "|":
            if spans.name != CLAIMS and header(line, dialect):
                before, level = spans.name, spans.level
                spans.open(CLAIMS, index, level)
                spans.before = before
        elif len(line) <= LONGEST_HEADING and line[0] != "-":
            if spans.before and line.strip() and "|" not in line:
                spans.open(spans.before, index, spans.level)
            if named := _named(line, dialect):
                name, level = named
                if name == OTHER:
                    _unknown(text, index, spans, level)
                else:
                    spans.open(name, index, level, headed=True)
    return spans.close(len(text.lines))


def _unknown(text: Text, index: int, spans: _Spans, level: int) -> None:
    """Open the section of a heading of no known name, if one can begin here, or go on with the one that is open."""
    after_blank = index > 0 and not text.lines[index - 1].strip()
    if spans.name == FRONT or (spans.name == CLAIMS and not after_blank):
        return
    if spans.level and level > spans.level:
        spans.open(spans.name, index, spans.level, headed=True)
    else:
        spans.open(OTHER, index, level, headed=True)


@lru_cache(maxsize=4096)
def _named(line: str, dialect: Dialect) -> tuple[str, int] | None:
    """The section that a line opens, and its level."""
    name = heading(line, dialect.sections)
    if name is None:
        return None
    stripped = line.lstrip()
    return name, len(stripped) - len(stripped.lstrip("#"))
