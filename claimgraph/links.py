"""How the claims of one scope relate. Every link says which rule made it and what it rests on.

Rules never look outside a scope, and never link two claims that one report prints: two rows of a report are two claims,
however alike. Only exact agreement makes a link; likeness of wording makes a suggestion (``cg:similarTo``).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from decimal import ROUND_FLOOR, Decimal
from heapq import nlargest
from itertools import chain, combinations, islice
from typing import NamedTuple

from claimgraph import ids
from claimgraph.facts import TYPE, Claim, Nodes, Statement
from claimgraph.model import stem
from claimgraph.terms import SYMMETRIC, Name

LEADING_PAIRS = 3
"""Two lists of results are compared when both begin with this many whole value ± spread pairs."""

MAY_BE_CUT = 100
"""A text this long without a closing mark may have been cut, if another text goes on where it stops."""

ALIKE = 0.8
"""Two wordings at least this alike (normalised indel similarity) are suggested to a person."""

LARGE_BLOCK = 60
"""In a group of claims larger than this, not all are compared with all: the work grows with the claims alone."""

NEAREST = 10
"""With how many others a claim of a large group is compared or linked at most, those printed most often apart."""

HUBS = 3
"""How many claims of a large group, those printed most often, are compared with all others."""

_CLOSED = (".", "!", "?", ")", "]", '"', "”", "…")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"\w+")
# Each branch begins with a letter and then looks back for the start of a word: so a search skips from letter to letter.
_NEGATION = re.compile(
    r"n(?<!\wn)(?:ot?|ever|either|or)\b|w(?<!\ww)ithout\b|c(?<!\wc)annot\b"
    r"|f(?<!\wf)ail(?:s|ed)?\b|l(?<!\wl)acks?\b|n['’]t\b"
)
_LEXICAL = Name("semapv:LexicalMatching")
_ALIKE = Name("semapv:LexicalSimilarityThresholdMatching")


_Pairs = tuple[tuple[Decimal, Decimal], ...]


class Link(NamedTuple):
    """One relation between two claims: what holds, between which, why, and which results it rests on."""

    relation: str
    subject: Name
    object: Name
    why: str
    justification: Name = _LEXICAL
    basis: tuple[Name, ...] = ()
    score: Decimal | None = None


class Unplaced(NamedTuple):
    """A cut claim that several texts of its scope go on from, so that nothing says which completes it."""

    claim: Name
    fits: tuple[Name, ...]


class Linked(NamedTuple):
    """The links of one scope, and the cut claims that fit several texts."""

    links: tuple[Link, ...]
    unplaced: tuple[Unplaced, ...]


def links(claims: Iterable[Claim], printed_by: Mapping[Name, Set[Name]]) -> Linked:
    """Relate the claims of one scope, given the reports that print each."""
    ordered = sorted(claims, key=lambda claim: (claim.key, claim.name))
    apart = _Apart(printed_by)
    completed, unplaced = _completions(ordered, apart)
    settled = {frozenset((link.subject, link.object)) for link in completed}
    numbered = [link for link in _by_numbers(ordered, apart) if frozenset((link.subject, link.object)) not in settled]
    settled |= {frozenset((link.subject, link.object)) for link in numbered}
    alike = [link for link in _alike(ordered, apart) if frozenset((link.subject, link.object)) not in settled]
    return Linked(tuple(sorted([*completed, *numbered, *alike], key=lambda link: link[:3])), tuple(unplaced))


class _Apart:
    """Whether two claims are never printed by one report."""

    def __init__(self, printed_by: Mapping[Name, Set[Name]]) -> None:
        self._printed_by = printed_by

    def __call__(self, one: Name, other: Name) -> bool:
        return self._printed_by[one].isdisjoint(self._printed_by[other])

    def prints(self, claim: Name) -> int:
        """How many reports print a claim."""
        return len(self._printed_by[claim])


def _completions(ordered: list[Claim], apart: _Apart) -> tuple[list[Link], list[Unplaced]]:
    """Cut texts that go on in exactly one other text of the scope, or in several that go on in each other."""
    keys = [claim.key for claim in ordered]
    found: list[Link] = []
    unplaced: list[Unplaced] = []
    for index, claim in enumerate(ordered):
        if not (claim.cut or _may_be_cut(claim.text)):
            continue
        prefix = _open(claim.key)
        first = bisect_left(keys, prefix)
        longer = []
        for position in range(first, min(first + LARGE_BLOCK, len(ordered))):
            if not keys[position].startswith(prefix):
                break
            other = ordered[position]
            if position != index and len(_open(other.key)) > len(prefix) and apart(claim.name, other.name):
                longer.append(other)
        longer.sort(key=lambda other: (len(_open(other.key)), other.key))
        chain = all(_open(two.key).startswith(_open(one.key)) for one, two in zip(longer, longer[1:], strict=False))
        if longer and chain:
            found += _completed(longer[0], claim)
        elif longer:
            unplaced.append(Unplaced(claim.name, tuple(other.name for other in longer)))
    return found, unplaced


def _may_be_cut(text: str) -> bool:
    """Whether a text too short to be held cut may be so all the same: nothing closes it.

    A full stop after a digit closes nothing, for ``… and 61.`` stood for 61.85.
    """
    return len(text) >= MAY_BE_CUT and (not text.endswith(_CLOSED) or (text[-1] == "." and text[-2].isdigit()))


def _open(key: str) -> str:
    return key.removesuffix("…")


def _completed(long: Claim, short: Claim) -> Iterator[Link]:
    words = f"The first {len(stem(short.text))} characters are the same; one text is cut there, the other goes on."
    yield Link("cg:completes", long.name, short.name, words)
    one, other = sorted((long.name, short.name))
    yield Link("cg:variantOf", one, other, words)


def _by_numbers(ordered: list[Claim], apart: _Apart) -> list[Link]:
    """Claims whose leading whole results all agree (variants), or, with one method, all but one (a contradiction)."""
    pairs: dict[Name, _Pairs] = {}
    blocks: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in ordered:
        leading = _leading_pairs(claim) if len(claim.reading.numbers) >= LEADING_PAIRS else ()
        if len(leading) < LEADING_PAIRS:
            continue
        pairs[claim.name] = leading
        for here, there in combinations(range(LEADING_PAIRS), 2):
            blocks[here, there, leading[here], leading[there]].append(claim)
    found: dict[tuple[Name, Name], Link] = {}
    for block in blocks.values():
        for one, two in _neighbours(block, pairs, apart):
            first, second = (one, two) if one.name < two.name else (two, one)
            ends = (first.name, second.name)
            if ends not in found and one.key != two.key and _same_frame(one, two) and apart(*ends):
                link = _compared(first, second, pairs)
                if link:
                    found[ends] = link
    return list(found.values())


def _neighbours(block: list[Claim], pairs: Mapping[Name, _Pairs], apart: _Apart) -> Iterable[tuple[Claim, Claim]]:
    """All pairs of a small block; in a large one each claim with those of the nearest numbers, and with the hubs."""
    if len(block) <= LARGE_BLOCK:
        return combinations(block, 2)
    ordered = sorted(block, key=lambda claim: (pairs[claim.name], claim.key))
    near = ((one, two) for rank, one in enumerate(ordered) for two in ordered[rank + 1 : rank + 1 + NEAREST])
    hubs = nlargest(HUBS, ordered, key=lambda claim: (apart.prints(claim.name), claim.name))
    return chain(near, ((hub, other) for hub in hubs for other in ordered if other is not hub))


def _same_words(one: Claim, two: Claim) -> bool:
    """Whether two texts are the same but for their numbers and the single words that join numbers to each other.

    Of a cut text, the words up to the cut are compared.
    """
    here, there = _frame(one), _frame(two)
    if one.cut or two.cut:
        shared = min(len(here), len(there))
        shorter_is_cut = (one if len(here) <= len(there) else two).cut
        return here[:shared] == there[:shared] and (shorter_is_cut or len(here) == len(there))
    return here == there


def _frame(claim: Claim) -> list[str]:
    """The words of a claim outside its numbers; a word alone between two numbers, such as "and", only joins them."""
    pieces = [_WORD.findall(piece) for piece in _NUMBER.split(claim.key)]
    inner = [piece for piece in pieces[1:-1] if len(piece) > 1]
    last = pieces[-1] if len(pieces) > 1 else []
    if claim.cut and len(last) == 1:
        last = []
    return [word for piece in (pieces[0], *inner, last) for word in piece]


def _leading_pairs(claim: Claim) -> _Pairs:
    leading: list[tuple[Decimal, Decimal]] = []
    for number in claim.reading.numbers:
        if number.value is None or number.spread is None:
            break
        leading.append((number.value, number.spread))
    return tuple(leading)


def _same_frame(one: Claim, two: Claim) -> bool:
    """Whether nothing says that the two speak of another method, benchmark or metric."""
    return all(
        here is None or there is None or here == there
        for here, there in (
            (one.reading.method, two.reading.method),
            (one.reading.benchmark, two.reading.benchmark),
            (one.reading.metric, two.reading.metric),
        )
    )


def _compared(one: Claim, two: Claim, pairs: Mapping[Name, _Pairs]) -> Link | None:
    here, there = pairs[one.name], pairs[two.name]
    shared = min(len(here), len(there))
    whole = len(here) == len(there) or one.cut or two.cut
    differ = [rank for rank in range(shared) if here[rank] != there[rank] and not _one_goes_on(one, two, rank)]
    same_method = one.reading.method is not None and one.reading.method == two.reading.method
    if not differ and whole:
        if not _may_end_alike(one, two, shared):
            return None
        words = (
            f"{'Same' if same_method else 'No other'} method; the first {shared} results, value and spread, are equal."
        )
        return Link("cg:variantOf", one.name, two.name, words)
    if len(differ) != 1 or not whole or not same_method or not _same_words(one, two):
        return None
    rank = differ[0] + 1
    basis = (ids.result(one.hash, rank), ids.result(two.hash, rank))
    shown = " against ".join(claim.reading.numbers[rank - 1].printed for claim in (one, two))
    words = f"Same method; {shared - 1} of {shared} results agree, number {rank} does not: {shown}."
    return Link("cg:contradicts", one.name, two.name, words, basis=basis)


def _may_end_alike(one: Claim, two: Claim, rank: int) -> bool:
    """Whether the numbers at this rank, if there are two and one was cut, may be the same."""
    both = [claim.reading.numbers[rank : rank + 1] for claim in (one, two)]
    return not (all(both) and any(number.cut for (number,) in both)) or _one_goes_on(one, two, rank)


def _one_goes_on(one: Claim, two: Claim, rank: int) -> bool:
    """Whether one text may have been cut within this number, its last: what is left begins the other's number."""
    for short, long in ((one, two), (two, one)):
        printed = short.reading.numbers[rank].printed.removesuffix(".")
        ends = rank == len(short.reading.numbers) - 1 and stem(short.text).removesuffix(".").endswith(printed)
        if ends and _may_be_cut(short.text) and long.reading.numbers[rank].printed.startswith(printed):
            return True
    return False


