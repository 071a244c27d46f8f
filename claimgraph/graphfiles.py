"""Graphs on the disk: what a path is, and graph files to graphs.

The ending of a file's name picks the format; nothing is fetched and nothing is guessed. A folder that is meant as a
store and is none is an error, never an empty graph.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from claimgraph import files, folders
from claimgraph.graph import Graph, Node, Object, Ref
from claimgraph.problems import ClaimgraphError, Code, Problem, Where, shown
from claimgraph.terms import BASE, VOCABULARIES

if TYPE_CHECKING:
    import pyoxigraph as ox

FORMATS = {
    ".ttl": "TURTLE",
    ".nt": "N_TRIPLES",
    ".nq": "N_QUADS",
    ".trig": "TRIG",
    ".jsonld": "JSON_LD",
    ".rdf": "RDF_XML",
    ".xml": "RDF_XML",
    ".owl": "RDF_XML",
    ".n3": "N3",
}
"""Endings of graph files, and the names pyoxigraph has for their formats."""

STORE = "store"
STORE_SUFFIX = ".db"
STORE_VERSION = 1
"""Of the folder and of the tables in the index; a store of another version is built anew."""

TRIPLES = "oxigraph"
_AGAIN = "build it again"

_PLACE = re.compile(r"^Parser error at line .*?: ")
"""What pyoxigraph says before what is wrong, and the place of a problem says too."""

_TYPE = VOCABULARIES["rdf"] + "type"
_XSD = VOCABULARIES["xsd"]
_DATASET = "void:Dataset"
_RELATIVE_BASE = "https://w3id.org/claimgraph/relative/"


def is_graph_file(path: str | Path) -> bool:
    """Whether a path ends like a graph file."""
    return Path(path).suffix.lower() in FORMATS


def is_store(path: str | Path) -> bool:
    """Whether a path is a store, or named like one and so meant as one: :func:`store_manifest` says what is amiss."""
    if Path(path).suffix.lower() == STORE_SUFFIX:
        return True
    said = folders.manifest(Path(path))
    return said is not None and folders.kind(said) == STORE


def store_manifest(path: str | Path) -> dict[str, object]:
    """What a store says of itself.

    Raises ``FileNotFoundError`` where there is nothing, and ``ClaimgraphError`` where there is something else, a store
    of another version, or one without its triples.
    """
    folder = Path(path)
    folder.stat()
    if not folder.is_dir():
        raise _no_store(path, "a store is a folder")
    said = folders.manifest(folder)
    if said is None:
        why = "it is empty" if not any(folder.iterdir()) else f"it has no {folders.MANIFEST} of claimgraph's"
        raise _no_store(path, why)
    if folders.kind(said) != STORE:
        raise _no_store(path, f"it is a folder of {folders.kind(said)}")
    version = said.get("version")
    if version != STORE_VERSION:
        message = f"the store has version {shown(str(version))}, and this claimgraph reads version {STORE_VERSION}"
        raise _bad(path, message, _AGAIN)
    if not (folder / TRIPLES / "CURRENT").exists():
        raise damaged(path, f"{TRIPLES}/CURRENT is missing")
    return said


def graph_path(path: str | Path) -> Path:
    """The folder of a store's triples, to be opened read-only. Raises as :func:`store_manifest` does."""
    store_manifest(path)
    return Path(path, TRIPLES)


def damaged(path: str | Path, what: str) -> ClaimgraphError:
    """A store that cannot be read."""
    return _bad(path, f"the store is damaged: {what}", _AGAIN)


def _no_store(path: str | Path, why: str) -> ClaimgraphError:
    return _bad(path, f"no store: {why}", f"claimgraph build INPUT -o NAME{STORE_SUFFIX} makes one")


def _bad(path: str | Path, message: str, hint: str) -> ClaimgraphError:
    problem = Problem(Code.BAD_GRAPH, Where(str(path)), message, hint)
    return ClaimgraphError(str(problem), problem)


def quads(path: str | Path) -> Iterator[ox.Quad]:
    """The statements of a graph file, as they are read.

    Raises :class:`ClaimgraphError` with the place where the file is malformed, ``OSError`` where it cannot be read.
    """
    import pyoxigraph as ox

    name = FORMATS[Path(path).suffix.lower()]
    format = getattr(ox.RdfFormat, name)
    if _is_risky(path):
        _try_out(path, name)
    try:
        with files.opened(path) as stream:
            yield from ox.parse(stream, format=format, base_iri=_RELATIVE_BASE)
    except (SyntaxError, ValueError) as error:
        place = (error.lineno or 0, error.offset or 0) if isinstance(error, SyntaxError) else (0, 0)
        message = _PLACE.sub("", getattr(error, "msg", "") or str(error))
        problem = Problem(Code.BAD_GRAPH, Where(str(path), *place), shown(message))
        raise ClaimgraphError(str(problem), problem) from error


