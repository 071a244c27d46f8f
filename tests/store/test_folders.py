"""A folder takes its target's place whole, and never that of what is not ours."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from claimgraph import files, folders
from claimgraph.folders import Folder
from claimgraph.problems import ClaimgraphError


def filled(target: Path, text: str) -> Folder:
    """A finished folder with one file in it."""
    folder = Folder(target)
    (folder.beside / "part").mkdir()
    (folder.beside / "part" / "a.txt").write_text(text, encoding="utf-8")
    folder.describe("store", {"version": 1})
    folder.finish()
    return folder


def text_in(target: Path) -> str:
    return (target / "part" / "a.txt").read_text("utf-8")


def test_a_folder_is_seen_when_it_is_committed_and_not_before(tmp_path: Path) -> None:
    folder = filled(tmp_path / "x.db", "new")
    before = (tmp_path / "x.db").exists()

    folder.commit()

    assert (before, text_in(tmp_path / "x.db"), os.listdir(tmp_path)) == (False, "new", ["x.db"])


def test_an_older_folder_of_ours_is_replaced_whole(tmp_path: Path) -> None:
    filled(tmp_path / "x.db", "old").commit()

    filled(tmp_path / "x.db", "new").commit()

    assert (text_in(tmp_path / "x.db"), os.listdir(tmp_path)) == ("new", ["x.db"])


def test_an_empty_folder_is_taken_and_its_permissions_stay(tmp_path: Path) -> None:
    (tmp_path / "x.db").mkdir(mode=0o750)

    filled(tmp_path / "x.db", "new").commit()

    assert (text_in(tmp_path / "x.db"), (tmp_path / "x.db").stat().st_mode & 0o777) == ("new", 0o750)


def test_what_is_discarded_leaves_nothing(tmp_path: Path) -> None:
    filled(tmp_path / "x.db", "old").commit()

    filled(tmp_path / "x.db", "new").discard()

    assert (text_in(tmp_path / "x.db"), os.listdir(tmp_path)) == ("old", ["x.db"])


@pytest.mark.parametrize("was_there", [True, False])
def test_a_swap_can_be_undone(was_there: bool, tmp_path: Path) -> None:
    if was_there:
        filled(tmp_path / "x.db", "old").commit()
    folder = filled(tmp_path / "x.db", "new")
    folder.swap()

    folder.restore()
    folder.discard()

    assert os.listdir(tmp_path) == (["x.db"] if was_there else [])
    assert not was_there or text_in(tmp_path / "x.db") == "old"


def test_when_one_of_several_outputs_cannot_be_placed_none_is(tmp_path: Path) -> None:
    filled(tmp_path / "x.db", "old").commit()
    folder, gone = filled(tmp_path / "x.db", "new"), files.Output(tmp_path / "y.ttl")
    gone.discard()

    with pytest.raises(FileNotFoundError):
        files.commit([folder, gone])
    folder.discard()

    assert (text_in(tmp_path / "x.db"), os.listdir(tmp_path)) == ("old", ["x.db"])


def a_file(target: Path) -> None:
    target.write_text("mine", encoding="utf-8")


def a_folder(target: Path) -> None:
    target.mkdir()
    (target / "letter.txt").write_text("mine", encoding="utf-8")


def a_manifest_of_others(target: Path) -> None:
    target.mkdir()
    (target / "manifest.json").write_text('{"kind": "web app"}', encoding="utf-8")


def ours_with_a_letter_in_it(target: Path) -> None:
    filled(target, "old").commit()
    (target / "letter.txt").write_text("mine", encoding="utf-8")


@pytest.mark.parametrize("there", [a_file, a_folder, a_manifest_of_others, ours_with_a_letter_in_it])
def test_what_is_not_ours_is_never_replaced(there: Callable[[Path], None], tmp_path: Path) -> None:
    there(tmp_path / "x.db")
    before = sorted(tmp_path.rglob("*"))

    with pytest.raises(ClaimgraphError, match="nothing was overwritten"):
        Folder(tmp_path / "x.db")

    assert sorted(tmp_path.rglob("*")) == before


def test_a_link_to_a_folder_of_ours_stays_a_link(tmp_path: Path) -> None:
    filled(tmp_path / "real.db", "old").commit()
    (tmp_path / "x.db").symlink_to("real.db")

    filled(tmp_path / "x.db", "new").commit()

    assert ((tmp_path / "x.db").is_symlink(), text_in(tmp_path / "real.db")) == (True, "new")


def test_what_a_dead_process_left_is_cleared(tmp_path: Path) -> None:
    script = (
        "import os; from pathlib import Path; from claimgraph.folders import Folder;"
        f"Folder(Path({str(tmp_path / 'x.db')!r})); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", script], check=False)
    left = os.listdir(tmp_path)

    filled(tmp_path / "x.db", "new").commit()

    assert (len(left), os.listdir(tmp_path)) == (1, ["x.db"])


def test_two_writers_do_not_clear_each_others_folders(tmp_path: Path) -> None:
    other = tmp_path / f".x.db.{os.getppid()}.new.tmp"
    other.mkdir()

    filled(tmp_path / "x.db", "new").commit()

    assert other.is_dir()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux exchanges two folders at once")
def test_where_folders_cannot_be_exchanged_at_once_it_is_done_in_steps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(tmp_path / "x.db", "old").commit()
    monkeypatch.setattr(folders, "_CANNOT", (0, *folders._CANNOT))
    monkeypatch.setattr(folders, "_EXCHANGE", 1 << 20)

    filled(tmp_path / "x.db", "new").commit()

    assert (text_in(tmp_path / "x.db"), os.listdir(tmp_path)) == ("new", ["x.db"])


def test_a_folder_moved_aside_by_a_process_that_died_is_put_back(tmp_path: Path) -> None:
    filled(tmp_path / "x.db", "old").commit()
    os.rename(tmp_path / "x.db", tmp_path / ".x.db.4194000.old.tmp")

    Folder(tmp_path / "x.db").discard()

    assert text_in(tmp_path / "x.db") == "old"


@pytest.mark.skipif(sys.platform != "linux", reason="the call is Linux's")
def test_an_exchange_that_fails_for_another_reason_is_told(tmp_path: Path) -> None:
    filled(tmp_path / "x.db", "old").commit()
    folder = filled(tmp_path / "x.db", "new")
    files.remove(folder.beside)

    with pytest.raises(OSError, match=r"x\.db") as told:
        folder.swap()

    assert told.value.errno == errno.ENOENT
