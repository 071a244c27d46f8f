"""``claimgraph check`` on the command line: what it takes, prints and ends with."""

import json
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

from tests.checks.made import put, report
from tests.cli.help_pages import examples, prepare, run

GOOD = report([("It helps.", "✓", "0.4")])
LOST = report([("It helps.", "✓", "1.7")])


@pytest.fixture
def seeds_folder(seeds: Path) -> str:
    return str(seeds)


@pytest.mark.parametrize("arguments", examples("check"), ids=" ".join)
def test_the_examples_of_the_help_run(
    arguments: list[str], seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(seeds, tmp_path)
    monkeypatch.chdir(tmp_path)

    assert run(*arguments).exit_code == 1
    assert 2 <= len(examples("check")) <= 4


def test_nothing_found_is_exit_code_0_and_says_so(tmp_path: Path) -> None:
    result = run("check", *put(tmp_path, a=GOOD))

    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "1 report, nothing found\n")


@pytest.mark.parametrize(("fail_on", "code"), [("error", 0), ("warning", 0), ("info", 1), ("never", 0)])
def test_what_fails_is_for_the_user_to_say(tmp_path: Path, fail_on: str, code: int) -> None:
    paths = put(tmp_path, a=GOOD.replace("Some Publisher", ""))

    assert run("check", *paths, "--fail-on", fail_on).exit_code == code


def test_findings_go_to_standard_output_and_the_summary_to_standard_error(seeds_folder: str) -> None:
    result = run("check", seeds_folder)

    assert result.stdout.startswith("CG301 error: reports differ")
    assert result.stderr == "5 reports, 1 error, 6 warnings, 7 notes\n"


def test_what_is_not_selected_neither_shows_nor_fails(seeds_folder: str) -> None:
    result = run("check", seeds_folder, "--select", "CG2")

    assert result.exit_code == 0
    assert {line[:5] for line in result.stdout.split("\n") if line.startswith("CG")} == {"CG205"}


def test_statistics_count_by_code(seeds_folder: str) -> None:
    counted = run("check", seeds_folder, "--statistics", "--select", "CG2,CG302").stdout

    assert counted == "     5  CG205  info     cut text\n     5  CG302  warning  unanswered\n"


def test_statistics_can_be_json(seeds_folder: str) -> None:
    counted = run("check", seeds_folder, "--statistics", "--output-format", "json").stdout

    assert {each["code"]: each["count"] for each in json.loads(counted)}["CG303"] == 2


def test_an_unknown_code_is_wrong_usage(seeds_folder: str) -> None:
    with pytest.raises(click.UsageError, match="no code begins with 'CG9'"):
        run("check", seeds_folder, "--select", "CG9")


def test_a_bad_row_is_shown_with_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, a=LOST)
    monkeypatch.chdir(tmp_path)

    assert (
        """\
CG104 error: confidence must lie between 0 and 1, found "1.7"
  --> a.txt:22:13
   |
22 | It helps.  ✓  1.7
   |               ^^^
   = hint: 0.41, 0,41 and 41% are understood
"""
        in run("check", "a.txt").stdout
    )


def test_colour_is_for_who_asks_for_it(seeds_folder: str) -> None:
    assert "\x1b[" not in run("check", seeds_folder).stdout
    assert "\x1b[31m" in run("check", seeds_folder, FORCE_COLOR="1").stdout
    assert "\x1b[" not in run("check", seeds_folder, FORCE_COLOR="1", NO_COLOR="1").stdout
    assert "\x1b[" not in run("check", seeds_folder, "--output-format", "json", FORCE_COLOR="1").stdout


def test_colour_changes_no_letter(seeds_folder: str) -> None:
    assert click.unstyle(run("check", seeds_folder, FORCE_COLOR="1").stdout) == run("check", seeds_folder).stdout


@pytest.mark.parametrize("suffix", ["ttl", "nt", "nq", "trig", "jsonld", "rdf"])
def test_a_graph_in_any_format_tells_what_its_reports_tell(suffix: str, seeds_folder: str, tmp_path: Path) -> None:
    graph = str(tmp_path / f"graph.{suffix}")
    run("build", seeds_folder, "-o", graph)

    of_graph = run("check", graph, "--output-format", "json")

    told = [(each["code"], each["message"]) for each in json.loads(of_graph.stdout)]
    of_reports = run("check", seeds_folder, "--output-format", "json")
    assert told == [(each["code"], each["message"]) for each in json.loads(of_reports.stdout)]
    assert of_graph.stderr == "5 reports, 1 error, 6 warnings, 7 notes\n"


