"""The word lists of a lexicon, compiled into what the reader asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from claimgraph.lexicon import Lexicon

LONGEST_HEADING = 80
_HEADING = re.compile(r"(#{1,6}\s*)?(?:(?:section\s+)?(?:\d+(?:\.\d+)*|[ivx]+)[.):]?\s+)?(.*?)[\s:#*_]*", re.IGNORECASE)
_NUMBER = r"(\d[\d,]*)"
_SHARE = r"(?:\s*(?:of|out\s+of|/)\s*\d[\d,]*)?"
_DECIMAL = r"(\d+(?:[.,]\d+)?)"


@dataclass(frozen=True, slots=True, eq=False)
class Dialect:
    """What the reader looks for, ready to match."""

    sections: Mapping[str, str]
    columns: Mapping[str, str]
    marks: Mapping[str, bool]
    months: Mapping[str, int]
    front: Mapping[str, str]
    examined: re.Pattern[str]
    question: re.Pattern[str]
    score: re.Pattern[str]
    counts: Mapping[str, re.Pattern[str]]


@cache
def dialect(lexicon: Lexicon) -> Dialect:
    """The dialect of a lexicon; made once for each."""
    words = lexicon.words
    labels = words["labels"]
    names, short = words["months"]["names"], words["months"]["short"]
    return Dialect(
        sections=_by_word(words["sections"]),
        columns=_by_word(words["columns"]),
        marks={word.casefold(): mark == "verified" for mark, listed in words["marks"].items() for word in listed},
        months={word.casefold(): number % 12 + 1 for listed in (names, short) for number, word in enumerate(listed)},
        front={word.casefold(): part for part in ("title", "publisher", "date", "version") for word in labels[part]},
        examined=_labelled(labels["examined"], labels["question"]),
        question=_labelled(labels["question"], labels["examined"]),
        score=re.compile(
            rf"\b(?:{_either(labels['score'])})\b\W{{0,4}}(?:of|is|was|:)?\W{{0,4}}{_DECIMAL}\s*(?:(%)|/\s*{_DECIMAL})",
            re.IGNORECASE,
        ),
        counts={what: _counted(phrases) for what, phrases in words["counts"].items()},
    )


def heading(line: str, known: Mapping[str, str]) -> str | None:
    """The section that a line opens: its name, ``other`` for an unknown one marked with ``#``, or ``None``.

    >>> heading("## 5 Extracted Claims", {"extracted claims": "claims"}), heading("IV. Claims:", {"claims": "claims"})
    ('claims', 'claims')
    >>> heading("## Acknowledgements", {}), heading("Acknowledgements", {})
    ('other', None)
    """
    match = _HEADING.fullmatch(line.strip().strip("*_ "))
    if match is None:
        return None
    marked, words = match.groups()
    name = known.get(words.strip("*_ ").casefold()) or known.get(line.strip("#*_ :").casefold())
    return name or ("other" if marked else None)


def _by_word(lists: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {word.casefold(): name for name, listed in lists.items() for word in listed}


def _either(words: Iterable[str]) -> str:
    """An alternation, the longest first, in which any white space stands for a blank."""
    return "|".join(r"\s+".join(map(re.escape, word.split())) for word in sorted(words, key=len, reverse=True))


def _labelled(labels: Iterable[str], next_labels: Iterable[str]) -> re.Pattern[str]:
    """``Label: text`` at the start of a sentence, up to the next label, an empty line or the end."""
    start = r"(?:^|(?<=[.?!*_])\s+|(?<=\n))\s*(?:[-*+]\s+)?[*_]*"
    stop = rf"(?=[.?!]?[*_]*\s+[*_]*(?:{_either(next_labels)})[*_]*\s*:)|\n\s*\n|\Z"
    return re.compile(rf"{start}(?:{_either(labels)})[*_]*\s*:[*_]*\s*(.*?)(?:{stop})", re.IGNORECASE | re.DOTALL)


def _counted(phrases: Iterable[str]) -> re.Pattern[str]:
    """A number before its phrase, or where the phrase holds a ``#``."""
    inside = [phrase.partition("#") for phrase in phrases if "#" in phrase]
    before = [phrase for phrase in phrases if "#" not in phrase]
    forms = [rf"\b{_either([head])}\s*{_NUMBER}\s*{_either([tail])}\b" for head, _, tail in inside]
    if before:
        forms.append(rf"{_NUMBER}{_SHARE}\s+(?:{_either(before)})\b")
    return re.compile("|".join(forms), re.IGNORECASE)
