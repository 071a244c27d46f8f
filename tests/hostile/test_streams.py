"""Standard streams that are closed, full or left by their reader: told in the exit code, and never a traceback."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.commands import ENVIRONMENT, claimgraph, names, reports


def redirected(command: str, place: Path) -> tuple[int, str]:
    """The exit code of a shell command, in which ``cg`` is claimgraph, and what it says."""
    env = {**ENVIRONMENT, "CG": sys.executable}
    script = f'cg() {{ "$CG" -m claimgraph "$@"; }}\n{command}'
    done = subprocess.run(["bash", "-c", script], cwd=place, env=env, capture_output=True, timeout=60, check=False)
    return done.returncode, done.stderr.decode()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with reports in ``in`` and an empty folder ``out``."""
    reports(tmp_path / "in", 40)
    (tmp_path / "out").mkdir()
    return tmp_path


def test_a_reader_that_left_is_told_and_no_success(place: Path) -> None:
    code, said = redirected("cg build in -o - | head -1 > /dev/null; exit ${PIPESTATUS[0]}", place)

    assert (code, said) == (141, "the output was closed before all of it was written\n")


def test_a_reader_that_left_early_keeps_the_files_from_being_written(place: Path) -> None:
    code, _ = redirected("cg build in -o out/graph.ttl -o - | true; exit ${PIPESTATUS[0]}", place)

    assert code == 141
    assert names(place / "out") == []


@pytest.mark.parametrize("command", ["cg build in -o - > /dev/full", "cg build in -o /dev/full --to turtle"])
def test_a_full_device_is_told(command: str, place: Path) -> None:
    code, said = redirected(command, place)

    assert code == 3
    assert "no space left on device; nothing was written\n" in said


@pytest.mark.parametrize(
    ("command", "wanted"),
    [
        ("cg build in -o - >&-", 3),
        ("cg --help >&-", 3),
        ("cg --help > /dev/full", 3),
        ("cg build - -o - <&-", 3),
        ("cg build nothing -o out/x.nt 2>&-", 2),
        ("cg build nothing -o out/x.nt 2> /dev/full", 2),
        ("cg build in -o out/x.nt 2>&-", 0),
        ("cg check in > out/found 2> /dev/full", 0),
        ("cg rule CG999 2> /dev/full", 2),
        ("cg build in -o /dev/full --to turtle 2> /dev/full", 3),
    ],
)
def test_streams_that_are_closed_or_full_end_in_the_right_code(command: str, wanted: int, place: Path) -> None:
    code, said = redirected(command, place)

    assert code == wanted
    assert "Traceback" not in said
    assert "Exception ignored" not in said


@pytest.mark.parametrize("where", ["2> /dev/full", "2>&-", "2> >(true)"])
@pytest.mark.parametrize(
    ("command", "written"),
    [
        ("cg build in -o out/x.nt", "x.nt"),
        ("cg build in -o out/x.cgp --shard 1/2", "x.cgp"),
        ("cg view in -o out/x.html", "x.html"),
    ],
)
def test_what_is_written_is_no_failure_where_nothing_can_be_said(
    command: str, written: str, where: str, place: Path
) -> None:
    code, _ = redirected(f"{command} {where}", place)

    assert code == 0
    assert names(place / "out") == [written]


def test_what_was_left_out_is_told_by_the_exit_code_where_nothing_can_be_said(place: Path) -> None:
    (place / "in" / "diary.txt").write_text("Dear diary")

    code, _ = redirected("cg build in -o out/x.nt 2> /dev/full", place)

    assert code == 1
    assert names(place / "out") == ["x.nt"]


def test_a_device_gets_every_byte(place: Path) -> None:
    claimgraph("build", "in", "-o", "out/graph.nt", cwd=place)

    code, _ = redirected("cg build in -o /dev/stdout --to ntriples | cat > out/piped.nt; exit ${PIPESTATUS[0]}", place)

    assert code == 0
    assert (place / "out" / "piped.nt").read_bytes() == (place / "out" / "graph.nt").read_bytes()
