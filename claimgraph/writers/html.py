"""HTML: the graph as one page that opens anywhere, offline."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from claimgraph.graph import Graph


def write(graph: Graph, out: BinaryIO) -> None:
    """Write the page of a graph."""
    from claimgraph.page.render import page

    out.write(page(graph))
