"""One claim is shown from a store as from a file of the same graph, and no more is read than that takes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from claimgraph import api, files, output
from claimgraph.describe import describe, find
from claimgraph.graph import Graph
from claimgraph.store import lookup, read, texts
from tests.checks.made import put, report
from tests.cli.help_pages import run
from tests.conftest import ROOT
from tests.store.conftest import built

REPORTS = ("seeds", "tests/data/reports")


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """A store and a file of one graph."""
    return both([str(ROOT / each) for each in REPORTS], tmp_path_factory.mktemp("pair"))


def both(reports: list[str], folder: Path) -> tuple[str, str]:
    names = (str(folder / "graph.db"), str(folder / "graph.ttl"))
    api.write(files.find(reports), [output.target(name) for name in names], api.settings())
    return names


def shown(graph: str, *given: str) -> tuple[int, str, str]:
    result = run("show", graph, *given)
    return result.exit_code, result.stdout, result.stderr


def same(pair: tuple[str, str], *given: str) -> bool:
    return shown(pair[0], *given) == shown(pair[1], *given)


def test_every_claim_is_shown_from_a_store_as_from_a_file(pair: tuple[str, str]) -> None:
    claims = api.load(pair[1]).claims

    for claim in claims:
        assert same(pair, claim.id)
        assert same(pair, claim.id, "--to", "json")
    assert len(claims) > 40


def test_every_claim_of_many_reports_is_described_alike(many: Path, tmp_path: Path) -> None:
    store, file = both([str(many)], tmp_path)
    whole, stored = api.load(file), lookup.stored(store)

    def said(graph: Graph, claim: str) -> str:
        return repr(describe(graph, graph.node(claim)))

    assert [said(stored, claim.id) for claim in whole.claims] == [said(whole, claim.id) for claim in whole.claims]
    for claim in whole.claims[::25]:
        for given in (claim.id[-12:], " ".join(claim.label.split()[:3])):
            found = find(stored, given, lookup.meant(stored, store, given))
            assert [each.id for each in found] == [each.id for each in find(whole, given)]


@pytest.mark.parametrize(
    "given",
    [
        "iaubln2heena",
        "<https://w3id.org/claimgraph/id/paper/arxiv-2106.09063>",
        "paper:arxiv-2106.09063",
        "result:iaubln2heena-7",
        "appealing balance of performance",
        "ppealing bal",
        "vocabulary balance appealing",
        "VA achieves 91.38",
        "VA",
        "91",
        "no such words",
        'a\\b <c> "d"',
        "zzzzzzzzzzzz",
        "-",
    ],
)
def test_what_was_given_means_the_same_in_a_store(given: str, pair: tuple[str, str]) -> None:
    assert same(pair, "--", given)


def test_a_row_leads_to_its_claim_in_a_store_too(pair: tuple[str, str]) -> None:
    for row in api.load(pair[1]).assertions[::9]:
        assert same(pair, row.id)


def test_letters_that_fold_into_others_are_found_in_a_store_too(tmp_path: Path) -> None:
    said = ["Der Fluß fließt weit.", "It is eﬃcient on all data.", "ΟΔΟΣ helps a lot.", "它提高了性能。", "It helps."]
    pair = both(put(tmp_path, a=report([(text, "✓", "0.40") for text in said])), tmp_path)

    for given in ("FLUSS", "fließt", "efficient", "οδοσ", "ΟΔΟς", "提高了性", "性能"):
        assert shown(pair[0], given)[0] == 0
        assert same(pair, given)


def test_an_index_that_cannot_say_all_is_not_asked(pair: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "with_words", lambda *_: None)

    for given in ("VA achieves 91.38", "iaubln2heena", "appealing balance"):
        assert same(pair, given)


def test_a_store_without_claims_says_so(tmp_path: Path) -> None:
    settings = api.settings()
    api.write(files.find([]), [output.target(str(tmp_path / "x.db"))], settings, api.Wish(allow_empty=True))

    assert "no claims at all" in shown(str(tmp_path / "x.db"), "anything")[2]


def test_one_claim_is_shown_without_reading_the_rest(many_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def whole(*_: object) -> Iterator[str]:
        raise AssertionError("the whole store was read")

    found: list[int] = []
    monkeypatch.setattr(read, "load", whole)
    monkeypatch.setattr(lookup.Nodes, "__iter__", whole)
    monkeypatch.setattr(lookup.Stored, "of", whole)
    claim = next(iter(texts.with_words(many_store, "") or []))[0]

    code, text, _ = shown(str(many_store), claim)
    graph = lookup.stored(many_store)
    found += [len(lookup.Stored.into(graph, f"{graph.base}claim/{claim}", "cg:asserts"))]

    assert (code, bool(text)) == (0, True)
    assert found[0] > 0


def test_a_lazy_graph_is_the_whole_graph(seeds: Path, tmp_path: Path) -> None:
    store = built(seeds, tmp_path / "x.db")
    whole, lazy = read.load(store), lookup.stored(store)

    assert dict(lazy.nodes).keys() == whole.nodes.keys()
    assert set(lazy.triples()) == set(whole.triples())
    assert [node.id for node in lazy.links] == [node.id for node in whole.links]
    assert {node.id for node in lazy.of("Agent")} == {node.id for node in whole.of("Agent")}
