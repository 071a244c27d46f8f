"""Findings for editors and grep: one line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimgraph.checks.view import View
from claimgraph.problems import Problem, shown


def write(problems: Sequence[Problem], view: View) -> Iterator[str]:
    """``path:line:column: code message``."""
    for problem in problems:
        yield f"{problem.where}: {view.paint(problem.code.value, problem.severity.value)} {shown(problem.message)}\n"
