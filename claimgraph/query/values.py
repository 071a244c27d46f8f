"""Answers and parameters as values: RDF terms, rows and results that belong to no engine."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Literal, NamedTuple

from claimgraph.problems import ClaimgraphError, quoted
from claimgraph.query.lexer import Token, unescaped, written

XSD = "http://www.w3.org/2001/XMLSchema#"
_STRING = XSD + "string"
INTEGERS = frozenset(
    XSD + name
    for name in (
        *("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "negativeInteger"),
        *("nonPositiveInteger", "unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte"),
    )
)
NUMBERS = INTEGERS | {XSD + "decimal", XSD + "double", XSD + "float"}

Python = str | bool | int | float | Decimal | date


class Term(NamedTuple):
    """One RDF term. ``datatype`` is empty for plain strings and for everything that is no literal."""

    kind: Literal["iri", "literal", "blank", "triple"]
    value: str
    datatype: str = ""
    language: str = ""

    @property
    def python(self) -> Python:
        """The value as Python holds it: numbers, booleans and dates by their type, all else as text.

        >>> Term("literal", "0.10", XSD + "decimal").python
        Decimal('0.10')
        """
        try:
            return self._typed()
        except (ValueError, InvalidOperation):
            return self.value

    def _typed(self) -> Python:
        if self.datatype in INTEGERS:
            return int(self.value)
        if self.datatype == XSD + "decimal":
            return Decimal(self.value)
        if self.datatype in (XSD + "double", XSD + "float"):
            return float(self.value)
        if self.datatype == XSD + "boolean" and self.value in ("true", "false", "1", "0"):
            return self.value in ("true", "1")
        if self.datatype == XSD + "date":
            return date.fromisoformat(self.value)
        return self.value

    def __str__(self) -> str:
        """The term as N-Triples, Turtle and SPARQL write it.

        >>> str(Term("literal", 'say "VA"', language="en"))
        '"say \\\\"VA\\\\""@en'
        """
        if self.kind == "iri":
            return f"<{self.value}>"
        if self.kind == "blank":
            return f"_:{self.value}"
        if self.kind == "triple":
            return self.value
        mark = f"@{self.language}" if self.language else f"^^<{self.datatype}>" if self.datatype else ""
        return written(self.value) + mark


Row = tuple[Term | None, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """The whole answer to a query; there are no partial ones.

    ``kind`` is ``select``, ``ask`` or ``graph``. ``rows`` holds one term (or None) per variable; those of a
    graph are its triples. ``ordered`` tells whether the query itself put them in order.
    """

    kind: Literal["select", "ask", "graph"]
    variables: tuple[str, ...]
    rows: tuple[Row, ...] = ()
    answer: bool | None = None
    ordered: bool = False

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Python | None]]:
        """The rows as dictionaries of Python values."""
        for row in self.rows:
            yield {name: term.python if term else None for name, term in zip(self.variables, row, strict=True)}


_NUMBER = re.compile(r"[+-]?(?:(\d+)|(\d*\.\d+)|((?:\d+\.?\d*|\.\d+)[eE][+-]?\d+))")
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_QUOTED = re.compile(
    r'("(?:[^"\\\n\r]|\\[tbnrf\\"\']|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*")'
    r"(?:@([A-Za-z]+(?:-[A-Za-z0-9]+)*)|\^\^(\S+))?"
)
_PREFIXED = re.compile(r"([A-Za-z][\w.\-]*):([\w.%~\-]*)")
_IN_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^<>\"{}|^`\\\x00-\x20]*")
_LANGUAGE = re.compile(r"[A-Za-z]+(?:-[A-Za-z0-9]+)*")
_NAME = re.compile(r"[A-Za-z_]\w*", re.ASCII)


def parameter(text: str, prefixes: Mapping[str, str]) -> tuple[str, Term]:
    """A parameter as typed on the command line: its name, and its value as an RDF term.

    >>> parameter("score=7.5", {})
    ('score', Term(kind='literal', value='7.5', datatype='http://www.w3.org/2001/XMLSchema#decimal', language=''))
    """
    name, value = named(text)
    return name, term(value, prefixes)


def named(text: str) -> tuple[str, str]:
    """A parameter as typed: its name, and the text of its value.

    >>> named("words=a = b")
    ('words', 'a = b')
    """
    name, equals, value = text.partition("=")
    name = name.lstrip("?$")
    if not equals or not _NAME.fullmatch(name):
        raise ClaimgraphError(f"a parameter is written NAME=VALUE, found {quoted(text)}")
    return name, value


def typed(text: str, kind: str) -> Term:
    """A value of a known kind, ``text`` or ``date``: a text stays as typed, whatever it looks like.

    >>> typed("0.10", "text")
    Term(kind='literal', value='0.10', datatype='', language='')
    """
    if kind != "date":
        return Term("literal", _plain(text))
    if not _DATE.fullmatch(text):
        raise ClaimgraphError(f"expected a day as YYYY-MM-DD, such as 2026-06-26, found {quoted(text)}")
    return Term("literal", _date(text), XSD + "date")


def term(text: str, prefixes: Mapping[str, str]) -> Term:
    """One value as an RDF term: ``<iri>``, ``cg:name``, ``"text"@en``, number, true/false, date, or else a plain text.

    >>> term("<https://example.org/>", {}).kind, term("VA achieves", {}).kind, term('"7"', {}).datatype
    ('iri', 'literal', '')
    """
    if text.startswith("<") and text.endswith(">"):
        return Term("iri", _iri(text[1:-1]))
    if text.startswith('"'):
        return _quoted(text, prefixes)
    number = _NUMBER.fullmatch(text)
    if number:
        return Term("literal", text, XSD + ("integer" if number[1] else "decimal" if number[2] else "double"))
    if text in ("true", "false"):
        return Term("literal", text, XSD + "boolean")
    if _DATE.fullmatch(text):
        return Term("literal", _date(text), XSD + "date")
    prefixed = _PREFIXED.fullmatch(text)
    if prefixed:
        return Term("iri", _iri(_namespace(prefixed[1], prefixes) + prefixed[2]))
    return Term("literal", _plain(text))


def literal(value: Python) -> Term:
    """A Python value as an RDF literal.

    >>> literal(True).value, literal(Decimal("0.10")).value
    ('true', '0.10')
    """
    if isinstance(value, str):
        return Term("literal", _plain(value))
    if isinstance(value, bool):
        return Term("literal", str(value).lower(), XSD + "boolean")
    if isinstance(value, date):
        return Term("literal", value.isoformat()[:10], XSD + "date")
    kind = "integer" if isinstance(value, int) else "decimal" if isinstance(value, Decimal) else "double"
    return Term("literal", f"{value:f}" if kind == "decimal" else str(value), XSD + kind)


def checked(value: Term) -> Term:
    """The term itself, if it may stand in a query as a value; ``ClaimgraphError`` otherwise."""
    if value.kind == "iri":
        _iri(value.value)
    elif value.kind != "literal":
        raise ClaimgraphError(f"a parameter is an IRI or a literal, found {quoted(str(value))}")
    elif value.datatype:
        _iri(value.datatype)
    elif value.language and not _LANGUAGE.fullmatch(value.language):
        raise ClaimgraphError(f"{quoted(value.language)} is no language tag")
    _plain(value.value)
    return value


def _quoted(text: str, prefixes: Mapping[str, str]) -> Term:
    found = _QUOTED.fullmatch(text)
    if found is None:
        raise ClaimgraphError(f'expected "text", "text"@language or "text"^^type, found {quoted(text)}')
    datatype = ""
    if found[3]:
        kind = term(found[3], prefixes)
        if kind.kind != "iri":
            raise ClaimgraphError(f"expected a type such as xsd:decimal, found {quoted(found[3])}")
        datatype = "" if kind.value == _STRING else kind.value
    return Term("literal", _plain(unescaped(Token("text", found[1], 0))), datatype, found[2] or "")


def _plain(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ClaimgraphError(f"{quoted(text)} is not valid text") from None
    return text


def _iri(text: str) -> str:
    if not _IN_IRI.fullmatch(text):
        raise ClaimgraphError(f"{quoted(text)} is not a full IRI")
    return _plain(text)


def _date(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise ClaimgraphError(f"there is no day {text}; a day is written YYYY-MM-DD") from None


def _namespace(prefix: str, prefixes: Mapping[str, str]) -> str:
    if prefix not in prefixes:
        hint = "the prefixes are listed by: claimgraph query --prefixes; put a plain text in double quotes"
        raise ClaimgraphError(f"{quoted(prefix)} is no known prefix ({hint})")
    return prefixes[prefix]
