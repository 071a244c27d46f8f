"""Colour: as ``--color`` says; else never with NO_COLOR, always with FORCE_COLOR, and else on a terminal."""

from __future__ import annotations

import os
import shutil
import sys

import click

_STYLES: dict[str, dict[str, str | bool]] = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "info": {"fg": "blue", "bold": True},
    "frame": {"fg": "cyan"},
    "bold": {"bold": True},
    "gone": {"fg": "red"},
    "new": {"fg": "green"},
    "dim": {"dim": True},
}
_NARROW, _WIDE, _USUAL = 40, 160, 80


WHEN = ("auto", "always", "never")
"""What can be given to ``--color``."""


def wanted(when: str = "auto") -> bool | None:
    """Whether colour is asked for or refused, by ``--color`` before the environment; None where a terminal decides."""
    if when != "auto":
        return when == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return True if os.environ.get("FORCE_COLOR", "0") not in ("", "0") else None


def coloured() -> bool:
    """Whether standard output is to be coloured."""
    context = click.get_current_context(silent=True)
    asked = wanted() if context is None or context.color is None else context.color
    if asked is not None:
        return asked
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def paint(text: str, role: str) -> str:
    """The text in the colours of its role (see ``_STYLES``); plain where it has none."""
    return click.style(text, **_STYLES[role]) if text and role in _STYLES else text  # type: ignore[arg-type]


def columns() -> int:
    """How wide the page is: the terminal's width, within reason; the usual one where there is no terminal."""
    if not (sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdigit()):
        return _USUAL
    return max(_NARROW, min(_WIDE, shutil.get_terminal_size((_USUAL, 24)).columns))
