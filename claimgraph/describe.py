"""One claim and all that stands behind it: who prints it and where, its numbers, its links, its paper."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from claimgraph.graph import Graph, Node
from claimgraph.model import claim_key, normal
from claimgraph.terms import CLAIM_RELATIONS, VOCABULARIES, prefixes

_IDENTITIES = {"schema:sameAs": "asserted", "cg:inferredSameAs": "inferred"}
_SAME = ("cg:variantOf", "cg:completes")
_WORD = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)+|\d+,\d+|\w+")
"""A word, or a number with its point or comma: the digits on either side of that are no numbers of their own."""

_END = re.compile("[a-z2-7]{12}")
"""What the identifier of a claim ends in."""


@dataclass(frozen=True, slots=True)
class Print:
    """One row that prints a claim: the report, the place, the mark, the confidence, the words."""

    report: str
    title: str
    issued: str
    path: str
    line: int
    verified: bool
    confidence: Decimal | None
    text: str


@dataclass(frozen=True, slots=True)
class Number:
    """One result of a claim: its rank, its printed words, its value and spread where they are whole."""

    position: int
    printed: str
    value: Decimal | None
    spread: Decimal | None
    cut: bool
    method: str
    benchmark: str
    metric: str


@dataclass(frozen=True, slots=True)
class Relation:
    """One link to another claim, why it was made, and by whom: a rule of claimgraph or a person."""

    relation: str
    claim: str
    text: str
    why: str
    by: str
    score: Decimal | None
    denied: bool


@dataclass(frozen=True, slots=True)
class Identity:
    """A work that a paper is held to be: by a person (``asserted``) or by a rule (``inferred``), and why."""

    work: str
    ground: str
    why: str


@dataclass(frozen=True, slots=True)
class Paper:
    """The paper in whose context a claim is read, and the works it is ``asserted`` or ``inferred`` to be."""

    id: str
    title: str
    same_as: tuple[Identity, ...]


@dataclass(frozen=True, slots=True)
class Description:
    """A claim with everything the graph says of it. Identifiers are whole IRIs; :func:`short` gives their short form.

    ``papers`` are the independent papers behind the claim and those that say the same in other words.
    """

    id: str
    text: str
    cut: bool
    paper: Paper | None
    papers: int
    reports: int
    names: tuple[tuple[str, str], ...]
    prints: tuple[Print, ...]
    numbers: tuple[Number, ...]
    relations: tuple[Relation, ...]


def short(graph: Graph, iri: str) -> str:
    """An identifier as a prefixed name, such as ``claim:va-wins-x``, where it is one of this graph's own."""
    for prefix, namespace in prefixes(graph.base).items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def find(graph: Graph, given: str, among: Iterable[Node] | None = None) -> tuple[Node, ...]:
    """The claims that an identifier or words stand for: the one meant, all that fit, or none.

    An identifier may be an IRI, a prefixed name or its last part; that of a row or a number leads to its claim.
    ``among`` are the claims that words may mean, where all of the graph are too many to look at.
    """
    named = _named(graph, given.strip())
    if named:
        return named
    claims = graph.claims if among is None else tuple(among)
    ended = tuple(claim for claim in claims if claim.id.endswith(given.strip()))
    return ended if ended and _END.fullmatch(given.strip()) else _fitting(claims, given)


def _fitting(claims: Iterable[Node], given: str) -> tuple[Node, ...]:
    """The claims of just this text, else those that hold it, else those that hold its words in any order."""
    text = normal(given)
    key, folded, wanted = claim_key(text), text.casefold(), set(words(given))
    held = _held(folded)
    same: list[Node] = []
    holding: list[Node] = []
    others: list[Node] = []
    for claim in claims:
        said = wording(claim)
        if claim_key(said) == key:
            same.append(claim)
        elif text and not same and held.search(said.casefold()):
            holding.append(claim)
        elif wanted and not same and not holding and wanted <= set(_WORD.findall(said.casefold())):
            others.append(claim)
    return tuple(same or holding or others)


def wording(claim: Node) -> str:
    """The text of a claim. Several differ in case or a full stop only: the last has few capitals, and its full stop."""
    return max((str(text) for text in claim.all("schema:text")), default="")


def words(given: str) -> list[str]:
    """The words and numbers of a text, as they are compared.

    >>> words("VA achieves  92.43")
    ['va', 'achieves', '92.43']
    """
    return _WORD.findall(normal(given).casefold())


def _held(words: str) -> re.Pattern[str]:
    """What finds words in a text: anywhere in it, but a number at either end is not a part of a longer one.

    >>> [bool(_held("wins 1.1").search(text)) for text in ("va wins 1.1, 1.2", "va wins 1.13", "it wins 1.1.")]
    [True, False, True]
    """
    before = r"(?<!\d)(?<!\d[.,])" if words[:1].isdigit() else ""
    after = r"(?!\d|[.,]\d)" if words[-1:].isdigit() else ""
    return re.compile(before + re.escape(words) + after)


def _named(graph: Graph, given: str) -> tuple[Node, ...]:
    prefix, _, local = given.strip("<>").partition(":")
    namespaces = prefixes(graph.base)
    tried = (given.strip("<>"), graph.base + given, namespaces["claim"] + given, namespaces.get(prefix, "") + local)
    for iri in tried:
        node = graph.nodes.get(iri)
        if node is not None:
            by_kind = {"Assertion": graph.out(iri, "cg:asserts"), "Result": graph.into(iri, "cg:hasResult")}
            return (node,) if node.kind == "Claim" else by_kind.get(node.kind, ())
    return ()


