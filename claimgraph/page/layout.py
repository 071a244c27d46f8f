"""Where each node stands: columns per examined paper, packed on shelves; the same input gives the same places.

A claim is a line of text, so it gets a line of room: report on the left, its claims in the middle, what they
name on the right. The cost is that of sorting, so a large graph needs no physics and no cap.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import ceil, sqrt

from claimgraph.page.data import NEEDS_EYES, Contents, Flag, Item

Place = tuple[int, int]

ROW = 24
_TOP = 56
_REPORT = 0
_PAPER = -46
_LEFT = -100
_CLAIM = 120
_COLUMN = 230
_TALLEST = 30
_MARGIN_LEFT = 190
_MARGIN_RIGHT = 190
_GAP = 70
_SHAPE = 1.25


@dataclass(frozen=True, slots=True)
class Cluster:
    """One examined paper with what belongs to it, placed around its own origin."""

    scope: str
    places: dict[str, Place]
    width: int
    height: int
    rank: tuple[int, int, str]


def places(contents: Contents) -> dict[str, Place]:
    """The place of every node."""
    index = _Index(contents)
    members: dict[str, list[Item]] = defaultdict(list)
    for item in contents.items:
        members[item.scope].append(item)
    clusters = [_cluster(scope, items, index) for scope, items in sorted(members.items())]
    return _packed(sorted(clusters, key=lambda cluster: cluster.rank))


def groups(contents: Contents) -> list[str]:
    """The examined papers alone, what needs eyes first: the map of a graph too large to draw.

    Their places depend on the width of the pane, so the page finds them.
    """
    weight: dict[str, int] = defaultdict(int)
    for item in contents.items:
        weight[item.scope] += (
            (1000 if Flag.DIFFER in item.flags else 1) if item.kind == "Claim" and item.flags & NEEDS_EYES else 0
        )
    drawn = {item.id for item in contents.items}
    return sorted((scope for scope in weight if scope in drawn), key=lambda scope: (-weight[scope], scope))


class _Index:
    """What the layout asks about neighbours."""

    def __init__(self, contents: Contents) -> None:
        order = sorted(
            (item for item in contents.items if item.kind == "Report"),
            key=lambda item: (str(item.node.one("dcterms:issued", "")), item.text, item.id),
        )
        self.kind = {item.id: item.kind for item in contents.items}
        self.report_rank = {item.id: rank for rank, item in enumerate(order)}
        self.reports: dict[str, set[int]] = defaultdict(set)
        self.first_row: dict[str, int] = {}
        for each in contents.prints:
            self.reports[each.claim].add(self.report_rank[each.report])
            self.first_row[each.claim] = min(each.row, self.first_row.get(each.claim, each.row))
        self.about: dict[str, list[str]] = defaultdict(list)
        self.beside: dict[str, list[str]] = defaultdict(list)
        for edge in contents.edges:
            if edge.kind == "about":
                self.about[edge.target].append(edge.source)
            elif edge.kind in ("asks", "cites"):
                self.beside[edge.source].append(edge.target)

    def claim_order(self, claim: Item) -> tuple[int, int, float, int, str]:
        """What needs eyes first, then by the reports that print it, so that shared claims stand between them."""
        reports = self.reports[claim.id]
        middle = sum(reports) / len(reports) if reports else 0.0
        differs = 0 if Flag.DIFFER in claim.flags else 1
        return (0 if claim.flags & NEEDS_EYES else 1, differs, middle, self.first_row.get(claim.id, 0), claim.id)


def _cluster(scope: str, items: list[Item], index: _Index) -> Cluster:
    spots: dict[str, Place] = {}
    claims = sorted((item for item in items if item.kind == "Claim"), key=index.claim_order)
    reports = sorted((item for item in items if item.kind == "Report"), key=lambda item: index.report_rank[item.id])
    here = {item.id for item in items}
    beside = _beside(reports, index, here - {scope})
    rows = max(_TALLEST, ceil(len(claims) / 5), _rows(beside))
    needy = [claim for claim in claims if claim.flags & NEEDS_EYES]
    columns = _columns(needy, rows, 0, spots)
    columns += _columns([claim for claim in claims if not claim.flags & NEEDS_EYES], rows, columns, spots)
    _left_column(beside, (max((y for _, y in spots.values()), default=_TOP) - _TOP) // ROW + 1, spots)
    right = _CLAIM + max(1, columns) * _COLUMN
    if scope in here and scope not in spots:
        spots[scope] = (_PAPER, 0)
    _right_column([item for item in items if item.id not in spots], right, index, spots)
    bottom = max((y for _, y in spots.values()), default=0)
    eyes = sum(Flag.DIFFER in claim.flags for claim in claims)
    width = _MARGIN_LEFT - _LEFT + right + _MARGIN_RIGHT
    return Cluster(scope, spots, width, bottom + ROW, (-eyes, -len(claims), scope))


def _columns(claims: list[Item], rows: int, first: int, spots: dict[str, Place]) -> int:
    """Place claims in columns of their own from the given one on; gives how many. Columns are filled evenly."""
    count = ceil(len(claims) / rows)
    tall = ceil(len(claims) / count) if count else 0
    for at, claim in enumerate(claims):
        spots[claim.id] = (_CLAIM + (first + at // tall) * _COLUMN, _TOP + at % tall * ROW)
    return count


def _beside(reports: list[Item], index: _Index, here: set[str]) -> dict[str, list[str]]:
    """For each report the question it asks, then the papers it lists; each node beside one report only."""
    taken: set[str] = set()
    beside = {}
    for report in reports:
        found = [node for node in index.beside[report.id] if node in here and node not in taken]
        taken.update(found)
        beside[report.id] = sorted(found, key=lambda node: (index.kind[node] != "Question", node))
    return beside


def _left_column(beside: dict[str, list[str]], tallest: int, spots: dict[str, Place]) -> None:
    """Place reports, spread over the height of the claims, each with what stands beside it."""
    spare = max(0, tallest - _rows(beside)) / max(1, len(beside))
    row = 0.0
    for report, nodes in beside.items():
        top = round(_TOP + (row + spare / 2) * ROW)
        spots[report] = (_REPORT, top)
        for at, node in enumerate(nodes):
            spots[node] = (_LEFT, top + at * ROW)
        row += spare + max(2, len(nodes))


def _rows(beside: dict[str, list[str]]) -> int:
    return sum(max(2, len(nodes)) for nodes in beside.values())


def _right_column(items: list[Item], x: int, index: _Index, spots: dict[str, Place]) -> None:
    """Place what claims name beside the middle of the claims that name it, one row each."""

    def middle(item: Item) -> float:
        heights = [spots[node][1] for node in index.about[item.id] if node in spots]
        return sum(heights) / len(heights) if heights else 0.0

    order = sorted(items, key=lambda item: (middle(item), item.id))
    if not order:
        return
    centre = sum(map(middle, order)) / len(order)
    top = max(_TOP, round(centre - len(order) * ROW / 2))
    for at, item in enumerate(order):
        spots[item.id] = (x, top + at * ROW)


def _packed(clusters: list[Cluster]) -> dict[str, Place]:
    area = sum((cluster.width + _GAP) * (cluster.height + _GAP) for cluster in clusters)
    widest = max((cluster.width for cluster in clusters), default=0)
    limit = max(widest, int(sqrt(area * _SHAPE)))
    spots: dict[str, Place] = {}
    x = y = shelf = 0
    for cluster in clusters:
        if x and x + cluster.width > limit:
            x, y, shelf = 0, y + shelf + _GAP, 0
        for node, (dx, dy) in cluster.places.items():
            spots[node] = (x + dx, y + dy)
        x += cluster.width + _GAP
        shelf = max(shelf, cluster.height)
    return spots
