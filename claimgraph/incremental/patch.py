"""The outputs of an incremental build, put together of what is made anew and what the old outputs hold."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from claimgraph import files, notes, output, pipeline, workers
from claimgraph.assemble import Section
from claimgraph.incremental import cache
from claimgraph.incremental.cache import Body, Kept, Scope
from claimgraph.incremental.shelf import Shelf
from claimgraph.incremental.splice import NEW, Old, Splice, Step, settled
from claimgraph.pipeline import Counts, Tail
from claimgraph.problems import Problem


class Made(NamedTuple):
    """What there is to remember of the outputs and to say of the whole."""

    outputs: tuple[Kept, ...]
    counts: Counts
    late: tuple[Problem, ...]
    scopes: dict[str, Scope]
    shelf: Shelf


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
    """Makes what has changed. What was known is left as it is; what is known afterwards comes with what was made."""

    def __init__(self, order: workers.Order, body: Body, outputs: Sequence[Kept], change: Change) -> None:
        self._order = order
        self._known = body.scopes
        self._shelf = body.shelf.copy()
        self._old = outputs
        self._change = change
        self._chunks: list[dict[str, Step]] = []

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
            scopes = self._scopes(noted.kept, places)
            tail = self._tail(scopes)
            ends = [self._end(rank, *each, tail) for rank, each in enumerate(zip(makers, places, strict=True))]
            inodes = [_inode(taker) for taker in takers]
        for chunk, *lengths in zip(self._shelf.chunks, *ends, strict=True):
            chunk.lengths = tuple(lengths)
        kept = [
            Kept(*identity, settled(Path(identity[0]), inode), len(head))
            for identity, inode, head in zip(identities(targets), inodes, heads, strict=True)
        ]
        counts = sum((each.counts for each in scopes.values()), Counts())
        return Made(tuple(kept), counts, tail.problems(), scopes, self._shelf)

    def _place(self, rank: int, maker: output.Maker, taker: output.Taker, olds: ExitStack) -> workers.Place:
        """Where the pieces for a target go: among those of the old output, where there can be such."""
        present, fresh, _ = self._change
        if not (isinstance(maker, output.TextMaker) and isinstance(taker.output, files.Output)):
            return taker
        if not self._old:
            return Splice(taker.output, [NEW] * len(present), None)
        path, _, mark, start = self._old[rank]
        old = Old(self._order.targets[rank].path, olds.enter_context(files.opened(path)), mark)
        old.check()
        scopes: dict[str, Step] = {}
        for name, scope in self._known.items():
            scopes[name] = Step(start, scope.lengths[rank])
            start += scope.lengths[rank]
        start += len(maker.section(_TITLE))
        chunks: dict[str, Step] = {}
        for chunk in self._shelf.chunks:
            chunks[chunk.first] = Step(start, chunk.lengths[rank])
            start += chunk.lengths[rank]
        self._chunks.append(chunks)
        return Splice(taker.output, [NEW if each in fresh else scopes[each] for each in present], old)

    def _scopes(self, noted: dict[str, notes.Note], places: Sequence[workers.Place]) -> dict[str, Scope]:
        """What is known of scopes now; what they share is put on the shelf, and taken off it where they are gone."""
        known, shelf, present = self._known, self._shelf, self._change.present
        for name in sorted(self._change.gone & known.keys()):
            shelf.drop(json.loads(known[name].shared))
        reached = [each.reached() if isinstance(each, Splice) else [0] * len(present) for each in places]
        scopes: dict[str, Scope] = {}
        for name, *lengths in zip(present, *reached, strict=True):
            if note := noted.get(name):
                scopes[name] = Scope(note.counts, note.seen, tuple(lengths), cache.dumped(shelf.put(note.shared)))
            else:
                scopes[name] = known[name]
        shelf.divide()
        return scopes

    def _tail(self, scopes: Mapping[str, Scope]) -> Tail:
        """What scopes leave for the end of the graph; of the nodes they share, only those that a person speaks of."""
        curated = self._order.settings.curated
        seen = {node for scope in scopes.values() for node in scope.seen}
        return Tail(curated, {end: [] for end in sorted(curated.ends) if self._shelf.has(end)}, seen)

    def _end(self, rank: int, maker: output.Maker, place: workers.Place, tail: Tail) -> Sequence[int]:
        """Write what comes after the scopes; the length of each chunk of what they share."""
        chunks = self._shelf.chunks
        if not (isinstance(place, Splice) and isinstance(maker, output.TextMaker)):
            place.take(maker.tail(Tail(tail.curated, self._shelf.nodes(), tail.seen).sections()))
            return [0] * len(chunks)
        known = self._chunks[rank] if self._old else {}
        steps = [known[chunk.first] if chunk.lengths else NEW for chunk in chunks]
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
