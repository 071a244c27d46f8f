"""What is wrong with printed rows: cut texts, repeats, marks that differ, numbers that differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from claimgraph.checks.places import Places
from claimgraph.graph import Graph, Node
from claimgraph.problems import Code, Problem, Where, quoted, shown
from claimgraph.terms import VOCABULARIES

MOST_LISTED = 8
"""More places or numbers than this are counted, not listed."""

_CONTRADICTS = VOCABULARIES["cg"] + "contradicts"


def rows_of(graph: Graph, places: Places, report: Node) -> list[Node]:
    """The rows of a report as they stand in its files."""
    return sorted(graph.into(report.id, "cg:inReport"), key=places.key)


def prints_of(graph: Graph, places: Places, claim: Node) -> list[Node]:
    """The rows that print a claim, in the order of their places."""
    return sorted(graph.into(claim.id, "cg:asserts"), key=places.key)


def plain(number: object) -> str:
    """A number without the zeros at its end, which not every store keeps.

    >>> plain(Decimal("8.0")), plain(Decimal("10")), plain(None)
    ('8', '10', '')
    """
    if number is None:
        return ""
    return f"{number.normalize():f}" if isinstance(number, Decimal) else str(number)


def cut_texts(graph: Graph, places: Places) -> Iterator[Problem]:
    """For each report that prints cut texts, one note that lists their lines."""
    for report in graph.reports:
        rows = rows_of(graph, places, report)
        cut = [row for row in rows if row.one("cg:truncated") is True]
        if cut:
            lines = sorted({places.key(row)[1] for row in cut})
            named = ", ".join(map(str, lines[:MOST_LISTED])) + (" …" if len(lines) > MOST_LISTED else "")
            message = (
                f"{len(cut)} of {len(rows)} claims are cut short by the publisher: line{'s'[: len(lines) > 1]} {named}"
            )
            yield Problem(Code.CUT_TEXT, places.end(cut[0]), message, "a number at the cut is not used as a value")


def repeated_rows(graph: Graph, places: Places) -> Iterator[Problem]:
    """Rows of one file that print a claim printed there before."""
    for report in graph.reports:
        first: dict[tuple[str, str], Node] = {}
        for row in rows_of(graph, places, report):
            for claim in row.refs("cg:asserts"):
                path, line = places.key(row)
                before = first.setdefault((path, claim), row)
                if before is not row and places.key(before) != (path, line):
                    related = ((places.row(before), "first printed here"),)
                    yield Problem(Code.REPEATED_ROW, places.row(row), "the report prints this claim twice", "", related)


def marks_differ(graph: Graph, places: Places) -> Iterator[Problem]:
    """Claims that one report marks as verified and another does not."""
    for claim in graph.claims:
        by_mark: dict[bool, list[Node]] = {True: [], False: []}
        for row in prints_of(graph, places, claim):
            by_mark[row.one("cg:verified") is True].append(row)
        ticked, crossed = (sorted({row.refs("cg:inReport") for row in by_mark[mark]}) for mark in (True, False))
        if by_mark[True] and by_mark[False] and len({*ticked, *crossed}) > 1:
            one, other = (f"{len(said)} report{'s'[: len(said) > 1]}" for said in (ticked, crossed))
            message = f"{quoted(claim.label)} is marked ✓ in {one} and × in {other}"
            places_of = [(places.mark(rows[0]), rows[0].one("cg:confidence")) for rows in by_mark.values()]
            (where, sure), (there, unsure) = places_of
            hint = f"confidence {plain(sure)} beside the tick, {plain(unsure)} beside the cross"
            yield Problem(Code.MARKS_DIFFER, where, message, hint, ((there, "× here"),))


class _Conflict(NamedTuple):
    """Numbers that cannot all be right, each with the rows that print it; and why, as the first link says."""

    rank: int
    method: str
    printed: Mapping[str, list[tuple[Node, int]]]
    why: str


def conflicts(graph: Graph, places: Places) -> Iterator[Problem]:
    """Numbers on which reports differ: one finding for all that disagree on one result."""
    for found in _disputed(graph, places):
        values = list(found.printed)
        of = f" of {found.method}" if found.method else ""
        listed = ", ".join(shown(value) for value in values[:MOST_LISTED])
        message = f"reports differ on result {found.rank}{of}: {listed}"
        if len(values) == 2:
            message = f"reports differ on result {found.rank}{of}: {shown(values[0])} or {shown(values[1])}"
        marked = [_place(places, value, rows) for value, rows in list(found.printed.items())[:MOST_LISTED]]
        hint = f"{found.why} Look it up in the examined paper".strip()
        yield Problem(Code.CONFLICT, marked[0][0], message, hint, tuple(marked[1:]))
    yield from _judged(graph, places)


def _place(places: Places, value: str, rows: list[tuple[Node, int]]) -> tuple[Where, str]:
    row, nth = rows[0]
    others = len(rows) - 1
    more = f", and {others} more row{'s'[: others > 1]}" if others else ""
    return places.number(row, value, nth), f"{shown(value)} here{more}"


def _contradictions(graph: Graph) -> Iterator[Node]:
    for link in graph.links:
        if _CONTRADICTS in link.refs("rdf:predicate") and link.one("cg:denied") is not True:
            yield link


def _disputed(graph: Graph, places: Places) -> Iterator[_Conflict]:
    """Results joined by contradictions, over any number of steps."""
    group: dict[str, str] = {}
    why: dict[str, str] = {}

    def root(result: str) -> str:
        while group.setdefault(result, result) != result:
            result = group[result]
        return result

    for link in _contradictions(graph):
        basis = [result for result in link.refs("cg:basis") if result in graph.nodes]
        for one, other in zip(basis, basis[1:], strict=False):
            group[root(other)] = root(one)
        if basis:
            why.setdefault(root(basis[0]), str(link.one("dcterms:description", "")))
    members: dict[str, list[str]] = defaultdict(list)
    for result in sorted(group):
        members[root(result)].append(result)
    for head, results in members.items():
        yield _conflict(graph, places, results, next((why[each] for each in (head, *results) if each in why), ""))


def _conflict(graph: Graph, places: Places, results: Iterable[str], why: str) -> _Conflict:
    printed: dict[str, list[tuple[Node, int]]] = defaultdict(list)
    rank, method = 0, ""
    for each in results:
        result = graph.node(each)
        rank = result.one("cg:position", 0)
        methods = graph.out(each, "cg:ofMethod")
        method = method or (shown(methods[0].label) if methods else "")
        value = str(result.one("cg:printedText", ""))
        for claim in graph.into(each, "cg:hasResult"):
            nth = _like_it_before(graph, claim, result, value)
            printed[value] += ((row, nth) for row in prints_of(graph, places, claim))
    for rows in printed.values():
        rows.sort(key=lambda entry: places.key(entry[0]))
    ordered = sorted(printed.items(), key=lambda item: (places.key(item[1][0][0]) if item[1] else ("", 0), item[0]))
    return _Conflict(rank, method, dict(ordered), why)


def _like_it_before(graph: Graph, claim: Node, result: Node, value: str) -> int:
    """How many earlier results of the claim are spelled like this one."""
    return sum(
        other.one("cg:printedText") == value and other.one("cg:position", 0) < result.one("cg:position", 0)
        for other in graph.out(claim.id, "cg:hasResult")
    )


def _judged(graph: Graph, places: Places) -> Iterator[Problem]:
    """Contradictions that rest on no numbers: a person states them."""
    for link in _contradictions(graph):
        ends = [
            graph.nodes[end] for term in ("rdf:subject", "rdf:object") for end in link.refs(term) if end in graph.nodes
        ]
        if link.refs("cg:basis") or len(ends) != 2:
            continue
        rows = [prints_of(graph, places, claim) for claim in ends]
        marked = sorted(
            (places.row(found[0]), shown(claim.label)) for claim, found in zip(ends, rows, strict=True) if found
        )
        if len(marked) == 2:
            why = str(link.one("dcterms:description", ""))
            message = f"these claims contradict each other, as a person says{': ' + shown(why) if why else ''}"
            yield Problem(Code.CONFLICT, marked[0][0], message, "", ((marked[1][0], "the other claim"),))
