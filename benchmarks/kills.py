"""Kills claimgraph while it rewrites its output, at random moments, most of them while writing; looks what is left.

    python -m benchmarks.kills 1000 [seed]

The output is rewritten from two folders of reports in turn, so it must always be that of one or of the other. After
each kill a build is let run to its end; then nothing may lie beside the output.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from tests.hostile.commands import COMMAND, ENVIRONMENT, reports

TARGETS = ("graph.ttl", "graph.nt", "graph.html", "graph.db")
SIZES = (60, 90)
WRITING = dict(zip(TARGETS, (0.05, 0.05, 0.3, 0.3), strict=True))
"""About how many seconds pass between the first thing beside the output and the end."""


class Killed(NamedTuple):
    """What a run saw: how often the old output was left, or the new, and everything that was wrong."""

    counts: Counter[str]
    faults: list[str]


def killed(place: Path, target: str, rounds: int, seed: int) -> Killed:
    """Kill this many rewrites of a target."""
    chance = random.Random(seed)
    out = place / "out"
    out.mkdir()
    wholes: list[str] = []
    for number, size in enumerate(SIZES):
        reports(place / f"in{number}", size)
    started = time.monotonic()
    for number in range(len(SIZES)):
        start(place, number, target).wait()
        wholes.append(content(out / target))
    usual = (time.monotonic() - started) / len(SIZES)
    counts: Counter[str] = Counter()
    faults: list[str] = []
    for turn in range(rounds):
        before = content(out / target)
        process = start(place, turn % len(SIZES), target, jobs=chance.choice((1, 1, 1, 2)))
        if chance.random() < 0.3:
            time.sleep(usual * chance.uniform(0, 1.1))
        else:
            while process.poll() is None and len(os.listdir(out)) == 1:
                time.sleep(0.001)
            time.sleep(WRITING[target] * chance.random() ** 2)
        process.send_signal(signal.SIGKILL)
        process.wait()
        left = content(out / target)
        counts["old" if left == before else "new"] += 1
        counts["with something beside"] += len(os.listdir(out)) > 1
        if left not in wholes:
            faults.append(f"{target}, round {turn}: torn")
        start(place, turn % len(SIZES), target).wait()
        if os.listdir(out) != [target]:
            faults.append(f"{target}, round {turn}: left {sorted(os.listdir(out))}")
        if content(out / target) != wholes[turn % len(SIZES)]:
            faults.append(f"{target}, round {turn}: the next run did not write what it should")
    return Killed(counts, faults)


def start(place: Path, number: int, target: str, jobs: int = 1) -> subprocess.Popen[bytes]:
    """Begin to rewrite the target from one of the folders."""
    command = [*COMMAND, "build", f"in{number}", "-q", "-j", str(jobs), "-o", f"out/{target}"]
    return subprocess.Popen(command, cwd=place, env=ENVIRONMENT, stderr=subprocess.DEVNULL)


def content(path: Path) -> str:
    """What an output says, in brief: its bytes, or, of a store, its statements."""
    if not path.is_dir():
        return sha256(path.read_bytes()).hexdigest() if path.exists() else "nothing"
    from claimgraph import api

    stated = sorted(map(str, api.load(path).to_rdflib()))
    return sha256("\n".join(stated).encode()).hexdigest()


def main() -> int:
    """Run all targets, print what was seen, and end with 1 if anything was wrong."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.SystemRandom().randrange(2**32)
    wrong = 0
    for target in TARGETS:
        started = time.monotonic()
        with tempfile.TemporaryDirectory() as place:
            counts, faults = killed(Path(place), target, rounds // len(TARGETS), seed)
        seen = ", ".join(f"{count} {what}" for what, count in sorted(counts.items()))
        took = time.monotonic() - started
        print(
            f"{target}: {rounds // len(TARGETS)} kills in {took:.0f} s, seed {seed}: {len(faults)} wrong; {seen}",
            flush=True,
        )
        wrong += len(faults)
        for fault in faults[:5]:
            print(f"  {fault}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
