"""What one report says, as statements about nodes: a pure function of the report, so any report can be stated alone.

Identifiers come from content. So the facts of many reports are the union of the facts of each; relating claims to each
other is left to :mod:`claimgraph.links`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from claimgraph import ids
from claimgraph.mentions import Mention, Reading
from claimgraph.model import Reference, Report, Row, claim_key, is_cut, normal, title_key
from claimgraph.terms import Iri, Name, Relative

Value = str | bool | int | Decimal | date
"""The object of a statement: an IRI as Name, Relative or Iri, or a literal as the Python value it stands for."""

Statement = tuple[str, Value]
"""A predicate, as a prefixed name, and its object."""

Nodes = dict[str, list[Statement]]
"""Statements by the node they are about."""

TYPE = "rdf:type"


class Scope(NamedTuple):
    """The context in which a claim's words are read: the examined paper, or the report where none is named.

    Scopes are worked through in the order of their hash.
    """

    hash: str
    name: Name
    title: str


class Claim(NamedTuple):
    """One claim text, read once for all rows that print it, with what can be stated of it."""

    name: Name
    hash: str
    key: str
    text: str
    cut: bool
    reading: Reading
    scoped: Nodes
    shared: Nodes


@dataclass(slots=True)
class Facts:
    """What one report says. ``own`` is about the report alone, ``scoped`` about nodes that other reports on the same
    paper may share, ``shared`` about nodes that any report may share."""

    report: Name
    own: Nodes = field(default_factory=dict)
    scoped: Nodes = field(default_factory=dict)
    shared: Nodes = field(default_factory=dict)
    claims: dict[Name, Claim] = field(default_factory=dict)


def report_name(report: Report) -> Name:
    """The report's identifier: from publisher, date, title, examined paper and question.

    A report without a title is known by its file alone, lest two of them be taken for one.
    """
    issued = report.issued.isoformat() if report.issued else ""
    known = (report.publisher, issued, report.title, title_key(report.examined), report.question)
    hashed = ids.digest("report", *(known if report.title else (*known, report.source.sha256)))
    return Name("report:" + "-".join(part for part in (issued, ids.local(report.title, hashed)) if part))


def scope(report: Report) -> Scope:
    """The scope of the report's claims."""
    key = title_key(report.examined)
    name = ids.paper(key) if key else report_name(report)
    return Scope(name[-12:], name, report.examined)


class _Constant(NamedTuple):
    """What is the same for every row of a report."""

    in_report: Statement
    generated: Statement
    source: Statement
    sha256: str


class Statements:
    """States the reports of one scope; what reports share is worked out once and kept while the scope is."""

    def __init__(self, scope: Scope, read: Callable[[str], Reading]) -> None:
        self.scope = scope
        self._read = read
        self._claims: dict[str, Claim] = {}

    def report(self, report: Report) -> Facts:
        """The facts of one report of the scope."""
        name = report_name(report)
        facts = Facts(name)
        verification = Name("verification:" + name.partition(":")[2])
        source = ids.source(report.source.sha256)
        facts.own[name] = self._about_report(report, facts, verification, source)
        facts.own[verification] = [(TYPE, _VERIFICATION)]
        if report.publisher:
            publisher = ids.agent(report.publisher)
            facts.own[verification].append(("prov:wasAssociatedWith", publisher))
            facts.shared[publisher] = [(TYPE, _ORGANIZATION), ("schema:name", report.publisher)]
        facts.own[source] = [
            (TYPE, _TEXT_OBJECT),
            (TYPE, _ENTITY),
            ("schema:name", report.source.name),
            ("schema:sha256", report.source.sha256),
            ("schema:encodingFormat", f"text/plain; charset={report.source.encoding}"),
        ]
        if report.examined:
            facts.scoped[self.scope.name] = [(TYPE, _PAPER), ("dcterms:title", report.examined)]
        about = _Constant(
            ("cg:inReport", name), ("prov:wasGeneratedBy", verification), ("oa:hasSource", source), report.source.sha256
        )
        for row in report.rows:
            self._row(row, facts, about)
        return facts

    def claim(self, printed: str) -> Claim:
        """The claim that a printed text states within this scope."""
        claim = self._claims.get(printed)
        if claim is None:
            text = normal(printed)
            key = claim_key(text)
            hashed = ids.digest("claim", self.scope.name, key)
            name = Name("claim:" + ids.local(key, hashed))
            claim = Claim(name, hashed, key, text, is_cut(text), self._read(text), {}, {})
            self._state(claim)
            self._claims[printed] = claim
        return claim

    def _state(self, claim: Claim) -> None:
        """Put what a claim's text says of itself into the claim's nodes."""
        reading = claim.reading
        said: list[Statement] = [
            (TYPE, _CLAIM),
            ("schema:text", claim.text),
            ("cg:scope", self.scope.name),
            ("cg:truncated", claim.cut),
        ]
        said += _mentioned(reading.mentions, claim.shared)
        claim.scoped[claim.name] = said
        plain = (("cg:ofMethod", reading.method), ("cg:onBenchmark", reading.benchmark), ("cg:byMetric", reading.metric))
        for number in reading.numbers:
            result = ids.result(claim.hash, number.position)
            said.append(("cg:hasResult", result))
            given = (("cg:value", number.value), ("cg:spread", number.spread), *plain)
            claim.scoped[result] = [
                (TYPE, _RESULT),
                ("cg:position", number.position),
                ("cg:printedText", number.printed),
                ("cg:truncated", number.cut),
                *((term, value) for term, value in given if value is not None),
            ]

    def _about_report(self, report: Report, facts: Facts, verification: Name, source: Name) -> list[Statement]:
        said: list[Statement] = [(TYPE, _REPORT)]
        said += (
            (term, value)
            for term, value in (
                ("dcterms:title", report.title),
                ("dcterms:issued", report.issued),
                ("schema:version", report.version),
                ("dcterms:publisher", ids.agent(report.publisher) if report.publisher else None),
                ("dcterms:abstract", report.abstract),
                ("cg:examines", self.scope.name if report.examined else None),
            )
            if value
        )
        if report.question:
            question = ids.question(self.scope.name, report.question)
            said.append(("cg:asks", question))
            about = _mentioned(self._read(normal(report.question)).mentions, facts.shared)
            facts.scoped[question] = [(TYPE, _QUESTION), ("cg:printedText", report.question), *about]
        said += (
            (term, value)
            for term, value in (
                ("cg:declaredPaperCount", report.papers_declared),
                ("cg:declaredClaimCount", report.claims_declared),
                ("cg:declaredVerifiedCount", report.verified_declared),
                ("cg:qualityScore", report.score),
                ("cg:qualityScale", report.scale),
            )
            if value is not None
        )
        cited = [_cited(reference, facts.shared) for reference in report.references]
        said += (("cito:cites", paper) for paper in sorted(set(cited)))
        said += (("schema:citation", Iri(reference.printed)) for reference in report.references)
        said += (("schema:encoding", source), ("prov:wasGeneratedBy", verification))
        return said

    def _row(self, row: Row, facts: Facts, same: _Constant) -> None:
        claim = self.claim(row.text)
        span = ids.span(same.sha256, row.line)
        facts.own[ids.assertion(facts.report[-12:], row.number, row.printed)] = [
            _IS_ASSERTION,
            same.in_report,
            ("cg:asserts", claim.name),
            ("cg:printedText", row.text),
            ("cg:position", row.number),
            ("cg:truncated", claim.cut),
            ("cg:verified", row.verified),
            ("cg:confidence", row.confidence),
            same.generated,
            same.source,
            ("oa:hasSelector", span),
        ]
        facts.own[span] = [
            _IS_QUOTE,
            _IS_POSITION,
            ("oa:exact", row.printed),
            ("oa:start", row.start),
            ("oa:end", row.end),
            ("cg:line", row.line),
        ]
        if claim.name not in facts.claims:
            facts.claims[claim.name] = claim
            facts.scoped.update(claim.scoped)
            facts.shared.update(claim.shared)
        elif facts.claims[claim.name] is not claim:
            facts.scoped = merged((facts.scoped, claim.scoped))
            facts.shared |= claim.shared


