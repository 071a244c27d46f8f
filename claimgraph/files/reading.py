"""Opening and reading: nothing here can block, follow a link it should not, or read without end."""

from __future__ import annotations

import errno
import os
import stat
import sys
from typing import BinaryIO, NamedTuple

from claimgraph.problems import Code, Problem, Where

LARGEST = 64 * 2**20
"""Files larger than this many bytes are refused unless the caller allows more."""

STDIN = "-"
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)
_PIECE = 2**20
_STEP = 1000
"""Bytes of a path taken at a time where the whole is longer than the system takes."""


class File(NamedTuple):
    """A file to read: its path, its name below the input it was found in, and whether the user named it himself."""

    path: str
    name: str
    named: bool = False


def read(file: File, largest: int = LARGEST) -> bytes | Problem:
    """The bytes of a file, or why they cannot be had."""
    try:
        if file.path == STDIN:
            return _from_stdin(largest)
        descriptor = descend(file.path, _READ if file.named else _READ | _NO_FOLLOW)
        try:
            return _regular(descriptor, file, largest)
        finally:
            os.close(descriptor)
    except OSError as error:
        return unreadable(file.path, error)


def opened(path: str | os.PathLike[str]) -> BinaryIO:
    """A file that the user named, opened to be read as a stream.

    Raises ``OSError`` for what is not there or is no regular file: a pipe would block, a device might never end.
    """
    descriptor = descend(os.fspath(path), _READ)
    mode = os.fstat(descriptor).st_mode
    if stat.S_ISREG(mode):
        return os.fdopen(descriptor, "rb")
    os.close(descriptor)
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), os.fspath(path))
    raise OSError(errno.EINVAL, f"not a regular file but a {sort(mode)}", os.fspath(path))


def descend(path: str, flags: int) -> int:
    """A descriptor for a path of any length: where the system refuses it as too long, it is opened step by step."""
    try:
        return os.open(path, flags)
    except OSError as error:
        if error.errno != errno.ENAMETOOLONG or os.open not in os.supports_dir_fd:
            raise
    *folders, last = _steps(path)
    at = os.open("/" if path.startswith("/") else ".", _FOLDER)
    try:
        for folder in folders:
            below = os.open(folder, _FOLDER | _NO_FOLLOW, dir_fd=at)
            os.close(at)
            at = below
        return os.open(last, flags, dir_fd=at)
    finally:
        os.close(at)


def _steps(path: str) -> list[str]:
    """A path in pieces that are each short enough, every one relative to the one before."""
    steps: list[str] = []
    for part in path.split("/"):
        if part and steps and len(steps[-1]) + len(part) < _STEP:
            steps[-1] += "/" + part
        elif part:
            steps.append(part)
    return steps


def _from_stdin(largest: int) -> bytes | Problem:
    if sys.stdin is None:
        return Problem(Code.UNREADABLE, Where(STDIN), "cannot be read: standard input is closed")
    data = sys.stdin.buffer.read(largest + 1)
    return _too_large(STDIN, len(data), largest) if len(data) > largest else data


def _regular(descriptor: int, file: File, largest: int) -> bytes | Problem:
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        hint = "give - to read standard input" if file.named else ""
        return Problem(Code.UNREADABLE, Where(file.path), f"not a regular file but a {sort(status.st_mode)}", hint)
    if status.st_size > largest:
        return _too_large(file.path, status.st_size, largest)
    return _whole(descriptor, file.path, status.st_size, largest)


def _whole(descriptor: int, path: str, size: int, largest: int) -> bytes | Problem:
    """All bytes up to the end of the file, which may have moved since its size was read."""
    data = os.read(descriptor, size + 1)
    if len(data) == size:
        return data
    pieces, read_bytes = [data], len(data)
    while read_bytes <= largest and (piece := os.read(descriptor, _PIECE)):
        pieces.append(piece)
        read_bytes += len(piece)
    return _too_large(path, read_bytes, largest) if read_bytes > largest else b"".join(pieces)


def sort(mode: int) -> str:
    """What kind of thing a mode stands for, in a word."""
    for test, name in (
        (stat.S_ISFIFO, "pipe"),
        (stat.S_ISSOCK, "socket"),
        (stat.S_ISDIR, "folder"),
        (stat.S_ISLNK, "symbolic link"),
    ):
        if test(mode):
            return name
    return "device"


def unreadable(path: str, error: OSError) -> Problem:
    """The problem of a file or folder that the system does not let us read."""
    return Problem(Code.UNREADABLE, Where(path), f"cannot be read: {reason(error)}")


def _too_large(path: str, size: int, largest: int) -> Problem:
    hint = "raise the limit with --max-size"
    return Problem(Code.TOO_LARGE, Where(path), f"{size} bytes or more, the limit is {largest}", hint)


def reason(error: OSError) -> str:
    """What the operating system says went wrong, in lower case and without numbers."""
    said = error.strerror or str(error)
    return said[:1].lower() + said[1:]
