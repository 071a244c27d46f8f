"""RDF/XML. Characters that XML cannot hold are shown as U+FFFD; every other format keeps them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from claimgraph.facts import Nodes
from claimgraph.terms import Iri, Name, Relative, prefixes
from claimgraph.writers.ntriples import decimal

_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPECIAL = re.compile(r"[&<>\"\r\n\t]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}


class Writer:
    """Writes RDF/XML."""

    quads = False

    def __init__(self, base: str) -> None:
        self._namespaces = prefixes(base)
        self._base = base
        xsd = self._namespaces["xsd"]
        self._literals: dict[type, Callable[[Any], str]] = {
            str: lambda value: f">{escaped(value)}<",
            bool: lambda value: f' rdf:datatype="{xsd}boolean">{"true" if value else "false"}<',
            int: lambda value: f' rdf:datatype="{xsd}integer">{value}<',
            Decimal: lambda value: f' rdf:datatype="{xsd}decimal">{decimal(value)}<',
            date: lambda value: f' rdf:datatype="{xsd}date">{value.isoformat()}<',
        }

    def head(self, nodes: Nodes) -> str:
        """The XML declaration, the root with every namespace, and the first nodes."""
        bound = "".join(f'\n    xmlns:{prefix}="{escaped(iri)}"' for prefix, iri in self._namespaces.items())
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{bound}>\n{self.nodes(nodes)}'

    def tail(self) -> str:
        """The end of the root."""
        return "</rdf:RDF>\n"

    def nodes(self, nodes: Nodes, title: str = "", graph: str = "") -> str:
        """One description a node."""
        lines: list[str] = []
        for subject, statements in nodes.items():
            lines.append(f'<rdf:Description rdf:about="{self._iri(subject)}">\n')
            for term, value in statements:
                if isinstance(value, Name | Relative | Iri):
                    lines.append(f'  <{term} rdf:resource="{self._iri(value)}"/>\n')
                else:
                    lines.append(f"  <{term}{self._literals[type(value)](value)}/{term}>\n")
            lines.append("</rdf:Description>\n")
        return "".join(lines)

    def _iri(self, value: str) -> str:
        if isinstance(value, Relative):
            return escaped(self._base + value)
        if isinstance(value, Iri):
            return escaped(value)
        prefix, _, local = value.partition(":")
        return escaped(self._namespaces[prefix] + local)


def escaped(text: str) -> str:
    """Text for an element or an attribute; what XML 1.0 cannot hold becomes U+FFFD.

    >>> escaped('a < b & "c"\\x00')
    'a &lt; b &amp; &quot;c&quot;\\ufffd'
    """
    return _SPECIAL.sub(lambda match: _ENTITIES[match[0]], _ILLEGAL.sub("\ufffd", text))
