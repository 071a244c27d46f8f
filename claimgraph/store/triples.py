"""The triple store's half of a store: statements go in by the megabyte, while the next ones are being made."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pyoxigraph as ox

LEAST, MOST = 4 * 2**20, 16 * 2**20
"""Bytes of N-Triples loaded at once: a hundredth of what is loaded, between these bounds. Loading takes five times as
much memory and more; but many small loads leave a large store with many small files, to be merged and held open."""

_PARTS = 100


class TripleWriter:
    """Fills a new triple store with N-Triples."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._store: ox.Store | None = ox.Store(folder)
        self._pool = ThreadPoolExecutor(1, "triples")
        self._loading: Future[None] | None = None
        self._waiting: list[bytes] = []
        self._size = 0
        self._enough = LEAST
        self._loaded = 0

    def take(self, lines: bytes, start: int = 0) -> None:
        """Take whole lines, from ``start`` on; however many they are, few are loaded at once."""
        while start < len(lines):
            end = lines.find(b"\n", start + self._enough - self._size) + 1 or len(lines)
            self._waiting.append(lines[start:end])
            self._size += end - start
            start = end
            if self._size >= self._enough:
                self._hand_over()

    def finish(self) -> int:
        """Load what is left, and close the store; the number of statements in it."""
        self._hand_over()
        self._settle()
        assert self._store is not None
        self._store.flush()
        statements = len(self._store)
        self.close()
        for log in self._folder.glob("LOG*"):
            # It tells where and on which machine the store was made, and nobody needs it.
            log.unlink()
        return statements

    def close(self) -> None:
        """Let go of the store, whatever has been loaded."""
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._loading = None
        self._store = None

    def _hand_over(self) -> None:
        self._settle()
        self._loaded += self._size
        self._enough = min(max(LEAST, self._loaded // _PARTS), MOST)
        lines, self._waiting, self._size = self._waiting, [], 0
        if lines:
            self._loading = self._pool.submit(self._load, lines)

    def _settle(self) -> None:
        """Wait for what is being loaded, and raise what went wrong with it."""
        if self._loading is not None:
            self._loading.result()
            self._loading = None

    def _load(self, lines: list[bytes]) -> None:
        assert self._store is not None
        # Lenient: these lines are our own writer's, which checks what it writes.
        self._store.bulk_load(b"".join(lines), format=ox.RdfFormat.N_TRIPLES, lenient=True)
