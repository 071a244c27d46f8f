"""Parameters: values for variables of a query, given as inline data, the way SPARQL itself takes values.

The engines' own means differ (pyoxigraph's substitutions ask for a projected variable and pass by BOUND,
rdflib's bindings reach into subqueries), and the same question would get two answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from claimgraph.query.errors import bad
from claimgraph.query.guard import Checked, check
from claimgraph.query.lexer import Clean, Token
from claimgraph.query.values import Term, checked


def bound(query: Checked, values: Mapping[str, Term]) -> Clean:
    """The text of a query in which each variable named has its value, from the start of the outermost group.

    >>> bound(check("ASK { ?s ?p ?o }"), {"o": Term("literal", 'a "b"')}).text
    'ASK { VALUES (?o) { ("a \\\\"b\\\\"") } ?s ?p ?o }'
    """
    for name in values:
        if name not in query.variables:
            known = ", ".join(f"?{variable}" for variable in sorted(query.variables)) or "none"
            raise bad(query.original, 0, f"the query has no variable ?{name}", f"it has {known}")
    if not values:
        return query.clean
    names = " ".join(f"?{name}" for name in values)
    terms = " ".join(str(checked(value)) for value in values.values())
    data = f" VALUES ({names}) {{ ({terms}) }}"
    seen = [token for token in query.parts if token.kind not in ("space", "comment")]
    group = _group(query, seen)
    if query.form == "CONSTRUCT" and group.template:
        # CONSTRUCT WHERE takes nothing but triples: what it means is written out.
        start = next(token for token in seen if token.text.upper() == "CONSTRUCT").start + len("CONSTRUCT")
        triples = query.clean.text[_offset(query.clean, group.opening + 1) : _offset(query.clean, group.closing)]
        return _inserted(query, {start: f" {{ {triples} }} ", group.opening + 1: data})
    if group.first == "SELECT":
        return _inserted(query, {group.opening + 1: data + " {", group.closing: "}"})
    return _inserted(query, {group.opening + 1: data})


class _Group(NamedTuple):
    """The outermost group: where its braces stand, its first word, whether it is the template of CONSTRUCT WHERE."""

    opening: int
    closing: int
    first: str
    template: bool


def _group(query: Checked, seen: list[Token]) -> _Group:
    groups = list(_outer_groups(seen, len(query.original)))
    if not groups:
        raise bad(query.original, len(query.original), "the query ends too early")
    if query.form == "CONSTRUCT" and not groups[0].template:
        return groups[min(1, len(groups) - 1)]._replace(template=False)
    return groups[0]


def _outer_groups(seen: list[Token], end: int) -> Iterator[_Group]:
    """Every group in no other group and in no brackets."""
    depth, before = 0, ""
    opening: _Group | None = None
    for token, after in zip(seen, [*seen[1:], None], strict=True):
        if token.text in ("{", "("):
            if depth == 0 and token.text == "{":
                opening = _Group(token.start, end, after.text.upper() if after else "", before == "WHERE")
            depth += 1
        elif token.text in ("}", ")"):
            depth -= 1
            if depth == 0 and token.text == "}" and opening:
                yield opening._replace(closing=token.start)
                opening = None
        before = token.text.upper()
    if opening:
        yield opening


def _inserted(query: Checked, insertions: Mapping[int, str]) -> Clean:
    """The clean text with more text at some places of the original, and places that still lead back."""
    text = query.clean.text
    shifted = list(query.clean.places)
    for start in sorted(insertions, reverse=True):
        added = insertions[start]
        offset = _offset(query.clean, start)
        text = text[:offset] + added + text[offset:]
        earlier = [place for place in shifted if place[0] < offset]
        later = [(clean + len(added), origin) for clean, origin in shifted if clean >= offset]
        shifted = [*earlier, (offset + len(added), start), *later]
    return Clean(text, tuple(shifted))


def _offset(clean: Clean, start: int) -> int:
    """Where a character of the original stands in the clean text."""
    last = (0, 0)
    for offset, origin in clean.places:
        if origin > start:
            break
        last = (offset, origin)
    return last[0] + start - last[1]


__all__ = ["bound", "check"]
