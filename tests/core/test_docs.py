"""What the documentation shows in Turtle and TOML is true and works."""

import re
from pathlib import Path

import pytest

import claimgraph as cg
from claimgraph.curated import read as read_curated
from claimgraph.lexicon import extended
from claimgraph.terms import prefixes
from tests.core.test_writers import by_oxigraph, write


def blocks(path: Path, language: str) -> list[str]:
    found = re.findall(rf"```{language}\n(.*?)```", path.read_text("utf-8"), re.DOTALL)
    assert found, f"{path} shows no {language}"
    return found


@pytest.mark.parametrize("page", ["docs/reports.md", "docs/lexicon.md"])
def test_the_words_a_page_adds_can_be_added(page: str, root: Path) -> None:
    for block in blocks(root / page, "toml"):
        extended([(page, block.encode())])


def test_the_links_a_page_shows_can_be_read(root: Path) -> None:
    (block,) = blocks(root / "docs/links.md", "turtle")

    judgements = read_curated(block.encode(), "links.ttl").judgements
    assert sorted(judgement.denied for judgement in judgements) == [False, False, True]


def test_what_the_ontology_s_page_shows_of_the_seeds_is_in_their_graph(root: Path, seeds: Path, tmp_path: Path) -> None:
    (block,) = blocks(root / "ontology/README.md", "turtle")
    bound = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in prefixes().items())

    assert by_oxigraph((bound + block).encode(), "turtle") <= by_oxigraph(
        write(seeds, "turtle", tmp_path / "x"), "turtle"
    )


def test_the_examples_of_links_and_words_are_used_whole(root: Path, seeds: Path) -> None:
    settings = cg.settings(lexicons=[root / "examples/lexicon.toml"], links=root / "examples/links.ttl")
    graph = cg.build(seeds, settings=settings)

    manual = [
        node
        for node in graph.nodes.values()
        if node.one("sssom:mapping_justification", "").endswith("ManualMappingCuration")
    ]
    assert len(manual) == 3
    assert graph.problems == ()


def test_the_example_program_runs(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import runpy

    monkeypatch.chdir(root)
    runpy.run_path("examples/ask.py")

    assert "000_cae18ebe6211da7d.txt:46 confidence 0.57" in capsys.readouterr().out
