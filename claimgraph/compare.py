"""What changed from one graph to another: claims, rows, marks, confidences, conflicts, reports, links.

Rows are matched within their report: by their claim where both tables print it, else by where they stand. Graphs of the
same reports do not differ, whatever software, base or format they went through.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import Enum

from claimgraph.describe import place
from claimgraph.graph import Graph, Node
from claimgraph.problems import counted
from claimgraph.terms import CLAIM_RELATIONS, SYMMETRIC, VOCABULARIES

_FACTS = {
    "cg:qualityScore": "score",
    "cg:qualityScale": "scale of the score",
    "cg:declaredPaperCount": "papers declared",
    "cg:declaredClaimCount": "claims declared",
    "cg:declaredVerifiedCount": "verified declared",
    "schema:version": "version",
    "schema:citation": "references",
    "dcterms:abstract": "abstract",
}
_RELATIONS = {VOCABULARIES["cg"] + name.removeprefix("cg:"): name for name in CLAIM_RELATIONS}
_LIKE = 0.6
_MOST_COMPARED = 2500


class Kind(Enum):
    """What can change, in the order in which it is told."""

    NEW_CONFLICT = "newly in conflict"
    RESOLVED = "no longer in conflict"
    FLIPPED = "mark flipped"
    RESCORED = "re-scored"
    REWORDED = "re-worded"
    CLAIM_ADDED = "claims added"
    CLAIM_GONE = "claims gone"
    ROW_ADDED = "rows added"
    ROW_GONE = "rows gone"
    REPORT_ADDED = "reports added"
    REPORT_GONE = "reports gone"
    REPORT_CHANGED = "reports changed"
    LINK_ADDED = "links added"
    LINK_GONE = "links gone"


@dataclass(frozen=True, slots=True)
class Change:
    """One change: ``claim`` and ``text`` say of what, ``report`` and ``place`` where, ``old`` and ``new`` how.

    ``claim``, ``other`` (the claim it was, or the other end of a link) and ``report_id`` are IRIs of the graph that
    has them; of the new one where both do.
    """

    kind: Kind
    claim: str = ""
    text: str = ""
    report: str = ""
    place: str = ""
    old: str = ""
    new: str = ""
    why: str = ""
    other: str = ""
    report_id: str = ""


@dataclass(frozen=True, slots=True)
class _Row:
    """A printed row, as far as it is compared."""

    report: str
    position: int
    claim: str
    text: str
    verified: bool
    confidence: str
    place: str


class _Side:
    """One of the two graphs, its identifiers without their base, so that a change of base is no difference."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.claims = {self.name(claim.id): claim for claim in graph.claims}
        self.reports = {self.name(report.id): report for report in graph.reports}
        self.rows: Mapping[str, list[_Row]] = self._rows()

    def name(self, iri: str) -> str:
        own = iri.startswith(self.graph.base)
        return iri.removeprefix(self.graph.base).replace("/", ":", 1) if own else iri

    def iri(self, name: str) -> str:
        """The identifier that a name stands for here: what :meth:`name` left out is put back."""
        known = self.claims.get(name) or self.reports.get(name)
        return known.id if known else name

    def text(self, claim: str) -> str:
        return self.claims[claim].label if claim in self.claims else claim

    def title(self, report: str) -> str:
        return self.reports[report].label if report in self.reports else report

    def _rows(self) -> Mapping[str, list[_Row]]:
        found: dict[str, list[_Row]] = defaultdict(list)
        for row in self.graph.assertions:
            path, line = place(self.graph, row)
            confidence = row.one("cg:confidence")
            for report in row.refs("cg:inReport"):
                made = _Row(
                    report=self.name(report),
                    position=row.one("cg:position", 0),
                    claim=next((self.name(claim) for claim in row.refs("cg:asserts")), ""),
                    text=str(row.one("cg:printedText", "")),
                    verified=row.one("cg:verified") is True,
                    confidence="" if confidence is None else _plain(confidence),
                    place=f"{path}:{line}" if line else path,
                )
                found[made.report].append(made)
        for rows in found.values():
            rows.sort(key=lambda row: (row.position, row.claim, row.confidence, row.place))
        return found

    def conflicts(self) -> dict[frozenset[str], str]:
        """Claims that contradict each other, and why."""
        return {frozenset(ends): why for (relation, *ends), why in self.links().items() if relation == "cg:contradicts"}

    def links(self) -> dict[tuple[str, str, str], str]:
        """Every link that is not denied: relation and ends, and why it was made."""
        found: dict[tuple[str, str, str], str] = {}
        for record in self.graph.links:
            ends = [self.name(end) for term in ("rdf:subject", "rdf:object") for end in record.refs(term)]
            relation = next((_RELATIONS[iri] for iri in record.refs("rdf:predicate") if iri in _RELATIONS), "")
            if relation and len(ends) == 2 and record.one("cg:denied") is not True:
                one, other = sorted(ends) if relation in SYMMETRIC else ends
                found[relation, one, other] = str(record.one("dcterms:description", ""))
        return found


