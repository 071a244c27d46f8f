"""The one fast path: rows, which make up most of a graph, from a form that the writer itself fills in once.

The form is what the writer makes of a sample row, taken apart at the sample's values. So it cannot differ from what the
writer would make of any other row, and a test holds the two equal.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Protocol, runtime_checkable

from claimgraph.facts import Claim, Nodes, Printed, Rows
from claimgraph.mentions import Reading
from claimgraph.model import Row
from claimgraph.terms import Name, Relative
from claimgraph.writers.ntriples import decimal


@runtime_checkable
class _Formed(Protocol):
    """A writer that can show one term on its own, exactly as it would stand in a node."""

    def term(self, value: Any) -> str:
        """The text of an IRI or a literal."""

    def nodes(self, nodes: Nodes, title: str = "", graph: str = "") -> str:
        """The text of nodes."""


def form(writer: Any) -> Callable[[Rows], str]:
    """A function that gives the text of rows as the writer would: by form where it can show terms, else node by node."""
    if not isinstance(writer, _Formed):
        return lambda rows: writer.nodes(rows.nodes())
    term = writer.term
    forms = {(cut, verified): _form(writer, cut, verified) for cut in (True, False) for verified in (True, False)}

    def text(rows: Rows) -> str:
        same = {key: _local(getattr(rows, key)) for key in ("report", "verification", "source")}
        parts: list[str] = []
        for assertion, span, claim, row in rows.printed:
            number, printed, verified, confidence, exact, line, start, end = row
            parts.append(
                forms[claim.cut, verified]
                % {
                    **same,
                    "assertion": assertion[10:],
                    "span": span[7:],
                    "claim": claim.name[6:],
                    "number": number,
                    "text": term(printed),
                    "confidence": decimal(confidence),
                    "exact": term(exact),
                    "line": line,
                    "start": start,
                    "end": end,
                }
            )
        return "".join(parts)

    return text


def _local(name: str) -> str:
    return name.partition(":")[2]


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


def _form(writer: _Formed, cut: bool, verified: bool) -> str:
    """The text of a sample row, with a place for each value where the sample's stood.

    Of IRIs the local part has a place, of numbers the digits, of texts the whole literal.
    """
    sample = _SAMPLE
    claim = Claim(sample["claim"], "", "", "", cut, Reading(), {}, {})
    row = Row(sample["number"], sample["text"], verified, *(sample[key] for key in _AFTER_MARK))
    printed = Printed(sample["assertion"], sample["span"], claim, row)
    rows = Rows(sample["report"], sample["verification"], sample["source"], (printed,))
    text = writer.nodes(rows.nodes()).replace("%", "%%")
    for key, value in sample.items():
        shown = writer.term(value) if key in ("text", "exact") else re.split("[:/]", str(value))[-1]
        text = text.replace(shown, f"%({key})s")
    return text


_AFTER_MARK = ("confidence", "exact", "line", "start", "end")
