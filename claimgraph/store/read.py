"""Reading a store: where its halves are, and the whole graph in it."""

from __future__ import annotations

from pathlib import Path

from claimgraph.graph import Graph
from claimgraph.graphfiles import damaged, from_quads, graph_path, in_order, store_manifest
from claimgraph.problems import shown

INDEX = "claims.sqlite"


def index_path(path: str | Path) -> Path:
    """The file of a store's claim index. Raises as :func:`~claimgraph.graphfiles.store_manifest` does."""
    store_manifest(path)
    index = Path(path, INDEX)
    if not index.exists():
        raise damaged(path, f"{INDEX} is missing")
    return index


def load(path: str | Path) -> Graph:
    """The whole graph in a store, in memory. Raises as :func:`index_path` does, and where the store is damaged."""
    import pyoxigraph as ox

    folder = graph_path(path)
    try:
        found = list(ox.Store.read_only(str(folder)))
    except (OSError, RuntimeError) as error:
        raise damaged(path, shown(str(error))) from error
    wanted = store_manifest(path).get("statements")
    if len(found) != wanted:
        raise damaged(path, f"it holds {len(found)} of {wanted} statements")
    return from_quads(iter(in_order(found)))


def base(path: str | Path) -> str:
    """What the identifiers of a store start with."""
    return str(store_manifest(path).get("base", ""))
