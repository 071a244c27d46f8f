"""Nodes to rows of the claim index.

What a block says becomes rows that refer to each other by numbers of their own, counted from 0; whoever puts pieces
together moves the numbers on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from claimgraph.facts import TYPE, Nodes, Rows, Statement
from claimgraph.store.plain import Odd, Said, day, local, named, number, share, text, value_of
from claimgraph.terms import Name

TABLES: dict[str, tuple[str, ...]] = {
    "source": ("source", "", "", "", ""),
    "source_name": ("source", ""),
    "report": ("report", "", "", "", "scope", "question", "", "", ""),
    "report_count": ("report", "", ""),
    "report_score": ("report", "", ""),
    "encoding": ("report", "source"),
    "cites": ("report", ""),
    "scope": ("scope", ""),
    "scope_title": ("scope", ""),
    "arxiv": ("", ""),
    "identity": ("", "", ""),
    "paper_link": ("", "", ""),
    "question": ("question", ""),
    "asked": ("question", "concept"),
    "claim": ("claim", "", "scope", "", "", "", "", "", ""),
    "row": ("row", "", "report", "claim", "", "", "", "", ""),
    "place": ("row", "source", "", "", ""),
    "about": ("claim", "concept"),
    "result": ("result", "claim", "", "", ""),
    "result_of": ("result", "", "concept"),
    "relation": ("", "claim", "claim"),
    "link": ("link", "", "", "claim", "claim", "", "", "", ""),
    "basis": ("link", "result"),
    "concept_name": ("concept", "", ""),
    "provenance": ("", "", "", ""),
    "stage.text": ("claim", ""),
    "stage.late_relation": ("", "", ""),
    "stage.late_link": ("", "", "", "", "", "", "", ""),
}
"""For each table, which columns hold a number of which kind of node; concepts are given by name."""

KINDS = ("source", "report", "scope", "question", "claim", "row", "result", "link")
"""Kinds of nodes that have numbers of their own in a piece."""

RELATIONS = ("cg:contradicts", "cg:variantOf", "cg:completes", "cg:similarTo", "cg:supports")
IDENTITIES = ("schema:sameAs", "cg:inferredSameAs")
_COUNTS = ("cg:declaredClaimCount", "cg:declaredVerifiedCount", "cg:declaredPaperCount")
_SCORES = ("cg:qualityScore", "cg:qualityScale")
_ONCE = ("cg:inReport", "cg:asserts", "cg:printedText", "cg:position", "cg:truncated", "cg:verified", "cg:confidence")
_OF_A_REPORT = ("dcterms:title", "dcterms:issued", "cg:examines", "cg:asks")
_ENDS = ("rdf:predicate", "rdf:subject", "rdf:object")
_GROUNDS = ("dcterms:description", "sssom:mapping_justification", "cg:denied", "sssom:similarity_score")
_OF = {"cg:ofMethod": "method", "cg:onBenchmark": "benchmark", "cg:byMetric": "metric"}
_NAMES = {"skos:prefLabel": "label", "skos:altLabel": "alias", "cg:foundBy": "pattern"}
_LOCAL_TYPE = re.compile(r".*[/#:]", re.DOTALL)


class Piece(NamedTuple):
    """Rows by table, how many nodes of each kind they number, types of nodes, and whether the index can hold it all."""

    tables: dict[str, list[tuple[Any, ...]]]
    counts: dict[str, int]
    types: dict[str, int]
    shared_types: list[tuple[str, str]]
    plain: bool


class PrintedRow(NamedTuple):
    """A printed row, until its claim and its places are known."""

    name: str
    report: str
    claim: str
    position: int
    printed: str
    cut: bool
    verified: bool
    confidence: str
    sources: Sequence[object]
    spans: Sequence[object]


class Link(NamedTuple):
    """The record of a relation between two claims, until it is known whether the piece has both."""

    name: str
    relation: str
    subject: str
    object: str
    rest: tuple[str | int | None, ...]
    basis: list[str]


class Sorter:
    """Sorts the nodes of one piece into rows. ``shared`` pieces hold nodes that other pieces may type as well."""

    def __init__(self, shared: bool = False) -> None:
        self.tables: dict[str, list[tuple[Any, ...]]] = {table: [] for table in TABLES}
        self.ids: dict[str, dict[str, int]] = {kind: {} for kind in KINDS}
        self.plain = True
        self.rows: list[PrintedRow] = []
        self.spans: dict[str, tuple[int, int, int]] = {}
        self.files: dict[str, list[str]] = {}
        self.texts: dict[str, list[str]] = {}
        self.scopes: dict[str, str] = {}
        self.titles: dict[str, list[str]] = {}
        self.claims_of: dict[str, int] = {}
        self.results: list[tuple[Any, ...]] = []
        self.links: list[Link] = []
        self.relations: list[tuple[str, str, str]] = []
        self.reports: list[tuple[Any, ...]] = []
        self.origins: dict[str, Said] = {}
        self._shared = shared
        self._types: Counter[tuple[object, ...]] = Counter()
        self._shared_types: list[tuple[str, str]] = []

    def add(self, nodes: Nodes) -> None:
        """Sort some nodes."""
        for name, statements in nodes.items():
            types = tuple([value for term, value in statements if term == TYPE])
            self._typed(name, types)
            sort = next((_SORTED_BY[each] for each in types if each in _SORTED_BY), None)
            try:
                if sort is not None:
                    sort(self, name, statements)
                elif not types:
                    self._judged(name, statements)
            except Odd:
                self.plain = False

    def add_rows(self, rows: Rows) -> None:
        """Sort the rows of a report, which need not become nodes for that."""
        report, source = str(rows.report), [rows.source]
        try:
            for assertion, span, claim, row in rows.printed:
                said = (row.number, row.text, claim.cut, row.verified, share(row.confidence))
                self.rows.append(PrintedRow(local(assertion), report, str(claim.name), *said, source, [span]))
                self.spans[str(span)] = (row.line, row.start, row.end)
        except Odd:
            self.plain = False
        self._types["cg:Assertion",] += len(rows.printed)
        self._types["oa:TextQuoteSelector", "oa:DataPositionSelector"] += len(rows.printed)

    def id(self, kind: str, name: str) -> int:
        """The number of a node within the piece."""
        known = self.ids[kind]
        return known.setdefault(name, len(known))

    def types(self) -> tuple[dict[str, int], list[tuple[str, str]]]:
        """How many nodes there are of each type, and the types of nodes that other pieces may type too."""
        counted: Counter[str] = Counter()
        for types, count in self._types.items():
            for kind in {_LOCAL_TYPE.sub("", str(each)) for each in types}:
                counted[kind] += count
        return dict(counted), self._shared_types

    def _typed(self, name: str, types: tuple[object, ...]) -> None:
        if self._shared:
            kinds = sorted({_LOCAL_TYPE.sub("", str(each)) for each in types})
            self._shared_types += ((str(name), kind) for kind in kinds)
        else:
            self._types[types] += 1

    def assertion(self, name: str, statements: list[Statement]) -> None:
        """Sort one printed row."""
        found: dict[str, Any] = dict(statements)
        sources: Sequence[object] = [found.get("oa:hasSource")]
        spans: Sequence[object] = [found.get("oa:hasSelector")]
        if len(found) != len(statements):
            said = Said(statements)
            sources, spans = said.all("oa:hasSource"), said.all("oa:hasSelector")
            if any(len(said.all(term)) > 1 for term in _ONCE):
                raise Odd(name)
        try:
            confidence, verified, cut = found["cg:confidence"], found["cg:verified"], found["cg:truncated"]
            plain = type(confidence) is Decimal and type(verified) is bool and type(cut) is bool
            position, printed = number(found["cg:position"]), text(found["cg:printedText"])
            report, claim = named(found["cg:inReport"]), named(found["cg:asserts"])
        except KeyError as missing:
            raise Odd(name) from missing
        if not plain:
            raise Odd(name)
        said_of_it = (printed, cut, verified, share(confidence))
        self.rows.append(PrintedRow(local(name), report, claim, position, *said_of_it, sources, spans))

    def span(self, name: str, statements: list[Statement]) -> None:
        """Sort a place in a file."""
        said = Said(statements)
        line, start, end = (number(said.one(term)) for term in ("cg:line", "oa:start", "oa:end"))
        self.spans[str(name)] = (line, start, end)

    def source(self, name: str, statements: list[Statement]) -> None:
        """Sort a file."""
        said = Said(statements)
        own = named(name)
        self.files[own] = [text(each) for each in said.all("schema:name")]
        number_of = self.id("source", own)
        self.tables["source_name"] += ((number_of, each) for each in self.files[own])
        self.tables["source"].append((number_of, local(name), text(said.the("schema:sha256"))))

    def claim(self, name: str, statements: list[Statement]) -> None:
        """Sort a claim."""
        said = Said(statements)
        own = named(name)
        claim = self.id("claim", own)
        texts = [text(each) for each in said.all("schema:text")]
        scope = named(said.the("cg:scope"))
        self.texts[own], self.scopes[own] = texts, scope
        self.tables["stage.text"] += ((claim, each) for each in texts)
        self.tables["about"] += ((claim, named(each)) for each in said.all("cg:about"))
        self.claims_of.update((named(result), claim) for result in said.all("cg:hasResult"))
        self._relate(own, said)

    def _relate(self, own: str, said: Said) -> None:
        for term in RELATIONS:
            self.relations += ((local(Name(term)), own, named(other)) for other in said.all(term))

    def _identify(self, own: str, said: Said) -> None:
        for term in IDENTITIES:
            self.tables["identity"] += ((own, local(Name(term)), named(other)) for other in said.all(term))

    def _judged(self, name: str, statements: list[Statement]) -> None:
        """What a person states of a claim or paper that another piece describes."""
        said = Said(statements)
        self._relate(named(name), said)
        self._identify(named(name), said)

    def result(self, name: str, statements: list[Statement]) -> None:
        """Sort a number of a claim."""
        said = Said(statements)
        own = self.id("result", named(name))
        value, spread = said.one("cg:value"), said.one("cg:spread")
        numbers = [None if each is None else value_of(each) for each in (value, spread)]
        self.results.append((named(name), own, number(said.the("cg:position")), *numbers))
        for term, of in _OF.items():
            self.tables["result_of"] += ((own, of, named(concept)) for concept in said.all(term))

    def report(self, name: str, statements: list[Statement]) -> None:
        """Sort a report."""
        said = Said(statements)
        own = self.id("report", named(name))
        title, issued, examined, asked = (said.one(term) for term in _OF_A_REPORT)
        if title is not None:
            self.titles[named(name)] = [text(title)]
        listed = said.all("cito:cites")
        self.reports.append(
            (
                *(own, named(name), None if title is None else text(title), None if issued is None else day(issued)),
                *(None if examined is None else named(examined), None if asked is None else named(asked), len(listed)),
            )
        )
        self.tables["cites"] += ((own, named(paper)) for paper in listed)
        self.tables["encoding"] += ((own, self.id("source", named(each))) for each in said.all("schema:encoding"))
        for term in _COUNTS:
            self.tables["report_count"] += ((own, local(Name(term)), number(each)) for each in said.all(term))
        for term in _SCORES:
            values = dict.fromkeys(value_of(each) for each in said.all(term))
            self.tables["report_score"] += ((own, local(Name(term)), each) for each in values)

    def question(self, name: str, statements: list[Statement]) -> None:
        """Sort a question."""
        said = Said(statements)
        own = self.id("question", named(name))
        self.tables["question"].append((own, text(said.the("cg:printedText"))))
        self.tables["asked"] += ((own, named(concept)) for concept in said.all("cg:about"))

    def paper(self, name: str, statements: list[Statement]) -> None:
        """Sort a paper."""
        said = Said(statements)
        own = named(name)
        titles = [text(title) for title in said.all("dcterms:title")]
        if titles:
            self.titles[own] = titles
        self.tables["arxiv"] += ((own, text(each)) for each in said.all("fabio:hasArXivId"))
        self._identify(own, said)

    def link(self, name: str, statements: list[Statement]) -> None:
        """Sort the record of a relation between claims."""
        said = Said(statements)
        relation, subject, object = (named(said.the(term)) for term in _ENDS)
        why, how, denied, score = (said.one(term) for term in _GROUNDS)
        rest = (
            None if why is None else text(why),
            None if how is None else local(how),
            1 if denied is True else None,
            None if score is None else value_of(score),
        )
        basis = [named(each) for each in said.all("cg:basis")]
        self.links.append(Link(local(name), local(Name(relation)), subject, object, rest, basis))

    def paper_link(self, name: str, statements: list[Statement]) -> None:
        """Sort the record of an identity of papers."""
        said = Said(statements)
        relation, subject, _ = (named(said.the(term)) for term in _ENDS)
        why = said.one("dcterms:description")
        self.tables["paper_link"].append((subject, local(Name(relation)), None if why is None else text(why)))

    def concept(self, name: str, statements: list[Statement]) -> None:
        """Sort a thing named."""
        said = Said(statements)
        own = named(name)
        kinds = sorted({_LOCAL_TYPE.sub("", str(each)) for each in said.all(TYPE) if each != "skos:Concept"})
        self.tables["concept_name"] += ((own, "kind", kind) for kind in kinds)
        for term, column in _NAMES.items():
            self.tables["concept_name"] += ((own, column, text(each)) for each in said.all(term))

    def origin(self, name: str, statements: list[Statement]) -> None:
        """Sort what the graph itself comes from."""
        self.origins[str(name)] = Said(statements)


_SORTED_BY: dict[object, Callable[[Sorter, str, list[Statement]], None]] = {
    "cg:Assertion": Sorter.assertion,
    "oa:TextQuoteSelector": Sorter.span,
    "cg:Claim": Sorter.claim,
    "cg:Result": Sorter.result,
    "cg:Report": Sorter.report,
    "cg:Question": Sorter.question,
    "cg:Paper": Sorter.paper,
    "cg:ClaimLink": Sorter.link,
    "cg:PaperLink": Sorter.paper_link,
    "schema:TextObject": Sorter.source,
    **dict.fromkeys(("void:Dataset", "prov:Activity", "prov:SoftwareAgent"), Sorter.origin),
    **dict.fromkeys(("cg:Method", "cg:Benchmark", "cg:Task", "cg:Metric"), Sorter.concept),
    **dict.fromkeys(("dcterms:LinguisticSystem", "skos:Concept"), Sorter.concept),
}
