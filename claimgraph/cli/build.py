"""``claimgraph build``: reports in, graph out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from claimgraph.cli.inputs import Existing, tell
from claimgraph.cli.outputs import Master, Share, Whole, checked_base, concluded, targets
from claimgraph.problems import counted
from claimgraph.terms import BASE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimgraph.api import Wish
    from claimgraph.output import Target


@click.command(
    epilog="""\b
Examples:
  claimgraph build seeds/ -o graph.ttl
  claimgraph build seeds/ -o graph.ttl -o graph.html
  claimgraph build seeds/*.txt -o - --to ntriples
  claimgraph build seeds/ -o graph.nt --strict
  claimgraph build seeds/ -o graph.ttl --incremental
  claimgraph build seeds/ -o part-1.cgp --shard 1/4
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
    type=Whole(1, 2**20),
    help="Largest file to read.",
)
@click.option("-j", "--jobs", metavar="N", type=Whole(1, 256), help="Processes; all cores for thousands of files.")
@click.option("--incremental", is_flag=True, help="Redo only what has changed; a cache is kept beside the first FILE.")
@click.option("--shard", type=Share(), metavar="I/N", help="Read share I of N and write a part, for `merge`.")
@click.option("--on", type=Master(), metavar="MASTER", help="Let Spark do it: spark://HOST:PORT or local[N].")
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
    incremental: bool,
    shard: tuple[int, int] | None,
    on: str | None,
    quiet: bool,
) -> int:
    """Build a graph from INPUTS (reports, folders, globs or - for standard input) and write it.

    The ending of FILE picks the format; - is standard output.
    """
    from claimgraph import api, files
    from claimgraph.cli.progress import watched

    wish = api.Wish(strict, allow_empty, jobs, incremental, on or "")
    _check(outputs, wish, shard, bool(to or links or base != BASE))
    found = files.find(inputs, may_be_empty=allow_empty)
    wanted = [] if shard else targets(outputs, to, found)
    _check_incremental(wish, wanted)
    settings = api.settings(checked_base(base), lexicons, links, max_size * 2**20)
    if not quiet:
        tell(found.notes)
    with watched(quiet) as watch:
        if shard:
            built = api.shard(found, shard, outputs[0], settings, wish._replace(watch=watch))
            said = [f"{outputs[0]}: {counted(built.counts.reports, 'report')}, share {shard[0]} of {shard[1]}"]
        else:
            built = api.write(found, wanted, settings, wish._replace(watch=watch))
            said = [f"{each.path}: {built.counts}{', unchanged' if built.unchanged else ''}" for each in wanted]
    return concluded(built, said, quiet)


def _check(outputs: tuple[str, ...], wish: Wish, shard: tuple[int, int] | None, for_merge: bool) -> None:
    """Refuse what does not go together."""
    if wish.on and wish.jobs:
        raise click.UsageError("-j is for this machine alone; how many work for --on is for Spark to say")
    if not shard:
        return
    if len(outputs) != 1 or not (outputs[0] == "-" or outputs[0].lower().endswith(".cgp")):
        raise click.UsageError("--shard writes one part: give one -o that ends in .cgp, or -")
    if for_merge:
        raise click.UsageError("--to, --base and --links are for `merge`, not for --shard")
    if wish.on or wish.incremental:
        raise click.UsageError("--shard goes with neither --on nor --incremental")


def _check_incremental(wish: Wish, wanted: Sequence[Target]) -> None:
    """Refuse what has no place for a cache beside it."""
    if wish.incremental and (wish.on or not wanted[0].is_file):
        raise click.UsageError("--incremental needs a file or folder as its first output, and no --on")
