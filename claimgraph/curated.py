"""What a person says of links and identities, in a Turtle file: asserted ones are stated, denied ones are not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple

from claimgraph import ids
from claimgraph.facts import TYPE, Nodes, Statement
from claimgraph.links import link_name
from claimgraph.problems import ClaimgraphError, Code, Problem, Where, shown
from claimgraph.terms import BASE, CLAIM_RELATIONS, SYMMETRIC, VOCABULARIES, Name

PAPER_RELATIONS = ("schema:sameAs", "cg:inferredSameAs")
_RELATIONS = {
    VOCABULARIES[relation.partition(":")[0]] + relation.partition(":")[2]: relation
    for relation in (*CLAIM_RELATIONS, *PAPER_RELATIONS)
}
_SUBJECT, _PREDICATE, _OBJECT = (VOCABULARIES["rdf"] + end for end in ("subject", "predicate", "object"))
_DENIED = VOCABULARIES["cg"] + "denied"
_WHY = VOCABULARIES["dcterms"] + "description"
_MANUAL = Name("semapv:ManualMappingCuration")
_LOCAL = re.compile(r"(claim|paper)/([A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?)")


class Judgement(NamedTuple):
    """One relation that a person asserts or denies, with the person's reason, if given."""

    relation: str
    subject: Name
    object: Name
    denied: bool
    why: str


@dataclass(frozen=True, slots=True)
class Curated:
    """A person's judgements, and the file they come from."""

    judgements: tuple[Judgement, ...] = ()
    path: str = ""
    sha256: str = ""
    settled: frozenset[tuple[str, str, str]] = field(default=frozenset())
    """Relation and ends of every judgement: no rule speaks where a person has spoken."""

    def speaks_of(self, relation: str, subject: str, object: str) -> bool:
        """Whether a person has asserted or denied this relation."""
        return bool(self.settled) and _key(relation, subject, object) in self.settled

    @property
    def ends(self) -> frozenset[str]:
        """Every claim and paper the judgements speak of."""
        return frozenset(end for judgement in self.judgements for end in (judgement.subject, judgement.object))

    def unknown(self, seen: Iterable[str]) -> tuple[Problem, ...]:
        """Judgements on a claim or paper that the graph does not have."""
        absent = sorted(self.ends - set(seen))
        hint = "identifiers come from content: see them with claimgraph show"
        return tuple(
            Problem(Code.BAD_LINKS, Where(self.path), f"the graph has no {end.replace(':', ' ', 1)}", hint)
            for end in absent
        )

    def nodes(self, seen: Iterable[str]) -> Nodes:
        """What the judgements state, of those whose ends are both in the graph."""
        known = set(seen)
        nodes: Nodes = {}
        for judgement in self.judgements:
            if {judgement.subject, judgement.object} <= known:
                self._state(judgement, nodes)
        if nodes:
            nodes[ids.source(self.sha256)] = [
                (TYPE, Name("schema:TextObject")),
                (TYPE, Name("prov:Entity")),
                ("schema:name", re.split(r"[/\\]", shown(self.path))[-1]),
                ("schema:sha256", self.sha256),
            ]
        return nodes

    def _state(self, judgement: Judgement, nodes: Nodes) -> None:
        relation, subject, object = judgement[:3]
        record: list[Statement] = [
            (TYPE, Name("cg:PaperLink" if relation in PAPER_RELATIONS else "cg:ClaimLink")),
            ("rdf:subject", subject),
            ("rdf:predicate", Name(relation)),
            ("rdf:object", object),
        ]
        if judgement.denied:
            record.append(("cg:denied", True))
        else:
            nodes.setdefault(subject, []).append((relation, object))
            if relation in SYMMETRIC:
                nodes.setdefault(object, []).append((relation, subject))
        if judgement.why:
            record.append(("dcterms:description", judgement.why))
        record += (("sssom:mapping_justification", _MANUAL), ("prov:wasDerivedFrom", ids.source(self.sha256)))
        nodes[link_name(relation, subject, object)] = record


