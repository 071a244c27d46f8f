"""How far a long command is: on a terminal, after a second, on one line that is gone when there is something to say."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from claimgraph.workers import Watch, unwatched

_AFTER = 1.0
_EVERY = 0.2
_CLEAR = "\r\x1b[K"


class _Line:
    """One line at the foot of the terminal."""

    def __init__(self) -> None:
        self._next = monotonic() + _AFTER
        self._shown = False

    def show(self, what: str, done: int, of: int) -> None:
        """Say what has been done, to how many of how many, if it is time to."""
        now = monotonic()
        if now >= self._next:
            self._next = now + _EVERY
            self._shown = True
            self._write(f"{_CLEAR}{done:,} of {of:,} {what}")

    def clear(self) -> None:
        """Leave nothing of it."""
        if self._shown:
            self._write(_CLEAR)

    def _write(self, text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()


@contextmanager
def watched(quiet: bool = False) -> Iterator[Watch]:
    """What a build is to tell how far it is; nobody looks where standard error is no terminal."""
    if quiet or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield unwatched
        return
    line = _Line()
    try:
        yield line.show
    finally:
        line.clear()
