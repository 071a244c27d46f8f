"""The build: files are read, reports are gathered by scope, and every scope is written as one block."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple

from claimgraph import files, ids
from claimgraph.assemble import Block, Run, Section, Workshop, block
from claimgraph.curated import Curated
from claimgraph.facts import Nodes, Scope, merged, scope
from claimgraph.lexicon import Lexicon, built_in
from claimgraph.mentions import reader
from claimgraph.model import Parsed, Report, Source
from claimgraph.problems import Problem
from claimgraph.readers.dialect import dialect
from claimgraph.readers.synthesis import read
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
        said = (f"{count} {noun}{'' if count == 1 else 's'}" for count, noun in zip(self, _NOUNS, strict=True))
        reports, papers, claims, rows, conflicts = said
        return f"{reports} on {papers}, {claims} in {rows}, {conflicts if self.conflicts else 'no conflict'}"

    def with_block(self, done: Block) -> Counts:
        """The counts with one more scope in them."""
        conflicts = sum(link.relation == "cg:contradicts" for link in done.linked.links)
        return Counts(
            self.reports + len({facts.report for facts in done.facts}),
            self.papers + bool(done.scope.title),
            self.claims + len(done.claims),
            self.rows + sum(1 for facts in done.facts for node in facts.own if node.startswith("assertion:")),
            self.conflicts + conflicts,
        )


_NOUNS = ("report", "paper", "claim", "row", "conflict")


def parse(file: files.File, settings: Settings) -> Parsed:
    """Read one file; what cannot be read is a problem."""
    data = files.read(file, settings.largest)
    if isinstance(data, Problem):
        return Parsed(None, (data,))
    source = Source(file.name, sha256(data).hexdigest())
    return read(data, source, file.path, dialect(settings.lexicon))


class Gathered(NamedTuple):
    """Reports by scope, in the order of the scopes' hashes."""

    scopes: dict[str, tuple[Scope, list[Report]]]
    problems: tuple[Problem, ...]


def gather(found: Iterable[files.File], settings: Settings) -> Gathered:
    """Read every file and put its report under its scope."""
    scopes: dict[str, tuple[Scope, list[Report]]] = {}
    problems: list[Problem] = []
    for file in found:
        parsed = parse(file, settings)
        problems += parsed.problems
        if parsed.report is not None:
            own = scope(parsed.report)
            scopes.setdefault(own.hash, (own, []))[1].append(parsed.report)
    return Gathered(dict(sorted(scopes.items())), tuple(problems))


def blocks(gathered: Gathered, settings: Settings) -> Iterator[Block]:
    """The block of every scope, in order."""
    tools = Workshop(reader(settings.lexicon).read, settings.agent, settings.curated)
    for own, reports in gathered.scopes.values():
        yield block(own, reports, tools)


class Built(NamedTuple):
    """What a build came to: counts, and every problem met."""

    counts: Counts
    problems: tuple[Problem, ...]
    written: bool = True


@dataclass(slots=True)
class Tail:
    """What blocks leave for the end of the graph: nodes that any report may share, and a person's judgements."""

    curated: Curated
    shared: Nodes = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)

    def take(self, done: Block) -> None:
        """Keep what a block shares with others."""
        for name, statements in done.shared().items():
            if self.shared.setdefault(name, statements) != statements:
                self.shared |= merged(({name: self.shared[name]}, {name: statements}))
        if self.curated.judgements:
            self.seen |= self.curated.ends & (done.claims.keys() | {done.scope.name})

    def sections(self) -> Iterator[Section]:
        """Concepts, papers, publishers; then the judgements."""
        yield Section("Things named, papers listed, publishers", "", dict(sorted(self.shared.items())))
        known = self.seen | (self.curated.ends & self.shared.keys())
        if judged := self.curated.nodes(known):
            yield Section("Links that a person asserts or denies", "", judged)

    def problems(self) -> tuple[Problem, ...]:
        """Judgements on what the graph does not have."""
        return self.curated.unknown(self.seen | self.shared.keys())


def sections(gathered: Gathered, settings: Settings, quads: bool = False) -> Iterator[Section]:
    """The parts of the graph in the order they are written."""
    tail = Tail(settings.curated)
    for done in blocks(gathered, settings):
        tail.take(done)
        yield from done.sections(quads)
    yield from tail.sections()


def run_of(gathered: Gathered, settings: Settings) -> Run:
    """What is stated of the build as a whole."""
    sources = {report.source.sha256 for _, reports in gathered.scopes.values() for report in reports}
    words = tuple(part for part in (settings.lexicon.fingerprint, settings.curated.sha256) if part)
    return Run(settings.agent, VERSION, words, sources)
