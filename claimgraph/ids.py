"""Identifiers: pure functions of content. No path, clock, counter, base or random number goes in.

These are the "IRI rules v1". A change to any of them renames nodes in graphs that people keep, so the
golden values in ``tests/test_ids.py`` guard them.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from hashlib import sha256

from claimgraph.terms import Name, Relative

_SLUG_LENGTH = 48
_SLUG = bytes(code if chr(code) in "abcdefghijklmnopqrstuvwxyz0123456789" else 32 for code in range(256))
"""Each byte of a slug; all that may not stand in one is a blank."""

_BASE32 = "abcdefghijklmnopqrstuvwxyz234567"
_PAIRS = tuple(one + two for one in _BASE32 for two in _BASE32)
_SEPARATOR = "\x1f"


def digest(kind: str, *parts: str) -> str:
    """Twelve base32 characters (60 bits of SHA-256) over a typed key.

    The kind and the parts are joined by U+001F, so no two keys run together.

    >>> digest("claim", "a title", "va achieves 92.43")
    'ootm6o7bjnnq'
    >>> digest("x", "ab", "c") == digest("x", "a", "bc")
    False
    """
    key = _SEPARATOR.join((kind, *parts))
    if not key.isascii():
        key = unicodedata.normalize("NFC", key)
    number = int.from_bytes(sha256(key.encode("utf-8", "surrogatepass")).digest()[:8]) >> 4
    pairs = _PAIRS
    return (
        pairs[number >> 50]
        + pairs[number >> 40 & 1023]
        + pairs[number >> 30 & 1023]
        + pairs[number >> 20 & 1023]
        + pairs[number >> 10 & 1023]
        + pairs[number & 1023]
    )


def slug(text: str) -> str:
    """The readable part of an identifier: at most 48 of ``[a-z0-9-]``, cut between words.

    Empty where nothing of the text can be spelled in these characters.

    >>> slug("Vocabulary augmentation offers an appealing balance of performance and cost.")
    'vocabulary-augmentation-offers-an-appealing'
    >>> slug("Über die Größe"), slug("知识图谱")
    ('uber-die-grosse', '')
    """
    text = text[: 3 * _SLUG_LENGTH].casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
    joined = "-".join(text.encode("ascii", "ignore").translate(_SLUG).decode().split())
    if len(joined) <= _SLUG_LENGTH:
        return joined
    whole_words = joined[: _SLUG_LENGTH + 1].rpartition("-")[0]
    return whole_words or joined[:_SLUG_LENGTH]


def local(text: str, hashed: str) -> str:
    """Slug and hash joined; the hash alone where the slug is empty.

    >>> local("XLM-R", "abc"), local("知识", "abc")
    ('xlm-r-abc', 'abc')
    """
    readable = slug(text)
    return f"{readable}-{hashed}" if readable else hashed


def arxiv(number: str) -> Name:
    """The paper with this arXiv number, whatever its version.

    >>> arxiv("2106.09063"), arxiv("hep-th/9901001")
    ('paper:arxiv-2106.09063', 'paper:arxiv-hep-th-9901001')
    """
    return Name("paper:arxiv-" + number.replace("/", "-").lower())


def paper(text: str, kind: str = "title") -> Name:
    """A paper known by its title (as :func:`claimgraph.model.title_key` gives it), DOI or address."""
    return Name("paper:" + local(text, digest("paper", kind, text)))


def question(scope: str, text: str) -> Name:
    """A question, read like a claim in the scope of its paper, for "the proposed approach" is another elsewhere."""
    return Name("question:" + local(text, digest("question", scope, text)))


@cache
def concept(label: str) -> Name:
    """A thing found in a text that no lexicon lists.

    >>> concept("FASTT")
    'concept:fastt-nj7lfkgljxrr'
    """
    return Name("concept:" + local(label, digest("concept", label)))


@cache
def listed(identifier: str) -> Name:
    """A concept of the lexicon."""
    return Name("concept:" + identifier)


@cache
def agent(name: str) -> Name:
    """A publisher or a program."""
    readable = slug(name)
    return Name(
        "agent:" + (readable if readable and len(readable) < _SLUG_LENGTH else local(name, digest("agent", name)))
    )


def result(claim_hash: str, position: int) -> Name:
    """The number at this rank of a claim, from 1."""
    return Name(f"result:{claim_hash}-{position}")


def link(relation: str, *ends: str) -> Name:
    """The record of a relation (its local name) between two nodes, given by their local names."""
    return Name(f"link:{slug(relation)}-{digest('link', relation, *ends)}")


def assertion(report_hash: str, row: int, printed: str) -> Name:
    """One printed row of a report. The printed words take part, so two versions of a report keep both rows."""
    number = int.from_bytes(sha256(printed.encode()).digest()[:5])
    pairs = _PAIRS
    hashed = pairs[number >> 30] + pairs[number >> 20 & 1023] + pairs[number >> 10 & 1023] + pairs[number & 1023]
    return Name(f"assertion:{report_hash}-{row}-{hashed}")


def source(file_hash: str) -> Name:
    """A file, by the SHA-256 of its bytes in hexadecimal."""
    return Name("source:" + file_hash[:16])


def span(file_hash: str, line: int) -> Relative:
    """One line of a file as a fragment after RFC 5147, which counts between lines, from 0.

    >>> span("a66106d7ed754d077f0ddc1f", 34)
    'source/a66106d7ed754d07#line=33,34'
    """
    return Relative(f"source/{file_hash[:16]}#line={line - 1},{line}")
