"""``claimgraph merge``: parts in, graph out."""

from __future__ import annotations

import click

from claimgraph.cli.inputs import Existing, tell
from claimgraph.cli.outputs import Whole, checked_base, concluded, targets
from claimgraph.terms import BASE


@click.command(
    epilog="""\b
Examples:
  claimgraph build seeds/ --shard 1/2 -o part-1.cgp
  claimgraph build seeds/ --shard 2/2 -o part-2.cgp
  claimgraph merge part-1.cgp part-2.cgp -o graph.ttl
"""
)
@click.argument("parts", nargs=-1, required=True, type=Existing(dash=True))
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
    help="Words to add, the same as for the parts; repeats.",
)
@click.option("--strict", is_flag=True, help="Write nothing if any report or part has a problem.")
@click.option("--allow-empty", is_flag=True, help="Write a graph even of no report.")
@click.option("-j", "--jobs", metavar="N", type=Whole(1, 256), help="Processes; all cores for thousands of reports.")
@click.option("-q", "--quiet", is_flag=True, help="No summary and no notes; problems are still told.")
def merge(
    parts: tuple[str, ...],
    outputs: tuple[str, ...],
    to: str | None,
    base: str,
    links: str | None,
    lexicons: tuple[str, ...],
    strict: bool,
    allow_empty: bool,
    jobs: int | None,
    quiet: bool,
) -> int:
    """Merge PARTS (files of `build --shard`, folders or globs) into the graph of all reports, and write it.

    The result is the same as that of one build of all files, to the byte. Problems that reading the reports met are
    told again.
    """
    from claimgraph import api, files
    from claimgraph.cli.progress import watched
    from claimgraph.parts import SUFFIX

    if files.STDIN in parts:
        raise click.UsageError("a part is read twice, so it cannot come from -; give its file")
    found = files.find(parts, (SUFFIX,), may_be_empty=allow_empty)
    wanted = targets(outputs, to, found)
    settings = api.settings(checked_base(base), lexicons, links)
    if not quiet:
        tell(found.notes)
    with watched(quiet) as watch:
        built = api.merge(found, wanted, settings, api.Wish(strict, allow_empty, jobs, watch=watch))
    return concluded(built, [f"{each.path}: {built.counts}" for each in wanted], quiet)
