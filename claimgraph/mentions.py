"""What a text names and which results it gives: a lexicon first, then a few careful patterns. No model, no guessing.

A text is read once however many rows print it, so everything here is a pure function of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from claimgraph import ids
from claimgraph.lexicon import Concept, Lexicon
from claimgraph.model import is_cut, stem
from claimgraph.terms import Name

_TOKEN = re.compile(r"[^\W_]+(?:[-.+@/'’][^\W_]+)*\+*")
_NAME = r"(?=[\w.+@/-]*[A-Z])[^\W_]+(?:[-.+@/][^\W_]+)*\+*"
_NAMES = rf"{_NAME}(?:\s*,\s+(?:(?:and|or)\s+)?{_NAME})*(?:\s+(?:and|or)\s+{_NAME})?"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+,\d{1,2}(?!\d)|\d+(?:\.\d+)?"
_WHOLE = rf"(?>{_DIGITS})(?![.,]?\d)"
# Not part of a longer number, a range, a ratio, a date, a power of ten or a unit that multiplies: 2.5M is not 2.5.
_RESULT = re.compile(
    rf"(?<![\w.,])(?<!\w[-−–])([-−]?{_WHOLE})(\s*%)?(?:(\s*±)(?:\s*({_WHOLE})(\s*%)?|(?=[\s.…]*$)))?"
    r"(?![\w/:(^-]|\s*±|\)?\s*(?:[×x]|\$?\\times\$?)\s*10|\s*%\s*[-–]|\s*–\s*\d|\s*(?:million|billion|thousand)\b)"
)
_JOINED = re.compile(r"\s*(?:,\s*(?:and\s+|or\s+)?|(?:and|or|to)\s+)?")
_WEIGHED = re.compile(r"\s*(?:an?|the)\s+[\w@ -]{2,40}?\s+of\s+(?=\d)")
_BY_NUMBER = r"\s+by\s+\d"


class Mention(NamedTuple):
    """A thing that a text names. ``found_by`` names the pattern, and is empty for a thing of the lexicon."""

    concept: Name
    kind: str
    label: str
    names: tuple[str, ...] = ()
    found_by: str = ""


class Number(NamedTuple):
    """One result that a text gives: its rank from 1, its printed words, its value and the number after ±.

    A number that the source cut has no value: nobody knows what 59.1 went on to be.
    """

    position: int
    printed: str
    value: Decimal | None
    spread: Decimal | None
    cut: bool


class Reading(NamedTuple):
    """What one text names and the results it gives, with what they were obtained by, on and in, where that is plain."""

    mentions: tuple[Mention, ...] = ()
    numbers: tuple[Number, ...] = ()
    method: Name | None = None
    benchmark: Name | None = None
    metric: Name | None = None


Index = Mapping[str, tuple[tuple[tuple[str, ...], Mention], ...]]
"""Names of the lexicon, as words, by their first word."""


class Cued(NamedTuple):
    """A pattern, and the words without one of which it cannot match; most texts are passed over by these alone."""

    words: frozenset[str]
    pattern: re.Pattern[str]

    def search(self, text: str, words: set[str]) -> re.Match[str] | None:
        """The first match in a text of these words."""
        return None if words.isdisjoint(self.words) else self.pattern.search(text)


def _cued(words: Iterable[str], pattern: str) -> Cued:
    return Cued(frozenset(_TOKEN.findall(word)[0].casefold() for word in words), re.compile(pattern))


def _first(
    candidates: Iterable[tuple[tuple[str, ...], Mention]], words: list[str], index: int
) -> tuple[tuple[str, ...], Mention] | None:
    """The first of the candidates, longest first, that stands at a word."""
    for candidate in candidates:
        name = candidate[0]
        if len(name) == 1 or tuple(words[index : index + len(name)]) == name:
            return candidate
    return None


@dataclass(frozen=True, slots=True, eq=False)
class Reader:
    """A lexicon, ready to read texts with. Made by :func:`reader`."""

    exact: Index
    folded: Index
    acronyms: Mapping[str, Mention]
    not_names: frozenset[str]
    measures: frozenset[str]
    alone: frozenset[str]
    achieves: Cued
    beats: Cued
    benchmarks: tuple[tuple[str, Cued], ...]

    def read(self, text: str) -> Reading:
        """Read one text, given as :func:`claimgraph.model.normal` leaves it."""
        tokens = _TOKEN.findall(text)
        lower = [token.casefold() for token in tokens]
        words = set(lower)
        listed = dict.fromkeys(self._listed(tokens, lower))
        achieved = self.achieves.search(text, words)
        beaten = self.beats.search(text, words)
        subjects = (achieved["subject"] if achieved else None, *(beaten.group("better", "worse") if beaten else ()))
        listed |= {self.acronyms[name]: None for name in subjects if name and name in self.acronyms}
        mentions: tuple[Mention, ...] = (*listed, *self._found(text, words, (achieved, beaten), listed))
        if achieved is None and "±" not in text:
            return Reading(mentions)
        numbers = _numbers(text, achieved)
        if not numbers:
            return Reading(mentions)
        method = self._method(achieved["subject"] if achieved else "", mentions)
        return Reading(mentions, numbers, method, _only(mentions, "benchmark"), _only(mentions, "metric"))

    def _method(self, subject: str | None, mentions: Iterable[Mention]) -> Name | None:
        """What a text's results were obtained by: its subject, or else the one method it mentions."""
        methods = [mention for mention in mentions if mention.kind == "method"]
        own = [mention for mention in self._in(subject) if mention.kind == "method"] if subject else []
        own += [self.acronyms[subject]] if subject and subject in self.acronyms else []
        named = own or [mention for mention in methods if mention.label == subject] or methods
        return named[0].concept if named and (named is not methods or len(methods) == 1) else None

    def _found(
        self,
        text: str,
        words: set[str],
        shown: tuple[re.Match[str] | None, re.Match[str] | None],
        listed: Iterable[Mention],
    ) -> Iterable[Mention]:
        """Things that no lexicon lists, each found by the first pattern that shows it."""
        cued = [(name, cue) for name, cue in self.benchmarks if not words.isdisjoint(cue.words)]
        if not (any(shown) or cued):
            return ()
        measured = not words.isdisjoint(self.measures) or any(mention.kind == "metric" for mention in listed)
        known = {name for mention in listed for name in (mention.label, *mention.names)}
        found: dict[str, Mention] = {}
        for label, kind, pattern in (
            *self._methods(*shown, measured),
            *self._benchmarks(text, cued, any(shown) and measured),
        ):
            if label in known or label in found or label in self.acronyms or any(True for _ in self._in(label)):
                continue
            found[label] = Mention(ids.concept(label), kind, label, (), pattern)
        return found.values()

    def _in(self, text: str) -> Iterator[Mention]:
        tokens = _TOKEN.findall(text)
        return self._listed(tokens, [token.casefold() for token in tokens])

    def _listed(self, tokens: list[str], lower: list[str]) -> Iterator[Mention]:
        """Things of the lexicon, the longest name first at each word."""
        exact, folded = self.exact, self.folded
        free = 0
        for index in [i for i, word in enumerate(lower) if word in folded or tokens[i] in exact]:
            if index < free:
                continue
            match = _first(exact.get(tokens[index], ()), tokens, index) or _first(
                folded.get(lower[index], ()), lower, index
            )
            if match:
                yield match[1]
                free = index + len(match[0])

    def _methods(
        self, achieved: re.Match[str] | None, beaten: re.Match[str] | None, measured: bool
    ) -> Iterator[tuple[str, str, str]]:
        """Names that are shown to be methods: by what they achieve, where a verb or a measure says it is quality."""
        if achieved and achieved["subject"] and (measured or achieved["does"] in self.alone):
            label = achieved["subject"]
            if _is_strong(label) or self._may_name(label, achieved["number"]):
                yield label, "method", "X achieves …"
        if beaten:
            for label in beaten.group("better", "worse"):
                if _is_strong(label) or (measured and self._may_name(label, beaten["by"])):
                    yield label, "method", "X outperforms Y"

    def _benchmarks(
        self, text: str, cued: Iterable[tuple[str, Cued]], measured: bool
    ) -> Iterator[tuple[str, str, str]]:
        """Names that are shown to be benchmarks: by the word beside them, or as what a measured result is on."""
        for shown, cue in cued:
            for match in cue.pattern.finditer(text):
                for label in re.findall(_NAME, match["names"]):
                    if label.casefold() not in self.not_names and (shown != _EVALUATED or _is_strong(label)):
                        yield label, "benchmark", shown
        if measured:
            for match in _ON.finditer(text):
                if _is_strong(match["name"]):
                    yield match["name"], "benchmark", "… on X"

    def _may_name(self, label: str | None, number: str | None) -> bool:
        """Whether a word with no more than its first letter a capital is taken for a name: only beside a number."""
        return bool(label and number) and str(label).casefold() not in self.not_names


