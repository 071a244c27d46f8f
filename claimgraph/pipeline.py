"""The build, step by step: files to reports, reports to scopes, scopes to blocks, blocks to pieces of every output.

Each step is a function of its input alone, so the same steps run in one process or are shared out over many.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple

from claimgraph import files, ids
from claimgraph.assemble import Block, Run, Section, Workshop, block
from claimgraph.curated import Curated
from claimgraph.facts import TYPE, Nodes, merged
from claimgraph.lexicon import Lexicon, built_in
from claimgraph.mentions import reader
from claimgraph.model import Parsed, Source
from claimgraph.problems import Problem, Severity, counted
from claimgraph.readers.dialect import dialect
from claimgraph.readers.synthesis import read
from claimgraph.spool import Scoped, Spool
from claimgraph.terms import BASE, Name
from claimgraph.version import VERSION


@dataclass(frozen=True, slots=True)
class Settings:
    """What a build can be told: the base of identifiers, the lexicon, a person's links, the largest file in bytes."""

    base: str = BASE
    lexicon: Lexicon = field(default_factory=built_in)
    curated: Curated = field(default_factory=Curated)
    largest: int = files.LARGEST

    @property
    def agent(self) -> Name:
        """This version of claimgraph."""
        return ids.agent(f"claimgraph-{VERSION}")

    @property
    def words(self) -> tuple[str, ...]:
        """What, beside the reports, decides what the graph says."""
        return tuple(part for part in (self.lexicon.fingerprint, self.curated.sha256) if part)


class Counts(NamedTuple):
    """What a build put into the graph."""

    reports: int = 0
    papers: int = 0
    claims: int = 0
    rows: int = 0
    conflicts: int = 0

    def __str__(self) -> str:
        """The counts in words.

        >>> print(Counts(reports=1, papers=1, claims=3, rows=4))
        1 report on 1 paper, 3 claims in 4 rows, no conflict
        """
        said = map(counted, self, _NOUNS)
        reports, papers, claims, rows, conflicts = said
        return f"{reports} on {papers}, {claims} in {rows}, {conflicts if self.conflicts else 'no conflict'}"

    def __add__(self, other: object) -> Counts:
        """Both together, count by count."""
        if not isinstance(other, Counts):
            return NotImplemented
        return Counts(*(one + two for one, two in zip(self, other, strict=True)))


_NOUNS = ("report", "paper", "claim", "row", "conflict")


def counts_of(done: Block) -> Counts:
    """What one block puts into the graph."""
    reports = {facts.report for facts in done.facts}
    printed = [facts.rows.printed for facts in done.facts]
    # Only two versions of one report can share a row.
    versions = len(reports) < len(printed)
    return Counts(
        len(reports),
        1 if done.scope.title else 0,
        len(done.claims),
        len({row.assertion for rows in printed for row in rows}) if versions else sum(map(len, printed)),
        sum(link.relation == "cg:contradicts" for link in done.linked.links),
    )


def parse(file: files.File, settings: Settings) -> Parsed:
    """Read one file; what cannot be read is a problem."""
    data = files.read(file, settings.largest)
    if isinstance(data, Problem):
        return Parsed(None, (data,))
    source = Source(file.name, sha256(data).hexdigest())
    return read(data, source, file.path, dialect(settings.lexicon))


class Demands(NamedTuple):
    """What must hold for a graph to be written: that nothing is amiss, or only that there is a report."""

    strict: bool = False
    allow_empty: bool = False

    def refuse(self, problems: Iterable[Problem], reports: int) -> bool:
        """Whether nothing is to be written."""
        lost = self.strict and any(problem.severity is not Severity.INFO for problem in problems)
        return lost or not (reports or self.allow_empty)


class Told(NamedTuple):
    """What reading one file came to: its problems and, where it holds a report, its SHA-256 and the report's scope."""

    problems: tuple[Problem, ...]
    sha256: str = ""
    scope: str = ""


class Read(NamedTuple):
    """What reading files came to, in their order."""

    files: list[Told]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem met."""
        return tuple(problem for told in self.files for problem in told.problems)

    @property
    def sources(self) -> list[str]:
        """The SHA-256 of every file that holds a report."""
        return [told.sha256 for told in self.files if told.sha256]


def fill(spool: Spool, found: Iterable[files.File], settings: Settings) -> Read:
    """Read files and put their reports on a spool."""
    done = Read([])
    for file in found:
        parsed = parse(file, settings)
        told = Told(parsed.problems)
        if parsed.report is not None:
            told = Told(parsed.problems, parsed.report.source.sha256, spool.add(parsed.report).hash)
        done.files.append(told)
    return done


def blocks(scopes: Iterable[Scoped], settings: Settings) -> Iterator[Block]:
    """The block of every scope."""
    tools = Workshop(reader(settings.lexicon).read, settings.agent, settings.curated)
    for own, reports in scopes:
        yield block(own, reports, tools)


SHARED = "Things named, papers listed, publishers"
"""The title over the nodes that any report may share."""


@dataclass(slots=True)
class Tail:
    """What blocks leave for the end of the graph: nodes that any report may share, and a person's judgements."""

    curated: Curated
    shared: Nodes = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)

    def take(self, done: Block) -> None:
        """Keep what a block shares with others."""
        for nodes in done.shared():
            self.share(nodes)
        if self.curated.judgements:
            self.seen |= self.curated.ends.intersection((*done.claims, done.scope.name))

    def share(self, nodes: Nodes) -> None:
        """Keep nodes. Statements about one that is known already are added to it, whichever came first."""
        shared = self.shared
        for name, statements in nodes.items():
            known = shared.setdefault(name, statements)
            if known is not statements and known != statements:
                both = merged(({name: known}, {name: statements}))[name]
                if both is not known:
                    shared[name] = sorted(both, key=lambda said: (said[0] != TYPE, str(said)))

    def absorb(self, other: Tail) -> None:
        """Keep what other blocks left."""
        self.share(other.shared)
        self.seen |= other.seen

    def sections(self) -> Iterator[Section]:
        """Concepts, papers, publishers; then the judgements."""
        yield Section(SHARED, "", dict(sorted(self.shared.items())))
        yield from self.judged()

    def judged(self) -> Iterator[Section]:
        """The judgements alone."""
        known = self.seen | self.curated.ends.intersection(self.shared)
        if judged := self.curated.nodes(known):
            yield Section("Links that a person asserts or denies", "", judged)

    def problems(self) -> tuple[Problem, ...]:
        """Judgements on what the graph does not have."""
        return self.curated.unknown(self.seen | self.shared.keys())


def sections(scopes: Iterable[Scoped], settings: Settings) -> Iterator[Section]:
    """The parts of a graph of triples in the order they are written."""
    tail = Tail(settings.curated)
    for done in blocks(scopes, settings):
        tail.take(done)
        yield from done.sections()
    yield from tail.sections()


def run_of(sources: Iterable[str], settings: Settings) -> Nodes:
    """What is stated of the build as a whole."""
    return Run(settings.agent, VERSION, settings.words, set(sources)).nodes()
