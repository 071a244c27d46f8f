"""What the page knows, taken from the graph once; the only module here that reads the graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import IntFlag
from typing import TYPE_CHECKING

from claimgraph import network
from claimgraph.network import CONCEPTS, STATES

if TYPE_CHECKING:
    from claimgraph.graph import Graph, Node

LINKS = (*network.CLAIM_LINKS, *network.PAPER_LINKS)
SAME_CLAIM = ("variantOf", "completes")


class Flag(IntFlag):
    """Why a node may need a look; the page counts and filters by these."""

    DIFFER = 1  # reports differ on a number
    UNVERIFIED = 2  # no report has verified it
    UNANSWERED = 4  # the question asks about something that no claim of its report mentions
    ALONE = 8  # no second report prints it, in these or other words
    CUT = 16  # cut by the source
    MIXED = 32  # verified by one report, not by another


NEEDS_EYES = Flag.DIFFER | Flag.UNVERIFIED | Flag.UNANSWERED | Flag.ALONE | Flag.MIXED


@dataclass(frozen=True, slots=True)
class Item:
    """One node of the page."""

    id: str
    kind: str
    text: str
    flags: Flag
    scope: str
    node: Node


@dataclass(frozen=True, slots=True)
class Print:
    """One row of one report."""

    id: str
    report: str
    claim: str
    row: int
    verified: bool | None
    confidence: Decimal | None
    printed: str
    places: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Link:
    """One relation between two claims or two papers, and what it rests on."""

    kind: str
    source: str
    target: str
    why: str = ""
    how: str = ""
    basis: tuple[str, ...] = ()
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a page shows."""

    base: str
    items: tuple[Item, ...]
    prints: tuple[Print, ...]
    edges: tuple[network.Edge, ...]
    links: tuple[Link, ...]
    sources: dict[str, str]
    missing: dict[str, tuple[str, ...]]
    agents: dict[str, str]
    results: dict[str, tuple[Node, ...]]
    astray: int


def collect(graph: Graph) -> Contents:
    """Everything a page needs, in a fixed order.

    Rows that name a report or claim outside this graph cannot be placed; ``astray`` counts them.
    """
    prints = sorted(_prints(graph), key=lambda each: (each.report, each.row, each.id))
    links = tuple(sorted(_links(graph), key=lambda link: (LINKS.index(link.kind), link.source, link.target)))
    missing = _missing(graph, prints)
    flags = _flags(graph, prints, links, missing)
    scopes = _scopes(graph)
    items = tuple(
        Item(node.id, node.kind, node.label, flags.get(node.id, Flag(0)), scopes.get(node.id, ""), node)
        for node in network.reading_nodes(graph)
    )
    return Contents(
        base=graph.base,
        items=items,
        prints=tuple(prints),
        edges=tuple(_edges(graph)),
        links=links,
        sources={node.id: node.label for node in graph.of("Source")},
        missing=missing,
        agents={node.id: node.label for node in graph.of("Agent")},
        results={claim.id: _results(graph, claim) for claim in graph.claims},
        astray=len(graph.assertions) - len(prints),
    )


def _edges(graph: Graph) -> Iterator[network.Edge]:
    """The drawn edges but for the rows, which are told apart by their row, in a fixed order."""
    edges = [edge for edge in network.reading_edges(graph) if edge.kind != STATES]
    completed = {frozenset((edge.source, edge.target)) for edge in edges if edge.kind == "completes"}
    for edge in sorted(edges, key=lambda edge: (edge.source, edge.kind, edge.target)):
        # "completes" says more than the "variantOf" that always comes with it.
        if not (edge.kind == "variantOf" and frozenset((edge.source, edge.target)) in completed):
            yield edge


def _prints(graph: Graph) -> Iterator[Print]:
    for node in graph.assertions:
        reports, claims = graph.out(node.id, "cg:inReport"), graph.out(node.id, "cg:asserts")
        if not reports or not claims or reports[0].kind != "Report" or claims[0].kind != "Claim":
            continue
        verified, confidence, row = node.one("cg:verified"), node.one("cg:confidence"), node.one("cg:position")
        yield Print(
            id=node.id,
            report=reports[0].id,
            claim=claims[0].id,
            row=row if isinstance(row, int) else 0,
            verified=verified if isinstance(verified, bool) else None,
            confidence=confidence if isinstance(confidence, Decimal) else None,
            printed=str(node.one("cg:printedText", "")),
            places=tuple(sorted(_places(graph, node))),
        )


def _places(graph: Graph, row: Node) -> Iterator[tuple[str, int]]:
    for span in graph.out(row.id, "oa:hasSelector"):
        line = span.one("cg:line")
        yield span.id.split("#", 1)[0], line if isinstance(line, int) else 0


def _results(graph: Graph, claim: Node) -> tuple[Node, ...]:
    found = graph.out(claim.id, "cg:hasResult")
    return tuple(sorted(found, key=lambda result: (int(str(result.one("cg:position", 0))), result.id)))


