"""``claimgraph show`` on the command line."""

import json
from pathlib import Path

import pytest

from claimgraph.checks.excerpt import width
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
claim:vocabulary-augmentation-offers-an-appealing-mmr7vrhh3ap5

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
    assert [line[-12:] for line in result.stdout.splitlines()[::2]] == ["bugdbxqy5dho", "pdloshgqd3su"]
    assert result.stderr == "2 claims have these words; give an identifier or more words\n"


def test_no_match_is_exit_code_1(seeds: Path) -> None:
    result = run("show", str(seeds), "\x1b[2Jzzz")

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == 'no claim has the identifier or the words "\\x1b[2Jzzz"\n'


def test_json_keeps_numbers_as_printed(seeds: Path) -> None:
    said = json.loads(run("show", str(seeds), "bugdbxqy5dho", "--to", "json").stdout)

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
