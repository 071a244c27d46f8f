"""What commands share: paths that must be there, problems on standard error, graphs from anything given."""

from __future__ import annotations

import os
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claimgraph.problems import Problem, Severity, shown

if TYPE_CHECKING:
    from claimgraph.graph import Graph

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}


class Existing(click.ParamType[str]):
    """A path that is there, a glob, or ``-`` where allowed; a missing one gets a suggestion."""

    name = "path"

    def __init__(self, dash: bool = False) -> None:
        self.dash = dash

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The path as given. Fails with exit code 2 and the nearest name where it is not there."""
        from glob import glob, has_magic

        path: str = os.fspath(value)
        if (path == "-" and self.dash) or os.path.lexists(path):
            return path
        if has_magic(path):
            if glob(path, recursive=True):
                return path
            self.fail(f"no file matches {shown(path)}", param, ctx)
        self.fail(f"{shown(path)} is not there{_nearest(path)}", param, ctx)


def _nearest(path: str) -> str:
    """``; did you mean …?`` with the most alike name in the deepest folder of the path that is there."""
    missing = Path(path)
    folder = missing.parent
    try:
        names = os.listdir(folder)
    except OSError:
        return f"; its folder {shown(str(folder))} is not there either" if not folder.exists() else ""
    close = get_close_matches(missing.name, names, n=1)
    return f"; did you mean {shown(str(folder / close[0]))}?" if close else ""


def tell(problems: Iterable[Problem], quiet: bool = False) -> None:
    """Problems on standard error, one a line, coloured by severity on a terminal; notes only where not ``quiet``."""
    for problem in problems:
        if quiet and problem.severity is Severity.INFO:
            continue
        place, code, rest = str(problem.where), problem.code.value, problem.message
        hint = f"\n  hint: {problem.hint}" if problem.hint else ""
        click.echo(f"{place}: {click.style(code, fg=_COLOURS[problem.severity])} {rest}{hint}", err=True)


def graph(path: str) -> Graph:
    """The graph in a file, a store folder, or built from reports; problems go to standard error."""
    from claimgraph import api

    found = api.load(path)
    tell(found.problems, quiet=True)
    return found
