"""``claimgraph build``: reports in, graph out."""

from __future__ import annotations

import click

from claimgraph import cli
from claimgraph.cli.inputs import Existing, tell
from claimgraph.problems import ClaimgraphError, Severity
from claimgraph.terms import BASE


@click.command(
    epilog="""\b
Examples:
  claimgraph build seeds/ -o graph.ttl
  claimgraph build seeds/ -o graph.ttl -o graph.html
  claimgraph build seeds/*.txt -o - --to ntriples
  claimgraph build seeds/ -o graph.nt --strict
"""
)
@click.argument("inputs", nargs=-1, required=True, type=Existing(dash=True))
@click.option(
    "-o", "--output", "outputs", multiple=True, required=True, metavar="FILE", help="Where to write; repeats."
)
@click.option("--to", metavar="FORMAT", help="Format, where the ending of FILE does not say (see `formats`).")
@click.option("--base", default=BASE, show_default=True, metavar="IRI", help="What identifiers start with.")
@click.option(
    "--links", type=click.Path(exists=True, dir_okay=False), metavar="FILE", help="Links a person asserts or denies."
)
@click.option(
    "--lexicon",
    "lexicons",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False),
    metavar="FILE",
    help="Words to add; repeats.",
)
@click.option("--strict", is_flag=True, help="Write nothing if any report has a problem.")
@click.option("--allow-empty", is_flag=True, help="Write a graph even if no report was found.")
@click.option(
    "--max-size",
    default=64,
    show_default=True,
    metavar="MIB",
    type=click.IntRange(1, 2**20),
    help="Largest file to read.",
)
@click.option(
    "-j", "--jobs", metavar="N", type=click.IntRange(1, 256), help="Processes; all cores for thousands of files."
)
@click.option("-q", "--quiet", is_flag=True, help="No summary and no notes; problems are still told.")
def build(
    inputs: tuple[str, ...],
    outputs: tuple[str, ...],
    to: str | None,
    base: str,
    links: str | None,
    lexicons: tuple[str, ...],
    strict: bool,
    allow_empty: bool,
    max_size: int,
    jobs: int | None,
    quiet: bool,
) -> int:
    """Build a graph from INPUTS (reports, folders, globs or - for standard input) and write it.

    The ending of FILE picks the format; - is standard output.
    """
    from claimgraph import api, files, output

    try:
        targets = [output.target(path, to) for path in outputs]
    except ClaimgraphError as error:
        raise click.UsageError(str(error)) from error
    settings = api.settings(_base(base), lexicons, links, max_size * 2**20)
    found = files.find(inputs)
    tell(found.notes, quiet=True)
    built = api.write(found, targets, settings, api.Wish(strict, allow_empty, jobs))
    tell(built.problems, quiet)
    if not built.written:
        why = "no report was found" if not built.counts.reports else "problems were found, and --strict was given"
        click.echo(f"nothing written: {why}", err=True)
        return cli.EXIT_NOTHING if strict else cli.EXIT_WARNED
    if not quiet:
        for each in targets:
            click.echo(f"{each.path}: {built.counts}", err=True)
    return cli.EXIT_WARNED if any(problem.severity is not Severity.INFO for problem in built.problems) else cli.EXIT_OK


def _base(base: str) -> str:
    """The base, checked: an absolute http, https or urn IRI that ends where identifiers go on."""
    import re

    if not re.fullmatch(r"(?:https?://[^\s<>\"{}|\\^`]+[/#]|urn:[^\s<>\"{}|\\^`]+:)", base):
        raise click.BadParameter("give an http, https or urn IRI that ends in /, # or :", param_hint="--base")
    return base
