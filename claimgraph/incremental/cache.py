"""What a build remembers for the next one, in a file beside its first output: plain JSON under digests.

It says which files need not be read again, where the piece of each scope stands in the old output and what scopes leave
for the end of the graph. A cache that is broken, of another build or out of date is as good as none.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from claimgraph import files
from claimgraph.incremental.shelf import Chunk, Shelf
from claimgraph.incremental.splice import Stale
from claimgraph.pipeline import Counts
from claimgraph.problems import Code, Problem, Where

_MAGIC = "claimgraph cache 1"
_BROKEN = (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError)


class Entry(NamedTuple):
    """A file as it was read: its name, its stamp (none if it may change unseen), and what reading it came to."""

    name: str
    stamp: str
    sha256: str
    scope: str
    problems: tuple[Problem, ...] = ()


_COLUMNS = len(Entry._fields) - 1
"""Those of an entry that every file has: all but the problems."""


class Kept(NamedTuple):
    """An output as it was written: where, in which format, its stamp, and the length of its head."""

    path: str
    format: str
    stamp: str
    head: int


class Scope(NamedTuple):
    """What there is to remember of a scope: also its lengths in each output, and what it put on the shelf."""

    counts: Counts
    seen: tuple[str, ...]
    lengths: tuple[int, ...]
    shared: bytes


class Head(NamedTuple):
    """What suffices to see that nothing has changed, and to say again what was said."""

    settings: str
    listing: str
    outputs: tuple[Kept, ...]
    counts: Counts
    sources: int
    problems: tuple[Problem, ...]
    late: tuple[Problem, ...]
    """Problems that only the whole graph shows: they are no reason to write nothing."""


@dataclass
class Body:
    """What a build needs to redo only what has changed: files by path, scopes by hash, and what scopes share."""

    files: dict[str, Entry] = field(default_factory=dict)
    scopes: dict[str, Scope] = field(default_factory=dict)
    shelf: Shelf = field(default_factory=Shelf)


class Cache:
    """The cache at a place, if one made with these settings is there; ``why`` says what is wrong with another."""

    def __init__(self, place: Path, settings: str) -> None:
        self.head: Head | None = None
        self.why = ""
        self._place, self._start, self._digest = place, 0, ""
        try:
            with files.opened(place) as stream:
                said = stream.readline()
                first = stream.readline()
                self._start = stream.tell()
            _check(first, said.decode("ascii"))
            plain = json.loads(first)
            self._digest = plain.pop()
            self.head = _head(plain)
        except FileNotFoundError:
            return
        except OSError as error:
            self.why = self._said(files.reason(error))
        except (*_BROKEN, Stale):
            self.why = self._said("broken")
        if self.head and self.head.settings != settings:
            self.head, self.why = None, self._said("of another version, other settings or other outputs")

    def body(self) -> Body:
        """The rest of it. Raises :class:`Stale` where it is broken, or has changed since the head was read."""
        try:
            with files.opened(self._place) as stream:
                stream.seek(self._start)
                rest = stream.read()
            if sha256(rest).hexdigest() != self._digest:
                raise Stale(self._said("broken"))
            body = _body(rest)
        except OSError as error:
            raise Stale(self._said(files.reason(error))) from error
        except _BROKEN as error:
            raise Stale(self._said("broken")) from error
        outputs = len(self.head.outputs) if self.head else 0
        measured = [scope.lengths for scope in body.scopes.values()] + [chunk.lengths for chunk in body.shelf.chunks]
        known = {entry.scope for entry in body.files.values()} - {""} <= body.scopes.keys()
        if not known or any(len(each) != outputs for each in measured):
            raise Stale(self._said("broken"))
        return body

    def _said(self, what: str) -> str:
        return f"{self._place}: {what}"


def place(target: str) -> Path:
    """Where the cache of a build is, given its first output."""
    real = Path(os.path.realpath(target))
    return real.with_name(f".{real.name}.cache")


def keep(path: Path, head: Head, body: Body) -> None:
    """Write a cache."""
    rest = _packed(body)
    problems = ([_problem(each) for each in told] for told in (head.problems, head.late))
    first = dumped([*head[:-2], *problems, sha256(rest).hexdigest()]) + b"\n"
    with files.replacing(path) as stream:
        stream.write(f"{_MAGIC} {sha256(first).hexdigest()}\n".encode())
        stream.write(first)
        stream.write(rest)


def listing(found: Sequence[files.File], stamps: Sequence[str]) -> str:
    """A digest of files by path, name and stamp. One without a stamp is never equal to anything."""
    said = "\0".join([f"{file.path}\0{file.name}\0{each}" for file, each in zip(found, stamps, strict=True)])
    return sha256(said.encode("utf-8", "surrogatepass")).hexdigest() if all(stamps) else ""


def _check(line: bytes, said: str) -> None:
    if said != f"{_MAGIC} {sha256(line).hexdigest()}\n":
        raise Stale("broken")


def dumped(value: Any) -> bytes:
    """Plain data on one line."""
    return json.dumps(value, separators=(",", ":")).encode()


def _head(plain: Any) -> Head:
    settings, digest, outputs, counts, sources, problems, late = plain
    return Head(
        *(settings, digest, tuple(Kept(*each) for each in outputs), Counts(*counts), sources),
        tuple(map(_problem_of, problems)),
        tuple(map(_problem_of, late)),
    )


def _packed(body: Body) -> bytes:
    """A line with files by column, scopes and chunks, then a line for each scope and each chunk: what they share."""
    entries = body.files.values()
    columns = [[entry[rank] for entry in entries] for rank in range(_COLUMNS)]
    told = {path: entry.problems for path, entry in body.files.items() if entry.problems}
    problems = {path: [_problem(each) for each in said] for path, said in told.items()}
    scopes = [[name, *scope[:3]] for name, scope in body.scopes.items()]
    chunks = [[chunk.first, chunk.lengths] for chunk in body.shelf.chunks]
    lines = [dumped([list(body.files), columns, problems, scopes, chunks])]
    lines += [scope.shared for scope in body.scopes.values()]
    lines += [chunk.packed() for chunk in body.shelf.chunks]
    return b"\n".join(lines)


def _body(packed: bytes) -> Body:
    first, *lines = packed.split(b"\n")
    paths, columns, problems, scopes, chunks = json.loads(first)
    entries = dict(zip(paths, map(Entry, *columns), strict=True))
    for path, said in problems.items():
        entries[path] = entries[path]._replace(problems=tuple(map(_problem_of, said)))
    shared, unpacked = lines[: len(scopes)], lines[len(scopes) :]
    return Body(
        entries,
        {
            name: Scope(Counts(*counts), tuple(seen), tuple(lengths), line)
            for (name, counts, seen, lengths), line in zip(scopes, shared, strict=True)
        },
        Shelf([Chunk(name, tuple(lengths), line) for (name, lengths), line in zip(chunks, unpacked, strict=True)]),
    )


def _problem(problem: Problem) -> list[Any]:
    return [problem.code.value, problem.where, problem.message, problem.hint, problem.related]


def _problem_of(plain: Any) -> Problem:
    code, where, message, hint, related = plain
    return Problem(Code(code), Where(*where), message, hint, tuple((Where(*place), text) for place, text in related))
