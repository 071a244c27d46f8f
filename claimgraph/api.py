"""What a program can ask for: read reports, build graphs, load and save them. The command line calls just this."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import BinaryIO

from claimgraph import files, output, pipeline
from claimgraph.curated import Curated
from claimgraph.curated import read as read_curated
from claimgraph.graph import Graph, from_nodes, to_nodes
from claimgraph.lexicon import Lexicon, built_in, extended
from claimgraph.graphfiles import is_graph_file
from claimgraph.graphfiles import load as load_file
from claimgraph.model import Parsed
from claimgraph.pipeline import Built, Settings
from claimgraph.problems import Problem, Severity
from claimgraph.terms import BASE
from claimgraph.writers import by_path


def read(*paths: str | Path) -> list[Parsed]:
    """What each report under the paths prints, with the problems met; files and folders alike.

    >>> [len(parsed.report.rows) for parsed in read("seeds")]
    [15, 17, 11, 11, 11]
    """
    settings = Settings()
    return [pipeline.parse(file, settings) for file in files.find(map(os.fspath, paths)).files]


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
    found = files.find(map(os.fspath, inputs))
    gathered = pipeline.gather(found.files, settings)
    sections = tuple(pipeline.sections(gathered, settings))
    parts = (pipeline.run_of(gathered, settings).nodes(), *(section.nodes for section in sections))
    return from_nodes(parts, settings.base, (*found.problems, *gathered.problems), sections)


def load(path: str | Path) -> Graph:
    """A graph from a graph file, a store folder, or reports (built in memory)."""
    if is_graph_file(path):
        return load_file(path)
    return build(path)


def save(graph: Graph, path: str | Path) -> None:
    """Write a graph; the ending of the path picks the format, and the file appears whole or not at all.

    Raises :class:`~claimgraph.problems.ClaimgraphError` for an ending that stands for no format.
    """
    wanted = by_path(Path(path))
    with output.opened([output.Target(os.fspath(path), wanted)]) as (stream,):
        _put(graph, wanted, stream)


def _put(graph: Graph, wanted: output.Format, stream: BinaryIO) -> None:
    if not wanted.streams:
        output.whole_writer(wanted)(graph, stream)
        return
    pen = output.pen(wanted, graph.base, stream)
    pen.head(to_nodes(graph))
    pen.tail()


def write(
    found: files.Found, targets: Sequence[output.Target], settings: Settings, *, strict: bool, allow_empty: bool
) -> Built:
    """Build from files found and write every target: all of them, or none.

    Nothing is written without a report unless ``allow_empty``, nor with any problem if ``strict``.
    """
    gathered = pipeline.gather(found.files, settings)
    problems: tuple[Problem, ...] = (*found.problems, *gathered.problems)
    counts = pipeline.Counts()
    lost = any(problem.severity is not Severity.INFO for problem in problems)
    if (strict and lost) or not (gathered.scopes or allow_empty):
        return Built(counts, problems, written=False)
    run = pipeline.run_of(gathered, settings).nodes()
    with output.opened(targets) as streams:
        pens = [output.pen(each.format, settings.base, stream) for each, stream in zip(targets, streams, strict=True)]
        for pen in pens:
            pen.head(run)
        tail = pipeline.Tail(settings.curated)
        for done in pipeline.blocks(gathered, settings):
            tail.take(done)
            counts = counts.with_block(done)
            for pen in pens:
                pen.sections(done.sections(pen.writer.quads))
        for pen in pens:
            pen.sections(tail.sections())
            pen.tail()
    return Built(counts, (*problems, *tail.problems()))
