"""Nodes become rows of the index, and what does not fit its tables is noticed."""

from datetime import date
from decimal import Decimal

import pytest

from claimgraph.facts import TYPE, Nodes, Statement, Value
from claimgraph.store.pieces import piece
from claimgraph.store.tables import Sorter
from claimgraph.terms import Iri, Name, Relative

REPORT: Nodes = {
    Name("report:r"): [(TYPE, Name("cg:Report")), ("dcterms:title", "T"), ("dcterms:issued", date(2026, 6, 26))]
}
CLAIM: Nodes = {
    Name("claim:c"): [
        (TYPE, Name("cg:Claim")),
        ("schema:text", "VA wins."),
        ("cg:scope", Name("report:r")),
        ("cg:hasResult", Name("result:c-1")),
    ]
}
ROW: list[Statement] = [
    (TYPE, Name("cg:Assertion")),
    ("cg:inReport", Name("report:r")),
    ("cg:asserts", Name("claim:c")),
    ("cg:printedText", "VA wins."),
    ("cg:position", 1),
    ("cg:truncated", False),
    ("cg:verified", True),
    ("cg:confidence", Decimal("0.50")),
    ("oa:hasSource", Name("source:s")),
    ("oa:hasSelector", Relative("source/s#line=1,2")),
]
SPAN: Nodes = {
    Relative("source/s#line=1,2"): [
        (TYPE, Name("oa:TextQuoteSelector")),
        ("cg:line", 2),
        ("oa:start", 3),
        ("oa:end", 9),
    ]
}
SOURCE: Nodes = {
    Name("source:s"): [
        (TYPE, Name("schema:TextObject")),
        ("schema:name", "b.txt"),
        ("schema:name", "a.txt"),
        ("schema:sha256", "s"),
    ]
}
WHOLE: Nodes = {**REPORT, **CLAIM, Name("assertion:a"): ROW, **SPAN, **SOURCE}


def without(term: str) -> list[Statement]:
    return [each for each in ROW if each[0] != term]


def changed(term: str, *values: Value) -> Nodes:
    """The whole with a row that says something else."""
    said: list[Statement] = [*without(term), *((term, value) for value in values)]
    return WHOLE | {Name("assertion:a"): said}


def test_a_row_is_placed_and_summed() -> None:
    found = Sorter()
    found.add(WHOLE)

    made = piece(found)

    assert made.plain
    assert made.tables["row"] == [(0, "a", 0, 0, 1, None, 0, 1, "0.5")]
    assert made.tables["claim"] == [(0, "c", 0, 1, 1, 1, "0.5", "0.5", "a.txt:2")]
    assert made.tables["place"] == [(0, 0, 2, 3, 9)]
    assert made.tables["source"] == [(0, "s", "s", 1, 1)]
    assert made.counts["row"] == 1


def test_a_node_of_two_types_is_counted_under_both() -> None:
    found = Sorter()
    found.add({Name("concept:x"): [(TYPE, Name("cg:Method")), (TYPE, Name("skos:Concept")), ("skos:prefLabel", "X")]})

    assert piece(found).types == {"Method": 1, "Concept": 1}


def test_a_row_in_two_files_has_two_places() -> None:
    found = Sorter()
    second: Nodes = {
        Name("source:t"): [(TYPE, Name("schema:TextObject")), ("schema:name", "0.txt"), ("schema:sha256", "t")]
    }
    span: Nodes = {Relative("source/t#line=4,5"): [*SPAN[Relative("source/s#line=1,2")]]}
    row = [*ROW, ("oa:hasSource", Name("source:t")), ("oa:hasSelector", Relative("source/t#line=4,5"))]
    found.add({**WHOLE, **second, **span, Name("assertion:a"): row})

    made = piece(found)

    assert (made.plain, len(made.tables["place"]), made.tables["claim"][0][-1]) == (True, 2, "0.txt:2")


ODD: dict[str, Nodes] = {
    "two confidences": changed("cg:confidence", Decimal("0.5"), Decimal("0.6")),
    "no confidence": changed("cg:confidence"),
    "a confidence in words": changed("cg:confidence", "high"),
    "a confidence of seven": changed("cg:confidence", Decimal(7)),
    "a mark in words": changed("cg:verified", "yes"),
    "a place in words": changed("cg:position", "first"),
    "a text that is a number": changed("cg:printedText", 5),
    "a claim from elsewhere": changed("cg:asserts", Iri("https://example.org/claim")),
    "a claim not described": {key: node for key, node in WHOLE.items() if key != "claim:c"},
    "a report not described": {key: node for key, node in WHOLE.items() if key != "report:r"},
    "a span without a line": WHOLE | {Relative("source/s#line=1,2"): [(TYPE, Name("oa:TextQuoteSelector"))]},
    "a claim without a scope": WHOLE | {Name("claim:c"): CLAIM[Name("claim:c")][:2]},
    "two titles": WHOLE | {Name("report:r"): [*REPORT[Name("report:r")], ("dcterms:title", "U")]},
    "a day in words": WHOLE | {Name("report:r"): [(TYPE, Name("cg:Report")), ("dcterms:issued", "June")]},
    "a score in words": WHOLE | {Name("report:r"): [(TYPE, Name("cg:Report")), ("cg:qualityScore", "good")]},
    "a result of no claim": WHOLE | {Name("result:d-1"): [(TYPE, Name("cg:Result")), ("cg:position", 1)]},
    "a link without ends": WHOLE | {Name("link:l"): [(TYPE, Name("cg:ClaimLink"))]},
}


@pytest.mark.parametrize("nodes", ODD.values(), ids=ODD.keys())
def test_what_does_not_fit_the_tables_is_noticed(nodes: Nodes) -> None:
    found = Sorter()
    found.add(nodes)

    assert not piece(found).plain
