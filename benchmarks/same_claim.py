"""How well claims are told to be the same: the generated truth against identity and asserted links.

    python -m benchmarks.same_claim CORPUS

A pair is two rows of one paper, of different reports. It is *true* if both print one true claim and neither had a
number changed: a changed number is a conflict or nothing, never the same. It is *decidable* if no other true claim of
the paper could have been printed as either text, and if neither was put in other words without three numbers to know
it by.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import claimgraph as cg
from claimgraph.graph import Graph

_SAME = ("cg:variantOf", "cg:completes")


def families(graph: Graph) -> dict[str, str]:
    """For every claim the least claim it is linked with as the same."""
    least = {claim.id: claim.id for claim in graph.claims}

    def root(claim: str) -> str:
        while least[claim] != claim:
            claim = least[claim]
        return claim

    for claim in graph.claims:
        for term in _SAME:
            for other in claim.refs(term):
                one, two = sorted((root(claim.id), root(other)))
                least[two] = one
    return {claim: root(claim) for claim in least}


def main() -> None:
    """Print precision and recall over decidable pairs, and the share left out."""
    corpus = Path(sys.argv[1])
    graph = cg.build(corpus / "reports")
    family = families(graph)
    found: dict[tuple[str, int], str] = {}
    for row in graph.assertions:
        (source,) = graph.out(row.id, "oa:hasSource")
        found[source.one("schema:name"), row.one("cg:position")] = row.refs("cg:asserts")[0]
    by_paper = defaultdict(list)
    meant = defaultdict(set)
    for line in (corpus / "truth.tsv").read_text("utf-8").splitlines():
        name, number, claim, change, text = line.split("\t")
        paper = claim.split("/")[0]
        by_paper[paper].append((name, claim, change, text, found[name, int(number)]))
        meant[paper, text].add(claim)
    right = wrong = missed = left_out = 0
    for paper, rows in by_paper.items():
        for one, two in combinations(rows, 2):
            if one[0] == two[0]:
                continue
            same = one[1] == two[1] and "number" not in (one[2], two[2])
            told = family[one[4]] == family[two[4]]
            unsure = any(
                len(meant[paper, row[3]]) > 1 or (row[2] == "worded" and row[3].count("pm") < 3) for row in (one, two)
            )
            if unsure or (one[1] == two[1] and not same and one[3] == two[3]):
                left_out += same
            elif told:
                right, wrong = right + (one[1] == two[1]), wrong + (one[1] != two[1])
            else:
                missed += same
    decided = right + missed
    print(f"precision {right / max(1, right + wrong):.4f} ({wrong} of {right + wrong} pairs wrong)")
    print(f"recall    {right / max(1, decided):.4f} ({missed} of {decided} pairs missed)")
    print(f"left out  {left_out} of {decided + left_out} true pairs")


if __name__ == "__main__":
    main()
