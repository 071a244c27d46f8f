"""Findings as workflow commands, which a GitHub runner shows beside the lines of a change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimgraph.checks.view import View
from claimgraph.problems import Problem, Severity, shown

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def write(problems: Sequence[Problem], view: View) -> Iterator[str]:
    """One command a line; the other places of a finding stand in its message."""
    for problem in problems:
        where = problem.where
        given = {
            "file": where.path,
            "line": where.line,
            "col": where.column,
            "endColumn": where.end - 1 if where.end else 0,
            "title": f"{problem.code.value} {problem.code.name.lower().replace('_', ' ')}",
        }
        named = ",".join(f"{name}={_property(shown(str(value)))}" for name, value in given.items() if value)
        others = "".join(f"\n{place}: {shown(label)}" for place, label in problem.related)
        hint = f"\n{shown(problem.hint)}" if problem.hint else ""
        yield f"::{_COMMANDS[problem.severity]} {named}::{_data(shown(problem.message) + others + hint)}\n"


def _data(text: str) -> str:
    """A message with what would end the command escaped.

    >>> _data("50%\\n::error::no")
    '50%25%0A::error::no'
    """
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
