"""The fast path for claims and their results: by forms that the writer itself makes, one for each shape."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from claimgraph.claims import Claim, Claims, Statement
from claimgraph.mentions import Mention, Reading
from claimgraph.numbers import Number
from claimgraph.terms import Name
from claimgraph.writers.forms import Form, Formed
from claimgraph.writers.forms import form as form_of
from claimgraph.writers.ntriples import decimal

_MOST = 12
"""Claims that name more, give more or are linked more are written node by node, for few have their shape."""


def form(writer: Any) -> Callable[[Claims], bytes]:
    """A function that gives claims as the writer would: by form where it can show terms, else node by node."""
    return _Claims(writer) if isinstance(writer, Formed) else lambda claims: writer.nodes(claims.nodes()).encode()


class _Shape(NamedTuple):
    """What decides how a claim and its results are written, beside the words and numbers that stand in them."""

    cut: bool
    scope: str
    """The kind of its scope."""
    things: int
    """How many things it names."""
    relations: tuple[str, ...]
    results: tuple[tuple[bool, bool, bool], ...]
    """Of each result, whether it has a value, a spread, and is cut."""
    plain: tuple[bool, bool, bool]
    """Whether its method, benchmark and metric are plain."""


class _Claims:
    """Writes claims and results; the form of each shape is made when it is first met."""

    def __init__(self, writer: Formed) -> None:
        self._writer = writer
        self._form = lru_cache(maxsize=1024)(lambda *shape: _form(writer, _Shape(*shape)))

    def __call__(self, claims: Claims) -> bytes:
        """Every claim, followed by its results."""
        parts: list[bytes] = []
        for stated in claims.entries:
            texts, links = stated
            claim = texts[0]
            reading = claim.reading
            things = sorted({mention.concept for mention in reading.mentions})
            if len(texts) > 1 or len(things) + len(reading.numbers) + len(links) > _MOST:
                parts.append(self._writer.nodes(stated.nodes()).encode())
            else:
                parts.append(self._claim(claim, things, links))
        return b"".join(parts)

    def _claim(self, claim: Claim, things: list[Name], links: list[Statement]) -> bytes:
        term, (_, numbers, *plain) = self._writer.term, claim.reading
        kind, _, scope = claim.scope.partition(":")
        template, picked = self._form(
            claim.cut,
            kind,
            len(things),
            tuple([relation for relation, _ in links]),
            tuple([(value is not None, spread is not None, cut) for _, _, value, spread, cut in numbers]),
            tuple([name is not None for name in plain]),
        )
        values = [
            claim.name[6:].encode(),
            claim.hash.encode(),
            term(claim.text).encode(),
            scope.encode(),
            *[thing[8:].encode() for thing in things],
            *[str(other)[6:].encode() for _, other in links],
        ]
        for _, printed, value, spread, _ in numbers:
            values += (
                term(printed).encode(),
                b"" if value is None else decimal(value).encode(),
                b"" if spread is None else decimal(spread).encode(),
            )
        if numbers:
            values += [b"" if name is None else name[8:].encode() for name in plain]
        return template % picked(tuple(values))


def _form(writer: Formed, shape: _Shape) -> Form:
    """What the writer makes of a claim of this shape and of its results; its values in the order gathered above."""
    things = [Name(f"concept:sample-thing{rank}") for rank in range(shape.things)]
    others = [Name(f"claim:sample-other{rank}") for rank in range(len(shape.relations))]
    named = [Name(f"concept:sample-{role}") for role in ("method", "benchmark", "metric")]
    numbers = [_number(rank, *has) for rank, has in enumerate(shape.results, 1)]
    claim = Claim(
        Name("claim:sample-claim"),
        "sample-hash",
        "",
        "sample text",
        shape.cut,
        Reading(
            tuple(Mention(name, "", "") for name in things),
            tuple(numbers),
            *(name if there else None for name, there in zip(named, shape.plain, strict=True)),
        ),
        Name(f"{shape.scope}:sample-scope"),
    )
    values: list[Any] = [claim.name, Name(f"result:{claim.hash}"), claim.text, claim.scope, *things, *others]
    values += (part for number in numbers for part in (number.printed, number.value, number.spread))
    if numbers:
        values += named
    said = claim.said + list(zip(shape.relations, others, strict=True))
    return form_of(writer, {claim.name: said, **claim.results()}, values)


def _number(rank: int, valued: bool, spread: bool, cut: bool) -> Number:
    value, around = Decimal(f"0.7000000{rank:02}"), Decimal(f"0.7000000{50 + rank}")
    return Number(rank, f"sample number{rank}", value if valued else None, around if spread else None, cut)
