"""``claimgraph show`` on the command line."""

import json
from pathlib import Path

import pytest

from claimgraph.checks.excerpt import width
from claimgraph.problems import ClaimgraphError
from tests.checks.made import put, report
from tests.cli.help_pages import examples, prepare, run


@pytest.mark.parametrize("arguments", examples("show"), ids=" ".join)
def test_the_examples_of_the_help_run(
    arguments: list[str], seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(seeds, tmp_path)
    monkeypatch.chdir(tmp_path)

    assert run(*arguments).exit_code == 0
    assert 2 <= len(examples("show")) <= 4


def test_a_claim_is_shown_with_all_that_stands_behind_it(seeds: Path) -> None:
    result = run("show", str(seeds), "appealing balance of performance")

    assert result.exit_code == 0
    assert (
        result.stdout
        == """\
Vocabulary augmentation offers an appealing balance of performance and cost.
claim:vocabulary-augmentation-offers-an-appealing-c6vo3dyageoi

Paper      Specializing Multilingual Language Models: An Empirical Study
           paper:arxiv-2106.09063 (inferred): All 2 reports on this title list
           arXiv 2106.09063, and it is the only reference they share.
Behind it  1 independent paper; 2 rows in 2 reports
Names      vocabulary augmentation (method)

Printed
  ✓ 0.21  001_513df4258c00f08c.txt:36
          2026-06-21  Performance of Hybrid Batch-Trained Multilingual Models on
          XLM-R for Low-Resource Languages in Cross-Lingual Retrieval
  ✓ 0.21  000_cae18ebe6211da7d.txt:34
          2026-06-26  Hybrid Batch Training Effects on Multilingual Reasoning in
          Low-Resource Languages
"""
    )


def test_every_claim_of_the_seeds_fits_the_page(seeds: Path) -> None:
    from claimgraph import api

    for claim in api.build(seeds).claims:
        lines = run("show", str(seeds), claim.id).stdout.split("\n")
        assert [line for line in lines if width(line) > 80 and "claim:" not in line] == []


def test_several_matches_are_listed_with_their_identifiers(seeds: Path) -> None:
    result = run("show", str(seeds), "VA", "achieves", "91.38")

    assert result.exit_code == 1
    assert [line[-12:] for line in result.stdout.splitlines()[::2]] == ["iaubln2heena", "rvq7zh5bji6t"]
    assert result.stderr == "2 claims have these words; give an identifier or more words\n"


def test_no_match_is_exit_code_1(seeds: Path) -> None:
    result = run("show", str(seeds), "\x1b[2Jzzz")

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == 'no claim has the identifier or the words "\\x1b[2Jzzz"\n'


def test_json_keeps_numbers_as_printed(seeds: Path) -> None:
    said = json.loads(run("show", str(seeds), "iaubln2heena", "--to", "json").stdout)

    assert said["numbers"][1] == {
        "position": 2,
        "printed": "92.70 ± 0.11",
        "value": "92.70",
        "spread": "0.11",
        "cut": False,
        "method": "vocabulary augmentation",
        "benchmark": "",
        "metric": "",
    }


def test_hostile_text_cannot_steer_the_terminal(tmp_path: Path) -> None:
    paths = put(tmp_path, a=report([("It \x1b[2Jhelps \u202e.", "✓", "0.4")], title="Evil\x07"))

    shown = run("show", paths[0], "helps", FORCE_COLOR="").stdout

    assert {"\x1b", "\x07", "\u202e"} & set(shown) == set()


def test_a_store_shows_what_its_reports_show(seeds: Path, tmp_path: Path) -> None:
    run("build", str(seeds), "-o", str(tmp_path / "g.db"))

    of_store, of_reports = (run("show", graph, "iaubln2heena") for graph in (str(tmp_path / "g.db"), str(seeds)))

    assert (of_store.exit_code, of_store.stdout) == (0, of_reports.stdout)


def test_json_has_whole_identifiers(seeds: Path, tmp_path: Path) -> None:
    base = "https://example.org/kg/"
    run("build", str(seeds), "-o", str(tmp_path / "g.ttl"), "--base", base)

    said = json.loads(run("show", str(tmp_path / "g.ttl"), "iaubln2heena", "--to", "json").stdout)

    named = [said["id"], said["paper"]["id"], said["paper"]["same_as"][0]["work"], said["prints"][0]["report"]]
    assert [iri.rpartition("/")[0] for iri in named] == [base + kind for kind in ("claim", "paper", "paper", "report")]
    assert said["relations"][0]["claim"].startswith(base + "claim/va-achieves")
    assert json.loads(run("show", str(tmp_path / "g.ttl"), said["id"], "--to", "json").stdout) == said


def test_several_matches_can_be_json(seeds: Path) -> None:
    result = run("show", str(seeds), "VA achieves 91.38", "--to", "json")

    assert result.exit_code == 1
    assert [set(each) for each in json.loads(result.stdout)] == [{"id", "text"}, {"id", "text"}]


def test_a_store_of_a_later_version_is_not_shown(seeds: Path, tmp_path: Path) -> None:
    store = tmp_path / "g.db"
    run("build", str(seeds), "-o", str(store))
    manifest = store / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace('"version": 1', '"version": 99'), encoding="utf-8")

    with pytest.raises(ClaimgraphError, match="CG119 the store has version 99"):
        run("show", str(store), "iaubln2heena")
