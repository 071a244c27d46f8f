"""Reports as plain tuples, for the way between processes and through files of our own."""

from __future__ import annotations

import marshal
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from claimgraph.model import Reference, Report, Row, Source

Flat = tuple[Any, ...]
_LENGTH = 8


def flat(report: Report) -> Flat:
    """A report as tuples of text, numbers and ``None``."""
    source, title, publisher, issued, version, abstract, examined, question, *rest = report
    *counts, score, scale, rows, references = rest
    return (
        tuple(source),
        title,
        publisher,
        issued.isoformat() if issued else None,
        version,
        abstract,
        examined,
        question,
        *counts,
        None if score is None else str(score),
        None if scale is None else str(scale),
        tuple([(*row[:3], str(row.confidence), *row[4:]) for row in rows]),
        tuple([tuple(reference) for reference in references]),
    )


def report(plain: Flat) -> Report:
    """The report that :func:`flat` took apart."""
    source, title, publisher, issued, version, abstract, examined, question, *rest = plain
    papers, claims, verified, score, scale, rows, references = rest
    return Report(
        Source(*source),
        title,
        publisher,
        date.fromisoformat(issued) if issued else None,
        version,
        abstract,
        examined,
        question,
        papers,
        claims,
        verified,
        None if score is None else Decimal(score),
        None if scale is None else Decimal(scale),
        tuple([Row(*row[:3], Decimal(row[3]), *row[4:]) for row in rows]),
        tuple([Reference(*reference) for reference in references]),
    )


def packed(plain: Flat) -> bytes:
    """Bytes for a temporary file of this very process and its workers; never for a file from outside."""
    return framed(marshal.dumps(plain))


def framed(piece: bytes) -> bytes:
    """A piece behind its length, so that pieces can follow each other in one file."""
    return len(piece).to_bytes(_LENGTH) + piece


def frames(data: bytes) -> Iterator[bytes]:
    """The pieces of a file of frames."""
    position = 0
    while position < len(data):
        start = position + _LENGTH
        position = start + int.from_bytes(data[start - _LENGTH : start])
        yield data[start:position]


def unpacked(data: bytes) -> Iterator[Flat]:
    """What :func:`packed` put one after the other."""
    for piece in frames(data):
        yield marshal.loads(piece)  # noqa: S302 - written by this process or its workers, in a folder of their own
