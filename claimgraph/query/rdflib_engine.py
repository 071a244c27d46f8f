"""The rdflib engine: a plain ``Graph``, never a ``Dataset``, which would fetch what FROM names."""

from __future__ import annotations

import logging
import sys
import warnings
from collections.abc import Iterator
from typing import IO

import pyoxigraph as ox
import rdflib
from pyparsing import ParseException
from rdflib.plugins import sparql
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.evaluate import evalAggregateJoin
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.plugins.sparql.sparql import FrozenBindings, Query, QueryContext
from rdflib.query import Result as Answer
from rdflib.term import Node

from claimgraph.query import oxigraph
from claimgraph.query.names import known
from claimgraph.query.request import Failure, Request
from claimgraph.query.values import XSD, Result, Row, Term

_DEEP = 150_000
"""Calls that may be under way at once; the thread has the stack for it, and paths need one for each step."""

_NOT_HERE = (
    ("ServiceGraphPattern", "asks no other service"),
    ("Graph", "has no named graphs"),
    ("GraphGraphPattern", "has no named graphs"),
)


def run(request: Request, data: IO[bytes]) -> tuple[Result, dict[str, str]]:
    """Answer a request; its grammar is checked by the stricter engine first, so errors read the same.

    With the answer, the prefixes of the graph.
    """
    logging.disable()
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(_DEEP)
    sparql.SPARQL_LOAD_GRAPHS = False
    sparql.CUSTOM_EVALS["claimgraph"] = grouped
    if request.ports:
        raise Failure("refused", "the rdflib engine asks no other service; use --engine oxigraph")
    oxigraph.checked(request.text, request.prefixes)
    query = parsed(request.text, request.prefixes)
    graph = rdflib.Graph(bind_namespaces="none")
    for statement in _statements(request, data):
        graph.add(statement)
    datasets = graph.subjects(rdflib.RDF.type, rdflib.VOID.Dataset)
    prefixes = known(request.prefixes, (str(each) for each in datasets if isinstance(each, rdflib.URIRef)))
    if prefixes != request.prefixes:
        query = parsed(request.text, prefixes)
    return _result(graph.query(query), request), prefixes


def _result(found: Answer, request: Request) -> Result:
    if found.type == "ASK":
        return Result("ask", (), answer=bool(found.askAnswer))
    if found.type in ("CONSTRUCT", "DESCRIBE"):
        rows = tuple(tuple(map(_term, statement)) for statement in found.graph or ())
        return Result("graph", ("subject", "predicate", "object"), rows)
    variables = tuple(str(variable) for variable in found.vars or ())
    return Result("select", variables, tuple(_row(variables, row) for row in found.bindings), ordered=request.ordered)


def grouped(context: QueryContext, part: CompValue) -> Iterator[FrozenBindings]:
    """Groups as SPARQL has them: none where nothing matched. The library gives an empty row for a group by nothing."""
    if part.name != "AggregateJoin" or part.p.expr is None:
        raise NotImplementedError  # leaves the part to the library
    return (row for row in evalAggregateJoin(context, part) if len(row))


def parsed(text: str, prefixes: dict[str, str]) -> Query:
    """A query ready to run; :class:`Failure` if the library cannot read it or its parsed form asks too much."""
    try:
        tree = parseQuery(text)
    except ParseException as error:
        message = "the rdflib engine cannot read this, though the oxigraph engine can"
        raise Failure("syntax", message, error.loc) from None
    query = translateQuery(tree, initNs={name: rdflib.Namespace(iri) for name, iri in prefixes.items()})
    if query.algebra.datasetClause:
        raise Failure("refused", "the rdflib engine has no named graphs, so no FROM; use --engine oxigraph")
    for word, why in _NOT_HERE:
        if _holds(query.algebra, word):
            raise Failure("refused", f"the rdflib engine {why}; use --engine oxigraph")
    return query


def _holds(tree: object, name: str) -> bool:
    """Whether a node of some name is in an algebra tree."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, CompValue):
            if node.name == name:
                return True
            waiting.extend(node.values())
        elif isinstance(node, dict):
            waiting.extend(node.values())
        elif isinstance(node, (list, tuple, set)):
            waiting.extend(node)
    return False


def _statements(request: Request, data: IO[bytes]) -> Iterator[tuple[Node, Node, Node]]:
    source = request.source
    found = oxigraph.load(source, data, union=False) if source.kind == "store" else oxigraph.quads(source, data)
    known: dict[object, Node] = {}
    for quad in found:
        if request.settings.union or quad.graph_name == ox.DefaultGraph():
            yield _kept(quad.subject, known), _kept(quad.predicate, known), _kept(quad.object, known)


def _kept(term: oxigraph.EngineTerm, known: dict[object, Node]) -> Node:
    """The library's term for an engine's, made once."""
    node = known.get(term)
    if node is None:
        node = known[term] = _node(oxigraph.term(term))
    return node


def _node(term: Term) -> Node:
    if term.kind == "iri":
        return rdflib.URIRef(term.value)
    if term.kind == "blank":
        return rdflib.BNode(term.value)
    if term.kind == "triple":
        raise Failure("graph", "the rdflib engine cannot hold RDF 1.2 triple terms; use --engine oxigraph")
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    datatype = rdflib.URIRef(term.datatype) if term.datatype else None
    return rdflib.Literal(term.value, datatype=datatype, normalize=False)


def _row(variables: tuple[str, ...], bindings: object) -> Row:
    return tuple(
        None if value is None else _term(value)
        for value in (bindings.get(rdflib.Variable(name)) for name in variables)  # type: ignore[attr-defined]
    )


def _term(node: Node) -> Term:
    if isinstance(node, rdflib.URIRef):
        return Term("iri", str(node))
    if isinstance(node, rdflib.BNode):
        return Term("blank", str(node))
    assert isinstance(node, rdflib.Literal)
    datatype = str(node.datatype or "")
    return Term("literal", str(node), "" if datatype == XSD + "string" else datatype, str(node.language or ""))
