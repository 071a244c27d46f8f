"""N-Triples and N-Quads: one statement a line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from claimgraph.facts import Nodes
from claimgraph.terms import VOCABULARIES, Iri, Name, Relative, prefixes
from claimgraph.writers.literals import quoted

_XSD = VOCABULARIES["xsd"]
_MOST_NAMES = 20_000
"""Names kept in full before they are forgotten, so that memory does not grow with the graph."""


class Writer:
    """Writes N-Triples."""

    quads = False

    def __init__(self, base: str) -> None:
        self._namespaces = prefixes(base)
        self._names = _Names(self._namespaces)
        self._objects: dict[type, Callable[[Any], str]] = {
            Name: self._name,
            Relative: lambda value: f"<{base}{value}>",
            Iri: lambda value: f"<{value}>",
            str: quoted,
            bool: lambda value: f'"{"true" if value else "false"}"^^<{_XSD}boolean>',
            int: lambda value: f'"{value}"^^<{_XSD}integer>',
            Decimal: lambda value: f'"{decimal(value)}"^^<{_XSD}decimal>',
            date: lambda value: f'"{value.isoformat()}"^^<{_XSD}date>',
        }

    def head(self, nodes: Nodes) -> str:
        """The first nodes alone: the format has no header."""
        return self.nodes(nodes)

    def tail(self) -> str:
        """Nothing."""
        return ""

    def term(self, value: Any) -> str:
        """One IRI or literal as it stands in a line."""
        return self._objects[type(value)](value)

    def nodes(self, nodes: Nodes, title: str = "", graph: str = "") -> str:
        """One line a statement."""
        lines: list[str] = []
        names, objects = self._names, self._objects
        if len(names) > _MOST_NAMES:
            names.clear()
        end = f" {names[graph]} .\n" if graph else " .\n"
        value: Any
        for subject, statements in nodes.items():
            about = names[subject] if type(subject) is Name else objects[type(subject)](subject)
            for term, value in statements:
                kind = type(value)
                shown = names[value] if kind is Name else quoted(value) if kind is str else objects[kind](value)
                lines.append(f"{about} {names[term]} {shown}{end}")
        return "".join(lines)

    def _name(self, name: str) -> str:
        prefix, _, local = name.partition(":")
        return f"<{self._namespaces[prefix]}{local}>"


class _Names(dict[str, str]):
    """Prefixed names in full, each worked out once."""

    def __init__(self, namespaces: Mapping[str, str]) -> None:
        self._namespaces = namespaces

    def __missing__(self, name: str) -> str:
        prefix, _, local = name.partition(":")
        full = self[name] = f"<{self._namespaces[prefix]}{local}>"
        return full


class QuadWriter(Writer):
    """Writes N-Quads."""

    quads = True


def decimal(value: Decimal) -> str:
    """Digits and a point, never an exponent, so that every parser reads the same type and number.

    >>> decimal(Decimal("0.10")), decimal(Decimal("7")), decimal(Decimal("1E+2"))
    ('0.10', '7.0', '100.0')
    """
    text = str(value)
    if "E" in text:
        text = f"{value:f}"
    return text if "." in text else text + ".0"
