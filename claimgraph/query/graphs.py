"""Finding the graph a query is about: a file the query process reads itself, a store, or reports built here."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from claimgraph import graphfiles
from claimgraph.graphfiles import is_graph_file, is_store
from claimgraph.problems import ClaimgraphError, shown
from claimgraph.query.names import known
from claimgraph.query.request import Source

if TYPE_CHECKING:
    from claimgraph.graph import Graph


class Found(NamedTuple):
    """Where the query process gets the graph from, and the graph itself when it must be sent."""

    source: Source
    data: bytes = b""


def find(graph: str | Path | Graph) -> Found:
    """Where to get a graph from; a graph that is no file of its own is sent along as N-Triples."""
    if not isinstance(graph, (str, os.PathLike)):
        return Found(Source("data", "", "N_TRIPLES"), ntriples(graph))
    path = Path(graph)
    if is_store(path):
        return Found(Source("store", str(graphfiles.graph_path(path).resolve())))
    if needs_building(path):
        from claimgraph import api

        built = api.load(path)
        if not built.reports:
            raise ClaimgraphError(f"{shown(str(path))}: no report could be read here, so there is no graph")
        return Found(Source("data", "", "N_TRIPLES"), ntriples(built))
    if not stat.S_ISREG(path.stat().st_mode):
        raise ClaimgraphError(f"{shown(str(path))} is not a regular file")
    return Found(Source("file", str(path.resolve()), graphfiles.FORMATS[path.suffix.lower()]))


def needs_building(path: Path) -> bool:
    """Whether a path holds reports, from which the graph is yet to be built."""
    return not is_store(path) and (path.is_dir() or not is_graph_file(path))


def prefixes(graph: str | Path | Graph) -> dict[str, str]:
    """The prefixes that a query over a graph may use; those for identifiers lie below the graph's base."""
    from claimgraph import terms

    if not isinstance(graph, (str, os.PathLike)):
        return terms.prefixes(graph.base)
    if needs_building(Path(graph)):
        return terms.prefixes()
    # Late: running needs this module.
    from claimgraph.query.running import run

    found = run(graph, "SELECT ?dataset { ?dataset a void:Dataset FILTER (isIRI(?dataset)) }")
    return known(terms.prefixes(), (row[0].value for row in found.rows if row[0]))


def ntriples(graph: Graph) -> bytes:
    """A graph in memory as N-Triples."""
    from claimgraph.graph import to_nodes
    from claimgraph.writers import by_name, stream_writer

    writer = stream_writer(by_name("ntriples"), graph.base)
    return (writer.head(to_nodes(graph)) + writer.tail()).encode()
