"""How claims of one paper are related, from reports made for the purpose."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

import claimgraph as cg
from claimgraph import pipeline
from claimgraph.links import HUBS, NEAREST
from claimgraph.model import Report, Source
from claimgraph.pipeline import Settings
from claimgraph.readers.dialect import dialect
from claimgraph.readers.synthesis import read
from claimgraph.spool import Spool
from tests.reports import Made

SETTINGS = Settings()
LONG = "All models are evaluated on data sets that are wholly separate and distinct from the ones that were used for t"
VA = "VA achieves 91.38 ± 0.56, 92.70 ± 0.11, 84.82 ± 1.00, {} ± 0.16 performance."


def report(number: int, *texts: str) -> Report:
    made = Made(title=f"Report {number}", rows=[(text, "✓", "0.5") for text in texts])
    parsed = read(made.text().encode(), Source(f"{number}.txt", f"{number:064x}"), "r.txt", dialect(SETTINGS.lexicon))
    assert parsed.report is not None
    return parsed.report


def related(*reports: Sequence[str]) -> set[tuple[str, str, str]]:
    """Relation and texts of every link between the claims of reports that print these texts."""
    spool = Spool()
    for number, texts in enumerate(reports):
        spool.add(report(number, *texts))
    (block,) = pipeline.blocks(spool.scopes(), SETTINGS)
    words = {claim.name: claim.text for claim in block.claims.values()}
    return {(link.relation, words[link.subject], words[link.object]) for link in block.linked.links}


def relations(*reports: Sequence[str]) -> list[str]:
    return sorted(relation for relation, _, _ in related(*reports))


def test_texts_equal_but_for_case_spaces_and_a_full_stop_are_one_claim() -> None:
    spool = Spool()
    for number, text in enumerate(["It  works.", "it works", "IT WORKS."]):
        spool.add(report(number, text))
    (block,) = pipeline.blocks(spool.scopes(), SETTINGS)

    assert len(block.claims) == 1


def test_a_cut_text_is_completed_by_the_one_text_that_goes_on() -> None:
    found = related([LONG], [LONG + "raining."])

    assert ("cg:completes", LONG + "raining.", LONG) in found
    assert sorted(relation for relation, _, _ in found) == ["cg:completes", "cg:variantOf"]


def test_a_cut_text_that_fits_several_is_left_to_a_person() -> None:
    spool = Spool()
    for number, text in enumerate([LONG, LONG + "raining.", LONG + "esting."]):
        spool.add(report(number, text))
    (block,) = pipeline.blocks(spool.scopes(), SETTINGS)

    assert not [link for link in block.linked.links if link.relation == "cg:completes"]
    assert [len(unplaced.fits) for unplaced in block.linked.unplaced] == [2]


def test_equal_leading_numbers_make_variants_and_one_that_differs_a_conflict() -> None:
    assert relations([VA.format("95.43")], [VA.format("95.43").replace(" performance", "")]) == ["cg:variantOf"]
    assert relations([VA.format("95.43")], [VA.format("94.43")]) == ["cg:contradicts"]


def test_equal_numbers_make_variants_even_where_one_text_does_not_show_its_method() -> None:
    one, other = VA.format("95.43"), VA.format("95.43").replace("VA achieves", "The best of them gets")

    assert relations([one], [other]) == ["cg:variantOf"]
    assert relations([one], [other.replace("95.43", "94.43")]) == []
    assert relations([one], [one.replace("VA", "LAPT")]) == ["cg:similarTo"]


def test_a_conflict_says_which_number_and_rests_on_both() -> None:
    spool = Spool()
    for number, text in enumerate([VA.format("95.43"), VA.format("94.43")]):
        spool.add(report(number, text))
    (block,) = pipeline.blocks(spool.scopes(), SETTINGS)
    (link,) = block.linked.links

    assert "3 of 4 results agree, number 4 does not" in link.why
    assert {name[-2:] for name in link.basis} == {"-4"}


def test_two_differences_are_no_conflict() -> None:
    assert relations([VA.format("95.43")], [VA.format("94.43").replace("92.70", "12.70")]) == []


def test_fewer_than_three_numbers_are_no_ground() -> None:
    assert relations(["VA achieves 95.74 ± 0.44 performance."], ["VA achieves 72.77 ± 1.12 performance."]) == []


def test_a_number_that_the_cut_left_unfinished_is_no_conflict() -> None:
    numbers = (
        "VA achieves 37.49 ± 0.25, 98.03 ± 2.51, 78.99 ± 3.28, 84.94 ± 2.39, 79.54 ± 3.15, 27.22 ± 1.66, 55.42 ± 4"
    )

    assert relations([f"{numbers}.36, and"], [f"{numbers}.36, 60.1"], [f"{numbers}."]) == ["cg:variantOf"] * 3


def test_a_number_within_which_a_text_was_cut_tells_two_claims_apart_if_the_other_has_another_there() -> None:
    start = "LONGER-" + VA.format("88.24")[:-13] + ", 77.30 ± 0.22, 91.12 ± 0.32, 68.14 ± 1.60 and "
    one, other = (start + number for number in ("46.32 ± 1.10 on XNLI.", "48.3"))

    assert len(other) >= 119
    assert relations([one], [other.replace("48.3", "46.3").replace("achieves", "reaches")]) == ["cg:variantOf"]
    assert relations([one], [other]) == []


def test_a_full_stop_after_a_digit_closes_no_long_text() -> None:
    text = "On all the data sets that were part of the evaluation, the models gain from pruning, and the best gets 61"

    assert "cg:completes" in relations([f"{text}."], [f"{text}.85 on average."])


def test_hundreds_of_changed_claims_on_one_paper_are_not_all_compared_with_all() -> None:
    spool = Spool()
    texts = [VA.format(f"{number / 100:.2f}") for number in range(4000, 4400)]
    for number, text in enumerate(texts):
        spool.add(
            report(
                number,
                text,
                LONG + f"x{number}",
                f"Pruning wins in case {'abcdefghijklmnopqrst'[number % 20]} of {number}.",
            )
        )
    (block,) = pipeline.blocks(spool.scopes(), SETTINGS)

    found = [link for link in block.linked.links if link.relation == "cg:contradicts"]
    assert 400 <= len(found) <= 400 * (NEAREST + HUBS)
    assert {end for link in found for end in (link.subject, link.object)} == {
        claim.name for claim in block.claims.values() if claim.text in texts
    }


def test_among_hundreds_the_claim_printed_most_is_compared_with_every_other() -> None:
    agreed, *changed = [VA.format(f"{number / 100:.2f}") for number in range(4000, 4200)]

    found = related(*([agreed] for _ in range(3)), *([text] for text in changed))

    assert {text for relation, *ends in found if relation == "cg:contradicts" and agreed in ends for text in ends} == {
        agreed,
        *changed,
    }


def test_among_hundreds_worded_alike_each_is_suggested_a_few_times_at_most() -> None:
    texts = [f"Hybrid batch training wins in the {chr(97 + n % 26)}{chr(97 + n // 26)}q case." for n in range(200)]

    found = related(*([text] for text in texts))

    assert {relation for relation, *_ in found} == {"cg:similarTo"}
    assert len(texts) / 2 <= len(found) <= NEAREST * len(texts)


def test_another_benchmark_is_another_result_and_no_conflict() -> None:
    one, other = VA.format("95.43"), VA.format("94.43")

    assert relations([one.replace("performance", "on SQuAD")], [other.replace("performance", "on GLUE")]) == []


def test_two_rows_of_one_report_are_two_claims_however_alike() -> None:
    assert relations([VA.format("95.43"), VA.format("94.43")]) == []
    assert relations([LONG, LONG + "raining."]) == []


def test_alike_wording_is_only_suggested() -> None:
    one = "Hybrid batch training enables strong zero-shot retrieval performance across languages."

    assert relations([one], [one.replace("Hybrid batch training", "The proposed approach")]) == ["cg:similarTo"]


def test_other_numbers_or_a_negation_are_no_likeness() -> None:
    one = "Pruning improves recall in 11 of the languages that were part of the evaluation."

    assert relations([one], [one.replace("11", "12")]) == []
    assert relations([one], [one.replace("improves", "does not improve")]) == []


def test_a_person_s_word_stands_above_every_rule(tmp_path, seeds) -> None:  # type: ignore[no-untyped-def]
    graph = cg.build(seeds)
    (conflict,) = [link for link in graph.links if link.one("rdf:predicate").endswith("contradicts")]
    subject, object = conflict.one("rdf:subject"), conflict.one("rdf:object")
    links = tmp_path / "links.ttl"
    links.write_text(
        "@prefix cg: <https://w3id.org/claimgraph/ns#> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"
        f"[] a cg:ClaimLink ; rdf:subject <{object}> ; rdf:predicate cg:contradicts ; "
        f"rdf:object <{subject}> ; cg:denied true .\n"
    )

    judged = cg.build(seeds, settings=cg.settings(links=links))

    assert not [node for node in judged.claims if node.all("cg:contradicts")]
    (denied,) = [link for link in judged.links if link.one("cg:denied") is True]
    assert denied.id == conflict.id


WORDS = st.sampled_from(
    ["pruning", "improves", "recall", "not", "on", "GLUE", "91.2 ± 0.3", "VA achieves", "and", "61."]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=24).map(" ".join)


@given(st.lists(st.lists(TEXTS, min_size=1, max_size=4), min_size=1, max_size=5), st.randoms())
def test_links_do_not_depend_on_the_order_of_reports_nor_join_rows_of_one(texts, random) -> None:  # type: ignore[no-untyped-def]
    found = related(*texts)
    shuffled = [report(number, *each) for number, each in enumerate(texts)]
    random.shuffle(shuffled)
    spool = Spool()
    for each in shuffled:
        spool.add(each)
    (block,) = pipeline.blocks(spool.scopes(), SETTINGS)
    names = {claim.name: claim.text for claim in block.claims.values()}

    assert {(link.relation, names[link.subject], names[link.object]) for link in block.linked.links} == found
    for link in block.linked.links:
        for facts in block.facts:
            assert not {link.subject, link.object} <= set(facts.claims)
