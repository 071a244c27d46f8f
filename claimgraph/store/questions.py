"""The ready questions, answered from the claim index: the same rows, in the same order, as SPARQL gives."""

from __future__ import annotations

import gc
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from functools import cache
from itertools import repeat
from pathlib import Path
from time import monotonic
from typing import Any, NamedTuple
from urllib.parse import quote

from claimgraph.graphfiles import damaged
from claimgraph.query.errors import limit
from claimgraph.query.values import XSD, Result, Row, Term
from claimgraph.store import arithmetic, read
from claimgraph.store.plain import decimal
from claimgraph.terms import prefixes

_FOLDER = Path(__file__).parent / "sql"
_COLUMN = re.compile(r"(\w+)(?:: (\w+))?")
PLAIN = "SELECT value FROM fact WHERE name = 'plain'"
HAS_TRIGRAMS = "SELECT COUNT(*) FROM sqlite_master WHERE name = 'words'"
_ALL = "SELECT id FROM wording"
_SCANNED = "SELECT id FROM wording WHERE instr(lowered(text), lowered(:words))"
_LOOKED_UP = """SELECT wording.id FROM words JOIN wording ON wording.id = words.rowid
  WHERE words MATCH :trigrams AND instr(lowered(wording.text), lowered(:words))"""
_FREQUENCY = "SELECT wordings FROM trigram WHERE text = ?"
_RAREST = 3
_PARAMETER = re.compile(r":([a-z]+)\b")
_CHUNK = 500
_Terms = Callable[[tuple[Any, ...]], Iterable[Term | None]]
_STEPS = 20_000
"""Of SQLite's machine, between looks at the clock."""


