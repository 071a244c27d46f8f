"""Makes reports of any number, with the truth about which rows print the same claim; the same seed, the same bytes.

    python -m benchmarks.corpus OUT N [--seed 7]

OUT/reports holds the reports in two dialects, OUT/truth.tsv a line a row: file, row, true claim, change, printed text.
Few papers are examined often and many seldom; a claim comes back as it was, with another number, cut or in other words.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

CHANGES, WEIGHTS = ("same", "number", "joined", "worded"), (82, 5, 6, 7)
_PARTS = ("ta", "ri", "mo", "le", "su", "ka", "ne", "vo", "di", "pa", "zu", "fe")
_TASKS = ("question answering", "machine translation", "object detection", "speech recognition", "summarization")
_TOPICS = ("Sparse Routing", "Prompt Distillation", "Causal Pooling", "Memory Pruning", "Graph Replay", "Token Mixing")
_FIELDS = ("under shift", "for long inputs", "with few labels", "on small devices", "in unseen languages")
_SAID = "Scores are the report's own and were made by a program. Readers should consult the primary sources."
_CUT = 120


def word(rng: random.Random) -> str:
    """A name that no lexicon lists."""
    return "".join(rng.choice(_PARTS) for _ in range(rng.randint(2, 3))).capitalize() + rng.choice(
        ("Net", "-R", "LM", "-2")
    )


class Paper:
    """An examined paper with its true claims: parts of a sentence, and numbers with or without a spread."""

    def __init__(self, number: int) -> None:
        rng = random.Random(f"paper {number}")
        self.number = number
        self.topic = f"{rng.choice(_TOPICS)} {rng.choice(_FIELDS)}"
        self.names = [word(rng) for _ in range(5)]
        self.sets = [word(rng).upper() for _ in range(3)]
        self.title = f"{self.topic.title()}: {self.names[0]} on {self.sets[0]} ({number})"
        self.abstract = f"We study {self.topic.lower()} with {self.names[0]} and {self.names[1]}. " * 4
        self.claims = [self._claim(rng) for _ in range(rng.randint(14, 28))]

    def _claim(self, rng: random.Random) -> tuple[str, list[tuple[str, str]], str]:
        subject, on = rng.choice(self.names), rng.choice(self.sets)
        if rng.random() < 0.45:
            size = rng.choice((1, 2, 3, 5, 8))
            pairs = [(f"{rng.uniform(20, 99):.2f}", f"{rng.uniform(0.1, 4):.2f}") for _ in range(size)]
            return f"{subject} achieves ", pairs, f" performance on {on}."
        task, field = rng.choice(_TASKS), rng.choice(_FIELDS)
        more = f" and the effect of {rng.choice(_TOPICS).lower()} holds to a more pronounced degree {field}"
        return f"{subject} improves {task} on {on} {field}" + (more if rng.random() < 0.5 else ""), [], "."

    def text(self, claim: int, change: str, rng: random.Random) -> str:
        """The sentence of a claim, changed in one way."""
        head, pairs, tail = self.claims[claim]
        if change == "worded":
            head = head.replace("achieves", "reaches").replace("improves", "is better at")
        numbers = list(pairs)
        if change == "number" and numbers:
            at = rng.randrange(len(numbers))
            numbers[at] = (f"{float(numbers[at][0]) + rng.choice((-2, -1, 1, 2)):.2f}", numbers[at][1])
        shown = [f"{value} ± {spread}" for value, spread in numbers]
        if len(shown) > 2:
            last = ", " if change == "joined" else ", and "
            return head + ", ".join(shown[:-1]) + last + shown[-1] + tail
        return head + " and ".join(shown) + tail


def report(number: int, paper: Paper, rng: random.Random) -> tuple[str, list[tuple[str, str, str]]]:
    """One report, and for each of its rows the true claim, the change and the printed text."""
    chosen = sorted(rng.sample(range(len(paper.claims)), min(len(paper.claims), rng.randint(10, 20))))
    marked = rng.random() < 0.6
    rows, truth = [], []
    for claim in chosen:
        change = rng.choices(CHANGES, WEIGHTS)[0]
        printed = paper.text(claim, change, rng)[:_CUT].rstrip().replace("±", "$\\pm$")
        rows.append(f"{printed}\t{'✓' if rng.random() < 0.75 else '×'}\t{rng.uniform(0.05, 0.9):.2f}")
        truth.append((f"{paper.number}/{claim}", change, printed))
    ticks = sum("\t✓\t" in row for row in rows)
    one, two = ("# ", "## ") if marked else ("", "")
    papers, score = rng.randint(8, 15), f"{rng.uniform(6, 9):.1f}"
    day = f"{rng.choice(('May', 'June', 'July'))} {rng.randint(1, 28)}, 2026"
    cited = [
        f"- <http://arxiv.org/abs/{rng.randint(15, 26)}{rng.randint(1, 12):02}.{rng.randint(1, 19999):05}v1>"
        for _ in range(3)
    ]
    lines = [
        *("", "", f"{one}{paper.topic.title()} in Practice, Part {number}", "", "Example Desk", "", day, ""),
        *(f"{two}Abstract", "", paper.abstract.strip(), "", f"{two}1 Introduction", ""),
        f"This paper examines: {paper.title}. Research question: How does {paper.names[0]} fare on {paper.sets[1]}?.",
        *("", f"{two}2 Methodology", "", f"A search yielded {papers} papers.", "", f"{two}3 Results", ""),
        f"{papers} papers retrieved. {len(rows)} claims extracted; {ticks} independently verified. "
        f"Quality review score: {score}/10.",
        *(
            "",
            f"{two}4 Limitations",
            "",
            _SAID,
            "",
            f"{two}5 Extracted Claims",
            "",
            "Claim\tVerified\tConfidence",
            *rows,
        ),
        *("", f"{two}References", "", *cited),
    ]
    return "\n".join(lines), truth


def make(out: Path, count: int, seed: int = 7) -> None:
    """Write a corpus."""
    rng = random.Random(seed)
    papers: dict[int, Paper] = {}
    weights = [1 / (rank + 5) ** 0.9 for rank in range(max(2, count // 3))]
    chosen = rng.choices(range(len(weights)), weights, k=count)
    (out / "reports").mkdir(parents=True, exist_ok=True)
    with (out / "truth.tsv").open("w", encoding="utf-8") as told:
        for number, rank in enumerate(chosen):
            text, truth = report(number, papers.setdefault(rank, Paper(rank)), rng)
            name = f"{number:06}.txt"
            (out / "reports" / name).write_text(text, "utf-8")
            told.writelines(
                f"{name}\t{row}\t{claim}\t{change}\t{printed}\n"
                for row, (claim, change, printed) in enumerate(truth, 1)
            )


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("out", type=Path)
    asked.add_argument("count", type=int)
    asked.add_argument("--seed", type=int, default=7)
    given = asked.parse_args()
    make(given.out, given.count, given.seed)
