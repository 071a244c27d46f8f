"""``claimgraph diff`` on the command line."""

import json
from pathlib import Path

import pytest

from claimgraph.checks.excerpt import width
from tests.checks.made import WHOLE, put, report
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


def test_json_has_whole_identifiers_of_the_graph_that_has_them(sides: tuple[str, str], tmp_path: Path) -> None:
    graphs = []
    for side, base in zip(sides, ("https://example.org/a/", "https://example.org/b/"), strict=True):
        graphs.append(str(tmp_path / f"{Path(side).name}.ttl"))
        run("build", side, "-o", graphs[-1], "--base", base)

    scored, worded = json.loads(run("diff", *graphs, "--to", "json").stdout)

    assert scored["claim"].startswith("https://example.org/b/claim/it-costs-little-")
    assert scored["report_id"] == worded["report_id"]
    assert scored["report_id"].startswith("https://example.org/b/report/")
    assert worded["claim"].startswith("https://example.org/b/claim/it-helps-")
    assert worded["other"].startswith("https://example.org/a/claim/it-helps-")


def test_json_has_both_ends_of_a_conflict_and_the_report_that_came(tmp_path: Path) -> None:
    one = put(tmp_path, a=report([(WHOLE.format("92.43"), *TICK)], title="A"))
    run("build", *one, "-o", str(tmp_path / "g.ttl"))
    put(tmp_path, b=report([(WHOLE.format("94.43"), *TICK)], title="B"))

    conflict, claim, added = json.loads(run("diff", str(tmp_path / "g.ttl"), str(tmp_path), "--to", "json").stdout)

    base = "https://w3id.org/claimgraph/id/"
    assert [conflict[end].startswith(f"{base}claim/va-") for end in ("claim", "other")] == [True, True]
    assert claim["claim"] in (conflict["claim"], conflict["other"])
    assert added["report_id"] == claim["report_id"]


def test_a_store_does_not_differ_from_its_reports(seeds: Path, tmp_path: Path) -> None:
    run("build", str(seeds), "-o", str(tmp_path / "g.db"), "-o", str(tmp_path / "g.ttl"))

    for other in (str(seeds), str(tmp_path / "g.ttl")):
        assert run("diff", str(tmp_path / "g.db"), other).exit_code == 0
