"""The lines of a part: how they are written, and all that is checked when they are read.

Checked is what the rest of the program relies on, such as that an address can stand in a graph as it is. Whether a
report is true cannot be checked: a part is to be trusted as much as the reports it was made from.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, NamedTuple, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError

from claimgraph.model import Reference, Report, Row, Source
from claimgraph.problems import Code, Problem, Where, shown
from claimgraph.version import VERSION

_MOST = 10**18
_START = 40
"""Within so many bytes, a part says that it is one."""

_ARXIV = r"^(?i:\d{4}\.\d{4,5}|[a-z][a-z-]*(\.[a-z]{2})?/\d{7})$"
_LETTER = r"(?:[A-Za-z0-9/:?@!$&'()*+,;=._~-]|%[0-9A-Fa-f]{2})"
_ADDRESS = rf"^(?i:https?)://[A-Za-z0-9!$&'()*+,;=._~-]+(:[0-9]{{0,5}})?([/?]{_LETTER}*)?(#{_LETTER}*)?$"
_DECIMAL = r"^([0-9]+(\.[0-9]+)?|[0-9](\.[0-9]+)?E-[0-9]{1,2})$"
_WIDTHS = {"utf-8": "utf-8", "utf-16": "utf-16-le"}
_PLAIN = {"string_pattern_mismatch": "not of the form it must have", "json_invalid": "no JSON, or cut"}
_STRICT = ConfigDict(strict=True, extra="forbid")
T = TypeVar("T")


def _day(text: str) -> str:
    if date.fromisoformat(text).isoformat() != text:
        raise ValueError("no date such as 2026-06-26")
    return text


def _confidence(text: str) -> str:
    if not 0 <= Decimal(text) <= 1:
        raise ValueError("confidence must lie between 0 and 1")
    return text


_Count = Annotated[int, Field(ge=0, le=_MOST)]
_Number = Annotated[int, Field(ge=1, le=_MOST)]
_Share = Annotated[int, Field(ge=1, le=9_999_999)]
_Decimal = Annotated[str, StringConstraints(pattern=_DECIMAL)]
_Confidence = Annotated[str, StringConstraints(pattern=_DECIMAL, max_length=64), AfterValidator(_confidence)]
_Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
_Text = Annotated[str, StringConstraints(min_length=1)]
_Address = Annotated[str, StringConstraints(pattern=_ADDRESS)]
_Arxiv = Annotated[str, StringConstraints(pattern=_ARXIV)]
_Doi = Annotated[str, StringConstraints(pattern=r"^10\.")]
_Day = Annotated[str, AfterValidator(_day)]

_Source = tuple[_Text, _Digest, Literal["utf-8", "utf-16"]]
_Row = tuple[_Number, _Text, bool, _Confidence, _Text, _Number, _Count, _Count]
_Reference = (
    tuple[Literal["arxiv"], _Arxiv, _Address]
    | tuple[Literal["doi"], _Doi, _Address]
    | tuple[Literal["url"], _Address, _Address]
)
_Counts = tuple[_Count | None, _Count | None, _Count | None]
_Flat = tuple[
    _Source, str, str, _Day | None, str, str, str, str, _Count | None, _Count | None, _Count | None,
    _Decimal | None, _Decimal | None, tuple[_Row, ...], tuple[_Reference, ...],
]  # fmt: skip
"""A report: its fields in order, dates and decimals as text."""

_Place = tuple[str, _Count, _Count, _Count]
_Problem = tuple[Code, _Place, str, str]


class _Head(BaseModel):
    model_config = _STRICT

    form: Literal["claimgraph part 1"]
    version: str
    share: tuple[_Share, _Share]
    listing: _Digest
    lexicon: str
    reports: _Count
    left_out: tuple[_Problem, ...]
    problems: tuple[tuple[str, _Problem], ...]


class _Foot(BaseModel):
    model_config = _STRICT

    sha256: _Digest


_HEADS, _FEET = TypeAdapter(_Head), TypeAdapter(_Foot)
_REPORTS: TypeAdapter[_Flat] = TypeAdapter(_Flat, config=_STRICT)


class Refused(ValueError):
    """A line that cannot be used; its text says why, and the hint what to do."""

    def __init__(self, why: str, hint: str = "") -> None:
        super().__init__(why)
        self.hint = hint


class Head(NamedTuple):
    """What the first line of a part says: its share, the names it was taken from, and the problems met on the way.

    ``listing`` is a digest of the names of all files of all shares, ``lexicon`` one of the words added to read them.
    Each problem of a file has the file's name with it, by which problems are put in order.
    """

    share: tuple[int, int]
    listing: str
    lexicon: str
    reports: int
    left_out: tuple[Problem, ...] = ()
    problems: tuple[tuple[str, Problem], ...] = ()


def head_line(head: Head) -> bytes:
    """The first line of a part."""
    said = {
        "form": "claimgraph part 1",
        "version": VERSION,
        **head._asdict(),
        "left_out": [_plain(each) for each in head.left_out],
        "problems": [[shown(name), _plain(each)] for name, each in head.problems],
    }
    return _line(said)


def report_line(taken: Report) -> bytes:
    """A report on one line."""
    rows = [[str(value) if isinstance(value, Decimal) else value for value in row] for row in taken.rows]
    plain = [str(value) if isinstance(value, date | Decimal) else value for value in taken[:-2]]
    return _line([*plain, rows, taken.references])


def _report(said: _Flat) -> Report:
    source, title, publisher, day, version, abstract, examined, question, *_ = said
    papers, claims, verified, score, scale, rows, references = said[8:]
    return Report(
        source=Source(*source),
        title=title,
        publisher=publisher,
        issued=date.fromisoformat(day) if day else None,
        version=version,
        abstract=abstract,
        examined=examined,
        question=question,
        papers_declared=papers,
        claims_declared=claims,
        verified_declared=verified,
        score=None if score is None else Decimal(score),
        scale=None if scale is None else Decimal(scale),
        rows=tuple(
            Row(number, text, mark, Decimal(confidence), printed, *place)
            for number, text, mark, confidence, printed, *place in rows
        ),
        references=tuple(Reference(*reference) for reference in references),
    )


def foot_line(digest: str) -> bytes:
    """The last line of a part, given the SHA-256 of all lines before it."""
    return _line({"sha256": digest})


def _line(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _plain(problem: Problem) -> list[Any]:
    where = problem.where._replace(path=shown(problem.where.path))
    return [problem.code.value, where, problem.message, problem.hint]


def head_of(line: bytes) -> Head:
    """What a first line says. Raises :class:`Refused`."""
    if b"claimgraph part" not in line[:_START]:
        raise Refused("not a part", "parts are made by `build --shard`")
    try:
        said = _valid(_HEADS, line)
    except Refused as refused:
        raise Refused(f"its first line is damaged: {refused}", "make it again") from None
    if said.version != VERSION:
        raise Refused(f"made by version {shown(said.version[:40])}, this is {VERSION}", "make it again")
    if said.share[0] > said.share[1]:
        raise Refused("its first line is damaged: there are not so many shares", "make it again")
    problems = tuple((name, _problem(each)) for name, each in said.problems)
    return Head(said.share, said.listing, said.lexicon, said.reports, tuple(map(_problem, said.left_out)), problems)


def foot_of(line: bytes) -> str:
    """The digest that a last line gives. Raises :class:`Refused`."""
    return _valid(_FEET, line).sha256


def report_of(line: bytes) -> Report:
    """The report on a line. Raises :class:`Refused`."""
    said = _report(_valid(_REPORTS, line, Report._fields))
    line_before = end_before = 0
    for rank, row in enumerate(said.rows):
        length = len(row.printed.encode(_WIDTHS[said.source.encoding]))
        if row.line <= line_before or row.start < end_before or row.end - row.start != length:
            raise Refused(f"rows.{rank}: it cannot stand where it says")
        line_before, end_before = row.line, row.end
    for rank, reference in enumerate(said.references):
        if reference.kind == "url" and reference.key != reference.printed:
            raise Refused(f"references.{rank}: an address is its own key")
    return said


def _problem(plain: _Problem) -> Problem:
    code, (path, *numbers), message, hint = plain
    return Problem(code, Where(shown(path), *numbers), shown(message), shown(hint))


def _valid(adapter: TypeAdapter[T], line: bytes, names: Sequence[str] = ()) -> T:
    """What a line says, if it is as it must be."""
    try:
        return adapter.validate_json(line)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        place = [str(each) for each in first["loc"] if not str(each).startswith("tuple[")]
        if names and place:
            place[0] = names[int(place[0])] if int(place[0]) < len(names) else place[0]
        message = _PLAIN.get(first["type"], first["msg"])
        raise Refused(": ".join(filter(None, [".".join(place), shown(message)]))) from None
