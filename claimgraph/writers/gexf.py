"""GEXF: the reading view as a network for Gephi."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from claimgraph.graph import Graph


def write(graph: Graph, out: BinaryIO) -> None:
    """Write the reading view. ``networkx.read_gexf`` gives it back, with the key of each edge as its ``id``."""
    from networkx.readwrite.gexf import GEXFWriter

    from claimgraph.network import to_networkx, xml_safe

    network = xml_safe(to_networkx(graph))
    for *_, key, said in network.edges(keys=True, data=True):
        said["id"] = key
    writer = GEXFWriter(network, encoding="utf-8", prettyprint=True, version="1.2draft")
    for meta in writer.xml.iter():
        # networkx notes today's date, and the same graph must give the same bytes on every day.
        meta.attrib.pop("lastmodifieddate", None)
    writer.write(out)
