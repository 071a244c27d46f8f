"""The five real reports, against what they print. The counts were taken from the files by hand and by grep."""

import re
from pathlib import Path

import pytest

import claimgraph as cg
from claimgraph.graph import Graph, Node

PAIR = re.compile(r"\d+\.\d+ \$\\pm\$ \d+\.\d+")


@pytest.fixture(scope="module")
def graph(seeds: Path) -> Graph:
    return cg.build(seeds)


def printed(seeds: Path) -> list[str]:
    """Every table line of the five files, by the plainest means."""
    lines = [line for path in sorted(seeds.iterdir()) for line in path.read_text("utf-8").split("\n")]
    return [line for line in lines if line.count("\t") == 2 and not line.startswith("Claim\t")]


def test_every_row_is_there_as_printed(graph: Graph, seeds: Path) -> None:
    rows = printed(seeds)

    assert len(rows) == len(graph.assertions) == 65
    assert sorted(f"{node.one('cg:printedText')}" for node in graph.assertions) == sorted(
        row.split("\t")[0] for row in rows
    )
    assert graph.problems == ()


def test_every_row_is_found_again_at_its_bytes(graph: Graph, seeds: Path) -> None:
    for assertion in graph.assertions:
        (source,) = graph.out(assertion.id, "oa:hasSource")
        (span,) = graph.out(assertion.id, "oa:hasSelector")
        data = (seeds / source.one("schema:name")).read_bytes()

        quote = data[span.one("oa:start") : span.one("oa:end")].decode()
        assert quote == span.one("oa:exact") == data.decode().split("\n")[span.one("cg:line") - 1]
        assert quote.startswith(assertion.one("cg:printedText"))


def test_the_rows_state_thirty_six_claims(graph: Graph) -> None:
    assert len(graph.claims) == 36
    assert sum(len(graph.into(claim.id, "cg:asserts")) > 1 for claim in graph.claims) == 22


def test_every_whole_pair_of_numbers_is_read(graph: Graph, seeds: Path) -> None:
    wanted = sum(len(PAIR.findall(row)) for row in printed(seeds))
    found = sum(
        node.one("cg:spread") is not None
        for assertion in graph.assertions
        for claim in graph.out(assertion.id, "cg:asserts")
        for node in graph.out(claim.id, "cg:hasResult")
    )

    assert wanted == found == 78


def test_every_cut_number_is_withheld(graph: Graph) -> None:
    cut = {node.one("cg:printedText"): node for node in graph.of("Result") if node.one("cg:truncated")}

    assert set(cut) == {"61.", "59.1", "64.23", "61.85 ±", "59.17 ±", "64.23 ± 3."}
    assert [text for text, node in cut.items() if node.one("cg:value") is not None and "±" not in text] == []
    assert [text for text, node in cut.items() if node.one("cg:spread") is not None] == []


def test_exactly_one_pair_of_claims_contradict(graph: Graph) -> None:
    (link,) = [node for node in graph.links if node.one("rdf:predicate").endswith("#contradicts")]

    numbers = {node.one("cg:printedText") for node in graph.out(link.id, "cg:basis")}
    assert numbers == {"92.43 ± 0.16", "94.43 ± 0.16"}
    assert len([claim for claim in graph.claims if claim.all("cg:contradicts")]) == 2


def test_twenty_five_rows_are_cut(graph: Graph) -> None:
    assert sum(node.one("cg:truncated") for node in graph.assertions) == 25
    assert sum(node.one("cg:truncated") for node in graph.claims) == 17


def test_the_examined_papers_are_inferred_with_their_ground(graph: Graph) -> None:
    found = {
        paper.one("dcterms:title").split(":")[0]: [
            node.one("fabio:hasArXivId") for node in graph.out(paper.id, "cg:inferredSameAs")
        ]
        for paper in graph.papers
        if paper.all("cg:inferredSameAs")
    }

    assert found == {
        "Specializing Multilingual Language Models": ["2106.09063"],
        "Synergistic Approach for Simultaneous Optimization of Monolingual, "
        "Cross-lingual, and Multilingual Information Retrieval": ["2408.10536"],
    }
    assert sorted(len(link.refs("prov:wasDerivedFrom")) for link in graph.of("PaperLink")) == [2, 3]


def test_kinds_of_links_are_as_read_by_hand(graph: Graph) -> None:
    kinds = sorted(node.one("rdf:predicate").rpartition("#")[2] for node in graph.links)

    assert kinds == ["completes", "contradicts", "similarTo", "similarTo", "variantOf", "variantOf", "variantOf"]


def test_a_thing_found_by_a_pattern_says_so(graph: Graph) -> None:
    found: dict[str, Node] = {node.label: node for node in graph.of("Method") if node.all("cg:foundBy")}

    assert {label: node.one("cg:foundBy") for label, node in found.items()} == {"FASTT": "X achieves …"}


def test_claims_of_a_part_are_claims_of_the_whole(graph: Graph, seeds: Path) -> None:
    whole = set(graph.triples())
    for part in (sorted(seeds.glob("00[01]*")), sorted(seeds.glob("00[234]*"))):
        run_level = {"Dataset", "Run", "Agent"}
        piece = cg.build(*part)
        missing = {triple for triple in piece.triples() if triple not in whole}

        assert {piece.node(subject).kind for subject, _, _ in missing} <= run_level
