"""The literature synthesis: title, publisher, date, then sections found by their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import chain, repeat, zip_longest
from typing import NamedTuple

from claimgraph.model import Parsed, Reference, Report, Row, Source
from claimgraph.problems import Code, Problem, Where, quoted
from claimgraph.readers.dialect import Dialect
from claimgraph.readers.front import front
from claimgraph.readers.references import references
from claimgraph.readers.sections import CLAIMS, FRONT
from claimgraph.readers.sections import sections as find_sections
from claimgraph.readers.table import parted, table
from claimgraph.readers.text import Text, decode

_COUNTED = ("results", "methodology", "other")
_PROSE = ("introduction", *_COUNTED, FRONT, "limitations")
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W_]")
_EMPTY_LINE = re.compile(r"\n\s*\n")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_CONTROL_BYTES = bytes(code for code in range(128) if _CONTROL.match(chr(code)))
_LONGEST_KEPT = 500
_NO_CHARACTER = "\uffff".encode()[:2]
"""With these bytes begin the two characters that are none, and a few that are. The first alone is found far quicker."""


def read(data: bytes, source: Source, path: str, dialect: Dialect) -> Parsed:
    """Read one report; whatever of it cannot be read is a problem that names its place under ``path``."""
    text = decode(data, path)
    if isinstance(text, Problem):
        return Parsed(None, (text,))
    sections = find_sections(text, dialect)
    problems: list[Problem] = []
    examined, question = _examined(text, sections, dialect)
    if not examined and CLAIMS not in sections:
        return Parsed(None, (_no_report(text, path, dialect),))
    rows = _rows(text, sections.get(CLAIMS, []), path, dialect, problems)
    head = front(text, sections[FRONT], path, dialect, problems)
    given = [_given(_joined(text, sections[name]), dialect) for name in _COUNTED if name in sections]
    score, scale = _score(given, path, problems)
    report = Report(
        source=Source(source.name, source.sha256, text.encoding),
        title=_plain(head.title),
        publisher=_plain(head.publisher),
        issued=head.issued,
        version=head.version,
        abstract=_joined(text, sections.get("abstract", ())).strip("\n\r "),
        examined=examined,
        question=question,
        papers_declared=_declared("papers", given, path, problems),
        claims_declared=_declared("claims", given, path, problems),
        verified_declared=_declared("verified", given, path, problems),
        score=score,
        scale=scale,
        rows=rows,
        references=_references(text, sections.get("references", []), path, problems),
    )
    problems += _missing(report, sections, path)
    if len(data.translate(None, _CONTROL_BYTES)) != len(data) or (_NO_CHARACTER[:1] in data and _NO_CHARACTER in data):
        problems += _control_characters(text, path)
    return Parsed(report, tuple(problems))


def _joined(text: Text, spans: Sequence[range]) -> str:
    """The lines of a section as one text."""
    if len(spans) == 1:
        return "\n".join(text.lines[spans[0].start : spans[0].stop])
    return "\n".join([line for span in spans for line in text.lines[span.start : span.stop]])


def _rows(text: Text, spans: list[range], path: str, dialect: Dialect, problems: list[Problem]) -> tuple[Row, ...]:
    """The rows of every claims table, numbered through; a section of words without a table is told."""
    rows: list[Row] = []
    lines = 0
    for span in spans:
        found = table(text, span, path, dialect)
        rows += (row._replace(number=row.number + lines) for row in found.rows) if lines else found.rows
        problems += found.problems
        lines += len(found.rows) + len(found.problems)
    if not lines:
        words = (
            index for span in spans for index in span if text.lines[index].strip() and not parted(text.lines[index])
        )
        if index := next(words, 0):
            wanted = f"expected a table of claims, found {quoted(text.lines[index])}"
            problems.append(Problem(Code.BAD_ROW, Where(path, index + 1, 1), wanted, "cells are split by tabs or by |"))
    return tuple(rows)


def _examined(text: Text, sections: Mapping[str, list[range]], dialect: Dialect) -> tuple[str, str]:
    """The title of the examined paper and the question, from the introduction or else any other prose."""
    found = {"examined": "", "question": ""}
    for name in _PROSE:
        prose = "\n" + _joined(text, sections.get(name, ()))
        if ":" in prose:
            _labelled(prose, dialect, found)
        if found["examined"] and found["question"]:
            break
    question = found["question"]
    question = question[:-1] if question.endswith(("?.", "？.", "？。", "؟.")) else question
    return found["examined"].removesuffix(".").rstrip(), question


def _labelled(prose: str, dialect: Dialect, found: dict[str, str]) -> None:
    """Add what stands behind the first label of each kind that has words behind it."""
    labels = list(_labels(prose, dialect))
    for (_, label), following in zip_longest(labels, labels[1:]):
        part = label.lastgroup or ""
        if not found[part]:
            words = prose[label.end() : following[0] if following else len(prose)].lstrip()
            found[part] = _plain(_EMPTY_LINE.split(words, maxsplit=1)[0])


def _labels(text: str, dialect: Dialect) -> Iterator[tuple[int, re.Match[str]]]:
    """The labels in a text, each with the place up to which what comes before it reaches.

    What has to stand before a label is looked for backwards from it: forwards, a page of blanks would take hours.
    """
    # A label ends in a colon and what emphasis follows it, so that behind the last one there is nothing to look for.
    colon = text.rfind(":") + 1
    end = len(text) - len(text[colon:].lstrip("*_"))
    for label in dialect.labels.finditer(text, 0, end):
        before = _BEFORE_LABEL.search(text, max(0, label.start() - _INDENT), label.start())
        if before:
            yield before.start() + 1, label


_BEFORE_LABEL = re.compile(r"[\n.?!*_]\s*(?:[-*+]\s+)?[*_]*\Z")
_INDENT = 60


def _plain(text: str) -> str:
    """The words without emphasis and line breaks; nothing where there is no letter or digit."""
    words = " ".join(text.split()).strip(" *_")
    return words if _WORD.search(words) else ""


class _Given(NamedTuple):
    """What one section says in numbers: counts, the score with the top of its scale, a label without a score."""

    counts: Mapping[str, int]
    score: tuple[Decimal, Decimal] | None
    unscored: str


def _given(text: str, dialect: Dialect) -> _Given:
    """What a section says in numbers; in many reports most sections are the same words."""
    return _given_once(text, dialect) if len(text) <= _LONGEST_KEPT else _given_once.__wrapped__(text, dialect)


@lru_cache(maxsize=4096)
def _given_once(text: str, dialect: Dialect) -> _Given:
    text = " ".join(text.casefold().split())
    counts = _counts(text, dialect)
    if score := dialect.score.search(text):
        number, percent, scale = score.groups()
        return _Given(counts, (_decimal(number), Decimal(100) if percent else _decimal(scale)), "")
    unscored = dialect.unscored.search(text)
    return _Given(counts, None, unscored[0] if unscored else "")


def _counts(text: str, dialect: Dialect) -> dict[str, int]:
    """The first count of each kind; in a text without a colon, and so without labels, it begins with its number."""
    starts = None if ":" in text else [number.start() for number in _NUMBER.finditer(text)]
    counts = {}
    for what, pattern in dialect.counts.items():
        if starts is None:
            match = pattern.search(text)
        else:
            match = next(filter(None, map(pattern.match, repeat(text), starts)), None)
        if match:
            counts[what] = int(match[match.lastindex or 0].replace(",", "").replace(".", ""))
    return counts


def _decimal(printed: str) -> Decimal:
    return Decimal(printed.replace(",", "."))


def _declared(what: str, given: Iterable[_Given], path: str, problems: list[Problem]) -> int | None:
    """A count the report gives of itself; the results section is believed before the others."""
    numbers = [each.counts[what] for each in given if what in each.counts]
    if len(numbers) > 1 and len(set(numbers)) > 1:
        found = " and ".join(str(number) for number in dict.fromkeys(numbers))
        problems.append(
            Problem(Code.TWO_VALUES, Where(path), f"the report gives {found} as its number of {what}", _FIRST_USED)
        )
    return numbers[0] if numbers else None


_FIRST_USED = "the one of the results section is used"


def _score(given: Iterable[_Given], path: str, problems: list[Problem]) -> tuple[Decimal | None, Decimal | None]:
    """The review score and the top of its scale; a label with no score behind it is told."""
    for each in given:
        if each.score:
            return each.score
    for each in given:
        if each.unscored:
            wanted = f"no score that is understood: {quoted(each.unscored)}"
            problems.append(Problem(Code.BAD_SCORE, Where(path), wanted, "7.4/10, 7,4/10 and 74% are understood"))
            break
    return None, None


def _references(text: Text, spans: list[range], path: str, problems: list[Problem]) -> tuple[Reference, ...]:
    found: dict[Reference, None] = {}
    for index in chain.from_iterable(spans):
        line = text.lines[index]
        if not line or line.isspace():
            continue
        named = references(line)
        if not named:
            wanted = f"no arXiv number, DOI or address in {quoted(line.strip())}"
            problems.append(Problem(Code.BAD_REFERENCE, Where(path, index + 1, 1), wanted, "the entry is left out"))
        for each in named:
            found[each] = None
    return tuple(found)


def _no_report(text: Text, path: str, dialect: Dialect) -> Problem:
    if not any(line.strip() for line in text.lines):
        return Problem(Code.NOT_A_REPORT, Where(path), "the file is empty")
    wanted = 'no report: neither a claims table nor "This paper examines:" was found'
    return Problem(Code.NOT_A_REPORT, Where(path), wanted, "claimgraph rule CG101 shows what a report looks like")


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
            ("claims table", report.rows or any(map(len, sections.get(CLAIMS, ())))),
            ("references", "references" in sections),
        )
        if not there
    ]
    if not absent:
        return []
    return [Problem(Code.MISSING_PART, Where(path), f"the report has no {', no '.join(absent)}")]


def _control_characters(text: Text, path: str) -> Iterator[Problem]:
    """The first character of each line that formats built on XML cannot hold."""
    for index, line in enumerate(text.lines):
        if match := _CONTROL.search(line):
            found = f"control character U+{ord(match[0]):04X}"
            hint = "it is kept; formats built on XML show it as U+FFFD"
            yield Problem(Code.CONTROL_CHARACTER, Where(path, index + 1, match.start() + 1), found, hint)