def names() -> tuple[str, ...]:
    """The questions that the index can answer."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.sql")))


def answer(
    store: str | Path, name: str, parameters: Mapping[str, Term] | None = None, timeout: float = 30.0
) -> Result | None:
    """The answer to a ready question; nothing where SPARQL has to give it, as for a graph from elsewhere.

    Raises ``ClaimgraphError`` where the folder is no store or a damaged one, or when the time in seconds is over.
    """
    values = parameters or {}
    bound = {name: _bound(value) for name, value in values.items()}
    if name not in names() or None in bound.values() or ("since" in values and not _is_day(values["since"])):
        return None
    columns, sql = _question(name)
    base = read.base(store)
    makers = [_maker(kind, values.get(column), base) for column, kind in columns]
    with _no_collecting():
        rows = _asked(store, sql, {**bound, "base": base}, _Reading(makers, timeout))
    return None if rows is None else Result("select", tuple(column for column, _ in columns), rows, ordered=True)


def _asked(store: str | Path, sql: str, values: Mapping[str, str | None], how: _Reading) -> tuple[Row, ...] | None:
    """The rows that the index gives; nothing where it does not hold all of the graph."""
    path = read.index_path(store)
    end = monotonic() + how.timeout
    try:
        database = opened(path)
        try:
            database.set_progress_handler(lambda: monotonic() > end, _STEPS)
            if database.execute(PLAIN).fetchone() != ("1",):
                return None
            return how.rows(_found(database, sql, values))
        finally:
            database.close()
    except sqlite3.DatabaseError as error:
        if monotonic() > end and "interrupt" in str(error):
            message = f"ended after {how.timeout:g} s without an answer"
            raise limit(message, "allow more with --timeout SECONDS") from error
        raise damaged(store, f"{path.name}: {error}") from error


class _Reading(NamedTuple):
    """How the rows of an answer are read: what makes each column's terms, and the time there is, in seconds."""

    makers: list[_Terms]
    timeout: float

    def rows(self, found: sqlite3.Cursor) -> tuple[Row, ...]:
        """All rows as terms, some at a time: what is not kept is soon used again."""
        rows: list[Row] = []
        while chunk := found.fetchmany(_CHUNK):
            columns = zip(self.makers, zip(*chunk, strict=True), strict=True)
            rows += zip(*(terms(values) for terms, values in columns), strict=True)
        return tuple(rows)


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Rows and terms refer to nothing that refers back, and a million would keep the collector of cycles busy."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def opened(path: Path) -> sqlite3.Connection:
    """The index, read-only: nothing is locked and nothing is written beside it."""
    database = sqlite3.connect(f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1", uri=True)
    arithmetic.add_to(database)
    return database


def _found(database: sqlite3.Connection, sql: str, values: Mapping[str, str | None]) -> sqlite3.Cursor:
    known: dict[str, str | None] = {**dict.fromkeys(_PARAMETER.findall(sql)), **values}
    if " hit\n" in sql:
        hits, known["trigrams"] = _hits(database, values.get("words"))
        sql = f"WITH hit (id) AS ({hits})\n{sql}"
    return database.execute(sql, known)


def _hits(database: sqlite3.Connection, words: str | None) -> tuple[str, str]:
    """How to find the wordings that hold some words, and which rare sequences of three characters to look up.

    Whether these follow each other as the words have them is checked on the texts found.
    """
    if words is None:
        return _ALL, ""
    lowered = words.lower()
    found = sorted({lowered[start : start + 3] for start in range(len(lowered) - 2)})
    if not found or not database.execute(HAS_TRIGRAMS).fetchone()[0]:
        return _SCANNED, ""
    held = [(database.execute(_FREQUENCY, (each,)).fetchone() or (0,))[0] for each in found]
    rarest = [each for _, each in sorted(zip(held, found, strict=True))[:_RAREST]]
    return _LOOKED_UP, " AND ".join('"' + each.replace('"', '""') + '"' for each in rarest)


@cache
def _question(name: str) -> tuple[tuple[tuple[str, str], ...], str]:
    """The columns of a question, each with its kind, and its SQL."""
    lines = (_FOLDER / f"{name}.sql").read_text("utf-8").split("\n")
    heads = [line for line in lines if line.startswith("--")]
    columns = tuple((found[1], found[2] or "text") for line in heads for found in _COLUMN.finditer(line[2:]))
    return columns, "\n".join(line for line in lines if not line.startswith("--"))


def _bound(value: Term) -> str | None:
    """What STR gives of a parameter, as the triple store spells it; nothing for a kind that the index does not know."""
    if value.kind == "iri" or (value.kind == "literal" and not value.datatype and not value.language):
        return value.value
    python = value.python
    if isinstance(python, Decimal):
        return value.value if decimal(python) == value.value else None
    known = value.datatype in (XSD + "integer", XSD + "date") and str(python) == value.value
    return value.value if known else None


def _is_day(value: Term) -> bool:
    return value.datatype == XSD + "date"


def _maker(kind: str, given: Term | None, base: str) -> _Terms:
    """What makes terms of one column's values."""
    if kind == "term":
        return lambda values: repeat(given, len(values))
    if kind == "text":
        return lambda values: _each("literal", values)
    if kind in ("integer", "decimal", "boolean", "date"):
        known = _Known(XSD + kind)
        return lambda values: map(known.__getitem__, values)
    if kind in ("iri", "name"):
        spaces = {"": ""} if kind == "iri" else {f"{prefix}:": space for prefix, space in prefixes(base).items()}
        return lambda values: [None if value is None else _iri(value, spaces) for value in values]
    prefix = f"{base}{kind}/".__add__
    return lambda values: _each("iri", tuple(map(prefix, values)))


class _Known(dict[Any, Term | None]):
    """Terms of one datatype: where few values recur, so do their terms."""

    def __init__(self, datatype: str) -> None:
        self._datatype = datatype

    def __missing__(self, value: str | int | None) -> Term | None:
        spelled = str(value) if not self._datatype.endswith("boolean") else "true" if value else "false"
        self[value] = None if value is None else Term("literal", spelled, self._datatype)
        return self[value]


def _each(kind: str, values: tuple[str | None, ...]) -> Iterable[Term | None]:
    """A term of one kind for each value, made without a step of Python for each: answers have a million of them."""
    terms = map(tuple.__new__, repeat(Term), zip(repeat(kind), values, repeat(""), repeat("")))
    if None not in values:
        return terms
    return (None if value is None else term for value, term in zip(values, terms, strict=True))


def _iri(value: str, spaces: Mapping[str, str]) -> Term:
    head, colon, rest = value.partition(":")
    return Term("iri", spaces[head + colon] + rest if head + colon in spaces else value)