def describe(graph: Graph, claim: Node) -> Description:
    """Everything the graph says of a claim."""
    prints = tuple(sorted((_print(graph, row) for row in graph.into(claim.id, "cg:asserts")), key=_place))
    group = _same_in_other_words(graph, claim.id)
    scopes = {paper.id for each in group for paper in graph.out(each, "cg:scope") if paper.kind == "Paper"}
    own = graph.out(claim.id, "cg:scope")
    things = sorted((thing.label, thing.kind.lower()) for thing in graph.out(claim.id, "cg:about"))
    numbers = sorted(
        (_number(graph, each) for each in graph.out(claim.id, "cg:hasResult")), key=lambda one: one.position
    )
    return Description(
        id=claim.id,
        text=wording(claim),
        cut=claim.one("cg:truncated") is True,
        paper=_paper(graph, own[0]) if own and own[0].kind == "Paper" else None,
        papers=_independent(graph, scopes),
        reports=len({each.report for each in prints}),
        names=tuple(things),
        prints=prints,
        numbers=tuple(numbers),
        relations=_relations(graph, claim),
    )


def _place(each: Print) -> tuple[str, str, int]:
    return each.issued, each.path, each.line


def _print(graph: Graph, row: Node) -> Print:
    report = next(iter(graph.out(row.id, "cg:inReport")), None)
    path, line = place(graph, row)
    confidence = row.one("cg:confidence")
    return Print(
        report=report.id if report else "",
        title=report.label if report else "",
        issued=str(report.one("dcterms:issued", "")) if report else "",
        path=path,
        line=line,
        verified=row.one("cg:verified") is True,
        confidence=Decimal(confidence) if isinstance(confidence, Decimal | int) else None,
        text=str(row.one("cg:printedText", "")),
    )


def place(graph: Graph, row: Node) -> tuple[str, int]:
    """The name of the file that prints a row, and the line; an empty name and 0 where the graph does not say."""
    spans = [
        (source.label if (source := graph.nodes.get(span.id.partition("#")[0])) else span.id, span.one("cg:line", 0))
        for span in graph.out(row.id, "oa:hasSelector")
    ]
    named = [(source.label, 0) for source in graph.out(row.id, "oa:hasSource")]
    return min(spans or named, default=("", 0))


def _number(graph: Graph, result: Node) -> Number:
    def label(term: str) -> str:
        return next((thing.label for thing in graph.out(result.id, term)), "")

    return Number(
        position=result.one("cg:position", 0),
        printed=str(result.one("cg:printedText", "")),
        value=result.one("cg:value"),
        spread=result.one("cg:spread"),
        cut=result.one("cg:truncated") is True,
        method=label("cg:ofMethod"),
        benchmark=label("cg:onBenchmark"),
        metric=label("cg:byMetric"),
    )


def _same_in_other_words(graph: Graph, claim: str) -> set[str]:
    """The claim and those joined to it by links that say they are the same."""
    group, waiting = {claim}, [claim]
    while waiting:
        each = waiting.pop()
        near = (node.id for term in _SAME for node in (*graph.out(each, term), *graph.into(each, term)))
        new = set(near) - group
        group |= new
        waiting += new
    return group


def _independent(graph: Graph, papers: Iterable[str]) -> int:
    """How many works these papers are, those held to be one counted once."""
    works: list[set[str]] = []
    for paper in sorted(papers):
        known = {paper, *(iri for term in _IDENTITIES for iri in graph.node(paper).refs(term))}
        joined = [work for work in works if work & known]
        works = [work for work in works if not work & known]
        works.append(known.union(*joined))
    return len(works)


def _paper(graph: Graph, paper: Node) -> Paper:
    records = {
        target: str(record.one("dcterms:description", ""))
        for record in graph.into(paper.id, "rdf:subject")
        for target in record.refs("rdf:object")
    }
    same = [
        Identity(str(iri), ground, records.get(iri, ""))
        for term, ground in _IDENTITIES.items()
        for iri in paper.refs(term)
    ]
    return Paper(paper.id, paper.label, tuple(same))


def _relations(graph: Graph, claim: Node) -> tuple[Relation, ...]:
    names = {VOCABULARIES["cg"] + name.removeprefix("cg:"): name.removeprefix("cg:") for name in CLAIM_RELATIONS}
    found: list[Relation] = []
    for term, other_end in (("rdf:subject", "rdf:object"), ("rdf:object", "rdf:subject")):
        for record in graph.into(claim.id, term):
            relation = next((names[iri] for iri in record.refs("rdf:predicate") if iri in names), "")
            for other in graph.out(record.id, other_end) if relation else ():
                backwards = term == "rdf:object" and relation in ("completes", "supports")
                found.append(
                    Relation(
                        relation={"completes": "completed by", "supports": "supported by"}[relation]
                        if backwards
                        else relation,
                        claim=other.id,
                        text=wording(other) or other.label,
                        why=str(record.one("dcterms:description", "")),
                        by="a person" if record.refs("prov:wasDerivedFrom") else "claimgraph",
                        score=record.one("sssom:similarity_score"),
                        denied=record.one("cg:denied") is True,
                    )
                )
    return tuple(sorted(found, key=lambda each: (each.relation, each.claim)))
