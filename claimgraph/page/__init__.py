"""One HTML page that shows a graph, offline and self-contained, and the pyvis network behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyvis.network import Network

    from claimgraph.graph import Graph


def to_pyvis(graph: Graph) -> Network:
    """The reading view as a pyvis network: typed shapes and colours, fixed places, no physics.

    The page is this network behind a template of our own. The page pyvis would write asks a host for style sheets
    and lets hostile text run, so write files with ``claimgraph view``, not with ``show()``.
    """
    from claimgraph.page import data, drawing

    return drawing.network(data.collect(graph))
