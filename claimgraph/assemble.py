"""Reports to blocks: every report falls under one scope, and each scope becomes one block of the graph.

The work is a map over reports and a reduce per scope. Blocks come in the order of their scope's hash, so that any way
of sharing out the work gives the same bytes.
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
from claimgraph.facts import (
    TYPE,
    Claim,
    Claims,
    Facts,
    Nodes,
    Rows,
    Scope,
    Stated,
    Statements,
    concept,
    merged,
    report_name,
)
from claimgraph.identity import inferred
from claimgraph.links import Linked, described, links
from claimgraph.mentions import Reading
from claimgraph.model import Report
from claimgraph.terms import ONTOLOGY, ONTOLOGY_VERSION, Iri, Name, Relative


class Section(NamedTuple):
    """Nodes that are written together, under a title; ``graph`` names the report in formats with named graphs.

    ``plain`` are all nodes but those of the ``rows`` or ``claims`` that follow them.
    """

    title: str
    graph: str
    plain: Nodes
    rows: Rows | None = None
    claims: Claims | None = None

    @property
    def nodes(self) -> Nodes:
        """All nodes of the section."""
        if self.rows:
            return self.plain | self.rows.nodes()
        return self.plain | self.claims.nodes() if self.claims else self.plain


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
            yield from self._shared_in_scope()
        elif self.links:
            yield Section(f"Links: {self.scope.title or 'no paper named'}", "", self.links)

    def _shared_in_scope(self) -> Iterator[Section]:
        """What the scope's reports share, in reading order: paper, questions, each claim with its results, links."""
        links = dict(self.links)
        context = merged(facts.context for facts in self.facts)
        for name in context.keys() & links.keys():
            context[name] = context[name] + links.pop(name)
        papers_first = {name: context[name] for name in sorted(context)}
        texts: dict[Name, list[Claim]] = {}
        for claim in self.texts:
            texts.setdefault(claim.name, []).append(claim)
        entries = tuple([Stated(tuple(texts[name]), links.pop(name, [])) for name in sorted(texts)])
        yield Section(f"Claims about: {self.scope.title or 'no paper named'}", "", papers_first, None, Claims(entries))
        if links:
            yield Section("", "", dict(sorted(links.items())))

    def shared(self) -> Iterator[Nodes]:
        """What reports of any scope may share: concepts, listed papers, publishers."""
        for facts in self.facts:
            yield facts.named
        for mention in dict.fromkeys(mention for claim in self.texts for mention in claim.reading.mentions):
            yield {mention.concept: concept(mention)}


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
    several = len({said.report for said in facts}) > 1
    found = links(claims.values(), printed_by) if several else Linked((), ())
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
