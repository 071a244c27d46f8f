"""The Java process that Spark runs in: started without a word, and gone afterwards, whatever came in between."""

from __future__ import annotations

import logging
import os
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import IO, Any

from claimgraph.problems import ClaimgraphError, shown

_PATIENCE = 10


def find_java() -> None:
    """Refuse to start without Java: what Spark's scripts say then is about themselves."""
    home = os.environ.get("JAVA_HOME")
    if shutil.which(os.path.join(home, "bin", "java") if home else "java") is None:
        where = f"JAVA_HOME is {shown(home)}, and there is no bin/java" if home else "there is no java here"
        raise ClaimgraphError(f"Spark needs Java 17 or later: {where}")


@contextmanager
def hushed() -> Iterator[None]:
    """Keep Spark's way to Java from printing a traceback, by its own log or the root of all, when it is interrupted."""

    def others(record: logging.LogRecord) -> bool:
        return "py4j" not in record.pathname

    own = logging.getLogger("py4j")
    level = own.level
    own.setLevel(logging.CRITICAL + 1)
    logging.root.addFilter(others)
    try:
        yield
    finally:
        logging.root.removeFilter(others)
        own.setLevel(level)


@contextmanager
def gateway(conf: Any, heard: IO[bytes]) -> Iterator[Any]:
    """A Java process of our own, whose many words go to a file."""
    from pyspark import SparkContext

    started: Any = None
    try:
        with _putting_off():
            started = import_module("pyspark.java_gateway").launch_gateway(conf, {"stdout": heard, "stderr": heard})
        yield started
    except BaseException as error:
        leave(started, error)
        raise
    finally:
        if started:
            if started.proc.poll() is None:
                started.shutdown()
            started.proc.stdin.close()
            _end(started.proc)
        SparkContext._gateway = SparkContext._jvm = None  # lest the next one speak to one that is gone


@contextmanager
def _putting_off() -> Iterator[None]:
    """Heed signals when Java has started: one that is left half way there stays for ever, and is known to nobody."""
    asked: list[int] = []
    before: dict[int, Any] = {}
    for name in ("SIGINT", "SIGTERM", "SIGHUP") if threading.current_thread() is threading.main_thread() else ():
        number = getattr(signal, name, None)
        if number is not None and callable(signal.getsignal(number)):
            before[number] = signal.signal(number, lambda number, _: asked.append(number))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    for number in asked[:1]:
        signal.raise_signal(number)


@contextmanager
def missed(java: subprocess.Popen[bytes]) -> Iterator[None]:
    """Say so when Java has ended by itself; a pipe that someone else closed is another matter."""
    try:
        yield
    except (import_module("py4j.protocol").Py4JError, ConnectionError, EOFError) as error:
        with suppress(subprocess.TimeoutExpired):
            java.wait(1)
            raise ClaimgraphError("Spark: Java ended in the middle of it, perhaps for want of memory") from error
        raise


def leave(gateway: Any, error: BaseException) -> None:
    """End Java without a word where an interruption came, who knows in the middle of which."""
    if gateway and not isinstance(error, Exception):
        gateway.proc.terminate()
        _end(gateway.proc)


def _end(java: subprocess.Popen[bytes]) -> None:
    """Wait for Java to tidy up and end, but not for ever."""
    try:
        java.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        java.kill()
        java.wait()
