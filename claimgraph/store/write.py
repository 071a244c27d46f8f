"""Writing a store: makers turn blocks into pieces, in any process; one taker puts the pieces in their places."""

from __future__ import annotations

import errno
import marshal
import os
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from claimgraph.assemble import Block, Section
from claimgraph.facts import Nodes
from claimgraph.folders import Folder
from claimgraph.graphfiles import STORE, STORE_VERSION, TRIPLES
from claimgraph.store.index import IndexWriter
from claimgraph.store.pieces import piece
from claimgraph.store.read import INDEX
from claimgraph.store.tables import Piece, Sorter
from claimgraph.store.triples import TripleWriter
from claimgraph.writers import claims, rows
from claimgraph.writers.ntriples import Writer

_FULL = re.compile("no space left|disk is full", re.IGNORECASE)
_LENGTH = 8
_SHARE = 1000


@contextmanager
def _faults_of(target: Path) -> Iterator[None]:
    """Give what goes wrong on the disk as the operating system would, whichever engine met it."""
    try:
        yield
    except (OSError, RuntimeError, sqlite3.OperationalError) as error:
        if isinstance(error, OSError) and error.errno:
            raise
        number = errno.ENOSPC if _FULL.search(str(error)) else errno.EIO
        raise OSError(number, os.strerror(number), str(target)) from error


class Maker:
    """Makes the pieces of a store: statements as N-Triples, and rows of the claim index."""

    def __init__(self, base: str) -> None:
        self._writer = Writer(base)
        self._rows = rows.form(self._writer)
        self._claims = claims.form(self._writer)
        self._base = base

    def head(self, run: Nodes) -> bytes:
        """What is stated of the build."""
        return self._made((Section("", "", run),), shared=True)

    def block(self, done: Block) -> bytes:
        """One scope."""
        return self._made(done.sections())

    def tail(self, sections: Iterable[Section]) -> bytes:
        """What the scopes share."""
        return self._made(sections, shared=True)

    def _made(self, sections: Iterable[Section], shared: bool = False) -> bytes:
        found = Sorter(shared)
        lines: list[bytes] = []
        for section in sections:
            found.add(section.plain)
            lines += self._lines(section.plain)
            if section.rows:
                found.add_rows(section.rows)
                lines.append(self._rows(section.rows))
            if section.claims:
                found.add(section.claims.nodes())
                lines.append(self._claims(section.claims))
        rest = marshal.dumps((self._base, tuple(piece(found))))
        # The lines stand in the piece as they are: a large scope has a hundred megabytes of them, and no copy to spare.
        return b"".join((len(rest).to_bytes(_LENGTH), rest, *lines))

    def _lines(self, nodes: Nodes) -> Iterator[bytes]:
        """The statements of nodes, a thousand nodes at a time."""
        rest = iter(nodes.items())
        while share := dict(islice(rest, _SHARE)):
            yield self._writer.nodes(share).encode()


class Taker:
    """Puts pieces into a folder beside the target, which takes the target's place when all is done."""

    def __init__(self, target: Path) -> None:
        self.output = Folder(target)
        self._base = ""
        self._triples: TripleWriter | None = None
        self._index: IndexWriter | None = None
        try:
            with _faults_of(self.output.target):
                self._triples = TripleWriter(self.output.beside / TRIPLES)
                self._index = IndexWriter(self.output.beside / INDEX)
        except BaseException:
            self.discard()
            raise

    def take(self, piece: bytes) -> None:
        """Take the next piece."""
        triples, index = self._parts()
        lines = _LENGTH + int.from_bytes(piece[:_LENGTH])
        self._base, rows = marshal.loads(memoryview(piece)[_LENGTH:lines])  # noqa: S302 - made by this process or its workers
        with _faults_of(self.output.target):
            index.take(Piece(*rows))
            del rows
            triples.take(piece, lines)

    def finish(self) -> None:
        """Bring everything to the disk, beside the target."""
        triples, index = self._parts()
        with _faults_of(self.output.target):
            counts = index.finish()
            statements = triples.finish()
        about = {"version": STORE_VERSION, "base": self._base, "statements": statements, **counts}
        self.output.describe(STORE, about)
        self.output.finish()

    def commit(self) -> None:
        """Take the place of the target for good."""
        self.output.commit()

    def discard(self) -> None:
        """Leave nothing behind but what was committed."""
        if self._index is not None:
            self._index.close()
        if self._triples is not None:
            self._triples.close()
        self._index = self._triples = None
        self.output.discard()

    def _parts(self) -> tuple[TripleWriter, IndexWriter]:
        if self._triples is None or self._index is None:
            raise ValueError("the store is closed")
        return self._triples, self._index
