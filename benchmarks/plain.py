"""What the contenders are given: the reports of a generated corpus as tables, and what each column states.

All of them state the same triples as ``by_hand.py`` does, so that triples can be compared with triples. Reading the
reports is part of each contender's time, as it is of claimgraph's.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from benchmarks.by_hand import PAIR, REPORT, digest

ID = "https://w3id.org/claimgraph/id/"
CG = "https://w3id.org/claimgraph/ns#"
DCTERMS = "http://purl.org/dc/terms/"
PROV = "http://www.w3.org/ns/prov#"
OA = "http://www.w3.org/ns/oa#"
SCHEMA = "https://schema.org/"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
XSD = "http://www.w3.org/2001/XMLSchema#"
NAMESPACES = {
    "cg": CG,
    "dcterms": DCTERMS,
    "prov": PROV,
    "oa": OA,
    "schema": SCHEMA,
    "cito": "http://purl.org/spar/cito/",
    "fabio": "http://purl.org/spar/fabio/",
}
IRI, TEXT, INTEGER, DECIMAL, BOOLEAN = "iri", "string", "integer", "decimal", "boolean"


class Column(NamedTuple):
    """What one column states of a row's subject."""

    predicate: str
    kind: str


class Table(NamedTuple):
    """The types of a table's subjects, and its columns after the first, which holds the subject."""

    types: tuple[str, ...]
    columns: tuple[Column, ...]


def _table(types: str, *columns: str) -> Table:
    def full(name: str) -> str:
        prefix, _, local = name.partition(":")
        return NAMESPACES[prefix] + local

    pairs = (column.split() for column in columns)
    return Table(
        tuple(map(full, types.split())) if types else (), tuple(Column(full(name), kind) for name, kind in pairs)
    )


TABLES = {
    "reports": _table(
        "cg:Report",
        *("dcterms:title string", "dcterms:issued string", "dcterms:publisher iri", "dcterms:abstract string"),
        *("cg:examines iri", "cg:asks iri", "cg:declaredPaperCount integer", "cg:declaredClaimCount integer"),
        *("cg:declaredVerifiedCount integer", "cg:qualityScore decimal", "cg:qualityScale decimal"),
        *("schema:encoding iri", "prov:wasGeneratedBy iri"),
    ),
    "verifications": _table("cg:Verification", "prov:wasAssociatedWith iri"),
    "sources": _table(
        "schema:TextObject prov:Entity", "schema:name string", "schema:sha256 string", "schema:encodingFormat string"
    ),
    "questions": _table("cg:Question", "cg:printedText string"),
    "citations": _table("", "cito:cites iri", "schema:citation iri"),
    "listed": _table("cg:Paper", "fabio:hasArXivId string"),
    "papers": _table("cg:Paper", "dcterms:title string"),
    "rows": _table(
        "cg:Assertion",
        *("cg:inReport iri", "cg:asserts iri", "cg:printedText string", "cg:position integer", "cg:truncated boolean"),
        *("cg:verified boolean", "cg:confidence decimal", "prov:wasGeneratedBy iri", "oa:hasSource iri"),
        "oa:hasSelector iri",
    ),
    "spans": _table(
        "oa:TextQuoteSelector oa:DataPositionSelector",
        *("oa:exact string", "oa:start integer", "oa:end integer", "cg:line integer"),
    ),
    "claims": _table("cg:Claim", "schema:text string", "cg:scope iri", "cg:truncated boolean"),
    "given": _table("", "cg:hasResult iri"),
    "results": _table("cg:Result", "cg:position integer", "cg:printedText string", "cg:value decimal"),
    "spreads": _table("", "cg:spread decimal"),
}

Rows = dict[str, list[tuple[str, ...]]]


def rows(folder: Path) -> Rows:
    """Every table; values as text, nodes that come again left out."""
    made: Rows = {name: [] for name in TABLES}
    seen: set[str] = set()
    for path in sorted(folder.iterdir()):
        _report(path, made, seen)
    return made


def _once(made: Rows, seen: set[str], table: str, row: tuple[str, ...]) -> None:
    if row[0] not in seen:
        seen.add(row[0])
        made[table].append(row)


def _report(path: Path, made: Rows, seen: set[str]) -> None:
    data = path.read_bytes()
    match = REPORT.match(data.decode())
    if match is None:
        raise SystemExit(f"{path}: another layout")
    title, publisher, date, abstract, examined, question, papers, claims, verified, score, table, references = (
        match.groups()
    )
    sha = sha256(data).hexdigest()
    hashed = digest("report", publisher, date, title, examined, question)
    report, verification, source = f"{ID}report/{hashed}", f"{ID}verification/{hashed}", f"{ID}source/{sha[:16]}"
    paper, asked = f"{ID}paper/{digest('paper', examined.casefold())}", f"{ID}question/{digest('question', question)}"
    agent = f"{ID}agent/{publisher.replace(' ', '-').lower()}"
    known = (title, date, agent, abstract, paper, asked, papers, claims, verified, score, "10.0", source, verification)
    made["reports"].append((report, *known))
    made["verifications"].append((verification, agent))
    made["sources"].append((source, path.name, sha, "text/plain; charset=utf-8"))
    _once(made, seen, "questions", (asked, question))
    _once(made, seen, "papers", (paper, examined))
    for line in references.split("\n"):
        number = line[3:-1].rpartition("/")[2].rpartition("v")[0]
        made["citations"].append((report, f"{ID}paper/arxiv-{number}", line[3:-1]))
        _once(made, seen, "listed", (f"{ID}paper/arxiv-{number}", number))
    start = data.index(b"Confidence\n") + 11
    first = data.count(b"\n", 0, start) + 1
    for number, line in enumerate(table.split("\n"), 1):
        text, mark, confidence = line.split("\t")
        shown = text.replace("$\\pm$", "±")
        cut = "true" if len(shown) >= 119 else "false"
        key = digest("claim", examined.casefold(), shown.rstrip(".").casefold())
        row, claim, at = f"{ID}assertion/{hashed}-{number}", f"{ID}claim/{key}", first + number - 1
        span, end = f"{source}#line={at - 1},{at}", start + len(line.encode())
        ticked = "true" if mark == "✓" else "false"
        made["rows"].append(
            (row, report, claim, text, str(number), cut, ticked, confidence, verification, source, span)
        )
        made["spans"].append((span, line, str(start), str(end), str(at)))
        start = end + 1
        if claim not in seen:
            _once(made, seen, "claims", (claim, shown, paper, cut))
            _results(made, claim, shown)


def _results(made: Rows, claim: str, shown: str) -> None:
    for rank, pair in enumerate(PAIR.finditer(shown), 1):
        result = f"{claim.replace('/claim/', '/result/')}-{rank}"
        made["given"].append((claim, result))
        made["results"].append((result, str(rank), pair[0], pair[1]))
        if pair[2]:
            made["spreads"].append((result, pair[2]))


def triples(folder: Path) -> Iterator[tuple[str, str, str, str]]:
    """Subject, predicate, object and the object's kind."""
    for name, held in rows(folder).items():
        table = TABLES[name]
        for subject, *values in held:
            for kind in table.types:
                yield subject, RDF_TYPE, kind, IRI
            for (predicate, kind), value in zip(table.columns, values, strict=True):
                yield subject, predicate, value, kind
