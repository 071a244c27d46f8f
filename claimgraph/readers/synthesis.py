"""The literature synthesis: title, publisher, date, then sections found by their names."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from claimgraph.model import Parsed, Reference, Report, Row, Source
from claimgraph.problems import Code, Problem, Where, quoted
from claimgraph.readers.dialect import LONGEST_HEADING, Dialect, heading
from claimgraph.readers.references import references
from claimgraph.readers.table import table
from claimgraph.readers.text import Text, decode

_FRONT = "front"
_COUNTED = ("results", "methodology", "other")
_PROSE = (*_COUNTED, "introduction", _FRONT, "limitations")
_EMPTY_LINE = re.compile(r"\n\s*\n")
_DATE = re.compile(
    r"(?:(?P<month>[^\W\d_]{3,})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?|(?P<day2>\d{1,2})(?:st|nd|rd|th|\.)?\s+(?P<month2>[^\W\d_]{3,})\.?,?)"
    r"\s+(?P<year>\d{4})|(?P<iso>\d{4}-\d{1,2}-\d{1,2})(?:T.*)?"
)
_VERSION = re.compile(r"v(?:ersion)?\.?\s*(\d[\w.]{0,15})", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_CONTROL_BYTES = bytes(code for code in range(128) if _CONTROL.match(chr(code)))
_LONGEST_FRONT = 1000


class _Front(NamedTuple):
    title: str = ""
    publisher: str = ""
    issued: date | None = None
    version: str = ""


def read(data: bytes, source: Source, path: str, dialect: Dialect) -> Parsed:
    """Read one report; whatever of it cannot be read is a problem that names its place under ``path``."""
    text = decode(data, path)
    if isinstance(text, Problem):
        return Parsed(None, (text,))
    sections = _sections(text, dialect)
    problems: list[Problem] = []
    prose = {name: "\n".join(text.lines[i] for span in sections.get(name, ()) for i in span) for name in _PROSE}
    examined, question = _examined(prose, dialect)
    if not examined and "claims" not in sections:
        return Parsed(None, (_no_report(text, path, dialect),))
    rows: list[Row] = []
    for span in sections.get("claims", ()):
        read_table = table(text, span, path, dialect)
        rows += (row._replace(number=row.number + len(rows)) for row in read_table.rows) if rows else read_table.rows
        problems += read_table.problems
    front = _front(text, sections.get(_FRONT, [range(0)]), path, dialect, problems)
    folded = {name: " ".join(prose[name].casefold().split()) for name in _COUNTED}
    score, scale = _score(folded, dialect)
    report = Report(
        source=source._replace(encoding=text.encoding),
        title=front.title,
        publisher=front.publisher,
        issued=front.issued,
        version=front.version,
        abstract="\n".join(text.lines[i] for span in sections.get("abstract", ()) for i in span).strip("\n\r "),
        examined=examined,
        question=question,
        papers_declared=_declared("papers", folded, path, dialect, problems),
        claims_declared=_declared("claims", folded, path, dialect, problems),
        verified_declared=_declared("verified", folded, path, dialect, problems),
        score=score,
        scale=scale,
        rows=tuple(rows),
        references=_references(text, sections.get("references", []), path, problems),
    )
    problems += _missing(report, sections, path)
    if len(data.translate(None, _CONTROL_BYTES)) != len(data):
        problems += _control_characters(text, path)
    return Parsed(report, tuple(problems))


def _sections(text: Text, dialect: Dialect) -> dict[str, list[range]]:
    """The lines of every section by its name, its heading excluded; the lines before the first are the front."""
    found: dict[str, list[range]] = {}
    name, start, in_table = _FRONT, 0, False
    for index, line in enumerate(text.lines):
        if not line or len(line) > LONGEST_HEADING or "\t" in line or line[0] in "|-":
            continue
        opened = _opened(line, dialect)
        if opened is None or (opened == "other" and (name in (_FRONT, "claims") and not _after_blank(text, index, name))):
            continue
        in_table = opened == "claims"
        found.setdefault(name, []).append(range(start, index))
        name, start = opened, index + 1
    found.setdefault(name, []).append(range(start, len(text.lines)))
    return found


def _after_blank(text: Text, index: int, name: str) -> bool:
    """Whether an unknown ``#`` heading ends what comes before: the title does not, nor a line inside the table."""
    return name == "claims" and index > 0 and not text.lines[index - 1].strip()


@lru_cache(maxsize=4096)
def _opened(line: str, dialect: Dialect) -> str | None:
    return heading(line, dialect.sections)


