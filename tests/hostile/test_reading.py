"""Whatever lies in a folder: reports are read, everything else is named, nothing blocks, nothing is followed."""

import os
import random
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from claimgraph import files
from claimgraph.files import File, find
from claimgraph.model import Parsed
from claimgraph.pipeline import Settings, parse
from claimgraph.problems import Code, Problem
from tests.hostile.commands import claimgraph, names, reports, without_rights
from tests.reports import Made

NESTED = 2500


def told(problems: tuple[Problem, ...]) -> dict[str, str]:
    return {os.path.basename(problem.where.path): problem.message for problem in problems}


def one_problem(parsed: Parsed) -> Problem:
    assert parsed.report is None
    (problem,) = parsed.problems
    return problem


@pytest.fixture
def nested(tmp_path: Path) -> Iterator[Path]:
    """A report below so many folders that no single call of the system can name it."""
    at = os.open(tmp_path, os.O_RDONLY)
    for _ in range(NESTED):
        os.mkdir("d", dir_fd=at)
        below = os.open("d", os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = below
    with os.fdopen(os.open("deep.txt", os.O_WRONLY | os.O_CREAT, dir_fd=at), "w", encoding="utf-8") as stream:
        stream.write(Made().text())
    yield tmp_path
    os.unlink("deep.txt", dir_fd=at)
    os.close(at)
    top, spare = tmp_path / "d", tmp_path / "e"
    while (top / "d").exists():
        os.rename(top / "d", spare)
        top.rmdir()
        spare.rename(top)


def test_no_depth_is_too_deep(nested: Path) -> None:
    (found,) = find([str(nested)]).files

    assert found.name == "d/" * NESTED + "deep.txt"
    assert parse(found, Settings()).report is not None


def test_no_depth_is_too_deep_for_a_glob(nested: Path) -> None:
    (found,) = find([f"{nested}/**/*.txt"]).files

    assert parse(found, Settings()).report is not None


def test_what_is_no_regular_file_is_named_and_left_alone(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        before = os.getcwd()
        os.chdir(tmp_path)  # the name of a socket must be short
        listener.bind("socket.txt")
        os.chdir(before)
        (tmp_path / "good.txt").write_text(Made().text(), "utf-8")

        found = find([str(tmp_path)])

    assert [file.name for file in found.files] == ["good.txt"]
    assert told(found.problems) == {"pipe.txt": "left out: a pipe", "socket.txt": "left out: a socket"}


@pytest.mark.parametrize("device", ["/dev/null", "/dev/zero"])
def test_a_device_given_as_report_is_refused_and_not_read_without_end(device: str) -> None:
    problem = one_problem(parse(File(device, "x", named=True), Settings()))

    assert problem.message == "not a regular file but a device"


def test_a_device_met_by_a_glob_is_left_out() -> None:
    assert told(find(["/dev/zer?"]).problems) == {"zero": "left out: a device"}


def test_a_pipe_given_as_report_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")

    problem = one_problem(parse(File(str(tmp_path / "pipe.txt"), "pipe.txt", named=True), Settings()))

    assert (problem.message, problem.hint) == ("not a regular file but a pipe", "give - to read standard input")


@pytest.mark.parametrize(
    "arguments",
    [
        ("build", "in", "-o", "x.nt", "--links", "pipe.ttl"),
        ("build", "in", "-o", "x.nt", "--lexicon", "pipe.ttl"),
        ("view", "pipe.ttl", "-o", "x.html"),
    ],
)
def test_a_pipe_given_for_any_other_file_does_not_block(arguments: tuple[str, ...], tmp_path: Path) -> None:
    reports(tmp_path / "in")
    os.mkfifo(tmp_path / "pipe.ttl")

    done = claimgraph(*arguments, cwd=tmp_path)

    assert (done.returncode, done.stderr.decode()) == (
        3,
        "pipe.ttl: not a regular file but a pipe; nothing was written\n",
    )


@pytest.mark.parametrize("given", ["{}", "{}/*", "{}/**/*.txt", "{}/**"])
def test_no_link_is_followed(given: str, tmp_path: Path) -> None:
    outside, inside = reports(tmp_path / "outside", 1), reports(tmp_path / "inside", 1)
    (inside / "file.txt").symlink_to(outside / "0000.txt")
    (inside / "folder").symlink_to(outside)
    (inside / "loop").symlink_to(inside)
    (inside / "endless.txt").symlink_to("/dev/zero")

    found = find([given.format(inside)])

    assert [file.name for file in found.files] == ["0000.txt"]
    left_out = "left out: a symbolic link, not followed"
    assert told(found.problems) == dict.fromkeys(("endless.txt", "file.txt", "folder", "loop"), left_out)


def test_a_link_that_the_user_names_is_followed(tmp_path: Path) -> None:
    reports(tmp_path / "in", 1)
    (tmp_path / "link.txt").symlink_to(tmp_path / "in" / "0000.txt")

    (found,) = find([str(tmp_path / "link.txt")]).files

    assert parse(found, Settings()).report is not None


def test_a_file_that_became_a_link_after_it_was_found_is_not_followed(tmp_path: Path) -> None:
    reports(tmp_path / "in", 1)
    (found,) = find([str(tmp_path / "in")]).files
    (tmp_path / "secret.txt").write_text(Made().text(), "utf-8")
    (tmp_path / "in" / "0000.txt").unlink()
    (tmp_path / "in" / "0000.txt").symlink_to(tmp_path / "secret.txt")

    assert one_problem(parse(found, Settings())).code is Code.UNREADABLE


def test_what_may_not_be_read_is_named_and_the_rest_is_written(tmp_path: Path) -> None:
    reports(tmp_path / "in")
    reports(tmp_path / "in" / "locked").chmod(0)
    (tmp_path / "in" / "0001.txt").chmod(0)

    done = claimgraph("build", "in", "-o", "x.nt", cwd=tmp_path, first=without_rights)
    (tmp_path / "in" / "locked").chmod(0o700)

    assert done.returncode == 1
    assert done.stderr.decode().splitlines()[:2] == [
        "in/locked: CG112 cannot be read: permission denied",
        "in/0001.txt: CG112 cannot be read: permission denied",
    ]
    assert (tmp_path / "x.nt").read_text().count("ns#Report>") == 2


def test_a_folder_that_may_be_listed_but_not_entered_has_its_entries_named(tmp_path: Path) -> None:
    reports(tmp_path / "in", 1)
    os.mkfifo(tmp_path / "in" / "pipe.txt")
    (tmp_path / "in").chmod(0o400)

    done = claimgraph("build", "in", "-o", "x.nt", cwd=tmp_path, first=without_rights)
    (tmp_path / "in").chmod(0o700)

    assert done.stderr.decode().splitlines() == [
        "in/pipe.txt: CG113 left out: permission denied",
        "in/0000.txt: CG112 cannot be read: permission denied",
        "nothing written: no report was found",
    ]


def test_a_folder_that_is_given_as_a_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        files.opened(tmp_path)


def test_a_program_without_standard_input_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)

    problem = one_problem(parse(File("-", "stdin", named=True), Settings()))

    assert problem.message == "cannot be read: standard input is closed"


def test_hidden_files_are_met_by_a_glob_that_asks_for_them(tmp_path: Path) -> None:
    reports(tmp_path, 1)
    (tmp_path / ".hidden.txt").write_text(Made().text(), "utf-8")

    assert [file.name for file in find([f"{tmp_path}/*.txt"]).files] == ["0000.txt"]
    assert [file.name for file in find([f"{tmp_path}/.*.txt"]).files] == [".hidden.txt"]


def test_a_file_that_vanished_is_named(tmp_path: Path) -> None:
    reports(tmp_path, 1)
    (found,) = find([str(tmp_path)]).files
    (tmp_path / "0000.txt").unlink()

    assert one_problem(parse(found, Settings())).message == "cannot be read: no such file or directory"


def test_what_comes_and_goes_during_the_search_does_no_harm(tmp_path: Path) -> None:
    stays = reports(tmp_path / "stays", 5)
    over = threading.Event()

    def come_and_go() -> None:
        while not over.is_set():
            for number in range(20):
                (stays / f"f{number}").mkdir()
            for number in range(20):
                (stays / f"f{number}").rmdir()

    thread = threading.Thread(target=come_and_go)
    thread.start()
    seen = {tuple(file.name for file in find([str(tmp_path)]).files) for _ in range(100)}
    over.set()
    thread.join()

    assert seen == {tuple(f"stays/{number:04}.txt" for number in range(5))}


def test_every_entry_is_a_report_or_is_named(tmp_path: Path) -> None:
    chance = random.Random(3)
    folders, entries = [tmp_path], 0
    for number in range(200):
        path = (
            chance.choice(folders) / f"{chance.choice(('', '.'))}{number}{chance.choice(('.txt', '.MD', '.png', ''))}"
        )
        kind = chance.randrange(4)
        if kind == 0 and not path.name.startswith("."):
            path.mkdir()
            folders.append(path)
            continue
        entries += 1
        if kind == 1:
            path.symlink_to(chance.choice(folders))
        elif kind == 2:
            os.mkfifo(path)
        else:
            path.touch()

    found = find([str(tmp_path)])

    assert len(found.files) + len(found.problems) + len(found.notes) == entries


def test_what_was_left_out_is_named_unless_quiet(tmp_path: Path) -> None:
    reports(tmp_path / "in", 1)
    for name in (".hidden.txt", "scan.pdf"):
        (tmp_path / "in" / name).touch()

    told_all = claimgraph("build", "in", "-o", "x.nt", cwd=tmp_path)
    quiet = claimgraph("build", "in", "-o", "x.nt", "-q", cwd=tmp_path)

    assert (told_all.returncode, quiet.returncode, quiet.stderr) == (0, 0, b"")
    assert told_all.stderr.decode().splitlines()[:2] == [
        "in/.hidden.txt: CG113 left out: hidden",
        "in/scan.pdf: CG113 left out: its ending is not one of a report",
    ]


@pytest.mark.parametrize(("path", "said"), [("in", "not there"), ("in/*.txt", "no file matches")])
def test_what_is_not_there_is_wrong_usage(path: str, said: str, tmp_path: Path) -> None:
    done = claimgraph("build", path, "-o", "x.nt", cwd=tmp_path)

    assert done.returncode == 2
    assert said in done.stderr.decode()
    assert names(tmp_path) == []
