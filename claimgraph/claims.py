"""What one claim text states: the claim itself, its results, and the things that it names.

Here too is how statements are held: by the node they are about.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from claimgraph import ids
from claimgraph.mentions import Mention, Reading
from claimgraph.model import claim_key, is_cut
from claimgraph.terms import Name

Value = str | bool | int | Decimal | date
"""The object of a statement: an IRI as Name, Relative or Iri, or a literal as the Python value it stands for."""

Statement = tuple[str, Value]
"""A predicate, as a prefixed name, and its object."""

Nodes = dict[str, list[Statement]]
"""Statements by the node they are about."""

TYPE = "rdf:type"


class Claim(NamedTuple):
    """One claim text, read once for all rows that print it, and the scope it is read in."""

    name: Name
    hash: str
    key: str
    text: str
    cut: bool
    reading: Reading
    scope: Name

    @property
    def said(self) -> list[Statement]:
        """What is stated of the claim itself."""
        said: list[Statement] = [
            (TYPE, _CLAIM),
            ("schema:text", self.text),
            ("cg:scope", self.scope),
            ("cg:truncated", self.cut),
            *about(self.reading.mentions),
        ]
        said += [("cg:hasResult", ids.result(self.hash, number.position)) for number in self.reading.numbers]
        return said

    @property
    def scoped(self) -> Nodes:
        """The claim and its results: nodes that other reports on the same paper may share."""
        return {self.name: self.said, **self.results()}

    @property
    def shared(self) -> Nodes:
        """The things that the text names: nodes that any report may share."""
        return {mention.concept: concept(mention) for mention in self.reading.mentions}

    def results(self) -> Nodes:
        """The results that the text gives, each with what it was obtained by, on and in, where that is plain."""
        reading = self.reading
        plain = (
            ("cg:ofMethod", reading.method),
            ("cg:onBenchmark", reading.benchmark),
            ("cg:byMetric", reading.metric),
        )
        nodes: Nodes = {}
        for position, printed, value, spread, cut in reading.numbers:
            given = (("cg:value", value), ("cg:spread", spread), *plain)
            nodes[ids.result(self.hash, position)] = [
                (TYPE, _RESULT),
                ("cg:position", position),
                ("cg:printedText", printed),
                ("cg:truncated", cut),
                *((term, value) for term, value in given if value is not None),
            ]
        return nodes


class Stated(NamedTuple):
    """One claim as a scope states it: every text that prints it, for texts may differ in case, and its links."""

    texts: tuple[Claim, ...]
    links: list[Statement]

    def nodes(self) -> Nodes:
        """The claim, its links last, followed by its results."""
        nodes = merged(text.scoped for text in self.texts)
        name = self.texts[0].name
        nodes[name] = nodes[name] + self.links
        return nodes


class Claims(NamedTuple):
    """The claims of a scope in the order they are written."""

    entries: tuple[Stated, ...]

    def nodes(self) -> Nodes:
        """Every claim, followed by its results."""
        return {name: said for stated in self.entries for name, said in stated.nodes().items()}


def claim(context: tuple[Name, str], text: str, reading: Reading) -> Claim:
    """The claim that a text, given as :func:`claimgraph.model.normal` leaves it, states within a scope.

    The context is the scope, and what of the scope goes into the identifiers of its claims.
    """
    scope, words = context
    key = claim_key(text)
    hashed = ids.digest("claim", words, key)
    return Claim(Name("claim:" + ids.local(key, hashed)), hashed, key, text, is_cut(text), reading, scope)


def about(mentions: Iterable[Mention]) -> list[Statement]:
    """Statements that a node is about these things."""
    return [("cg:about", concept) for concept in sorted({mention.concept for mention in mentions})]


@cache
def concept(mention: Mention) -> list[Statement]:
    """What is stated of a thing that a text names."""
    said: list[Statement] = [
        (TYPE, _CONCEPT_TYPES[mention.kind]),
        (TYPE, _SKOS_CONCEPT),
        ("skos:prefLabel", mention.label),
    ]
    said += (("skos:altLabel", name) for name in mention.names)
    if mention.found_by:
        said.append(("cg:foundBy", mention.found_by))
    return said


def merged(parts: Iterable[Nodes]) -> Nodes:
    """The union of statements about the same nodes, in the order given, repeats left out.

    >>> merged([{"a": [("p", 1)]}, {"a": [("p", 1), ("p", 2)]}])
    {'a': [('p', 1), ('p', 2)]}
    """
    nodes: Nodes = {}
    for part in parts:
        for subject, statements in part.items():
            known = nodes.setdefault(subject, statements)
            if known is not statements and known != statements:
                seen = {(term, type(value), value) for term, value in known}
                added = [said for said in statements if (said[0], type(said[1]), said[1]) not in seen]
                nodes[subject] = known + added if added else known
    return nodes


_CLAIM = Name("cg:Claim")
_RESULT = Name("cg:Result")
_SKOS_CONCEPT = Name("skos:Concept")
_CONCEPT_TYPES = {
    "method": Name("cg:Method"),
    "benchmark": Name("cg:Benchmark"),
    "task": Name("cg:Task"),
    "metric": Name("cg:Metric"),
    "language": Name("dcterms:LinguisticSystem"),
}
