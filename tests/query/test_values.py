"""Parameters as typed on the command line."""

import pytest

from claimgraph.problems import ClaimgraphError
from claimgraph.query.values import XSD, Term, parameter, term
from claimgraph.terms import prefixes


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("<http://example.org/a>", Term("iri", "http://example.org/a")),
        ("cg:Claim", Term("iri", "https://w3id.org/claimgraph/ns#Claim")),
        ('"VA"', Term("literal", "VA")),
        ('"été"@fr', Term("literal", "été", "", "fr")),
        ('"1"^^xsd:byte', Term("literal", "1", XSD + "byte")),
        (f'"1"^^<{XSD}string>', Term("literal", "1")),
        (r'"a\"b\u0041"', Term("literal", 'a"bA')),
        ("7", Term("literal", "7", XSD + "integer")),
        ("-7.50", Term("literal", "-7.50", XSD + "decimal")),
        ("1e3", Term("literal", "1e3", XSD + "double")),
        ("true", Term("literal", "true", XSD + "boolean")),
        ("2026-06-26", Term("literal", "2026-06-26", XSD + "date")),
        ("vocabulary augmentation", Term("literal", "vocabulary augmentation")),
        ("note: this", Term("literal", "note: this")),
        ("", Term("literal", "")),
    ],
)
def test_a_value_is_read_as_meant(typed: str, meant: Term) -> None:
    assert term(typed, prefixes()) == meant
    assert parameter(f"?name={typed}", prefixes()) == ("name", meant)


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ("nothing", "NAME=VALUE"),
        ("1a=2", "NAME=VALUE"),
        ("a=<not an iri>", "full IRI"),
        ("a=<relative>", "full IRI"),
        ('a="open', "expected"),
        ('a="b" . ?s ?p ?o', "expected"),
        ('a="b"^^"c"', "type"),
        ("a=foo:bar", "no known prefix"),
        ("a=2026-02-30", "no day"),
        ("a=\udcff", "not valid text"),
    ],
)
def test_a_value_that_means_nothing_is_told(typed: str, complaint: str) -> None:
    with pytest.raises(ClaimgraphError, match=complaint):
        parameter(typed, prefixes())