def _front(text: Text, spans: list[range], path: str, dialect: Dialect, problems: list[Problem]) -> _Front:
    """Title, publisher, date and version, from labels where there are any and from their order where not."""
    found: dict[str, str] = {}
    issued: date | None = None
    for index in (i for span in spans for i in span):
        line = text.lines[index].strip()[:_LONGEST_FRONT].lstrip("#").strip(" *_")
        if not line:
            continue
        label, colon, value = line.partition(":")
        part = dialect.front.get(label.strip(" *_").casefold()) if colon else None
        if part and part != "date":
            found.setdefault(part, value.strip(" *_"))
            continue
        printed = value.strip(" *_") if part else line
        match = _DATE.fullmatch(printed)
        if match and issued is None:
            issued = _date(match, dialect)
            if issued is None:
                problems.append(Problem(Code.BAD_DATE, Where(path, index + 1, 1), f"no such date: {quoted(printed)}"))
        elif part:
            problems.append(Problem(Code.BAD_DATE, Where(path, index + 1, 1), f"no date: {quoted(printed)}", _DATE_HINT))
        elif version := _VERSION.fullmatch(line):
            found.setdefault("version", version[1])
        else:
            found.setdefault("publisher" if "title" in found else "title", line)
    publisher, version = found.get("publisher", ""), found.get("version", "")
    return _Front(_plain(found.get("title", "")), _plain(publisher), issued, version)


_DATE_HINT = "June 26, 2026, 26 June 2026 and 2026-06-26 are understood"


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


def _examined(prose: dict[str, str], dialect: Dialect) -> tuple[str, str]:
    """The title of the examined paper and the question, from the introduction or else any other prose."""
    found = {"examined": "", "question": ""}
    for name in ("introduction", *_PROSE):
        if all(found.values()):
            break
        text = "\n" + prose[name]
        labels = list(dialect.labels.finditer(text)) if ":" in text else []
        for label, following in zip_longest(labels, labels[1:]):
            end = following.start() + 1 if following else len(text)
            part = label.lastgroup or ""
            found[part] = found[part] or _plain(_EMPTY_LINE.split(text[label.end() : end].lstrip(), maxsplit=1)[0])
    question = found["question"]
    question = question.removesuffix(".") if question.endswith("?.") else question
    return found["examined"].removesuffix(".").rstrip(), question


def _plain(text: str) -> str:
    return _SPACE.sub(" ", text).strip(" *_")


def _declared(
    what: str, prose: dict[str, str], path: str, dialect: Dialect, problems: list[Problem]
) -> int | None:
    """A count the report gives of itself; the results section is believed before the others."""
    numbers: list[int] = []
    for name in _COUNTED:
        if match := dialect.counts[what].search(prose[name]):
            printed = next(group for group in match.groups() if group)
            numbers.append(int(printed.replace(",", "")[:18]))
    if len(set(numbers)) > 1:
        found = " and ".join(str(number) for number in dict.fromkeys(numbers))
        problems.append(
            Problem(Code.TWO_VALUES, Where(path), f"the report gives {found} as its number of {what}", _FIRST_USED)
        )
    return numbers[0] if numbers else None


_FIRST_USED = "the one of the results section is used"


def _score(prose: dict[str, str], dialect: Dialect) -> tuple[Decimal | None, Decimal | None]:
    for text in prose.values():
        if match := dialect.score.search(text):
            number, percent, scale = match.groups()
            return Decimal(number.replace(",", ".")), Decimal(100) if percent else Decimal(scale.replace(",", "."))
    return None, None


def _references(text: Text, spans: list[range], path: str, problems: list[Problem]) -> tuple[Reference, ...]:
    found: dict[Reference, None] = {}
    for index in (i for span in spans for i in span):
        line = text.lines[index]
        if not line.strip():
            continue
        named = references(line)
        if not named:
            wanted = f"no arXiv number, DOI or address in {quoted(line.strip())}"
            problems.append(Problem(Code.BAD_REFERENCE, Where(path, index + 1, 1), wanted, "the entry is left out"))
        found |= dict.fromkeys(named)
    return tuple(found)


def _no_report(text: Text, path: str, dialect: Dialect) -> Problem:
    if not any(line.strip() for line in text.lines):
        return Problem(Code.NOT_A_REPORT, Where(path), "the file is empty")
    wanted = 'no report: neither a claims table nor "This paper examines:" was found'
    return Problem(Code.NOT_A_REPORT, Where(path), wanted, "docs/reports.md shows what a report looks like")


def _missing(report: Report, sections: dict[str, list[range]], path: str) -> list[Problem]:
    absent = [
        name
        for name, there in (
            ("title", report.title),
            ("publisher", report.publisher),
            ("date", report.issued),
            ("abstract", report.abstract),
            ("examined paper", report.examined),
            ("question", report.question),
            ("review score", report.score),
            ("claims table", "claims" in sections),
            ("references", "references" in sections),
        )
        if not there
    ]
    if not absent:
        return []
    return [Problem(Code.MISSING_PART, Where(path), f"the report has no {', no '.join(absent)}")]


def _control_characters(text: Text, path: str) -> list[Problem]:
    for index, line in enumerate(text.lines):
        if match := _CONTROL.search(line):
            found = f"control character U+{ord(match[0]):04X}"
            hint = "it is kept; formats built on XML show it as U+FFFD"
            return [Problem(Code.CONTROL_CHARACTER, Where(path, index + 1, match.start() + 1), found, hint)]
    return []
