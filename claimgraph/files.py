"""The user's files: what is found, how it is read, how it is written. No other room touches the file system.

Reading follows no links, opens nothing that could block, and names everything it leaves out. Writing goes to a file
beside the target that replaces it once it is whole and on the disk.
"""

from __future__ import annotations

import contextlib
import errno
import glob
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol

from claimgraph.problems import Code, Problem, Severity, Where
from claimgraph.readers import SUFFIXES

LARGEST = 64 * 2**20
"""Files larger than this many bytes are refused unless the caller allows more."""

STDIN = "-"
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_PIECE = 2**20


class File(NamedTuple):
    """A file to read: its path, its name below the input it was found in, and whether the user named it himself."""

    path: str
    name: str
    named: bool = False


class Found(NamedTuple):
    """The files found, in the order of their names, and what was left out."""

    files: tuple[File, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    """What was passed over because it is no report by its name: hidden, or of another ending."""


def find(inputs: Iterable[str], suffixes: tuple[str, ...] = SUFFIXES) -> Found:
    """Every report below the inputs: files, folders (searched whole), globs, or ``-`` for standard input.

    Raises ``FileNotFoundError`` for an input that is not there.
    """
    files: dict[str, File] = {}
    problems: list[Problem] = []
    notes: list[Problem] = []
    for given in inputs:
        for path in _expanded(given):
            if path == STDIN:
                files[STDIN] = File(STDIN, "stdin", True)
            elif os.path.isdir(path):
                for file in _below(path, suffixes, problems, notes):
                    files.setdefault(os.path.realpath(file.path), file)
            else:
                os.stat(path)
                files.setdefault(os.path.realpath(path), File(path, _utf8(os.path.basename(path)), True))
    ordered = sorted(files.values(), key=lambda file: (file.name.encode("utf-8", "surrogatepass"), file.path))
    return Found(tuple(ordered), tuple(problems), tuple(notes))


def read(file: File, largest: int = LARGEST) -> bytes | Problem:
    """The bytes of a file, or why they cannot be had."""
    if file.path == STDIN:
        data = sys.stdin.buffer.read(largest + 1)
        return _too_large(file.path, len(data), largest) if len(data) > largest else data
    try:
        descriptor = os.open(file.path, _READ if file.named else _READ | _NO_FOLLOW)
    except OSError as error:
        return _unreadable(file.path, error)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            hint = "give - to read standard input" if file.named else ""
            return Problem(Code.UNREADABLE, Where(file.path), f"not a regular file but a {_sort(status.st_mode)}", hint)
        if status.st_size > largest:
            return _too_large(file.path, status.st_size, largest)
        return _whole(descriptor, file.path, status.st_size, largest)
    except OSError as error:
        return _unreadable(file.path, error)
    finally:
        os.close(descriptor)


def _whole(descriptor: int, path: str, size: int, largest: int) -> bytes | Problem:
    """All bytes up to the end of the file, which may have moved since its size was read."""
    data = os.read(descriptor, size + 1)
    if len(data) == size:
        return data
    pieces, read_bytes = [data], len(data)
    while piece := os.read(descriptor, _PIECE):
        pieces.append(piece)
        read_bytes += len(piece)
        if read_bytes > largest:
            return _too_large(path, read_bytes, largest)
    return b"".join(pieces)


def _expanded(given: str) -> Iterable[str]:
    """The paths a glob stands for; anything else stands for itself."""
    if given == STDIN or os.path.lexists(given) or not glob.has_magic(given):
        return (given,)
    matched = sorted(glob.glob(given, recursive=True))
    if not matched:
        raise FileNotFoundError(errno.ENOENT, "no file matches", given)
    return matched


def _below(root: str, suffixes: tuple[str, ...], problems: list[Problem], notes: list[Problem]) -> Iterator[File]:
    """Regular files of the right endings in a folder and the folders in it, by an explicit stack."""
    stack = [root]
    while stack:
        folder = stack.pop()
        try:
            with os.scandir(folder) as entries:
                listed = sorted(entries, key=lambda entry: os.fsencode(entry.name))
        except OSError as error:
            problems.append(_unreadable(folder, error))
            continue
        for entry in listed:
            reason = _left_out(entry, suffixes)
            if reason:
                (notes if reason.severity is Severity.INFO else problems).append(_skipped(entry.path, reason))
            elif entry.is_dir(follow_symlinks=False):
                stack.append(entry.path)
            else:
                yield File(entry.path, _utf8(os.path.relpath(entry.path, root).replace(os.sep, "/")))


class _Reason(NamedTuple):
    message: str
    severity: Severity


def _left_out(entry: os.DirEntry[str], suffixes: tuple[str, ...]) -> _Reason | None:
    """Why an entry of a folder is passed over, or nothing."""
    try:
        if entry.name.startswith("."):
            return _Reason("hidden", Severity.INFO)
        if entry.is_symlink():
            return _Reason("a symbolic link, not followed", Severity.WARNING)
        if entry.is_dir(follow_symlinks=False):
            return None
        if not entry.is_file(follow_symlinks=False):
            return _Reason(f"a {_sort(entry.stat(follow_symlinks=False).st_mode)}", Severity.WARNING)
    except OSError as error:
        return _Reason(error.strerror or "unreadable", Severity.WARNING)
    if not entry.name.lower().endswith(suffixes):
        return _Reason("its ending is not one of a report", Severity.INFO)
    return None


def _skipped(path: str, reason: _Reason) -> Problem:
    return Problem(Code.SKIPPED, Where(path), f"left out: {reason.message}")


def _sort(mode: int) -> str:
    for test, name in (
        (stat.S_ISFIFO, "pipe"),
        (stat.S_ISSOCK, "socket"),
        (stat.S_ISDIR, "folder"),
        (stat.S_ISLNK, "symbolic link"),
    ):
        if test(mode):
            return name
    return "device"


def _utf8(name: str) -> str:
    """A file name as text that every format can hold; bytes that are no UTF-8 are shown as ``\\xff``."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _unreadable(path: str, error: OSError) -> Problem:
    return Problem(Code.UNREADABLE, Where(path), f"cannot be read: {reason(error)}")


def _too_large(path: str, size: int, largest: int) -> Problem:
    hint = "raise the limit with --max-size"
    return Problem(Code.TOO_LARGE, Where(path), f"{size} bytes or more, the limit is {largest}", hint)


def reason(error: OSError) -> str:
    """What the operating system says went wrong, in lower case and without numbers."""
    said = error.strerror or str(error)
    return said[:1].lower() + said[1:]


class Output:
    """A file being written beside its target; nothing is seen there before :func:`commit`."""

    def __init__(self, target: Path) -> None:
        self.target = Path(os.path.realpath(target))
        self.beside = beside(self.target)
        self.old = beside(self.target, "old")
        clear_stale(self.target)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
        self.stream: BinaryIO = os.fdopen(os.open(self.beside, flags, _mode(self.target)), "wb", buffering=_PIECE)

    def finish(self) -> None:
        """Bring every byte to the disk."""
        self.stream.flush()
        os.fsync(self.stream.fileno())
        self.stream.close()

    def discard(self) -> None:
        """Leave nothing behind."""
        with contextlib.suppress(OSError):
            self.stream.close()
        remove(self.beside)

    def swap(self) -> None:
        """Put the finished file in the place of its target, the old one kept beside."""
        self.old.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            os.link(self.target, self.old)
        os.replace(self.beside, self.target)

    def restore(self) -> None:
        """Undo :meth:`swap`."""
        if self.old.exists():
            os.replace(self.old, self.target)
        else:
            remove(self.target)

    def settle(self) -> None:
        """Make :meth:`swap` last."""
        remove(self.old)
        sync_folder(self.target.parent)


class Swappable(Protocol):
    """Something finished that can take the place of what was there, and give it back."""

    def swap(self) -> None:
        """Take the place."""

    def restore(self) -> None:
        """Give it back."""

    def settle(self) -> None:
        """Forget what was there."""


def commit(outputs: Sequence[Swappable]) -> None:
    """Put finished outputs in the place of their targets: all of them, or, where one cannot be, none."""
    swapped: list[Swappable] = []
    try:
        for output in outputs:
            output.swap()
            swapped.append(output)
    except BaseException:
        for output in reversed(swapped):
            output.restore()
        raise
    for output in outputs:
        output.settle()


@contextlib.contextmanager
def replacing(target: Path) -> Iterator[BinaryIO]:
    """A stream whose bytes replace the target when the block ends well; else the target is untouched."""
    output = Output(target)
    try:
        yield output.stream
        output.finish()
        commit([output])
    finally:
        output.discard()


def beside(target: Path, what: str = "new") -> Path:
    """A name of this process's own beside a target; :func:`clear_stale` knows it for what it is."""
    return target.with_name(f".{target.name}.{os.getpid()}.{what}.tmp")


def clear_stale(target: Path) -> None:
    """Remove what dead processes left beside a target."""
    for leftover in target.parent.glob(f".{glob.escape(target.name)}.*.tmp"):
        number = leftover.name.removeprefix(f".{target.name}.").partition(".")[0]
        if number.isdigit() and not _alive(int(number)):
            remove(leftover)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def remove(path: Path) -> None:
    """Remove a file or a folder with all in it, if it is there."""
    with contextlib.suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            import shutil

            shutil.rmtree(path)
        else:
            path.unlink()


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk, where the system can."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)


def _mode(target: Path) -> int:
    """The permissions of the file to be replaced, or the usual ones."""
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except OSError:
        return 0o666


def is_special(path: Path) -> bool:
    """Whether a path is there and is neither file nor folder, such as ``/dev/stdout``: it is written to directly."""
    return path.exists() and not path.is_file() and not path.is_dir()
