"""An incremental build says and writes just what a full one would, whatever was done to reports, outputs and cache."""

import os
import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph import api, files, output
from claimgraph.incremental.splice import stamped
from claimgraph.problems import Code
from tests.reports import Made
from tests.scale import made_up
from tests.scale.made_up import Outcome, built, fill, folders, many, names, texts

ENDINGS = ("ttl", "nq", "jsonld")
REDO = api.Wish(allow_empty=True, incremental=True, jobs=1)
FULL = api.Wish(allow_empty=True, jobs=1)

edits = st.one_of(
    st.tuples(st.just("write"), names, texts),
    st.tuples(st.just("delete"), names, st.just("")),
    st.tuples(st.just("rename"), names, names),
    st.tuples(st.just("touch"), names, st.just("")),
)


def edit(folder: Path, how: str, name: str, what: str) -> None:
    path = folder / name
    if how == "write":
        fill(folder, {name: what})
    elif path.exists():
        if how == "delete":
            path.unlink()
        elif how == "touch":
            os.utime(path, (1e9, 1e9))
        else:
            (folder / what).parent.mkdir(parents=True, exist_ok=True)
            path.rename(folder / what)


def redone(here: Path, wish: api.Wish = REDO, endings: tuple[str, ...] = ENDINGS) -> api.Built:
    """Build what is in ``in`` again, and see that a full build comes to the same."""
    whole, _ = built(here / "in", here / "whole", FULL, endings)
    result, done = built(here / "in", here / "out", wish, endings)
    assert result == whole
    return done


