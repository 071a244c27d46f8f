"""The outputs of an incremental build, put together of what is made anew and what the old outputs hold."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from claimgraph import files, notes, output, pipeline, workers
from claimgraph.assemble import Section
from claimgraph.incremental import cache
from claimgraph.incremental.cache import Body, Kept, Scope
from claimgraph.incremental.shelf import Chunk
from claimgraph.incremental.splice import NEW, Old, Splice, Stale, Step, settled
from claimgraph.pipeline import Counts, Tail
from claimgraph.problems import Problem


class Made(NamedTuple):
    """What there is to remember of the outputs and to say of the whole."""

    outputs: tuple[Kept, ...]
    counts: Counts
    late: tuple[Problem, ...]


class Change(NamedTuple):
    """The scopes there are now, in order; those of them that are made anew; those whose notes no longer hold."""

    present: Sequence[str]
    fresh: set[str]
    gone: set[str]


class _Notes:
    """Keeps notes as they come."""

    def __init__(self) -> None:
        self.kept: dict[str, notes.Note] = {}

    def take(self, piece: bytes) -> None:
        """Take the next note."""
        note = notes.note(piece)
        self.kept[note.scope] = note


class Patch:
    """Makes what has changed, and brings what is known of the scopes up to date."""

    def __init__(self, order: workers.Order, body: Body, outputs: Sequence[Kept], change: Change) -> None:
        self._order = order
        self._body = body
        self._old = outputs
        self._change = change
        self._chunks: list[dict[Chunk, Step]] = []

    def make(self, source: workers.Makes, sources: Sequence[str]) -> Made:
        """Make and write every output. Raises :class:`Stale` where an old one is not what it should be."""
        settings, targets, _ = self._order
        makers = [output.maker(each.format, settings.base) for each in targets]
        heads = [each.head(pipeline.run_of(sources, settings)) for each in makers]
        with ExitStack() as olds, output.opened(targets, settings.base) as takers:
            for taker, head in zip(takers, heads, strict=True):
                taker.take(head)
            places = [self._place(rank, *each, olds) for rank, each in enumerate(zip(makers, takers, strict=True))]
            noted = _Notes()
            source.make([*places, noted])
            self._remember(noted.kept, places)
            tail = self._tail()
            ends = [self._end(rank, *each, tail) for rank, each in enumerate(zip(makers, places, strict=True))]
            inodes = [_inode(taker) for taker in takers]
        for chunk, *lengths in zip(self._body.shelf.chunks, *ends, strict=True):
            chunk.lengths = tuple(lengths)
        kept = [
            Kept(*identity, settled(Path(identity[0]), inode), len(head))
            for identity, inode, head in zip(identities(targets), inodes, heads, strict=True)
        ]
        return Made(tuple(kept), sum((each.counts for each in self._body.scopes.values()), Counts()), tail.problems())

    def _place(self, rank: int, maker: output.Maker, taker: output.Taker, olds: ExitStack) -> workers.Place:
        """Where the pieces for a target go: among those of the old output, where there can be such."""
        present, fresh, _ = self._change
        if not (isinstance(maker, output.TextMaker) and isinstance(taker.output, files.Output)):
            return taker
        if not self._old:
            return Splice(taker.output, [NEW] * len(present), None)
        path, _, mark, start = self._old[rank]
        old = Old(olds.enter_context(files.opened(path)), mark)
        old.check()
        scopes: dict[str, Step] = {}
        for name, scope in self._body.scopes.items():
            scopes[name] = Step(start, scope.lengths[rank])
            start += scope.lengths[rank]
        start += len(maker.section(_TITLE))
        chunks: dict[Chunk, Step] = {}
        for chunk in self._body.shelf.chunks:
            chunks[chunk] = Step(start, chunk.lengths[rank])
            start += chunk.lengths[rank]
        self._chunks.append(chunks)
        return Splice(taker.output, [NEW if each in fresh else scopes[each] for each in present], old)

    def _remember(self, noted: dict[str, notes.Note], places: Sequence[workers.Place]) -> None:
        """Bring what is known of scopes, and of what they share, up to date."""
        known, shelf, present = self._body.scopes, self._body.shelf, self._change.present
        for name in sorted(self._change.gone & known.keys()):
            shelf.drop(json.loads(known[name].shared))
        reached = [each.reached() if isinstance(each, Splice) else [0] * len(present) for each in places]
        self._body.scopes = {}
        for name, *lengths in zip(present, *reached, strict=True):
            scope = known.get(name)
            if note := noted.get(name):
                scope = Scope(note.counts, note.seen, tuple(lengths), cache.dumped(shelf.put(note.shared)))
            if scope is None:
                raise Stale("broken")
            self._body.scopes[name] = scope
        shelf.divide()

    def _tail(self) -> Tail:
        """What scopes leave for the end of the graph; of the nodes they share, only those that a person speaks of."""
        shelf, curated = self._body.shelf, self._order.settings.curated
        seen = {node for scope in self._body.scopes.values() for node in scope.seen}
        return Tail(curated, {end: [] for end in sorted(curated.ends) if shelf.has(end)}, seen)

    def _end(self, rank: int, maker: output.Maker, place: workers.Place, tail: Tail) -> Sequence[int]:
        """Write what comes after the scopes; the length of each chunk of what they share."""
        chunks = self._body.shelf.chunks
        if not (isinstance(place, Splice) and isinstance(maker, output.TextMaker)):
            place.take(maker.tail(Tail(tail.curated, self._body.shelf.nodes(), tail.seen).sections()))
            return [0] * len(chunks)
        known = self._chunks[rank] if self._old else {}
        steps = [known[chunk] if chunk.lengths and chunk in known else NEW for chunk in chunks]
        place.extend([NEW, *steps, NEW])
        place.take(maker.section(_TITLE))
        for chunk, step in zip(chunks, steps, strict=True):
            if step is NEW:
                place.take(maker.section(Section("", "", chunk.nodes())))
        place.take(maker.tail(tail.judged()))
        return place.finish()[len(self._change.present) + 1 : -1]


_TITLE = Section(pipeline.SHARED, "", {})


def identities(targets: Sequence[output.Target]) -> list[tuple[str, str]]:
    """Where each target really is, and its format."""
    return [(os.path.realpath(each.path), each.format.name) for each in targets]


def _inode(taker: output.Taker) -> int:
    """The number on the disk of what is to take a target's place; none for a stream."""
    beside = getattr(taker.output, "beside", None)
    return os.stat(beside).st_ino if beside else 0
