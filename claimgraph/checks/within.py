"""What is wrong within one report: what it declares of itself against what it prints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from claimgraph.checks.lines import Lines
from claimgraph.model import Report
from claimgraph.problems import Code, Problem, Where, counted
from claimgraph.readers.dialect import Dialect

_LOST_ROWS = (Code.BAD_ROW, Code.BAD_CONFIDENCE, Code.BAD_MARK, Code.EMPTY_CLAIM)


@dataclass(frozen=True, slots=True)
class Printed:
    """A report as read, with what finds the places of its words."""

    report: Report
    path: str
    lines: Lines
    dialect: Dialect

    def place(self, pattern: re.Pattern[str]) -> Where:
        """The first number that a pattern finds, or the report as a whole."""
        for index, line in enumerate(self.lines.of(self.path)):
            if match := pattern.search(line):
                group = next((rank for rank, text in enumerate(match.groups(), 1) if text), 0)
                return Where(self.path, index + 1, match.start(group) + 1, match.end(group) + 1)
        return Where(self.path)


def within(printed: Printed, told: Iterable[Problem]) -> Iterator[Problem]:
    """Counts that do not fit the table or the list, and a score off its scale.

    ``told`` are the problems of reading: a row that could not be read is a row all the same.
    """
    lost = sum(problem.code in _LOST_ROWS for problem in told)
    yield from _claims(printed, lost)
    yield from _verified(printed, lost)
    yield from _papers(printed)
    yield from _score(printed)


def _claims(printed: Printed, lost: int) -> Iterator[Problem]:
    report = printed.report
    rows = len(report.rows) + lost
    if report.claims_declared is not None and report.claims_declared != rows:
        unread = f", {lost} of them unreadable" if lost else ""
        declared = counted(report.claims_declared, "claim")
        message = f"the report declares {declared}, its table has {counted(rows, 'row')}{unread}"
        yield Problem(Code.CLAIM_COUNT, printed.place(printed.dialect.counts["claims"]), message, _COUNT_HINT)


def _verified(printed: Printed, lost: int) -> Iterator[Problem]:
    declared = printed.report.verified_declared
    ticks = sum(row.verified for row in printed.report.rows)
    if declared is not None and not ticks <= declared <= ticks + lost:
        message = f"the report declares {declared} verified, its table has {counted(ticks, 'tick')}"
        yield Problem(Code.VERIFIED_COUNT, printed.place(printed.dialect.counts["verified"]), message, _COUNT_HINT)


_COUNT_HINT = "both numbers are kept; compare the file with its first edition"


def _papers(printed: Printed) -> Iterator[Problem]:
    report = printed.report
    listed = len({(reference.kind, reference.key) for reference in report.references})
    if report.papers_declared is not None and report.papers_declared < listed:
        message = f"the report declares {counted(report.papers_declared, 'paper')} retrieved, yet lists {listed}"
        yield Problem(Code.PAPER_COUNT, printed.place(printed.dialect.counts["papers"]), message)


def _score(printed: Printed) -> Iterator[Problem]:
    score, scale = printed.report.score, printed.report.scale
    if score is not None and scale is not None and not 0 <= score <= scale:
        message = f"the score {score} does not lie on its scale, 0 to {scale}"
        yield Problem(
            Code.SCORE_OFF_SCALE, printed.place(printed.dialect.score), message, "the score is kept as printed"
        )
