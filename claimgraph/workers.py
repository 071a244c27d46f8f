"""A build shared out over processes: files are read in chunks, scopes are made in buckets, pieces go out in order.

One process does the same steps one after the other; the bytes are the same either way.
"""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from claimgraph import files, pipeline
from claimgraph.notes import NoteMaker
from claimgraph.output import Maker, Target, maker, pieces
from claimgraph.pipeline import Counts, Read, Settings, Tail
from claimgraph.problems import ClaimgraphError
from claimgraph.records import framed, frames
from claimgraph.spool import MOST_BUCKETS, Scoped, Spool, buckets_for, spilled

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

MANY = 3000
"""From this many files on, ``auto`` uses every core."""

CHUNK = 200
"""Files read at a time by one process."""

_AHEAD = 4
T = TypeVar("T")
R = TypeVar("R")


class Made(NamedTuple):
    """What a bucket came to: its counts, and what it leaves for the end."""

    counts: Counts
    tail: Tail


def jobs(asked: int | None, found: int) -> int:
    """How many processes to use: as asked, or one for few files and for many all cores, with a thousand files each."""
    if asked:
        return min(asked, max(1, found))
    if found < MANY:
        return 1
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, found // 1000)


class Order(NamedTuple):
    """What is to be made: a piece of every scope for each target, and a note on it where notes are wanted."""

    settings: Settings
    targets: tuple[Target, ...]
    notes: bool = False

    def makers(self) -> list[Maker]:
        """A new maker for each target, and one of notes."""
        made = [maker(each.format, self.settings.base) for each in self.targets]
        return [*made, NoteMaker(self.settings.curated)] if self.notes else made


class Shop(NamedTuple):
    """Where and how a build is done: what is wanted, a folder for what is on its way, the number of buckets."""

    order: Order
    folder: Path
    buckets: int


Watch = Callable[[str, int, int], object]
"""Is told from time to time what has been done, to how many, and of how many."""


def unwatched(_what: str, _done: int, _of: int, /) -> None:
    """Nobody watches."""


class Fill(Protocol):
    """A way to read files and put their reports on a spool, such as :func:`claimgraph.pipeline.fill`."""

    def __call__(self, spool: Spool, found: Iterable[files.File], settings: Settings, /) -> Read:
        """Read these files."""


class Place(Protocol):
    """What pieces are handed to, in order."""

    def take(self, piece: bytes) -> None:
        """Take the next piece."""


class Makes(Protocol):
    """What makes blocks of what was read, on this machine or on others."""

    def make(self, takers: Sequence[Place]) -> Made:
        """Make every block, and hand its pieces to the takers in order: one for each target, then one for notes."""


class Source:
    """Reads files and gives blocks' pieces, in this process or, with more than one job, in others."""

    def __init__(self, shop: Shop, workers: int, watch: Watch = unwatched) -> None:
        self._shop = shop
        self._workers = workers
        self._watch = watch
        self._reports = 0
        self._spool = Spool(shop.buckets, shop.folder)
        self._pool: ProcessPoolExecutor | None = None

    def read(self, found: Sequence[files.File], fill: Fill = pipeline.fill, at_once: int = CHUNK) -> Read:
        """Read every file; the reports are kept for :meth:`make`."""
        if self._workers == 1:
            one_by_one = self._watched("files read", found, lambda _: 1, len(found))
            done = fill(self._spool, one_by_one, self._shop.order.settings)
        else:
            done = self._read_apart(found, fill, at_once)
        self._reports += len(done.sources)
        return done

    def _read_apart(self, found: Sequence[files.File], fill: Fill, at_once: int) -> Read:
        if self._pool is None:
            from concurrent.futures import ProcessPoolExecutor

            self._pool = ProcessPoolExecutor(self._workers, initializer=_start, initargs=(self._shop,))
        chunks = [(fill, found[start : start + at_once]) for start in range(0, len(found), at_once)]
        parts = _in_order(self._pool, _read_chunk, chunks, self._workers)
        parts = self._watched("files read", parts, lambda part: len(part.files), len(found))
        return Read([told for part in parts for told in part.files])

    def _watched(self, what: str, given: Iterable[T], size: Callable[[T], int], of: int) -> Iterator[T]:
        """The same, and whoever watches is told after each how much has been done."""
        done = 0
        for each in given:
            yield each
            done += size(each)
            self._watch(what, done, of)

    def scopes(self) -> Iterator[Scoped]:
        """Every scope with the reports read, in the order of their hashes."""
        if self._pool is None:
            yield from self._spool.scopes()
            return
        for number in range(self._shop.buckets):
            yield from spilled(self._shop.folder, number)

    def make(self, takers: Sequence[Place]) -> Made:
        """Make every block, and hand its pieces to the takers in order: one for each target, then one for notes."""
        order = self._shop.order
        if self._pool is None:
            scopes = self._watched("reports written", self._spool.scopes(), lambda scope: len(scope[1]), self._reports)
            return make(scopes, order, [taker.take for taker in takers])
        counts, tail = Counts(), Tail(order.settings.curated)
        buckets = _in_order(self._pool, _make_bucket, range(self._shop.buckets), self._workers)
        buckets = self._watched("reports written", buckets, lambda made: made.counts.reports, self._reports)
        for number, made in enumerate(buckets):
            counts += made.counts
            tail.absorb(made.tail)
            for rank, taker in enumerate(takers):
                path = _pieces(self._shop.folder, number, rank)
                with path.open("rb") as stream:
                    for piece in frames(stream):
                        taker.take(piece)
                path.unlink()
        return Made(counts, tail)

    def close(self, at_once: bool = False) -> None:
        """End the other processes: when they are done with what they are at, or at once."""
        if self._pool is not None:
            for process in [*(self._pool._processes or {}).values()] if at_once else ():
                process.kill()
            self._pool.shutdown(wait=True, cancel_futures=True)


