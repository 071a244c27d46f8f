"""Graphs to files. A maker turns blocks into bytes, in any process; a taker puts the bytes in their place, in order.

Each target is written beside itself, and all replace what was there together, or none does.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib import import_module
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, Protocol

from claimgraph import files
from claimgraph.assemble import Block, Section
from claimgraph.facts import Claims, Nodes
from claimgraph.problems import ClaimgraphError, shown
from claimgraph.writers import Format, by_name, by_path, claims, rows, stream_writer

if TYPE_CHECKING:
    from claimgraph.graph import Graph

STDOUT = "-"
_SHARE = 1000
_PART = 2**20


class Target(NamedTuple):
    """Where a graph goes and in which format; the path is ``-`` for standard output."""

    path: str
    format: Format

    @property
    def is_file(self) -> bool:
        """Whether the target is a file or folder of its own, and not a stream."""
        return self.path != STDOUT and not files.is_special(Path(self.path))


class Maker(Protocol):
    """Bytes of one format, piece by piece; a piece depends on nothing but what is given for it."""

    def head(self, run: Nodes) -> bytes:
        """The start, with what is stated of the build."""

    def block(self, done: Block) -> bytes:
        """One scope."""

    def tail(self, sections: Iterable[Section]) -> bytes:
        """What the scopes share, and the end."""


class Taker(Protocol):
    """The place of one output: takes pieces in order, then takes effect or leaves no trace."""

    @property
    def output(self) -> files.Swappable | None:
        """What is to take the target's place; nothing for a stream."""

    def take(self, piece: bytes) -> None:
        """Take the next piece."""

    def finish(self) -> None:
        """Bring every byte to the disk, beside the target."""

    def discard(self) -> None:
        """Leave nothing behind but what was committed."""


def target(path: str, to: str | None = None) -> Target:
    """A target, its format picked by name or by the ending of the path.

    Raises :class:`ClaimgraphError` with a suggestion where neither says, or where a folder would have to be a stream.
    Standard output is Turtle unless told.
    """
    wanted = by_name(to or "turtle") if to or path == STDOUT else by_path(Path(path))
    made = Target(path, wanted)
    if wanted.makes and not made.is_file:
        place = "standard output" if path == STDOUT else shown(path)
        raise ClaimgraphError(f"{wanted.name} is a folder, and a folder cannot go to {place}; give it a name with -o")
    return made


def check(targets: Sequence[Target], inputs: Iterable[files.File]) -> None:
    """Raise :class:`ClaimgraphError` where two targets are one, or one would take the place of what is read."""
    places: set[str] = set()
    for each in targets:
        place = os.path.realpath(each.path) if each.is_file else each.path
        if place in places:
            raise ClaimgraphError(f"{shown(each.path)} is given twice as output")
        places.add(place)
    names = {os.path.basename(place) for place in places}
    for file in inputs:
        if (file.named or os.path.basename(file.path) in names) and os.path.realpath(file.path) in places:
            raise ClaimgraphError(f"{shown(file.path)} is a report to be read; it is not written over")


class TextMaker:
    """Text of a stream format. The text of nodes is that of each after the other."""

    def __init__(self, output: Format, base: str) -> None:
        self._writer = stream_writer(output, base)
        self._rows = rows.form(self._writer)
        self._claims = claims.form(self._writer)

    def head(self, run: Nodes) -> bytes:
        """The start, with what is stated of the build."""
        return self._writer.head(run).encode()

    def block(self, done: Block) -> bytes:
        """One scope."""
        return b"".join(self._pieces(done.sections(self._writer.quads)))

    def section(self, section: Section) -> bytes:
        """One section."""
        return b"".join(self._pieces((section,)))

    def tail(self, sections: Iterable[Section]) -> bytes:
        """What the scopes share, and the end."""
        return b"".join([*self._pieces(sections), self._writer.tail().encode()])

    def parts(self, done: Block) -> Iterator[bytes]:
        """One scope, in parts where it is large: as a whole, its text would take more memory than all it says."""
        waiting: list[bytes] = []
        size = 0
        for piece in self._pieces(done.sections(self._writer.quads)):
            waiting.append(piece)
            size += len(piece)
            if size >= _PART:
                yield b"".join(waiting)
                waiting.clear()
                size = 0
        yield b"".join(waiting)

    def _pieces(self, sections: Iterable[Section]) -> Iterator[bytes]:
        for section in sections:
            title = section.title
            for nodes in _shares(section.plain) if not section.graph else (section.plain,):
                yield self._writer.nodes(nodes, title, section.graph).encode()
                title = ""
            if section.rows:
                printed = section.rows.printed
                for start in range(0, len(printed), _SHARE):
                    yield self._rows(section.rows._replace(printed=printed[start : start + _SHARE]))
            if section.claims:
                entries = section.claims.entries
                for start in range(0, len(entries), _SHARE):
                    yield self._claims(Claims(entries[start : start + _SHARE]))


