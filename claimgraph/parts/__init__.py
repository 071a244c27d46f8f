"""Parts: the reports of one share of the input, to be merged with those of the other shares, on whatever machine.

A part is a file of JSON lines: a head, a line for each report in order, and a foot with a digest of it all. It holds
what reports print; identifiers and links are made when parts are merged. Parts may come from elsewhere, so every line
is checked, and one that cannot be used is a problem and hides no other.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import BinaryIO, NamedTuple

from claimgraph import files
from claimgraph.parts.form import Head, Refused, foot_line, foot_of, head_line, head_of, report_line, report_of
from claimgraph.parts.sets import Part, sets
from claimgraph.pipeline import Read, Settings, Told
from claimgraph.problems import Code, Problem, Where
from claimgraph.spool import Scoped, Spool
from claimgraph.writers import Format

SUFFIX = ".cgp"
FORMAT = Format("part", (SUFFIX,), "claimgraph.parts", "one share of the reports, to be merged")

_LINE = 8
"""A line is at most this many times longer than the longest file: texts stand in it twice, some letters as six."""

_PACKED = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"PK\x03\x04")
"""How files of gzip, bzip2, xz, zstd and zip begin."""


class Share(NamedTuple):
    """One of so many shares of the input, counted from 1."""

    number: int
    of: int

    def __str__(self) -> str:
        """As the command line takes it.

        >>> str(Share(2, 8))
        '2/8'
        """
        return f"{self.number}/{self.of}"

    def has(self, name: str) -> bool:
        """Whether a file of this name, below the input it was found in, belongs to this share.

        The name alone decides, so every machine comes to the same answer without reading a file.

        >>> [number for number in (1, 2, 3) if Share(number, 3).has("2026/a.txt")]
        [2]
        """
        return int.from_bytes(sha256(_encoded(name)).digest()[:8]) % self.of + 1 == self.number


def lines(share: Share, found: files.Found, read: Read, scopes: Iterable[Scoped], lexicon: str) -> Iterator[bytes]:
    """The lines of a part, given all files found, and what reading those of the share came to."""
    names = sorted(_encoded(file.name) for file in found.files)
    mine = [file for file in found.files if share.has(file.name)]
    told = [(file.name, each) for file, said in zip(mine, read.files, strict=True) for each in said.problems]
    listing = sha256(b"\0".join(names)).hexdigest()
    head = Head(share, listing, lexicon, len(read.sources), found.problems, tuple(told))
    digest = sha256()
    for line in _lines(head, scopes):
        digest.update(line)
        yield line
    yield foot_line(digest.hexdigest())


def _lines(head: Head, scopes: Iterable[Scoped]) -> Iterator[bytes]:
    yield head_line(head)
    for _, reports in scopes:
        yield from sorted(map(report_line, reports))


class Chosen(NamedTuple):
    """The parts to merge, how many reports they say they hold, and all problems but those of single lines."""

    files: tuple[files.File, ...]
    reports: int
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
    """What was taken for granted of parts that do not say it themselves."""


def choose(found: Sequence[files.File], settings: Settings) -> Chosen:
    """Read the heads of parts; leave out what cannot be used and copies, and tell of shares that are not there."""
    problems: list[Problem] = []
    usable: list[Part] = []
    for file in found:
        try:
            usable.append(Part(file, _head(file, settings)))
        except OSError as error:
            problems.append(_unreadable(file, error))
        except Refused as refused:
            problems.append(_bad(file, 1, str(refused), refused.hint))
    together = sets(usable)
    problems += (told for each in together for told in each.problems())
    chosen = [part for each in together for part in each.parts]
    heads = [part.head for part in chosen]
    return Chosen(
        tuple(part.file for part in chosen),
        sum(head.reports for head in heads),
        (*_told_by(heads), *problems),
        tuple(note for each in together for note in each.notes()),
    )


def _told_by(heads: Sequence[Head]) -> Iterator[Problem]:
    """The problems that parts tell of, in the order in which one build of all files would."""
    left_out = {each for head in heads for each in head.left_out}
    yield from sorted(left_out, key=lambda each: (each.where.path, each.message))
    told = (each for head in heads for each in head.problems)
    yield from (problem for _, problem in sorted(told, key=lambda each: (_encoded(each[0]), each[1].where.path)))


def fill(spool: Spool, found: Iterable[files.File], settings: Settings) -> Read:
    """Read parts and put their reports on a spool."""
    done = Read([])
    for file in found:
        try:
            with files.opened(file.path) as stream:
                done.files.extend(_reports(stream, file, spool, settings))
        except OSError as error:
            done.files.append(Told((_unreadable(file, error),)))
    return done


def _reports(stream: BinaryIO, file: files.File, spool: Spool, settings: Settings) -> Iterator[Told]:
    """Put the reports of a part on a spool, and say of each line what it came to."""
    longest = _LINE * settings.largest
    digest = sha256(stream.readline(longest))
    number, held = 1, b""
    while line := stream.readline(longest):
        if held:
            digest.update(held)
            number += 1
            yield _told(held, (file, number), spool)
        held = line
        if len(line) == longest:
            break
    with contextlib.suppress(Refused):
        if foot_of(held) == digest.hexdigest():
            return
    if held and not held.startswith(b"{"):
        number += 1
        yield _told(held, (file, number), spool)
    message = "it ends too soon, or was changed after it was made"
    yield Told((_bad(file, number + 1, message, "make it again; what can be read of it is in the result"),))


def _told(line: bytes, place: tuple[files.File, int], spool: Spool) -> Told:
    try:
        report = report_of(line)
    except Refused as refused:
        return Told((_bad(*place, f"no report: {refused}", "the line is left out"),))
    return Told((), report.source.sha256, spool.add(report).hash)


def _head(file: files.File, settings: Settings) -> Head:
    """The head of a part. Raises :class:`Refused` where it is none, or of reports read with other words."""
    with files.opened(file.path) as stream:
        line = stream.readline(_LINE * settings.largest)
    if not line:
        raise Refused("the file is empty", "make it again")
    if line.startswith(_PACKED):
        raise Refused("a compressed file, not a part", "unpack it first")
    head = head_of(line)
    if head.lexicon != settings.lexicon.fingerprint:
        raise Refused("its reports were read with another lexicon", "give merge the same --lexicon as the parts")
    return head


def _bad(file: files.File, line: int, message: str, hint: str) -> Problem:
    return Problem(Code.BAD_PART, Where(file.path, line), message, hint)


def _unreadable(file: files.File, error: OSError) -> Problem:
    return Problem(Code.UNREADABLE, Where(file.path), f"cannot be read: {files.reason(error)}")


def _encoded(name: str) -> bytes:
    return name.encode("utf-8", "surrogatepass")
