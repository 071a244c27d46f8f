"""Reports of machine-made literature reviews as one knowledge graph.

>>> import claimgraph as cg
>>> graph = cg.build("seeds")
>>> len(graph.claims), len(graph.assertions)
(36, 65)

Nothing heavy is loaded before it is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claimgraph.api import build, load, read, save, settings
    from claimgraph.graph import Graph, Node, Ref
    from claimgraph.lexicon import Lexicon
    from claimgraph.model import Parsed, Reference, Report, Row, Source
    from claimgraph.problems import ClaimgraphError, Code, Problem, Severity, Where
    from claimgraph.version import VERSION as __version__

_ROOMS = {
    "claimgraph.api": ("build", "load", "read", "save", "settings"),
    "claimgraph.graph": ("Graph", "Node", "Ref"),
    "claimgraph.lexicon": ("Lexicon",),
    "claimgraph.model": ("Parsed", "Reference", "Report", "Row", "Source"),
    "claimgraph.problems": ("ClaimgraphError", "Code", "Problem", "Severity", "Where"),
}
_PUBLIC = {name: room for room, names in _ROOMS.items() for name in names}

__all__ = [
    "ClaimgraphError",
    "Code",
    "Graph",
    "Lexicon",
    "Node",
    "Parsed",
    "Problem",
    "Ref",
    "Reference",
    "Report",
    "Row",
    "Severity",
    "Source",
    "Where",
    "__version__",
    "build",
    "load",
    "read",
    "save",
    "settings",
]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from claimgraph.version import VERSION

        return VERSION
    if name not in _PUBLIC:
        raise AttributeError(f"module 'claimgraph' has no attribute {name!r}")
    return getattr(import_module(_PUBLIC[name]), name)


def __dir__() -> list[str]:
    return __all__
