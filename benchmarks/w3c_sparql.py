"""Runs the W3C's SPARQL tests through the query path of claimgraph and counts what passes, by engine.

    python benchmarks/w3c_sparql.py PATH/TO/sparql11/manifest-sparql11-query.ttl [oxigraph|rdflib ...]

The suite is not part of the project: it is the folder ``sparql`` of the repository ``w3c/rdf-tests``. Each test is a
query process of its own, as for a user. Answers are compared as bags of rows, blank nodes up to renaming, numbers by
value. Queries that claimgraph refuses on purpose (SERVICE, FROM of a file, named graphs on rdflib) are counted apart.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from claimgraph.problems import ClaimgraphError, Code
from claimgraph.query import QueryError, Result, Settings, Term, run
from claimgraph.query.oxigraph import term
from claimgraph.query.values import NUMBERS

MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"


class Test(NamedTuple):
    """One test: its kind, its query, the graphs it is asked of, the answer expected."""

    name: str
    kind: str
    query: Path
    data: tuple[Path, ...]
    graphs: tuple[Path, ...]
    result: Path | None


class Graph:
    """The statements of one file, looked up by subject and predicate."""

    def __init__(self, path: Path) -> None:
        self.known: dict[tuple[str, str], list[str]] = {}
        for quad in ox.parse(path=str(path), base_iri=path.as_uri()):
            key = (str(quad.subject), str(quad.predicate))
            self.known.setdefault(key, []).append(str(quad.object))

    def all(self, subject: str, predicate: str) -> list[str]:
        return self.known.get((subject, f"<{predicate}>"), [])

    def one(self, subject: str, predicate: str) -> str:
        return (self.all(subject, predicate) or [""])[0]

    def list(self, subject: str, predicate: str) -> Iterator[str]:
        node = self.one(subject, predicate)
        while node and node != f"<{RDF}nil>":
            yield self.one(node, RDF + "first")
            node = self.one(node, RDF + "rest")


def local(iri: str) -> Path:
    """The file that an IRI in angle brackets names."""
    return Path(iri.strip("<>").removeprefix("file://").partition("#")[0])


def tests(manifest: Path) -> Iterator[Test]:
    """Every test of a manifest and of those it includes."""
    graph = Graph(manifest)
    head = f"<{manifest.as_uri()}>"
    for each in graph.list(head, MF + "include"):
        yield from tests(local(each))
    for entry in graph.list(head, MF + "entries"):
        kind = next((each for each in graph.all(entry, RDF + "type") if "Test" in each), "")
        action, result = graph.one(entry, MF + "action"), graph.one(entry, MF + "result")
        query = graph.one(action, QT + "query") or action
        graphs = tuple(local(graph.one(each, QT + "graph") or each) for each in graph.all(action, QT + "graphData"))
        yield Test(
            entry.rpartition("#")[2].strip("<>"),
            kind.rpartition("#")[2].strip("<>"),
            local(query),
            tuple(map(local, graph.all(action, QT + "data"))),
            graphs,
            local(result) if result.startswith("<") else None,
        )


def dataset(test: Test, folder: Path) -> Path:
    """The graphs of a test as one N-Quads file."""
    quads = [quad for path in test.data for quad in ox.parse(path=str(path), base_iri=path.as_uri())]
    for path in test.graphs:
        name = ox.NamedNode(path.as_uri())
        found = ox.parse(path=str(path), base_iri=path.as_uri(), rename_blank_nodes=True)
        quads += [ox.Quad(quad.subject, quad.predicate, quad.object, name) for quad in found]
    target = folder / "data.nq"
    ox.serialize(quads, output=str(target), format=ox.RdfFormat.N_QUADS)
    return target


def canonical(cell: Term) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """A term with its number, if it is one, spelled by its value."""
    if cell.kind == "iri":
        return ox.NamedNode(cell.value)
    if cell.kind == "blank":
        return ox.BlankNode(cell.value)
    if cell.language:
        return ox.Literal(cell.value, language=cell.language.lower())
    text = cell.value
    value = cell.python
    if isinstance(value, bool):
        text = str(value).lower()
    if cell.datatype in NUMBERS and not isinstance(value, str):
        # Engines carry decimals to 18 or to 28 digits.
        number = Decimal(str(value))
        text = f"{number or Decimal(0):.12e}" if number.is_finite() else str(value)
    return ox.Literal(text, datatype=ox.NamedNode(cell.datatype or "http://www.w3.org/2001/XMLSchema#string"))


def fingerprint(result: Result) -> list[str]:
    """An answer such that two are alike exactly if they differ in order and blank nodes only."""
    if result.kind == "ask":
        return [str(result.answer)]
    found = ox.Dataset()
    for number, row in enumerate(result.rows):
        cells = [canonical(cell) for cell in row if cell]
        if result.kind == "graph":
            found.add(ox.Quad(*cells))  # type: ignore[arg-type]
            continue
        node = ox.BlankNode(f"row{number}")
        found.add(ox.Quad(node, ox.NamedNode("urn:row"), ox.Literal("")))
        for name, cell in zip(result.variables, row, strict=True):
            if cell:
                found.add(ox.Quad(node, ox.NamedNode(f"urn:cell:{name}"), canonical(cell)))
    found.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(map(str, found))


def expected(test: Test) -> Result:
    """The answer a test wants."""
    path = test.result
    assert path is not None
    if path.suffix in (".srx", ".srj", ".tsv"):
        form = ox.QueryResultsFormat.from_extension(path.suffix[1:])
        found = ox.parse_query_results(path=str(path), format=form)
        if isinstance(found, ox.QueryBoolean):
            return Result("ask", (), answer=bool(found))
        names = tuple(variable.value for variable in found.variables)
        return Result("select", names, tuple(tuple(cell and term(cell) for cell in row) for row in found))
    quads = list(ox.parse(path=str(path), base_iri=path.as_uri()))
    if any(quad.predicate.value == RS + "resultVariable" for quad in quads):
        return _result_set(quads)
    booleans = [quad.object for quad in quads if quad.predicate.value == RS + "boolean"]
    if booleans:
        return Result("ask", (), answer=str(booleans[0]).startswith('"true"'))
    return Result("graph", ("s", "p", "o"), tuple((term(q.subject), term(q.predicate), term(q.object)) for q in quads))


def _result_set(quads: list[ox.Quad]) -> Result:
    """A table that is written as a graph."""
    by: dict[str, list[tuple[object, object]]] = {}
    for quad in quads:
        by.setdefault(quad.predicate.value.removeprefix(RS), []).append((quad.subject, quad.object))
    names = tuple(target.value for _, target in by["resultVariable"])  # type: ignore[attr-defined]
    variables = {node: target.value for node, target in by.get("variable", [])}  # type: ignore[attr-defined]
    values = dict(by.get("value", []))
    rows: dict[object, dict[str, Term]] = {row: {} for _, row in by.get("solution", [])}
    for row, binding in by.get("binding", []):
        rows[row][variables[binding]] = term(values[binding])  # type: ignore[arg-type]
    return Result("select", names, tuple(tuple(row.get(name) for name in names) for row in rows.values()))


def outcome(test: Test, engine: str) -> str:
    """How one test went: passed, failed, refused on purpose, or skipped for its kind."""
    if not test.kind.startswith(("QueryEvaluation", "PositiveSyntax", "NegativeSyntax")) or "Update" in test.kind:
        return "skipped"
    wrong = test.kind.startswith("Negative")
    text = f"BASE <{test.query.as_uri()}>\n{test.query.read_text('utf-8')}"
    try:
        with tempfile.TemporaryDirectory() as folder:
            graph = dataset(test, Path(folder))
            found = run(graph, text, settings=Settings(engine=engine, timeout=20, union=False))
    except QueryError as error:
        code = error.problem.code if error.problem else None
        if wrong:
            return "passed" if code is Code.BAD_QUERY else "refused"
        if code is Code.REFUSED_QUERY:
            return "refused"
        if test.kind.startswith("PositiveSyntax") and code is Code.QUERY_LIMIT:
            return "passed"  # read, though not run: a function nobody has
        return f"failed: {str(error).splitlines()[0]}"
    except ClaimgraphError as error:
        return f"failed: {error}"
    if wrong:
        return "failed: not found wrong"
    if test.result is None or fingerprint(found) == fingerprint(expected(test)):
        return "passed"
    return "failed: another answer"


def main() -> int:
    """Run the suite at the path given, for the engines given."""
    manifest = Path(sys.argv[1]).resolve()
    for engine in sys.argv[2:] or ["oxigraph", "rdflib"]:
        counts: Counter[str] = Counter()
        for test in tests(manifest):
            told = outcome(test, engine)
            counts[told.partition(":")[0]] += 1
            if told.startswith(("failed", "refused")):
                print(f"{engine} {test.query.parent.name}/{test.name} ({test.kind}): {told}")
        print(f"{engine}: {dict(counts)} of {counts.total()}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
