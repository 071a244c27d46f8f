"""Readers: bytes of one file in, a :class:`~claimgraph.model.Parsed` out. A format is a line in ``READERS``."""

from __future__ import annotations

from typing import NamedTuple


class Format(NamedTuple):
    """An input format: its name, the endings of its files, and the module that reads it."""

    name: str
    suffixes: tuple[str, ...]
    module: str
    about: str


READERS = {
    reader.name: reader
    for reader in (
        Format(
            "synthesis",
            (".txt", ".md", ".markdown", ".text"),
            "claimgraph.readers.synthesis",
            "literature synthesis with a claims table",
        ),
    )
}

SUFFIXES = tuple(suffix for reader in READERS.values() for suffix in reader.suffixes)
