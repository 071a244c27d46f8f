"""The results that a text gives: numbers with ±, and those in a run that a verb such as "achieves" opens."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from claimgraph.model import is_cut, stem

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+,\d{1,2}(?!\d)|\d+(?:\.\d+)?"
_WHOLE = rf"(?>{_DIGITS})(?![.,]?\d)"
# Not part of a longer number, a range, a ratio, a date, a power of ten or a unit that multiplies: 2.5M is not 2.5.
_RESULT = re.compile(
    rf"(?=[-−\d])(?<![\w.,])(?<!\w[-−–])([-−]?{_WHOLE})(\s*%)?(?:(\s*±)(?:\s*({_WHOLE})(\s*%)?|(?=[\s.…]*$)))?"
    r"(?![\w/:(^-]|\s*±|\)?\s*(?:[×x]|\$?\\times\$?)\s*10|\s*%\s*[-–]|\s*–\s*\d|\s*(?:million|billion|thousand)\b)"
)
_JOINS = frozenset(
    blank + word
    for blank in ("", " ")
    for word in ("", ",", ", ", ",and ", ", and ", ",or ", ", or ", "and ", "or ", "to ")
)
"""What may stand between two numbers of one run."""

_LONGEST_JOIN = max(map(len, _JOINS))


class Number(NamedTuple):
    """One result that a text gives: its rank from 1, its printed words, its value and the number after ±.

    A number that the source cut has no value: nobody knows what 59.1 went on to be.
    """

    position: int
    printed: str
    value: Decimal | None
    spread: Decimal | None
    cut: bool


def numbers(text: str, run: int | None = None) -> tuple[Number, ...]:
    """The results of a text as :func:`claimgraph.model.normal` leaves it; ``run`` is where a run of numbers may begin.

    >>> [number.printed for number in numbers("VA gets 92.43 ± 0.16 and 61.2, 59 in 2 languages.", 8)]
    ['92.43 ± 0.16', '61.2', '59']
    """
    end = len(stem(text)) if is_cut(text) else 0
    near = end - 1 if end else len(text) + 1
    found: list[Number] = []
    for match in _RESULT.finditer(text):
        start, stop = match.span()
        if run is not None and run <= start <= run + _LONGEST_JOIN and text[run:start] in _JOINS:
            run = stop
        elif not match[3]:
            continue
        if stop >= near:
            found.append(_at_the_cut(len(found) + 1, match, text[start:end], text[stop:end]))
        else:
            spread = match[4]
            value = _decimal(match[1])
            found.append(Number(len(found) + 1, match[0], value, _decimal(spread) if spread else None, False))
    return tuple(found)


def _at_the_cut(position: int, match: re.Match[str], printed: str, rest: str) -> Number:
    """A number where the text ends or nearly so, with what the cut left of it, and of the text behind it."""
    value, percent, plus_minus, spread, spread_percent = match.groups()
    if rest not in ("", ".") or spread_percent or (percent and not plus_minus):
        return Number(position, match[0], _decimal(value), _decimal(spread) if spread else None, False)
    return Number(position, printed, _decimal(value) if plus_minus else None, None, True)


@lru_cache(maxsize=16384)
def _decimal(printed: str) -> Decimal:
    """The number as printed: commas before three digits group, another comma is a decimal point."""
    printed = printed.replace("−", "-")
    if "," not in printed:
        return Decimal(printed)
    if re.fullmatch(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?", printed):
        return Decimal(printed.replace(",", ""))
    return Decimal(printed.replace(",", "."))
