"""The word lists of a lexicon, compiled into what the reader asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from claimgraph.lexicon import Lexicon

LONGEST_HEADING = 80
_HEADING = re.compile(r"(#{1,6}\s*)?(?:(?i:section\s+)?(?:\d+(?:\.\d+)*|[ivxIVX]+)[.):]?\s+)?(.*[^\s:#*_])?[\s:#*_]*")
_NUMBER = r"(?<![\w.,\-])(?<!\d\s)(\d{1,3}(?:[,.]\d{3}){1,5}|\d{1,15})(?![.,]?\d)"
_SHARE = r"(?:\s*(?:of|out\s+of|/)\s*\d[\d,.]{0,24})?"
_DECIMAL = r"(\d+(?:[.,]\d+)?)"


@dataclass(frozen=True, slots=True, eq=False)
class Dialect:
    """What the reader looks for, ready to match."""

    sections: Mapping[str, str]
    columns: Mapping[str, str]
    marks: Mapping[str, bool]
    months: Mapping[str, int]
    front: Mapping[str, str]
    labels: re.Pattern[str]
    """Finds what may be the labels of examined paper and question, in groups of these names."""
    score: re.Pattern[str]
    unscored: re.Pattern[str]
    counts: Mapping[str, re.Pattern[str]]
    """These match prose in lower case with single blanks."""


@cache
def dialect(lexicon: Lexicon) -> Dialect:
    """The dialect of a lexicon; made once for each."""
    words = lexicon.words
    labels = words["labels"]
    scored = _either(map(str.casefold, labels["score"]))
    return Dialect(
        sections=_by_word(words["sections"]),
        columns=_by_word(words["columns"]),
        marks={word.casefold(): mark == "verified" for mark, listed in words["marks"].items() for word in listed},
        months={word.casefold(): int(month) for month, listed in words["months"].items() for word in listed},
        front={word.casefold(): part for part in ("title", "publisher", "date", "version") for word in labels[part]},
        labels=re.compile(
            rf"(?=[{_beginnings((*labels['examined'], *labels['question']))}])(?<![^\W_])"
            rf"(?:(?P<examined>{_either(labels['examined'])})|(?P<question>{_either(labels['question'])}))"
            r"[*_]*\s*:[*_]*",
            re.IGNORECASE,
        ),
        score=re.compile(rf"\b(?:{scored})\b\W{{0,4}}(?:of|is|was|:)?\W{{0,4}}{_DECIMAL}\s*(?:(%)|/\s*{_DECIMAL})"),
        unscored=re.compile(rf"\b(?:{scored})\b[\s*_]*:.{{0,40}}"),
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
    marked, words = match.groups("")
    name = known.get(words.strip("*_ ").casefold()) or known.get(line.strip("#*_ :").casefold())
    return name or ("other" if marked else None)


def _by_word(lists: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {word.casefold(): name for name, listed in lists.items() for word in listed}


def _either(words: Iterable[str]) -> str:
    """An alternation, the longest first, in which any white space stands for a blank."""
    return "|".join(r"\s+".join(map(re.escape, word.split())) for word in sorted(words, key=len, reverse=True))


def _beginnings(words: Iterable[str]) -> str:
    """The letters that the words begin with, for a first quick look whether any can stand somewhere."""
    return re.escape("".join(sorted({word[0] for word in words})))


def _counted(phrases: Iterable[str]) -> re.Pattern[str]:
    """A number before its phrase, between its halves where it holds a ``#``, or after it where it ends in ``:``."""
    labels, before, between = [], [], []
    for phrase in map(str.casefold, phrases):
        head, mark, tail = (re.escape(part.strip()) for part in phrase.partition("#"))
        if phrase.endswith(":"):
            labels.append(phrase[:-1])
        elif mark:
            between.append(rf"(?<=\b{head}\s){_NUMBER}\s{tail}\b")
        else:
            before.append(head)
    numbers = [*between, *([rf"{_NUMBER}{_SHARE}\s(?:{'|'.join(before)})\b(?!\s?:)"] if before else ())]
    forms = [*([rf"(?:{'|'.join(map(re.escape, labels))})\s?:[\s*_]*{_NUMBER}"] if labels else ())]
    # Most places are neither: that a label or a number must begin here is asked once, not by each form.
    first = rf"(?=[\d{_beginnings(labels)}])" if all(labels) else ""
    return re.compile(rf"\b{first}(?:{'|'.join((*forms, *numbers))})")
