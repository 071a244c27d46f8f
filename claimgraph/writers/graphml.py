"""GraphML: the reading view as a network for yEd, Gephi and networkx."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from claimgraph.graph import Graph


def write(graph: Graph, out: BinaryIO) -> None:
    """Write the reading view. ``networkx.read_graphml(…, force_multigraph=True)`` gives it back unchanged."""
    from networkx.readwrite.graphml import GraphMLWriter

    from claimgraph.network import to_networkx, xml_safe

    writer = GraphMLWriter(encoding="utf-8", prettyprint=True)
    writer.add_graph_element(xml_safe(to_networkx(graph)))
    writer.dump(out)
