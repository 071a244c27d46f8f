"""What only shows when reports are read together: unanswered questions, one source, twins, versions, kinds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from claimgraph.checks.places import Places
from claimgraph.checks.rows import MOST_LISTED, plain, prints_of, rows_of
from claimgraph.graph import Graph, Node
from claimgraph.problems import Code, Problem, Where, quoted, shown
from claimgraph.terms import CONCEPTS, KINDS

_CONCEPT = "skos:Concept"
_KINDS = {term: kind.lower() for term, kind in KINDS.items() if kind in CONCEPTS}

Kinds = dict[str, dict[str, tuple[str, Where]]]
"""By concept and kind: the name it goes by, and a place that mentions it."""


def unanswered(graph: Graph, places: Places) -> Iterator[Problem]:
    """Questions that ask about something which no claim of their report mentions."""
    for report in graph.reports:
        claimed = {
            thing
            for row in graph.into(report.id, "cg:inReport")
            for claim in graph.out(row.id, "cg:asserts")
            for thing in claim.refs("cg:about")
        }
        for question in graph.out(report.id, "cg:asks"):
            missing = [thing for thing in graph.out(question.id, "cg:about") if thing.id not in claimed]
            if missing:
                yield _unanswered(report, question, missing, places)


def _unanswered(report: Node, question: Node, missing: list[Node], places: Places) -> Problem:
    names = [shown(thing.label) for thing in missing]
    listed = ", ".join(names[:MOST_LISTED]) + (" …" if len(names) > MOST_LISTED else "")
    message = f"the question asks about {listed}; no claim of the report mentions {'it' if len(names) == 1 else 'them'}"
    where = _within(places, report, question, missing)
    return Problem(Code.UNANSWERED, where, message, "do not read the claims as an answer to this question")


def _within(places: Places, report: Node, question: Node, things: Iterable[Node]) -> Where:
    """Where the question names the first of these things, or where it starts."""
    where = places.report(report, str(question.one("cg:printedText", "")))
    line = places.lines.line(where) if where.line else ""
    for thing in things:
        for name in (thing.label, *map(str, thing.all("skos:altLabel"))):
            column = line.casefold().find(name.casefold(), max(0, where.column - 1)) if name else -1
            if column >= 0 and len(line.casefold()) == len(line):
                return where._replace(column=column + 1, end=column + 1 + len(name))
    return where._replace(end=0)


def single_source(graph: Graph, places: Places) -> Iterator[Problem]:
    """Papers on which several reports print the same claims: many prints, one source."""
    for paper, reports in _by_paper(graph).items():
        if len(reports) < 2:
            continue
        shared = sum(
            len({report for row in graph.into(claim.id, "cg:asserts") for report in row.refs("cg:inReport")}) > 1
            for claim in graph.into(paper, "cg:scope")
        )
        if not shared:
            continue
        title = str(graph.node(paper).label)
        marked = sorted((places.report(report, title), "examines it too") for report in reports)
        several = "both" if len(reports) == 2 else f"several of the {len(reports)}"
        message = (
            f"{shared} claim{'s'[: shared > 1]} stand{'s'[shared > 1 :]} in {several} reports that examine this paper:"
            f" that is one source, not {len(reports)}"
        )
        yield Problem(
            Code.SINGLE_SOURCE,
            marked[0][0],
            message,
            "agreement between these reports confirms nothing",
            tuple(marked[1:]),
        )


def _by_paper(graph: Graph) -> Mapping[str, list[Node]]:
    found: dict[str, list[Node]] = defaultdict(list)
    for report in graph.reports:
        for paper in report.refs("cg:examines"):
            if paper in graph.nodes:
                found[paper].append(report)
    return found


def twins(graph: Graph, places: Places) -> Iterator[Problem]:
    """Reports on one paper with as many rows and ticks and mostly the same claims, scored differently.

    Mostly the same: the different claims among n reports of r rows are at most half of the way from r to n times r.
    """
    for reports in _by_paper(graph).values():
        alike: dict[tuple[int, int], list[tuple[Node, frozenset[str]]]] = defaultdict(list)
        for report in reports if len(reports) > 1 else ():
            rows = rows_of(graph, places, report)
            claims = frozenset(claim for row in rows for claim in row.refs("cg:asserts"))
            if rows and _score(report) is not None:
                alike[len(rows), sum(row.one("cg:verified") is True for row in rows)].append((report, claims))
        for (count, _), group in alike.items():
            different = len(frozenset[str]().union(*(claims for _, claims in group)))
            if len({_score(report) for report, _ in group}) > 1 and 2 * different <= (len(group) + 1) * count:
                yield _twins([report for report, _ in group], count, different, places)


def _twins(reports: list[Node], count: int, different: int, places: Places) -> Problem:
    marked = sorted(
        (places.report(report, f"{_score(report)}/", f"{_score(report)}"), _scored(report)) for report in reports
    )
    same = "the same" if different == count else "nearly the same"
    scores = sorted({(_score(report) or Decimal(0), _scored(report)) for report in reports})
    listed = ", ".join(text for _, text in scores[:MOST_LISTED])
    message = f"{len(reports)} reports print {same} {count} claims, yet score {listed}"
    hint = "the score does not follow from the claims alone"
    return Problem(Code.TWINS, marked[0][0], message, hint, tuple(marked[1:]))


def _score(report: Node) -> Decimal | None:
    score = report.one("cg:qualityScore")
    return Decimal(score) if isinstance(score, Decimal | int) else None


def _scored(report: Node) -> str:
    scale = report.one("cg:qualityScale")
    return plain(_score(report)) + (f"/{plain(scale)}" if scale is not None else "")


def versions(graph: Graph, places: Places) -> Iterator[Problem]:
    """Reports that stand in several files which differ."""
    for report in graph.reports:
        files = places.files(report)
        if len(files) > 1:
            message = f"{quoted(report.label)} stands in {len(files)} files that differ"
            related = tuple((Where(path), "another version") for path in files[1:])
            hint = "the graph keeps the rows of all; give one version to keep only its own"
            yield Problem(Code.TWO_VERSIONS, Where(files[0]), message, hint, related)


def kinds_of(graph: Graph, places: Places) -> Kinds:
    """The kinds that each found thing is taken to be, each with a place."""
    found: Kinds = {}
    for node in graph.nodes.values():
        if _CONCEPT in node.kinds:
            where = _mentioned(graph, places, node)
            found[node.id] = {kind: (node.label, where) for term, kind in _KINDS.items() if term in node.kinds}
    return found


def _mentioned(graph: Graph, places: Places, thing: Node) -> Where:
    """The first row whose claim mentions a thing, or else a question that does."""
    about = graph.into(thing.id, "cg:about")
    rows = [row for claim in about for row in prints_of(graph, places, claim)]
    if rows:
        return min(places.row(row) for row in rows)
    asked = [
        places.report(report, str(question.one("cg:printedText", "")))
        for question in about
        for report in graph.into(question.id, "cg:asks")
    ]
    return min(asked, default=Where(thing.id))


def two_kinds(kinds: Kinds) -> Iterator[Problem]:
    """Things taken for more than one kind."""
    for by_kind in kinds.values():
        if len(by_kind) > 1:
            (name, where), *others = by_kind.values()
            named = " and ".join(f"a {kind}" for kind in by_kind)
            related = tuple((there, "mentioned here too") for _, there in others if there[:2] != where[:2])
            hint = "say which it is in a lexicon file, and give that with --lexicon"
            yield Problem(Code.TWO_KINDS, where, f"{quoted(name)} is taken for {named}", hint, related)
