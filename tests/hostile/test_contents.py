"""Files that grow, are too large, alike, oddly named or no text: read whole, or refused with reason and place."""

import os
from pathlib import Path

import pytest

from claimgraph import files
from claimgraph.files import File, find
from claimgraph.problems import Code, Problem
from tests.hostile.commands import ENVIRONMENT, claimgraph, reports
from tests.reports import Made


def test_a_file_that_grows_while_it_is_read_is_read_to_its_end() -> None:
    # The system gives such a file the size 0 until it is read.
    data = files.read(File("/proc/self/status", "status"))

    assert isinstance(data, bytes)
    assert data.endswith(b"\n")


def test_a_file_that_grows_past_the_limit_is_refused() -> None:
    problem = files.read(File("/proc/self/status", "status"), largest=10)

    assert isinstance(problem, Problem)
    assert problem.code is Code.TOO_LARGE


@pytest.mark.parametrize(("size", "refused"), [(1024, False), (1025, True), (2**40, True)])
def test_the_limit_is_the_limit(size: int, refused: bool, tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.touch()
    os.truncate(path, size)

    assert isinstance(files.read(File(str(path), "large.txt"), 1024), Problem) is refused


def test_the_limit_is_an_option(tmp_path: Path) -> None:
    reports(tmp_path / "in", 1)
    padding = "\n" * (2 * 2**20)
    (tmp_path / "in" / "large.txt").write_text(Made(title="Large").text() + padding, "utf-8")

    small = claimgraph("build", "in", "-o", "x.nt", "--max-size", "1", cwd=tmp_path)
    large = claimgraph("build", "in", "-o", "x.nt", "--max-size", "3", cwd=tmp_path)

    assert (small.returncode, large.returncode) == (1, 0)
    assert b"in/large.txt: CG103" in small.stderr
    assert b"the limit is 1048576\n  hint: raise the limit with --max-size" in small.stderr


def test_a_name_that_is_no_utf_8_is_shown_and_kept(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with open(os.fsencode(tmp_path / "in") + b"/caf\xe9.txt", "wb") as stream:
        stream.write(Made(rows=[("One.", "✓", "7")]).text().encode())

    done = claimgraph("build", "in", "-o", "x.nt", cwd=tmp_path)

    assert done.returncode == 1
    assert done.stderr.decode().startswith("in/caf\\udce9.txt:26:8: CG104 ")
    assert '"caf\\\\xe9.txt"' in (tmp_path / "x.nt").read_text("utf-8")


def test_files_that_are_alike_are_one_source_with_two_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_text(Made().text(), "utf-8")

    done = claimgraph("build", "b.txt", "a.txt", "-o", "two.nt", cwd=tmp_path)
    claimgraph("build", "a.txt", "-o", "one.nt", cwd=tmp_path)

    one, two = ((tmp_path / name).read_text("utf-8").splitlines() for name in ("one.nt", "two.nt"))
    assert done.returncode == 0
    assert [line.split(" ", 1)[1] for line in two if line not in one] == ['<https://schema.org/name> "b.txt" .']
    assert [line for line in one if line not in two] == []


def test_a_file_given_twice_is_read_once_under_one_name_whatever_the_order(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    reports(tmp_path / "in" / "below", 1)
    given = [str(tmp_path / "in"), str(tmp_path / "in" / "below" / "0000.txt"), f"{tmp_path}/in/../in/below"]

    found = {find(order).files for order in (given, given[::-1], given * 2)}

    assert len(found) == 1
    assert [file.name for files in found for file in files] == ["0000.txt"]


def test_the_place_of_a_byte_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"one\ntw\xc3\xb6 \xff\n")

    done = claimgraph("build", "bad.txt", "-o", "x.nt", cwd=tmp_path)

    assert done.stderr.decode().splitlines()[0] == "bad.txt:2:5: CG102 byte 0xff at offset 9 is not UTF-8"


def test_the_c_locale_changes_no_byte(tmp_path: Path) -> None:
    reports(tmp_path / "in")
    (tmp_path / "in" / "größe.txt").write_text(Made(rows=[("Größe ± 1.", "✓", "7")]).text(), "utf-8")
    plain = {**ENVIRONMENT, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}

    done = claimgraph("build", "in", "-o", "c.ttl", "-o", "c.html", cwd=tmp_path, env=plain)
    claimgraph("build", "in", "-o", "utf8.ttl", "-o", "utf8.html", cwd=tmp_path)

    assert done.returncode == 1
    assert done.stderr.isascii()
    assert (tmp_path / "c.ttl").read_bytes() == (tmp_path / "utf8.ttl").read_bytes()
    assert (tmp_path / "c.html").read_bytes() == (tmp_path / "utf8.html").read_bytes()
