"""Writers: a format is a line in ``WRITERS``; help, choices and tests are made from it.

A stream writer turns nodes into text piece by piece, so a graph of any size passes through it. A whole writer takes a
:class:`~claimgraph.graph.Graph` and a stream.
"""

from __future__ import annotations

from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from claimgraph.facts import Nodes
from claimgraph.problems import ClaimgraphError, shown


class StreamWriter(Protocol):
    """What a stream format offers: text for the start, for nodes, and for the end.

    Where ``quads`` is true, nodes can be put in a named graph; else the name is not used.
    """

    quads: bool

    def head(self, nodes: Nodes) -> str:
        """The start of the file, with the first nodes in it."""

    def nodes(self, nodes: Nodes, title: str = "", graph: str = "") -> str:
        """Nodes in the order given, under a comment where the format has any."""

    def tail(self) -> str:
        """What comes after the last node."""


class Format(NamedTuple):
    """An output format: name, endings, the module that writes it, and whether it streams."""

    name: str
    suffixes: tuple[str, ...]
    module: str
    about: str
    streams: bool = True
    makes: bool = False
    """Whether the module brings its own ``Maker`` and ``Taker``, for a target that is a folder."""
    writer: str = "Writer"


WRITERS = {
    writer.name: writer
    for writer in (
        Format("turtle", (".ttl",), "claimgraph.writers.turtle", "RDF for people: by paper, report, row"),
        Format("ntriples", (".nt",), "claimgraph.writers.ntriples", "RDF, one statement a line"),
        Format("nquads", (".nq",), "claimgraph.writers.ntriples", "N-Triples, one graph a report", writer="QuadWriter"),
        Format("trig", (".trig",), "claimgraph.writers.turtle", "Turtle, one graph a report", writer="TrigWriter"),
        Format("jsonld", (".jsonld",), "claimgraph.writers.jsonld", "RDF as JSON"),
        Format("rdfxml", (".rdf", ".xml", ".owl"), "claimgraph.writers.rdfxml", "RDF as XML"),
        Format("html", (".html", ".htm"), "claimgraph.writers.html", "interactive page", streams=False),
        Format("graphml", (".graphml",), "claimgraph.writers.graphml", "network for yEd, Gephi", streams=False),
        Format("gexf", (".gexf",), "claimgraph.writers.gexf", "network for Gephi", streams=False),
        Format(
            "csv", (".csv",), "claimgraph.writers.tables", "folder of node and edge tables", streams=False, makes=True
        ),
        Format("store", (".db",), "claimgraph.store.write", "folder to query at any size", streams=False, makes=True),
    )
}


def by_name(name: str) -> Format:
    """The format of this name or ending; :class:`ClaimgraphError` with a suggestion where there is none."""
    if name in WRITERS:
        return WRITERS[name]
    for writer in WRITERS.values():
        if f".{name.removeprefix('.')}" in writer.suffixes:
            return writer
    raise ClaimgraphError(f"unknown format {shown(name)!r}{suggestion(name, WRITERS)}; known: {', '.join(WRITERS)}")


def by_path(path: Path) -> Format:
    """The format that the ending of a path stands for; :class:`ClaimgraphError` with a suggestion where none does.

    >>> by_path(Path("graph.ttl")).name
    'turtle'
    """
    suffix = path.suffix.lower()
    endings = {ending: writer for writer in WRITERS.values() for ending in writer.suffixes}
    if suffix in endings:
        return endings[suffix]
    found = f"the ending {shown(suffix)!r} stands for no format" if suffix else "the name has no ending"
    close, known = suggestion(suffix, endings), ", ".join(sorted(endings))
    raise ClaimgraphError(f"{shown(str(path))}: {found}{close}; known: {known}")


def suggestion(word: str, known: Any) -> str:
    """``, did you mean …?`` where something known is close, else nothing.

    >>> suggestion("turtel", ["turtle", "trig"])
    ', did you mean turtle?'
    """
    close = get_close_matches(word, list(known), n=1)
    return f", did you mean {close[0]}?" if close else ""


def stream_writer(output: Format, base: str) -> StreamWriter:
    """A new writer of a stream format."""
    writer: StreamWriter = getattr(import_module(output.module), output.writer)(base)
    return writer
