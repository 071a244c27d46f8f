"""Findings for programs: models with a published schema (``docs/check.schema.json``)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from claimgraph.checks.view import View
from claimgraph.problems import Code, Problem, Where

_Count = Annotated[int, Field(ge=1)]


class Place(BaseModel):
    """A place in a file. What is left out is not known: without a line, the whole file is meant."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: str
    line: _Count | None = None
    column: _Count | None = Field(None, description="From 1, in characters.")
    end_column: _Count | None = Field(None, description="The column after the last one meant.")


class Related(Place):
    """Another place that a finding concerns, and what stands there."""

    message: str


class Finding(BaseModel):
    """One thing found wrong."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: Annotated[str, Field(pattern="^CG[1-5][0-9]{2}$")]
    name: str
    severity: Literal["error", "warning", "info"]
    message: str
    hint: str = ""
    where: Place
    related: tuple[Related, ...] = ()


class Tally(BaseModel):
    """How often a code was found."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    name: str
    severity: Literal["error", "warning", "info"]
    count: _Count


FINDINGS = TypeAdapter(tuple[Finding, ...])
TALLIES = TypeAdapter(tuple[Tally, ...])


def write(problems: Sequence[Problem], view: View) -> Iterator[str]:
    """A JSON array of findings, one a line."""
    yield "["
    for rank, problem in enumerate(problems):
        # Escapes keep the array readable on a terminal that knows no UTF-8, and as safe as plain text.
        yield ("\n" if rank == 0 else ",\n") + json.dumps(finding(problem).model_dump(exclude_none=True))
    yield "\n]\n" if problems else "]\n"


def finding(problem: Problem) -> Finding:
    """A problem as a model."""
    return Finding(
        code=problem.code.value,
        name=name(problem.code),
        severity=problem.severity.value,
        message=_unpaired(problem.message),
        hint=_unpaired(problem.hint),
        where=_place(problem.where),
        related=tuple(_related(where, label) for where, label in problem.related),
    )


def tallies(problems: Sequence[Problem]) -> tuple[Tally, ...]:
    """How often each code was found, the most frequent first."""
    counted = Counter(problem.code for problem in problems)
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0].value))
    return tuple(
        Tally(code=code.value, name=name(code), severity=code.severity.value, count=count) for code, count in ordered
    )


def name(code: Code) -> str:
    """The name of a code in words.

    >>> name(Code.BAD_ROW)
    'bad row'
    """
    return code.name.lower().replace("_", " ")


def _place(where: Where) -> Place:
    return Place(
        path=_unpaired(where.path), line=where.line or None, column=where.column or None, end_column=where.end or None
    )


def _related(where: Where, label: str) -> Related:
    return Related(message=_unpaired(label), **_place(where).model_dump())


def _unpaired(text: str) -> str:
    """The text with unpaired surrogates, which no JSON file can hold, escaped."""
    return text.encode("utf-8", "backslashreplace").decode()
