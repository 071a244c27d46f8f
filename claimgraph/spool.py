"""Reports on their way from files to scopes: in memory while they are few, in buckets on the disk when they are many.

A bucket holds the scopes whose hash begins alike, so buckets taken in order give scopes in order, and no more than one
bucket is ever in memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from claimgraph.facts import Scope, scope
from claimgraph.model import Report
from claimgraph.records import flat, packed, report, unpacked

KEPT = 1500
"""About how many reports fill a bucket, so that a bucket is never much to hold."""

HELD = 48 * 2**20
"""Bytes of reports held in memory before a spool goes to the disk."""

_LEAST = 1000
_DIGITS = "234567abcdefghijklmnopqrstuvwxyz"
_RANK = {digit: rank for rank, digit in enumerate(_DIGITS)}
MOST_BUCKETS = 256

Scoped = tuple[Scope, list[Report]]


def buckets_for(reports: int) -> int:
    """How many buckets suit this many reports: a power of two, so that bounds stay where they are as reports grow."""
    wanted = 1
    while wanted < MOST_BUCKETS and wanted * KEPT < reports:
        wanted *= 2
    return wanted


def bucket(hashed: str, buckets: int) -> int:
    """The bucket of a scope's hash; buckets follow each other as hashes do.

    >>> bucket("2aaaaaaaaaaa", 32), bucket("zzzzzzzzzzzz", 32)
    (0, 31)
    """
    return (_RANK[hashed[0]] * 32 + _RANK[hashed[1]]) * buckets // 1024


class Spool:
    """Takes reports in any order and gives them back by scope, in the order of the scopes' hashes."""

    def __init__(self, buckets: int = 1, folder: Path | None = None, name: str = "reports") -> None:
        self._buckets = buckets
        self._folder = folder
        self._name = name
        self._kept: list[tuple[Scope, Report]] = []
        self._held = 0
        self._files: dict[int, BinaryIO] = {}
        self._spilled = False

    def add(self, taken: Report) -> Scope:
        """Take one report, and say under which scope."""
        own = scope(taken)
        self._kept.append((own, taken))
        self._held += _LEAST + (taken.rows[-1].end if taken.rows else 0)
        if self._buckets > 1 and self._held >= HELD:
            self.spill()
        return own

    def spill(self) -> None:
        """Move what is in memory to the disk."""
        if self._folder is None:
            return
        self._spilled = True
        for own, kept in self._kept:
            number = bucket(own.hash, self._buckets)
            if number not in self._files:
                self._files[number] = (self._folder / f"{self._name}.{number}").open("ab")
            self._files[number].write(packed(flat(kept)))
        self._kept.clear()
        self._held = 0
        self.close()

    def close(self) -> None:
        """Close the files, so that other processes see all that is in them."""
        for stream in self._files.values():
            stream.close()
        self._files.clear()

    def scopes(self) -> Iterator[Scoped]:
        """Every scope with its reports."""
        if self._folder is None or not self._spilled:
            yield from by_scope(self._kept)
            return
        self.spill()
        for number in range(self._buckets):
            yield from spilled(self._folder, number)


def spilled(folder: Path, number: int) -> Iterator[Scoped]:
    """The scopes of one bucket, whichever processes filled it."""
    found: list[Report] = []
    for path in sorted(folder.glob(f"reports*.{number}")):
        with path.open("rb") as stream:
            found += map(report, unpacked(stream))
    yield from by_scope([(scope(each), each) for each in found])


def by_scope(found: list[tuple[Scope, Report]]) -> Iterator[Scoped]:
    """Reports under their scopes, in the order of the scopes' hashes.

    Where a title is spelled in several ways, the first of them in order names the scope, whichever was met first.
    """
    scopes: dict[str, Scoped] = {}
    for own, each in found:
        scopes.setdefault(own.hash, (own, []))[1].append(each)
    for hashed in sorted(scopes):
        own, reports = scopes[hashed]
        yield own._replace(title=min(each.examined for each in reports)), reports
