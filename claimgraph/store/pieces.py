"""Sorted nodes to a piece of the index: numbers for names, places for rows, sums for claims, reports and sources."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from claimgraph.store.plain import Odd, local, named, text
from claimgraph.store.tables import KINDS, Piece, PrintedRow, Sorter
from claimgraph.terms import Iri


class _Sum:
    """What the rows of a claim come to."""

    __slots__ = ("highest", "lowest", "place", "prints", "reports", "ticks")

    def __init__(self) -> None:
        self.prints = self.ticks = 0
        self.reports: set[int] = set()
        self.lowest: str | None = None
        self.highest: str | None = None
        self.place: str | None = None

    def add(self, row: PrintedRow, report: int, places: list[str]) -> None:
        """Take one row, given where it stands."""
        self.prints += 1
        self.ticks += row.verified
        self.reports.add(report)
        if self.lowest is None or row.confidence < self.lowest:
            self.lowest = row.confidence
        if self.highest is None or row.confidence > self.highest:
            self.highest = row.confidence
        for place in places:
            if self.place is None or place < self.place:
                self.place = place


def piece(found: Sorter) -> Piece:
    """The piece that sorted nodes make."""
    plain = found.plain
    try:
        _rows(found)
        _reports(found)
        _results(found)
        _links(found)
        _scopes(found)
        _origins(found)
    except Odd:
        plain = False
    types, shared_types = found.types()
    counts = {kind: len(found.ids[kind]) for kind in KINDS} | {"row": len(found.rows)}
    return Piece(found.tables, counts, types, shared_types, plain)


def _rows(found: Sorter) -> None:
    """Rows, their places, and the claims they print."""
    sums: dict[str, _Sum] = {claim: _Sum() for claim in found.texts}
    wordings = {claim: texts[0] for claim, texts in found.texts.items() if len(texts) == 1}
    read_from: dict[int, set[int]] = defaultdict(set)
    rows_of: dict[int, int] = defaultdict(int)
    rows, places = found.tables["row"], found.tables["place"]
    for number, row in enumerate(found.rows):
        if row.claim not in sums:
            raise Odd(row.claim)
        report, claim = found.id("report", row.report), found.ids["claim"][row.claim]
        printed = None if wordings.get(row.claim) == row.printed else row.printed
        rows.append(
            (number, row.name, report, claim, row.position, printed, int(row.cut), int(row.verified), row.confidence)
        )
        spots = []
        for given in row.sources:
            source = found.id("source", named(given))
            read_from[source].add(report)
            rows_of[source] += 1
            for span in row.spans:
                if str(span).startswith(f"source/{local(given)}#") and str(span) in found.spans:
                    line, start, end = found.spans[str(span)]
                    places.append((number, source, line, start, end))
                    spots += [f"{file}:{line}" for file in found.files.get(named(given), ())]
        sums[row.claim].add(row, report, spots)
    found.tables["claim"] += (_claim_row(found, name, summed) for name, summed in sums.items())
    found.tables["source"] = [
        (own, *rest, len(read_from.get(own, ())), rows_of.get(own, 0)) for own, *rest in found.tables["source"]
    ]


def _claim_row(found: Sorter, name: str, summed: _Sum) -> tuple[Any, ...]:
    scope = found.id("scope", found.scopes[name])
    counts = (summed.prints, len(summed.reports), summed.ticks, summed.lowest, summed.highest, summed.place)
    return (found.ids["claim"][name], local_of(name), scope, *counts)


def local_of(name: str) -> str:
    """The part of a name after its prefix."""
    return name.partition(":")[2]


def _reports(found: Sorter) -> None:
    rows: dict[int, int] = defaultdict(int)
    ticks: dict[int, int] = defaultdict(int)
    for row in found.rows:
        report = found.ids["report"][row.report]
        rows[report] += 1
        ticks[report] += row.verified
    for number, name, title, issued, examined, asked, listed in found.reports:
        scope = None if examined is None else found.id("scope", examined)
        question = None if asked is None else found.id("question", asked)
        counts = (rows[number], ticks[number], listed)
        found.tables["report"].append((number, local_of(name), title, issued, scope, question, *counts))
    if len(found.reports) != len(found.ids["report"]):
        raise Odd("a row of a report that is not described")


def _results(found: Sorter) -> None:
    for name, number, *rest in found.results:
        if name not in found.claims_of:
            raise Odd(name)
        found.tables["result"].append((number, found.claims_of[name], *rest))


def _links(found: Sorter) -> None:
    """Links and relations between claims of the piece by number, others by name, to be looked up when all is there."""
    claims = found.ids["claim"]
    for term, subject, object in found.relations:
        if subject in claims and object in claims:
            found.tables["relation"].append((term, claims[subject], claims[object]))
        else:
            found.tables["stage.late_relation"].append((term, local_of(subject), local_of(object)))
    for link in found.links:
        if link.subject in claims and link.object in claims:
            number = found.id("link", link.name)
            ends = (claims[link.subject], claims[link.object])
            found.tables["link"].append((number, link.name, link.relation, *ends, *link.rest))
            found.tables["basis"] += ((number, found.ids["result"][result]) for result in link.basis)
        else:
            ends_by_name = (local_of(link.subject), local_of(link.object))
            found.tables["stage.late_link"].append((link.name, link.relation, *ends_by_name, *link.rest))


def _scopes(found: Sorter) -> None:
    for name, number in found.ids["scope"].items():
        found.tables["scope"].append((number, name))
        found.tables["scope_title"] += ((number, title) for title in found.titles.get(name, ()))


def _origins(found: Sorter) -> None:
    """Where the graph comes from: each run that made a dataset, its software and how much it used."""
    for dataset in found.origins.values():
        for made_by in dataset.all("prov:wasGeneratedBy"):
            run = found.origins.get(str(made_by))
            agents = run.all("prov:wasAssociatedWith") if run else []
            known = [found.origins[str(agent)] for agent in agents if str(agent) in found.origins]
            versions: list[str | None] = [
                text(version) for agent in known for version in agent.all("schema:softwareVersion")
            ]
            used = len(run.all("prov:used")) if run else 0
            ontologies = dataset.all("dcterms:conformsTo")
            if any(type(ontology) is not Iri for ontology in ontologies):
                raise Odd("an ontology of our own")
            found.tables["provenance"] += (
                (version, ontology and str(ontology), used, named(made_by))
                for version in versions or [None]
                for ontology in ontologies or [None]
            )
