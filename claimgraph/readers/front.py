"""The lines before the first section: title, publisher, date and version, by label or by their order."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from claimgraph.problems import Code, Problem, Where, quoted
from claimgraph.readers.dialect import Dialect
from claimgraph.readers.text import Text

_DATE = re.compile(
    r"(?:(?P<month>[^\W\d_]{3,})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?"
    r"|(?P<day2>\d{1,2})(?:st|nd|rd|th|\.)?\s+(?P<month2>[^\W\d_]{3,})\.?,?)"
    r"\s+(?P<year>\d{4})|(?P<iso>\d{4}-\d{1,2}-\d{1,2})(?:T.*)?"
)
_VERSION = re.compile(r"v(?:ersion)?\.?\s*(\d[\w.]{0,15})", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]")
_LABEL = re.compile(r"[A-Za-z]+")
_LONGEST = 1000
_LONGEST_KEPT = 40
"""Lines up to this long are read once, however many reports print them."""

_WORDS, _OTHER_LABEL = "words", "other label"
"""Lines without a label, and with a label that is none of the known: a title may hold a colon, a publisher hardly."""

_HINT = "June 26, 2026, 26 June 2026 and 2026-06-26 are understood; --lexicon adds the months of other languages"


class Front(NamedTuple):
    """What stands before the first section."""

    title: str = ""
    publisher: str = ""
    issued: date | None = None
    version: str = ""


def front(text: Text, spans: list[range], path: str, dialect: Dialect, problems: list[Problem]) -> Front:
    """Title, publisher, date and version, from labels where there are any and from their order where not.

    Lines without a letter or digit (rules, underlines) and lines with other labels (``Authors: …``) say none of these.
    """
    found: dict[str, str] = {}
    issued: date | None = None
    for index in chain.from_iterable(spans):
        line = text.lines[index]
        if not line:
            continue
        part, words, day = (_said if len(line) <= _LONGEST_KEPT else _said.__wrapped__)(line, dialect)
        if part == "date":
            issued = issued or day
            if issued is None:
                wanted = f"no date that is understood: {quoted(words)}"
                problems.append(Problem(Code.BAD_DATE, Where(path, index + 1, 1), wanted, _HINT))
        elif part in (_WORDS, _OTHER_LABEL):
            if "title" not in found:
                found["title"] = words
            elif part == _WORDS:
                found.setdefault("publisher", words)
        elif part:
            found.setdefault(part, words)
    return Front(found.get("title", ""), found.get("publisher", ""), issued, found.get("version", ""))


@lru_cache(maxsize=1024)
def _said(line: str, dialect: Dialect) -> tuple[str, str, date | None]:
    """What a line says: which part, in which words, and the day if that is a date; no part if it says nothing."""
    line = line.strip()[:_LONGEST].lstrip("#").strip(" *_")
    if not _WORD.search(line):
        return "", "", None
    label, colon, value = line.partition(":")
    part = dialect.front.get(label.strip(" *_").casefold()) if colon else None
    words = value.strip(" *_\"'") if part else line
    if part and part != "date":
        return part, words, None
    match = _DATE.fullmatch(words)
    if part or match:
        return "date", words, _date(match, dialect) if match else None
    if version := _VERSION.fullmatch(line):
        return "version", version[1], None
    return _OTHER_LABEL if colon and _LABEL.fullmatch(label) else _WORDS, line, None


def _date(match: re.Match[str], dialect: Dialect) -> date | None:
    if match["iso"]:
        year, month, day = map(int, match["iso"].split("-"))
    else:
        month = dialect.months.get((match["month"] or match["month2"]).casefold(), 0)
        year, day = int(match["year"]), int(match["day"] or match["day2"])
    try:
        return date(year, month, day)
    except ValueError:
        return None
