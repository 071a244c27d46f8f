"""Nodes that scopes share, kept in chunks by name.

Each has a count of the scopes that have it, so that a build in which few come or go need not look at the others.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from claimgraph import notes
from claimgraph.curated import Curated
from claimgraph.facts import Nodes
from claimgraph.notes import Said
from claimgraph.pipeline import Tail

_NAMES = 32
"""Names in a chunk when it is new; it is divided when it has twice as many."""

Variants = list[tuple[Said, int]]
"""What scopes say of one node, each with the number of scopes that do. One that none says any more keeps its place."""


@dataclass(slots=True, eq=False)
class Chunk:
    """Some nodes whose names follow each other, in plain text and perhaps unpacked.

    ``lengths`` are those of its text in each output, and none where that has to be made anew.
    """

    first: str
    lengths: tuple[int, ...] = ()
    line: bytes = b"{}"
    _variants: dict[str, Variants] | None = field(default=None)

    def variants(self) -> dict[str, Variants]:
        """Everything said of every node. Raises ``ValueError`` where the text is broken."""
        if self._variants is None:
            packed = json.loads(self.line)
            self._variants = {name: [(tuple(said), count) for said, count in known] for name, known in packed.items()}
        return self._variants

    def nodes(self) -> Nodes:
        """The nodes, in order."""
        tail = Tail(Curated())
        for known in self.variants().values():
            for said, count in known:
                if count:
                    tail.share(notes.node(said))
        return dict(sorted(tail.shared.items()))

    def packed(self) -> bytes:
        """The text, up to date."""
        if self._variants is not None:
            self.line = json.dumps(self._variants, separators=(",", ":")).encode()
        return self.line

    def divided(self) -> Iterator[Chunk]:
        """This chunk, or several in its place where it has grown large."""
        if self._variants is None or len(self._variants) <= 2 * _NAMES:
            yield self
            return
        names = sorted(self._variants)
        for start in range(0, len(names), _NAMES):
            some = names[start : start + _NAMES]
            yield Chunk(some[0] if start else self.first, _variants={name: self._variants[name] for name in some})


class Shelf:
    """All chunks, in order."""

    def __init__(self, chunks: Sequence[Chunk] = ()) -> None:
        self.chunks = list(chunks) or [Chunk("")]
        self._firsts = [chunk.first for chunk in self.chunks]

    def copy(self) -> Shelf:
        """A shelf with the same on it, to be changed."""
        return Shelf([Chunk(chunk.first, chunk.lengths, chunk.packed()) for chunk in self.chunks])

    def put(self, shared: Iterable[Said]) -> list[str]:
        """Count one scope more for each of these; what to call them when that scope is gone."""
        return [self._put(said) for said in shared]

    def _put(self, said: Said) -> str:
        name = said[0][1:]
        chunk = self._chunk(name)
        known = chunk.variants().setdefault(name, [])
        rank = next((rank for rank, (each, _) in enumerate(known) if each == said), len(known))
        if rank == len(known):
            known.append((said, 0))
        count = known[rank][1] + 1
        known[rank] = (said, count)
        if count == 1:
            chunk.lengths = ()
        return f"{rank} {name}"

    def drop(self, called: Iterable[str]) -> None:
        """Count one scope less for each of these."""
        for each in called:
            rank, _, name = each.partition(" ")
            chunk = self._chunk(name)
            known = chunk.variants()[name]
            said, count = known[int(rank)]
            known[int(rank)] = (said, count - 1)
            if count == 1:
                chunk.lengths = ()
                if not any(count for _, count in known):
                    del chunk.variants()[name]

    def has(self, node: str) -> bool:
        """Whether a node of this name is there."""
        return node in self._chunk(node).variants()

    def divide(self) -> None:
        """Divide chunks that have grown large."""
        self.chunks = [part for chunk in self.chunks for part in chunk.divided()]
        self._firsts = [chunk.first for chunk in self.chunks]

    def nodes(self) -> Nodes:
        """Every node there is."""
        return {name: said for chunk in self.chunks for name, said in chunk.nodes().items()}

    def _chunk(self, name: str) -> Chunk:
        return self.chunks[bisect_right(self._firsts, name) - 1]
