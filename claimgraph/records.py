"""Reports as plain tuples, for the way between processes and through files of our own."""

from __future__ import annotations

import marshal
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, BinaryIO

from claimgraph.model import Reference, Report, Row, Source

Flat = tuple[Any, ...]
_LENGTH = 8


def flat(report: Report) -> Flat:
    """A report as tuples of text, numbers and ``None``."""
    return (
        tuple(report.source),
        report.title,
        report.publisher,
        report.issued.isoformat() if report.issued else None,
        report.version,
        report.abstract,
        report.examined,
        report.question,
        report.papers_declared,
        report.claims_declared,
        report.verified_declared,
        None if report.score is None else str(report.score),
        None if report.scale is None else str(report.scale),
        _columns(report.rows),
        tuple(map(tuple, report.references)),
    )


def _columns(rows: tuple[Row, ...]) -> Flat:
    """Rows as columns. A text with which the printed row begins is kept as its length alone."""
    if not rows:
        return ()
    numbers, texts, verified, confidences, printed, *places = zip(*rows, strict=True)
    short = [len(text) if row.startswith(text) else text for text, row in zip(texts, printed, strict=True)]
    return (numbers, tuple(short), verified, tuple(map(str, confidences)), printed, *places)


def _rows(columns: Flat) -> tuple[Row, ...]:
    if not columns:
        return ()
    numbers, short, verified, confidences, printed, *places = columns
    texts = [row[:text] if type(text) is int else text for text, row in zip(short, printed, strict=True)]
    rows = zip(numbers, texts, verified, map(Decimal, confidences), printed, *places, strict=True)
    return tuple(map(Row._make, rows))


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
        _rows(rows),
        tuple(map(Reference._make, references)),
    )


def packed(plain: Flat) -> bytes:
    """Bytes for a temporary file of this very process and its workers; never for a file from outside."""
    return framed(marshal.dumps(plain))


def framed(piece: bytes) -> bytes:
    """A piece behind its length, so that pieces can follow each other in one file."""
    return len(piece).to_bytes(_LENGTH) + piece


def frames(stream: BinaryIO) -> Iterator[bytes]:
    """The pieces of a file of frames, one in memory at a time."""
    while length := stream.read(_LENGTH):
        yield stream.read(int.from_bytes(length))


def unpacked(stream: BinaryIO) -> Iterator[Flat]:
    """What :func:`packed` put one after the other."""
    for piece in frames(stream):
        yield marshal.loads(piece)  # noqa: S302 - written by this process or its workers, in a folder of their own
