"""``claimgraph build`` as its users call it, in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.reports import Made

ENVIRONMENT = {**os.environ, "PYTHONUTF8": "0", "NO_COLOR": "1"}


def claimgraph(*args: str | Path, cwd: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "claimgraph", *map(str, args)]
    return subprocess.run(command, cwd=cwd, input=stdin, capture_output=True, env=ENVIRONMENT, timeout=60, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "one.txt").write_text(Made().text(), "utf-8")
    return tmp_path


def test_the_main_job(seeds: Path, tmp_path: Path) -> None:
    done = claimgraph("build", seeds, "-o", "graph.ttl", cwd=tmp_path)

    assert done.returncode == 0
    assert done.stdout == b""
    assert done.stderr.decode() == "graph.ttl: 5 reports on 2 papers, 36 claims in 65 rows, 1 conflict\n"
    assert [path.name for path in tmp_path.iterdir()] == ["graph.ttl"]


def test_data_goes_to_standard_output_and_nothing_else_does(folder: Path) -> None:
    done = claimgraph("build", "in", "-o", "-", "--to", "ntriples", cwd=folder)

    assert done.returncode == 0
    assert all(line.endswith(b" .") for line in done.stdout.splitlines())


def test_a_report_can_come_from_standard_input(folder: Path) -> None:
    done = claimgraph("build", "-", "-o", "x.nt", cwd=folder, stdin=Made().text().encode())

    assert done.returncode == 0
    assert '<https://schema.org/name> "stdin"' in (folder / "x.nt").read_text()


def test_a_glob_that_the_shell_left_alone_is_understood(folder: Path) -> None:
    assert claimgraph("build", "in/*.txt", "-o", "x.nt", cwd=folder).returncode == 0


def test_several_outputs_are_written_at_once(folder: Path) -> None:
    done = claimgraph("build", "in", "-o", "x.nt", "-o", "x.jsonld", cwd=folder)

    assert done.returncode == 0
    assert (folder / "x.nt").exists()
    assert (folder / "x.jsonld").exists()


def test_of_several_outputs_none_is_written_if_one_cannot_be(folder: Path) -> None:
    (folder / "taken.nt").mkdir()
    done = claimgraph("build", "in", "-o", "x.ttl", "-o", "taken.nt", cwd=folder)

    assert done.returncode == 3
    assert sorted(path.name for path in folder.iterdir()) == ["in", "taken.nt"]
    assert "taken.nt: is a folder; nothing was written" in done.stderr.decode()


def test_a_row_that_cannot_be_read_is_told_and_the_rest_is_written(folder: Path) -> None:
    rows = [("good", "✓", "0.5"), ("bad", "✓", "1.7")]
    (folder / "in" / "two.txt").write_text(Made(title="Two", rows=rows).text(), "utf-8")
    done = claimgraph("build", "in", "-o", "x.nt", cwd=folder)

    assert done.returncode == 1
    line = Made(title="Two", rows=rows).text().split("\n").index("bad\t✓\t1.7") + 1
    wanted = f'in/two.txt:{line}:7: CG104 confidence must lie between 0 and 1, found "1.7"'
    assert done.stderr.decode().startswith(wanted)
    assert "good" in (folder / "x.nt").read_text()


def test_with_strict_a_problem_means_that_nothing_is_written(folder: Path) -> None:
    (folder / "in" / "two.txt").write_text("no report at all", "utf-8")
    done = claimgraph("build", "in", "-o", "x.nt", "--strict", cwd=folder)

    assert done.returncode == 3
    assert not (folder / "x.nt").exists()
    assert "nothing written: problems were found, and --strict was given" in done.stderr.decode()


def test_a_folder_without_a_report_says_so_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    done = claimgraph("build", "in", "-o", "x.nt", cwd=tmp_path)

    assert done.returncode == 3
    assert done.stderr.decode().splitlines() == [
        "in: CG115 no report was found here",
        "  hint: reports end in .txt or .md",
        "nothing written: no report was found",
    ]
    assert not (tmp_path / "x.nt").exists()


def test_an_empty_graph_is_written_only_if_asked_for_and_is_valid(tmp_path: Path) -> None:
    import claimgraph as cg

    (tmp_path / "in").mkdir()
    done = claimgraph("build", "in", "-o", "x.ttl", "--allow-empty", cwd=tmp_path)

    assert done.returncode == 0
    assert {node.kind for node in cg.load(tmp_path / "x.ttl").nodes.values()} == {"Dataset", "Run", "Agent"}


@pytest.mark.parametrize(
    ("args", "found"),
    [
        (["build", "inn", "-o", "x.nt"], "inn is not there; did you mean in?"),
        (["build", "nowhere/in", "-o", "x.nt"], "its folder nowhere is not there either"),
        (["build", "*.docx", "-o", "x.nt"], "no file matches *.docx"),
        (["build", "in", "-o", "x.tll"], "did you mean .ttl?"),
        (["build", "in", "-o", "x"], "the name has no ending"),
        (["build", "in", "-o", "-", "--to", "turtel"], "did you mean turtle?"),
        (["build", "in", "-o", "x.nt", "--base", "not an iri"], "give an http, https or urn IRI"),
        (["build", "in"], "Missing option '-o'"),
        (["build", "in", "-o", "x.nt", "--stict"], "--strict"),
        (["biuld", "in"], "did you mean build?"),
        (["build", "in", "-o", "x.nt", "--lexicon", "none.toml"], "none.toml"),
        (["build", "in", "-o", "x.nt", "-j", "abc"], "'--jobs': \"abc\" is no number from 1 to 256"),
        (["build", "in", "-o", "x.nt", "--max-size", "0"], "'--max-size': \"0\" is no number from 1 to 1048576"),
        (["build", "in", "-o", "x.cgp"], "x.cgp: a part is made by `build` with --shard I/N, such as 1/2"),
        (["build", "in", "-o", "x.cgpx-", "--shard", "1/1"], "give one -o that ends in .cgp, or -"),
        (["build", "in", "-o", "x-", "--shard", "1/1"], "give one -o that ends in .cgp, or -"),
        (["build", "in", "-o", "x.nt", "--on", ""], "'--on': \"\" is no Spark master"),
        (["build", "in", "-o", "x.nt", "--on", "nonsense"], "'--on': \"nonsense\" is no Spark master"),
        (["build", "in", "-o", "x.nt", "--on", "local[0]"], "'--on': \"local[0]\" is no Spark master"),
        (["build", "in", "-o", "x.nt", "--on", "local[2]", "-j", "2"], "-j is for this machine alone"),
    ],
)
def test_wrong_use_says_what_is_right(folder: Path, args: list[str], found: str) -> None:
    done = claimgraph(*args, cwd=folder)

    assert done.returncode == 2
    assert found in " ".join(done.stderr.decode().split())
    assert b"Traceback" not in done.stderr
    assert sorted(path.name for path in folder.iterdir()) == ["in"]


def test_a_part_can_go_to_standard_output(folder: Path) -> None:
    claimgraph("build", "in", "-o", "part.cgp", "--shard", "1/1", cwd=folder)

    done = claimgraph("build", "in", "-o", "-", "--shard", "1/1", cwd=folder)

    assert (done.returncode, done.stdout) == (0, (folder / "part.cgp").read_bytes())


def test_a_lexicon_that_cannot_be_used_leaves_nothing_written(folder: Path) -> None:
    (folder / "my.toml").write_text("[concepts.x]\nkind = 'animal'\n")
    done = claimgraph("build", "in", "-o", "x.nt", "--lexicon", "my.toml", cwd=folder)

    assert done.returncode == 3
    assert done.stderr.decode().startswith("my.toml: CG116 concepts.x needs a kind")


def test_the_help_of_every_command_names_examples_that_work(folder: Path, seeds: Path) -> None:
    shown = claimgraph("build", "--help", cwd=folder).stdout.decode()
    examples = [line.strip() for line in shown.splitlines() if line.strip().startswith("claimgraph build")]
    os.symlink(seeds, folder / "seeds")

    assert len(examples) >= 2
    for example in examples:
        command = example.replace("claimgraph", f"{sys.executable} -m claimgraph", 1)
        done = subprocess.run(command, shell=True, cwd=folder, capture_output=True, env=ENVIRONMENT, check=False)
        assert done.returncode == 0, done.stderr


def test_processes_change_no_byte(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(40):
        made = Made(
            title=f"Report {number}", examined=f"Paper {number % 7}", rows=[(f"Claim {number % 5}.", "✓", "0.5")]
        )
        (tmp_path / "in" / f"{number}.txt").write_text(made.text(), "utf-8")
    one = claimgraph("build", "in", "-o", "one.ttl", "-j", "1", cwd=tmp_path)
    two = claimgraph("build", "in", "-o", "two.ttl", "-j", "2", cwd=tmp_path)

    assert (one.returncode, two.returncode) == (0, 0)
    assert (tmp_path / "one.ttl").read_bytes() == (tmp_path / "two.ttl").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "one.ttl", "two.ttl"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("build", "in", "--shard", "1/1", "-o", "part.cgp"), "part.cgp: 1 report, share 1 of 1\n"),
        (("view", "in", "-o", "page.html"), "page.html: 1 report, 1 claim\n"),
    ],
)
def test_one_report_is_not_told_as_several(arguments: tuple[str, ...], said: str, folder: Path) -> None:
    (folder / "in" / "one.txt").write_text(Made(rows=(Made().rows[:1])).text(), "utf-8")

    assert claimgraph(*arguments, cwd=folder).stderr.decode().endswith(said)
