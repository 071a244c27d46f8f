"""The claims whose texts may hold some words, looked up in the claim index."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import groupby
from pathlib import Path
from typing import Any

from claimgraph.describe import words
from claimgraph.graphfiles import damaged
from claimgraph.store import read
from claimgraph.store.questions import HAS_TRIGRAMS, PLAIN, opened

_TEXTS = "SELECT claim.name, wording.text FROM claim JOIN wording ON wording.claim = claim.id"
_HELD = "SELECT text, wordings FROM trigram"
_PICKED = """WHERE claim.id IN (
  SELECT claim FROM words JOIN wording ON wording.id = words.rowid WHERE words MATCH ?
  UNION SELECT id FROM claim WHERE substr(name, -12) = ?)"""
_RAREST = 3
_LENGTH = 3
_MOST_ODD = 100


def with_words(store: str | Path, given: str) -> list[tuple[str, tuple[str, ...]]] | None:
    """The names and texts of claims that may hold what was given, or whose names end in it; others may be among them.

    Nothing where the index does not hold all of the graph. Raises ``ClaimgraphError`` where it is damaged.
    """
    path = read.index_path(store)
    try:
        with closing(opened(path)) as database:
            if database.execute(PLAIN).fetchone() != ("1",):
                return None
            return list(_found(database, given))
    except sqlite3.DatabaseError as error:
        raise damaged(store, f"{path.name}: {error}") from error


def _found(database: sqlite3.Connection, given: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    condition, values = _condition(database, given)
    rows = database.execute(f"{_TEXTS} {condition} ORDER BY claim.name, wording.text", values)
    for name, each in groupby(rows, key=lambda row: str(row[0])):
        yield name, tuple(text for _, text in each)


def _condition(database: sqlite3.Connection, given: str) -> tuple[str, tuple[Any, ...]]:
    """What picks the claims: the rarest three characters of the words given, or nothing where that cannot be told.

    The index has texts in lower case, and words are compared folded: where the two differ, as for ß, all texts that
    have such a character are picked too.
    """
    threes = {word[start : start + _LENGTH] for word in words(given) for start in range(len(word) - _LENGTH + 1)}
    if not threes or not database.execute(HAS_TRIGRAMS).fetchone()[0]:
        return "", ()
    held = dict(database.execute(_HELD))
    odd = [each for each in held if each.casefold() != each]
    if len(odd) > _MOST_ODD:
        return "", ()
    rarest = sorted((held.get(each, 0), each) for each in threes)[:_RAREST]
    all_of = " AND ".join([_quoted(each) for _, each in rarest])
    return _PICKED, (" OR ".join([f"({all_of})", *map(_quoted, odd)]), given.strip())


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
