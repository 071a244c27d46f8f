"""A build shared out over processes: files are read in chunks, scopes are made in buckets, pieces go out in order.

One process does the same steps one after the other; the bytes are the same either way.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TypeVar

from claimgraph import files, pipeline
from claimgraph.output import Maker, Taker, Target, maker
from claimgraph.pipeline import Counts, Read, Settings, Tail
from claimgraph.records import framed, frames
from claimgraph.spool import MOST_BUCKETS, Scoped, Spool, buckets_for, spilled

MANY = 3000
"""From this many files on, ``auto`` uses every core."""

_CHUNK = 200
_AHEAD = 4
T = TypeVar("T")
R = TypeVar("R")


class Made(NamedTuple):
    """What a bucket came to: its counts, and what it leaves for the end."""

    counts: Counts
    tail: Tail


def jobs(asked: int | None, found: int) -> int:
    """How many processes to use: as asked, or one core for few files and all for many."""
    if asked:
        return min(asked, max(1, found))
    return len(os.sched_getaffinity(0)) if found >= MANY and hasattr(os, "sched_getaffinity") else 1


class Shop(NamedTuple):
    """Where and how a build is done: settings, targets, a folder for what is on its way, the number of buckets."""

    settings: Settings
    targets: tuple[Target, ...]
    folder: Path
    buckets: int

    def makers(self) -> list[Maker]:
        """A new maker for each target."""
        return [maker(each.format, self.settings.base) for each in self.targets]


class Source:
    """Reads files and gives blocks' pieces, in this process or, with more than one job, in others."""

    def __init__(self, shop: Shop, workers: int) -> None:
        self._shop = shop
        self._workers = workers
        self._spool = Spool(shop.buckets, shop.folder)
        self._pool: ProcessPoolExecutor | None = None

    def read(self, found: Sequence[files.File]) -> Read:
        """Read every file; the reports are kept for :meth:`make`."""
        if self._workers == 1:
            return pipeline.fill(self._spool, found, self._shop.settings)
        self._pool = ProcessPoolExecutor(self._workers, initializer=_start, initargs=(self._shop, os.getpid()))
        told = Read([], [])
        chunks = [found[start : start + _CHUNK] for start in range(0, len(found), _CHUNK)]
        for part in _in_order(self._pool, _read_chunk, chunks, self._workers):
            told.problems.extend(part.problems)
            told.sources.extend(part.sources)
        return told

    def make(self, takers: Sequence[Taker]) -> Made:
        """Make every block, and hand its pieces to the takers in order."""
        if self._pool is None:
            return make(self._spool.scopes(), self._shop, [taker.take for taker in takers])
        counts, tail = Counts(), Tail(self._shop.settings.curated)
        for number, made in enumerate(_in_order(self._pool, _make_bucket, range(self._shop.buckets), self._workers)):
            counts += made.counts
            tail.share(made.tail.shared)
            tail.seen |= made.tail.seen
            for rank, taker in enumerate(takers):
                path = _pieces(self._shop.folder, number, rank)
                for piece in frames(path.read_bytes()):
                    taker.take(piece)
                path.unlink()
        return Made(counts, tail)

    def close(self) -> None:
        """End the other processes, whatever they were at."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)


def make(scopes: Iterator[Scoped], shop: Shop, takes: Sequence[Callable[[bytes], object]]) -> Made:
    """Make the blocks of these scopes and hand on the pieces for each target."""
    counts, tail = Counts(), Tail(shop.settings.curated)
    makers = shop.makers()
    for done in pipeline.blocks(scopes, shop.settings):
        tail.take(done)
        counts += pipeline.counts_of(done)
        for each, take in zip(makers, takes, strict=True):
            take(each.block(done))
    return Made(counts, tail)


_shop: Shop | None = None


def _start(shop: Shop, parent: int) -> None:
    """Prepare a worker: it leaves Ctrl-C to its parent and ends when its parent does."""
    global _shop  # noqa: PLW0603 - a worker is prepared once, by the pool
    _shop = shop
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)


def _here() -> Shop:
    if _shop is None:
        raise RuntimeError("a worker was not prepared")
    return _shop


def _read_chunk(found: Sequence[files.File]) -> Read:
    shop = _here()
    spool = Spool(shop.buckets, shop.folder, f"reports-{os.getpid()}")
    told = pipeline.fill(spool, found, shop.settings)
    spool.spill()
    return told


def _make_bucket(number: int) -> Made:
    shop = _here()
    streams = [_pieces(shop.folder, number, rank).open("wb") for rank in range(len(shop.targets))]
    try:
        takes = [_framing(stream.write) for stream in streams]
        return make(spilled(shop.folder, number), shop, takes)
    finally:
        for stream in streams:
            stream.close()


def _framing(write: Callable[[bytes], object]) -> Callable[[bytes], object]:
    return lambda piece: write(framed(piece))


def _pieces(folder: Path, number: int, rank: int) -> Path:
    return folder / f"pieces.{rank}.{number}.out"


def _in_order(pool: ProcessPoolExecutor, work: Callable[[T], R], given: Sequence[T], workers: int) -> Iterator[R]:
    """The results of work, in the order of what was given, with no more than a few under way or waiting."""
    waiting = iter(given)
    under_way = [pool.submit(work, each) for each in islice(waiting, workers * _AHEAD)]
    while under_way:
        yield under_way.pop(0).result()
        under_way += (pool.submit(work, each) for each in islice(waiting, 1))


@contextmanager
def workshop(found: int, targets: Sequence[Target], settings: Settings, asked: int | None) -> Iterator[Source]:
    """What a build of this many files needs; its temporary folder and its processes are gone afterwards.

    Nothing a build makes refers back to what refers to it, so the collector of cycles would look for them in vain.
    """
    import tempfile

    workers = jobs(asked, found)
    buckets = min(MOST_BUCKETS, max(buckets_for(found), 1 if workers == 1 else 4 * workers))
    files_out = [Path(each.path) for each in targets if each.is_file]
    beside = files_out[0] if files_out else Path(tempfile.gettempdir()) / "claimgraph"
    folder = files.beside(beside, "spool")
    source = Source(Shop(settings, tuple(targets), folder, buckets), workers)
    collecting = gc.isenabled()
    gc.disable()
    try:
        if workers > 1 or buckets > 1:
            folder.mkdir(mode=0o700)
        yield source
    finally:
        source.close()
        files.remove(folder)
        if collecting:
            gc.enable()
