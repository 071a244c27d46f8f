"""What one report says, as statements about nodes: a pure function of the report, so any report can be stated alone.

Identifiers come from content. So the facts of many reports are the union of the facts of each; relating claims to each
other is left to :mod:`claimgraph.links`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from claimgraph import ids
from claimgraph.claims import TYPE, Claim, Claims, Nodes, Stated, Statement, Value, concept, merged
from claimgraph.claims import about as about_things
from claimgraph.claims import claim as stated
from claimgraph.mentions import Reading
from claimgraph.model import Reference, Report, Row, normal, title_key
from claimgraph.terms import Iri, Name, Relative


class Scope(NamedTuple):
    """The context in which a claim's words are read: the examined paper, or the report where none is named.

    Scopes are worked through in the order of their hash.
    """

    hash: str
    name: Name
    title: str


class Printed(NamedTuple):
    """One row as printed: the nodes that stand for it and for its place, the claim it puts forward, the row itself."""

    assertion: Name
    span: Relative
    claim: Claim
    row: Row


class Rows(NamedTuple):
    """The rows of one report, and what is the same for all of them."""

    report: Name
    verification: Name
    source: Name
    printed: tuple[Printed, ...]

    def nodes(self) -> Nodes:
        """An assertion and a span for every row."""
        nodes: Nodes = {}
        for assertion, span, claim, row in self.printed:
            nodes[assertion] = [
                (TYPE, _ASSERTION),
                ("cg:inReport", self.report),
                ("cg:asserts", claim.name),
                ("cg:printedText", row.text),
                ("cg:position", row.number),
                ("cg:truncated", claim.cut),
                ("cg:verified", row.verified),
                ("cg:confidence", row.confidence),
                ("prov:wasGeneratedBy", self.verification),
                ("oa:hasSource", self.source),
                ("oa:hasSelector", span),
            ]
            nodes[span] = [
                (TYPE, _TEXT_QUOTE),
                (TYPE, _DATA_POSITION),
                ("oa:exact", row.printed),
                ("oa:start", row.start),
                ("oa:end", row.end),
                ("cg:line", row.line),
            ]
        return nodes


@dataclass(slots=True)
class Facts:
    """What one report says.

    ``about`` and ``rows`` concern the report alone, ``context`` the examined paper and the question, ``named`` are
    things that the report itself names. The ``texts`` of its claims bring the nodes that they state.
    """

    report: Name
    about: Nodes
    rows: Rows
    context: Nodes
    named: Nodes
    texts: tuple[Claim, ...]

    @property
    def own(self) -> Nodes:
        """All that concerns the report alone."""
        return self.about | self.rows.nodes()

    @property
    def claims(self) -> dict[Name, Claim]:
        """The claims by name; of two texts that state one claim, the one printed last."""
        return {claim.name: claim for claim in self.texts}

    @property
    def scoped(self) -> Nodes:
        """Nodes that other reports on the same paper may share."""
        return merged((self.context, *(claim.scoped for claim in self.texts)))

    @property
    def shared(self) -> Nodes:
        """Nodes that any report may share."""
        return merged((self.named, *(claim.shared for claim in self.texts)))


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
    if report.examined:
        return _paper_scope(report.examined)
    name = report_name(report)
    return Scope(name[-12:], name, "")


@lru_cache(maxsize=4096)
def _paper_scope(title: str) -> Scope:
    name = ids.paper(title_key(title))
    return Scope(name[-12:], name, title)


class Statements:
    """States the reports of one scope; what reports share is worked out once and kept while the scope is."""

    def __init__(self, scope: Scope, read: Callable[[str], Reading]) -> None:
        self.scope = scope
        self._words = title_key(scope.title) or scope.name
        self._read = read
        self._by_print: dict[str, Claim] = {}
        self._by_text: dict[str, Claim] = {}

    @property
    def texts(self) -> Iterable[Claim]:
        """Every claim text stated so far, in the order first met; texts of one claim may differ in case."""
        return self._by_text.values()

    def report(self, report: Report, name: Name | None = None) -> Facts:
        """The facts of one report of the scope; its name need not be worked out twice."""
        name = name or report_name(report)
        verification, source = Name("verification:" + name[7:]), ids.source(report.source.sha256)
        rows = Rows(name, verification, source, self._rows(report, name[-12:]))
        context: Nodes = {}
        named: Nodes = {}
        about: Nodes = {name: self._about(report, context, named)}
        about[name] += (("schema:encoding", source), ("prov:wasGeneratedBy", verification))
        about[verification] = [(TYPE, _VERIFICATION)]
        if report.publisher:
            publisher = ids.agent(report.publisher)
            about[verification].append(("prov:wasAssociatedWith", publisher))
            named[publisher] = [(TYPE, _ORGANIZATION), ("schema:name", report.publisher)]
        about[source] = [
            (TYPE, _TEXT_OBJECT),
            (TYPE, _ENTITY),
            ("schema:name", report.source.name),
            ("schema:sha256", report.source.sha256),
            ("schema:encodingFormat", f"text/plain; charset={report.source.encoding}"),
        ]
        if report.examined:
            context[self.scope.name] = [(TYPE, _PAPER), ("dcterms:title", report.examined)]
        texts = tuple({printed.claim.text: printed.claim for printed in rows.printed}.values())
        return Facts(name, about, rows, context, named, texts)

    def _rows(self, report: Report, report_hash: str) -> tuple[Printed, ...]:
        file_hash = report.source.sha256
        known, claim, assertion, span = self._by_print, self.claim, ids.assertion, ids.span
        return tuple(
            [
                Printed(
                    assertion(report_hash, row.number, row.printed),
                    span(file_hash, row.line),
                    known.get(row.text) or claim(row.text),
                    row,
                )
                for row in report.rows
            ]
        )

    def claim(self, printed: str) -> Claim:
        """The claim that a printed text states within this scope."""
        text = normal(printed)
        claim = self._by_text.get(text)
        if claim is None:
            claim = stated((self.scope.name, self._words), text, self._read(text))
            self._by_text[text] = claim
        self._by_print[printed] = claim
        return claim

    def _about(self, report: Report, context: Nodes, named: Nodes) -> list[Statement]:
        """What a report says of itself; the nodes this speaks of go among the context and the named ones."""
        agent = ids.agent(report.publisher) if report.publisher else None
        said: list[Statement] = [(TYPE, _REPORT)]
        said += [
            (term, value)
            for term, value in (
                ("dcterms:title", report.title),
                ("dcterms:issued", report.issued),
                ("schema:version", report.version),
                ("dcterms:publisher", agent),
                ("dcterms:abstract", report.abstract),
                ("cg:examines", self.scope.name if report.examined else None),
            )
            if value
        ]
        if report.question:
            said.append(("cg:asks", self._asked(report.question, context, named)))
        said += [
            (term, count)
            for term, count in (
                ("cg:declaredPaperCount", report.papers_declared),
                ("cg:declaredClaimCount", report.claims_declared),
                ("cg:declaredVerifiedCount", report.verified_declared),
                ("cg:qualityScore", report.score),
                ("cg:qualityScale", report.scale),
            )
            if count is not None
        ]
        cited: Nodes = dict([_cited(reference) for reference in report.references])
        named |= cited
        said += [("cito:cites", paper) for paper in sorted(cited)]
        said += [("schema:citation", Iri(reference.printed)) for reference in report.references]
        return said

    def _asked(self, printed: str, context: Nodes, named: Nodes) -> Name:
        """The question of a report, stated among the context, with the things that it names."""
        question = ids.question(self._words, printed)
        mentions = self._read(normal(printed)).mentions
        named.update([(mention.concept, concept(mention)) for mention in mentions])
        context[question] = [(TYPE, _QUESTION), ("cg:printedText", printed), *about_things(mentions)]
        return question


@lru_cache(maxsize=4096)
def _cited(reference: Reference) -> tuple[Name, list[Statement]]:
    """The paper that a reference names, and what is stated of it."""
    if reference.kind == "arxiv":
        return ids.arxiv(reference.key), [(TYPE, _PAPER), ("fabio:hasArXivId", reference.key)]
    known: Statement = ("prism:doi", reference.key) if reference.kind == "doi" else ("schema:url", Iri(reference.key))
    return ids.paper(reference.key, reference.kind), [(TYPE, _PAPER), known]


_REPORT = Name("cg:Report")
_PAPER = Name("cg:Paper")
_QUESTION = Name("cg:Question")
_VERIFICATION = Name("cg:Verification")
_TEXT_OBJECT = Name("schema:TextObject")
_ENTITY = Name("prov:Entity")
_ORGANIZATION = Name("prov:Organization")
_ASSERTION = Name("cg:Assertion")
_TEXT_QUOTE = Name("oa:TextQuoteSelector")
_DATA_POSITION = Name("oa:DataPositionSelector")

__all__ = [
    "TYPE",
    "Claim",
    "Claims",
    "Facts",
    "Nodes",
    "Relative",
    "Rows",
    "Scope",
    "Stated",
    "Statement",
    "Statements",
    "Value",
    "concept",
    "merged",
    "report_name",
    "scope",
]
