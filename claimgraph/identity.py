"""Which known work an examined title is: never printed by a report, so always stated as inferred, with its ground."""

from __future__ import annotations

from collections.abc import Mapping

from claimgraph import ids
from claimgraph.facts import TYPE, Nodes, Scope
from claimgraph.model import Report
from claimgraph.terms import Name

_KNOWN = ("arxiv", "doi")
RELATION = "cg:inferredSameAs"


def inferred(scope: Scope, reports: Mapping[Name, Report], agent: Name) -> Nodes:
    """The work that an examined title is held to be: the one reference shared by all reports on it, if two or more.

    Nothing is stated where there are fewer than two reports, or where they share no reference or several.
    """
    names = sorted(reports)
    if len(names) < 2 or not scope.title:
        return {}
    shared = set.intersection(
        *(
            {(entry.kind, entry.key) for entry in report.references if entry.kind in _KNOWN}
            for report in reports.values()
        )
    )
    if len(shared) != 1:
        return {}
    kind, key = shared.pop()
    paper = ids.arxiv(key) if kind == "arxiv" else ids.paper(key, kind)
    record = ids.link("inferred-same-as", scope.name.partition(":")[2], paper.partition(":")[2])
    shown = f"arXiv {key}" if kind == "arxiv" else f"DOI {key}"
    return {
        scope.name: [(RELATION, paper)],
        record: [
            (TYPE, Name("cg:PaperLink")),
            ("rdf:subject", scope.name),
            ("rdf:predicate", Name(RELATION)),
            ("rdf:object", paper),
            (
                "dcterms:description",
                f"All {len(names)} reports on this title list {shown}, and it is the only reference they share.",
            ),
            *(("prov:wasDerivedFrom", name) for name in names),
            ("sssom:mapping_justification", Name("semapv:LogicalReasoning")),
            ("prov:wasAttributedTo", agent),
        ],
    }
