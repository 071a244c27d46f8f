"""Turtle and TriG in reading order, a block a node, so that a person can follow it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from claimgraph.facts import Nodes
from claimgraph.terms import Iri, Name, Relative, prefixes
from claimgraph.writers.literals import quoted
from claimgraph.writers.ntriples import decimal

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_RULE = 96


class Writer:
    """Writes Turtle."""

    quads = False

    def __init__(self, base: str) -> None:
        self._base = base
        self._objects: dict[type, Callable[[Any], str]] = {
            Name: str,
            Relative: lambda value: f"<{value}>",
            Iri: lambda value: f"<{value}>",
            str: quoted,
            bool: lambda value: "true" if value else "false",
            int: str,
            Decimal: decimal,
            date: lambda value: f'"{value.isoformat()}"^^xsd:date',
        }

    def head(self, nodes: Nodes) -> str:
        """The base and every prefix, whether used or not, so that any two graphs begin alike; then the first nodes."""
        bound = prefixes(self._base)
        lines = [f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in bound.items()]
        return f"@base <{self._base}> .\n" + "".join(lines) + self.nodes(nodes)

    def tail(self) -> str:
        """Nothing: the format has no end."""
        return ""

    def term(self, value: Any) -> str:
        """One IRI or literal as it stands in a block."""
        return self._objects[type(value)](value)

    def nodes(self, nodes: Nodes, title: str = "", graph: str = "") -> str:
        """A block a node; statements with one predicate share a line."""
        parts = [_comment(title)] if title else []
        parts += (self._block(subject, statements) for subject, statements in nodes.items())
        return "".join(parts)

    def _block(self, subject: str, statements: list[tuple[str, Any]]) -> str:
        objects = self._objects
        parts = ["\n", objects[type(subject)](subject)]
        last = ""
        for term, value in statements:
            text = objects[type(value)](value)
            if term == last:
                parts += (" , ", text)
            else:
                parts += (" ;\n    " if last else " ", "a" if term == "rdf:type" else term, " ", text)
                last = term
        parts.append(" .\n")
        return "".join(parts)


class TrigWriter(Writer):
    """Writes TriG."""

    quads = True

    def nodes(self, nodes: Nodes, title: str = "", graph: str = "") -> str:
        """The nodes, in braces where they are put in a named graph."""
        if not graph:
            return super().nodes(nodes, title)
        return f"{_comment(title) if title else ''}\n{graph} {{\n{super().nodes(nodes)}}}\n"


def _comment(title: str) -> str:
    line = "# --- " + _CONTROL.sub(" ", title)[:_RULE] + " "
    return f"\n\n{line.ljust(_RULE, '-')}\n"
