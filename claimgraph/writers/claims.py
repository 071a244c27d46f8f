"""The fast path for claims: the claim node by node, its results by a form that the writer itself makes."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from claimgraph import ids
from claimgraph.claims import Claim, Claims
from claimgraph.mentions import Reading
from claimgraph.numbers import Number
from claimgraph.terms import Name
from claimgraph.writers.forms import Form, Formed
from claimgraph.writers.forms import form as form_of
from claimgraph.writers.ntriples import decimal

_Shape = tuple[bool, ...]
"""Which of value, spread, method, benchmark and metric a result has, and whether it was cut."""


def form(writer: Any) -> Callable[[Claims], bytes]:
    """A function that gives claims as the writer would: by form where it can show terms, else node by node."""
    if not isinstance(writer, Formed):
        return lambda claims: writer.nodes(claims.nodes()).encode()
    nodes, results = writer.nodes, _Results(writer)

    def text(claims: Claims) -> bytes:
        parts: list[bytes] = []
        for stated, claim in claims.entries:
            parts.append(nodes(stated).encode())
            if claim and claim.reading.numbers:
                parts += results.of(claim)
        return b"".join(parts)

    return text


class _Results:
    """Writes the results of a claim; the form of each shape is made when it is first met."""

    def __init__(self, writer: Formed) -> None:
        self._writer = writer
        self._forms: dict[_Shape, Form] = {}

    def of(self, claim: Claim) -> list[bytes]:
        """Every result of a claim."""
        term, forms, reading = self._writer.term, self._forms, claim.reading
        plain = (reading.method, reading.benchmark, reading.metric)
        shape = tuple([name is not None for name in plain])
        method, benchmark, metric = [(name or ":").partition(":")[2].encode() for name in plain]
        parts: list[bytes] = []
        for position, printed, value, spread, cut in reading.numbers:
            own = (value is not None, spread is not None, cut, *shape)
            template, picked = forms.get(own) or self._made(own)
            values = (
                f"{claim.hash}-{position}".encode(),
                position,
                term(printed).encode(),
                b"" if value is None else decimal(value).encode(),
                b"" if spread is None else decimal(spread).encode(),
                method,
                benchmark,
                metric,
            )
            parts.append(template % picked(values))
        return parts

    def _made(self, shape: _Shape) -> Form:
        """The form of a shape, from what the writer makes of a result of that shape."""
        valued, spread, cut, *plain = shape
        sample = _SAMPLE
        number = Number(
            sample["position"],
            sample["text"],
            sample["value"] if valued else None,
            sample["spread"] if spread else None,
            cut,
        )
        things = [sample[key] if has else None for key, has in zip(_PLAIN, plain, strict=True)]
        claim = Claim(Name("claim:x"), _HASH, "", "", False, Reading((), (number,), *things), [])
        made = self._forms[shape] = form_of(self._writer, claim.results(), sample)
        return made


_PLAIN = ("method", "benchmark", "metric")
_HASH = "sample-hash"
_SAMPLE: dict[str, Any] = {
    "result": ids.result(_HASH, 700000001),
    "position": 700000001,
    "text": "sample text",
    "value": Decimal("0.700000002"),
    "spread": Decimal("0.700000003"),
    "method": Name("concept:sample-method"),
    "benchmark": Name("concept:sample-benchmark"),
    "metric": Name("concept:sample-metric"),
}
"""A result's values, in the order in which ``of`` above gathers those of any result."""
