"""What the index's SQL needs beyond SQLite: decimals that stay exact, and lower case beyond ASCII."""

from __future__ import annotations

import sqlite3
from decimal import ROUND_FLOOR, Context, Decimal
from typing import Any

from claimgraph.store.plain import decimal

_EXACT = Context(prec=60)
_DIGITS = Decimal(1).scaleb(-18)
_PLACES = Decimal(10000)


def add_to(database: sqlite3.Connection) -> None:
    """Make the functions known to a connection."""
    database.create_function("lowered", 1, _lowered, deterministic=True)
    database.create_function("minus", 2, _minus, deterministic=True)
    database.create_aggregate("least", 1, _Least)
    database.create_aggregate("greatest", 1, _Greatest)
    database.create_aggregate("mean", 2, _Mean)


def _lowered(text: str | None) -> str | None:
    return None if text is None else text.lower()


def _minus(one: str | None, other: str | None) -> str | None:
    return None if one is None or other is None else decimal(_EXACT.subtract(Decimal(one), Decimal(other)))


class _Least:
    """The smallest of decimals."""

    def __init__(self) -> None:
        self.found: Decimal | None = None

    def step(self, value: Any) -> None:
        """Take one more."""
        if value is not None and (self.found is None or self.before(Decimal(value), self.found)):
            self.found = Decimal(value)

    def before(self, one: Decimal, other: Decimal) -> bool:
        """Whether one is to be given rather than the other."""
        return one < other

    def finalize(self) -> Any:
        """What was found."""
        return None if self.found is None else decimal(self.found)


class _Greatest(_Least):
    """The largest of decimals."""

    def before(self, one: Decimal, other: Decimal) -> bool:
        return one > other


class _Mean:
    """The mean of decimals that occur so many times each, to four places, rounded as the triple store does."""

    def __init__(self) -> None:
        self.total = Decimal(0)
        self.count = 0

    def step(self, *pair: Any) -> None:
        """Take a value that occurs so many times."""
        value, times = pair
        self.total = _EXACT.add(self.total, _EXACT.multiply(Decimal(value), Decimal(times)))
        self.count += times

    def finalize(self) -> Any:
        """The mean."""
        mean = _EXACT.divide(self.total, Decimal(self.count)).quantize(_DIGITS, ROUND_FLOOR, _EXACT)
        rounded = _EXACT.add(_EXACT.multiply(mean, _PLACES), Decimal("0.5")).to_integral_value(ROUND_FLOOR, _EXACT)
        return decimal(_EXACT.divide(rounded, _PLACES))
