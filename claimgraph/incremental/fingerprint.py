"""What, beside the reports, decides over the bytes of an output: settings, this code, the libraries it stands on."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterable
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from claimgraph.incremental.splice import stamp
from claimgraph.pipeline import Settings
from claimgraph.version import VERSION

_PACKAGE = Path(__file__).parent.parent
_LIBRARIES = {
    "html": ("jinja2", "markupsafe", "networkx", "pyvis"),
    "graphml": ("networkx",),
    "gexf": ("networkx",),
    "csv": ("networkx",),
    "store": ("pyoxigraph", "sqlite3"),
}
"""Libraries that make the bytes of a format, or decide what is in it; formats that need none are not named."""


def fingerprint(settings: Settings, formats: Iterable[str]) -> str:
    """A digest of all that decides over outputs in these formats."""
    curated = settings.curated
    wanted = libraries(*formats)
    if curated.path:
        wanted.add("pyoxigraph")
    said = [
        *(VERSION, sys.version, unicodedata.unidata_version, settings.base, settings.lexicon.fingerprint),
        *(curated.path, curated.sha256, str(settings.largest), *_code(), *map(_library, sorted(wanted))),
    ]
    return sha256("\0".join(said).encode("utf-8", "surrogatepass")).hexdigest()


def libraries(*formats: str) -> set[str]:
    """The libraries that decide over outputs in these formats.

    >>> sorted(libraries("turtle", "gexf"))
    ['networkx', 'rapidfuzz']
    """
    return {"rapidfuzz", *(library for each in formats for library in _LIBRARIES.get(each, ()))}


def _code() -> list[str]:
    """The files of this package, each with its stamp."""
    stack, stamps = [str(_PACKAGE)], []
    while stack:
        with os.scandir(stack.pop()) as entries:
            for entry in entries:
                if entry.is_dir():
                    stack += [entry.path] if entry.name != "__pycache__" else []
                else:
                    stamps.append(f"{entry.path} {stamp(entry.stat())}")
    return sorted(stamps)


def _library(name: str) -> str:
    """Where a library is, and the stamp of its first file, which is new whenever it is installed.

    To ask for its version would take longer than all the rest of a build in which nothing has changed.
    """
    if name == "sqlite3":  # what it stands on is the system's
        import sqlite3

        return sqlite3.sqlite_version
    spec = find_spec(name)
    if spec is None or not spec.origin:
        return ""
    return f"{spec.origin} {stamp(os.stat(spec.origin))}"