def test_a_conflict_in_a_graph_is_shown_with_the_lines_it_quotes(seeds_folder: str, tmp_path: Path) -> None:
    graph = str(tmp_path / "graph.ttl")
    run("build", seeds_folder, "-o", graph)

    shown = run("check", graph, "--select", "CG301").stdout

    assert " 000_cae18ebe6211da7d.txt:46:121\n" in shown
    assert "^^^^^^^^^^^^^^^^" in shown
    assert "---------------- 94.43 ± 0.16 here" in shown


def test_a_graph_that_breaks_a_shape_is_an_error(seeds_folder: str, tmp_path: Path) -> None:
    graph = tmp_path / "graph.ttl"
    run("build", seeds_folder, "-o", str(graph))
    text = graph.read_text(encoding="utf-8")
    graph.write_text(text.replace("cg:confidence 0.41", "cg:confidence 1.41", 1), encoding="utf-8")

    result = run("check", str(graph), "--select", "CG5", "--output-format", "concise")

    assert result.exit_code == 1
    assert "CG501 assertion:" in result.stdout
    assert result.stdout.endswith("exactly one confidence, a decimal from 0 to 1\n")


def test_a_graph_file_that_is_none_is_told_beside_the_rest(tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text("<a> <b> .")

    result = run("check", *put(tmp_path, a=LOST), str(tmp_path / "bad.ttl"), "--output-format", "concise")

    assert [line.split(" ")[1] for line in result.stdout.splitlines()] == ["CG104", "CG119"]


def test_reports_can_come_by_standard_input(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "claimgraph", "check", "-"],
        input=LOST.encode(),
        capture_output=True,
        check=False,
    )

    assert done.returncode == 1
    assert "22 | It helps.  ✓  1.7" in done.stdout.decode()


def test_words_from_a_lexicon_file_answer_a_question(tmp_path: Path) -> None:
    text = report([("It gets 61 on the big exam.", "✓", "0.4")], question="How does it do on MMLU?")
    (tmp_path / "words.toml").write_text('[concepts.mmlu]\nkind = "benchmark"\nlabel = "MMLU"\nnames = ["big exam"]\n')
    paths = put(tmp_path, a=text)

    assert run("check", *paths).exit_code == 1
    assert run("check", *paths, "--lexicon", str(tmp_path / "words.toml")).exit_code == 0


def test_forty_changed_copies_of_one_report_are_checked_in_a_moment(seeds: Path, tmp_path: Path) -> None:
    text = (seeds / "000_cae18ebe6211da7d.txt").read_text(encoding="utf-8")
    for copy in range(40):
        changed = text.replace("# Hybrid", f"# {copy} Hybrid").replace("92.43", f"{50 + copy}.43")
        (tmp_path / f"{copy:02}.txt").write_text(changed, encoding="utf-8", newline="")
    started = time.process_time()

    result = run("check", str(tmp_path), "--select", "CG301", "--output-format", "json")

    assert time.process_time() - started < 3
    assert len(json.loads(result.stdout)) == 1


@pytest.mark.parametrize("form", ["github", "sarif"])
def test_a_form_without_a_place_for_counts_refuses_them(form: str, seeds_folder: str) -> None:
    with pytest.raises(click.UsageError, match=f"{form} cannot carry --statistics; give full, concise or json"):
        run("check", seeds_folder, "--statistics", "--output-format", form)


def test_a_store_tells_what_its_reports_tell(seeds_folder: str, tmp_path: Path) -> None:
    run("build", seeds_folder, "-o", str(tmp_path / "g.db"), "-o", str(tmp_path / "g.ttl"))

    of_store, of_file = (run("check", str(tmp_path / name), "--output-format", "json") for name in ("g.db", "g.ttl"))

    assert (of_store.exit_code, of_store.stdout, of_store.stderr) == (1, of_file.stdout, of_file.stderr)


@pytest.mark.parametrize("options", [(), ("--select", "CG3"), ("--fail-on", "never")])
def test_where_nothing_can_be_read_nothing_was_checked(options: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "bad.ttl").write_text("<a> <b> .")
    paths = [str(tmp_path / "empty"), str(tmp_path / "bad.ttl"), *put(tmp_path, diary="Dear diary")]

    result = run("check", *paths, *options, "--output-format", "concise")

    codes = [] if "CG3" in options else ["CG115", "CG119", "CG101"]
    assert sorted(line.split(" ")[1] for line in result.stdout.splitlines()) == sorted(codes)
    assert (result.exit_code, result.stderr) == (3, "nothing was checked: no report and no graph could be read\n")
