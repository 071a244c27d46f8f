"""Where the nodes of a graph are printed: path, line and columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from claimgraph.checks.lines import Lines
from claimgraph.graph import Graph, Node
from claimgraph.problems import Where

_TOKEN = re.compile(r"[^\s|]+")
_NUMERIC = re.compile(r"[*_]*[\d.,]+\s*%?[*_]*")
_LONGEST_NEEDLE = 60


@dataclass(frozen=True, slots=True)
class Places:
    """Finds where a graph's rows, numbers and questions stand.

    ``paths`` gives the path of a source by its IRI where files were read; a source that has none is known by its name.
    """

    graph: Graph
    lines: Lines
    paths: Mapping[str, str]
    _spans: dict[str, tuple[Where, str]] = field(default_factory=dict)

    def source(self, iri: str) -> str:
        """The path of a source, or the name the graph has for it."""
        if iri in self.paths:
            return self.paths[iri]
        node = self.graph.nodes.get(iri)
        return str(node.one("schema:name", iri)) if node else iri

    def files(self, report: Node) -> list[str]:
        """The files that hold a report, in order."""
        return sorted(self.source(iri) for iri in report.refs("schema:encoding")) or [report.id]

    def report(self, report: Node, *words: str) -> Where:
        """Where a report prints one of these texts, or the report as a whole."""
        path = self.files(report)[0]
        return self.lines.find(path, needles(words))

    def row(self, row: Node) -> Where:
        """Where a row prints its claim."""
        where, exact = self._span(row)
        text = str(row.one("cg:printedText", ""))
        return _marked(where, exact.find(text), len(text))

    def end(self, row: Node) -> Where:
        """The last character of a row's claim: where a cut text was cut."""
        where = self.row(row)
        return where._replace(column=where.end - 1) if where.end > where.column else where

    def mark(self, row: Node) -> Where:
        """Where a row prints its tick or cross."""
        where, exact = self._span(row)
        text = str(row.one("cg:printedText", ""))
        after = max(0, exact.find(text)) + len(text)
        for match in (*_TOKEN.finditer(exact, after), *_TOKEN.finditer(exact, 0, after - len(text))):
            if not _NUMERIC.fullmatch(match[0]):
                return _marked(where, match.start(), len(match[0]))
        return where

    def number(self, row: Node, printed: str, nth: int) -> Where:
        """Where a row prints a number, the ``nth`` (from 0) that is spelled like this."""
        where, exact = self._span(row)
        found = list(spelling(printed).finditer(exact))
        if nth < len(found):
            return _marked(where, found[nth].start(), len(found[nth][0]))
        return self.row(row)

    def key(self, row: Node) -> tuple[str, int]:
        """What rows are put in order by."""
        return self._span(row)[0][:2]

    def quotes(self) -> dict[tuple[str, int], str]:
        """Every quoted line, by its source and number."""
        return {
            (self.source(span.id.partition("#")[0]), span.one("cg:line", 0)): str(span.one("oa:exact", ""))
            for span in self.graph.of("Span")
        }

    def _span(self, row: Node) -> tuple[Where, str]:
        """The first place a row was read at, and the line as it stands there."""
        if row.id not in self._spans:
            self._spans[row.id] = self._first_span(row)
        return self._spans[row.id]

    def _first_span(self, row: Node) -> tuple[Where, str]:
        spans = [
            (Where(self.source(span.id.partition("#")[0]), _line(span), 1), str(span.one("oa:exact", "")))
            for span in self.graph.out(row.id, "oa:hasSelector")
        ]
        if spans:
            return min(spans)
        sources = sorted(self.source(iri) for iri in row.refs("oa:hasSource"))
        return Where(sources[0] if sources else row.id), ""


def _line(span: Node) -> int:
    line = span.one("cg:line", 0)
    return line if isinstance(line, int) else 0


def _marked(where: Where, start: int, length: int) -> Where:
    """The place with its columns, where they were found."""
    return where._replace(column=start + 1, end=start + 1 + length) if start >= 0 and length else where


def needles(words: Iterable[str]) -> Iterable[str]:
    """What to look for in a file whose lines may break a text: its start, then less of it."""
    for text in words:
        yield text[:_LONGEST_NEEDLE]
        yield " ".join(text.split()[:3])


def spelling(printed: str) -> re.Pattern[str]:
    """What matches a number however its ± and spaces were printed, and not as a part of another number.

    >>> spelling("92.43 ± 0.16").search("and 92.43 $\\\\pm$ 0.16.")[0]
    '92.43 $\\\\pm$ 0.16'
    >>> spelling("2.43").search("92.43")
    """
    parts = [re.escape(part.strip()) for part in printed.split("±")]
    pattern = r"\s*(?:\$\s*\\pm\s*\$|\\pm|&plusmn;|\+\s?/\s?[-−]|±)\s*".join(parts)
    return re.compile(rf"(?<![\d.,]){pattern}(?!\d)")
