"""Folders of small reports for the tests of shares, caches and clusters: few papers, few claims, much in common."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from hypothesis import strategies as st

from claimgraph import api, files, output
from claimgraph.problems import Problem
from tests.reports import Made

STREAMS = ("ttl", "nt", "nq", "trig", "jsonld", "rdf")

PAPERS = ("A Study of Pruning", "a study of  pruning", "Specializing Models", "On Größe and 知识", "")
LONG = (
    "Accuracy rises by 3.1 points on average, and the error of the whole falls far "
    "below that of every other system tried so far."
)
CLAIMS = (
    "FASTT achieves 92.43 ± 0.16, 91.2 ± 0.2, 88.1 and 70.9.",
    "FASTT achieves 94.43 ± 0.16, 91.2 ± 0.2, 88.1 and 70.9.",
    "FASTT outperforms LAPT on the XNLI benchmark.",
    "LAPT outperforms FASTT on MMLU",
    "Vocabulary augmentation offers an appealing balance of performance and cost.",
    "vocabulary augmentation offers an appealing balance of performance and cost",
    LONG[:120],
    LONG,
    'A "quoted" claim \\ with <odd> & letters \u2028 and \u200f and 知识图谱.',
)
REFERENCES = (
    "<http://arxiv.org/abs/2106.09063v4>",
    "<http://arxiv.org/abs/2503.20786v1>",
    "doi:10.1000/XYZ.9",
    "https://example.org/a%20b?c=d#e",
    "nothing that can be read",
)
NOT_REPORTS = ("", "just a note\n", "no\x00report")

rows = st.lists(
    st.tuples(
        st.sampled_from(CLAIMS), st.sampled_from(("✓", "×", "?")), st.sampled_from(("0.41", "0.10", "7%", "1.7"))
    ),
    max_size=4,
)
texts = st.one_of(
    st.sampled_from(NOT_REPORTS),
    st.builds(
        lambda **parts: Made(**parts).text(),
        title=st.sampled_from(("Effects of Pruning", "Effects of Pruning ", "Other Effects")),
        publisher=st.sampled_from(("Example Institute", "EXAMPLE institute", "Elsewhere")),
        date=st.sampled_from(("June 26, 2026", "2026-02-30")),
        examined=st.sampled_from(PAPERS),
        question=st.sampled_from(("How does FASTT fare on MMLU?", "Why?")),
        rows=rows,
        references=st.lists(st.sampled_from(REFERENCES), max_size=3),
    ),
)
names = st.sampled_from(("a.txt", "b.md", "c.txt", "d/e.txt", "d/f.txt", "g/h/ï.txt"))
folders = st.dictionaries(names, texts, max_size=6)


class Outcome(NamedTuple):
    """What a build wrote, file by file, and what it told."""

    written: dict[str, bytes]
    problems: tuple[Problem, ...]
    counts: str


def fill(folder: Path, reports: dict[str, str]) -> None:
    """Put reports into a folder."""
    for name, text in reports.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")


def built(reports: Path, out: Path, wish: api.Wish, endings: tuple[str, ...] = STREAMS) -> tuple[Outcome, api.Built]:
    """Build into a folder, one file for each ending."""
    out.mkdir(exist_ok=True)
    targets = [output.target(str(out / f"graph.{ending}")) for ending in endings]
    done = api.write(files.find([str(reports)]), targets, api.settings(), wish)
    return outcome(out, done, endings), done


def outcome(out: Path, done: api.Built, endings: tuple[str, ...] = STREAMS) -> Outcome:
    """What is there after a build."""
    paths = {ending: out / f"graph.{ending}" for ending in endings}
    written = {ending: path.read_bytes() for ending, path in paths.items() if path.exists()}
    return Outcome(written, done.problems, str(done.counts))


def many(count: int) -> dict[str, str]:
    """So many reports on a third as many papers, the same on every run."""
    return {
        f"{number:04}.txt": Made(
            title=f"Report {number}",
            examined=PAPERS[0] if number % 7 == 0 else f"Paper {number % (count // 3 + 1)}",
            rows=[(CLAIMS[(number + rank) % len(CLAIMS)], "✓", f"0.{(number + rank) % 90 + 10}") for rank in range(5)],
            references=(REFERENCES[number % 4], f"<http://arxiv.org/abs/2106.{number % 50:05}v1>"),
        ).text()
        for number in range(count)
    }
