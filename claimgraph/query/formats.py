"""Answers as text: tables for people, the W3C result formats for programs."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from claimgraph.query.request import View
from claimgraph.query.values import NUMBERS, Result, Term

Prefixes = Mapping[str, str]


class Format(NamedTuple):
    """One way to write an answer: its names (the first is the usual one), what it is, who writes it."""

    names: tuple[str, ...]
    about: str
    graphs_only: bool
    write: Callable[[Result, View, Prefixes], bytes]


def write(result: Result, view: View, prefixes: Prefixes) -> bytes:
    """The answer in the format a view asks for."""
    return BY_NAME[view.to].write(result, view, prefixes)


_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.\-]*[A-Za-z0-9_\-])?")


def short(term: Term | None, prefixes: Prefixes) -> str:
    """A term for people: a prefixed name where one fits, else the bare value.

    >>> short(Term("iri", "https://w3id.org/claimgraph/ns#Claim"), {"cg": "https://w3id.org/claimgraph/ns#"})
    'cg:Claim'
    """
    if term is None:
        return ""
    if term.kind == "iri":
        for prefix, namespace in prefixes.items():
            if term.value.startswith(namespace) and _LOCAL.fullmatch(term.value, len(namespace)):
                return f"{prefix}:{term.value[len(namespace) :]}"
        return term.value
    return str(term) if term.kind == "blank" else term.value


def _header(result: Result) -> tuple[str, ...]:
    return ("answer",) if result.kind == "ask" else result.variables


def _cells(result: Result, prefixes: Prefixes) -> list[list[str]]:
    if result.kind == "ask":
        return [["yes" if result.answer else "no"]]
    return [[_visible(short(term, prefixes)) for term in row] for row in result.rows]


def _visible(text: str) -> str:
    """Text that cannot steer a terminal: control and direction characters are shown as escapes."""
    if text.isprintable():
        return text
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode() for character in text
    )


def _table(result: Result, view: View, prefixes: Prefixes) -> bytes:
    from claimgraph.query import grid

    header = _header(result)
    numbers = [tuple(map(_numeric, row)) for row in result.rows] or [(False,) * len(header)]
    return grid.drawn(grid.Grid(header, _cells(result, prefixes), numbers), view).encode()


def _numeric(term: Term | None) -> bool:
    return term is not None and term.datatype in NUMBERS


def _markdown(result: Result, view: View, prefixes: Prefixes) -> bytes:
    lines = [[_in_markdown(name) for name in _header(result)], ["---"] * len(_header(result))]
    lines += [[_in_markdown(cell) for cell in row] for row in _cells(result, prefixes)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines).encode()


def _in_markdown(text: str) -> str:
    return re.sub(r"([\\|`*_<>\[\]$#])", r"\\\1", text)


_FORMULA = re.compile(r"[\s\0]*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def _csv(result: Result, view: View, prefixes: Prefixes) -> bytes:
    """W3C CSV; unless exact, a quote mark before text that a spreadsheet would run as a formula."""
    import csv

    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_header(result))
    if result.kind == "ask":
        writer.writerow(["true" if result.answer else "false"])
    for row in result.rows:
        cells = [_csv_cell(term, view.exact) for term in row]
        # One empty cell alone would be written as an empty line or as quotes, by the taste of the library.
        out.write("\r\n") if cells == [""] else writer.writerow(cells)
    return out.getvalue().encode()


def _csv_cell(term: Term | None, exact: bool) -> str:
    if term is None:
        return ""
    text = str(term) if term.kind == "blank" else term.value
    if exact or not _FORMULA.match(text):
        return text
    number = term.datatype in NUMBERS and not isinstance(term.python, str)
    return text if number else "'" + text


def _tsv(result: Result, view: View, prefixes: Prefixes) -> bytes:
    if result.kind == "ask":
        return b"?answer\n" + (b"true\n" if result.answer else b"false\n")
    lines = ["\t".join(f"?{name}" for name in result.variables)]
    lines += ["\t".join("" if term is None else str(term) for term in row) for row in result.rows]
    return "".join(f"{line}\n" for line in lines).encode()


def _json(result: Result, view: View, prefixes: Prefixes) -> bytes:
    content: dict[str, object] = {"head": {}, "boolean": result.answer}
    if result.kind != "ask":
        bindings = [
            {name: _json_term(term) for name, term in zip(result.variables, row, strict=True) if term}
            for row in result.rows
        ]
        content = {"head": {"vars": result.variables}, "results": {"bindings": bindings}}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _json_term(term: Term) -> dict[str, str]:
    found = {"type": {"iri": "uri", "blank": "bnode"}.get(term.kind, term.kind), "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype:
        found["datatype"] = term.datatype
    return found


_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _xml(result: Result, view: View, prefixes: Prefixes) -> bytes:
    names = "".join(f"<variable name={quoteattr(name)}/>" for name in result.variables)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<sparql xmlns="http://www.w3.org/2005/sparql-results#">']
    lines.append(f"<head>{names}</head>")
    if result.kind == "ask":
        lines.append(f"<boolean>{'true' if result.answer else 'false'}</boolean>")
    else:
        lines.append("<results>")
        for row in result.rows:
            cells = zip(result.variables, row, strict=True)
            bindings = (f"<binding name={quoteattr(name)}>{_xml_term(term)}</binding>" for name, term in cells if term)
            lines.append(f"<result>{''.join(bindings)}</result>")
        lines.append("</results>")
    return ("\n".join([*lines, "</sparql>"]) + "\n").encode()


def _xml_term(term: Term) -> str:
    text = escape(_for_xml(term.value), {"\r": "&#13;"})
    if term.kind == "iri":
        return f"<uri>{text}</uri>"
    if term.kind == "blank":
        return f"<bnode>{text}</bnode>"
    mark = f" datatype={quoteattr(term.datatype)}" if term.datatype else ""
    mark = f' xml:lang="{term.language}"' if term.language else mark
    return f"<literal{mark}>{text}</literal>"


def _for_xml(text: str) -> str:
    """Text without the characters that XML cannot hold; each stands as U+FFFD and its number, for all to see."""
    return _NOT_XML.sub(lambda found: f"\ufffd(U+{ord(found[0]):04X})", text)


def _serialised(result: Result, prefixes: Prefixes, form: str) -> bytes:
    """A graph by the engine's own serialiser: sorted, its blank nodes named by what is said of them."""
    import pyoxigraph as ox

    from claimgraph.query import oxigraph

    quads = [ox.Quad(*oxigraph.triple(row)) for row in result.rows]
    if any(isinstance(part, ox.BlankNode) for quad in quads for part in (quad.subject, quad.object)):
        dataset = ox.Dataset(quads)
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        quads = list(dataset)
    triples = sorted((quad.triple for quad in quads), key=str)
    known = ox.RdfFormat.from_extension(form)
    used = {name: iri for name, iri in prefixes.items() if any(iri in str(triple) for triple in triples)}
    done = ox.serialize(triples, format=known, prefixes=used if form == "ttl" else None)
    assert done is not None
    return done


def _turtle(result: Result, view: View, prefixes: Prefixes) -> bytes:
    return _serialised(result, prefixes, "ttl")


def _ntriples(result: Result, view: View, prefixes: Prefixes) -> bytes:
    return _serialised(result, prefixes, "nt")


FORMATS = (
    Format(
        ("table",), "aligned columns, wrapped to the terminal; one line a value where they do not fit", False, _table
    ),
    Format(("csv",), "values only, safe to open in a spreadsheet (--exact: as W3C has it)", False, _csv),
    Format(("tsv",), "terms in full, tab separated", False, _tsv),
    Format(("json",), "SPARQL results JSON", False, _json),
    Format(("xml",), "SPARQL results XML", False, _xml),
    Format(("markdown", "md"), "a Markdown table", False, _markdown),
    Format(("turtle", "ttl"), "Turtle, for CONSTRUCT and DESCRIBE", True, _turtle),
    Format(("ntriples", "nt"), "N-Triples, for CONSTRUCT and DESCRIBE", True, _ntriples),
)
BY_NAME = {name: form for form in FORMATS for name in form.names}
