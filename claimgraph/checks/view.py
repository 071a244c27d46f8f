"""What writers of findings are told beside the findings: the lines, how to colour, how wide the page is."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from claimgraph.checks.lines import Lines


def plain(text: str, role: str) -> str:
    """The text as it is, whatever its role (``error``, ``warning``, ``info``, ``frame`` or ``bold``)."""
    return text


class View(NamedTuple):
    """How findings are to be shown."""

    lines: Lines
    paint: Callable[[str, str], str] = plain
    columns: int = 80
