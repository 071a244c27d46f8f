"""One claim and what stands behind it."""

from pathlib import Path

import pytest

from claimgraph import api
from claimgraph.describe import Description, describe, find
from claimgraph.graph import Graph
from tests.checks.made import put, report

ONE, OTHER = "iaubln2heena", "rvq7zh5bji6t"


@pytest.fixture(scope="module")
def graph(seeds: Path) -> Graph:
    return api.build(seeds)


def of(graph: Graph, given: str) -> Description:
    (claim,) = find(graph, given)
    return describe(graph, claim)


def test_a_claim_is_found_by_each_of_its_names(graph: Graph) -> None:
    (claim,) = find(graph, ONE)
    local = claim.id.rpartition("/")[2]

    for given in (claim.id, f"<{claim.id}>", f"claim:{local}", f"claim/{local}", local):
        assert find(graph, given) == (claim,)


def test_a_row_or_a_number_leads_to_its_claim(graph: Graph) -> None:
    (claim,) = find(graph, ONE)
    row = graph.into(claim.id, "cg:asserts")[0]

    assert find(graph, row.id) == find(graph, f"result:{ONE}-7") == (claim,)


def test_a_claim_is_found_by_its_whole_text_though_other_texts_hold_it(tmp_path: Path) -> None:
    texts = ["It helps.", "It helps a lot."]
    graph = api.build(*put(tmp_path, a=report([(text, "✓", "0.4") for text in texts])))

    assert [claim.label for claim in find(graph, "it helps")] == ["It helps."]
    assert [claim.label for claim in find(graph, "a lot")] == ["It helps a lot."]


def test_words_may_stand_apart_and_numbers_be_spelled_as_printed(graph: Graph) -> None:
    assert len(find(graph, "balance appealing vocabulary")) == 1
    assert len(find(graph, r"VA achieves 73.22 $\pm$ 1.23")) == 1
    assert len(find(graph, "VA achieves 91.38")) == 2
    assert find(graph, "no such words") == ()


@pytest.mark.parametrize("given", ["61.13", "achieves 61.13", "1.38", "91.3", "91", "38", "91.38.1"])
def test_a_number_is_none_of_its_parts(given: str, graph: Graph) -> None:
    assert find(graph, given) == ()


@pytest.mark.parametrize("given", ["91.38", "91.38 VA", "0.56 91.38", "91.38 ± 0.56"])
def test_a_number_is_found_whole_wherever_it_stands(given: str, graph: Graph) -> None:
    assert len(find(graph, given)) == 2


@pytest.mark.parametrize(
    ("text", "given", "fits"),
    [
        ("It takes 1,234.5 hours.", "1,234.5", True),
        ("It takes 1,234.5 hours.", "hours 1,234.5", True),
        ("It takes 1,234.5 hours.", "234.5", False),
        ("It costs 0,41 euros.", "euros 0,41", True),
        ("It costs 0,41 euros.", "euros 41", False),
        ("It wins by 5, 3 and 2.", "wins 3 5", True),
        ("GPT-3.5 wins.", "wins 3.5", True),
    ],
)
def test_a_number_may_have_commas(text: str, given: str, fits: bool, tmp_path: Path) -> None:
    graph = api.build(*put(tmp_path, a=report([(text, "✓", "0.4")])))

    assert bool(find(graph, given)) is fits


def test_every_print_has_its_place_mark_and_confidence(graph: Graph) -> None:
    said = of(graph, "appealing balance of performance")

    assert [(each.path[:3], each.line, each.verified, str(each.confidence)) for each in said.prints] == [
        ("001", 36, True, "0.21"),
        ("000", 34, True, "0.21"),
    ]
    assert (said.reports, said.papers) == (2, 1)


def test_numbers_are_given_in_order_and_a_cut_one_has_no_value(graph: Graph) -> None:
    numbers = of(graph, ONE).numbers

    assert [number.position for number in numbers] == list(range(1, 9))
    assert (numbers[6].printed, str(numbers[6].spread), numbers[6].method) == (
        "92.43 ± 0.16",
        "0.16",
        "vocabulary augmentation",
    )
    assert (numbers[7].printed, numbers[7].value, numbers[7].cut) == ("64.23", None, True)


def test_a_link_says_why_it_was_made_and_by_whom(graph: Graph) -> None:
    (link,) = of(graph, ONE).relations

    assert (link.relation, link.claim[-12:], link.by) == ("contradicts", OTHER, "claimgraph")
    assert link.why.startswith("Same method; 6 of 7 results agree, number 7 does not")


def test_a_link_is_told_from_both_of_its_ends(graph: Graph) -> None:
    relations = {link.relation for claim in graph.claims for link in describe(graph, claim).relations}

    assert {"contradicts", "completes", "completed by", "variantOf", "similarTo"} <= relations


def test_the_paper_says_which_work_it_is_held_to_be_and_why(graph: Graph) -> None:
    paper = of(graph, ONE).paper

    assert paper is not None
    (same,) = paper.same_as
    assert (same.work, same.ground) == (f"{graph.base}paper/arxiv-2106.09063", "inferred")
    assert same.why.startswith("All 2 reports on this title list arXiv 2106.09063")


def test_a_claim_of_a_report_that_names_no_paper_has_none(tmp_path: Path) -> None:
    text = report([("It helps.", "✓", "0.4")]).replace("This paper examines: One Paper. ", "")

    said = of(api.build(*put(tmp_path, a=text)), "It helps")

    assert (said.paper, said.papers) == (None, 0)


def test_papers_that_a_person_holds_to_be_one_count_once(tmp_path: Path) -> None:
    texts = {
        "a": report([("It helps.", "✓", "0.4")], title="A"),
        "b": report([("It helps.", "✓", "0.4")], title="B").replace("One Paper", "1 Paper"),
    }
    paths = put(tmp_path, **texts)
    one, other = (claim.id for claim in find(api.build(*paths), "It helps"))
    papers = [paper.id for paper in api.build(*paths).papers if "arxiv" not in paper.id]
    links = tmp_path / "links.ttl"
    cg, same = "https://w3id.org/claimgraph/ns#", "https://schema.org/sameAs"

    counted = []
    for more in ("", f"<{papers[0]}> <{same}> <{papers[1]}> ."):
        links.write_text(f"<{one}> <{cg}variantOf> <{other}> . {more}", encoding="utf-8")
        graph = api.build(*paths, settings=api.settings(links=links))
        counted.append(describe(graph, graph.node(one)).papers)

    assert counted == [2, 1]
