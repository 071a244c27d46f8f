"""How well claims are told to be the same: the generated truth against identity and asserted links.

    python -m benchmarks.same_claim CORPUS

Two rows of one paper are *told* the same if they state one claim node, or if ``variantOf`` and ``completes`` lead from
one to the other. They *are* the same if the corpus made both from one true claim, and no number that is still to be
seen was changed in one and not in the other.

Precision is over pairs of all rows but those whose text two true claims of the paper begin with, and those with a
changed number that some printing of the claim is too short to show: nothing tells these apart. Recall is over pairs of
*decidable* rows: of the rest, those not put in other words, or with three numbers to be known by. Changed numbers are
counted apart: they should be conflicts where three or more results can be compared.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.measure import table
from claimgraph import files, pipeline
from claimgraph.assemble import Block
from claimgraph.pipeline import Settings
from claimgraph.spool import Spool

_SAME = ("cg:variantOf", "cg:completes")
_WORDED = ("worded", "word")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_PAIR = re.compile(r"\d+\.\d+ ± \d+\.\d+")


class Row(NamedTuple):
    """One printed row: what it truly states, whether that can be told at all, and what was told."""

    truth: str
    altered: bool
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


class Line(NamedTuple):
    """One line of the truth: the row, the paper and claim it truly prints, how it was changed, its text."""

    file: str
    number: int
    paper: str
    true: str
    change: str
    text: str


def truth(corpus: Path) -> list[Line]:
    """The generated truth; rows count from 1, in some corpora from 0."""
    told = [line.split("\t") for line in (corpus / "truth.tsv").read_text("utf-8").splitlines()]
    first = min(int(number) for _, number, *_ in told)
    return [
        Line(file, int(number) + 1 - first, true.partition("/")[0], true, change, rest[-1].replace("$\\pm$", "±"))
        for file, number, true, change, *rest in told
    ]


def rows(corpus: Path, found: dict[tuple[str, int], tuple[str, str]]) -> Iterator[Row]:
    """Every row of the corpus with its truth."""
    lines = truth(corpus)
    sound: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    printing: dict[tuple[str, str], set[str]] = defaultdict(set)
    whole: dict[str, str] = {}
    for line in lines:
        printing[line.paper, line.text].add(line.true)
        if line.change != "number":
            whole[line.true] = max(whole.get(line.true, ""), line.text, key=len)
            sound[line.paper][line.true].add(line.text)
    begun: dict[tuple[str, str], bool] = {}
    for line in lines:
        forms = sound[line.paper]
        other_number = line.change == "number" and not _agree(line.text, whole.get(line.true, "?"))
        shows = line.true in whole and not any(_agree(line.text, form) for form in forms[line.true])
        changed = other_number and shows
        if (line.true, line.text) not in begun:
            begun[line.true, line.text] = any(
                form.startswith(line.text) for true, others in forms.items() if true != line.true for form in others
            )
        comparable = len(_PAIR.findall(line.text)) >= 3
        alone = (
            not begun[line.true, line.text] and len(printing[line.paper, line.text]) == 1 and changed == other_number
        )
        known = alone and not changed and (line.change not in _WORDED or comparable)
        said = f"{line.true} {_NUMBER.findall(line.text)}" if changed else line.true
        claim_name, family = found[line.file, line.number]
        yield Row(said, line.change == "number", changed, comparable, alone, known, family, claim_name)


def _agree(one: str, other: str) -> bool:
    """Whether two texts give the same numbers as far as both go; the last of the shorter may be cut."""
    here, there = _NUMBER.findall(one), _NUMBER.findall(other)
    last = min(len(here), len(there)) - 1
    return here[: max(last, 0)] == there[: max(last, 0)] and (
        last < 0 or here[last].startswith(there[last]) or there[last].startswith(here[last])
    )


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
        truths[row.claim].add((row.truth.partition(" ")[0], row.altered))
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