@settings(max_examples=40)
@given(folders, st.lists(st.lists(edits, max_size=3), min_size=1, max_size=4))
def test_after_any_edits_the_bytes_are_those_of_a_full_build(
    reports: dict[str, str], steps: list[list[tuple[str, str, str]]]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        here = Path(name)
        (here / "in").mkdir()
        fill(here / "in", reports)
        redone(here)
        for step in steps:
            for each in step:
                edit(here / "in", *each)

            done = redone(here)

            assert not done.amiss
            assert done.unchanged or step


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder with reports, built once."""
    (tmp_path / "in").mkdir()
    fill(tmp_path / "in", many(40))
    redone(tmp_path)
    return tmp_path


def test_nothing_changed_leaves_the_outputs_untouched(here: Path) -> None:
    before = [(here / "out" / f"graph.{ending}").stat() for ending in ENDINGS]

    done = redone(here)

    assert done.unchanged
    assert [(here / "out" / f"graph.{ending}").stat() for ending in ENDINGS] == before


def test_files_that_are_not_new_are_known_by_their_stamps(here: Path) -> None:
    time.sleep(2.1)
    redone(here)
    before = stamped(here / "out" / ".graph.ttl.cache")

    done = redone(here)

    assert done.unchanged
    assert stamped(here / "out" / ".graph.ttl.cache") == before


def test_a_change_that_keeps_size_and_time_is_noticed(here: Path) -> None:
    time.sleep(2.1)
    redone(here)
    path = here / "in" / "0001.txt"
    status = path.stat()
    path.write_bytes(path.read_bytes().replace(b"0.11", b"0.12"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))

    done = redone(here)

    assert not done.unchanged


def test_reports_of_other_scopes_are_not_read_again(here: Path) -> None:
    time.sleep(2.1)
    redone(here)
    path = here / "in" / "0001.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("0.11", "0.12"), encoding="utf-8")
    for other in (here / "in").glob("*.txt"):
        os.utime(other, ns=(0, other.stat().st_mtime_ns))

    before = {other: other.stat().st_atime_ns for other in (here / "in").glob("*.txt")}
    built(here / "in", here / "out", REDO, ENDINGS)
    after = {other: other.stat().st_atime_ns for other in (here / "in").glob("*.txt")}

    read = [other.name for other, accessed in before.items() if after[other] != accessed]
    assert len(read) < 5 or len(read) == 40  # where the file system keeps times of access, or reads by content


def test_processes_change_nothing(here: Path) -> None:
    fill(here / "in", {"0003.txt": Made(title="New").text(), "0100.txt": Made(title="Newer").text()})

    redone(here, REDO._replace(jobs=2))


def test_formats_that_need_the_whole_graph_are_made_again_when_anything_changes(here: Path) -> None:
    endings = ("ttl", "graphml", "html")
    redone(here, endings=endings)
    assert redone(here, endings=endings).unchanged
    (here / "in" / "0003.txt").unlink()

    assert not redone(here, endings=endings).unchanged


def test_a_store_and_tables_are_left_alone_or_made_again(here: Path) -> None:
    targets = [output.target(str(here / "out" / name)) for name in ("graph.db", "graph.csv")]

    def build() -> api.Built:
        return api.write(files.find([str(here / "in")]), targets, api.settings(), REDO)

    assert not build().unchanged
    before = {path: path.stat() for path in (here / "out").rglob("*") if "cache" not in path.name}
    assert build().unchanged
    assert {path: path.stat() for path in (here / "out").rglob("*") if "cache" not in path.name} == before
    (here / "in" / "0003.txt").unlink()
    assert not build().unchanged
    (here / "out" / "graph.csv" / "nodes.csv").write_text("by hand", encoding="utf-8")
    assert not build().unchanged
    assert (here / "out" / "graph.csv" / "nodes.csv").stat().st_size > 100


def damage_the_start(path: Path) -> None:
    path.write_bytes(b"x" + path.read_bytes()[1:])


def damage_the_middle(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def a_database(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE file (name)")


def binary(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 100)


def a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


HARMS = [damage_the_start, damage_the_middle, cut_short, empty, a_database, binary, a_pipe]


@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.__name__)
def test_a_broken_cache_is_told_and_everything_is_built_again(here: Path, harm: Callable[[Path], None]) -> None:
    cache = here / "out" / ".graph.ttl.cache"
    (here / "in" / "0003.txt").unlink()
    harm(cache)

    first, second = redone(here), redone(here)

    assert str(cache) in first.amiss
    assert not first.unchanged
    assert (second.amiss, second.unchanged) == ("", True)


def test_a_folder_in_place_of_the_cache_is_told_and_that_nothing_is_kept(here: Path) -> None:
    cache = here / "out" / ".graph.ttl.cache"
    cache.unlink()
    cache.mkdir()

    told = redone(here).amiss

    assert told.startswith(f"{cache}: is a folder; ")
    assert told.endswith("; all was built again; the next build will begin anew")
    assert told.count(str(cache)) == 1


def test_the_cache_of_another_output_is_of_no_use(here: Path) -> None:
    built(here / "in", here / "other", REDO, ENDINGS)
    (here / "in" / "0003.txt").unlink()
    built(here / "in", here / "other", REDO, ENDINGS)
    (here / "other" / ".graph.ttl.cache").replace(here / "out" / ".graph.ttl.cache")

    assert not redone(here).unchanged


def edited_by_hand(path: Path) -> None:
    status = path.stat()
    path.write_bytes(path.read_bytes().replace(b"0.41", b"0.14", 1))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def older(path: Path) -> None:
    path.with_name("copy").write_bytes(path.read_bytes()[:-10])
    path.with_name("copy").replace(path)


def gone(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("harm", [edited_by_hand, older, gone], ids=lambda harm: harm.__name__)
@pytest.mark.parametrize("ending", ["ttl", "jsonld"])
@pytest.mark.parametrize("also", [True, False], ids=["with a change", "with none"])
def test_an_output_that_is_not_as_it_was_written_is_made_again(
    here: Path, harm: Callable[[Path], None], ending: str, also: bool
) -> None:
    harm(here / "out" / f"graph.{ending}")
    if also:
        (here / "in" / "0003.txt").unlink()

    done, again = redone(here), redone(here)

    what = "is not there any more" if harm is gone else "was changed since it was written"
    assert done.amiss == f"{here / 'out' / f'graph.{ending}'} {what}; all was built again"
    assert not done.unchanged
    assert (again.amiss, again.unchanged) == ("", True)


def test_other_settings_and_other_outputs_begin_anew(here: Path) -> None:
    wish, found = REDO, (here / "in", here / "out")

    fewer, told = built(*found, wish, ("ttl", "nq"))
    assert told.amiss == "other outputs are wanted than were written last; all was built again"
    assert fewer.written == built(here / "in", here / "whole", FULL, ("ttl", "nq"))[0].written
    targets = [output.target(str(here / "out" / "graph.ttl"))]
    based = api.settings("https://example.org/")
    done = api.write(files.find([str(here / "in")]), targets, based, wish)

    assert "other settings" in done.amiss
    assert b"https://example.org/" in (here / "out" / "graph.ttl").read_bytes()


def test_problems_are_told_again_and_strict_is_strict(here: Path) -> None:
    fill(here / "in", {"bad.txt": Made(title="Bad", rows=[("one", "✓", "1.7"), ("two", "×", "0.1")]).text()})
    first, again = redone(here), redone(here)
    strict = REDO._replace(strict=True)
    before = (here / "out" / "graph.ttl").read_bytes()

    _, refused = built(here / "in", here / "out", strict, ENDINGS)

    assert Code.BAD_CONFIDENCE in [problem.code for problem in again.problems]
    assert (first.problems, again.unchanged) == (again.problems, True)
    assert not refused.written
    assert (here / "out" / "graph.ttl").read_bytes() == before


def test_an_unreadable_report_is_looked_at_again(here: Path) -> None:
    path = here / "in" / "0004.txt"
    path.write_bytes(b"\xff\xfe\xff")
    redone(here)
    fill(here / "in", {"0004.txt": Made(title="Mended").text()})

    assert not redone(here).problems


def test_judgements_of_a_person_are_kept_to(here: Path, seeds: Path) -> None:
    links = here / "links.ttl"
    graph, _ = built(here / "in", here / "out", REDO, ("nt",))
    claims = sorted({line.split()[0] for line in graph.written["nt"].decode().split("\n") if "/claim/" in line[:60]})
    links.write_text(
        f"@prefix cg: <https://w3id.org/claimgraph/ns#> . {claims[0]} cg:contradicts {claims[1]} .", encoding="utf-8"
    )
    told = api.settings(links=links)

    def outcome(out: str, wish: api.Wish) -> Outcome:
        (here / out).mkdir(exist_ok=True)
        target = output.target(str(here / out / "graph.nt"))
        return made_up.outcome(here / out, api.write(files.find([str(here / "in")]), [target], told, wish), ("nt",))

    assert outcome("judged", REDO) == outcome("full", FULL)
    for name in ("0000.txt", "0001.txt", "0002.txt"):
        (here / "in" / name).unlink()
        assert outcome("judged", REDO) == outcome("full", FULL)
