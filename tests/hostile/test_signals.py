"""Ctrl-C and its kin: claimgraph ends soon, with the right code, the old file untouched and nothing left running."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.hostile.commands import COMMAND, ENVIRONMENT, names, reports

OLD = b"the old file\n"
SOON = 3
CODES = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129}


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports that take a while."""
    return reports(tmp_path_factory.mktemp("many") / "in", 2500)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "graph.ttl").write_bytes(OLD)
    return tmp_path


def started(many: Path, out: Path, jobs: int, first: Callable[[], object] | None = None) -> subprocess.Popen[bytes]:
    """A build that has begun to write, in a group of its own."""
    command = [*COMMAND, "build", str(many), "-o", "graph.ttl", "-j", str(jobs)]
    process = subprocess.Popen(
        command,
        cwd=out,
        env=ENVIRONMENT,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=first,  # noqa: PLW1509
    )
    while len(os.listdir(out)) == 1:
        assert process.poll() is None
        time.sleep(0.005)
    time.sleep(0.1)
    return process


def ended(process: subprocess.Popen[bytes]) -> tuple[int, str]:
    """The exit code and what was said, when all of it is over."""
    told = process.communicate(timeout=SOON)[1].decode()
    assert not list(alive(process.pid))
    return process.returncode, told


def alive(group: int) -> Iterator[str]:
    """The processes of a group that still run."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, in_group = stat.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(in_group) == group and state != "Z":
            yield stat.parent.name


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("number", CODES)
def test_a_build_that_is_told_to_end_does_so_and_changes_nothing(
    number: signal.Signals, jobs: int, many: Path, out: Path
) -> None:
    process = started(many, out, jobs)

    process.send_signal(number)
    code, told = ended(process)

    assert code == CODES[number]
    assert told in ("interrupted; no file is left half written\n", "ended by a signal; no file is left half written\n")
    assert names(out) == ["graph.ttl"]
    assert (out / "graph.ttl").read_bytes() == OLD


@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_at_a_terminal_reaches_every_process_and_still_leaves_nothing(jobs: int, many: Path, out: Path) -> None:
    process = started(many, out, jobs)

    os.killpg(process.pid, signal.SIGINT)
    code, told = ended(process)

    assert (code, told) == (130, "interrupted; no file is left half written\n")
    assert names(out) == ["graph.ttl"]


def test_impatience_is_answered_at_once(many: Path, out: Path) -> None:
    process = started(many, out, 2)

    for _ in range(20):
        process.send_signal(signal.SIGINT)
    code, told = ended(process)

    assert code == 130
    assert "Traceback" not in told
    assert names(out) == ["graph.ttl"]


def test_a_signal_that_was_to_be_ignored_is_ignored(many: Path, out: Path) -> None:
    process = started(many, out, 1, first=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN))

    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)

    assert process.returncode == 0
    assert (out / "graph.ttl").read_bytes().startswith(b"@base")


def test_a_worker_that_is_killed_ends_the_build_with_a_reason(many: Path, out: Path) -> None:
    process = started(many, out, 2)
    workers = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()

    os.kill(int(workers[0]), signal.SIGKILL)
    code, told = ended(process)

    assert code == 3
    assert told.startswith("a process of the build was ended from outside")
    assert names(out) == ["graph.ttl"]


def test_workers_do_not_outlive_their_parent(many: Path, out: Path) -> None:
    process = started(many, out, 2)

    process.kill()
    process.communicate()
    deadline = time.monotonic() + SOON
    while list(alive(process.pid)) and time.monotonic() < deadline:
        time.sleep(0.05)

    assert not list(alive(process.pid))


STUCK = """
import os, signal, time
from pathlib import Path
from claimgraph import files
from claimgraph.cli import process

process.prepare()
files.Output(Path("graph.ttl"))
files.beside(Path("graph.ttl"), "spool").mkdir()
try:
    os.kill(os.getpid(), signal.SIGTERM)
except BaseException:
    time.sleep(60)  # as if the signal had come where nothing can be raised
"""


def test_a_command_that_is_stuck_ends_all_the_same(out: Path) -> None:
    before = time.monotonic()

    done = subprocess.run([sys.executable, "-c", STUCK], cwd=out, env=ENVIRONMENT, timeout=30, check=False)

    assert done.returncode == 143
    assert time.monotonic() - before < SOON
    assert names(out) == ["graph.ttl"]