def make(scopes: Iterator[Scoped], order: Order, takes: Sequence[Callable[[bytes], object]]) -> Made:
    """Make the blocks of these scopes and hand on the pieces for each target."""
    counts, tail = Counts(), Tail(order.settings.curated)
    makers = order.makers()
    for done in pipeline.blocks(scopes, order.settings):
        tail.take(done)
        counts += pipeline.counts_of(done)
        for each, take in zip(makers, takes, strict=True):
            # With notes, a scope is one piece: the next build finds it by its length.
            for piece in (each.block(done),) if order.notes else pieces(each, done):
                take(piece)
    return Made(counts, tail)


_shop: Shop | None = None


def _start(shop: Shop) -> None:
    """Prepare a worker: it leaves Ctrl-C to its parent and ends when its parent does."""
    global _shop  # noqa: PLW0603 - a worker is prepared once, by the pool
    _shop = shop
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Wait for the parent, however this process was started, and end as it ends."""
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _here() -> Shop:
    if _shop is None:
        raise RuntimeError("a worker was not prepared")
    return _shop


def _read_chunk(given: tuple[Fill, Sequence[files.File]]) -> Read:
    fill, found = given
    shop = _here()
    spool = Spool(shop.buckets, shop.folder, f"reports-{os.getpid()}")
    told = fill(spool, found, shop.order.settings)
    spool.spill()
    return told


def _make_bucket(number: int) -> Made:
    shop = _here()
    ranks = range(len(shop.order.targets) + shop.order.notes)
    streams = [_pieces(shop.folder, number, rank).open("wb") for rank in ranks]
    try:
        takes = [_framing(stream.write) for stream in streams]
        return make(spilled(shop.folder, number), shop.order, takes)
    finally:
        for stream in streams:
            stream.close()


def _framing(write: Callable[[bytes], object]) -> Callable[[bytes], object]:
    return lambda piece: write(framed(piece))


def _pieces(folder: Path, number: int, rank: int) -> Path:
    return folder / f"pieces.{rank}.{number}.out"


def _in_order(pool: ProcessPoolExecutor, work: Callable[[T], R], given: Sequence[T], workers: int) -> Iterator[R]:
    """The results of work, in the order of what was given, with no more than a few under way or waiting."""
    from concurrent.futures.process import BrokenProcessPool

    waiting = iter(given)
    try:
        under_way = [pool.submit(work, each) for each in islice(waiting, workers * _AHEAD)]
        while under_way:
            yield under_way.pop(0).result()
            under_way += (pool.submit(work, each) for each in islice(waiting, 1))
    except BrokenProcessPool as error:
        said = "a process of the build was ended from outside, perhaps for want of memory; nothing was written"
        raise ClaimgraphError(said) from error


@contextmanager
def workshop(order: Order, found: int, asked: int | None, watch: Watch = unwatched) -> Iterator[Source]:
    """What a build of this many files needs; its temporary folder and its processes are gone afterwards.

    Nothing a build makes refers back to what refers to it, so the collector of cycles would look for them in vain.
    """
    import tempfile

    workers = jobs(asked, found)
    buckets = min(MOST_BUCKETS, max(buckets_for(found), 1 if workers == 1 else 4 * workers))
    files_out = [Path(os.path.realpath(each.path)) for each in order.targets if each.is_file]
    beside = files_out[0] if files_out else Path(tempfile.gettempdir()) / "claimgraph"
    folder = files.beside(beside, "spool")
    source = Source(Shop(order, folder, buckets), workers, watch)
    collecting = gc.isenabled()
    gc.disable()
    try:
        if workers > 1 or buckets > 1:
            files.clear_stale(beside)
            with files.naming(beside):
                folder.mkdir(mode=0o700)
        yield source
    except BaseException:
        source.close(at_once=True)
        raise
    finally:
        source.close()
        files.remove(folder)
        if collecting:
            _grow_old()
            gc.enable()


def _grow_old() -> None:
    """Let all that is alive count as old: the collector, back at work, need not look through all of it at once."""
    if not gc.get_freeze_count():
        gc.freeze()
        gc.unfreeze()