def _links(graph: Graph) -> Iterator[Link]:
    told = set()
    for record in (*graph.links, *graph.of("PaperLink")):
        ends = graph.out(record.id, "rdf:subject") + graph.out(record.id, "rdf:object")
        kind = network.name(str(record.one("rdf:predicate", "")))
        if len(ends) != 2 or kind not in LINKS:
            continue
        told.add((kind, frozenset(end.id for end in ends)))
        yield Link(
            kind,
            ends[0].id,
            ends[1].id,
            why=str(record.one("dcterms:description", "")),
            how=network.name(str(record.one("sssom:mapping_justification", ""))),
            basis=tuple(sorted(record.refs("cg:basis"))),
            denied=record.one("cg:denied") is True,
        )
    for edge in network.reading_edges(graph):
        if edge.kind in LINKS and (edge.kind, frozenset((edge.source, edge.target))) not in told:
            yield Link(edge.kind, edge.source, edge.target)


def _missing(graph: Graph, prints: list[Print]) -> dict[str, tuple[str, ...]]:
    """For each question, what it asks about that no claim of a report asking it mentions."""
    stated: dict[str, set[str]] = defaultdict(set)
    for each in prints:
        stated[each.report].update(graph.node(each.claim).refs("cg:about"))
    found = {}
    for question in graph.questions:
        asked = {node.id for node in graph.out(question.id, "cg:about") if node.kind in CONCEPTS}
        reports = graph.into(question.id, "cg:asks")
        unmet = {concept for concept in asked if any(concept not in stated[report.id] for report in reports)}
        if unmet:
            found[question.id] = tuple(sorted(unmet))
    return found


def _flags(
    graph: Graph, prints: list[Print], links: tuple[Link, ...], missing: dict[str, tuple[str, ...]]
) -> dict[str, Flag]:
    flags: dict[str, Flag] = defaultdict(lambda: Flag(0))
    by_claim: dict[str, list[Print]] = defaultdict(list)
    for each in prints:
        by_claim[each.claim].append(each)
    printing = _printing({claim.id: {each.report for each in by_claim[claim.id]} for claim in graph.claims}, links)
    for claim in graph.claims:
        flags[claim.id] = _claim_flags(claim, by_claim[claim.id])
        if len(printing[claim.id]) == 1:
            flags[claim.id] |= Flag.ALONE
    for link in links:
        if link.kind == "contradicts" and not link.denied:
            flags[link.source] |= Flag.DIFFER
            flags[link.target] |= Flag.DIFFER
    for question in missing:
        flags[question] |= Flag.UNANSWERED
    return flags


def _printing(reports: dict[str, set[str]], links: tuple[Link, ...]) -> dict[str, set[str]]:
    """The reports that print each claim, be it cut or in other words."""
    groups = {claim: [claim] for claim in reports}
    for link in links:
        one, other = groups.get(link.source), groups.get(link.target)
        if link.kind in SAME_CLAIM and not link.denied and one and other and one is not other:
            one, other = sorted((one, other), key=len, reverse=True)
            one.extend(other)
            groups.update(dict.fromkeys(other, one))
    return {claim: {report for each in group for report in reports[each]} for claim, group in groups.items()}


def _claim_flags(claim: Node, prints: list[Print]) -> Flag:
    flags = Flag(0)
    marks = {each.verified for each in prints}
    if marks and True not in marks:
        flags |= Flag.UNVERIFIED
    if {True, False} <= marks:
        flags |= Flag.MIXED
    if claim.one("cg:truncated") is True:
        flags |= Flag.CUT
    return flags


def _scopes(graph: Graph) -> dict[str, str]:
    """The examined paper (or, where none is named, the report) beside which each node is drawn."""
    scopes: dict[str, str] = {}
    for report in graph.reports:
        papers = sorted(paper.id for paper in graph.out(report.id, "cg:examines"))
        scopes[report.id] = papers[0] if papers else report.id
    for paper in list(scopes.values()):
        scopes.setdefault(paper, paper)
    for report in graph.reports:
        for term in ("cg:asks", "cito:cites"):
            for node in graph.out(report.id, term):
                scopes.setdefault(node.id, scopes[report.id])
    for claim in graph.claims:
        found = sorted(claim.refs("cg:scope"))
        scopes[claim.id] = found[0] if found and found[0] in graph.nodes else ""
    scopes.update(_concept_scopes(graph, scopes))
    return scopes


def _concept_scopes(graph: Graph, scopes: dict[str, str]) -> dict[str, str]:
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for kind in ("Claim", "Question"):
        for node in graph.of(kind):
            for concept in node.refs("cg:about"):
                counts[concept][scopes.get(node.id, "")] += 1
    return {concept: min(by, key=lambda scope: (-by[scope], scope)) for concept, by in counts.items()}
