"""The lexicon: what ships is sound, what users add is checked."""

import pytest

from claimgraph.lexicon import built_in, extended
from claimgraph.problems import ClaimgraphError


def test_every_name_stands_for_one_thing() -> None:
    owners: dict[str, set[str]] = {}
    for concept in built_in().concepts.values():
        for name in (concept.label, *concept.names):
            owners.setdefault(name, set()).add(concept.id)

    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[concepts.x]\nkind = 'animal'", "needs a kind"),
        ("[concepts.'X Y']\nkind = 'method'", "is no identifier"),
        ("[concepts.x]\nkind = 'method'\nnames = 'y'", "label is text, names a list of texts"),
        ("[concepts.x]\nkind = 'method'\nlabel = ' '", "empty name"),
        ("[patterns]\nachieves = 'gets'", "must be a list of words"),
        ("[sections]\nclaim = ['Claims']", r'unknown entry "claim" in \[sections\]'),
        ("[months]\nnames = ['mai']", r'unknown entry "names" in \[months\]'),
        ("[concepts.x]\nkind = 'method'\nnmaes = ['y']", 'unknown entry "nmaes"'),
        ("[colours]\nred = ['x']", r"unknown table \[colours\]"),
        ("concepts = 3", "concepts must be a table"),
        ("[concepts", "not TOML"),
        (b"\xff", "is not UTF-8"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_its_reason(text: str | bytes, found: str) -> None:
    data = text if isinstance(text, bytes) else text.encode()

    with pytest.raises(ClaimgraphError, match=found):
        extended([("my.toml", data)])


def test_additions_are_named_by_a_fingerprint() -> None:
    words = b"[marks]\nverified = ['ja']"

    assert built_in().fingerprint == ""
    assert extended([("a.toml", words)]).fingerprint == extended([("b.toml", words)]).fingerprint != ""
