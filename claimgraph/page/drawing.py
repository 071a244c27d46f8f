"""The contents as a pyvis network: every node with shape, colour and place, every edge with its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claimgraph.network import STATES, SYMMETRIC
from claimgraph.page import kinds, layout
from claimgraph.page.data import Contents, Flag, Item, Print

if TYPE_CHECKING:
    from pyvis.network import Network

_LABEL = 38
_OPTIONS = """{"physics": {"enabled": false},
 "edges": {"smooth": {"enabled": true, "type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.5}},
 "interaction": {"hover": true, "hideEdgesOnDrag": false}}"""


def network(contents: Contents) -> Network:
    """The pyvis network of what the page shows.

    Nodes and edges are set as lists: adding them one by one costs the square of their number. No node gets a
    ``title``, since one title with the word "href" makes pyvis's own page read every title as HTML.
    """
    from pyvis.network import Network

    drawn = Network(height="720px", width="100%", directed=True, cdn_resources="in_line")
    drawn.set_options(_OPTIONS)
    places = layout.places(contents)
    sizes = _confidence(contents)
    drawn.nodes = [
        _node(item, label(item, contents) if item.flags & Flag.DIFFER else short(item.text), places[item.id])
        | _size(item, sizes.get(item.id, 0.0))
        for item in contents.items
    ]
    drawn.node_ids = [item.id for item in contents.items]
    drawn.node_map = {node["id"]: node for node in drawn.nodes}
    drawn.edges = [_row_edge(each) for each in contents.prints] + [
        _edge(edge.source, edge.target, edge.kind) for edge in contents.edges
    ]
    return drawn


def label(item: Item, contents: Contents) -> str:
    """The short name of a node; of a claim that another contradicts, the number in which they differ."""
    results = contents.results.get(item.id, ())
    basis = {each for link in contents.links if link.kind == "contradicts" and not link.denied for each in link.basis}
    told = [str(result.one("cg:printedText", "")) for result in results if result.id in basis]
    if not told:
        return short(item.text)
    start = item.text.split(str(results[0].one("cg:printedText", "")), 1)[0].strip()
    return f"{short(start or item.text, 24)} … {' … '.join(told)} …"


def short(text: str, length: int = _LABEL) -> str:
    """A text cut to a label, at a word where one is near.

    >>> short("Vocabulary augmentation offers an appealing balance", 30)
    'Vocabulary augmentation…'
    """
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    head = text[:length]
    space = head.rfind(" ")
    return (head[:space] if space > length // 2 else head[: length - 1]) + "…"


def _size(item: Item, confidence: float) -> dict[str, Any]:
    return {"size": round(7 + 7 * confidence, 2) if item.kind == "Claim" else 10}


def _node(item: Item, name: str, place: layout.Place) -> dict[str, Any]:
    look = kinds.BY_NAME[item.kind]
    hollow = Flag.UNVERIFIED in item.flags
    return {
        "id": item.id,
        "label": name,
        "kind": item.kind,
        "shape": kinds.PYVIS_SHAPES.get(look.shape, look.shape),
        "color": {"background": "#ffffff" if hollow else look.fill, "border": look.edge},
        "borderWidth": 2 if hollow or Flag.DIFFER in item.flags else 1,
        "shapeProperties": {"borderDashes": [5, 3] if Flag.DIFFER in item.flags else False},
        "font": {"size": 12},
        "x": place[0],
        "y": place[1],
    }


def _edge(source: str, target: str, kind: str) -> dict[str, Any]:
    edge: dict[str, Any] = {"from": source, "to": target, "kind": kind, "dashes": kind in kinds.DASHED}
    if kind not in SYMMETRIC:
        edge["arrows"] = {"to": {"enabled": True, "scaleFactor": 0.4}}
    return edge


def _row_edge(each: Print) -> dict[str, Any]:
    return _edge(each.report, each.claim, STATES) | {"row": each.row}


def _confidence(contents: Contents) -> dict[str, float]:
    highest: dict[str, float] = {}
    for each in contents.prints:
        if each.confidence is not None:
            highest[each.claim] = max(float(each.confidence), highest.get(each.claim, 0.0))
    return highest
