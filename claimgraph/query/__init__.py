"""SPARQL over a graph, safe for queries from strangers: no network, bounded time and memory, whole answers only."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimgraph.query.errors import QueryError
    from claimgraph.query.request import Settings
    from claimgraph.query.running import run
    from claimgraph.query.values import Result, Term

__all__ = ["QueryError", "Result", "Settings", "Term", "run"]

_HOMES = {"QueryError": "errors", "Settings": "request", "run": "running", "Result": "values", "Term": "values"}


def __getattr__(name: str) -> object:
    # Late, so that the query process loads the engine's side only.
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
