"""The lines before the first section: title, publisher, date and version, by label or by their order."""

from __future__ import annotations

import re
from datetime import date
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
    for index in (i for span in spans for i in span):
        line = text.lines[index].strip()[:_LONGEST].lstrip("#").strip(" *_")
        if not _WORD.search(line):
            continue
        label, colon, value = line.partition(":")
        part = dialect.front.get(label.strip(" *_").casefold()) if colon else None
        if part and part != "date":
            found.setdefault(part, value.strip(" *_\"'"))
            continue
        printed = value.strip(" *_\"'") if part else line
        match = _DATE.fullmatch(printed)
        if match and issued is None:
            issued = _date(match, dialect)
        if part or match:
            if issued is None:
                wanted = f"no date that is understood: {quoted(printed)}"
                problems.append(Problem(Code.BAD_DATE, Where(path, index + 1, 1), wanted, _HINT))
        elif version := _VERSION.fullmatch(line):
            found.setdefault("version", version[1])
        elif "title" not in found:
            found["title"] = line
        elif not (colon and _LABEL.fullmatch(label)):
            found.setdefault("publisher", line)
    return Front(found.get("title", ""), found.get("publisher", ""), issued, found.get("version", ""))


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