def _alike(ordered: list[Claim], apart: _Apart) -> Iterator[Link]:
    """Claims worded alike, with the same numbers and without a negation between them: a suggestion for a person."""
    by_numbers: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for claim in ordered:
        by_numbers[tuple(sorted(_NUMBER.findall(claim.key)))].append(claim)
    several = [half for block in by_numbers.values() if len(block) > 1 for half in _by_negation(block) if len(half) > 1]
    if not several:
        return
    from rapidfuzz.fuzz import ratio

    for block in several:
        most = NEAREST if len(block) > LARGE_BLOCK else len(block)
        for claim, others in _candidates(block):
            scored = ((ratio(claim.key, other.key, score_cutoff=100 * ALIKE), other.name) for other in others)
            close = sorted(((score, name) for score, name in scored if score), reverse=True)
            kept = ((score, name) for score, name in close if apart(claim.name, name))
            for score, name in islice(kept, most):
                rounded = Decimal(score / 100).quantize(Decimal("0.001"), ROUND_FLOOR)
                words = (
                    f"Worded alike ({rounded}), the numbers equal; whether they say the same is for a person to judge."
                )
                first, second = sorted((claim.name, name))
                yield Link("cg:similarTo", first, second, words, _ALIKE, score=rounded)


def _by_negation(block: Iterable[Claim]) -> tuple[list[Claim], list[Claim]]:
    """Claims with an even number of negations, and with an odd one."""
    halves: tuple[list[Claim], list[Claim]] = ([], [])
    for claim in block:
        halves[len(_NEGATION.findall(claim.key)) % 2].append(claim)
    return halves


