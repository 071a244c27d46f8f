"""Reports made for tests, with just what a test needs."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from claimgraph import files
from claimgraph.checks import Checked, check_reports
from claimgraph.pipeline import Settings
from claimgraph.problems import Problem

Row = tuple[str, str, str]
WHOLE = "VA achieves 91.38 ± 0.56, 92.70 ± 0.11, 84.82 ± 1.00, and {} ± 0.16 performance."


def report(
    rows: Iterable[Row], *, title: str = "A Report", results: str = "", question: str = "How well?", more: str = ""
) -> str:
    """A report in the usual form; its counts fit its rows unless ``results`` says otherwise."""
    listed = list(rows)
    ticks = sum(mark == "✓" for _, mark, _ in listed)
    results = results or (
        f"3 papers retrieved. {len(listed)} claims extracted; {ticks} independently verified."
        " Quality review score: 7.4/10."
    )
    table = "\n".join("\t".join(row) for row in listed)
    return (
        f"# {title}\n\nSome Publisher\n\nJune 26, 2026\n\n## Abstract\n\nShort.\n\n## 1 Introduction\n\n"
        f"This paper examines: One Paper. Research question: {question}\n\n## 3 Results\n\n{results}\n\n{more}"
        f"## 5 Extracted Claims\n\nClaim\tVerified\tConfidence\n{table}\n\n"
        "## References\n\n- <http://arxiv.org/abs/2106.09063v4>\n"
    )


def put(folder: Path, **texts: str) -> list[str]:
    """Write reports into a folder, each under its name, and give their paths."""
    paths = []
    for name, text in texts.items():
        path = folder / f"{name}.txt"
        path.write_text(text, encoding="utf-8", newline="")
        paths.append(str(path))
    return paths


def check(folder: Path, texts: Mapping[str, str], settings: Settings | None = None) -> Checked:
    """Check these reports together."""
    return check_reports(files.find(put(folder, **texts)), settings or Settings())


def found(folder: Path, **texts: str) -> list[Problem]:
    """What is wrong with these reports, in order."""
    return check(folder, texts).ordered()


def codes(problems: Iterable[Problem]) -> list[str]:
    """The codes of problems."""
    return [problem.code.value for problem in problems]


def only(problems: Iterable[Problem], code: str) -> list[Problem]:
    """The problems with this code."""
    return [problem for problem in problems if problem.code.value == code]
