"""Golden values of the identifier rules: a change here renames nodes in graphs that people keep."""

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse

import claimgraph as cg
from claimgraph import ids
from claimgraph.terms import prefixes

GOLDEN = {
    "https://w3id.org/claimgraph/id/paper/specializing-multilingual-language-models-an-tbwakdezhdai",
    "https://w3id.org/claimgraph/id/paper/arxiv-2106.09063",
    "https://w3id.org/claimgraph/id/concept/vocabulary-augmentation",
    "https://w3id.org/claimgraph/id/source/a66106d7ed754d07",
    "https://w3id.org/claimgraph/id/source/a66106d7ed754d07#line=33,34",
    "https://w3id.org/claimgraph/id/agent/assignee-research",
}


def test_identifiers_of_the_seeds_stay_what_they_are(seeds) -> None:  # type: ignore[no-untyped-def]
    graph = cg.build(seeds)

    assert set(graph.nodes) >= GOLDEN


def test_another_base_changes_nothing_but_the_base(seeds) -> None:  # type: ignore[no-untyped-def]
    base = "https://example.org/kg/"
    ours, theirs = cg.build(seeds), cg.build(seeds, settings=cg.settings(base=base))

    assert {iri.replace(base, ours.base) for iri in theirs.nodes} == set(ours.nodes)


@given(st.text(st.characters(exclude_categories=["Cs"])), st.integers(1, 10**6))
def test_every_identifier_is_a_prefixed_name_that_turtle_takes(text: str, row: int) -> None:
    names = [
        ids.paper(text),
        ids.question("a title", text),
        ids.concept(text),
        ids.agent(text or "x"),
        ids.link("variantOf", text, text),
        ids.assertion("a" * 12, row, text),
        ids.result("a" * 12, row),
    ]
    bound = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in prefixes().items())

    for name in names:
        (triple,) = parse(f"{bound}{name} a cg:Claim .".encode(), format=RdfFormat.TURTLE)
        prefix, _, local = name.partition(":")
        assert triple.subject.value == prefixes()[prefix] + local


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x1f")),
        min_size=2,
        max_size=3,
        unique=True,
    )
)
def test_keys_do_not_run_together(parts: list[str]) -> None:
    assert ids.digest("k", *parts) != ids.digest("k", "".join(parts))
