"""How far a build is: said on a terminal when it takes long, and nowhere else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="terminals of this kind are POSIX")

AT_ONCE = """
import sys
from claimgraph.cli import progress, run

progress._AFTER = progress._EVERY = 0
sys.exit(run())
"""


def on_a_terminal(*arguments: str, **environment: str) -> str:
    """What a command whose progress is shown at once prints on a terminal."""
    leader, terminal = pty.openpty()
    env = {**os.environ, "TERM": "xterm", **environment}
    with subprocess.Popen([sys.executable, "-c", AT_ONCE, *arguments], stdout=terminal, stderr=terminal, env=env):
        os.close(terminal)
        printed = b""
        while piece := _read(leader):
            printed += piece
    os.close(leader)
    return printed.decode().replace("\r\n", "\n")


def _read(leader: int) -> bytes:
    try:
        return os.read(leader, 4096)
    except OSError:  # how Linux says that the other end is closed
        return b""


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_terminal_shows_how_far_a_build_is_and_then_only_what_it_came_to(
    seeds: Path, tmp_path: Path, jobs: str
) -> None:
    printed = on_a_terminal("build", str(seeds), "-o", str(tmp_path / "g.ttl"), "-j", jobs)

    lines = printed.split("\r\x1b[K")
    assert "5 of 5 files read" in lines
    assert "5 of 5 reports written" in lines
    assert lines[-1].startswith(f"{tmp_path / 'g.ttl'}: 5 reports")


def test_nothing_of_it_is_shown_when_quiet_or_on_a_dumb_terminal(seeds: Path, tmp_path: Path) -> None:
    assert on_a_terminal("build", str(seeds), "-q", "-o", str(tmp_path / "g.ttl")) == ""
    assert "of 5" not in on_a_terminal("build", str(seeds), "-o", str(tmp_path / "g.ttl"), TERM="dumb")


def test_nothing_of_it_goes_into_a_pipe(seeds: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", AT_ONCE, "build", str(seeds), "-o", str(tmp_path / "g.ttl")]

    said = subprocess.run(command, capture_output=True, text=True, check=True).stderr

    assert said.startswith(f"{tmp_path / 'g.ttl'}: 5 reports")
