"""What a text names and which results it gives: a lexicon first, then a few careful patterns. No model, no guessing.

A text is read once however many rows print it, so everything here is a pure function of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from claimgraph import ids
from claimgraph.lexicon import Concept, Lexicon
from claimgraph.numbers import Number, numbers
from claimgraph.terms import Name

_TOKEN = re.compile(r"[^\W_]++(?:[-.+@/'’][^\W_]++)*+\+*+")
# No part of a name goes on without end: so a hostile text costs no more than its length.
_NAME = r"(?=[\w.+@/-]{0,60}[A-Z])[^\W_]{1,40}(?:[-.+@/][^\W_]{1,40}){0,5}\+{0,3}"
_NAMES = rf"{_NAME}(?:\s*,\s+(?:(?:and|or)\s+)?{_NAME}){{0,20}}(?:\s+(?:and|or)\s+{_NAME})?"
_WEIGHED = re.compile(r"\s*(?:an?|the)\s+[\w@ -]{2,40}?\s+of\s+(?=\d)")
_BY_NUMBER = r"\s+by\s+\d"


class Mention(NamedTuple):
    """A thing that a text names. ``found_by`` names the pattern, and is empty for a thing of the lexicon."""

    concept: Name
    kind: str
    label: str
    names: tuple[str, ...] = ()
    found_by: str = ""


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

    def search(self, text: str, words: Set[str]) -> re.Match[str] | None:
        """The first match in a text of these words."""
        return None if words.isdisjoint(self.words) else self.pattern.search(text)


def _cued(words: Iterable[str], pattern: str) -> Cued:
    return Cued(_cues(words), re.compile(pattern))


def _cues(words: Iterable[str]) -> frozenset[str]:
    return frozenset(_TOKEN.findall(word)[0].casefold() for word in words)


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
    first: frozenset[str]
    """The words, in lower case, with which names of the lexicon begin."""
    telling: frozenset[str]
    """The words without one of which a text names nothing."""
    acronyms: Mapping[str, Mention]
    not_names: frozenset[str]
    measures: frozenset[str]
    alone: frozenset[str]
    achieves: Cued
    beats: Cued
    benchmarks: tuple[tuple[str, Cued], ...]
    cues: frozenset[str]
    """The words without one of which nothing is shown to be a benchmark by the word beside it."""

    def read(self, text: str) -> Reading:
        """Read one text, given as :func:`claimgraph.model.normal` leaves it."""
        tokens = _TOKEN.findall(text)
        lower = "\n".join(tokens).casefold().split("\n")
        words = self.telling.intersection(lower)
        if not words:
            return Reading((), numbers(text)) if "±" in text else _NOTHING
        listed = dict.fromkeys(self._listed(tokens, lower)) if not words.isdisjoint(self.first) else {}
        achieved = self.achieves.search(text, words)
        beaten = self.beats.search(text, words)
        mentions: tuple[Mention, ...] = tuple(listed)
        if achieved or beaten:
            subjects = (achieved["subject"] if achieved else None, *(beaten.group("better", "worse") if beaten else ()))
            listed |= {self.acronyms[name]: None for name in subjects if name and name in self.acronyms}
            measured = not words.isdisjoint(self.measures) or any(mention.kind == "metric" for mention in listed)
            shown = (*self._methods(achieved, beaten, measured), *self._benchmarks(text, words, measured))
            mentions = (*listed, *self._found(shown))
        elif not words.isdisjoint(self.cues):
            mentions = (*listed, *self._found(self._benchmarks(text, words, False)))
        if achieved is None and "±" not in text:
            return Reading(mentions)
        given = numbers(text, _run_start(text, achieved))
        if not given:
            return Reading(mentions)
        method = self._method(achieved["subject"] if achieved else "", mentions)
        return Reading(mentions, given, method, _only(mentions, "benchmark"), _only(mentions, "metric"))

    def _method(self, subject: str | None, mentions: Iterable[Mention]) -> Name | None:
        """What a text's results were obtained by: its subject, or else the one method it mentions."""
        methods = [mention for mention in mentions if mention.kind == "method"]
        own = [mention for mention in _listed_in(self, subject) if mention.kind == "method"] if subject else []
        own += [self.acronyms[subject]] if subject and subject in self.acronyms else []
        named = own or [mention for mention in methods if mention.label == subject] or methods
        return named[0].concept if named and (named is not methods or len(methods) == 1) else None

    def _found(self, shown: Iterable[tuple[str, str, str]]) -> Iterable[Mention]:
        """Things that no lexicon lists, each of the first kind that it is shown to be."""
        found: dict[str, Mention] = {}
        for label, kind, pattern in shown:
            if label not in found and label not in self.acronyms and not _listed_in(self, label):
                found[label] = _unlisted(label, kind, pattern)
        return found.values()

    def _listed(self, tokens: list[str], lower: list[str]) -> Iterator[Mention]:
        """Things of the lexicon, the longest name first at each word."""
        exact, folded, first = self.exact, self.folded, self.first
        free = 0
        for index in [i for i, word in enumerate(lower) if word in first]:
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

    def _benchmarks(self, text: str, words: Set[str], measured: bool) -> Iterator[tuple[str, str, str]]:
        """Names that are shown to be benchmarks: by the word beside them, or as what a measured result is on."""
        for shown, cue in self.benchmarks:
            if words.isdisjoint(cue.words):
                continue
            for match in cue.pattern.finditer(text):
                for label in _ONE_NAME.findall(match["names"]):
                    if label.casefold() not in self.not_names and (shown != _EVALUATED or _is_strong(label)):
                        yield label, "benchmark", shown
        if measured:
            for match in _ON.finditer(text):
                if _is_strong(match["name"]):
                    yield match["name"], "benchmark", "… on X"

    def _may_name(self, label: str | None, number: str | None) -> bool:
        """Whether a word with no more than its first letter a capital is taken for a name: only beside a number."""
        return bool(label and number) and str(label).casefold() not in self.not_names


