"""``claimgraph check``: what is wrong in reports or in a graph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from claimgraph import cli
from claimgraph.checks.choice import FAIL_ON
from claimgraph.checks.outputs import OUTPUTS
from claimgraph.cli.inputs import Existing, is_graph, readable, tell
from claimgraph.problems import ClaimgraphError, Problem, Severity, Where, counted

if TYPE_CHECKING:
    from claimgraph.checks import Checked
    from claimgraph.checks.choice import Choice
    from claimgraph.pipeline import Settings

_NO_COUNTS = ("github", "sarif")
"""Forms that have a place for findings, but none for how many there are."""


@click.command(
    epilog="""\b
Examples:
  claimgraph check seeds/
  claimgraph check seeds/ --select CG3 --output-format concise
  claimgraph check graph.ttl --fail-on error
  claimgraph check seeds/ --ignore CG205,CG303 --statistics
"""
)
@click.argument("inputs", nargs=-1, required=True, type=Existing(dash=True))
@click.option(
    "--output-format",
    "form",
    default="full",
    show_default=True,
    type=click.Choice(list(OUTPUTS)),
    help="How to show it.",
)
@click.option(
    "--select", multiple=True, metavar="CODES", help="Show these only: codes or their beginnings, as CG3,CG205."
)
@click.option("--ignore", multiple=True, metavar="CODES", help="Do not show these.")
@click.option("--statistics", is_flag=True, help="Count the findings by code instead.")
@click.option(
    "--fail-on", default="warning", show_default=True, type=click.Choice(FAIL_ON), help="What makes the exit code 1."
)
@click.option(
    "--lexicon",
    "lexicons",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False),
    metavar="FILE",
    help="Words to add; repeats.",
)
@click.option(
    "--links", type=click.Path(exists=True, dir_okay=False), metavar="FILE", help="Links a person asserts or denies."
)
@click.option("-q", "--quiet", is_flag=True, help="No summary.")
def check(
    inputs: tuple[str, ...],
    form: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    statistics: bool,
    fail_on: str,
    lexicons: tuple[str, ...],
    links: str | None,
    quiet: bool,
) -> int:
    """Find what is wrong in INPUTS: reports, folders, globs, - for standard input, or graphs.

    Reports are checked one by one and against each other; graphs against the shapes of the ontology too.
    """
    from claimgraph import api
    from claimgraph.checks.choice import fails
    from claimgraph.checks.outputs import written
    from claimgraph.checks.view import View, plain
    from claimgraph.cli.paint import coloured, columns, paint

    if statistics and form in _NO_COUNTS:
        raise click.UsageError(f"{form} cannot carry --statistics; give full, concise or json")
    chosen = _choice(select, ignore)
    checked, read = _checked(inputs, api.settings(lexicons=lexicons, links=links))
    found = chosen.of(checked.ordered())
    colour = coloured() and form in ("full", "concise")
    if statistics:
        _count(found, form)
    else:
        for piece in written(found, form, View(checked.lines, paint if colour else plain, columns())):
            click.echo(piece, nl=False, color=colour)
    if not read:
        click.echo("nothing was checked: no report and no graph could be read", err=True)
        return cli.EXIT_NOTHING
    if not quiet:
        click.echo(_summary(found, checked.reports), err=True)
    return cli.EXIT_WARNED if fails(found, fail_on) else cli.EXIT_OK


def _choice(select: Sequence[str], ignore: Sequence[str]) -> Choice:
    """What is to be shown; wrong usage where a code is none."""
    from claimgraph.checks.choice import choice

    try:
        return choice(select, ignore)
    except ClaimgraphError as error:
        raise click.UsageError(str(error)) from error


def _checked(inputs: Sequence[str], settings: Settings) -> tuple[Checked, bool]:
    """Everything found in reports and graphs together, and whether there was any of them."""
    from claimgraph import files
    from claimgraph.checks import check_reports

    for path in inputs:
        readable(path)
    graphs = [path for path in inputs if is_graph(path)]
    found = files.find([path for path in inputs if path not in graphs])
    tell(found.notes, quiet=True)
    checked = check_reports(found, settings)
    read = [_check_graph(path, checked) for path in graphs]
    return checked, checked.reports > 0 or any(read)


def _check_graph(path: str, checked: Checked) -> bool:
    """What is wrong in one graph, and whether it is one; a file that is none is a finding."""
    from claimgraph import api
    from claimgraph.checks import check_graph
    from claimgraph.checks.places import Places
    from claimgraph.checks.shapes import check_shapes, graph_quads, store_of
    from claimgraph.graphfiles import is_graph_file, quads

    try:
        graph = api.load(path)
        checked.problems += graph.problems
        statements = quads(path) if is_graph_file(path) else graph_quads(graph)
        checked.problems += check_shapes(store_of(statements), Where(path), Places(graph, checked.lines, {}))
    except ClaimgraphError as error:
        if error.problem is None:
            raise
        checked.problems.append(error.problem)
        return False
    check_graph(graph, checked)
    return True


def _count(found: Sequence[Problem], form: str) -> None:
    """Print how often each code was found."""
    from claimgraph.checks.records import TALLIES, tallies

    counted = tallies(found)
    if form == "json":
        click.echo(TALLIES.dump_json(counted, indent=1))
        return
    for tally in counted:
        click.echo(f"{tally.count:>6}  {tally.code}  {tally.severity:<7}  {tally.name}")


def _summary(found: Sequence[Problem], reports: int) -> str:
    """What was found, in one line.

    >>> _summary([], 5)
    '5 reports, nothing found'
    """
    counts = [
        counted(count, noun)
        for severity, noun in zip(Severity, ("error", "warning", "note"), strict=True)
        if (count := sum(problem.severity is severity for problem in found))
    ]
    return f"{counted(reports, 'report')}, {', '.join(counts) or 'nothing found'}"
