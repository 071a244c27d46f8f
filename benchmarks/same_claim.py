"""How well claims are told to be the same: the generated truth against identity and asserted links.

    python -m benchmarks.same_claim CORPUS

Two rows of one paper are *told* the same if they state one claim node, or if ``variantOf`` and ``completes`` lead from
one to the other. They *are* the same if the corpus made both from one true claim, and no number that is still to be
seen was changed in one and not in the other.

Precision is over pairs of all rows but those whose text two true claims of the paper begin with: nothing tells those
apart. Recall is over pairs of *decidable* rows: of the rest, those not put in other words, or with three numbers to be
known by. Changed numbers are counted apart: they should be conflicts where three or more results can be compared.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.corpus import Paper
from benchmarks.measure import table
from claimgraph import files, pipeline
from claimgraph.assemble import Block
from claimgraph.pipeline import Settings
from claimgraph.spool import Spool

_SAME = ("cg:variantOf", "cg:completes")
_NUMBER = re.compile(r"\d+\.\d+")
_PAIR = re.compile(r"\d+\.\d+ ± \d+\.\d+")


class Row(NamedTuple):
    """One printed row: what it truly states, whether that can be told at all, and what was told."""

    paper: str
    truth: str
    changed: bool
    comparable: bool
    alone: bool
    decidable: bool
    family: str
    claim: str


class Told(NamedTuple):
    """Pairs of rows, counted; conflicts among rows with a changed number."""

    rows: int
    decidable: int
    right: int
    wrong: int
    true: int
    missed: int
    changed: int
    conflicts: int
    false_conflicts: int

    def table(self) -> str:
        """The figures as a table."""
        precision, recall = self.right / max(1, self.right + self.wrong), 1 - self.missed / max(1, self.true)
        return table(
            "same claims|found",
            ("rows; decidable", f"{self.rows:,}; {self.decidable / self.rows:.1%}"),
            ("precision over pairs", f"{precision:.4f} ({self.wrong:,} of {self.right + self.wrong:,} wrong)"),
            ("recall over pairs of decidable rows", f"{recall:.4f} ({self.missed:,} of {self.true:,} missed)"),
            ("rows with a changed number and three results; in a conflict", f"{self.changed:,}; {self.conflicts:,}"),
            ("conflicts between rows that were not changed", f"{self.false_conflicts:,}"),
        )


def families(block: Block) -> dict[str, str]:
    """For every claim of a scope one that it is told to be the same as."""
    least: dict[str, str] = {name: name for name in block.claims}

    def root(claim: str) -> str:
        while least[claim] != claim:
            claim = least[claim]
        return claim

    for link in block.linked.links:
        if link.relation in _SAME:
            least[root(link.subject)] = root(link.object)
    return {claim: root(claim) for claim in least}


def printed(corpus: Path) -> tuple[dict[tuple[str, int], tuple[str, str]], list[tuple[str, str]]]:
    """For every row, by file and number, its claim's name and family; and the conflicts between claims."""
    spool = Spool()
    pipeline.fill(spool, files.find([str(corpus / "reports")]).files, Settings())
    found: dict[tuple[str, int], tuple[str, str]] = {}
    conflicts: list[tuple[str, str]] = []
    for block in pipeline.blocks(spool.scopes(), Settings()):
        family = families(block)
        conflicts += ((link.subject, link.object) for link in block.linked.links if link.relation == "cg:contradicts")
        for facts in block.facts:
            name = next(str(value) for term, value in facts.about[facts.rows.source] if term == "schema:name")
            for row in facts.rows.printed:
                found[name, row.row.number] = (row.claim.name, family[row.claim.name])
    return found, conflicts


def rows(corpus: Path, found: dict[tuple[str, int], tuple[str, str]]) -> Iterator[Row]:
    """Every row of the corpus with its truth."""
    papers: dict[str, list[tuple[str, str]]] = {}
    for line in (corpus / "truth.tsv").read_text("utf-8").splitlines():
        name, number, true, change, text = line.split("\t")
        paper, claim = true.split("/")
        if paper not in papers:
            made, unused = Paper(int(paper)), random.Random(0)
            papers[paper] = [
                (made.text(each, "same", unused), made.text(each, "worded", unused)) for each in range(len(made.claims))
            ]
        shown = text.replace("$\\pm$", "±")
        seen, whole = _NUMBER.findall(shown), _NUMBER.findall(papers[paper][int(claim)][0])
        changed = any(one != other for one, other in zip(seen[:-1], whole, strict=False)) or bool(
            seen and not whole[len(seen) - 1].startswith(seen[-1])
        )
        comparable = len(_PAIR.findall(shown)) >= 3
        alone = changed or sum(any(form.startswith(shown) for form in forms) for forms in papers[paper]) < 2
        known = alone and not changed and (change != "worded" or comparable)
        truth = f"{true} {seen}" if changed else true
        claim_name, family = found[name, int(number)]
        yield Row(paper, truth, changed, comparable, alone, known, family, claim_name)


def pairs(counts: Counter[object]) -> int:
    """Pairs within each group."""
    return sum(count * (count - 1) // 2 for count in counts.values())


def told(corpus: Path) -> Told:
    """Count pairs and conflicts."""
    found, conflicts = printed(corpus)
    every = list(rows(corpus, found))
    alone, known = [row for row in every if row.alone], [row for row in every if row.decidable]
    right = pairs(Counter((row.family, row.truth) for row in alone))
    true = pairs(Counter(row.truth for row in known))
    truths: dict[str, set[tuple[str, bool]]] = defaultdict(set)
    for row in every:
        truths[row.claim].add((row.truth.partition(" ")[0], row.changed))
    changed = [row for row in every if row.changed and row.comparable]
    in_conflict = {end for ends in conflicts for end in ends}
    return Told(
        rows=len(every),
        decidable=len(known),
        right=right,
        wrong=pairs(Counter(row.family for row in alone)) - right,
        true=true,
        missed=true - pairs(Counter((row.family, row.truth) for row in known)),
        changed=len(changed),
        conflicts=sum(row.claim in in_conflict for row in changed),
        false_conflicts=sum(not any(changed for end in ends for _, changed in truths[end]) for ends in conflicts),
    )


if __name__ == "__main__":
    print(told(Path(sys.argv[1])).table(), end="")
