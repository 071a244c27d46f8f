"""``claimgraph view``: a graph as one page to explore."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from claimgraph import cli
from claimgraph.cli import inputs
from claimgraph.cli.inputs import Existing
from claimgraph.problems import counted


@click.command(
    epilog="""\b
Examples:
  claimgraph view graph.ttl
  claimgraph view seeds/ -o graph.html
  claimgraph view graph.ttl -o graph.html --open
"""
)
@click.argument("graph", type=Existing())
@click.option("-o", "--output", metavar="FILE", help="Where to write; the name of GRAPH with .html if not given.")
@click.option("--open", "show", is_flag=True, help="Open the page in the browser when it is written.")
def view(graph: str, output: str | None, show: bool) -> int:
    """Write GRAPH (a graph file, a store folder, or reports) as one page that opens anywhere, offline.

    The page loads nothing from anywhere; everything it shows is inside the file.
    """
    from claimgraph import api
    from claimgraph.problems import Severity, shown
    from claimgraph.writers.html import write

    path = output or _name(graph)
    if path != "-" and Path(path).suffix.lower() not in (".html", ".htm"):
        raise click.UsageError(f"the page is HTML: {shown(path)} does not end in .html")
    found = inputs.graph(graph)
    if path == "-":
        write(found, sys.stdout.buffer)
    else:
        api.save(found, path)
        said = f"{counted(len(found.reports), 'report')}, {counted(len(found.claims), 'claim')}"
        click.echo(f"{shown(path)}: {said}", err=True)
        if show:
            click.launch(os.path.abspath(path))
    worst = any(problem.severity is not Severity.INFO for problem in found.problems)
    return cli.EXIT_WARNED if worst else cli.EXIT_OK


def _name(graph: str) -> str:
    """``graph.html`` here for a folder, else the name of the file with another ending.

    >>> _name("some/graph.ttl")
    'some/graph.html'
    """
    return "graph.html" if os.path.isdir(graph) else str(Path(graph).with_suffix(".html"))