def _candidates(block: list[Claim]) -> Iterator[tuple[Claim, list[Claim]]]:
    """Each claim with those before it worth comparing: all in a small block, those that share rare words in a large."""
    if len(block) <= LARGE_BLOCK:
        yield from ((claim, block[:index]) for index, claim in enumerate(block))
        return
    words = [sorted(set(_WORD.findall(claim.key))) for claim in block]
    frequency = Counter(word for listed in words for word in listed)
    holders: dict[str, list[int]] = defaultdict(list)
    for index, listed in enumerate(words):
        listed.sort(key=lambda word: (frequency[word], word))
        rare = listed[: max(1, len(listed) // 3)]
        near = dict.fromkeys(other for word in rare for other in reversed(holders[word][-LARGE_BLOCK:]))
        yield block[index], [block[other] for other in islice(near, LARGE_BLOCK)]
        for word in rare:
            holders[word].append(index)


def described(links: Iterable[Link], agent: Name) -> Nodes:
    """The statements that links make: on the claims they relate, and a record of each link's ground."""
    nodes: Nodes = defaultdict(list)
    for link in links:
        nodes[link.subject].append((link.relation, link.object))
        if link.relation in SYMMETRIC:
            nodes[link.object].append((link.relation, link.subject))
        nodes[link_name(link.relation, link.subject, link.object)] += _record(link, agent)
    return dict(nodes)


def _record(link: Link, agent: Name) -> list[Statement]:
    record: list[Statement] = [
        (TYPE, Name("cg:ClaimLink")),
        ("rdf:subject", link.subject),
        ("rdf:predicate", Name(link.relation)),
        ("rdf:object", link.object),
        ("dcterms:description", link.why),
    ]
    record += (("cg:basis", result) for result in link.basis)
    if link.score is not None:
        record.append(("sssom:similarity_score", link.score))
    record += (("sssom:mapping_justification", link.justification), ("prov:wasAttributedTo", agent))
    return record


def link_name(relation: str, subject: str, object: str) -> Name:
    """The identifier of the record of a relation; the order of a symmetric one's ends does not matter."""
    ends = sorted((subject, object)) if relation in SYMMETRIC else [subject, object]
    return ids.link(relation.partition(":")[2], *(end.partition(":")[2] for end in ends))
