"""Made reports for tests: one function that prints a report in any of the forms a real folder holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

Row = tuple[str, str, str]

ROWS: tuple[Row, ...] = (
    ("Pruning improves recall on small corpora.", "✓", "0.41"),
    ("Distillation does not change the error rate.", "×", "0.08"),
)


@dataclass(frozen=True)
class Made:
    """The parts of a report; ``text`` prints them."""

    title: str = "Effects of Pruning on Retrieval"
    publisher: str = "Example Institute"
    date: str = "June 26, 2026"
    abstract: str = "We study pruning."
    examined: str = "A Study of Pruning"
    question: str = "How does pruning affect recall?"
    rows: Sequence[Row] = ROWS
    references: Sequence[str] = ("<http://arxiv.org/abs/2106.09063v4>", "<http://arxiv.org/abs/2503.20786v1>")
    score: str = "7.4/10"
    papers: int = 11
    claims: int | None = None
    verified: int | None = None
    heading: str = "## "

    def but(self, **changes: object) -> Made:
        """The same report with parts changed."""
        return replace(self, **changes)  # type: ignore[arg-type]

    def table(self) -> str:
        """The claims table with its header."""
        return "\n".join(["Claim\tVerified\tConfidence", *("\t".join(row) for row in self.rows)])

    def text(self) -> str:
        """The report as printed."""
        head = self.heading
        claims = len(self.rows) if self.claims is None else self.claims
        ticks = sum(row[1] == "✓" for row in self.rows) if self.verified is None else self.verified
        return "\n\n".join(
            [
                f"{'# ' if head else ''}{self.title}",
                self.publisher,
                self.date,
                f"{head}Abstract",
                self.abstract,
                f"{head}1 Introduction",
                f"This paper examines: {self.examined}. Research question: {self.question}.",
                f"{head}2 Methodology",
                f"Systematic literature search across multiple databases yielded {self.papers} papers. "
                f"An independent multi-reviewer assessment produced a quality score of {self.score}.",
                f"{head}3 Results",
                f"{self.papers} papers retrieved. {claims} claims extracted; {ticks} independently verified. "
                f"Quality review score: {self.score}.",
                f"{head}5 Extracted Claims",
                self.table(),
                f"{head}References",
                "\n".join(f"- {reference}" for reference in self.references),
            ]
        )
