"""Whatever goes wrong while writing: the old file or the new one is there, whole, and nothing beside it."""

import os
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from benchmarks.kills import killed
from claimgraph import files
from tests.hostile.commands import COMMAND, ENVIRONMENT, UNMEASURED, claimgraph, names, reports, without_rights

OLD = b"the old file\n"
SIZES = (0, 1, 1000, 4096, 5000, 20_000, 60_000)
TARGETS = (
    "graph.ttl",
    "graph.nt",
    "graph.jsonld",
    "graph.rdf",
    "graph.trig",
    "graph.html",
    "graph.graphml",
    "graph.gexf",
)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with reports in ``in`` and an empty folder ``out``."""
    reports(tmp_path / "in", 40)
    (tmp_path / "out").mkdir()
    return tmp_path


def with_faults(place: Path, what: str, points: tuple[int, ...], *arguments: str) -> dict[int, int]:
    """The exit code of a run for each point at which it fails."""
    command = [sys.executable, "-m", "tests.hostile.faults", what, ",".join(map(str, points)), "--", *arguments]
    done = subprocess.run(command, cwd=place, env=ENVIRONMENT, capture_output=True, text=True, timeout=120, check=True)
    return {int(point): int(code) for point, code in (line.split() for line in done.stdout.splitlines())}


@pytest.mark.parametrize("target", TARGETS)
def test_a_disk_that_is_full_at_any_byte_leaves_the_old_file(target: str, place: Path) -> None:
    (place / "out" / target).write_bytes(OLD)

    codes = with_faults(place, "size", SIZES, "build", "in", "-o", f"out/{target}")

    assert codes == dict.fromkeys(SIZES, 3)
    assert (place / "out" / target).read_bytes() == OLD
    assert names(place / "out") == [target]


@pytest.mark.parametrize("target", ["graph.csv", "graph.db"])
def test_a_disk_that_is_full_at_any_byte_leaves_the_old_folder(target: str, place: Path) -> None:
    reports(place / "before", 1)
    claimgraph("build", "before", "-o", f"out/{target}", cwd=place)
    before = content(place / "out")

    codes = with_faults(place, "size", SIZES[:-1], "build", "in", "-o", f"out/{target}")

    assert set(codes.values()) == {3}
    assert content(place / "out") == before


def content(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_full_disk_is_named_with_the_file_it_hit(place: Path) -> None:
    import resource

    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))

    one = claimgraph("build", "in", "-o", "out/graph.ttl", cwd=place, env=UNMEASURED, first=full)
    two = claimgraph("build", "in", "-o", "out/graph.ttl", "-j", "2", cwd=place, env=UNMEASURED, first=full)

    assert (one.returncode, one.stderr) == (3, b"out/graph.ttl: file too large; nothing was written\n")
    assert (two.returncode, two.stderr.count(b"file too large; nothing was written")) == (3, 1)
    assert names(place / "out") == []


def test_several_outputs_are_all_old_or_all_new_wherever_it_fails(place: Path) -> None:
    targets = ("a.ttl", "b.nt", "c.html")
    arguments = ["build", "in", *(word for target in targets for word in ("-o", f"out/{target}"))]
    for point in range(1, 12):
        for target in targets:
            (place / "out" / target).write_bytes(OLD)

        (code,) = with_faults(place, "call", (point,), *arguments).values()

        old = [(place / "out" / target).read_bytes() == OLD for target in targets]
        assert names(place / "out") == list(targets)
        assert (code, set(old)) in ((3, {True}), (0, {False})), point


def test_a_file_that_can_have_one_name_only_is_copied_to_be_safe(place: Path) -> None:
    targets = ("a.ttl", "b.nt")
    arguments = ["build", "in", *(word for target in targets for word in ("-o", f"out/{target}"))]
    for target in targets:
        (place / "out" / target).write_bytes(OLD)

    codes = with_faults(place, "call", (3,), *arguments)  # two openings, then the first second name

    assert codes == {3: 0}
    assert names(place / "out") == list(targets)


def test_a_folder_that_may_not_be_written_keeps_its_file(place: Path) -> None:
    (place / "out" / "graph.ttl").write_bytes(OLD)
    (place / "out").chmod(0o555)

    done = claimgraph("build", "in", "-o", "out/graph.ttl", cwd=place, first=without_rights)
    (place / "out").chmod(0o755)

    assert (done.returncode, done.stderr) == (3, b"out/graph.ttl: permission denied; nothing was written\n")
    assert (place / "out" / "graph.ttl").read_bytes() == OLD


def test_a_folder_that_may_be_written_but_not_listed_will_do(place: Path) -> None:
    (place / "out").chmod(0o300)

    done = claimgraph("build", "in", "-o", "out/graph.ttl", cwd=place, first=without_rights)
    (place / "out").chmod(0o755)

    assert done.returncode == 0
    assert names(place / "out") == ["graph.ttl"]


def test_a_folder_that_is_not_there_is_named(place: Path) -> None:
    for jobs in ("1", "2"):
        done = claimgraph("build", "in", "-o", "none/graph.ttl", "-j", jobs, cwd=place)

        assert done.returncode == 2
        assert done.stderr.endswith(b"none/graph.ttl: no such file or directory; nothing was written\n")


def test_two_writers_and_a_reader_never_meet_half_a_file(place: Path) -> None:
    target = place / "out" / "graph.nt"
    sizes = {}
    for number in (1, 2):
        reports(place / f"in{number}", 20 * number)
        claimgraph("build", f"in{number}", "-o", "out/graph.nt", cwd=place)
        sizes[target.read_bytes()] = number
    over, seen = threading.Event(), set()

    def read() -> None:
        while not over.is_set():
            seen.add(target.read_bytes())

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(2):
        commands = [[*COMMAND, "build", f"in{number}", "-q", "-o", "out/graph.nt"] for number in (1, 2)]
        started = [subprocess.Popen(command, cwd=place, env=ENVIRONMENT) for command in commands]
        assert [process.wait(60) for process in started] == [0, 0]
    over.set()
    reader.join()

    assert seen <= set(sizes)
    assert names(place / "out") == ["graph.nt"]


def test_what_a_dead_process_left_is_cleared_and_what_a_living_one_has_is_not(place: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    stale = [f".graph.ttl.{dead.pid}.{what}.tmp" for what in ("new", "old", "spool")]
    living = [f".graph.ttl.{os.getpid()}.new.tmp", f".graph.ttl.{'9' * 30}.new.tmp"]
    living += [".graph.ttl.x.new.tmp", f".other.ttl.{dead.pid}.new.tmp"]
    for name in (*stale[:2], *living):
        (place / "out" / name).touch()
    reports(place / "out" / stale[2])

    claimgraph("build", "in", "-o", "out/graph.ttl", cwd=place)

    assert names(place / "out") == sorted([*living, "graph.ttl"])


@pytest.mark.parametrize("target", ["graph.ttl", "graph.nt", "graph.html", "graph.db"])
def test_a_killed_build_leaves_the_old_or_the_new_and_the_next_one_tidies_up(target: str, tmp_path: Path) -> None:
    assert killed(tmp_path, target, rounds=1, seed=1).faults == []


def test_a_name_as_long_as_can_be_is_no_hindrance(place: Path) -> None:
    name = "n" * 251 + ".ttl"
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    stale = files.beside(place / "out" / name).name.replace(str(os.getpid()), str(dead.pid))
    (place / "out" / stale).touch()

    done = claimgraph("build", "in", "-o", f"out/{name}", cwd=place)

    assert done.returncode == 0
    assert names(place / "out") == [name]


def test_a_link_stays_and_what_it_leads_to_is_replaced(place: Path) -> None:
    (place / "real.ttl").write_bytes(OLD)
    (place / "out" / "graph.ttl").symlink_to("../real.ttl")

    done = claimgraph("build", "in", "-o", "out/graph.ttl", cwd=place)

    assert done.returncode == 0
    assert (place / "out" / "graph.ttl").is_symlink()
    assert (place / "real.ttl").read_bytes().startswith(b"@base")
    assert names(place) == ["in", "out", "real.ttl"]


@pytest.mark.parametrize("mode", [0o600, 0o664, 0o666])
def test_the_permissions_of_the_old_file_are_those_of_the_new(mode: int, place: Path) -> None:
    (place / "out" / "graph.ttl").write_bytes(OLD)
    (place / "out" / "graph.ttl").chmod(mode)

    claimgraph("build", "in", "-o", "out/graph.ttl", cwd=place, first=lambda: os.umask(0o077))

    assert stat.S_IMODE((place / "out" / "graph.ttl").stat().st_mode) == mode


def test_a_report_is_never_written_over(place: Path) -> None:
    before = (place / "in" / "0000.txt").read_bytes()
    (place / "link.nt").symlink_to("in/0000.txt")

    for arguments in (["in", "-o", "in/0000.txt", "--to", "turtle"], ["in/0000.txt", "-o", "link.nt"]):
        done = claimgraph("build", *arguments, cwd=place)

        assert done.returncode == 2
        assert b"in/0000.txt is a report to be read; it is not written over" in done.stderr
    assert (place / "in" / "0000.txt").read_bytes() == before


@pytest.mark.parametrize("twice", [("g.ttl", "out/../g.ttl"), ("-", "-")])
def test_an_output_is_given_once(twice: tuple[str, str], place: Path) -> None:
    done = claimgraph("build", "in", "-o", twice[0], "-o", twice[1], cwd=place)

    assert done.returncode == 2
    assert b"is given twice as output" in done.stderr
    assert names(place) == ["in", "out"]


# ---- the library


def test_a_stream_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(OLD)

    def write() -> None:
        with files.replacing(tmp_path / "x") as stream:
            stream.write(b"new")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write()

    assert (tmp_path / "x").read_bytes() == OLD
    assert names(tmp_path) == ["x"]


class Failing:
    """An output whose last step fails."""

    def swap(self) -> None:
        raise OSError("no")

    def restore(self) -> None:
        raise AssertionError("was never swapped")

    settle = restore


@pytest.mark.parametrize("there", [True, False])
def test_outputs_that_took_their_place_give_it_back_when_another_cannot(there: bool, tmp_path: Path) -> None:
    if there:
        (tmp_path / "x").write_bytes(OLD)
    output = files.Output(tmp_path / "x")
    output.write(b"new")
    output.finish()

    with pytest.raises(OSError, match="no"):
        files.commit([output, Failing()])
    output.discard()

    assert content(tmp_path) == ({str(tmp_path / "x"): OLD} if there else {})


def test_a_signal_waits_until_the_outputs_are_in_place(tmp_path: Path) -> None:
    class Slow(Failing):
        def swap(self) -> None:
            os.kill(os.getpid(), 2)
            time.sleep(0.01)

        def settle(self) -> None:
            (tmp_path / "settled").touch()

    with pytest.raises(KeyboardInterrupt):
        files.commit([Slow()])

    assert names(tmp_path) == ["settled"]


def test_writing_works_in_any_thread(tmp_path: Path) -> None:
    def write() -> None:
        with files.replacing(tmp_path / "x") as stream:
            stream.write(b"new")

    thread = threading.Thread(target=write)
    thread.start()
    thread.join()

    assert (tmp_path / "x").read_bytes() == b"new"


def test_a_folder_of_a_kind_that_cannot_be_synced_is_no_hindrance() -> None:
    files.sync_folder(Path("/proc/self/task"))


def test_what_is_abandoned_is_gone(tmp_path: Path) -> None:
    output = files.Output(tmp_path / "x")
    output.write(b"new")
    files.beside(tmp_path / "y", "spool").mkdir()

    files.abandon()
    output.discard()

    assert names(tmp_path) == []