def compare(old: Graph, new: Graph) -> list[Change]:
    """Every change from one graph to the other, in order; none for graphs of the same reports."""
    before, after = _Side(old), _Side(new)
    changes: list[Change] = []
    renamed: dict[str, set[str]] = defaultdict(set)
    for report in sorted(before.reports.keys() & after.reports.keys()):
        for change, pair in _in_report(before, after, report):
            changes.append(change)
            if pair:
                renamed[pair[0]].add(pair[1])
        changes += _facts(before, after, report)
    changes += _claims(before, after, renamed)
    changes += _reports(before, after)
    changes += _conflicts(before, after, renamed)
    changes += _links(before, after)
    order = list(Kind)
    return sorted(
        changes, key=lambda change: (order.index(change.kind), change.place, change.text, change.claim, change.new)
    )


def differing(old: str, new: str) -> list[tuple[str, str]]:
    """The words that differ between two texts, in pairs; one of a pair may be empty.

    >>> differing("VA achieves 92.43 and more", "VA achieves 94.43 and")
    [('92.43', '94.43'), ('more', '')]
    """
    one, other = old.split(), new.split()
    found = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    return [(" ".join(one[a:b]), " ".join(other[c:d])) for tag, a, b, c, d in found if tag != "equal"]


def _in_report(before: _Side, after: _Side, report: str) -> Iterator[tuple[Change, tuple[str, str] | None]]:
    """Changes of the rows of one report; a re-wording comes with the claim it was and the claim it is."""
    old, new = before.rows.get(report, []), after.rows.get(report, [])
    title, report_id = after.title(report), after.iri(report)
    for one, other in _matched(old, new):
        if one is None and other is not None:
            if other.claim in before.claims:
                yield _of_row(Kind.ROW_ADDED, after, other), None
        elif other is None and one is not None:
            if one.claim in after.claims:
                yield replace(_of_row(Kind.ROW_GONE, before, one), report=title, report_id=report_id), None
        elif one is not None and other is not None:
            told = _of_row(Kind.FLIPPED, after, other)
            if one.claim != other.claim:
                words = replace(told, kind=Kind.REWORDED, text="", old=before.text(one.claim), new=told.text)
                yield replace(words, other=before.iri(one.claim)), (one.claim, other.claim)
            if one.verified != other.verified:
                yield replace(told, old=_mark(one.verified), new=_mark(other.verified)), None
            if one.confidence != other.confidence:
                yield replace(told, kind=Kind.RESCORED, old=one.confidence, new=other.confidence), None


def _of_row(kind: Kind, side: _Side, row: _Row) -> Change:
    """A change of a row, so far as the row says it."""
    title, report_id = side.title(row.report), side.iri(row.report)
    return Change(kind, side.iri(row.claim), side.text(row.claim), title, row.place, report_id=report_id)


def _mark(verified: bool) -> str:
    return "✓" if verified else "×"


def _matched(old: list[_Row], new: list[_Row]) -> Iterator[tuple[_Row | None, _Row | None]]:
    """Rows of two tables in pairs; one that has none is paired with nothing."""
    left, right = [row.claim for row in old], [row.claim for row in new]
    gone: list[_Row] = []
    added: list[_Row] = []
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    for tag, first, last, start, stop in [("equal", 0, len(left), 0, 0)] if left == right else matcher.get_opcodes():
        if tag == "equal":
            yield from zip(old[first:last], new[start : start + last - first], strict=True)
        elif last - first == stop - start and not set(left[first:last]) & set(right):
            yield from zip(old[first:last], new[start:stop], strict=True)
        else:
            gone += old[first:last]
            added += new[start:stop]
    yield from _moved(gone, added)


def _moved(gone: list[_Row], added: list[_Row]) -> Iterator[tuple[_Row | None, _Row | None]]:
    """Pairs among rows that stand elsewhere now: those of one claim, then those that read alike."""
    by_claim: dict[str, list[_Row]] = defaultdict(list)
    for row in added:
        by_claim[row.claim].append(row)
    left: list[_Row] = []
    for one in gone:
        if by_claim[one.claim]:
            yield one, by_claim[one.claim].pop(0)
        else:
            left.append(one)
    waiting = [row for rows in by_claim.values() for row in rows]
    many = len(left) * len(waiting) > _MOST_COMPARED
    for one in left:
        near = [row for row in waiting if row.position == one.position] if many else waiting
        other = max(near, key=lambda row: _alike(one, row), default=None)
        if other is not None and _alike(one, other) >= _LIKE:
            waiting.remove(other)
            yield one, other
        else:
            yield one, None
    yield from ((None, other) for other in waiting)


