"""Running a query in a process of its own, which is killed at its limit; nothing else really ends one."""

from __future__ import annotations

import importlib.util
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from claimgraph.query.request import Failure, Request

_BOOT = Path(__file__).with_name("boot.py")
_NEEDED = {"oxigraph": ("pyoxigraph",), "rdflib": ("pyoxigraph", "rdflib", "pyparsing")}
_SIGNALS = {"SIGSEGV": "nested", "SIGBUS": "nested", "SIGABRT": "memory", "SIGKILL": "memory", "SIGXCPU": "time"}


def ask(request: Request, data: bytes, seconds: float) -> tuple[int, bytes]:
    """How many rows a request has, and the whole answer; :class:`Failure` if there is none or the seconds are over.

    ``data`` is the graph, for a request whose source says that it is sent.
    """
    with tempfile.TemporaryFile() as sent, tempfile.TemporaryFile() as answer:
        sent.write(request.line())
        sent.write(data)
        sent.seek(0)
        child = subprocess.Popen(
            [sys.executable, "-I", str(_BOOT), str(_BOOT.parent.parent), *_folders(request)],
            stdin=sent,
            stdout=answer,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        try:
            _, told = child.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            raise Failure("time", "") from None
        finally:
            child.kill()
            child.wait()
            if child.stderr:
                child.stderr.close()
        if child.returncode != 0:
            raise _failure(child.returncode, told.decode("utf-8", "replace"))
        answer.seek(0)
        return int(answer.readline()), answer.read()


def _folders(request: Request) -> Iterator[str]:
    """Where the engine's packages lie, for an interpreter that sees neither the environment nor the user's folder."""
    for name in (*_NEEDED[request.settings.engine], *(("rich",) if request.view.to == "table" else ())):
        spec = importlib.util.find_spec(name)
        if spec is not None and spec.origin is not None:
            yield str(Path(spec.origin).parent.parent if spec.submodule_search_locations else Path(spec.origin).parent)


def _failure(code: int, told: str) -> Failure:
    """Why a process ended without an answer."""
    reported = Failure.read(told)
    if reported is not None:
        return reported
    if code < 0:
        name = signal.Signals(-code).name if -code in set(signal.Signals) else str(-code)
        return Failure(_SIGNALS.get(name, "engine"), f"ended by {name}")
    if "MemoryError" in told or "memory allocation" in told:
        return Failure("memory", "")
    lines = told.strip().split("\n")
    return Failure("engine", lines[-1][:300] or f"ended with {code}")
