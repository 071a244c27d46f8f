"""What a report prints, as frozen values. Nothing here is interpreted beyond its own line."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from claimgraph.problems import Problem


class Row(NamedTuple):
    """One line of a report's claims table.

    ``number`` counts table lines from 1, rows that could not be read included. ``start`` and ``end`` are byte
    offsets of the line in the file as it was given (from 0, end excluded).
    """

    number: int
    text: str
    verified: bool
    confidence: Decimal
    printed: str
    line: int
    start: int
    end: int


class Reference(NamedTuple):
    """One entry of a report's reference list: ``kind`` is ``arxiv``, ``doi`` or ``url``.

    ``key`` is what identifies the work (an arXiv number without version, a DOI in lower case, an address);
    ``printed`` is the reference as an IRI, with its version.
    """

    kind: str
    key: str
    printed: str


class Source(NamedTuple):
    """The file a report was read from: its name below the given folder, the SHA-256 of its bytes, its encoding."""

    name: str
    sha256: str
    encoding: str = "utf-8"


class Report(NamedTuple):
    """One report as printed. Empty text and ``None`` mean that the report does not say."""

    source: Source
    title: str = ""
    publisher: str = ""
    issued: date | None = None
    version: str = ""
    abstract: str = ""
    examined: str = ""
    question: str = ""
    papers_declared: int | None = None
    claims_declared: int | None = None
    verified_declared: int | None = None
    score: Decimal | None = None
    scale: Decimal | None = None
    rows: tuple[Row, ...] = ()
    references: tuple[Reference, ...] = ()


class Parsed(NamedTuple):
    """What a reader made of one text: the report, if it is one, and every problem met on the way."""

    report: Report | None
    problems: tuple[Problem, ...]


_PLUS_MINUS = re.compile(r"\$\s*\\pm\s*\$|\\pm(?![A-Za-z])|\+\s?/\s?[-−]|&plusmn;")

CUT_LENGTH = 119
"""Publishers cut at 120 characters and trim the end: a text this long, or a little longer, is held cut."""

LONGER = 130
"""Beyond this length a publisher evidently does not cut there, and a text that closes is whole."""

_CLOSED = (".", "!", "?", ")", "]", '"', "”", "’", "。", "？", "！")

_CUT_MARKS = ("…", "...")


def normal(text: str) -> str:
    """The text with ± spelled one way and white space collapsed; nothing else is changed.

    >>> normal("VA achieves  92.43 $\\\\pm$ 0.16 and 61.")
    'VA achieves 92.43 ± 0.16 and 61.'
    """
    text = text.replace("$\\pm$", "±")
    if "\\pm" in text or "/" in text or "&" in text:
        text = _PLUS_MINUS.sub("±", text)
    # Printable text has no white space but blanks; so most texts are seen to be in order without being taken apart.
    if text.isprintable() and "  " not in text and text[:1] != " " != text[-1:]:
        return text
    return " ".join(text.split())


def is_cut(text: str) -> bool:
    """Whether the source is held to have cut this text, given as :func:`normal` leaves it.

    Its length decides, for a cut text may well end in a full stop: ``… and 61.`` stood for 61.85. Only of a text much
    longer than the usual cut does the end tell.

    >>> is_cut("x" * 118), is_cut("x" * 119), is_cut("The approach improves…")
    (False, True, True)
    >>> is_cut("x" * 200), is_cut("x" * 200 + ".")
    (True, False)
    """
    if len(text) < CUT_LENGTH or text.endswith(_CUT_MARKS):
        return text.endswith(_CUT_MARKS)
    return len(text) <= LONGER or not text.endswith(_CLOSED)


def claim_key(text: str) -> str:
    """What two texts (as :func:`normal` leaves them) must share to be one claim within one scope.

    Case is folded and a final full stop dropped. The full stop of a cut text may be half a number, so it stays and
    the key ends in an ellipsis.

    >>> claim_key("VA wins."), claim_key("It was cut here ...")
    ('va wins', 'it was cut here…')
    """
    if is_cut(text):
        return stem(text).casefold() + "…"
    return text.removesuffix(".").rstrip().casefold()


def stem(text: str) -> str:
    """A cut text without the mark that says so.

    >>> stem("It was cut here ..."), stem("and 61.")
    ('It was cut here', 'and 61.')
    """
    for mark in _CUT_MARKS:
        if text.endswith(mark):
            return text.removesuffix(mark).rstrip()
    return text


def title_key(title: str) -> str:
    """What two titles must share to name one paper: letters alike but for case, spaces and a final full stop.

    >>> title_key("A  Study of Things.") == title_key("a study of THINGS")
    True
    """
    return " ".join(title.split()).removesuffix(".").rstrip().casefold()
