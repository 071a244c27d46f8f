"""What is wrong in reports and in graphs, as :class:`~claimgraph.problems.Problem` values.

Reports are checked one scope at a time, so that memory is bounded by the largest scope and by what is found.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from claimgraph import files, pipeline
from claimgraph.assemble import Block
from claimgraph.checks import across, rows
from claimgraph.checks.across import Kinds
from claimgraph.checks.lines import Lines
from claimgraph.checks.places import Places
from claimgraph.checks.within import Printed, within
from claimgraph.graph import Graph, from_nodes
from claimgraph.model import Source
from claimgraph.pipeline import Settings
from claimgraph.problems import Code, Problem, Severity, Where
from claimgraph.readers.dialect import dialect
from claimgraph.readers.synthesis import read
from claimgraph.spool import Spool, buckets_for
from claimgraph.terms import prefixes

_RANK = {severity: rank for rank, severity in enumerate(Severity)}
_IN_GRAPHS = (
    rows.conflicts,
    rows.marks_differ,
    rows.repeated_rows,
    rows.cut_texts,
    across.unanswered,
    across.single_source,
    across.twins,
    across.versions,
)


@dataclass(slots=True)
class Checked:
    """What a check has found so far, and the lines it points at."""

    lines: Lines = field(default_factory=Lines)
    problems: list[Problem] = field(default_factory=list)
    reports: int = 0

    def ordered(self) -> list[Problem]:
        """What was found, each once: errors first, then by place."""
        found = dict.fromkeys(self.problems)
        return sorted(
            found, key=lambda problem: (_RANK[problem.severity], problem.where, problem.code.value, problem[2:])
        )


def check_reports(found: files.Found, settings: Settings) -> Checked:
    """Check report files: each by itself, then those on one paper together.

    >>> found = check_reports(files.find(["seeds"]), Settings())
    >>> [str(problem.where) for problem in found.ordered()][:1]
    ['seeds/000_cae18ebe6211da7d.txt:46:121']
    """
    checked = Checked(Lines(settings.largest), list(found.problems))
    with tempfile.TemporaryDirectory(prefix="claimgraph-") as folder:
        spool = Spool(buckets_for(len(found.files)), Path(folder))
        paths = _read(found.files, settings, spool, checked)
        kinds: Kinds = {}
        tail = pipeline.Tail(settings.curated)
        for block in pipeline.blocks(spool.scopes(), settings):
            checked.problems += check_block(block, settings.base, checked.lines, paths, kinds)
            if settings.curated.judgements:
                tail.take(block)
        checked.problems += across.two_kinds(kinds)
        if settings.curated.judgements:
            checked.problems += tail.problems()
    return checked


def check_block(
    block: Block, base: str, lines: Lines, paths: dict[str, str], kinds: Kinds | None = None
) -> Iterator[Problem]:
    """Check the reports of one scope against each other.

    ``paths`` gives the path of a file by the IRI of its source; ``kinds`` gathers what things are taken for.
    """
    graph = _graph(block, base)
    places = Places(graph, lines, paths)
    yield from _together(graph, places)
    claims = prefixes(base)["claim"]
    for unplaced in block.linked.unplaced:
        ends = [claims + name.partition(":")[2] for name in (unplaced.claim, *unplaced.fits)]
        yield from _fits_several(graph, places, ends)
    for thing, by_kind in across.kinds_of(graph, places).items() if kinds is not None else ():
        known = kinds.setdefault(thing, {}) if kinds is not None else {}
        for kind, mention in by_kind.items():
            known.setdefault(kind, mention)


def check_graph(graph: Graph, checked: Checked | None = None) -> Checked:
    """Check what a graph says of its reports; places are those that the graph names."""
    checked = checked or Checked()
    places = Places(graph, checked.lines, {})
    checked.lines.quote(places.quotes())
    checked.reports += len(graph.reports)
    checked.problems += _together(graph, places)
    checked.problems += across.two_kinds(across.kinds_of(graph, places))
    return checked


def _together(graph: Graph, places: Places) -> Iterator[Problem]:
    for finds in _IN_GRAPHS:
        yield from finds(graph, places)


def _read(found: Sequence[files.File], settings: Settings, spool: Spool, checked: Checked) -> dict[str, str]:
    """Read every file onto the spool, and give the path of each source by its IRI."""
    paths: dict[str, str] = {}
    words = dialect(settings.lexicon)
    namespace = prefixes(settings.base)["source"]
    for file in found:
        data = files.read(file, settings.largest)
        if isinstance(data, Problem):
            checked.problems.append(data)
            continue
        checked.lines.know(file, data)
        parsed = read(data, Source(file.name, sha256(data).hexdigest()), file.path, words)
        checked.problems += parsed.problems
        if parsed.report is None:
            continue
        checked.reports += 1
        first = paths.setdefault(namespace + parsed.report.source.sha256[:16], file.path)
        if first != file.path:
            checked.problems.append(_copy(file.path, first))
            continue
        spool.add(parsed.report)
        checked.problems += within(Printed(parsed.report, file.path, checked.lines, words), parsed.problems)
    return paths


def _copy(path: str, first: str) -> Problem:
    message = "this file is the same, byte for byte, as another"
    return Problem(Code.TWO_VERSIONS, Where(path), message, "it counts once", ((Where(first), "the same bytes"),))


def _graph(block: Block, base: str) -> Graph:
    """The graph of one scope. A thing has every kind that any claim takes it for."""
    said = [nodes for facts in block.facts for nodes in (facts.own, facts.scoped, facts.shared)]
    return from_nodes([*said, *(claim.shared for claim in block.claims.values()), block.links], base)


def _fits_several(graph: Graph, places: Places, ends: Sequence[str]) -> Iterator[Problem]:
    """A cut claim, given first, that goes on in several others."""
    printed = [
        found[0]
        for end in ends
        if end in graph.nodes
        for found in [rows.prints_of(graph, places, graph.node(end))]
        if found
    ]
    if len(printed) > 2:
        cut, *longer = printed
        message = f"this cut claim could go on in {len(longer)} ways, so none is linked to it"
        related = tuple(sorted((places.row(row), "could be this") for row in longer)[: rows.MOST_LISTED])
        yield Problem(
            Code.CUT_FITS_SEVERAL, places.end(cut), message, "name the right one in a file given with --links", related
        )
