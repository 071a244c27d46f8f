"""What is wrong with the input, as values: what, where, and what to do about it."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Severity(Enum):
    """How much a problem matters.

    ``ERROR``: something given is not in the result, or the result contradicts itself. ``WARNING``: all is in the
    result, but something in it is wrong or disputed. ``INFO``: worth knowing, nothing to mend.
    """

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Code(Enum):
    """Every kind of problem. The hundreds say where it arises.

    1 reading a report, 2 a report contradicts itself, 3 reports contradict each other,
    4 queries, 5 shapes. ``docs/errors.md`` explains each; ``claimgraph rule CODE`` prints that page.
    """

    NOT_A_REPORT = "CG101"
    NOT_TEXT = "CG102"
    TOO_LARGE = "CG103"
    BAD_CONFIDENCE = "CG104"
    BAD_ROW = "CG105"
    BAD_MARK = "CG106"
    EMPTY_CLAIM = "CG107"
    MISSING_PART = "CG108"
    BAD_DATE = "CG109"
    BAD_REFERENCE = "CG110"
    BAD_SCORE = "CG111"
    UNREADABLE = "CG112"
    SKIPPED = "CG113"
    CONTROL_CHARACTER = "CG114"
    EMPTY_FOLDER = "CG115"
    BAD_LEXICON = "CG116"
    BAD_LINKS = "CG117"
    BAD_PART = "CG118"
    BAD_GRAPH = "CG119"
    CLAIM_COUNT = "CG201"
    VERIFIED_COUNT = "CG202"
    PAPER_COUNT = "CG203"
    SCORE_OFF_SCALE = "CG204"
    CUT_TEXT = "CG205"
    TWO_VALUES = "CG206"
    REPEATED_ROW = "CG207"
    CONFLICT = "CG301"
    UNANSWERED = "CG302"
    SINGLE_SOURCE = "CG303"
    TWINS = "CG304"
    CUT_FITS_SEVERAL = "CG305"
    MARKS_DIFFER = "CG306"
    TWO_VERSIONS = "CG307"
    TWO_KINDS = "CG308"
    BAD_QUERY = "CG401"
    REFUSED_QUERY = "CG402"
    QUERY_LIMIT = "CG403"
    SHAPE = "CG501"
    SHAPE_ADVICE = "CG502"

    @property
    def severity(self) -> Severity:
        """How much problems of this kind matter."""
        return _SEVERITY.get(self, Severity.ERROR)


_SEVERITY = {
    **dict.fromkeys(
        (Code.BAD_DATE, Code.BAD_REFERENCE, Code.BAD_SCORE, Code.SKIPPED, Code.CONTROL_CHARACTER), Severity.WARNING
    ),
    **dict.fromkeys(
        (Code.CLAIM_COUNT, Code.VERIFIED_COUNT, Code.PAPER_COUNT, Code.SCORE_OFF_SCALE, Code.TWO_VALUES),
        Severity.WARNING,
    ),
    **dict.fromkeys((Code.TWINS, Code.CUT_FITS_SEVERAL, Code.MARKS_DIFFER, Code.TWO_VERSIONS), Severity.WARNING),
    **dict.fromkeys((Code.UNANSWERED, Code.REPEATED_ROW, Code.TWO_KINDS, Code.SHAPE_ADVICE), Severity.WARNING),
    **dict.fromkeys((Code.MISSING_PART, Code.CUT_TEXT, Code.SINGLE_SOURCE), Severity.INFO),
}


class Where(NamedTuple):
    """A place in a file: lines and columns count from 1, and 0 stands for the whole file or line.

    ``end`` is the column after the last one meant, or 0 where only the start is known.
    """

    path: str
    line: int = 0
    column: int = 0
    end: int = 0

    def at(self, column: int) -> Where:
        """The same line at another column."""
        return self._replace(column=column)

    def __str__(self) -> str:
        """``path:line:column``, as editors understand it.

        >>> str(Where("seeds/002.txt", 31, 57)), str(Where("seeds/002.txt"))
        ('seeds/002.txt:31:57', 'seeds/002.txt')
        """
        return ":".join([shown(self.path), *(str(number) for number in self[1:3] if number)])


class Problem(NamedTuple):
    """One thing wrong, where it is, and what to do about it.

    ``related`` are the other places it concerns, each with what stands there.
    """

    code: Code
    where: Where
    message: str
    hint: str = ""
    related: tuple[tuple[Where, str], ...] = ()

    @property
    def severity(self) -> Severity:
        """How much it matters: that of its code."""
        return self.code.severity

    def __str__(self) -> str:
        """One line for people and editors, with the hint on a second.

        >>> print(Problem(Code.BAD_ROW, Where("a.txt", 34, 1), "expected three cells", "cells are split by one tab"))
        a.txt:34:1: CG105 expected three cells
          hint: cells are split by one tab
        """
        line = f"{self.where}: {self.code.value} {self.message}"
        return f"{line}\n  hint: {self.hint}" if self.hint else line


class ClaimgraphError(ValueError):
    """Something asked for cannot be done; its text is meant for the user.

    ``problem`` says what, where and what to do when the cause lies in a file.
    """

    def __init__(self, message: str, problem: Problem | None = None) -> None:
        super().__init__(message)
        self.problem = problem


def counted(count: int, noun: str) -> str:
    """A number of things in words.

    >>> counted(1, "report"), counted(1200, "claim")
    ('1 report', '1,200 claims')
    """
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def shown(text: str) -> str:
    """Text from outside made safe for a terminal: control, format and unpaired characters are escaped.

    >>> shown("a\\tb\\x1b[2J"), shown("\\udcff.txt")
    ('a\\\\tb\\\\x1b[2J', '\\\\udcff.txt')
    """
    if text.isprintable():
        return text
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode() for character in text
    )


def quoted(text: str, most: int = 40) -> str:
    """Found text for a message: in double quotes, shortened, safe for a terminal.

    >>> quoted("1.7"), quoted("x" * 50, most=5)
    ('"1.7"', '"xxxxx…"')
    """
    short = text if len(text) <= most else text[:most] + "…"
    return f'"{shown(short)}"'
