"""Reference lists: what identifies a work, in the shapes lists print it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from claimgraph.readers.references import references


@pytest.mark.parametrize(
    ("line", "kind", "key"),
    [
        ("- <http://arxiv.org/abs/2106.09063v4>", "arxiv", "2106.09063"),
        ("* https://arxiv.org/pdf/2106.09063.pdf", "arxiv", "2106.09063"),
        ("1. arXiv:2106.09063v12", "arxiv", "2106.09063"),
        ("[2] 2106.09063", "arxiv", "2106.09063"),
        ("- hep-th/9901001v2", "arxiv", "hep-th/9901001"),
        ("ARXIV:\xa0HEP-TH/9901001V2", "arxiv", "HEP-TH/9901001"),
        ("- <http://arxiv.org/abs/math.GT/0309136>", "arxiv", "math/0309136"),
        ("- doi.org/10.2139/ssrn.1", "doi", "10.2139/ssrn.1"),
        ("- doi:10.1000/ABC.12", "doi", "10.1000/abc.12"),
        ("- https://doi.org/10.1016/S0140-6736(20)30183-5.", "doi", "10.1016/s0140-6736(20)30183-5"),
        ("- [A title](https://example.org/a_(b))", "url", "https://example.org/a_(b)"),
        ("- https://example.org/ä b", "url", "https://example.org/%C3%A4"),
    ],
)
def test_a_work_is_known_by_its_most_telling_name(line: str, kind: str, key: str) -> None:
    (found,) = references(line)

    assert (found.kind, found.key) == (kind, key)


def test_the_printed_address_keeps_its_version() -> None:
    assert references("- <http://arxiv.org/abs/2106.09063v4>")[0].printed == "http://arxiv.org/abs/2106.09063v4"


def test_two_works_on_one_line_are_two() -> None:
    assert [found.key for found in references("arXiv:2106.09063, doi:10.1000/x")] == ["2106.09063", "10.1000/x"]


@pytest.mark.parametrize(
    "line",
    [
        *("A. Author. A title. 2019.", "10.5 points", "2019.12345", "https://", "http://[::1", "javascript:alert(1)"),
        # digits and letters that look like those of a number or an address, and are none
        *("arXiv:2１06.0906３", "arXiv:2106.0906３", "maſs-ph/9901001", "10.１000/x", "httpſ://example.org/"),
    ],
)
def test_what_names_no_work_gives_none(line: str) -> None:
    assert references(line) == ()


@given(
    st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"])),
    st.sampled_from(["", "http://a.b/", "doi:10.1234/", "arXiv:"]),
)
def test_every_address_is_an_iri_that_a_strict_parser_takes(text: str, start: str) -> None:
    for found in references(start + text):
        assert NamedNode(found.printed).value == found.printed
