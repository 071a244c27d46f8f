"""Finding reports: by an explicit stack, so no depth is too deep; every entry is taken, or named as left out."""

from __future__ import annotations

import errno
import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from fnmatch import fnmatchcase
from typing import NamedTuple

from claimgraph.files.reading import STDIN, File, descend, reason, sort, unreadable
from claimgraph.problems import Code, Problem, Where, shown
from claimgraph.readers import SUFFIXES

_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
_LINK = "a symbolic link, not followed"


class Found(NamedTuple):
    """The files found, in the order of their names, and what was left out."""

    files: tuple[File, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    """What was passed over because it is no report by its name: hidden, or of another ending."""


def find(inputs: Iterable[str], suffixes: tuple[str, ...] = SUFFIXES, may_be_empty: bool = False) -> Found:
    """Every report below the inputs: files, folders (searched whole), globs, or ``-`` for standard input.

    A folder without any is a problem, unless it may be empty. Raises ``FileNotFoundError`` for an input that is not
    there.
    """
    search = _Search(suffixes, may_be_empty)
    for given in inputs:
        search.input(given)
    ordered = sorted(search.files.values(), key=lambda file: (_bytes(file.name), file.path))
    return Found(tuple(ordered), _ordered(search.problems), _ordered(search.notes))


class _Search:
    """Gathers files, each once however often it is met, and what was left out."""

    def __init__(self, suffixes: tuple[str, ...], may_be_empty: bool) -> None:
        self.files: dict[str, File] = {}
        self.problems: list[Problem] = []
        self.notes: list[Problem] = []
        self._suffixes = suffixes
        self._what = "report" if suffixes == SUFFIXES else "part"
        self._may_be_empty = may_be_empty

    def input(self, given: str) -> None:
        """Take what the user gave."""
        if given == STDIN:
            self.files[STDIN] = File(STDIN, "stdin", True)
        elif not os.path.lexists(given) and glob.has_magic(given):
            told = len(self.problems)
            matched = list(self._matches(given))
            if not matched and len(self.problems) == told:
                raise FileNotFoundError(errno.ENOENT, f"no file matches {shown(given)}")
            for path, is_folder in matched:
                self._take(path, is_folder)
        else:
            os.stat(given)
            self._take(given, os.path.isdir(given), named=True)

    def _take(self, path: str, is_folder: bool, named: bool = False) -> None:
        if is_folder:
            if not self._below(path) and not self._may_be_empty:
                hint = "reports end in .txt or .md" if self._what == "report" else "parts end in .cgp"
                self.problems.append(Problem(Code.EMPTY_FOLDER, Where(path), f"no {self._what} was found here", hint))
        else:
            self._keep(os.path.realpath(path), File(path, _utf8(os.path.basename(path)), named))

    def _keep(self, real: str, file: File) -> None:
        """Keep a file; met under two names, it has the one that comes first, whichever was met first."""
        known = self.files.get(real)
        if known is not None:
            named = known.named or file.named
            file = min(known, file, key=lambda one: (_bytes(one.name), one.path))._replace(named=named)
        self.files[real] = file

    def _below(self, root: str) -> bool:
        """Keep the regular files of the right endings in a folder and the folders in it; whether there are any."""
        real = os.path.realpath(root)
        any_kept = False
        stack = [""]
        while stack:
            folder = stack.pop()
            for entry in self._listed(os.path.join(root, folder) if folder else root):
                name = f"{folder}/{entry.name}" if folder else entry.name
                if reason := self._left_out(entry):
                    (self.notes if reason.harmless else self.problems).append(_skipped(entry.path, reason.message))
                elif entry.is_folder:
                    stack.append(name)
                else:
                    self._keep(f"{real}/{name}", File(entry.path, _utf8(name)))
                    any_kept = True
        return any_kept

    def _left_out(self, entry: _Entry) -> _Reason | None:
        """Why an entry of a folder is passed over, or nothing."""
        if entry.name.startswith("."):
            return _Reason("hidden", True)
        if entry.strange:
            return _Reason(entry.strange)
        if not entry.is_folder and not entry.name.lower().endswith(self._suffixes):
            return _Reason(f"its ending is not one of a {self._what}", True)
        return None

    def _listed(self, folder: str) -> Sequence[_Entry]:
        """The entries of a folder by name; none, and a problem, where it cannot be listed."""
        try:
            with _listing(folder) as entries:
                return sorted((_entry(folder, entry) for entry in entries), key=lambda entry: os.fsencode(entry.name))
        except OSError as error:
            self.problems.append(unreadable(folder, error))
            return ()

    def _matches(self, pattern: str) -> Iterator[tuple[str, bool]]:
        """Paths that a glob stands for, and whether each is a folder. As everywhere, no link is followed."""
        parts = pattern.split("/")
        fixed = next(index for index, part in enumerate(parts) if glob.has_magic(part))
        top = "/".join(parts[:fixed]) or ("/" if pattern.startswith("/") else "")
        stack = [(top, fixed)] if os.path.isdir(top or ".") else []
        met = set(stack)
        while stack:
            folder, index = stack.pop()
            last = index == len(parts) - 1
            deeper: list[tuple[str, int]] = []
            if parts[index] == "**" and not last:
                deeper.append((folder, index + 1))
            for entry in self._listed(folder or "."):
                path = os.path.join(folder, entry.name)
                if not _fits(entry.name, parts[index]):
                    continue
                if entry.strange:
                    self.problems.append(_skipped(path, entry.strange))
                elif last:
                    yield path, entry.is_folder
                elif entry.is_folder:
                    deeper.append((path, index if parts[index] == "**" else index + 1))
            stack += (step for step in deeper if step not in met)
            met.update(deeper)


class _Entry(NamedTuple):
    """An entry of a folder; ``strange`` says what it is where it is neither folder nor regular file."""

    name: str
    path: str
    is_folder: bool
    strange: str


class _Reason(NamedTuple):
    message: str
    harmless: bool = False


def _entry(folder: str, entry: os.DirEntry[str]) -> _Entry:
    """What an entry is, asked while its folder is open."""
    path = os.path.join(folder, entry.name)
    try:
        if entry.is_symlink():
            return _Entry(entry.name, path, False, _LINK)
        if entry.is_dir(follow_symlinks=False):
            return _Entry(entry.name, path, True, "")
        if entry.is_file(follow_symlinks=False):
            return _Entry(entry.name, path, False, "")
        return _Entry(entry.name, path, False, f"a {sort(entry.stat(follow_symlinks=False).st_mode)}")
    except OSError as error:
        return _Entry(entry.name, path, False, reason(error))


@contextmanager
def _listing(folder: str) -> Iterator[Iterator[os.DirEntry[str]]]:
    """The entries of a folder, whose path may be longer than the system takes."""
    try:
        entries = os.scandir(folder)
    except OSError as error:
        if error.errno != errno.ENAMETOOLONG or os.scandir not in os.supports_fd:
            raise
        descriptor = descend(folder, _FOLDER)
        try:
            with os.scandir(descriptor) as entries:
                yield entries
        finally:
            os.close(descriptor)
    else:
        with entries:
            yield entries


def _fits(name: str, part: str) -> bool:
    """Whether a name fits one part of a glob; what is hidden has to be asked for."""
    if name.startswith(".") and not part.startswith("."):
        return False
    return part == "**" or fnmatchcase(name, part)


def _skipped(path: str, why: str) -> Problem:
    return Problem(Code.SKIPPED, Where(path), f"left out: {why}")


def _utf8(name: str) -> str:
    """A file name as text that every format can hold; bytes that are no UTF-8 are shown as ``\\xff``."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _bytes(name: str) -> bytes:
    return name.encode("utf-8", "surrogatepass")


def _ordered(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems by place, each once, whatever the order of the inputs."""
    return tuple(sorted(set(problems), key=lambda problem: (_bytes(problem.where.path), problem.message)))
