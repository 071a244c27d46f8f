"""The process around a command: its standard streams, the signals that end it, and how it goes."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import sys
from types import FrameType
from typing import Any, NoReturn

PATIENCE = 1.5
"""Seconds in which a command that was told to end may tidy up; then it ends as it stands."""


class Ended(BaseException):
    """The process was asked to end, by this signal."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def prepare() -> None:
    """Make the standard streams safe to use, and have signals end a command in order."""
    _stand_in()
    if os.name == "posix":  # elsewhere a terminal is written to by other means than its number
        voice = io.BufferedWriter(_Voice(2, "w", closefd=False))
        sys.stderr = io.TextIOWrapper(voice, sys.stderr.encoding, line_buffering=True)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # Results are the same bytes in every locale; a terminal gets what it can show.
            encoding = None if stream is sys.stderr or stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        # A signal that whoever started us wants ignored stays so: Ctrl-C in the background, SIGHUP under nohup.
        if number is not None and signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(number, _end)


class _Voice(io.FileIO):
    """Standard error. What cannot be said there ends nothing: the exit code tells how the work itself went."""

    def write(self, data: Any, /) -> int:
        """Write, or drop what a full disk or a reader that left does not take."""
        try:
            return super().write(data)
        except OSError:
            return memoryview(data).nbytes


def _stand_in() -> None:
    """Put something in the place of closed standard streams, lest a file be opened there and written to by mistake.

    What stands for standard output cannot be written, so a result is never lost in silence.
    """
    for number, flags in ((0, os.O_WRONLY), (1, os.O_RDONLY), (2, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, flags)
    if sys.stdin is None:
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - as long as the process
    if sys.stdout is None:
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115


def _end(number: int, frame: FrameType | None) -> NoReturn:
    """End in order; but at once when asked again, or when that takes too long or is stuck."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: _at_once(number))
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, lambda *_: _at_once(number))
        signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    if number == signal.SIGINT:
        raise KeyboardInterrupt
    raise Ended(number)


def told(number: int) -> str:
    """What is said of a run that a signal ended."""
    how = "interrupted" if number == signal.SIGINT else "ended by a signal"
    return f"{how}; no file is left half written"


def _at_once(number: int) -> NoReturn:
    """Leave now: nothing beside the targets, no process behind."""
    processes = sys.modules.get("multiprocessing.process")
    for child in processes.active_children() if processes else ():
        child.kill()
    writing = sys.modules.get("claimgraph.files.writing")
    if writing:
        writing.abandon()
    with contextlib.suppress(OSError):
        os.write(2, f"{told(number)}\n".encode())
    os._exit(128 + number)


def flushed() -> bool:
    """Bring what is left in standard output out; whether that worked. Nothing is tried again at the very end."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return False
    return True
