"""A table for the terminal. Where its columns do not fit side by side, a block of lines for each row instead."""

from __future__ import annotations

import io
from typing import NamedTuple

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from claimgraph.query.request import View

_GAP = 3
_READABLE = 24
"""Columns of the terminal that a text or an IRI has at least, if it is that long."""


class Grid(NamedTuple):
    """Cells as text below their heads, and which of them are numbers (or empty)."""

    header: tuple[str, ...]
    cells: list[list[str]]
    numbers: list[tuple[bool, ...]]


def drawn(grid: Grid, view: View) -> str:
    """The cells in columns, or row by row where heads and numbers would have to be broken."""
    widest = [max(map(cell_len, column)) for column in zip(grid.header, *grid.cells, strict=True)]
    least = _least(grid, widest)
    gaps = _GAP * (len(widest) - 1)
    needed = sum(least) + gaps
    if 0 < view.width < needed:
        return _printed(_blocks(grid), max(view.width, _narrowest(grid)), view.color)
    width = view.width or sum(widest) + gaps
    return _printed(_columns(grid, _shared(width - gaps, least, widest)), width, view.color)


def _least(grid: Grid, widest: list[int]) -> list[int]:
    """The width below which each column cannot be read."""
    least = [max(cell_len(name), min(_READABLE, most)) for name, most in zip(grid.header, widest, strict=True)]
    for row, numbers in zip(grid.cells, grid.numbers, strict=False):
        for index, (cell, is_number) in enumerate(zip(row, numbers, strict=True)):
            if is_number:
                least[index] = max(least[index], cell_len(cell))
    return least


def _shared(room: int, least: list[int], widest: list[int]) -> list[int]:
    """The width of each column: what it needs, then equal parts of what is left for those that want more."""
    widths = list(least)
    left = room - sum(least)
    wanting = sorted(range(len(least)), key=lambda index: widest[index] - least[index])
    for place, index in enumerate(wanting):
        given = min(widest[index] - least[index], left // (len(wanting) - place))
        widths[index] += given
        left -= given
    return widths


def _columns(grid: Grid, widths: list[int]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    for index, (name, width) in enumerate(zip(grid.header, widths, strict=True)):
        aligned = "right" if grid.cells and all(_number_or_empty(grid, index)) else "left"
        table.add_column(Text(name), justify=aligned, overflow="fold", width=width)  # type: ignore[arg-type]
    for row in grid.cells:
        table.add_row(*map(Text, row))
    return table


def _number_or_empty(grid: Grid, index: int) -> list[bool]:
    rows = zip(grid.cells, grid.numbers, strict=True)
    return [numbers[index] or not row[index] for row, numbers in rows]


def _blocks(grid: Grid) -> Table:
    """Every value on a line of its own after the name of its column; an empty line between rows."""
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True, width=max(map(cell_len, grid.header)) + 1, style="bold")
    table.add_column(overflow="fold")
    for index, row in enumerate(grid.cells or [[""] * len(grid.header)]):
        if index:
            table.add_row("", "")
        for name, cell in zip(grid.header, row, strict=True):
            table.add_row(Text(f"{name}:"), Text(cell))
    return table


def _narrowest(grid: Grid) -> int:
    """The width below which even one value a line would break a head or a number."""
    least = _least(grid, [0] * len(grid.header))
    return max(map(cell_len, grid.header)) + 2 + max(least)


def _printed(table: Table, width: int, color: bool) -> str:
    out = io.StringIO()
    console = Console(
        file=out, width=width, force_terminal=color, no_color=not color, legacy_windows=False, _environ={}
    )
    console.print(table)
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))
