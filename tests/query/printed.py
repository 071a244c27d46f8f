"""The seeds read a second time, by a few lines that share nothing with the package: what the answers must rest on."""

import re
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple


class Row(NamedTuple):
    """One printed row."""

    file: str
    line: int
    start: int
    text: str
    verified: bool
    confidence: Decimal

    @property
    def claim(self) -> str:
        """The wording, with ± spelled one way."""
        return self.text.replace(r"$\pm$", "±")

    @property
    def end(self) -> int:
        mark = "✓" if self.verified else "×"
        return self.start + len(f"{self.text}\t{mark}\t{self.confidence}".encode())

    @property
    def cut(self) -> bool:
        return len(self.claim) >= 119


class Report(NamedTuple):
    """One report, as far as the questions need it."""

    file: str
    title: str
    date: str
    paper: str
    question: str
    score: Decimal
    papers: int
    declared: int
    verified: int
    references: tuple[str, ...]
    rows: tuple[Row, ...]


_MONTHS = ["June", "July"]


def _report(path: Path) -> Report:
    data = path.read_bytes()
    text = data.decode()
    lines = text.split("\n")
    month, day, year = re.findall(r"^(\w+) (\d+), (\d{4})$", text, re.M)[0]
    papers, declared, verified = map(
        int, re.findall(r"^(\d+) papers retrieved\. (\d+) claims \D+(\d+) ", text, re.M)[0]
    )
    rows, start = [], 0
    for number, line in enumerate(lines, 1):
        if line.count("\t") == 2 and not line.startswith("Claim\t"):
            claim, mark, confidence = line.split("\t")
            rows.append(Row(path.name, number, start, claim, mark == "✓", Decimal(confidence)))
        start += len(line.encode()) + 1
    return Report(
        file=path.name,
        title=next(line for line in lines if line).removeprefix("# "),
        date=f"{year}-{_MONTHS.index(month) + 6:02}-{int(day):02}",
        paper=re.findall(r"This paper examines: (.*?)\. Research question", text)[0],
        question=re.findall(r"Research question: (.*)\.$", text, re.M)[0],
        score=Decimal(re.findall(r"Quality review score: (\d+\.\d)/10", text)[0]),
        papers=papers,
        declared=declared,
        verified=verified,
        references=tuple(re.findall(r"arxiv\.org/abs/(\d+\.\d+)v\d+>", text)),
        rows=tuple(rows),
    )


def reports(folder: Path) -> list[Report]:
    """Every report of the seeds, by file name."""
    return [_report(path) for path in sorted(folder.glob("*.txt"))]


def prints(folder: Path) -> dict[str, list[Row]]:
    """The rows that print each claim."""
    found = defaultdict(list)
    for report in reports(folder):
        for row in report.rows:
            found[row.claim].append(row)
    return dict(found)