_EVALUATED = "evaluated on X"
_ON = re.compile(rf"\bon\s+(?:the\s+)?(?P<name>{_NAME})(?![\w-])")


@cache
def reader(lexicon: Lexicon) -> Reader:
    """The reader of a lexicon; made once for each.

    >>> from claimgraph.lexicon import built_in
    >>> reading = reader(built_in()).read("FASTT achieves 84.26 ± 0.86 and 87.98 ± 0.76 performance.")
    >>> [number.value for number in reading.numbers], reading.mentions[0].found_by
    ([Decimal('84.26'), Decimal('87.98')], 'X achieves …')
    """
    exact, folded = _index(lexicon)
    words = lexicon.words["patterns"]
    benchmark = _either(words["benchmarks"])
    return Reader(
        exact=exact,
        folded=folded,
        acronyms={name: _mention(concept) for concept in lexicon.concepts.values() for name in concept.acronyms},
        not_names=frozenset(word.casefold() for word in words["not_names"]),
        measures=frozenset(word.casefold() for word in words["measures"]),
        alone=frozenset(words["achieves_alone"]),
        achieves=_cued(
            words["achieves"],
            rf"(?:^|[.;:]\s)\s*(?:[Tt]he\s+)?(?P<subject>{_NAME})(?:\s+\([^()]*\))?\s+"
            rf"(?P<does>{_either(words['achieves'])})\b(?P<number>\s*[-−]?\d)?"
            rf"|(?:\b(?:{_either(words['achieves'])})\b(?=\s*[-−]?\d))",
        ),
        beats=_cued(
            words["beats"],
            rf"\b(?P<better>{_NAME})\s+(?:{_either(words['beats'])})\s+(?P<worse>{_NAME})(?![\w-])(?P<by>{_BY_NUMBER})?",
        ),
        benchmarks=(
            ("the X benchmark", _cued(words["benchmarks"], rf"(?<![\w-])(?P<names>{_NAMES})\s+(?i:{benchmark})\b")),
            (
                "benchmarks such as X",
                _cued(
                    words["benchmarks"],
                    rf"\b(?i:{benchmark})\s*[,(]?\s*(?i:{_either(words['such_as'])}),?\s+(?P<names>{_NAMES})",
                ),
            ),
            (_EVALUATED, _cued(["evaluated"], rf"\bevaluated\s+on\s+(?:the\s+)?(?P<names>{_NAME})(?![\w-])")),
        ),
    )


