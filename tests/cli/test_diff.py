"""``claimgraph diff`` on the command line."""

import json
from pathlib import Path

import pytest

from claimgraph.checks.excerpt import width
from tests.checks.made import put, report
from tests.cli.help_pages import examples, prepare, run

TICK = ("✓", "0.4")


@pytest.mark.parametrize("arguments", examples("diff"), ids=" ".join)
def test_the_examples_of_the_help_run(
    arguments: list[str], seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(seeds, tmp_path)
    monkeypatch.chdir(tmp_path)

    assert run(*arguments).exit_code == 0
    assert 2 <= len(examples("diff")) <= 4


@pytest.fixture
def sides(tmp_path: Path) -> tuple[str, str]:
    """Two folders with one report that says three things otherwise."""
    rows = [("It helps a great deal in 92.43 of all cases.", *TICK), ("It costs little.", *TICK)]
    old, new = tmp_path / "old", tmp_path / "new"
    for folder, first, second in ((old, "92.43", "0.4"), (new, "94.43", "0.5")):
        folder.mkdir()
        changed = [(rows[0][0].replace("92.43", first), *TICK), (rows[1][0], "✓", second)]
        put(folder, a=report(changed))
    return str(old), str(new)


def test_differences_are_told_by_kind_with_old_and_new(sides: tuple[str, str]) -> None:
    result = run("diff", *sides)

    assert result.exit_code == 1
    assert result.stderr == "2 differences\n"
    assert (
        result.stdout
        == """\
re-scored (1)
  It costs little.
  - 0.4
  + 0.5
    a.txt:23  A Report

re-worded (1)
  - It helps a great deal in 92.43 of all cases.
  + It helps a great deal in 94.43 of all cases.
    92.43 → 94.43
    a.txt:22  A Report
"""
    )


def test_no_difference_prints_nothing_and_is_exit_code_0(seeds: Path) -> None:
    result = run("diff", str(seeds), str(seeds))

    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "no difference\n")


def test_json_is_a_list_whatever_there_is(sides: tuple[str, str]) -> None:
    told = json.loads(run("diff", *sides, "--to", "json").stdout)

    assert [change["kind"] for change in told] == ["re-scored", "re-worded"]
    assert told[0]["old"], told[0]["new"] == ("0.4", "0.5")
    assert json.loads(run("diff", sides[0], sides[0], "--to", "json").stdout) == []


def test_markdown_shows_texts_as_they_are(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    for folder, text in ((old, "It helps."), (new, "<b>It</b> [helps](x) | *much*\x1b.")):
        folder.mkdir()
        put(folder, a=report([(text, *TICK)]))

    page = run("diff", str(old), str(new), "--to", "markdown").stdout

    assert page.startswith("# What changed\n\n## Re-worded (1)\n\n- A Report\n  - old: It helps.\n  - new: \\<b\\>It")
    assert "\\[helps\\](x) \\| \\*much\\*" in page
    assert "\x1b" not in page


def test_the_text_fits_the_page(seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    put(tmp_path / "none", a=report([("It helps.", *TICK)]))

    lines = run("diff", str(tmp_path / "none"), str(seeds)).stdout.split("\n")

    assert [line for line in lines if width(line) > 80] == []


def test_old_and_new_are_coloured_where_asked_for(sides: tuple[str, str]) -> None:
    shown = run("diff", *sides, FORCE_COLOR="1").stdout

    assert [shown.count(mark) for mark in ("\x1b[31m-", "\x1b[32m+")] == [2, 2]
