"""What a program can ask for: read reports, build graphs, load and save them. The command line calls just this."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from claimgraph import files, output, pipeline, workers
from claimgraph.curated import Curated
from claimgraph.curated import read as read_curated
from claimgraph.graph import Graph, from_nodes, to_nodes
from claimgraph.graphfiles import is_graph_file
from claimgraph.graphfiles import load as load_file
from claimgraph.lexicon import built_in, extended
from claimgraph.model import Parsed
from claimgraph.pipeline import Settings
from claimgraph.problems import Problem, Severity
from claimgraph.spool import Spool
from claimgraph.terms import BASE


def read(*paths: str | Path) -> list[Parsed]:
    """What each report under the paths prints, with the problems met; files and folders alike.

    >>> [len(parsed.report.rows) for parsed in read("seeds")]
    [15, 17, 11, 11, 11]
    """
    settings = Settings()
    return [pipeline.parse(file, settings) for file in files.find([os.fspath(path) for path in paths]).files]


def settings(
    base: str = BASE, lexicons: Iterable[str | Path] = (), links: str | Path | None = None, largest: int = files.LARGEST
) -> Settings:
    """Settings from what a user names: a base for identifiers, lexicon files, a file of links.

    Raises :class:`~claimgraph.problems.ClaimgraphError` where a file cannot be used.
    """
    paths = [os.fspath(path) for path in lexicons]
    lexicon = extended((path, Path(path).read_bytes()) for path in paths) if paths else built_in()
    curated = read_curated(Path(links).read_bytes(), os.fspath(links), base) if links else Curated()
    return Settings(base, lexicon, curated, largest)


def build(*inputs: str | Path, settings: Settings | None = None) -> Graph:
    """The graph of every report under the inputs, in memory, with the problems met on the way.

    Raises ``FileNotFoundError`` for an input that is not there.

    >>> build("seeds")
    <Graph of 5 reports, 36 claims, 65 assertions>
    """
    settings = settings or Settings()
    found = files.find([os.fspath(path) for path in inputs])
    spool = Spool()
    told = pipeline.fill(spool, found.files, settings)
    sections = tuple(pipeline.sections(spool.scopes(), settings))
    parts = (pipeline.run_of(told.sources, settings), *(section.nodes for section in sections))
    return from_nodes(parts, settings.base, (*found.problems, *told.problems))


def load(path: str | Path) -> Graph:
    """A graph from a graph file, a store folder, or reports (built in memory)."""
    if is_graph_file(path):
        return load_file(path)
    return build(path)


def save(graph: Graph, path: str | Path) -> None:
    """Write a graph; the ending of the path picks the format, and the file appears whole or not at all.

    Raises :class:`~claimgraph.problems.ClaimgraphError` for an ending that stands for no format.
    """
    wanted = output.target(os.fspath(path))
    nodes = to_nodes(graph)
    made = output.maker(wanted.format, graph.base)
    with output.opened([wanted], graph.base) as (taker,):
        taker.take(made.head(nodes))
        taker.take(made.tail(()))


class Built(NamedTuple):
    """What a build came to: counts, every problem met, and whether anything was written."""

    counts: pipeline.Counts
    problems: tuple[Problem, ...]
    written: bool = True


class Wish(NamedTuple):
    """How a build is to be done.

    ``strict``: nothing is written if anything is wrong. ``allow_empty``: a graph is written even of no report.
    ``jobs``: the number of processes; all cores for thousands of files where it is not given.
    """

    strict: bool = False
    allow_empty: bool = False
    jobs: int | None = None


AS_USUAL = Wish()


def write(found: files.Found, targets: Sequence[output.Target], settings: Settings, wish: Wish = AS_USUAL) -> Built:
    """Build from files found and write every target: all of them, or none."""
    with workers.workshop(len(found.files), targets, settings, wish.jobs) as source:
        told = source.read(found.files)
        problems = (*found.problems, *told.problems)
        lost = any(problem.severity is not Severity.INFO for problem in problems)
        if (wish.strict and lost) or not (told.sources or wish.allow_empty):
            return Built(pipeline.Counts(reports=len(told.sources)), problems, written=False)
        makers = [output.maker(each.format, settings.base) for each in targets]
        run = pipeline.run_of(told.sources, settings)
        with output.opened(targets, settings.base) as takers:
            for each, taker in zip(makers, takers, strict=True):
                taker.take(each.head(run))
            made = source.make(takers)
            for each, taker in zip(makers, takers, strict=True):
                taker.take(each.tail(made.tail.sections()))
    return Built(made.counts, (*problems, *made.tail.problems()))
