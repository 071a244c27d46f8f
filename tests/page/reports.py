"""Reports for the page tests: hostile ones, and as many plain ones as are asked for, the same on every run."""

import random
from pathlib import Path

HOSTILE = (
    "<script>window.harm = 1</script> is what this claim says.",
    '<img src=x onerror="window.harm = 2"> should stay text.',
    'A link with href in it: <a href="javascript:window.harm = 3">click</a>',
    "</script><script>window.harm = 4</script><!-- and a comment",
    "Line\u2028separator and paragraph\u2029separator inside.",
    "__proto__ and constructor and toString are words too.",
    "javascript:window.harm = 5",
    "\"quotes' and `ticks` and ${window.harm = 6} and {{ 7 * 7 }}",
    '=HYPERLINK("http://example.org","open")',
    "&lt;b&gt; is an entity, &amp; stays one.",
    "right to \u202eleft\u202c and \u0001 a control character",
)

_REPORT = """

# {title}

Assignee Research

{date}

## Abstract

{abstract}

## 1 Introduction

This paper examines: {paper}. Research question: {question}?.

## 2 Methodology

Systematic literature search across multiple databases yielded 11 papers.

## 3 Results

11 papers retrieved. {rows} claims extracted; {ticks} independently verified. Quality review score: 7.4/10.

## 5 Extracted Claims

Claim	Verified	Confidence
{table}

## References

- <http://arxiv.org/abs/{arxiv}v1>"""


def report(title: str, paper: str, rows: list[tuple[str, bool, str]], day: int = 26, question: str = "Why") -> str:
    """The text of one report."""
    table = "\n".join(f"{text}\t{'✓' if verified else '×'}\t{confidence}" for text, verified, confidence in rows)
    ticks = sum(verified for _, verified, _ in rows)
    return _REPORT.format(
        title=title, paper=paper, table=table, rows=len(rows), ticks=ticks, question=question, abstract="None.",
        date=f"June {day}, 2026", arxiv=f"2106.{day:05}",
    )  # fmt: skip


def write_hostile(folder: Path) -> None:
    """Two reports whose every text tries something."""
    rows = [(text, at % 2 == 0, f"0.{at + 10}") for at, text in enumerate(HOSTILE)]
    title = "<svg onload=window.harm=8> & <b>bold</b> href"
    (folder / "one.txt").write_text(report(title, "<i>Paper</i> href", rows, question="<u>What</u> of MMLU"), "utf-8")
    (folder / "two.txt").write_text(report("Second", "<i>Paper</i> href", rows[:4], day=27), "utf-8")


def write_many(folder: Path, count: int) -> None:
    """So many plain reports on a few papers, with shared claims, single claims and some that differ."""
    chance = random.Random(7)
    for number in range(count):
        paper = number % max(1, count // 5)
        rows = []
        for claim in chance.sample(range(40), 14):
            value = 60 + claim + (0.5 if chance.random() < 0.02 else 0)
            numbers = f"{value:.2f} $\\pm$ 0.11, {value + 1:.2f} $\\pm$ 0.12, and {claim + 3:.2f} $\\pm$ 0.13"
            text = (
                f"Method M{paper}x{claim} achieves {numbers}." if claim % 3 else f"Idea {claim} of paper {paper} helps."
            )
            rows.append((text, claim % 7 != 0, f"0.{10 + claim}"))
        text = report(f"Report number {number}", f"Paper of number {paper}", rows, day=1 + number % 30)
        (folder / f"{number:04}.txt").write_text(text, "utf-8")
