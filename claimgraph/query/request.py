"""What is asked of the query process, as one line of JSON, and what it says when it fails."""

from __future__ import annotations

import json
from typing import NamedTuple

from claimgraph.query.values import Result, Term

GIBIBYTE = 1 << 30
STACK = 256 << 20
"""Bytes of stack for the engine: enough for the deepest nesting a query text has room for in practice."""


class Settings(NamedTuple):
    """How a query is run; the defaults suit a query from a stranger.

    ``timeout`` in seconds and ``memory`` in bytes bound the query process, ``output`` its answer in bytes.
    ``services`` are the only places SERVICE may ask. ``union`` lets patterns outside GRAPH see all graphs
    of the data; ``sort`` puts rows in a stable order where the query gives none.
    """

    engine: str = "oxigraph"
    timeout: float = 30.0
    memory: int = 3 * GIBIBYTE // 2
    output: int = GIBIBYTE // 4
    services: tuple[str, ...] = ()
    union: bool = True
    sort: bool = True


class View(NamedTuple):
    """How an answer is written: the format, the columns of the terminal (0: as wide as needed), colours, safe cells."""

    to: str = "terms"
    width: int = 0
    color: bool = False
    exact: bool = False


class Source(NamedTuple):
    """Where the query process finds the graph: a ``file`` of a format, a ``store`` folder, or ``data`` it is sent."""

    kind: str
    path: str = ""
    format: str = ""


class Request(NamedTuple):
    """One query to run: its text, the order of its columns if it says ``SELECT *``, the graph, and how."""

    text: str
    columns: tuple[str, ...]
    ordered: bool
    graphs: tuple[str, ...]
    ports: tuple[int, ...]
    prefixes: dict[str, str]
    source: Source
    settings: Settings
    view: View

    def line(self) -> bytes:
        """The request as one line."""
        return json.dumps(self, ensure_ascii=True).encode() + b"\n"

    @classmethod
    def read(cls, line: bytes) -> Request:
        """The request that a line holds."""
        text, columns, ordered, graphs, ports, *rest = json.loads(line)
        prefixes, source, settings, view = rest
        lists = (tuple(columns), ordered, tuple(graphs), tuple(ports))
        return cls(text, *lists, prefixes, Source(*source), Settings(*settings), View(*view))


class Failure(Exception):
    """Why the query process gives no answer: the kind, a message, and the place.

    In a graph file ``line`` and ``column`` count from 1; in a query ``line`` is the character, from 0.
    """

    def __init__(self, kind: str, message: str, line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.kind, self.message, self.line, self.column = kind, message, line, column

    def report(self) -> str:
        """The failure as one line, for the parent."""
        return json.dumps(["failure", self.kind, self.message, self.line, self.column])

    @classmethod
    def read(cls, text: str) -> Failure | None:
        """The failure that the last line of some text reports, if it does."""
        try:
            mark, *rest = json.loads(text.rstrip("\n").rpartition("\n")[2])
        except (ValueError, TypeError):
            return None
        return cls(*rest) if mark == "failure" else None


def packed(result: Result) -> bytes:
    """A result as lines: a head, the rows, and how many there were, so that a cut one is known."""
    head = json.dumps([result.kind, result.variables, result.answer, result.ordered])
    rows = (json.dumps(row, ensure_ascii=False) for row in result.rows)
    return "\n".join((head, *rows, f"end {len(result.rows)}\n")).encode()


def unpacked(data: bytes) -> Result:
    """The result that :func:`packed` wrote."""
    head, *lines, end, empty = data.split(b"\n")
    if end != b"end %d" % len(lines) or empty:
        raise ValueError("the answer is not whole")
    kind, variables, answer, ordered = json.loads(head)
    rows = tuple(tuple(Term(*cell) if cell else None for cell in json.loads(line)) for line in lines)
    return Result(kind, tuple(variables), rows, answer, ordered)
