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
from claimgraph.graphfiles import is_graph_file, is_store
from claimgraph.graphfiles import load as load_file
from claimgraph.lexicon import built_in, extended
from claimgraph.model import Parsed
from claimgraph.pipeline import Settings
from claimgraph.problems import Problem
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
    lexicon = extended((path, _bytes(path)) for path in paths) if paths else built_in()
    curated = read_curated(_bytes(os.fspath(links)), os.fspath(links), base) if links else Curated()
    return Settings(base, lexicon, curated, largest)


def _bytes(path: str) -> bytes:
    with files.opened(path) as stream:
        return stream.read()


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
    from claimgraph.store import read as store

    if is_graph_file(path):
        return load_file(path)
    return store.load(path) if is_store(path) else build(path)


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
    """What a build came to: counts, every problem met, and whether anything was written.

    Of an incremental one also whether the outputs were right as they were, and what was amiss with its cache. Of a
    merge, what was taken for granted.
    """

    counts: pipeline.Counts
    problems: tuple[Problem, ...]
    written: bool = True
    unchanged: bool = False
    amiss: str = ""
    notes: tuple[str, ...] = ()


class Wish(NamedTuple):
    """How a build is to be done.

    ``strict``: nothing is written if anything is wrong. ``allow_empty``: a graph is written even of no report.
    ``jobs``: the number of processes; all cores for thousands of files where it is not given. ``incremental``: only
    what has changed is made again. ``on``: the Spark master whose machines do the work. ``watch`` is told how far the
    work is.
    """

    strict: bool = False
    allow_empty: bool = False
    jobs: int | None = None
    incremental: bool = False
    on: str = ""
    watch: workers.Watch = workers.unwatched

    @property
    def demands(self) -> pipeline.Demands:
        """What must hold for anything to be written."""
        return pipeline.Demands(self.strict, self.allow_empty)


AS_USUAL = Wish()


def write(found: files.Found, targets: Sequence[output.Target], settings: Settings, wish: Wish = AS_USUAL) -> Built:
    """Build from files found and write every target: all of them, or none.

    Raises :class:`~claimgraph.problems.ClaimgraphError` where targets clash, with each other or with what is read.
    """
    output.check(targets, found.files)
    order = workers.Order(settings, tuple(targets))
    if wish.incremental:
        from claimgraph import incremental

        return Built(*incremental.build(incremental.Wanted(found, targets, settings, wish.demands, wish.jobs)))
    if wish.on:
        from claimgraph import spark

        with spark.workshop(order, wish.on) as cluster:
            return _written(cluster, cluster.read(found.files), found.problems, order, wish.demands)
    with workers.workshop(order, len(found.files), wish.jobs, wish.watch) as source:
        return _written(source, source.read(found.files), found.problems, order, wish.demands)


def merge(found: files.Found, targets: Sequence[output.Target], settings: Settings, wish: Wish = AS_USUAL) -> Built:
    """Merge the parts found and write every target, as one build of all that went into the parts would.

    Raises as :func:`write` does.
    """
    from claimgraph import parts

    output.check(targets, found.files)
    chosen = parts.choose(found.files, settings)
    order = workers.Order(settings, tuple(targets))
    with workers.workshop(order, chosen.reports, wish.jobs, wish.watch) as source:
        read = source.read(chosen.files, parts.fill, 1)
        built = _written(source, read, (*found.problems, *chosen.problems), order, wish.demands)
    return built._replace(notes=chosen.notes)


def _written(
    source: workers.Makes,
    read: pipeline.Read,
    found: Sequence[Problem],
    order: workers.Order,
    demands: pipeline.Demands,
) -> Built:
    """Make and write all that was read, unless what is demanded does not hold."""
    settings, targets, _ = order
    problems, sources = (*found, *read.problems), read.sources
    if demands.refuse(problems, len(sources)):
        return Built(pipeline.Counts(reports=len(sources)), problems, written=False)
    makers = [output.maker(each.format, settings.base) for each in targets]
    run = pipeline.run_of(sources, settings)
    with output.opened(targets, settings.base) as takers:
        for each, taker in zip(makers, takers, strict=True):
            taker.take(each.head(run))
        made = source.make(takers)
        for each, taker in zip(makers, takers, strict=True):
            taker.take(each.tail(made.tail.sections()))
    return Built(made.counts, (*problems, *made.tail.problems()))


def shard(found: files.Found, share: tuple[int, int], path: str, settings: Settings, wish: Wish = AS_USUAL) -> Built:
    """Read one share of the files found and write it as a part, for :func:`merge`."""
    from claimgraph import parts

    own = parts.Share(*share)
    mine = [file for file in found.files if own.has(file.name)]
    target = output.Target(path, parts.FORMAT)
    output.check([target], found.files)
    order = workers.Order(settings, (target,))
    with workers.workshop(order, len(mine), wish.jobs, wish.watch) as source:
        read = source.read(mine)
        problems = (*found.problems, *read.problems)
        counts = pipeline.Counts(reports=len(read.sources))
        if wish.demands._replace(allow_empty=True).refuse(problems, len(read.sources)):
            return Built(counts, problems, written=False)
        with output.opened([target], settings.base) as (taker,):
            for line in parts.lines(own, found, read, source.scopes(), settings.lexicon.fingerprint):
                taker.take(line)
    return Built(counts, problems)
