"""Writing: beside the target, to the disk, then in its place. So the old file is there or the new one, never half."""

from __future__ import annotations

import contextlib
import errno
import glob
import hashlib
import os
import signal
import stat
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Protocol

_PIECE = 2**20
_LONGEST_NAME = 200
_HELD = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]

_made: set[Path] = set()
"""What this process has beside its targets."""


class Output:
    """A file being written beside its target; nothing is seen there before :func:`commit`."""

    def __init__(self, target: Path) -> None:
        self._given = target
        self.target = Path(os.path.realpath(target))
        self.beside = beside(self.target)
        self._old = beside(self.target, "old")
        self._swapped = self._had_old = False
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
        with naming(self._given):
            if self.target.is_dir():
                raise IsADirectoryError(errno.EISDIR, "is a folder")
            clear_stale(self.target)
            known = _mode(self.target)
            descriptor = os.open(self.beside, flags, 0o666 if known is None else known)
            self.stream: BinaryIO = os.fdopen(descriptor, "wb", buffering=_PIECE)
            if known is not None and hasattr(os, "fchmod"):
                os.fchmod(descriptor, known)

    def write(self, data: bytes) -> None:
        """Take the next bytes; an ``OSError`` names the target."""
        with naming(self._given):
            self.stream.write(data)

    def finish(self) -> None:
        """Bring every byte to the disk."""
        with naming(self._given):
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
        try:
            with naming(self._given):
                self._had_old = _second_name(self.target, self._old)
                os.replace(self.beside, self.target)
                self._swapped = True
                sync_folder(self.target.parent)
        except OSError:
            self.restore()
            raise

    def restore(self) -> None:
        """Undo :meth:`swap`, however far it went."""
        if self._swapped and self._had_old:
            os.replace(self._old, self.target)
        elif self._swapped:
            remove(self.target)
        remove(self._old)

    def settle(self) -> None:
        """Forget what was there before :meth:`swap`."""
        remove(self._old)


class Swappable(Protocol):
    """Something finished that can take the place of what was there, and give it back."""

    def swap(self) -> None:
        """Take the place."""

    def restore(self) -> None:
        """Give it back."""

    def settle(self) -> None:
        """Forget what was there."""


def commit(outputs: Sequence[Swappable]) -> None:
    """Put finished outputs in the place of their targets: all of them, or, where one cannot be, none.

    Ctrl-C and the like wait until it is done, lest it be done by half.
    """
    with _undisturbed():
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
def _undisturbed() -> Iterator[None]:
    """Signals that end a process wait until the block is over. Only the main thread is ever disturbed by one."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before = {number: signal.signal(number, lambda number, _: came.append(number)) for number in _HELD}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
        for arrived in came:
            signal.raise_signal(arrived)


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


@contextlib.contextmanager
def naming(target: Path) -> Iterator[None]:
    """Errors of the block name the target, and not what stands beside it."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from error


def beside(target: Path, what: str = "new") -> Path:
    """A name of this process's own beside a target; :func:`clear_stale` knows it for what it is."""
    made = target.with_name(f".{_stem(target)}.{os.getpid()}.{what}.tmp")
    _made.add(made)
    return made


def _stem(target: Path) -> str:
    """The target's name, or a digest of it where nothing more fits beside it into a name."""
    encoded = os.fsencode(target.name)
    return target.name if len(encoded) <= _LONGEST_NAME else hashlib.sha256(encoded).hexdigest()


def clear_stale(target: Path) -> None:
    """Remove what dead processes left beside a target."""
    stem = _stem(target)
    for leftover in target.parent.glob(f".{glob.escape(stem)}.*.tmp"):
        number = leftover.name.removeprefix(f".{stem}.").partition(".")[0]
        if number.isdecimal() and not _alive(int(number)):
            remove(leftover)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def abandon() -> None:
    """Remove at once all that this process has beside its targets, when there is no time left to end in order."""
    for path in tuple(_made):
        remove(path)


def remove(path: Path) -> None:
    """Remove a file or a folder with all in it, if it is there."""
    with contextlib.suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            import shutil

            shutil.rmtree(path)
        else:
            path.unlink()
    _made.discard(path)


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk, where the system can."""
    if os.name != "posix":
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except PermissionError:
        return
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)


def _second_name(target: Path, name: Path) -> bool:
    """Give the file at a target a second name, or, where a file can have but one, a copy; whether there is a file."""
    name.unlink(missing_ok=True)
    try:
        os.link(target, name)
    except FileNotFoundError:
        return False
    except OSError:
        import shutil

        shutil.copy2(target, name)
    return True


def _mode(target: Path) -> int | None:
    """The permissions of the file to be replaced, if there is one."""
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except OSError:
        return None


def is_special(path: Path) -> bool:
    """Whether a path is there and is neither file nor folder, such as ``/dev/stdout``: it is written to directly."""
    return path.exists() and not path.is_file() and not path.is_dir()
