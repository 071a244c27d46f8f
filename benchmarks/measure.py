"""Measuring whole processes: processor time with all children, peak memory, and what came out."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple


class Used(NamedTuple):
    """What one process used: CPU seconds, seconds, and peak MiB of it or its largest child."""

    cpu: float
    wall: float
    peak: float


def run(command: list[str]) -> Used:
    """Run a command; what it prints is thrown away."""
    quiet = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0) for stream in (1, 2)]
    start = time.perf_counter()
    pid = os.posix_spawn(command[0], command, os.environ, file_actions=quiet)
    _, status, used = os.wait4(pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise SystemExit(f"{' '.join(command)} failed")
    peak = used.ru_maxrss / (1024 if sys.platform == "linux" else 2**20)
    return Used(used.ru_utime + used.ru_stime, time.perf_counter() - start, peak)


def by_turns(commands: dict[str, list[str]], rounds: int) -> dict[str, Used]:
    """Every command in each round, so that all meet the same moods of the machine: the medians, the highest peak."""
    runs: dict[str, list[Used]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            runs[name].append(run(command))
    return {
        name: Used(median(each.cpu for each in used), median(each.wall for each in used), max(u.peak for u in used))
        for name, used in runs.items()
    }


def triples(path: Path) -> int:
    """Triples in a file of N-Triples or Turtle."""
    if path.suffix == ".ttl":
        from pyoxigraph import parse

        return sum(1 for _ in parse(path=path))
    with path.open("rb") as stream:
        return sum(1 for _ in stream)


def claimgraph(*arguments: str | Path) -> list[str]:
    """The program as users call it."""
    return [sys.executable, "-m", "claimgraph", *map(str, arguments)]


def table(head: str, *rows: tuple[str, ...]) -> str:
    """A table in Markdown; the cells of its head are parted by ``|``."""
    cells = head.split("|")
    lines = [cells, ["---"] * len(cells), *rows]
    return "\n".join(f"| {' | '.join(cell.strip() for cell in line)} |" for line in lines) + "\n"
