"""Findings for people: what, where with the line itself, the other places, what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimgraph.checks.excerpt import excerpt, width, wrapped
from claimgraph.checks.view import View
from claimgraph.problems import Problem, Where, shown

MOST_EXCERPTS = 3
"""Other places beyond these are named without their lines."""


def write(problems: Sequence[Problem], view: View) -> Iterator[str]:
    """Each finding, with an empty line after it."""
    for problem in problems:
        yield "\n".join(_lines(problem, view)) + "\n\n"


def _lines(problem: Problem, view: View) -> Iterator[str]:
    role = problem.severity.value
    numbers = [where.line for where in (problem.where, *(place for place, _ in problem.related)) if where.line]
    gutter = len(str(max(numbers, default=0)))
    head, *rest = wrapped(f"{problem.code.value} {role}: {shown(problem.message)}", view.columns)
    code = f"{problem.code.value} {role}:"
    yield view.paint(code, role) + view.paint(head.removeprefix(code), "bold")
    yield from (view.paint(line, "bold") for line in rest)
    yield f"{' ' * gutter}{view.paint('-->', 'frame')} {problem.where}"
    yield from _excerpt(problem.where, ("^", ""), gutter, view, role)
    for rank, (where, label) in enumerate(problem.related):
        text = _excerpt(where, ("-", label), gutter, view, "frame") if rank < MOST_EXCERPTS else iter(())
        lines = list(text)
        yield f"{' ' * gutter}{view.paint(':::', 'frame')} {where}" + (
            "" if lines or not label else f"  {shown(label)}"
        )
        yield from lines
    if problem.hint:
        hint, *more = wrapped(f"= hint: {shown(problem.hint)}", view.columns - gutter - 1, "  ")
        yield f"{' ' * gutter} {view.paint(hint[:7], 'frame')}{hint[7:]}"
        yield from (f"{' ' * gutter} {line}" for line in more)


def _excerpt(where: Where, mark: tuple[str, str], gutter: int, view: View, role: str) -> Iterator[str]:
    """The line of a place between bars, with the marked part underlined and what is said of it."""
    line = view.lines.line(where) if where.line else ""
    if not line.strip():
        return
    bar = view.paint("|", "frame")
    part = excerpt(line, where, view.columns - gutter - 3)
    yield f"{' ' * gutter} {bar}"
    yield f"{view.paint(str(where.line).rjust(gutter), 'frame')} {bar} {part.text}"
    under, label = mark
    if part.width:
        told = f" {shown(label)}" if label else ""
        if part.start + part.width + width(told) <= view.columns - gutter - 3:
            yield f"{' ' * gutter} {bar} {' ' * part.start}{view.paint(under * part.width + told, role)}"
            return
        yield f"{' ' * gutter} {bar} {' ' * part.start}{view.paint(under * part.width, role)}"
        yield f"{' ' * gutter} {bar}{view.paint(told, role)}"