_RISKY = (b"<<", b"<!ENTITY")
_PIECE = 2**20
_TRIAL = """
import sys
import pyoxigraph
try:
    import resource
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (2**31, 2**31))
except (ImportError, OSError, ValueError):
    pass
try:
    format = getattr(pyoxigraph.RdfFormat, sys.argv[2])
    for statement in pyoxigraph.parse(path=sys.argv[1], format=format, base_iri="x:"):
        pass
except (SyntaxError, ValueError, OSError):
    pass
"""


def _is_risky(path: str | Path) -> bool:
    """Whether a file holds what the parser may die of: terms within terms, or XML entities, in any number."""
    with files.opened(path) as stream:
        before = b""
        while piece := stream.read(_PIECE):
            if any(mark in before + piece for mark in _RISKY):
                return True
            before = piece[-len(_RISKY[1]) :]
    return False


def _try_out(path: str | Path, name: str) -> None:
    """Parse a file in a process of its own; :class:`ClaimgraphError` where that one dies of it, as this one would."""
    import subprocess

    command = [sys.executable, "-I", "-c", _TRIAL, os.path.abspath(path), name]
    ended = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if ended.returncode < 0 or b"MemoryError" in ended.stderr:
        message = "too deeply nested, or its entities are too large"
        raise _bad(path, message, "claimgraph writes no such graphs")


def in_order(found: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Statements in the order of their IRIs and values, whatever the order of the engine that holds them."""
    return sorted(found, key=lambda quad: (str(quad.subject), str(quad.predicate), str(quad.object)))


def from_quads(found: Iterator[ox.Quad]) -> Graph:
    """A graph of statements; those of named graphs are taken together."""
    import pyoxigraph as ox

    kinds: dict[str, dict[str, None]] = {}
    values: dict[str, dict[str, dict[Object, None]]] = {}
    short = _Short()
    for quad in found:
        if not isinstance(quad.subject, ox.NamedNode):
            continue
        subject = quad.subject.value
        known = values.setdefault(subject, {})
        if quad.predicate.value == _TYPE and isinstance(quad.object, ox.NamedNode):
            kinds.setdefault(subject, {})[short[quad.object.value]] = None
        elif not isinstance(quad.object, ox.BlankNode):
            known.setdefault(short[quad.predicate.value], {})[_value(quad.object)] = None
    nodes = {
        iri: Node(
            iri, tuple(kinds.get(iri, ())), MappingProxyType({term: tuple(objects) for term, objects in known.items()})
        )
        for iri, known in values.items()
    }
    return Graph(MappingProxyType(nodes), _base(nodes))


def load(path: str | Path) -> Graph:
    """The graph in a file, whatever software wrote it. Raises as :func:`quads` does."""
    if os.path.isdir(path):
        raise IsADirectoryError(os.fspath(path))
    return from_quads(quads(path))


class _Short(dict[str, str]):
    """Full IRIs of the vocabularies as prefixed names; others stay as they are."""

    def __missing__(self, iri: str) -> str:
        for prefix, namespace in VOCABULARIES.items():
            if iri.startswith(namespace):
                self[iri] = f"{prefix}:{iri[len(namespace) :]}"
                return self[iri]
        self[iri] = iri
        return iri


def _value(term: object) -> Object:
    """A term as the Python value it stands for; a literal that is not what its type says stays text."""
    import pyoxigraph as ox

    if isinstance(term, ox.NamedNode):
        return Ref(term.value)
    if not isinstance(term, ox.Literal):
        return str(term)
    text, kind = term.value, term.datatype.value
    try:
        if kind == _XSD + "decimal":
            return Decimal(text)
        if kind == _XSD + "integer":
            return int(text)
        if kind == _XSD + "boolean":
            return {"true": True, "1": True, "false": False, "0": False}.get(text, text)
        if kind == _XSD + "date":
            return date.fromisoformat(text)
    except (InvalidOperation, ValueError):
        return text
    return text


def _base(nodes: Mapping[str, Node]) -> str:
    """The base of a graph's identifiers: what stands before the name of its dataset."""
    for iri, node in nodes.items():
        if _DATASET in node.kinds and iri.endswith("graph"):
            return iri.removesuffix("graph")
    return BASE
