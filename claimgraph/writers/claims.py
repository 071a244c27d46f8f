"""The fast path for claims and their results: by forms that the writer itself makes, one for each shape."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from claimgraph import ids
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
    """What decides how a claim is written: cut or not, the kind of its scope, what it names and gives, its links."""

    cut: bool
    kind: str
    things: int
    results: int
    relations: tuple[str, ...]


class _Claims:
    """Writes claims and results; the form of each shape is made when it is first met."""

    def __init__(self, writer: Formed) -> None:
        self._writer = writer
        self._claim_form = lru_cache(maxsize=1024)(lambda *shape: _claim_form(writer, _Shape(*shape)))
        self._result_form = lru_cache(maxsize=1024)(lambda *shape: _result_form(writer, *shape))

    def __call__(self, claims: Claims) -> bytes:
        """Every claim, followed by its results."""
        parts: list[bytes] = []
        for stated in claims.entries:
            texts, links = stated
            claim = texts[0]
            things = sorted({mention.concept for mention in claim.reading.mentions})
            if len(texts) > 1 or len(things) + len(claim.reading.numbers) + len(links) > _MOST:
                parts.append(self._writer.nodes(stated.nodes()).encode())
            else:
                parts.append(self._claim(claim, things, links))
                parts += self._results(claim)
        return b"".join(parts)

    def _claim(self, claim: Claim, things: list[Name], links: list[Statement]) -> bytes:
        kind, _, scope = claim.scope.partition(":")
        numbers = claim.reading.numbers
        relations = tuple([relation for relation, _ in links])
        template, picked = self._claim_form(claim.cut, kind, len(things), len(numbers), relations)
        values = (
            claim.name[6:].encode(),
            self._writer.term(claim.text).encode(),
            scope.encode(),
            *[thing[8:].encode() for thing in things],
            *[f"{claim.hash}-{number.position}".encode() for number in numbers],
            *[str(other)[6:].encode() for _, other in links],
        )
        return template % picked(values)

    def _results(self, claim: Claim) -> list[bytes]:
        term, reading = self._writer.term, claim.reading
        plain = (reading.method, reading.benchmark, reading.metric)
        has = tuple([name is not None for name in plain])
        things = [(name or ":").partition(":")[2].encode() for name in plain]
        parts: list[bytes] = []
        for position, printed, value, spread, cut in reading.numbers:
            template, picked = self._result_form(value is not None, spread is not None, cut, *has)
            values = (
                f"{claim.hash}-{position}".encode(),
                position,
                term(printed).encode(),
                b"" if value is None else decimal(value).encode(),
                b"" if spread is None else decimal(spread).encode(),
                *things,
            )
            parts.append(template % picked(values))
        return parts


def _claim_form(writer: Formed, shape: _Shape) -> Form:
    """What the writer makes of a claim of this shape."""
    named = [Name(f"concept:sample-thing-{rank:02}") for rank in range(shape.things)]
    others = [Name(f"claim:sample-other-{rank:02}") for rank in range(len(shape.relations))]
    numbered = range(1, shape.results + 1)
    name, text, scope = Name("claim:sample-claim"), "sample text", Name(f"{shape.kind}:sample-scope")
    values = (name, text, scope, *named, *(ids.result(_HASH, rank) for rank in numbered), *others)
    reading = Reading(
        tuple(Mention(name, "", "") for name in named),
        tuple(Number(rank, "", None, None, False) for rank in numbered),
    )
    said = Claim(name, _HASH, "", text, shape.cut, reading, scope).said
    return form_of(writer, {name: said + list(zip(shape.relations, others, strict=True))}, dict(enumerate(values)))


def _result_form(writer: Formed, valued: bool, spread: bool, cut: bool, *has: bool) -> Form:
    """What the writer makes of a result that has a value, a spread, a method, a benchmark, a metric, or has not."""
    sample = _RESULT
    value, around = (sample["value"] if valued else None), (sample["spread"] if spread else None)
    number = Number(sample["position"], sample["text"], value, around, cut)
    things = [sample[key] if there else None for key, there in zip(_THINGS, has, strict=True)]
    claim = Claim(Name("claim:x"), _HASH, "", "", False, Reading((), (number,), *things), Name("paper:x"))
    return form_of(writer, claim.results(), sample)


_HASH = "sample-hash"
_THINGS = ("method", "benchmark", "metric")
_RESULT: dict[str, Any] = {
    "result": ids.result(_HASH, 700000001),
    "position": 700000001,
    "text": "sample text",
    "value": Decimal("0.700000002"),
    "spread": Decimal("0.700000003"),
    "method": Name("concept:sample-method"),
    "benchmark": Name("concept:sample-benchmark"),
    "metric": Name("concept:sample-metric"),
}
"""A result's values, in the order in which they are gathered above for those of any result."""
