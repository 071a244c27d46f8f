"""Reading a store: what it is, where its halves are, and the graph in it.

A folder that is no store is an error, never an empty graph.
"""

from __future__ import annotations

from pathlib import Path

from claimgraph import folders
from claimgraph.graph import Graph
from claimgraph.graphfiles import from_quads
from claimgraph.problems import ClaimgraphError, Code, Problem, Where, shown
from claimgraph.store.names import INDEX, KIND, SUFFIX, TRIPLES, VERSION

_AGAIN = "build it again"


def is_store(path: str | Path) -> bool:
    """Whether a path is a store, or is named like one and so is meant as one: the other functions say what is wrong."""
    if Path(path).suffix.lower() == SUFFIX:
        return True
    said = folders.manifest(Path(path))
    return said is not None and folders.kind(said) == KIND


def graph_path(path: str | Path) -> Path:
    """The folder of a store's triples, to be opened read-only.

    Raises ``FileNotFoundError`` where there is nothing, and ``ClaimgraphError`` where there is something else, a store
    of a later version, or one with a part missing.
    """
    return _part(path, TRIPLES, "CURRENT")


def index_path(path: str | Path) -> Path:
    """The file of a store's claim index. Raises as :func:`graph_path` does."""
    return _part(path, INDEX)


def load(path: str | Path) -> Graph:
    """The whole graph in a store, in memory. Raises as :func:`graph_path` does, and where the store is damaged."""
    import pyoxigraph as ox

    folder = graph_path(path)
    try:
        found = list(ox.Store.read_only(str(folder)))
    except (OSError, RuntimeError) as error:
        raise damaged(path, shown(str(error))) from error
    wanted = _manifest(path).get("statements")
    if len(found) != wanted:
        raise damaged(path, f"it holds {len(found)} of {wanted} statements")
    # The engine's order is that of its own keys; a graph has the order of its IRIs and values, whatever made it.
    found.sort(key=lambda quad: (str(quad.subject), str(quad.predicate), str(quad.object)))
    return from_quads(iter(found))


def base(path: str | Path) -> str:
    """What the identifiers of a store start with."""
    return str(_manifest(path).get("base", ""))


def damaged(path: str | Path, what: str) -> ClaimgraphError:
    """A store that cannot be read."""
    problem = Problem(Code.BAD_GRAPH, Where(str(path)), f"the store is damaged: {what}", _AGAIN)
    return ClaimgraphError(str(problem), problem)


def _part(path: str | Path, *parts: str) -> Path:
    """A part of a store, given by its name and perhaps a file that must be in it."""
    _manifest(path)
    if not Path(path, *parts).exists():
        raise damaged(path, f"{'/'.join(parts)} is missing")
    return Path(path, parts[0])


def _manifest(path: str | Path) -> dict[str, object]:
    """The manifest of a store of this version."""
    folder = Path(path)
    folder.stat()
    if not folder.is_dir():
        raise _no_store(path, "a store is a folder")
    said = folders.manifest(folder)
    if said is None:
        why = "it is empty" if not any(folder.iterdir()) else f"it has no {folders.MANIFEST} of claimgraph's"
        raise _no_store(path, why)
    if folders.kind(said) != KIND:
        raise _no_store(path, f"it is a folder of {folders.kind(said)}")
    version = said.get("version")
    if version != VERSION:
        message = f"the store has version {shown(str(version))}, and this claimgraph reads version {VERSION}"
        problem = Problem(Code.BAD_GRAPH, Where(str(path)), message, _AGAIN)
        raise ClaimgraphError(str(problem), problem)
    return said


def _no_store(path: str | Path, why: str) -> ClaimgraphError:
    hint = "claimgraph build INPUT -o NAME.db makes one"
    problem = Problem(Code.BAD_GRAPH, Where(str(path)), f"no store: {why}", hint)
    return ClaimgraphError(str(problem), problem)
