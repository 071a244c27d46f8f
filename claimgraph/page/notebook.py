"""The picture of a graph in a notebook: a small still drawing and counts, without scripts and without the network."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from claimgraph.page import data, drawing, kinds, layout
from claimgraph.page.data import NEEDS_EYES, Contents, Flag, Item

if TYPE_CHECKING:
    from claimgraph.graph import Graph

_MOST = 120
_WIDTH = 720
_POINTS = {
    "square": "-7,-7 7,-7 7,7 -7,7",
    "triangle": "0,-8 8,6 -8,6",
    "triangleDown": "0,8 8,-6 -8,-6",
}


def picture(graph: Graph) -> str:
    """HTML for a notebook: what the graph holds, and a drawing of what needs eyes.

    Every text is escaped, and nothing in it can run.
    """
    contents = data.collect(graph)
    drawn = _drawn(contents)
    more = len(contents.items) - len(drawn)
    note = f'{len(drawn)} of {len(contents.items)} nodes drawn: what needs eyes. graph.save("graph.html") shows all.'
    return (
        f'<div style="font:13px/1.5 system-ui,sans-serif;max-width:{_WIDTH}px">'
        f"<div>{escape(_counts(contents))}</div>{_svg(contents, drawn)}"
        f'<div style="opacity:.7">{escape(note if more else "All nodes drawn.")}</div></div>'
    )


def _counts(contents: Contents) -> str:
    def count(flag: Flag, kind: str) -> int:
        return sum(item.kind == kind and flag in item.flags for item in contents.items)

    parts = [
        f"{sum(item.kind == 'Report' for item in contents.items)} reports",
        f"{sum(item.kind == 'Claim' for item in contents.items)} claims",
        f"{len(contents.prints)} rows",
        f"{count(Flag.DIFFER, 'Claim')} claims in conflict",
        f"{count(Flag.UNVERIFIED, 'Claim')} not verified",
        f"{count(Flag.UNANSWERED, 'Question')} questions not answered",
    ]
    return " · ".join(parts)


def _drawn(contents: Contents) -> dict[str, Item]:
    by_id = {item.id: item for item in contents.items}
    needy = [item for item in contents.items if item.flags & NEEDS_EYES]
    needy.sort(key=lambda item: (Flag.DIFFER not in item.flags, Flag.UNVERIFIED not in item.flags, item.id))
    drawn: dict[str, Item] = {}
    stating: dict[str, list[str]] = {}
    for each in contents.prints:
        stating.setdefault(each.claim, []).append(each.report)
    for item in needy:
        beside = [*stating.get(item.id, []), item.scope]
        if len(drawn) + len(beside) >= _MOST:
            break
        for node in (item.id, *beside):
            if node in by_id:
                drawn[node] = by_id[node]
    return drawn


def _svg(contents: Contents, drawn: dict[str, Item]) -> str:
    if not drawn:
        return ""
    places = layout.places(contents)
    left = min(places[node][0] for node in drawn) - 20
    right = max(places[node][0] for node in drawn) + 270
    top = min(places[node][1] for node in drawn) - 20
    bottom = max(places[node][1] for node in drawn) + 20
    lines = [
        _line(places[each.report], places[each.claim], "#9a968c")
        for each in contents.prints
        if each.report in drawn and each.claim in drawn
    ]
    lines += [
        _line(places[edge.source], places[edge.target], "#a83a00" if edge.kind == "contradicts" else "#9a968c")
        for edge in contents.edges
        if edge.kind in ("examines", "asks", "contradicts") and edge.source in drawn and edge.target in drawn
    ]
    shapes = [_shape(item, drawing.label(item, contents), *places[item.id]) for item in drawn.values()]
    wide = min(_WIDTH, round(0.85 * (right - left)))
    box = f"{left} {top} {right - left} {bottom - top}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{wide}" viewBox="{box}"'
        f' style="max-width:100%;height:auto"><title>{escape(_counts(contents))}</title>'
        f"{''.join(lines)}{''.join(shapes)}</svg>"
    )


def _line(start: layout.Place, end: layout.Place, stroke: str) -> str:
    (x, y), (u, v) = start, end
    half = (x + u) // 2 if abs(x - u) > 20 else x - 40
    return f'<path d="M{x} {y}C{half} {y} {half} {v} {u} {v}" fill="none" stroke="{stroke}"/>'


def _shape(item: Item, name: str, x: int, y: int) -> str:
    look = kinds.BY_NAME[item.kind]
    fill = "#fff" if Flag.UNVERIFIED in item.flags else look.fill
    style = f'fill="{fill}" stroke="{look.edge}" stroke-width="1.5"'
    if points := _POINTS.get(look.shape):
        shape = f'<polygon points="{points}" {style}/>'
    else:
        shape = f'<circle r="7" {style}/>'
    ring = '<circle r="10.5" fill="none" stroke="#a83a00" stroke-width="2" stroke-dasharray="4 2.6"/>'
    label = ""
    if item.kind in ("Claim", "Paper"):
        label = f'<text x="15" y="4" font-size="12" fill="currentColor">{escape(name)}</text>'
    title = f"<title>{escape(item.text)}</title>"
    return f'<g transform="translate({x} {y})">{title}{shape}{ring if Flag.DIFFER in item.flags else ""}{label}</g>'