def _index(lexicon: Lexicon) -> tuple[Index, Index]:
    """The names of the lexicon by their first word: those that match as written, and those that match in any case."""
    exact: dict[str, list[tuple[tuple[str, ...], Mention]]] = {}
    folded: dict[str, list[tuple[tuple[str, ...], Mention]]] = {}
    for concept in lexicon.concepts.values():
        mention = _mention(concept)
        for name in (concept.label, *concept.names):
            tokens = tuple(_TOKEN.findall(name))
            if tokens:
                (folded if name == name.lower() else exact).setdefault(tokens[0], []).append((tokens, mention))
    return _longest_first(exact), _longest_first(folded)


def _mention(concept: Concept) -> Mention:
    return Mention(ids.listed(concept.id), concept.kind, concept.label, (*concept.names, *concept.acronyms))


def _longest_first(index: dict[str, list[tuple[tuple[str, ...], Mention]]]) -> Index:
    return {word: tuple(sorted(names, key=lambda entry: (-len(entry[0]), entry))) for word, names in index.items()}


def _either(words: Iterable[str]) -> str:
    return "|".join(r"\s+".join(map(re.escape, word.split())) for word in sorted(words, key=len, reverse=True))


def _is_strong(name: str | None) -> bool:
    """Whether a word can hardly be anything but a name: two capitals, or a capital and a digit.

    >>> [_is_strong(word) for word in ("XLM-R", "Llama2", "LaBSE", "Transliteration")]
    [True, True, True, False]
    """
    if not name:
        return False
    capitals = sum(character.isupper() for character in name)
    return capitals > 1 or (capitals == 1 and any(character.isdigit() for character in name))


def _only(mentions: Iterable[Mention], kind: str) -> Name | None:
    """The one thing of a kind that is mentioned; with two, nothing says which a number belongs to."""
    concepts = {mention.concept for mention in mentions if mention.kind == kind}
    return concepts.pop() if len(concepts) == 1 else None


def _numbers(text: str, achieved: re.Match[str] | None) -> tuple[Number, ...]:
    """The results of a text: numbers with ±, and those in the run that follows "achieves"."""
    if "±" not in text and achieved is None:
        return ()
    end = len(stem(text)) if is_cut(text) else 0
    run = _run_start(text, achieved)
    found: list[Number] = []
    for match in _RESULT.finditer(text):
        joined = run is not None and _JOINED.fullmatch(text, run, match.start())
        if not match[3] and not joined:
            continue
        if joined:
            run = match.end()
        found.append(_number(len(found) + 1, match, text, end))
    return tuple(found)


def _run_start(text: str, achieved: re.Match[str] | None) -> int | None:
    """Where the run of numbers after "achieves" may begin: at once, or after "an accuracy of"."""
    if achieved is None:
        return None
    start = achieved.end() - len((achieved["number"] or "").lstrip())
    weighed = _WEIGHED.match(text, start)
    return weighed.end() if weighed else start


def _number(position: int, match: re.Match[str], text: str, cut_end: int) -> Number:
    value, percent, plus_minus, spread, spread_percent = match.groups()
    touches = (
        bool(cut_end)
        and text[match.end() : cut_end] in ("", ".")
        and not (spread_percent or (percent and not plus_minus))
    )
    printed = text[match.start() : cut_end if touches else match.end()]
    if touches and not plus_minus:
        return Number(position, printed, None, None, True)
    return Number(position, printed, _decimal(value), None if touches or not spread else _decimal(spread), touches)


def _decimal(printed: str) -> Decimal:
    """The number as printed: commas before three digits group, another comma is a decimal point."""
    printed = printed.replace("−", "-")
    if "," in printed and re.fullmatch(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?", printed):
        return Decimal(printed.replace(",", ""))
    return Decimal(printed.replace(",", "."))