_NOTHING = Reading()


@lru_cache(maxsize=8192)
def _unlisted(label: str, kind: str, pattern: str) -> Mention:
    """A thing that no lexicon lists."""
    return Mention(ids.concept(label), kind, label, (), pattern)


@lru_cache(maxsize=8192)
def _listed_in(reader: Reader, name: str) -> tuple[Mention, ...]:
    """Things of the lexicon that a name holds."""
    tokens = _TOKEN.findall(name)
    return tuple(reader._listed(tokens, [token.casefold() for token in tokens]))


_EVALUATED = "evaluated on X"
_CUES = ("achieves", "beats", "benchmarks", "such_as")
_ONE_NAME = re.compile(_NAME)
_ON = re.compile(rf"on(?<!\won)\s+(?:the\s+)?(?P<name>{_NAME})(?![\w-])")


@cache
def reader(lexicon: Lexicon) -> Reader:
    """The reader of a lexicon; made once for each.

    >>> from claimgraph.lexicon import built_in
    >>> reading = reader(built_in()).read("FASTT achieves 84.26 ± 0.86 and 87.98 ± 0.76 performance.")
    >>> [number.value for number in reading.numbers], reading.mentions[0].found_by
    ([Decimal('84.26'), Decimal('87.98')], 'X achieves …')
    """
    exact, folded = _index(lexicon)
    first = frozenset(word.casefold() for word in (*exact, *folded))
    words = lexicon.words["patterns"]
    measures = frozenset(word.casefold() for word in words["measures"])
    benchmarks = tuple(_benchmarks(words))
    return Reader(
        exact=exact,
        folded=folded,
        first=first,
        telling=first | measures | _cues(word for what in _CUES for word in words[what]) | {"evaluated"},
        acronyms={name: _mention(concept) for concept in lexicon.concepts.values() for name in concept.acronyms},
        not_names=frozenset(word.casefold() for word in words["not_names"]),
        measures=measures,
        alone=frozenset(words["achieves_alone"]),
        achieves=_cued(
            words["achieves"],
            rf"(?:^|[.;:]\s)\s*(?:[Tt]he\s+)?(?P<subject>{_NAME})(?:\s+\([^()]{{0,200}}\))?\s+"
            rf"(?P<does>{_either(words['achieves'])})\b(?P<number>\s*[-−]?\d)?"
            rf"|(?:\b(?:{_either(words['achieves'])})\b(?=\s*[-−]?\d))",
        ),
        beats=_cued(
            words["beats"],
            rf"\b(?P<better>{_NAME})\s+(?:{_either(words['beats'])})\s+(?P<worse>{_NAME})(?![\w-])(?P<by>{_BY_NUMBER})?",
        ),
        benchmarks=benchmarks,
        cues=frozenset().union(*(cue.words for _, cue in benchmarks)),
    )


def _benchmarks(words: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, Cued]]:
    """What shows a name to be a benchmark, and under which name."""
    benchmark, such_as = _either(words["benchmarks"]), _either(words["such_as"])
    before = rf"(?<![\w-])(?P<names>{_NAMES})\s+(?i:{benchmark})\b"
    after = rf"\b(?i:{benchmark})\s*[,(]?\s*(?i:{such_as}),?\s+(?P<names>{_NAMES})"
    on = rf"\bevaluated\s+on\s+(?:the\s+)?(?P<names>{_NAME})(?![\w-])"
    yield "the X benchmark", _cued(words["benchmarks"], before)
    yield "benchmarks such as X", _cued(words["such_as"], after)
    yield _EVALUATED, _cued(["evaluated"], on)


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


@lru_cache(maxsize=8192)
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


def _run_start(text: str, achieved: re.Match[str] | None) -> int | None:
    """Where the run of numbers after "achieves" may begin: at once, or after "an accuracy of"."""
    if achieved is None:
        return None
    start = achieved.end() - len((achieved["number"] or "").lstrip())
    weighed = _WEIGHED.match(text, start)
    return weighed.end() if weighed else start
