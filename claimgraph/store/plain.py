"""Values as the index keeps them, spelled as the triple store spells them, so that both give the same answers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache

from claimgraph.facts import Statement
from claimgraph.terms import Name

_FRACTION = 18
_WHOLE = 20
LARGEST = 2**63 - 1


class Odd(Exception):
    """A node is not as the index takes nodes to be, so that the ready questions are left to the triple store.

    No report can bring this about but by a number of more than 18 decimals; a graph from elsewhere can.
    """


@cache
def decimal(value: Decimal) -> str:
    """A decimal without needless zeros, as the triple store shows it.

    >>> decimal(Decimal("0.10")), decimal(Decimal("8.0")), decimal(Decimal("-0.0")), decimal(Decimal("1E+2"))
    ('0.1', '8', '0', '100')
    """
    if not value.is_finite():
        raise Odd(str(value))
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    whole, _, fraction = text.partition(".")
    if len(fraction) > _FRACTION or len(whole.lstrip("-")) > _WHOLE:
        raise Odd(text)
    return "0" if text in ("-0", "") else text


@cache
def share(value: Decimal) -> str:
    """A decimal from 0 to 1; such texts sort as the numbers do."""
    if not 0 <= value <= 1:
        raise Odd(str(value))
    return decimal(value)


def local(name: object) -> str:
    """The part of a prefixed name after the prefix."""
    return named(name).partition(":")[2]


def named(value: object) -> str:
    """A prefixed name as plain text."""
    if type(value) is not Name:
        raise Odd(str(value))
    return str(value)


def text(value: object) -> str:
    """A literal that is text."""
    if type(value) is not str:
        raise Odd(str(value))
    return value


def number(value: object) -> int:
    """A whole number that a column can hold."""
    if type(value) is not int or not -LARGEST <= value <= LARGEST:
        raise Odd(str(value))
    return value


def day(value: object) -> str:
    """A date."""
    if type(value) is not date:
        raise Odd(str(value))
    return value.isoformat()


def value_of(value: object) -> str:
    """A decimal of any size."""
    if type(value) is not Decimal:
        raise Odd(str(value))
    return decimal(value)


class Said:
    """What is stated of a node, by predicate."""

    def __init__(self, statements: list[Statement]) -> None:
        self._values: dict[str, list[object]] = {}
        for term, value in statements:
            self._values.setdefault(term, []).append(value)

    def all(self, term: str) -> list[object]:
        """Every value of a predicate, each once."""
        values = self._values.get(term, [])
        return values if len(values) < 2 else list(dict.fromkeys(values))

    def one(self, term: str) -> object:
        """The value of a predicate that has at most one; nothing where there is none."""
        values = self.all(term)
        if len(values) > 1:
            raise Odd(term)
        return values[0] if values else None

    def the(self, term: str) -> object:
        """The value of a predicate that has just one."""
        value = self.one(term)
        if value is None:
            raise Odd(term)
        return value
