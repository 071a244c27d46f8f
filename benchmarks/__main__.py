"""Side by side in one run, by turns: claimgraph, the hand-formatted limit and others that make RDF of the same reports.

    python -m benchmarks [--reports N] [--rounds N] [--most N] [--write]

Prints tables in Markdown; ``--write`` puts them into docs/benchmarks.md. Ratios are what counts: machines differ, and
this one may be busy. With ``--most 100000`` the cost a report is followed up to that many.
"""

from __future__ import annotations

import argparse
import filecmp
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import rivals
from benchmarks.measure import by_turns, claimgraph, run, table, triples

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "benchmarks.md"
MARK = "<!-- made by `make bench` -->\n"
SLOW = {"naive rdflib": 2000, "naive rdflib, Turtle": 2000, "morph-kgc": 10_000, "maplib": 10_000}
"""Contenders that get no more than this many reports: triples are compared with triples, so they lose nothing by it."""


def beside(folder: Path, count: int, rounds: int) -> str:
    """claimgraph and the others; those that are slow, and claimgraph with them, on fewer reports."""
    sizes = sorted({min(count, SLOW.get(name, count)) for name in ("", *SLOW)})
    rows = []
    for size in sizes:
        reports = corpus(folder, size)
        own = {"claimgraph": folder / "own.nt", "claimgraph, Turtle": folder / "own.ttl"}
        others = {
            name: made
            for name, made in rivals.commands(reports, folder).items()
            if min(count, SLOW.get(name, count)) == size or name.startswith("by hand")
        }
        commands = {name: claimgraph("build", "-q", "-j1", reports, "-o", out) for name, out in own.items()}
        used = by_turns({**commands, **{name: command for name, (command, _) in others.items()}}, rounds)
        out_of = {**own, **{name: out for name, (_, out) in others.items()}}
        written = {name: triples(out) for name, out in out_of.items()}
        cost = {name: 1e6 * each.cpu / written[name] for name, each in used.items()}
        for name, each in used.items():
            same = "claimgraph, Turtle" if out_of[name].suffix == ".ttl" else "claimgraph"
            against = f"{cost[name] / cost[same]:.2f} ×"
            cells = (f"{size:,}", f"{each.cpu:.2f}", f"{written[name]:,}", f"{cost[name]:.2f}", against)
            rows.append((name, *cells, f"{each.peak:.0f}"))
    return table("contender | reports | CPU s | triples | µs a triple | of claimgraph's | peak MiB", *rows)


def growth(folder: Path, most: int, rounds: int) -> str:
    """Cost and memory as reports grow."""
    rows = []
    for size in (size for size in (100, 1000, 10_000, 100_000) if size <= most):
        reports = corpus(folder, size)
        build = claimgraph("build", "-q", "-j1", reports, "-o", folder / "grown.nt")
        used = by_turns({"": build}, rounds if size <= 10_000 else 1)[""]
        rows.append((f"{size:,}", f"{used.cpu:.2f}", f"{1000 * used.cpu / size:.3f}", f"{used.peak:.0f}"))
    return table("reports | CPU s | CPU ms a report | peak MiB", *rows)


def others(folder: Path, count: int, rounds: int) -> str:
    """Start-up, one and two processes, building again, the page."""
    reports = corpus(folder, count)
    builds = {
        f"{count:,} reports, {name}, {processes}": claimgraph(
            "build", "-q", how, reports, "-o", folder / f"{how}.{end}"
        )
        for name, end in (("Turtle", "ttl"), ("N-Triples", "nt"))
        for processes, how in (("one process", "-j1"), ("two processes", "-j2"))
    }
    used = by_turns(
        {
            "--help": claimgraph("--help"),
            "build seeds/ -o graph.ttl": claimgraph("build", "-q", ROOT / "seeds", "-o", folder / "seeds.ttl"),
            "build seeds/ -o graph.html": claimgraph("build", "-q", ROOT / "seeds", "-o", folder / "seeds.html"),
            **builds,
        },
        rounds,
    )
    if not all(filecmp.cmp(folder / f"-j1.{end}", folder / f"-j2.{end}", shallow=False) for end in ("ttl", "nt")):
        raise SystemExit("two processes wrote other bytes than one")
    rows = [(name, f"{each.cpu:.2f}", f"{each.wall:.2f}", f"{each.peak:.0f}") for name, each in used.items()]
    incremental = claimgraph("build", "-q", "-j1", "--incremental", reports, "-o", folder / "again.ttl")
    steps = {"first": None, "nothing changed": None, "one report changed": next(iter(sorted(reports.iterdir())))}
    for name, changed in steps.items():
        if changed is not None:
            changed.write_text(changed.read_text("utf-8").replace(" 2026", " 2025", 1), "utf-8")
        each = run(incremental)
        rows.append(
            (
                f"{count:,} reports, Turtle, incremental, {name}",
                f"{each.cpu:.2f}",
                f"{each.wall:.2f}",
                f"{each.peak:.0f}",
            )
        )
    small = corpus(folder, 1000)
    each = run(claimgraph("build", "-q", small, "-o", folder / "page.html"))
    rows.append(("1,000 reports, page", f"{each.cpu:.2f}", f"{each.wall:.2f}", f"{each.peak:.0f}"))
    return table("what | CPU s | s | peak MiB of a process", *rows)


def corpus(folder: Path, count: int) -> Path:
    """The reports of a corpus, made when first asked for."""
    made = folder / f"corpus-{count}"
    if not made.exists():
        run([sys.executable, "-m", "benchmarks.corpus", str(made), str(count)])
    return made / "reports"


def same_claims(folder: Path) -> str:
    """How well claims are told to be the same."""
    return _said("benchmarks.same_claim", corpus(folder, 2000).parent)


def answers(folder: Path, count: int) -> str:
    """What it takes to answer from a store: each ready question, and a whole process that asks one thing."""
    reports, store = corpus(folder, count), folder / "graph.db"
    run(claimgraph("build", "-q", reports, "-o", store))
    said = "\n".join(_said("benchmarks.store", what, store).rstrip() for what in ("questions", "point"))
    return f"{count:,} reports in a store.\n\n```\n{said}\n```\n"


def _said(module: str, *arguments: str | Path) -> str:
    """What another program of this folder prints; in another process, for a child begins with what this one holds."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def tables(folder: Path, given: argparse.Namespace) -> Iterator[str]:
    """Every part of the page."""
    yield "## The same reports, by turns\n\n" + beside(folder, given.reports, given.rounds)
    yield "## As reports grow\n\n" + growth(folder, given.most, given.rounds)
    yield "## Same claims\n\n" + same_claims(folder)
    yield "## Questions\n\n" + answers(folder, given.reports)
    yield "## Other measurements\n\n" + others(folder, given.reports, given.rounds)


def main() -> None:
    """Make corpora, measure, print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--reports", type=int, default=10_000)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--most", type=int, default=10_000)
    asked.add_argument("--write", action="store_true")
    given = asked.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="claimgraph-bench-"))
    try:
        made = []
        for part in tables(folder, given):
            made.append(part)
            print(part, flush=True)
        if given.write:
            head = PAGE.read_text("utf-8").partition(MARK)[0]
            PAGE.write_text(head + MARK + "\n" + "\n".join(made), "utf-8")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    sys.exit(main())