def _key(relation: str, subject: str, object: str) -> tuple[str, str, str]:
    one, other = sorted((subject, object)) if relation in SYMMETRIC else (subject, object)
    return relation, one, other


def read(data: bytes, path: str, base: str = BASE) -> Curated:
    """Read a file of judgements: plain statements assert, ``cg:ClaimLink`` records with ``cg:denied true`` deny.

    Raises :class:`ClaimgraphError` where the file is no Turtle or relates what cannot be related.
    """
    import pyoxigraph as ox

    try:
        statements = [
            (quad.subject, quad.predicate.value, quad.object)
            for quad in ox.parse(data, format=ox.RdfFormat.TURTLE, base_iri=base)
        ]
    except SyntaxError as error:
        where = Where(path, error.lineno or 0, error.offset or 0)
        raise _refused(Problem(Code.BAD_LINKS, where, f"not Turtle: {error.msg}")) from error
    said: dict[object, dict[str, object]] = {}
    judgements: set[Judgement] = set()
    for subject, predicate, object in statements:
        if predicate in _RELATIONS:
            ends = (_name(subject, base, path), _name(object, base, path))
            judgements.add(Judgement(_RELATIONS[predicate], *ends, False, ""))
        elif predicate in (_SUBJECT, _PREDICATE, _OBJECT, _DENIED, _WHY):
            said.setdefault(subject, {})[predicate] = object
    for record in said.values():
        judgements |= _recorded(record, base, path)
    ordered = _settled_once(judgements, path)
    settled = frozenset(_key(*judgement[:3]) for judgement in ordered)
    return Curated(ordered, path, sha256(data).hexdigest(), settled)


def _recorded(record: Mapping[str, object], base: str, path: str) -> set[Judgement]:
    """The judgement that a record makes."""
    if not {_SUBJECT, _PREDICATE, _OBJECT} <= set(record):
        raise _refused(Problem(Code.BAD_LINKS, Where(path), "a record lacks rdf:subject, rdf:predicate or rdf:object"))
    relation = _RELATIONS.get(getattr(record[_PREDICATE], "value", ""))
    if relation is None:
        known = ", ".join(sorted(_RELATIONS.values()))
        found = shown(str(record[_PREDICATE]))
        raise _refused(Problem(Code.BAD_LINKS, Where(path), f"{found} relates no claims or papers", f"known: {known}"))
    denied = getattr(record.get(_DENIED), "value", "false") in ("true", "1")
    why = getattr(record.get(_WHY), "value", "")
    ends = (_name(record[_SUBJECT], base, path), _name(record[_OBJECT], base, path))
    return {Judgement(relation, *ends, denied, why)}


def _settled_once(judgements: set[Judgement], path: str) -> tuple[Judgement, ...]:
    """Judgements in order, one for each relation and pair; asserting and denying the same is refused."""
    kept: dict[tuple[str, str, str], Judgement] = {}
    for judgement in sorted(judgements):
        key = _key(*judgement[:3])
        before = kept.get(key)
        if before is not None and before.denied != judgement.denied:
            message = f"{judgement.relation} between {key[1]} and {key[2]} is both asserted and denied"
            raise _refused(Problem(Code.BAD_LINKS, Where(path), message))
        kept[key] = max(before, judgement, key=lambda one: len(one.why)) if before else judgement
    return tuple(kept.values())


def _name(term: object, base: str, path: str) -> Name:
    """The prefixed name of a claim or paper of ours."""
    iri = getattr(term, "value", "")
    for namespace in (base, BASE):
        match = _LOCAL.fullmatch(iri.removeprefix(namespace)) if iri.startswith(namespace) else None
        if match:
            return Name(f"{match[1]}:{match[2]}")
    message = f"{shown(str(term))} is no claim or paper of this graph's base"
    raise _refused(Problem(Code.BAD_LINKS, Where(path), message, f"the base is {base}"))


def _refused(problem: Problem) -> ClaimgraphError:
    return ClaimgraphError(str(problem), problem)
