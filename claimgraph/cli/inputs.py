"""What commands share: paths that must be there, problems on standard error, graphs from anything given."""

from __future__ import annotations

import os
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claimgraph.problems import ClaimgraphError, Problem, Severity, shown

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
        from glob import has_magic

        path: str = os.fspath(value)
        # What a glob stands for is found out when it is read, in the way folders are searched.
        if (path == "-" and self.dash) or os.path.lexists(path) or has_magic(path):
            return path
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
    """The graph in a file, a store folder, or built from reports; problems go to standard error.

    Raises :class:`ClaimgraphError` where no report is there to build from: an empty graph would answer every question.
    """
    from claimgraph import api

    readable(path)
    found = api.load(path)
    tell(found.problems, quiet=True)
    if not found.reports and not is_graph(path):
        raise ClaimgraphError(f"{shown(path)}: no report could be read here, so there is no graph")
    return found


def is_graph(path: str) -> bool:
    """Whether a path is a graph file or a store, by its ending or by what a store holds; else it is one of reports."""
    from claimgraph.graphfiles import is_graph_file, is_store

    return is_graph_file(path) or is_store(path)


def readable(path: str) -> None:
    """Wrong usage where a path is a graph in a form that is only written: a page, a network, a folder of tables."""
    from claimgraph import folders
    from claimgraph.graphfiles import FORMATS
    from claimgraph.writers import WRITERS

    if is_graph(path):
        return
    suffix = Path(path).suffix.lower()
    if os.path.isdir(path):
        said = folders.manifest(Path(path))
        form = f"a folder of {folders.kind(said)}" if said is not None else ""
    else:
        form = next((writer.name for writer in WRITERS.values() if suffix in writer.suffixes), "")
    if form:
        forms = " ".join(FORMATS)
        raise click.UsageError(f"{shown(path)}: {shown(form)} cannot be read back; give {forms}, a store or reports")
