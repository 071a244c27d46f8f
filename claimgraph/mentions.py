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
_RESULT = re.compile(rf"(?<![\w.,])([-−]?(?:{_DIGITS}))(\s*%)?(?:(\s*±)(?:\s*({_DIGITS})(\s*%)?)?)?(?![\w-])")
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


@dataclass(frozen=True, slots=True, eq=False)
class Reader:
    """A lexicon, ready to read texts with. Made by :func:`reader`."""

    exact: Mapping[str, tuple[tuple[tuple[str, ...], Mention], ...]]
    folded: Mapping[str, tuple[tuple[tuple[str, ...], Mention], ...]]
    not_names: frozenset[str]
    achieves: re.Pattern[str]
    beats: re.Pattern[str]
    benchmarks: tuple[tuple[str, re.Pattern[str]], ...]

    def read(self, text: str) -> Reading:
        """Read one text, given as :func:`claimgraph.model.normal` leaves it."""
        listed = dict.fromkeys(self._listed(text))
        known = {name for mention in listed for name in (mention.label, *mention.names)}
        found: dict[str, Mention] = {}
        achieved = self.achieves.search(text)
        for label, kind, pattern in self._named(text, achieved):
            if label not in known and label not in found and not self._is_known(label):
                found[label] = Mention(ids.concept(label), kind, label, (), pattern)
        mentions = (*listed, *found.values())
        numbers = _numbers(text, achieved)
        if not numbers:
            return Reading(mentions)
        subject = achieved["subject"] if achieved else ""
        methods = [mention for mention in mentions if mention.kind == "method"]
        own = [mention for mention in self._listed(subject) if mention.kind == "method"] if subject else []
        method = (own or [m for m in methods if m.label == subject] or (methods if len(methods) == 1 else []))[:1]
        return Reading(
            mentions, numbers, method[0].concept if method else None, _only(mentions, "benchmark"), _only(mentions, "metric")
        )

    def _is_known(self, label: str) -> bool:
        return any(True for _ in self._listed(label))

    def _listed(self, text: str) -> Iterator[Mention]:
        """Things of the lexicon, the longest name first at each word."""
        tokens = _TOKEN.findall(text)
        exact, folded = self.exact, self.folded
        lower = [token.casefold() for token in tokens]
        index = 0
        while index < len(tokens):
            step = 1
            for words, candidates in ((tokens, exact.get(tokens[index])), (lower, folded.get(lower[index]))):
                for name, mention in candidates or ():
                    if len(name) == 1 or tuple(words[index : index + len(name)]) == name:
                        yield mention
                        step = max(step, len(name))
                        break
                else:
                    continue
                break
            index += step

    def _named(self, text: str, achieved: re.Match[str] | None) -> Iterator[tuple[str, str, str]]:
        """Names that a pattern shows to be of a kind: label, kind, pattern."""
        if achieved and (_is_strong(achieved["subject"]) or self._may_name(achieved["subject"], achieved["number"])):
            yield achieved["subject"], "method", "X achieves …"
        beaten = self.beats.search(text)
        if beaten:
            for label in beaten.group("better", "worse"):
                if _is_strong(label) or self._may_name(label, beaten["by"]):
                    yield label, "method", "X outperforms Y"
        for shown, pattern in self.benchmarks:
            for match in pattern.finditer(text):
                for label in re.findall(_NAME, match["names"]):
                    if label.casefold() not in self.not_names:
                        yield label, "benchmark", shown
        if achieved or beaten:
            for match in _ON.finditer(text):
                if _is_strong(match["name"]):
                    yield match["name"], "benchmark", "… on X"

    def _may_name(self, label: str, number: str | None) -> bool:
        """Whether a word with no more than its first letter a capital is taken for a name: only beside a number."""
        return bool(number) and label.casefold() not in self.not_names


_ON = re.compile(rf"\bon\s+(?:the\s+)?(?P<name>{_NAME})(?![\w-])")


@cache
def reader(lexicon: Lexicon) -> Reader:
    """The reader of a lexicon; made once for each.

    >>> from claimgraph.lexicon import built_in
    >>> reading = reader(built_in()).read("FASTT achieves 84.26 ± 0.86 and 87.98 ± 0.76 performance.")
    >>> [number.value for number in reading.numbers], reading.mentions[0].found_by
    ([Decimal('84.26'), Decimal('87.98')], 'X achieves …')
    """
    exact: dict[str, list[tuple[tuple[str, ...], Mention]]] = {}
    folded: dict[str, list[tuple[tuple[str, ...], Mention]]] = {}
    for concept in lexicon.concepts.values():
        mention = _mention(concept)
        for name in (concept.label, *concept.names):
            tokens = tuple(_TOKEN.findall(name))
            if tokens:
                (folded if name == name.lower() else exact).setdefault(tokens[0], []).append((tokens, mention))
    words = lexicon.words["patterns"]
    benchmark = _either(words["benchmarks"])
    return Reader(
        exact=_longest_first(exact),
        folded=_longest_first(folded),
        not_names=frozenset(word.casefold() for word in words["not_names"]),
        achieves=re.compile(
            rf"(?:^|[.;:]\s)\s*(?:[Tt]he\s+)?(?P<subject>{_NAME})(?:\s+\([^()]*\))?\s+(?:{_either(words['achieves'])})\b(?P<number>\s*[-−]?\d)?"
            rf"|(?P<verb>\b(?:{_either(words['achieves'])})\b(?=\s*[-−]?\d))"
        ),
        beats=re.compile(
            rf"\b(?P<better>{_NAME})\s+(?:{_either(words['beats'])})\s+(?P<worse>{_NAME})(?![\w-])(?P<by>{_BY_NUMBER})?"
        ),
        benchmarks=(
            ("the X benchmark", re.compile(rf"(?<![\w-])(?P<names>{_NAMES})\s+(?i:{benchmark})\b")),
            (
                "benchmarks such as X",
                re.compile(rf"\b(?i:{benchmark})\s*[,(]?\s*(?i:{_either(words['such_as'])}),?\s+(?P<names>{_NAMES})"),
            ),
            ("evaluated on X", re.compile(rf"\bevaluated\s+on\s+(?:the\s+)?(?P<names>{_NAME})(?![\w-])")),
        ),
    )


def _mention(concept: Concept) -> Mention:
    return Mention(ids.listed(concept.id), concept.kind, concept.label, concept.names)


def _longest_first(
    index: dict[str, list[tuple[tuple[str, ...], Mention]]],
) -> dict[str, tuple[tuple[tuple[str, ...], Mention], ...]]:
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
    touches = bool(cut_end) and text[match.end() : cut_end] in ("", ".") and not (spread_percent or (percent and not plus_minus))
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
