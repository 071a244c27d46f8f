"""Side by side in one run: claimgraph, the hand-formatted limit and naive rdflib on one corpus, by turns.

    python -m benchmarks [REPORTS] [ROUNDS]

Prints CPU seconds, microseconds a triple, ratios to the limit and peak memory, then the cost a report as reports grow,
and start-up. Ratios are what counts: machines differ, and this one is busy.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.corpus import make

HERE = Path(__file__).parent


def measured(command: list[str]) -> tuple[float, float]:
    """CPU seconds and peak MiB of a whole process with all its children."""
    quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    pid = os.posix_spawn(command[0], command, os.environ, file_actions=quiet)
    _, status, used = os.wait4(pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / (1024 if sys.platform == "linux" else 2**20)


def build(reports: Path, out: Path, jobs: int = 1) -> list[str]:
    """The build as users call it."""
    return [sys.executable, "-m", "claimgraph", "build", "-q", f"-j{jobs}", str(reports), "-o", str(out)]


def lines(path: Path) -> int:
    """Triples in a file of N-Triples."""
    with path.open("rb") as stream:
        return sum(1 for _ in stream)


def beside(reports: Path, folder: Path, rounds: int) -> None:
    """The contenders by turns."""
    out = {name: folder / f"{name}.nt" for name in ("by hand", "claimgraph", "claimgraph -j2", "naive rdflib")}
    commands = {
        "by hand": [sys.executable, str(HERE / "by_hand.py"), str(reports), str(out["by hand"])],
        "claimgraph": build(reports, out["claimgraph"]),
        "claimgraph -j2": build(reports, out["claimgraph -j2"], 2),
        "naive rdflib": [sys.executable, "-m", "benchmarks.naive_rdflib", str(reports), str(out["naive rdflib"])],
    }
    runs: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            runs[name].append(measured(command))
    limit = median(cpu for cpu, _ in runs["by hand"]) / lines(out["by hand"])
    print("| contender | CPU s | triples | µs a triple | to the limit | peak MiB |\n|---|---|---|---|---|---|")
    for name, run in runs.items():
        cpu, triples = median(cpu for cpu, _ in run), lines(out[name])
        row = (f"{cpu:.2f}", f"{triples:,}", f"{1e6 * cpu / triples:.2f}", f"{cpu / triples / limit:.1f} ×")
        print(f"| {name} | {' | '.join(row)} | {max(peak for _, peak in run):.0f} |")


def main() -> None:
    """Make corpora, measure, print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        make(folder / "corpus", count)
        print(f"{count:,} reports, {rounds} rounds\n")
        beside(folder / "corpus" / "reports", folder, rounds)
        print("\n| reports | CPU ms a report |\n|---|---|")
        for size in (100, 300, 1000, 3000):
            make(folder / f"c{size}", size)
            cpu, _ = measured(build(folder / f"c{size}" / "reports", folder / "x.nt"))
            print(f"| {size:,} | {1000 * cpu / size:.2f} |")
        help_cpu, _ = measured(
            [sys.executable, "-c", "import claimgraph.cli as c; c.main(['--help'], standalone_mode=False)"]
        )
        seeds_cpu, _ = measured(build(HERE.parent / "seeds", folder / "seeds.ttl"))
        print(f"\nstart-up: --help {help_cpu:.2f} CPU s, build seeds/ {seeds_cpu:.2f} CPU s")


if __name__ == "__main__":
    main()
