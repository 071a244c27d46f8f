"""Which parts belong together: those made of files of the same names, in as many shares.

What the files say cannot tell, for whoever makes one share reads no other. So parts of two folders whose files have the
same names look like two versions of one share. Neither is left out: a report too many is better than one too few.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import islice
from typing import NamedTuple

from claimgraph import files
from claimgraph.parts.form import Head
from claimgraph.problems import Code, Problem, Where, shown

_NAMED = 10
"""Of missing shares, this many are named."""


class Part(NamedTuple):
    """A part to merge, and what its first line says."""

    file: files.File
    head: Head


class Set(NamedTuple):
    """The parts made of files of the same names, in as many shares: of one folder, or of several with equal names."""

    of: int
    given: dict[int, int]
    """How many parts of each share there are, copies counted too: of an empty share all parts are alike."""
    unlike: dict[int, list[Part]]
    """The parts of each share, of copies the first."""

    @property
    def parts(self) -> list[Part]:
        """Every part to merge."""
        return [part for parts in self.unlike.values() for part in parts]

    @property
    def most(self) -> int:
        """Of how many folders they are: as many as there are different parts of one share."""
        return max(map(len, self.unlike.values()))

    @property
    def uneven(self) -> int:
        """A share that is given, but not for every folder, or 0: some part is of other contents than the rest."""
        return next((number for number, count in sorted(self.given.items()) if count < self.most), 0)

    def problems(self) -> Iterator[Problem]:
        """What is told where no whole sets can be made of the parts."""
        absent = self.of - len(self.given)
        if absent:
            named = islice((str(number) for number in range(1, self.of + 1) if number not in self.given), _NAMED)
            shares = f"share{'s' if absent > 1 else ''} {', '.join(named)}{', …' if absent > _NAMED else ''}"
            message = f"{shares} of {self.of} {'are' if absent > 1 else 'is'} not given"
            hint = f"give {'them' if absent > 1 else 'it'} too; if files came or went, make all parts again"
            yield Problem(Code.BAD_PART, Where(min(part.file.path for part in self.parts)), message, hint)
        if self.uneven:
            number, parts = self._twins()
            message = f"share {number} of {self.of} is given in {self.most} versions, share {self.uneven} is not"
            hint = "all are merged; give one part of each share, or whole sets"
            yield Problem(Code.BAD_PART, Where(parts[1].file.path), message, hint)

    def notes(self) -> Iterator[str]:
        """What is told where the parts are taken for those of several folders."""
        if self.most > 1 and not self.uneven:
            first, second, *_ = self._twins()[1]
            one, other = shown(first.file.path), shown(second.file.path)
            yield f"{one}, {other}: the same file names; taken for {self.most} folders"

    def _twins(self) -> tuple[int, list[Part]]:
        """The first share of which there are most different parts, and these."""
        return next((number, parts) for number, parts in sorted(self.unlike.items()) if len(parts) == self.most)


def sets(parts: Iterable[Part]) -> list[Set]:
    """The parts that belong together."""
    found: dict[tuple[str, int], dict[int, list[Part]]] = {}
    for part in parts:
        number, of = part.head.share
        found.setdefault((part.head.listing, of), {}).setdefault(number, []).append(part)
    return [
        Set(
            of,
            {number: len(given) for number, given in shares.items()},
            {number: _unlike(given) for number, given in shares.items()},
        )
        for (_, of), shares in found.items()
    ]


def _unlike(given: Sequence[Part]) -> list[Part]:
    """Parts of one share, of copies the first."""
    if len(given) == 1:
        return [*given]
    unlike: dict[str, Part] = {}
    for part in given:
        unlike.setdefault(_digest(part.file), part)
    return list(unlike.values())


def _digest(file: files.File) -> str:
    digest = sha256()
    with files.opened(file.path) as stream:
        while piece := stream.read(2**20):
            digest.update(piece)
    return digest.hexdigest()
