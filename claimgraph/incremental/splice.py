"""Outputs put together of what an earlier build wrote and what is new. Old pieces are copied in runs.

The old output is held open throughout and must be to the end what it was when it was written.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from time import sleep, time_ns
from typing import BinaryIO, NamedTuple

from claimgraph.files import Output

RECENT = 2_000_000_000
"""A file changed within these nanoseconds may change again and bear the same time: file systems count in ticks."""

_TICK = 20_000_000
_PIECE = 2**20
_CANNOT_COPY = (errno.EXDEV, errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM)


class Stale(Exception):
    """What is there of an earlier build is not what was left there; the text says what it is instead."""


class Step(NamedTuple):
    """One piece of the output to be: where it stands in the old output, or nowhere if it is new."""

    start: int | None
    length: int = 0


NEW = Step(None)


class Old(NamedTuple):
    """An output of an earlier build, held open: what the user calls it, and the stamp it must bear."""

    path: str
    stream: BinaryIO
    stamp: str

    def check(self) -> None:
        """Raise :class:`Stale` if it has been changed."""
        if stamp(os.fstat(self.stream.fileno())) != self.stamp:
            raise Stale(f"{self.path} was changed since it was written")


class Splice:
    """Takes new pieces for an output and copies the old ones that go before, between and after them."""

    def __init__(self, output: Output, steps: Sequence[Step], old: Old | None) -> None:
        self.lengths: list[int] = []
        self._output = output
        self._steps = list(steps)
        self._at = 0
        self._old = old

    def take(self, piece: bytes) -> None:
        """Take the next new piece."""
        self._copy()
        if self._at == len(self._steps):
            raise ValueError("more pieces than there is place for")
        self._output.write(piece)
        self._note(len(piece))

    def extend(self, steps: Iterable[Step]) -> None:
        """Add steps after those there are."""
        self._steps += steps

    def reached(self) -> list[int]:
        """The lengths of all pieces there are, the old ones that come next copied."""
        self._copy()
        return list(self.lengths)

    def finish(self) -> list[int]:
        """Copy what is left; the lengths of all pieces. Raises :class:`Stale` if what was copied may have changed."""
        self._copy()
        if self._at < len(self._steps):
            raise ValueError("fewer pieces than there is place for")
        if self._old is not None:
            self._old.check()
        return self.lengths

    def _note(self, length: int) -> None:
        self.lengths.append(length)
        self._at += 1

    def _copy(self) -> None:
        """Copy the old pieces that come next, those that follow each other at one go."""
        start = end = 0
        while self._at < len(self._steps) and (step := self._steps[self._at]).start is not None:
            if step.start != end:
                self._run(start, end)
                start = end = step.start
            end += step.length
            self._note(step.length)
        self._run(start, end)

    def _run(self, start: int, end: int) -> None:
        if start == end:
            return
        if self._old is None:
            raise ValueError("there is no old output")
        source, stream = self._old.stream.fileno(), self._output.stream
        while start < end:
            stream.flush()
            copied = _copied(source, stream.fileno(), start, end - start)
            if not copied:
                piece = os.pread(source, min(end - start, _PIECE), start)
                self._output.write(piece)
                copied = len(piece)
            if not copied:
                raise Stale(f"{self._old.path} is shorter than what was written")
            start += copied


def _copied(source: int, target: int, start: int, count: int) -> int:
    """How many bytes the system copied by itself: none where it cannot, or where there are none."""
    if sys.platform != "linux":
        return 0
    try:
        return os.copy_file_range(source, target, count, start)
    except OSError as error:
        if error.errno not in _CANNOT_COPY:
            raise
        return 0


def stamp(status: os.stat_result) -> str:
    """What changes when a file does: size, times and the place on the disk.

    The time of the last change of state is among them, which no program can set back.
    """
    return f"{status.st_size}:{status.st_mtime_ns}:{status.st_ctime_ns}:{status.st_ino}"


def stamped(path: Path) -> str:
    """The stamp of an output: of a file, or of a folder and then of all that is in it. Nothing where there is none."""
    try:
        return " ".join(map(stamp, _states(path)))
    except OSError:
        return ""


def settled(path: Path, inode: int) -> str:
    """The stamp of an output just written under this number; nothing where something else has taken its place.

    The clock moves on a tick before this returns, so that any later change bears another time.
    """
    try:
        states = _states(path)
    except OSError:
        return ""
    latest = max(max(status.st_mtime_ns, status.st_ctime_ns) for status in states)
    if latest <= time_ns() < latest + _TICK:
        sleep(_TICK / 1e9)
    return " ".join(map(stamp, states)) if states[0].st_ino == inode else ""


def _states(path: Path) -> list[os.stat_result]:
    return [path.stat(), *(each.stat() for each in sorted(path.rglob("*")))] if path.is_dir() else [path.stat()]
