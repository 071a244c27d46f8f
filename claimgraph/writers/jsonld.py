"""JSON-LD: one ``@graph`` of nodes under a context that carries the prefixes, so that nothing has to be fetched."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from claimgraph.facts import Nodes
from claimgraph.terms import Iri, Name, Relative, prefixes
from claimgraph.writers.ntriples import decimal


class Writer:
    """Writes JSON-LD."""

    quads = False

    def __init__(self, base: str) -> None:
        self._base = base
        self._objects: dict[type, Callable[[Any], Any]] = {
            Name: lambda value: {"@id": str(value)},
            Relative: lambda value: {"@id": base + value},
            Iri: lambda value: {"@id": str(value)},
            str: str,
            bool: bool,
            int: int,
            Decimal: lambda value: {"@value": decimal(value), "@type": "xsd:decimal"},
            date: lambda value: {"@value": value.isoformat(), "@type": "xsd:date"},
        }

    def head(self, nodes: Nodes) -> str:
        """The context and the first nodes.

        Decimals are strings with a type: a JSON number would become a double on the way.
        """
        context = json.dumps({"@version": 1.1, **prefixes(self._base)}, indent=1)
        first = self.nodes(nodes).removeprefix(",\n")
        return f'{{"@context": {context},\n"@graph": [\n{first}'

    def tail(self) -> str:
        """The closing brackets."""
        return "\n]}\n"

    def nodes(self, nodes: Nodes, title: str = "", graph: str = "") -> str:
        """One line a node, each after the comma that parts it from the node before."""
        return "".join(self._node(subject, statements) for subject, statements in nodes.items())

    def _node(self, subject: str, statements: list[tuple[str, Any]]) -> str:
        node: dict[str, Any] = {"@id": self._base + subject if isinstance(subject, Relative) else subject}
        for term, value in statements:
            if term == "rdf:type":
                node.setdefault("@type", []).append(value)
            else:
                node.setdefault(term, []).append(self._objects[type(value)](value))
        flat = {key: value[0] if isinstance(value, list) and len(value) == 1 else value for key, value in node.items()}
        return ",\n" + json.dumps(flat, ensure_ascii=False)
