"""One self-contained page: our own template, the drawing library of pyvis, and a policy that lets nothing else run."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from claimgraph.page import data, drawing, payload
from claimgraph.page.data import Contents, Flag, Item
from claimgraph.problems import counted

if TYPE_CHECKING:
    from markupsafe import Markup

    from claimgraph.graph import Graph

_SCRIPTS = (
    "data",
    "state",
    "filter",
    "dom",
    "glyphs",
    "scene",
    "labels",
    "draw",
    "facets",
    "search",
    "table",
    "compare",
    "panel",
    "timeline",
    "export",
    "turtle",
    "keys",
    "main",
)
_WITHOUT_SCRIPT = 500
"""Rows of the table for readers without JavaScript: every text twice would double a large page."""


def page(graph: Graph) -> bytes:
    """The page of a graph, as the bytes of one HTML file."""
    from jinja2 import DictLoader, Environment

    contents = data.collect(graph)
    net = drawing.network(contents)
    environment = Environment(
        loader=DictLoader({"page.html": _read("page.html")}), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    script, library, style = _script(), _library(), _read("style.css")
    environment.globals |= {
        "title": title(contents),
        "policy": _policy(script, library, style),
        "style": _as_is(style),
        "library": _as_is(library),
        "script": _as_is(script),
        "contents": _as_is(payload.script_safe(payload.payload(contents))),
        "claims": _claims(contents),
        "rows": _WITHOUT_SCRIPT,
    }
    environment.filters["drawing"] = lambda nodes, edges: _as_is(payload.script_safe(payload.drawing(nodes, edges)))
    net.templateEnv, net.path = environment, "page.html"
    html: str = net.generate_html(local=True, notebook=False)
    return html.encode("utf-8", "replace")


def title(contents: Contents) -> str:
    """What the page is called: how much it holds."""
    reports = sum(item.kind == "Report" for item in contents.items)
    return f"Claims in {counted(reports, 'report')}".replace(",", "\u202f")


def _as_is(text: str) -> Markup:
    """Our own files, and JSON that is already safe within a script: all else is escaped by the template."""
    from markupsafe import Markup

    return Markup(text)  # noqa: S704 - see above


@cache
def _read(name: str) -> str:
    return (files("claimgraph.page") / name).read_text(encoding="utf-8").replace("\r\n", "\n")


@cache
def _script() -> str:
    parts = "\n".join(_read(f"js/{name}.js") for name in _SCRIPTS)
    return f'"use strict";\n(() => {{\n{parts}\n}})();\n'


@cache
def _library() -> str:
    """vis-network as pyvis ships it, without the comment that sends developer tools to look for a map file."""
    text = (files("pyvis") / "templates/lib/vis-9.1.2/vis-network.min.js").read_text(encoding="utf-8")
    return text.split("//# sourceMappingURL=", 1)[0].replace("\r\n", "\n")


def _policy(script: str, library: str, style: str) -> str:
    """Nothing from anywhere, and only the very scripts and styles of this file."""
    allowed = f"script-src {_hash(library)} {_hash(script)}; style-src {_hash(style)}; img-src data: blob:"
    return f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _claims(contents: Contents) -> list[dict[str, Any]]:
    """The table for readers without JavaScript."""
    number = {each.id: at for at, each in enumerate(contents.items)}
    reports: dict[str, list[str]] = {}
    for each in contents.prints:
        mark = {True: "✓", False: "×", None: "–"}[each.verified]
        places = ", ".join(f"{contents.sources.get(source, '?')}:{line}" for source, line in each.places)
        told = f"{mark} {each.confidence} {_short(contents.items[number[each.report]])} {places}"
        reports.setdefault(each.claim, []).append(told.strip())
    return [
        {"text": item.text, "conflict": Flag.DIFFER in item.flags, "reports": reports.get(item.id, [])}
        for item in contents.items
        if item.kind == "Claim"
    ]


def _short(report: Item) -> str:
    return f"{report.node.one('dcterms:issued', '')} {drawing.short(report.text, 60)}".strip()