def _alike(one: _Row, other: _Row) -> float:
    """How much of two texts is the same, word by word, from 0 to 1."""
    return SequenceMatcher(None, one.text.split(), other.text.split(), autojunk=False).ratio()


def _facts(before: _Side, after: _Side, report: str) -> Iterator[Change]:
    """What a report says of itself, where it says it otherwise."""
    old, new = before.reports[report], after.reports[report]
    where = min((source.label for source in after.graph.out(new.id, "schema:encoding")), default="")
    for term, named in _FACTS.items():
        values = [sorted(map(_plain, node.all(term))) for node in (old, new)]
        if values[0] != values[1]:
            said = [", ".join(sorted(set(here) - set(there))) or "–" for here, there in (values, values[::-1])]
            told = Change(Kind.REPORT_CHANGED, "", named, after.title(report), where, report_id=after.iri(report))
            yield replace(told, old=said[0], new=said[1])


def _plain(value: object) -> str:
    normalize = getattr(value, "normalize", None)
    return f"{normalize():f}" if normalize else str(value)


def _claims(before: _Side, after: _Side, renamed: Mapping[str, set[str]]) -> Iterator[Change]:
    """Claims that only one graph has, but for those that a row now words otherwise."""
    words = {claim for claims in renamed.values() for claim in claims}
    for kind, side, others, explained in (
        (Kind.CLAIM_ADDED, after, before, words),
        (Kind.CLAIM_GONE, before, after, set(renamed)),
    ):
        places: dict[str, list[_Row]] = defaultdict(list)
        for rows in side.rows.values():
            for row in rows:
                places[row.claim].append(row)
        for claim in sorted(side.claims.keys() - others.claims.keys() - explained):
            printed = sorted(places[claim], key=lambda row: row.place)
            more = f" and {len(printed) - 1} more" if len(printed) > 1 else ""
            if printed:
                told = _of_row(kind, side, printed[0])
                yield replace(told, place=told.place + more)
            else:
                yield Change(kind, side.iri(claim), side.text(claim))


def _reports(before: _Side, after: _Side) -> Iterator[Change]:
    for kind, side, others in ((Kind.REPORT_ADDED, after, before), (Kind.REPORT_GONE, before, after)):
        for report in sorted(side.reports.keys() - others.reports.keys()):
            node: Node = side.reports[report]
            where = min((source.label for source in side.graph.out(node.id, "schema:encoding")), default="")
            rows = len(side.rows.get(report, []))
            yield Change(kind, "", f"{node.label} ({counted(rows, 'row')})", "", where, report_id=node.id)


def _conflicts(before: _Side, after: _Side, renamed: Mapping[str, set[str]]) -> Iterator[Change]:
    """Conflicts that only one graph has; one between claims that were re-worded is still the same."""
    old, new = before.conflicts(), after.conflicts()
    kept: set[frozenset[str]] = set()
    for ends, why in old.items():
        heirs = [pair for pair in _renamed(ends, renamed) if pair in new]
        kept.update(heirs)
        if not heirs:
            yield _conflict(Kind.RESOLVED, before, ends, why)
    for ends in new.keys() - kept:
        yield _conflict(Kind.NEW_CONFLICT, after, ends, new[ends])


def _renamed(ends: Iterable[str], renamed: Mapping[str, set[str]]) -> set[frozenset[str]]:
    """The pairs that two claims may have become."""
    one, *rest = sorted(ends)
    other = rest[0] if rest else one
    return {
        frozenset((here, there)) for here in (one, *renamed.get(one, ())) for there in (other, *renamed.get(other, ()))
    }


def _conflict(kind: Kind, side: _Side, ends: Iterable[str], why: str) -> Change:
    claims = sorted(ends)
    texts = [side.text(claim) for claim in claims]
    return Change(kind, side.iri(claims[0]), texts[0], new=texts[-1], why=why, other=side.iri(claims[-1]))


def _links(before: _Side, after: _Side) -> Iterator[Change]:
    """Other links between claims that both graphs have."""
    both = before.claims.keys() & after.claims.keys()
    for kind, side, others in ((Kind.LINK_ADDED, after, before), (Kind.LINK_GONE, before, after)):
        known = others.links()
        for (relation, one, other), why in side.links().items():
            if relation != "cg:contradicts" and (relation, one, other) not in known and {one, other} <= both:
                ends = side.iri(one), side.iri(other)
                yield Change(kind, ends[0], side.text(one), old=relation, new=side.text(other), why=why, other=ends[1])