def _shares(nodes: Nodes) -> Iterator[Nodes]:
    """Nodes, a thousand at a time."""
    if len(nodes) <= _SHARE:
        yield nodes
        return
    rest = iter(nodes.items())
    while share := dict(islice(rest, _SHARE)):
        yield share


def pieces(maker: Maker, done: Block) -> Iterator[bytes]:
    """What a maker makes of a scope, in parts where it can and the scope is large."""
    if isinstance(maker, TextMaker):
        yield from maker.parts(done)
    else:
        yield maker.block(done)


class _WholeMaker:
    """For formats that need the whole graph: the pieces are its nodes, and the taker makes the graph of them."""

    def head(self, run: Nodes) -> bytes:
        return pickle.dumps([run])

    def block(self, done: Block) -> bytes:
        return pickle.dumps([section.nodes for section in done.sections()])

    def tail(self, sections: Iterable[Section]) -> bytes:
        return pickle.dumps([section.nodes for section in sections])


def maker(output: Format, base: str) -> Maker:
    """The maker of a format."""
    if output.makes:
        made: Maker = import_module(output.module).Maker(base)
        return made
    return TextMaker(output, base) if output.streams else _WholeMaker()


class _StreamTaker:
    """Standard output or a device: what is taken is gone at once."""

    output: files.Swappable | None = None

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def take(self, piece: bytes) -> None:
        self._stream.write(piece)

    def finish(self) -> None:
        self._stream.flush()

    def discard(self) -> None:
        pass


class _FileTaker:
    def __init__(self, path: Path) -> None:
        self.output = files.Output(path)

    def take(self, piece: bytes) -> None:
        self.output.write(piece)

    def finish(self) -> None:
        self.output.finish()

    def discard(self) -> None:
        self.output.discard()


class _WholeTaker:
    """Gathers the nodes of a graph and has it written when they are all there."""

    def __init__(self, output: Format, base: str, beneath: Taker) -> None:
        self._format = output
        self._base = base
        self._beneath = beneath
        self._parts: list[Nodes] = []
        self.output = beneath.output

    def take(self, piece: bytes) -> None:
        self._parts += pickle.loads(piece)  # noqa: S301 - made by this process or its workers

    def finish(self) -> None:
        from claimgraph.graph import from_nodes

        stream = BytesIO()
        whole_writer(self._format)(from_nodes(self._parts, self._base), stream)
        self._beneath.take(stream.getvalue())
        self._beneath.finish()

    def discard(self) -> None:
        self._beneath.discard()


def whole_writer(output: Format) -> Callable[[Graph, BinaryIO], None]:
    """The function that writes a graph in a format that needs the whole of it."""
    write: Callable[[Graph, BinaryIO], None] = import_module(output.module).write
    return write


def taker(each: Target, base: str) -> Taker:
    """The place of a target."""
    if each.format.makes:
        made: Taker = import_module(each.format.module).Taker(Path(each.path))
        return made
    if each.path == STDOUT:
        beneath: Taker = _StreamTaker(sys.stdout.buffer)
    elif not each.is_file:
        beneath = _StreamTaker(open(each.path, "wb"))  # noqa: SIM115 - a device, closed with the process
    else:
        beneath = _FileTaker(Path(each.path))
    return beneath if each.format.streams else _WholeTaker(each.format, base, beneath)


@contextmanager
def opened(targets: Sequence[Target], base: str) -> Iterator[list[Taker]]:
    """A taker for each target; what they took takes effect together when the block ends well, or not at all."""
    with ExitStack() as undo:
        takers: list[Taker] = []
        for each in targets:
            takers.append(taker(each, base))
            undo.callback(takers[-1].discard)
        yield takers
        for each_taker in takers:
            each_taker.finish()
        files.commit([each_taker.output for each_taker in takers if each_taker.output is not None])
