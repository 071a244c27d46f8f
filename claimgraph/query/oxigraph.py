"""The oxigraph engine, and the reading of graph files for both engines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import IO

import pyoxigraph as ox

from claimgraph.query.lexer import tokens
from claimgraph.query.names import known
from claimgraph.query.request import Failure, Request, Source
from claimgraph.query.values import XSD, Result, Row, Term

_PLACE = re.compile(r"error at 1:(\d+): (.*)", re.DOTALL)
_RELATIVE = "https://w3id.org/claimgraph/relative/"
_ROOM = " " * 24
_DATASET = ox.NamedNode("http://rdfs.org/ns/void#Dataset")
_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_STRINGS = (XSD + "string", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString")
EngineTerm = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def quads(source: Source, data: IO[bytes]) -> Iterator[ox.Quad]:
    """The statements of a graph file or of data that was sent; :class:`Failure` names the line that is wrong."""
    form = _format(source)
    try:
        if source.kind == "data":
            yield from ox.parse(input=data, format=form)
        else:
            yield from ox.parse(path=source.path, format=form, base_iri=_RELATIVE)
    except SyntaxError as error:
        message = re.sub(r"^Parser error at line .*?: ", "", str(error.args[0]))
        raise Failure("graph", message, error.lineno or 0, error.offset or 0) from None
    except OSError as error:
        raise Failure("graph", error.strerror or str(error)) from None


def _format(source: Source) -> ox.RdfFormat:
    form = getattr(ox.RdfFormat, source.format, None)
    assert isinstance(form, ox.RdfFormat), source.format
    return form


def load(source: Source, data: IO[bytes], union: bool) -> ox.Store:
    """The graph as a store: opened read-only where it is one, else filled from the file."""
    if source.kind == "store":
        try:
            return ox.Store.read_only(source.path)
        except (OSError, RuntimeError) as error:
            raise Failure("graph", str(error)) from None
    store = ox.Store()
    if union and _format(source).supports_datasets:
        store.bulk_extend(_everywhere(quads(source, data)))
    else:
        store.bulk_extend(quads(source, data))
    return store


def _everywhere(found: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Each statement of a named graph in the default graph too.

    The engine's own union counts a triple once for every graph that holds it.
    """
    for quad in found:
        yield quad
        if quad.graph_name != ox.DefaultGraph():
            yield ox.Quad(quad.subject, quad.predicate, quad.object)


def checked(text: str, prefixes: dict[str, str]) -> None:
    """Run a query over nothing, to know that it is one; :class:`Failure` says where it is wrong.

    Not for queries that ask services: those would be asked.
    """
    answer(ox.Store(), text, prefixes, union=False)


def answer(
    store: ox.Store, text: str, prefixes: dict[str, str], *, union: bool
) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    """What the engine answers, not yet evaluated."""
    try:
        return store.query(text, prefixes=prefixes, use_default_graph_as_union=union)
    except SyntaxError as error:
        raise _located(text, prefixes, str(error)) from None


def _located(text: str, prefixes: dict[str, str], told: str) -> Failure:
    """A syntax error at the token it is about, as an offset in the text.

    The engine reports how far any attempt got, and an attempt to read a keyword gets as far as the keyword is long.
    So the text is read again with room after each token: what is reported then lies in that token's room.
    """
    starts, wide, length = [], [], 0
    parts = [token for token in tokens(text) if token.kind != "space"]
    for token, after in zip(parts, [*parts[1:], None], strict=True):
        starts.append((length, token.start))
        touching = after is not None and token.start + len(token.text) == after.start
        joined = touching and after is not None and (token.kind == "mark" or after.kind in ("mark", "language", "iri"))
        room = "" if joined and not {token.text, after.text if after else ""} & set("{}();,[]") else _ROOM
        wide.append(token.text + room)
        length += len(token.text) + len(room)
    starts.append((length, len(text)))
    try:
        ox.Store().query("".join(wide), prefixes=prefixes)
    except SyntaxError as error:
        found = _PLACE.match(str(error))
        if found is not None:
            offset = max((start for start in starts if start[0] <= int(found[1]) - 1), default=(0, 0))[1]
            return Failure("syntax", found[2], offset)
    return Failure("syntax", told)


def _datasets(store: ox.Store) -> Iterator[str]:
    for quad in store.quads_for_pattern(None, _TYPE, _DATASET, None):
        if isinstance(quad.subject, ox.NamedNode):
            yield quad.subject.value


def run(request: Request, data: IO[bytes]) -> tuple[Result, dict[str, str]]:
    """Answer a request; with the answer, the prefixes of the graph."""
    if not request.ports:
        checked(request.text, request.prefixes)
    store = load(request.source, data, request.settings.union and not request.graphs)
    held = {graph.value for graph in store.named_graphs() if isinstance(graph, ox.NamedNode)} if request.graphs else ()
    for graph in request.graphs:
        if graph not in held:
            raise Failure("refused", f"the data holds no graph <{graph}>, and FROM fetches nothing")
    prefixes = known(request.prefixes, _datasets(store))
    return _evaluated(request, store, prefixes), prefixes


def _evaluated(request: Request, store: ox.Store, prefixes: dict[str, str]) -> Result:
    union = request.source.kind == "store" and request.settings.union and not request.graphs
    try:
        found = answer(store, request.text, prefixes, union=union and any(store.named_graphs()))
        if isinstance(found, ox.QueryBoolean):
            return Result("ask", (), answer=bool(found))
        if isinstance(found, ox.QueryTriples):
            triples = tuple({(term(t.subject), term(t.predicate), term(t.object)): None for t in found})
            return Result("graph", ("subject", "predicate", "object"), triples)
        variables = tuple(variable.value for variable in found.variables)
        return Result("select", variables, tuple(map(_row, found)), ordered=request.ordered)
    except (OSError, RuntimeError) as error:
        raise Failure("engine", str(error)) from None


def _row(solution: ox.QuerySolution) -> Row:
    return tuple(None if value is None else term(value) for value in solution)


def term(value: EngineTerm) -> Term:
    """A term of the engine as a value."""
    if isinstance(value, ox.NamedNode):
        return Term("iri", value.value)
    if isinstance(value, ox.BlankNode):
        return Term("blank", value.value)
    if isinstance(value, ox.Triple):
        return Term("triple", f"<<( {value} )>>")
    datatype = value.datatype.value
    return Term("literal", value.value, "" if datatype in _STRINGS else datatype, value.language or "")


def triple(row: Row) -> ox.Triple:
    """A row of a graph answer as a statement of the engine, for its serialisers."""
    subject, predicate, target = (_engine_term(cell) for cell in row if cell)
    assert isinstance(predicate, ox.NamedNode)
    assert not isinstance(subject, ox.Literal)
    return ox.Triple(subject, predicate, target)


def _engine_term(value: Term) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if value.kind == "iri":
        return ox.NamedNode(value.value)
    if value.kind == "blank":
        return ox.BlankNode(value.value)
    if value.kind == "triple":
        raise Failure("engine", "RDF 1.2 triple terms can be shown as rows (--to csv) but not written as a graph")
    if value.language:
        return ox.Literal(value.value, language=value.language)
    return ox.Literal(value.value, datatype=ox.NamedNode(value.datatype or _STRINGS[0]))
