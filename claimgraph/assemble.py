"""Reports to blocks: every report falls under one scope, and each scope becomes one block of the graph.

The work is a map over reports and a reduce per scope. Blocks come in the order of their scope's hash, so that any way of
sharing out the work gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from claimgraph import ids
from claimgraph.curated import Curated
from claimgraph.facts import TYPE, Claim, Facts, Nodes, Rows, Scope, Statements, merged, report_name
from claimgraph.identity import inferred
from claimgraph.links import Linked, described, links
from claimgraph.mentions import Reading
from claimgraph.model import Report
from claimgraph.terms import ONTOLOGY, ONTOLOGY_VERSION, Iri, Name, Relative


class Section(NamedTuple):
    """Nodes that are written together, under a title; ``graph`` names the report in formats with named graphs.

    ``plain`` are all nodes but those of the ``rows`` that follow them.
    """

    title: str
    graph: str
    plain: Nodes
    rows: Rows | None = None

    @property
    def nodes(self) -> Nodes:
        """All nodes of the section."""
        return self.plain | self.rows.nodes() if self.rows else self.plain


@dataclass(frozen=True, slots=True)
class Block:
    """One scope of the graph: what each of its reports says, and how their claims relate.

    ``texts`` are the claims as printed, ``claims`` have one text each.
    """

    scope: Scope
    facts: tuple[Facts, ...]
    texts: tuple[Claim, ...]
    claims: dict[Name, Claim]
    linked: Linked
    links: Nodes

    def sections(self, quads: bool = False) -> Iterator[Section]:
        """What is written of the block: each report, then what the scope's reports share and how its claims relate.

        With named graphs, each report's graph holds all that it says, and the links stand outside.
        """
        for name, group in groupby(self.facts, key=attrgetter("report")):
            first, *others = group
            titles = [str(value) for term, value in first.about[name] if term == "dcterms:title"]
            title = titles[0] if titles else "report without a title"
            if quads:
                parts = [part for facts in (first, *others) for part in (facts.own, facts.scoped, facts.shared)]
                yield Section(title, name, merged(parts))
            elif others:
                yield Section(title, "", merged(facts.own for facts in (first, *others)))
            else:
                yield Section(title, "", first.about, first.rows)
        if not quads:
            yield Section(f"Claims about: {self.scope.title or 'no paper named'}", "", self._shared_in_scope())
        elif self.links:
            yield Section(f"Links: {self.scope.title or 'no paper named'}", "", self.links)

    def _shared_in_scope(self) -> Nodes:
        """What the reports of the scope share, in reading order: paper, questions, each claim with its results, links."""
        context = merged(facts.context for facts in self.facts)
        claims: dict[str, Nodes] = {}
        for claim in self.texts:
            known = claims.get(claim.name)
            claims[claim.name] = merged((known, claim.scoped)) if known else claim.scoped
        nodes: Nodes = {}
        for name in sorted(context.keys() | claims.keys() | self.links.keys(), key=_reading_order):
            if name in claims:
                nodes |= claims[name]
            else:
                nodes[name] = context.get(name, [])
            if name in self.links:
                nodes[name] = nodes[name] + self.links[name]
        return nodes

    def shared(self) -> Iterator[Nodes]:
        """What reports of any scope may share: concepts, listed papers, publishers."""
        yield from (facts.named for facts in self.facts)
        yield from (claim.shared for claim in self.texts)


_READING = {kind: str(rank) for rank, kind in enumerate(("paper", "report", "question", "claim", "link"))}


def _reading_order(name: str) -> str:
    """What nodes are sorted by: their kind's place, then their name."""
    return _READING[name.partition(":")[0]] + name


class Workshop(NamedTuple):
    """What every block is made with: the reader of texts, the software's name, and a person's judgements."""

    read: Callable[[str], Reading]
    agent: Name
    curated: Curated


def block(scope: Scope, reports: Iterable[Report], tools: Workshop) -> Block:
    """State and link the reports of one scope, given in any order."""
    statements = Statements(scope, tools.read)
    stated = sorted(((report_name(report), report) for report in reports), key=lambda pair: (pair[0], pair[1].source))
    facts = tuple([statements.report(report, name) for name, report in stated])
    texts = tuple(statements.texts)
    claims = {claim.name: claim for claim in texts}
    printed_by: dict[Name, set[Name]] = {name: set() for name in claims}
    for said in facts:
        for claim in said.texts:
            printed_by[claim.name].add(said.report)
    found = links(claims.values(), printed_by)
    speaks_of = tools.curated.speaks_of
    linked = found._replace(links=tuple(link for link in found.links if not speaks_of(*link[:3])))
    identity = inferred(scope, dict(stated), tools.agent)
    if any(speaks_of(term, scope.name, str(value)) for term, value in identity.get(scope.name, ())):
        identity = {}
    return Block(scope, facts, texts, claims, linked, merged((described(linked.links, tools.agent), identity)))


@dataclass(slots=True)
class Run:
    """What is known of a build as a whole: the software, and the files that went in."""

    agent: Name
    version: str
    settings: tuple[str, ...] = ()
    sources: set[str] = field(default_factory=set)

    def nodes(self) -> Nodes:
        """The dataset, the run that made it and the software. A run is named by what went in, not by when."""
        hashed = sha256("\n".join(sorted(self.sources)).encode()).hexdigest()
        run = Name("run:" + ids.digest("run", self.version, *self.settings, hashed))
        used = sorted(ids.source(source) for source in self.sources)
        return {
            Relative("graph"): [
                (TYPE, Name("void:Dataset")),
                (TYPE, Name("prov:Entity")),
                ("dcterms:conformsTo", Iri(f"{ONTOLOGY}/{ONTOLOGY_VERSION}")),
                ("prov:wasGeneratedBy", run),
            ],
            run: [
                (TYPE, Name("prov:Activity")),
                ("prov:wasAssociatedWith", self.agent),
                *(("prov:used", source) for source in used),
            ],
            self.agent: [
                (TYPE, Name("prov:SoftwareAgent")),
                ("schema:name", "claimgraph"),
                ("schema:softwareVersion", self.version),
            ],
        }
