"""``claimgraph merge`` as its users call it, in a process of its own."""

from pathlib import Path

import pytest

from tests.cli.test_build import claimgraph
from tests.reports import Made


@pytest.fixture
def days(tmp_path: Path) -> Path:
    """Two folders whose files have the same names, and a part of each."""
    for day in ("monday", "tuesday"):
        (tmp_path / day).mkdir()
        (tmp_path / day / "a.txt").write_text(Made(title=f"Effects on {day}").text(), "utf-8")
        claimgraph("build", day, "--shard", "1/1", "-o", f"{day}.cgp", cwd=tmp_path)
    return tmp_path


def test_folders_with_the_same_names_give_the_bytes_of_one_build(days: Path) -> None:
    claimgraph("build", "monday", "tuesday", "-o", "built.ttl", cwd=days)

    done = claimgraph("merge", "monday.cgp", "tuesday.cgp", "-o", "merged.ttl", cwd=days)

    assert done.returncode == 0
    assert done.stderr.decode().splitlines() == [
        "monday.cgp, tuesday.cgp: the same file names; taken for 2 folders",
        "merged.ttl: 2 reports on 1 paper, 2 claims in 4 rows, no conflict",
    ]
    assert (days / "merged.ttl").read_bytes() == (days / "built.ttl").read_bytes()
    assert claimgraph("merge", "monday.cgp", "tuesday.cgp", "-o", "x.ttl", "-q", cwd=days).stderr == b""


@pytest.mark.parametrize("parts", ["empty", "no-part.cgp"])
def test_where_nothing_is_written_the_exit_code_says_so(parts: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "no-part.cgp").write_text("no part")

    done = claimgraph("merge", parts, "-o", "x.nt", cwd=tmp_path)

    assert done.returncode == 3
    assert done.stderr.decode().endswith("nothing written: no report was found\n")
    assert not (tmp_path / "x.nt").exists()


def test_an_empty_folder_can_be_merged_as_it_can_be_built(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    merged = claimgraph("merge", "empty", "-o", "merged.nt", "--allow-empty", cwd=tmp_path)
    claimgraph("build", "empty", "-o", "built.nt", "--allow-empty", cwd=tmp_path)

    assert merged.returncode == 0
    assert (tmp_path / "merged.nt").read_bytes() == (tmp_path / "built.nt").read_bytes()


def test_a_folder_without_a_part_says_how_parts_end(days: Path) -> None:
    done = claimgraph("merge", "monday", "-o", "x.nt", cwd=days)

    assert done.stderr.decode().splitlines() == [
        "monday/a.txt: CG113 left out: its ending is not one of a part",
        "monday: CG115 no part was found here",
        "  hint: parts end in .cgp",
        "nothing written: no report was found",
    ]


@pytest.mark.parametrize(
    ("args", "found"),
    [
        (["merge", "-", "-o", "x.nt"], "it cannot come from -; give its file"),
        (["merge", "monday.cgp", "-o", "x.cgp"], "x.cgp: a part is made by `build` with --shard"),
        (["merge", "monday.cgp", "-o", "x.nt", "-j", "abc"], "'--jobs': \"abc\" is no number from 1 to 256"),
        (["merge", "munday.cgp", "-o", "x.nt"], "munday.cgp is not there; did you mean monday.cgp?"),
    ],
)
def test_wrong_use_says_what_is_right(days: Path, args: list[str], found: str) -> None:
    done = claimgraph(*args, cwd=days)

    assert done.returncode == 2
    assert found in " ".join(done.stderr.decode().split())
    assert not (days / "x.nt").exists()


def test_what_is_told_fits_a_terminal(days: Path) -> None:
    (days / "packed.cgp").write_bytes(b"\x1f\x8b")
    (days / "cut.cgp").write_bytes((days / "monday.cgp").read_bytes()[:50])
    claimgraph("build", "monday", "--shard", "1/30", "-o", "1.cgp", cwd=days)
    claimgraph("build", "monday", "--shard", "2/30", "-o", "2.cgp", cwd=days)

    said = [claimgraph("merge", ".", "-o", "x.nt", cwd=days), claimgraph("merge", "-", "-o", "x.nt", cwd=days)]

    assert [line for done in said for line in done.stderr.decode().splitlines() if len(line) > 80] == []
