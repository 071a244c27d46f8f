"""Graphs to files: each target is written beside itself, and all replace what was there together, or none does."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, NamedTuple

from claimgraph import files
from claimgraph.assemble import Section
from claimgraph.facts import Nodes
from claimgraph.graph import Graph
from claimgraph.writers import Format, StreamWriter, by_name, by_path, stream_writer

STDOUT = "-"


class Target(NamedTuple):
    """Where a graph goes and in which format; the path is ``-`` for standard output."""

    path: str
    format: Format


def target(path: str, to: str | None = None) -> Target:
    """A target, its format picked by name or by the ending of the path.

    Raises :class:`ClaimgraphError` with a suggestion where neither says. Standard output is Turtle unless told.
    """
    if to:
        return Target(path, by_name(to))
    return Target(path, by_name("turtle") if path == STDOUT else by_path(Path(path)))


@contextmanager
def opened(targets: Sequence[Target]) -> Iterator[list[BinaryIO]]:
    """A stream for each target that is a file; their bytes take effect together when the block ends well."""
    outputs: list[files.Output] = []
    streams: list[BinaryIO] = []
    try:
        for each in targets:
            if each.path == STDOUT:
                streams.append(sys.stdout.buffer)
            elif files.is_special(Path(each.path)):
                streams.append(open(each.path, "wb"))  # noqa: SIM115 - closed below
            else:
                if os.path.isdir(each.path):
                    raise IsADirectoryError(21, "is a folder", each.path)
                outputs.append(files.Output(Path(each.path)))
                streams.append(outputs[-1].stream)
        yield streams
        for output in outputs:
            output.finish()
        files.commit(outputs)
    finally:
        for output in outputs:
            output.discard()
        for stream in streams:
            if stream is not sys.stdout.buffer:
                stream.close()


class Pen(NamedTuple):
    """A stream writer and the stream it writes to."""

    writer: StreamWriter
    stream: BinaryIO

    def head(self, nodes: Nodes) -> None:
        """Write the start of the file."""
        self.stream.write(self.writer.head(nodes).encode())

    def sections(self, found: Iterable[Section]) -> None:
        """Write nodes, section by section."""
        for section in found:
            self.stream.write(self.writer.nodes(section.nodes, section.title, section.graph).encode())

    def tail(self) -> None:
        """Write the end of the file."""
        self.stream.write(self.writer.tail().encode())


def pen(output: Format, base: str, stream: BinaryIO) -> Pen:
    """A pen for a stream format."""
    return Pen(stream_writer(output, base), stream)


def whole_writer(output: Format) -> Callable[[Graph, BinaryIO], None]:
    """The function that writes a graph in a format that needs the whole of it."""
    write: Callable[[Graph, BinaryIO], None] = import_module(output.module).write
    return write
