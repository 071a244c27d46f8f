"""Notes on scopes: what a build has to remember of each, so that a later one can leave it as it is.

A note is made like a piece of a graph, by any process, and read by the process that keeps the notes.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from claimgraph.assemble import Block, Section
from claimgraph.curated import Curated
from claimgraph.facts import Nodes, Statement, Value
from claimgraph.pipeline import Counts, counts_of
from claimgraph.terms import Iri, Name, Relative

Said = tuple[str, ...]
"""A node in plain text: its name, then predicate and object in turn, names and objects behind a sign of their type."""


class Note(NamedTuple):
    """What there is to remember of a scope: its hash, its counts, the judged nodes it has, the nodes it shares."""

    scope: str
    counts: Counts
    seen: tuple[str, ...]
    shared: tuple[Said, ...]


class NoteMaker:
    """A maker of notes: nothing for the start and the end, a note for each scope."""

    def __init__(self, curated: Curated) -> None:
        self._ends = curated.ends

    def head(self, run: Nodes) -> bytes:
        """Nothing."""
        return b""

    def block(self, done: Block) -> bytes:
        """A note on one scope."""
        seen = sorted(map(str, self._ends & {*done.claims, done.scope.name})) if self._ends else []
        shared = {plain(node, statements) for nodes in done.shared() for node, statements in nodes.items()}
        return marshal.dumps((done.scope.hash, tuple(counts_of(done)), tuple(seen), tuple(sorted(shared))))

    def tail(self, sections: Iterable[Section]) -> bytes:
        """Nothing."""
        return b""


def note(made: bytes) -> Note:
    """The note that a maker made, in this process or one of its workers."""
    scope, counts, seen, shared = marshal.loads(made)  # noqa: S302 - made by this process or its workers
    return Note(scope, Counts(*counts), seen, shared)


def plain(node: str, statements: Iterable[Statement]) -> Said:
    """A node in plain text.

    >>> plain(Name("agent:x"), [("schema:name", "X"), ("cg:value", Decimal("0.10"))])
    ('Nagent:x', 'schema:name', 'tX', 'cg:value', 'd0.10')
    """
    said = ["N" + node if type(node) is Name else _SIGNS[type(node)] + node]
    for term, value in statements:
        kind = type(value)
        text = value.isoformat() if isinstance(value, date) else str(value)
        said += (term, _SIGNS[kind] + text)
    return tuple(said)


def node(said: Sequence[str]) -> Nodes:
    """The node that is said in plain text. Raises ``ValueError`` for a text that says none.

    >>> node(("Nagent:x", "schema:name", "tX"))
    {'agent:x': [('schema:name', 'X')]}
    """
    name, *rest = map(str, said)
    subject = _value(name)
    if not isinstance(subject, Name | Relative | Iri) or len(rest) % 2:
        raise ValueError(f"{name!r} is no node")
    return {subject: [(term, _value(text)) for term, text in zip(rest[::2], rest[1::2], strict=True)]}


def _value(text: str) -> Value:
    try:
        value: Value = _VALUES[text[:1]](text[1:])
    except (KeyError, InvalidOperation) as error:
        raise ValueError(f"{text!r} is no name or literal") from error
    return value


_SIGNS: dict[type, str] = {
    Name: "N",
    Relative: "R",
    Iri: "I",
    str: "t",
    bool: "b",
    int: "i",
    Decimal: "d",
    date: "D",
}
_VALUES: dict[str, Callable[[str], Any]] = {
    "N": Name,
    "R": Relative,
    "I": Iri,
    "t": str,
    "b": "True".__eq__,
    "i": int,
    "d": Decimal,
    "D": date.fromisoformat,
}
