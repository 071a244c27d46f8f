"""What a query may not do: reach the network or the disk, or change anything.

The check works on tokens, and the engines see the tokens it saw (:func:`claimgraph.query.lexer.clean`),
not the text they were read from. Where engines read words without a boundary (``trueSERVICE<…>``), the check
does too. It errs on the side of refusing; on Linux the operating system refuses as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from claimgraph.query.errors import QueryError, bad, refused
from claimgraph.query.lexer import Clean, LexicalError, Token, clean, tokens, unescaped
from claimgraph.terms import ID_KINDS

LONGEST = 128 * 1024
"""Longest query text in characters; bounds how deep a query can be nested."""

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"}
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*://")
_OFFLINE = "claimgraph never reaches out by itself; name the service with --allow-service IRI to permit it"
_GRAPHS = "FROM may name only graphs that are in the data; nothing is fetched"


class Checked(NamedTuple):
    """A query that may be run: its text for the engines, and what was seen on the way."""

    original: str
    clean: Clean
    form: str
    columns: tuple[str, ...]
    ordered: bool
    variables: frozenset[str]
    graphs: tuple[str, ...]
    services: tuple[str, ...]
    parts: tuple[Token, ...]
    prefixes: frozenset[str]


def check(text: str, *, services: Iterable[str] = (), prefixes: dict[str, str] | None = None) -> Checked:
    """The query, if it may be run; :class:`QueryError` at the place that forbids it otherwise.

    >>> check("SELECT * { ?s ?p ?o }").form
    'SELECT'
    >>> check("ASK { SERVICE <http://example.org/> {} }")
    Traceback (most recent call last):
    claimgraph.query.errors.QueryError: <query>:1:7: CG402 SERVICE would ask <http://example.org/> over the network
      ASK { SERVICE <http://example.org/> {} }
            ^
      hint: claimgraph never reaches out by itself; name the service with --allow-service IRI to permit it
    """
    if len(text) > LONGEST:
        raise bad(text, 0, f"the query has {len(text):,} characters, more than {LONGEST:,}")
    try:
        parts = list(tokens(text))
        cleaned = clean(parts)
    except LexicalError as error:
        raise bad(text, error.start, str(error)) from None
    seen = [token for token in parts if token.kind not in ("space", "comment")]
    declared = _declared(seen)
    names = dict(prefixes or {}) | declared
    # What the prefixes of identifiers stand for is said by the data, which must not choose whom a query asks.
    fixed = {name: iri for name, iri in (prefixes or {}).items() if name not in ID_KINDS} | declared
    for index, token in enumerate(seen):
        _check_token(text, seen, index, token)
    form = _form(text, seen)
    return Checked(
        original=text,
        clean=cleaned,
        form=form,
        columns=_columns(seen),
        ordered=_ordered(seen),
        variables=frozenset(token.text[1:] for token in seen if token.kind == "variable"),
        graphs=tuple(_graphs(text, seen, fixed)),
        services=tuple(_services(text, seen, frozenset(services), fixed)),
        parts=tuple(parts),
        prefixes=frozenset(names),
    )


def _sounds_like(text: str, word: str) -> bool:
    """Whether a text holds a word in the eyes of any engine: some compare in upper, some in lower case."""
    return word in text.upper() or word.lower() in text.casefold()


def _check_token(text: str, seen: list[Token], index: int, token: Token) -> None:
    if token.kind == "word":
        upper = token.text.upper()
        if upper in _UPDATES:
            raise refused(text, token.start, f"{upper} changes data; claimgraph query only reads")
        if upper != "SERVICE" and "SERVICE" in upper:
            raise refused(text, token.start, f'"{token.text}" may be read as SERVICE', "put spaces between words")
    elif token.kind == "name":
        prefix = token.text.partition(":")[0]
        follows = seen[index + 1].text if index + 1 < len(seen) else ""
        if follows == "{" and _sounds_like(prefix, "SERVICE"):
            raise refused(text, token.start, f'"{token.text} {{" may be read as SERVICE', "use another prefix")
    elif token.kind == "iri":
        _check_iri(text, token)


def _check_iri(text: str, token: Token) -> None:
    """Refuse an IRI that could also be read as ``<``, an expression, and what follows it."""
    iri = unescaped(token)
    if not _ABSOLUTE.match(iri) and ("'" in iri or ")" in iri):
        hint = "write %27 for ' and %29 for ) in an IRI, or a space after <"
        raise refused(text, token.start, "this may be read as an IRI or as a comparison", hint)


def _declared(seen: list[Token]) -> dict[str, str]:
    """The prefixes a query declares."""
    found = {}
    for word, name, iri in zip(seen, seen[1:], seen[2:], strict=False):
        if word.kind == "word" and word.text.upper() == "PREFIX" and name.kind == "name" and iri.kind == "iri":
            found[name.text[:-1]] = unescaped(iri)
    return found


def _form(text: str, seen: list[Token]) -> str:
    for token in seen:
        if token.kind == "word" and token.text.upper() in FORMS:
            return token.text.upper()
    start = seen[0].start if seen else 0
    raise bad(text, start, "a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE, after its prefixes")


def _columns(seen: list[Token]) -> tuple[str, ...]:
    """For ``SELECT *``, the variables as they first appear; engines order them by their own taste."""
    words = [token.text.upper() for token in seen]
    start = words.index("SELECT") + 1 if "SELECT" in words else len(words)
    if words[start : start + 1] and words[start] in ("DISTINCT", "REDUCED"):
        start += 1
    if words[start : start + 1] != ["*"]:
        return ()
    return tuple(dict.fromkeys(token.text[1:] for token in seen if token.kind == "variable"))


def _ordered(seen: list[Token]) -> bool:
    """Whether the query as a whole says in which order its rows come."""
    depth = 0
    for token, after in zip(seen, seen[1:], strict=False):
        depth += {"{": 1, "}": -1}.get(token.text, 0)
        if depth == 0 and token.kind == "word" and (token.text + after.text).upper() == "ORDERBY":
            return True
    return False


def _full(token: Token, names: dict[str, str]) -> str | None:
    """The IRI a token stands for, or nothing when that cannot be known here."""
    if token.kind == "iri":
        iri = unescaped(token)
        return iri if re.match(r"[A-Za-z][A-Za-z0-9+.\-]*:", iri) else None
    prefix, colon, local = token.text.partition(":")
    if token.kind == "name" and colon and prefix in names:
        return names[prefix] + re.sub(r"\\(.)", r"\1", local)
    return None


def _graphs(text: str, seen: list[Token], names: dict[str, str]) -> Iterable[str]:
    """The graphs that FROM and FROM NAMED ask for."""
    for index, token in enumerate(seen):
        if token.kind == "word" and "FROM" in token.text.upper():
            named = token.text.upper() == "FROM" and seen[index + 1 : index + 2]
            target = seen[index + 1] if named else token
            if target.text.upper() == "NAMED" and index + 2 < len(seen):
                target = seen[index + 2]
            iri = _full(target, names)
            if iri is None:
                raise refused(text, token.start, "FROM needs a full IRI or a known prefix here", _GRAPHS)
            yield iri


def _services(text: str, seen: list[Token], allowed: frozenset[str], names: dict[str, str]) -> Iterable[str]:
    """The services asked for, each of them allowed by name."""
    for index, token in enumerate(seen):
        if token.kind == "word" and token.text.upper() == "SERVICE":
            rest = [part for part in seen[index + 1 : index + 3] if part.text.upper() != "SILENT"]
            iri = _full(rest[0], names) if rest else None
            if iri is None:
                raise refused(text, token.start, "SERVICE would ask a place that is not written out", _OFFLINE)
            if iri not in allowed:
                raise refused(text, token.start, f"SERVICE would ask <{iri}> over the network", _OFFLINE)
            yield iri


__all__ = ["Checked", "QueryError", "check"]
