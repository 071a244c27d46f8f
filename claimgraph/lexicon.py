"""The words claimgraph knows: what reports are laid out with, and what claims name. All of it is data.

The built-in files are ``data/dialect.toml`` and ``data/lexicon.toml``; files given by the user are added to them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from claimgraph.problems import ClaimgraphError, Code, Problem, Where
from claimgraph.terms import CONCEPTS

_IDENTIFIER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_KINDS = tuple(kind.lower() for kind in CONCEPTS)
_LISTS = ("sections", "columns", "labels", "marks", "counts", "months", "patterns")


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing of the lexicon: its identifier, kind (``method`` …), label and other names.

    ``acronyms`` are names that count only as the subject of a result, for other fields use them otherwise.
    """

    id: str
    kind: str
    label: str
    names: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Concepts by identifier, and the word lists of readers and patterns by table and entry."""

    concepts: Mapping[str, Concept]
    words: Mapping[str, Mapping[str, tuple[str, ...]]]
    fingerprint: str = ""
    """Names the user's additions, so that a cache made with others is not mistaken for this one's."""


@cache
def built_in() -> Lexicon:
    """The lexicon that claimgraph ships.

    >>> built_in().concepts["mmlu"].kind
    'benchmark'
    """
    data = files("claimgraph") / "data"
    tables: dict[str, Any] = {}
    for name in ("dialect.toml", "lexicon.toml"):
        tables |= tomllib.loads((data / name).read_text("utf-8"))
    return _merged(Lexicon({}, {}), tables, "claimgraph")


def extended(texts: Iterable[tuple[str, bytes]]) -> Lexicon:
    """The built-in lexicon with the user's files added, each given as its path and its bytes.

    Raises :class:`ClaimgraphError` with the place where a file cannot be used.
    """
    from hashlib import sha256

    lexicon, hashed = built_in(), sha256()
    for path, data in texts:
        try:
            tables = tomllib.loads(data.decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise _refused(path, f"byte {error.start} is not UTF-8", "save the file as UTF-8") from error
        except tomllib.TOMLDecodeError as error:
            raise _refused(path, f"not TOML: {error}", "see docs/lexicon.md for the form") from error
        lexicon = _merged(lexicon, tables, path)
        hashed.update(data)
        lexicon = Lexicon(lexicon.concepts, lexicon.words, hashed.hexdigest())
    return lexicon


def _merged(lexicon: Lexicon, tables: Mapping[str, Any], path: str) -> Lexicon:
    unknown = sorted(set(tables) - {*_LISTS, "concepts"})
    if unknown:
        known = ", ".join(("concepts", *_LISTS))
        raise _refused(path, f"unknown table [{unknown[0]}]", f"known tables are {known}")
    concepts = dict(lexicon.concepts)
    for identifier, entry in _table(tables.get("concepts", {}), path, "concepts").items():
        concepts[identifier] = _concept(identifier, entry, path)
    words = {name: dict(lists) for name, lists in lexicon.words.items()}
    for name in _LISTS:
        for entry, added in _table(tables.get(name, {}), path, name).items():
            if not isinstance(added, list) or not all(isinstance(word, str) and word.strip() for word in added):
                raise _refused(path, f"{name}.{entry} must be a list of words", 'write it as ["one", "two"]')
            if lexicon.words and entry not in lexicon.words[name]:
                known = ", ".join(lexicon.words[name])
                raise _refused(path, f'unknown entry "{entry}" in [{name}]', f"known entries are {known}")
            before = words.setdefault(name, {}).get(entry, ())
            words[name][entry] = (*before, *(word for word in added if word not in before))
    return Lexicon(concepts, words, lexicon.fingerprint)


def _table(value: Any, path: str, name: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise _refused(path, f"{name} must be a table", f"write [{name}.…]")
    return value


def _concept(identifier: str, entry: Any, path: str) -> Concept:
    if not _IDENTIFIER.fullmatch(identifier):
        raise _refused(path, f'"{identifier}" is no identifier', "use lower-case letters, digits and single hyphens")
    if not isinstance(entry, dict) or entry.get("kind") not in _KINDS:
        raise _refused(path, f"concepts.{identifier} needs a kind", f"one of {', '.join(_KINDS)}")
    label, lists = entry.get("label", identifier), [entry.get("names", []), entry.get("acronyms", [])]
    if not isinstance(label, str) or not all(
        isinstance(names, list) and all(isinstance(name, str) for name in names) for names in lists
    ):
        raise _refused(path, f"concepts.{identifier}: label is text, names a list of texts", "see docs/lexicon.md")
    if not all(any(letter.isalnum() for letter in name) for names in ([label], *lists) for name in names):
        raise _refused(path, f"concepts.{identifier} has an empty name", "give every name a letter or digit")
    unknown = sorted(set(entry) - {"kind", "label", "names", "acronyms"})
    if unknown:
        raise _refused(
            path, f'concepts.{identifier}: unknown entry "{unknown[0]}"', "known: kind, label, names, acronyms"
        )
    return Concept(identifier, entry["kind"], label, *(tuple(names) for names in lists))


def _refused(path: str, message: str, hint: str) -> ClaimgraphError:
    problem = Problem(Code.BAD_LEXICON, Where(path), message, hint)
    return ClaimgraphError(str(problem), problem)