def _mentioned(mentions: Iterable[Mention], shared: Nodes) -> list[Statement]:
    """Statements that a node is about these things; the things themselves go among the shared nodes."""
    shared.update((mention.concept, _concept(mention)) for mention in mentions)
    return [("cg:about", concept) for concept in sorted({mention.concept for mention in mentions})]


@cache
def _concept(mention: Mention) -> list[Statement]:
    said: list[Statement] = [
        (TYPE, _CONCEPT_TYPES[mention.kind]),
        (TYPE, _SKOS_CONCEPT),
        ("skos:prefLabel", mention.label),
    ]
    said += (("skos:altLabel", name) for name in mention.names)
    if mention.found_by:
        said.append(("cg:foundBy", mention.found_by))
    return said


def _cited(reference: Reference, shared: Nodes) -> Name:
    """The paper that a reference names, stated among the shared nodes."""
    if reference.kind == "arxiv":
        name = ids.arxiv(reference.key)
        shared.setdefault(name, [(TYPE, _PAPER), ("fabio:hasArXivId", reference.key)])
        return name
    name = ids.paper(reference.key, reference.kind)
    known: Statement = ("prism:doi", reference.key) if reference.kind == "doi" else ("schema:url", Iri(reference.key))
    shared.setdefault(name, [(TYPE, _PAPER), known])
    return name


def merged(parts: Iterable[Nodes]) -> Nodes:
    """The union of statements about the same nodes, in the order given, repeats left out.

    >>> merged([{"a": [("p", 1)]}, {"a": [("p", 1), ("p", 2)]}])
    {'a': [('p', 1), ('p', 2)]}
    """
    nodes: Nodes = {}
    for part in parts:
        for subject, statements in part.items():
            known = nodes.setdefault(subject, statements)
            if known is not statements and known != statements:
                seen = {(term, type(value), value) for term, value in known}
                added = [said for said in statements if (said[0], type(said[1]), said[1]) not in seen]
                nodes[subject] = known + added if added else known
    return nodes


_REPORT = Name("cg:Report")
_PAPER = Name("cg:Paper")
_QUESTION = Name("cg:Question")
_CLAIM = Name("cg:Claim")
_VERIFICATION = Name("cg:Verification")
_RESULT = Name("cg:Result")
_TEXT_OBJECT = Name("schema:TextObject")
_ENTITY = Name("prov:Entity")
_ORGANIZATION = Name("prov:Organization")
_IS_ASSERTION: Statement = (TYPE, Name("cg:Assertion"))
_IS_QUOTE: Statement = (TYPE, Name("oa:TextQuoteSelector"))
_IS_POSITION: Statement = (TYPE, Name("oa:DataPositionSelector"))
_SKOS_CONCEPT = Name("skos:Concept")
_CONCEPT_TYPES = {
    "method": Name("cg:Method"),
    "benchmark": Name("cg:Benchmark"),
    "task": Name("cg:Task"),
    "metric": Name("cg:Metric"),
    "language": Name("dcterms:LinguisticSystem"),
}

__all__ = ["Claim", "Facts", "Nodes", "Relative", "Scope", "Statement", "Statements", "Value", "merged", "report_name", "scope"]
