"""A build that is killed leaves the old outputs or the new ones, and the next one is right."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.scale.made_up import fill, many


def command(here: Path, *outputs: str, incremental: bool = True) -> list[str]:
    return [
        *(sys.executable, "-m", "claimgraph", "build", str(here / "in"), "-q"),
        *(word for name in outputs for word in ("-o", str(here / name))),
        *(["--incremental"] if incremental else []),
    ]


def test_a_build_killed_at_any_moment_does_no_harm_to_the_next(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "out").mkdir()
    reports = many(300)
    fill(tmp_path / "in", reports)
    outputs, whole = ("out/graph.ttl", "out/graph.nt"), ("whole.ttl", "whole.nt")
    began = time.monotonic()
    subprocess.run(command(tmp_path, *outputs), check=True)
    full = time.monotonic() - began
    chance = random.Random(7)

    for turn in range(8):
        names = chance.sample(sorted(reports), 20)
        fill(tmp_path / "in", {name: reports[names[0]].replace("Report", f"Report {turn}") for name in names[:turn]})
        killed = subprocess.Popen(command(tmp_path, *outputs))
        time.sleep(full * chance.random())
        os.kill(killed.pid, signal.SIGKILL)
        killed.wait()
        torn = [name for name in outputs if not (tmp_path / name).read_bytes().endswith(b" .\n")]
        subprocess.run(command(tmp_path, *outputs), check=True)
        subprocess.run(command(tmp_path, *whole, incremental=False), check=True)

        assert torn == []
        assert [(tmp_path / name).read_bytes() for name in outputs] == [
            (tmp_path / name).read_bytes() for name in whole
        ]
        assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
            ".graph.ttl.cache",
            "graph.nt",
            "graph.ttl",
        ]


def test_two_builds_at_once_leave_what_one_of_them_wrote(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    fill(tmp_path / "in", many(60))
    builds = [subprocess.Popen(command(tmp_path, "graph.ttl")) for _ in range(3)]
    assert {build.wait() for build in builds} == {0}
    (tmp_path / "in" / "0003.txt").unlink()

    subprocess.run(command(tmp_path, "graph.ttl"), check=True)
    subprocess.run(command(tmp_path, "whole.ttl", incremental=False), check=True)

    assert (tmp_path / "graph.ttl").read_bytes() == (tmp_path / "whole.ttl").read_bytes()
