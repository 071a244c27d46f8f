"""A quick look for nodes that a shape may find fault with: one query over the whole graph for each constraint.

pySHACL takes about a millisecond for each node and property, most of it to find nothing. The screen asks the same of
all nodes at once. It may suspect a node wrongly, never clear one wrongly: where it does not understand, it says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyoxigraph as ox
    import rdflib
    from rdflib.term import Node

_SH = "http://www.w3.org/ns/shacl#"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_CAST = tuple(_XSD + name for name in ("decimal", "integer", "boolean", "date"))
_SILENT = frozenset(("path", "message", "severity", "name", "description", "order", "group"))
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_SUBCLASS = "http://www.w3.org/2000/01/rdf-schema#subClassOf"


def suspects(store: ox.Store, rules: rdflib.Graph) -> list[ox.NamedNode] | None:
    """The nodes worth looking at, in order; ``None`` where it takes the whole graph.

    Only property shapes are asked; what a node's own statements and the types of its values cannot tell, is not known.
    """
    import pyoxigraph as ox
    from rdflib import SH

    if next(store.quads_for_pattern(None, ox.NamedNode(_SUBCLASS), None, None), None) is not None:
        return None
    found: set[str] = set()
    shapes = {shape for term in (SH.targetClass, SH.targetObjectsOf) for shape in rules.subjects(term, None)}
    for shape in sorted(shapes, key=str):
        for query in _queries(rules, shape):
            if query is None:
                return None
            for row in store.query(query):  # type: ignore[union-attr]
                if not isinstance(row[0], ox.NamedNode):
                    return None
                found.add(row[0].value)
    return [ox.NamedNode(iri) for iri in sorted(found)]


def around(store: ox.Store, rules: rdflib.Graph, nodes: Iterable[ox.NamedNode]) -> ox.Store:
    """A store of these nodes alone: what they state, why they are targets, and the types of what they point at."""
    import pyoxigraph as ox
    from rdflib import SH

    kind = ox.NamedNode(_TYPE)
    pointers = [ox.NamedNode(str(term)) for term in sorted(set(rules.objects(None, SH.targetObjectsOf)), key=str)]
    small = ox.Store()
    for node in nodes:
        own = list(store.quads_for_pattern(node, None, None, None))
        small.extend(own)
        for pointer in pointers:
            small.extend(islice(store.quads_for_pattern(None, pointer, node, None), 1))
        for quad in own:
            if isinstance(quad.object, ox.NamedNode):
                small.extend(store.quads_for_pattern(quad.object, kind, None, None))
    return small


def _queries(rules: rdflib.Graph, shape: Node) -> Iterator[str | None]:
    """Queries for the nodes that may not meet a shape; ``None`` for a constraint that no query is known for."""
    from rdflib import RDF, SH

    targets = [f"?f a <{each}> ." for each in rules.objects(shape, SH.targetClass)]
    targets += (f"[] <{each}> ?f ." for each in rules.objects(shape, SH.targetObjectsOf))
    known = {SH.targetClass, SH.targetObjectsOf, SH.property, SH.sparql, SH.severity, SH.message, RDF.type}
    if set(rules.predicates(shape)) - known:
        yield None
    for target in targets:
        for rule in rules.objects(shape, SH.property):
            for fault in _faults(rules, rule):
                yield None if fault is None else f"SELECT DISTINCT ?f WHERE {{ {target} {fault} }}"


def _faults(rules: rdflib.Graph, rule: Node) -> Iterator[str | None]:
    """What a node that breaks a property shape looks like, constraint by constraint."""
    from rdflib import SH, URIRef

    path = rules.value(rule, SH.path)
    said = {str(term).removeprefix(_SH): value for term, value in rules.predicate_objects(rule)}
    if not isinstance(path, URIRef) or any(not str(term).startswith(_SH) for term in rules.predicates(rule)):
        yield None
        return
    for name, value in sorted(said.items()):
        if name.startswith("qualified"):
            if name == "qualifiedValueShape":
                yield from _qualified(rules, path, said)
        elif name not in _SILENT:
            yield _fault(rules, path, name, value)


def _fault(rules: rdflib.Graph, path: Node, name: str, value: Node) -> str | None:
    """The pattern of a node that breaks one constraint, or nothing where none is known."""
    number = str(value)
    each = f"?f <{path}> ?v ."
    if name == "minCount":
        return f"FILTER NOT EXISTS {{ {each} }}" if number == "1" else None
    if name == "maxCount":
        return f"?f <{path}> ?v , ?w . FILTER (!sameTerm(?v, ?w))" if number == "1" else None
    met = {
        "datatype": f"isLiteral(?v) && DATATYPE(?v) = <{value}>{_well_formed(str(value))}",
        "class": f"EXISTS {{ ?v a <{value}> }}",
        "nodeKind": "isIRI(?v)" if number == _SH + "IRI" else "false",
        "minInclusive": f"?v >= {number}",
        "maxInclusive": f"?v <= {number}",
        "minLength": f"STRLEN(STR(?v)) >= {number}",
        "lessThan": f"!EXISTS {{ ?f <{value}> ?w FILTER (!COALESCE(?v < ?w, false)) }}",
        "in": f"?v IN ({_listed(rules, value)})" if name == "in" else "",
    }
    return f"{each} FILTER (!COALESCE({met[name]}, false))" if name in met else None


def _well_formed(datatype: str) -> str:
    return f" && COALESCE(<{datatype}>(STR(?v)) = ?v, false)" if datatype in _CAST else ""


def _listed(rules: rdflib.Graph, head: Node) -> str:
    """The IRIs of a list; a literal among them makes every value suspect."""
    from rdflib import URIRef
    from rdflib.collection import Collection

    return ", ".join(f"<{each}>" for each in Collection(rules, head) if isinstance(each, URIRef))


def _qualified(rules: rdflib.Graph, path: Node, said: dict[str, Node]) -> Iterator[str | None]:
    """Nodes with none, or several, of the values that a qualified shape lists."""
    from rdflib import SH

    shape = said["qualifiedValueShape"]
    counts = {str(said.get(name)) for name in ("qualifiedMinCount", "qualifiedMaxCount")}
    if counts != {"1"} or set(rules.predicates(shape)) != {SH["in"]}:
        yield None
        return
    listed = _listed(rules, rules.value(shape, SH["in"]) or shape)
    yield f"FILTER NOT EXISTS {{ ?f <{path}> ?v FILTER (?v IN ({listed})) }}"
    yield f"?f <{path}> ?v , ?w . FILTER (?v IN ({listed}) && ?w IN ({listed}) && !sameTerm(?v, ?w))"
