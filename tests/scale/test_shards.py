"""Shares read apart and merged are the same as one build of all, to the byte."""

import subprocess
import sys
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph import api, files, output
from claimgraph.parts import Share
from claimgraph.problems import Code
from tests.reports import Made
from tests.scale import made_up
from tests.scale.made_up import built, fill, folders, many, outcome


def shards(reports: Path, out: Path, of: int, jobs: int | None = 1) -> list[Path]:
    """A part for each share."""
    out.mkdir(exist_ok=True)
    parts = [out / f"part-{number}.cgp" for number in range(1, of + 1)]
    for number, path in enumerate(parts, 1):
        wish = api.Wish(jobs=jobs)
        assert api.shard(files.find([str(reports)]), (number, of), str(path), api.settings(), wish).written
    return parts


def merged(parts: list[Path], out: Path, wish: api.Wish, endings: tuple[str, ...] = made_up.STREAMS) -> api.Built:
    out.mkdir(exist_ok=True)
    targets = [output.target(str(out / f"graph.{ending}")) for ending in endings]
    return api.merge(files.find(map(str, parts), (".cgp",)), targets, api.settings(), wish)


@settings(max_examples=40)
@given(folders, st.integers(1, 4))
def test_parts_merged_are_one_build_to_the_byte(reports: dict[str, str], of: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        here = Path(name)
        (here / "in").mkdir()
        fill(here / "in", reports)
        whole, _ = built(here / "in", here / "whole", api.Wish(allow_empty=True))

        done = merged(shards(here / "in", here / "parts", of), here / "merged", api.Wish(allow_empty=True))

        assert outcome(here / "merged", done) == whole


def test_processes_and_the_order_of_parts_change_nothing(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    fill(tmp_path / "in", many(60))
    whole, _ = built(tmp_path / "in", tmp_path / "whole", api.Wish())

    parts = shards(tmp_path / "in", tmp_path / "parts", 3, jobs=2)
    done = merged(parts[::-1], tmp_path / "merged", api.Wish(jobs=2))

    assert outcome(tmp_path / "merged", done) == whole
    assert [path.read_bytes() for path in parts] == [
        path.read_bytes() for path in shards(tmp_path / "in", tmp_path / "again", 3)
    ]


def test_formats_that_need_the_whole_graph_can_be_merged_too(tmp_path: Path, seeds: Path) -> None:
    endings = ("graphml", "gexf", "html")
    whole, _ = built(seeds, tmp_path / "whole", api.Wish(), endings)

    done = merged(shards(seeds, tmp_path / "parts", 2), tmp_path / "merged", api.Wish(), endings)

    assert outcome(tmp_path / "merged", done, endings) == whole


@given(st.sets(st.text(min_size=1), min_size=1), st.integers(1, 9))
def test_every_file_has_one_share(names: set[str], of: int) -> None:
    assert all(sum(Share(number, of).has(name) for number in range(1, of + 1)) == 1 for name in names)


def test_a_share_that_is_not_given_is_told(tmp_path: Path, seeds: Path) -> None:
    parts = shards(seeds, tmp_path / "parts", 3)

    done = merged(parts[1:], tmp_path / "merged", api.Wish())

    assert [problem.code for problem in done.problems] == [Code.BAD_PART]
    assert "share 1 of 3 is not given" in done.problems[0].message


def test_a_part_given_twice_counts_once(tmp_path: Path, seeds: Path) -> None:
    parts = shards(seeds, tmp_path / "parts", 1)
    copy = tmp_path / "parts" / "copy.cgp"
    copy.write_bytes(parts[0].read_bytes())
    whole, _ = built(seeds, tmp_path / "whole", api.Wish())

    done = merged([parts[0], copy], tmp_path / "merged", api.Wish())

    assert outcome(tmp_path / "merged", done) == whole


def test_a_share_given_in_two_versions_is_told_and_neither_is_left_out(tmp_path: Path, seeds: Path) -> None:
    (tmp_path / "in").mkdir()
    fill(tmp_path / "in", {path.name: path.read_text(encoding="utf-8") for path in seeds.iterdir()})
    parts = shards(tmp_path / "in", tmp_path / "one", 2)
    changed = next(path for path in (tmp_path / "in").iterdir() if Share(1, 2).has(path.name))
    changed.write_text(changed.read_text(encoding="utf-8").replace("Effects", "Further effects"), encoding="utf-8")
    again = shards(tmp_path / "in", tmp_path / "two", 2)[0]

    done = merged([*parts, again], tmp_path / "merged", api.Wish())

    assert [(problem.code, problem.where.path) for problem in done.problems] == [(Code.BAD_PART, str(again))]
    assert done.problems[0].message == "share 1 of 2 is given in 2 versions, share 2 is not"
    assert merged([*shards(seeds, tmp_path / "parts", 1), again], tmp_path / "both", api.Wish()).counts == done.counts


@settings(max_examples=25)
@given(folders, folders, st.integers(1, 3))
def test_folders_whose_files_have_the_same_names_are_merged_as_they_are_built(
    monday: dict[str, str], tuesday: dict[str, str], of: int
) -> None:
    names = [*monday]
    days = {"monday": monday, "tuesday": dict(zip(names, [*tuesday.values(), *monday.values()], strict=False))}
    with tempfile.TemporaryDirectory() as name:
        here = Path(name)
        parts = []
        for day, reports in days.items():
            (here / "in" / day).mkdir(parents=True)
            fill(here / "in" / day, reports)
            parts += shards(here / "in" / day, here / f"parts of {day}", of)
        targets = [output.target(str(here / f"graph.{ending}")) for ending in made_up.STREAMS]
        found = files.find([str(here / "in" / day) for day in days])
        whole = outcome(here, api.write(found, targets, api.settings(), api.Wish(allow_empty=True)))

        done = merged(parts, here / "merged", api.Wish(allow_empty=True))

        assert outcome(here / "merged", done) == whole


def test_parts_taken_for_those_of_several_folders_are_noted(tmp_path: Path) -> None:
    parts = []
    for day in ("monday", "tuesday"):
        (tmp_path / day).mkdir()
        fill(tmp_path / day, {"a.txt": Made(title=f"Of {day}").text()})
        parts += shards(tmp_path / day, tmp_path / f"parts of {day}", 2)

    done = merged(parts, tmp_path / "merged", api.Wish(strict=True))

    assert (done.written, done.problems) == (True, ())
    assert [note.partition(": ")[2] for note in done.notes] == ["the same file names; taken for 2 folders"]


def test_what_is_wrong_with_reports_is_told_when_they_are_read_and_when_they_are_merged(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    fill(tmp_path / "in", {"a.txt": Made(rows=[("one", "✓", "1.7"), ("two", "✓", "0.7")]).text()})
    command = [sys.executable, "-m", "claimgraph"]

    shard = subprocess.run(
        [*command, "build", "in", "--shard", "1/1", "-o", "part.cgp"], cwd=tmp_path, capture_output=True, check=False
    )
    merge = subprocess.run(
        [*command, "merge", "part.cgp", "-o", "graph.ttl"], cwd=tmp_path, capture_output=True, check=False
    )
    strict = subprocess.run(
        [*command, "merge", "part.cgp", "-o", "strict.ttl", "--strict"], cwd=tmp_path, capture_output=True, check=False
    )

    assert (shard.returncode, merge.returncode, strict.returncode) == (1, 1, 3)
    assert (
        [line for line in shard.stderr.splitlines() if b"CG104" in line]
        == [line for line in merge.stderr.splitlines() if b"CG104" in line]
        != []
    )
    assert not (tmp_path / "strict.ttl").exists()
