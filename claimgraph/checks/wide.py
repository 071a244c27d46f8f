"""Shapes that look at a whole graph by a query: it is asked once, by the engine that holds the graph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from claimgraph.problems import Code

if TYPE_CHECKING:
    import pyoxigraph as ox
    import rdflib
    from rdflib.term import Node

_SLOT = re.compile(r"\{[?$](\w+)\}")
_NO_DATASET = "urn:claimgraph:graph"


class Fault(NamedTuple):
    """One thing that does not meet a shape: how much it matters is in its code."""

    code: Code
    message: str
    node: str = ""

    def __lt__(self, other: tuple[object, ...]) -> bool:
        """Violations first, then by message and node."""
        return isinstance(other, Fault) and self._key() < other._key()

    def _key(self) -> tuple[str, str, str]:
        return self.code.value, self.message, self.node


def code(severity: Node | None) -> Code:
    """The code for a severity of SHACL; a shape that gives none means a violation."""
    from rdflib import SH

    return Code.SHAPE if severity in (None, SH.Violation) else Code.SHAPE_ADVICE


def faults(store: ox.Store, rules: rdflib.Graph) -> Iterator[Fault]:
    """What the queries in these shapes find. A graph that names no dataset is asked all the same."""
    import pyoxigraph as ox
    from rdflib import SH

    for shape, constraint in sorted(rules.subject_objects(SH.sparql)):
        select = str(rules.value(constraint, SH.select))
        severity = rules.value(constraint, SH.severity) or rules.value(shape, SH.severity)
        message = str(rules.value(constraint, SH.message) or rules.value(shape, SH.message) or "a shape is not met")
        prefixes = _prefixes(rules, constraint)
        for focus in _focus(store, rules, shape):
            found = store.query(select, prefixes=prefixes, substitutions={ox.Variable("this"): focus})
            names = [each.value for each in found.variables]  # type: ignore[union-attr]
            for row in found:  # type: ignore[union-attr]
                bound = {name: getattr(row[name], "value", "") for name in names if row[name] is not None}
                said = _SLOT.sub(lambda slot, bound=bound: bound.get(slot[1], slot[0]), message)  # type: ignore[misc]
                node = bound.get("value", focus.value)
                yield Fault(code(severity), said, node if "://" in node and node != _NO_DATASET else "")


def _focus(store: ox.Store, rules: rdflib.Graph, shape: Node) -> list[ox.NamedNode]:
    import pyoxigraph as ox
    from rdflib import RDF, SH

    kind = ox.NamedNode(str(RDF.type))
    found = {
        quad.subject.value
        for target in rules.objects(shape, SH.targetClass)
        for quad in store.quads_for_pattern(None, kind, ox.NamedNode(str(target)), None)
        if isinstance(quad.subject, ox.NamedNode)
    }
    return [ox.NamedNode(iri) for iri in sorted(found) or [_NO_DATASET]]


def _prefixes(rules: rdflib.Graph, constraint: Node) -> dict[str, str]:
    from rdflib import SH

    return {
        str(rules.value(each, SH.prefix)): str(rules.value(each, SH.namespace))
        for owner in rules.objects(constraint, SH.prefixes)
        for each in rules.objects(owner, SH.declare)
    }
