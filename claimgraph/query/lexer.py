"""SPARQL text as tokens: enough to see what a query could do before any engine reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from claimgraph.problems import quoted

_BASE = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_INNER = f"{_BASE}_\\-0-9\u00b7\u0300-\u036f\u203f-\u2040"
_CODE = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_ESCAPE = rf"\\[tbnrf\\\"']|{_CODE}"
_PLX = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"

# Every loop is possessive or bounded, so that no text makes the lexer itself slow.
_TOKEN = re.compile(
    "|".join(
        (
            r"(?P<space>[ \t\r\n]++)",
            r"(?P<comment>\#[^\r\n]*+)",
            rf"(?P<iri><(?:[^<>\"{{}}|^`\\\x00-\x20]|{_CODE})*+>)",
            rf'(?P<text>"""(?:[^"\\]|"{{1,2}}(?!")|{_ESCAPE})*+"""'
            rf"|'''(?:[^'\\]|'{{1,2}}(?!')|{_ESCAPE})*+'''"
            rf'|"(?!"")(?:[^"\\\n\r]|{_ESCAPE})*+"'
            rf"|'(?!'')(?:[^'\\\n\r]|{_ESCAPE})*+')",
            rf"(?P<blank>_:[{_BASE}_0-9](?:\.*[{_INNER}])*+)",
            rf"(?P<name>(?:[{_BASE}](?:\.*[{_INNER}]){{0,254}}+)?:"
            rf"(?:(?:[{_BASE}_:0-9]|{_PLX})(?:\.*(?:[{_INNER}:]|{_PLX}))*+)?)",
            rf"(?P<variable>[?$][{_BASE}_0-9][{_BASE}_0-9\u00b7\u0300-\u036f\u203f-\u2040]*+)",
            r"(?P<language>@[A-Za-z]++(?:-[A-Za-z0-9]++)*+(?:--[A-Za-z]++)?)",
            r"(?P<number>\d++\.[eE][+-]?\d++|(?:\d*\.\d++|\d++)(?:[eE][+-]?\d++)?)",
            r"(?P<word>[A-Za-z][A-Za-z0-9_]*+)",
            r"(?P<mark>\^\^|&&|\|\||!=|<=|>=|[(){}\[\];,.=<>!+\-*/|^~?])",
        )
    )
)
_ESCAPES = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_SHORT = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_WRITTEN = {"\\": "\\\\", '"': '\\"', "\t": "\\t", "\b": "\\b", "\n": "\\n", "\r": "\\r", "\f": "\\f"}
_WRITE = re.compile(r'\\([uU]?)|["\t\b\n\r\f]')
_BAD_IN_IRI = re.compile(r"[<>\"{}|^`\\\x00-\x20]")


class Token(NamedTuple):
    """One piece of a query: its kind, its text, and where it begins (in characters from 0)."""

    kind: str
    text: str
    start: int


class LexicalError(ValueError):
    """Text that no SPARQL query can hold, and where it stands (in characters from 0)."""

    def __init__(self, message: str, start: int) -> None:
        super().__init__(message)
        self.start = start


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a query, white space and comments included; together they are the whole text.

    >>> [token.text for token in tokens("ASK {?s a cg:Claim}") if token.kind != "space"]
    ['ASK', '{', '?s', 'a', 'cg:Claim', '}']
    """
    start = 0
    while start < len(text):
        found = _TOKEN.match(text, start)
        if found is None:
            raise LexicalError(_complaint(text, start), start)
        yield Token(str(found.lastgroup), found[0], start)
        start = found.end()


def _complaint(text: str, start: int) -> str:
    """Why no token begins here."""
    if text[start] in "\"'":
        return "this string is not closed, or holds an unknown escape"
    if text.startswith(("\\u", "\\U"), start):
        return "a \\u escape may stand in strings and IRIs only"
    return f"unexpected character {quoted(text[start])}"


def unescaped(token: Token) -> str:
    r"""The characters a string or an IRI stands for, without its quotes or brackets.

    >>> unescaped(Token("text", r"'a\tb\u0041'", 0))
    'a\tbA'
    """
    inner = token.text
    if token.kind == "iri" or inner[:3] not in ('"""', "'''"):
        inner = inner[1:-1]
    else:
        inner = inner[3:-3]
    if "\\" not in inner:
        return inner

    def character(found: re.Match[str]) -> str:
        if found[3] is not None:
            return _SHORT.get(found[3], found[3])
        code = int(found[1] or found[2], 16)
        if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
            raise LexicalError(f"{quoted(found[0])} is not a character", token.start)
        return chr(code)

    return _ESCAPES.sub(character, inner)


def written(text: str) -> str:
    r"""A string as every engine reads it: double quotes, one line.

    A ``u`` after a backslash is escaped too, since rdflib expands ``\u`` before it looks for backslashes.

    >>> print(written('say "hi"\n'))
    "say \"hi\"\n"
    """

    def escape(found: re.Match[str]) -> str:
        if found[0][0] == "\\":
            return "\\\\" + (f"\\u{ord(found[1]):04X}" if found[1] else "")
        return _WRITTEN[found[0]]

    return f'"{_WRITE.sub(escape, text)}"'


class Clean(NamedTuple):
    """A query rewritten so that all engines see the same tokens, and the way back to the original places."""

    text: str
    places: tuple[tuple[int, int], ...]

    def origin(self, offset: int) -> int:
        """Where the character at ``offset`` of the clean text stands in the original."""
        last = (0, 0)
        for clean, start in self.places:
            if clean > offset:
                break
            last = (clean, start)
        return last[1] + offset - last[0]


def clean(parts: list[Token]) -> Clean:
    """Tokens as text again: no comments, no tabs, every string and IRI spelled one way.

    Engines differ in where a comment or a string ends; here nothing is left to differ about.

    >>> clean(list(tokens("ASK # all\\r{?s ?p '''a'''}"))).text
    'ASK  \\r{?s ?p "a"}'
    """
    written_parts: list[str] = []
    places: list[tuple[int, int]] = []
    length = 0
    for index, token in enumerate(parts):
        text = _emitted(token)
        if token.kind == "text" and parts[index + 1 : index + 2] and parts[index + 1].kind == "text":
            text += " "
        if len(text) != len(token.text) or not places:
            places.append((length, token.start))
            places.append((length + len(text), token.start + len(token.text)))
        written_parts.append(text)
        length += len(text)
    return Clean("".join(written_parts), tuple(places))


def _emitted(token: Token) -> str:
    if token.kind == "comment":
        return " "
    if token.kind == "space":
        return token.text.replace("\t", " ")
    if token.kind == "text":
        return written(unescaped(token))
    if token.kind == "iri":
        iri = unescaped(token)
        bad = _BAD_IN_IRI.search(iri)
        if bad:
            raise LexicalError(f"an IRI may not hold {quoted(bad[0])}", token.start)
        return f"<{iri}>"
    return token.text
