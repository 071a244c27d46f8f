"""One query from text to answer: checked here, run in its own process, its failures explained."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from claimgraph.graphfiles import damaged
from claimgraph.problems import ClaimgraphError, Code, Problem, Where, quoted, shown
from claimgraph.query import graphs, process
from claimgraph.query.binding import bound
from claimgraph.query.errors import QueryError, bad, limit, refused
from claimgraph.query.guard import Checked, check
from claimgraph.query.lexer import Clean, Token
from claimgraph.query.request import Failure, Request, Settings, View, unpacked
from claimgraph.query.values import Python, Result, Term, literal
from claimgraph.terms import prefixes

if TYPE_CHECKING:
    from claimgraph.graph import Graph

ENGINES = ("oxigraph", "rdflib")
_PORTS = {"http": 80, "https": 443}
_BROADER = (
    "allow more with --timeout SECONDS, or ask for less: name what you look for, avoid patterns sharing no variable"
)
_SMALLER = "allow more with --memory, or ask for less: LIMIT, fewer columns, a store folder instead of a large file"


def run(
    graph: str | Path | Graph,
    query: str,
    parameters: Mapping[str, Term | Python] | None = None,
    settings: Settings | None = None,
) -> Result:
    """Answer a SPARQL query over a graph file, a store folder, reports, or a graph in memory.

    The usual prefixes are known. ``parameters`` give variables a value; plain Python values become literals.
    :class:`QueryError` says why there is no answer.

    >>> run("seeds", "SELECT (COUNT(*) AS ?claims) { ?claim a cg:Claim }").rows[0]
    (Term(kind='literal', value='36', datatype='http://www.w3.org/2001/XMLSchema#integer', language=''),)
    """
    return unpacked(answer(graph, query, parameters or {}, settings or Settings(), View()).text)


class Answer(NamedTuple):
    """An answer as text, and how many rows (or statements) it has."""

    text: bytes
    rows: int


def answer(
    graph: str | Path | Graph, query: str, parameters: Mapping[str, Term | Python], settings: Settings, view: View
) -> Answer:
    """The answer to a query, already written in the format a view asks for."""
    if settings.engine not in ENGINES:
        raise ClaimgraphError(f"unknown engine {settings.engine!r}; known: {', '.join(ENGINES)}")
    started = time.monotonic()
    known = prefixes()
    checked = check(query, services=settings.services, prefixes=known)
    values = {name: value if isinstance(value, Term) else literal(value) for name, value in parameters.items()}
    text = bound(checked, values)
    left = settings.timeout - (time.monotonic() - started)
    found = graphs.find(graph)
    request = Request(
        text=text.text,
        columns=checked.columns,
        ordered=checked.ordered,
        graphs=checked.graphs,
        ports=tuple(_port(service) for service in checked.services),
        prefixes=known,
        source=found.source,
        settings=settings,
        view=view,
    )
    try:
        rows, told = process.ask(request, found.data, max(left, 0))
    except Failure as failure:
        place = os.fspath(graph) if isinstance(graph, (str, os.PathLike)) else "<data>"
        if found.source.kind == "store" and (failure.kind == "graph" or "Corruption: " in failure.message):
            problem = damaged(place, shown(failure.message)).problem
            assert problem is not None
            raise QueryError(problem) from None
        raise _explained(failure, checked, text, settings, place) from None
    return Answer(told, rows)


def _port(service: str) -> int:
    """The port a service is asked at, the only one left open."""
    parts = urlsplit(service)
    try:
        return parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError:
        return 0


def _explained(failure: Failure, query: Checked, text: Clean, settings: Settings, place: str) -> QueryError:
    """A failure of the query process as an error that says what to do."""
    if failure.kind == "syntax":
        return _syntax_error(failure, query, text)
    if failure.kind == "refused":
        return refused(query.original, _first(query, "FROM", "SERVICE", "GRAPH"), failure.message)
    if failure.kind == "graph":
        where = Where(place, failure.line, failure.column)
        return QueryError(Problem(Code.BAD_GRAPH, where, failure.message, "nothing of it was queried"))
    if failure.kind == "time":
        return limit(f"ended after {settings.timeout:g} s without an answer", _BROADER)
    if failure.kind == "memory":
        return limit(f"needed more than {settings.memory >> 20:,} MiB of memory", _SMALLER)
    if failure.kind == "size":
        return limit(f"the answer is larger than {settings.output >> 20:,} MiB", _SMALLER)
    if failure.kind == "nested":
        return limit("nested too deeply for the engine", "write it with fewer brackets inside each other")
    return limit(f"the {settings.engine} engine could not answer: {failure.message}")


def _first(query: Checked, *words: str) -> int:
    return next((token.start for token in query.parts if token.text.upper() in words), 0)


_SENTENCE = re.compile(r'(?:expected|of|,) ([A-Z][A-Za-z]+ [A-Za-z][^,\["]*)')

_TERM = {"?", "$", "<", "_:"}


def _syntax_error(failure: Failure, query: Checked, text: Clean) -> QueryError:
    """The engine's complaint at the token it is about."""
    start = min(text.origin(failure.line), len(query.original))
    message = failure.message
    index = max((at for at, part in enumerate(query.parts) if part.start <= start), default=0)
    if "Prefix not found" in message:
        named = [part for part in query.parts[: index + 1] if part.kind == "name"]
        unknown = [part for part in named if part.text.partition(":")[0] not in query.prefixes]
        if unknown:
            return _unknown_prefix(query, unknown[-1])
    sentence = _SENTENCE.search(message)
    if sentence:
        said = sentence[1].strip()
        return bad(query.original, start, said[0].lower() + said[1:])
    if not message.startswith("expected"):
        return bad(query.original, start, message)
    if start >= len(query.original.rstrip()):
        return bad(query.original, start, "the query ends too early")
    hint = "expected a variable, an IRI or a value" if _TERM.issubset(re.findall(r'"([^"]+)"', message)) else ""
    return bad(query.original, start, f"did not expect {quoted(query.parts[index].text)} here", hint)


def _unknown_prefix(query: Checked, token: Token) -> QueryError:
    prefix = token.text.partition(":")[0]
    close = get_close_matches(prefix, query.prefixes, 1)
    hint = f"did you mean {close[0]}: ?" if close else "claimgraph query --prefixes lists the known ones"
    return bad(query.original, token.start, f'unknown prefix "{prefix}:"', hint)
