"""The fast path for rows, which make up most of a graph: by a form that the writer itself makes."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Any

from claimgraph.facts import Claim, Printed, Rows
from claimgraph.mentions import Reading
from claimgraph.model import Row
from claimgraph.terms import Name, Relative
from claimgraph.writers.forms import Form, Formed
from claimgraph.writers.forms import form as form_of
from claimgraph.writers.ntriples import decimal


def form(writer: Any) -> Callable[[Rows], bytes]:
    """A function that gives rows as the writer would: by form where it can show terms, else node by node."""
    return _Rows(writer) if isinstance(writer, Formed) else lambda rows: writer.nodes(rows.nodes()).encode()


class _Rows:
    """Writes rows; there are four forms, for texts cut and whole, ticked and not."""

    def __init__(self, writer: Formed) -> None:
        self._term = writer.term
        self._forms = {
            (cut, verified): _form(writer, cut, verified) for cut in (True, False) for verified in (True, False)
        }
        self._literal = lru_cache(maxsize=4096)(lambda text: self._term(text).encode())

    def __call__(self, rows: Rows) -> bytes:
        """Every row."""
        same = [name.partition(":")[2].encode() for name in (rows.report, rows.verification, rows.source)]
        parts: list[bytes] = []
        for assertion, span, claim, row in rows.printed:
            number, printed, verified, confidence, exact, line, start, end = row
            template, picked = self._forms[claim.cut, verified]
            # Texts are printed again and again.
            literal = self._literal(printed) if len(printed) <= _LONGEST_KEPT else self._term(printed).encode()
            # A row is its text and a few cells more, nearly always of the same words.
            short = len(exact) - len(printed) <= _SHORT and exact.startswith(printed)
            values = (
                *same,
                assertion[10:].encode(),
                span[7:].encode(),
                claim.name[6:].encode(),
                number,
                literal,
                decimal(confidence).encode(),
                literal[:-1] + self._literal(exact[len(printed) :])[1:] if short else self._term(exact).encode(),
                line,
                start,
                end,
            )
            parts.append(template % picked(values))
        return b"".join(parts)


_SHORT = 40
_LONGEST_KEPT = 300


_SAMPLE: dict[str, Any] = {
    "report": Name("report:sample-report"),
    "verification": Name("verification:sample-verification"),
    "source": Name("source:sample-source"),
    "assertion": Name("assertion:sample-assertion"),
    "span": Relative("source/sample-span"),
    "claim": Name("claim:sample-claim"),
    "number": 700000001,
    "text": "sample text",
    "confidence": Decimal("0.700000002"),
    "exact": "sample exact",
    "line": 700000003,
    "start": 700000004,
    "end": 700000005,
}
"""A row's values, in the order in which they are gathered above for those of any row."""


def _form(writer: Formed, cut: bool, verified: bool) -> Form:
    """What the writer makes of a row, with a place for each value."""
    sample = _SAMPLE
    claim = Claim(sample["claim"], "", "", "", cut, Reading(), Name("paper:x"))
    row = Row(sample["number"], sample["text"], verified, *(sample[key] for key in _AFTER_MARK))
    printed = Printed(sample["assertion"], sample["span"], claim, row)
    rows = Rows(sample["report"], sample["verification"], sample["source"], (printed,))
    return form_of(writer, rows.nodes(), tuple(sample.values()))


_AFTER_MARK = ("confidence", "exact", "line", "start", "end")
