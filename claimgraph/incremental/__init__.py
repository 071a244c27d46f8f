"""A build that redoes only what has changed since the last one, byte for byte as if it had done everything.

What a scope becomes depends on its own reports alone. So only the scopes of new, changed and vanished reports are made
again; all others are copied from the old output. Where the cache or the old output is not what it should be, everything
is built again.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from time import time_ns
from typing import NamedTuple

from claimgraph import files, output, pipeline, workers
from claimgraph.incremental import cache
from claimgraph.incremental.cache import Body, Cache, Entry, Head, Kept
from claimgraph.incremental.fingerprint import fingerprint
from claimgraph.incremental.patch import Change, Made, Patch, identities
from claimgraph.incremental.splice import RECENT, Stale, stamp, stamped
from claimgraph.pipeline import Counts, Settings
from claimgraph.problems import Code, Problem


class Wanted(NamedTuple):
    """What is to be built from what, and how."""

    found: files.Found
    targets: Sequence[output.Target]
    settings: Settings
    demands: pipeline.Demands = pipeline.Demands()
    jobs: int | None = None


class Redone(NamedTuple):
    """What a build came to: counts, problems, whether anything is there, whether it is as it was, what was amiss."""

    counts: Counts
    problems: tuple[Problem, ...]
    written: bool = True
    unchanged: bool = False
    amiss: str = ""


def build(wanted: Wanted) -> Redone:
    """Build, with a cache beside the first target, which must be a file or folder of its own."""
    formats = [each.format.name for each in wanted.targets]
    place = Place(cache.place(wanted.targets[0].path), fingerprint(wanted.settings, formats))
    known = Cache(*place)
    head, why = known.head, known.why
    stamps = _stamps(wanted.found.files)
    if head is not None and not (why := _changed(head.outputs, wanted.targets)):
        listed = cache.listing(wanted.found.files, list(stamps.now.values()))
        if head.listing == listed and listed:
            return _as_it_was(wanted, head)
        try:
            return _told("", _Build(wanted, stamps, head, known.body()).run(place))
        except Stale as stale:
            why = str(stale)
    return _told(why, _Build(wanted, stamps, None, Body()).run(place))


def _told(why: str, done: Redone) -> Redone:
    """What a build came to, with one line on why it did everything, and on what that means for the next one."""
    if not done.written:
        return done
    # One reason for each thing: what stands in the place of a cache can be neither read nor written.
    said = [*{each.partition(": ")[0]: each for each in (why, done.amiss) if each}.values()]
    if why:
        said.append("all was built again")
    if done.amiss:
        said.append("it stays as it was" if done.unchanged else "the next build will begin anew")
    return done._replace(amiss="; ".join(said))


class Place(NamedTuple):
    """Where the cache is, and the fingerprint of all that decides over the graph beside the reports."""

    path: Path
    settings: str


class _Stamps(NamedTuple):
    """The stamps of files by path, and which of them are too new to be relied on later."""

    now: dict[str, str]
    recent: set[str]

    def lasting(self, path: str) -> str:
        """What may be remembered of a file: nothing where it may change and keep its stamp."""
        return "" if path in self.recent else self.now[path]


def _stamps(found: Sequence[files.File]) -> _Stamps:
    """The stamps that files bear now. What is no file has none."""
    stamps, until = _Stamps({}, set()), time_ns() - RECENT
    for path, _, named in found:
        try:
            status = os.stat(path, follow_symlinks=named)
        except OSError:
            stamps.now[path] = ""
            continue
        stamps.now[path] = stamp(status)
        if status.st_ctime_ns > until or status.st_mtime_ns > until:
            stamps.recent.add(path)
    if files.STDIN in stamps.now:
        stamps.now[files.STDIN] = ""
    return stamps


def _changed(outputs: Sequence[Kept], targets: Sequence[output.Target]) -> str:
    """Why the targets are not what was written last, as it was written; nothing where they are."""
    if [(each.path, each.format) for each in outputs] != identities(targets):
        return "other outputs are wanted than were written last"
    for kept, target in zip(outputs, targets, strict=True):
        if not target.is_file:
            return f"what went to {target.path} is not kept"
        if not os.path.lexists(kept.path):
            return f"{target.path} is not there any more"
        if not kept.stamp or kept.stamp != stamped(Path(kept.path)):
            return f"{target.path} was changed since it was written"
    return ""


def _as_it_was(wanted: Wanted, head: Head) -> Redone:
    """What the last build said, nothing having changed since."""
    problems = (*wanted.found.problems, *head.problems)
    if wanted.demands.refuse(problems, head.sources):
        return Redone(Counts(reports=head.sources), problems, written=False)
    return Redone(head.counts, (*problems, *head.late), unchanged=True)


class _Build:
    """One build: what is known from the last, where its outputs stand, and what has to be read and made."""

    def __init__(self, wanted: Wanted, stamps: _Stamps, head: Head | None, body: Body) -> None:
        found, _, self._settings, *_ = self._wanted = wanted
        self._stamps = stamps
        self._body = body
        self._head = head
        self._splices = head is not None and all(each.format.streams for each in wanted.targets)
        self._read: set[str] = set()
        self._entries = {file.path: entry for file in found.files if (entry := self._known(file))}
        gone = (entry.scope for path, entry in body.files.items() if path not in self._entries)
        self._touched = {scope for scope in gone if scope}

    def run(self, place: Place) -> Redone:
        """Read and make what has to be, and remember it. Raises :class:`Stale` where the last build does not hold."""
        found, targets, settings, demands, jobs = self._wanted
        order = workers.Order(settings, tuple(targets), notes=True)
        with workers.workshop(order, len(self._due()), jobs) as source:
            self._read_all(source)
            entries = self._entries = {file.path: self._entries[file.path] for file in found.files}
            told = tuple(problem for entry in entries.values() for problem in entry.problems)
            sources = [entry.sha256 for entry in entries.values() if entry.sha256]
            problems = (*found.problems, *told)
            if demands.refuse(problems, len(sources)):
                return Redone(Counts(reports=len(sources)), problems, written=False)
            head, body = self._head, self._body
            if head is None or self._touched:
                made = self._make(order, source, sources)
            else:
                made = Made(head.outputs, head.counts, head.late, body.scopes, body.shelf)
        listed = cache.listing(found.files, [entry.stamp for entry in entries.values()])
        now = Head(place.settings, listed, made.outputs, made.counts, len(sources), told, made.late)
        amiss = ""
        try:
            cache.keep(place.path, now, Body(entries, made.scopes, made.shelf))
        except OSError as error:
            amiss = f"{place.path}: {files.reason(error)}"
        unchanged = head is not None and not self._touched
        return Redone(made.counts, (*problems, *made.late), unchanged=unchanged, amiss=amiss)

    def _make(self, order: workers.Order, source: workers.Source, sources: Sequence[str]) -> Made:
        """Make what is touched, or all of it where no old output can be built on."""
        present = sorted({entry.scope for entry in self._entries.values() if entry.scope})
        if self._splices and self._head is not None:
            change = Change(present, self._touched & set(present), self._touched)
            return Patch(order, self._body, self._head.outputs, change).make(source, sources)
        return Patch(order, Body(), (), Change(present, set(present), set())).make(source, sources)

    def _known(self, file: files.File) -> Entry | None:
        """What is known of a file, if it is as it was: by its stamp, or else by its content."""
        entry = self._body.files.get(file.path)
        if entry is None or entry.name != file.name or file.path == files.STDIN:
            return None
        if entry.stamp and entry.stamp == self._stamps.now[file.path]:
            return entry
        data = files.read(file, self._settings.largest) if entry.sha256 else b""
        if isinstance(data, Problem) or sha256(data).hexdigest() != entry.sha256:
            return None
        return entry._replace(stamp=self._stamps.lasting(file.path))

    def _due(self) -> list[files.File]:
        """Files that have to be read: those not known, and those whose report goes into what is made again."""
        read, entries, touched = self._read, self._entries, self._touched
        whole = touched and not self._splices
        due = []
        for file in self._wanted.found.files:
            entry = entries.get(file.path)
            if entry is None or (entry.scope and (whole or entry.scope in touched) and file.path not in read):
                due.append(file)
        return due

    def _read_all(self, source: workers.Source) -> None:
        """Read what is due, and what that makes due in turn."""
        while due := self._due():
            for file, told in zip(due, source.read(due).files, strict=True):
                unsure = any(problem.code is Code.UNREADABLE for problem in told.problems)
                mark = "" if unsure else self._stamps.lasting(file.path)
                self._entries[file.path] = Entry(file.name, mark, told.sha256, told.scope, told.problems)
                self._read.add(file.path)
                if told.scope:
                    self._touched.add(told.scope)
