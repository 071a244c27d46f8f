"""The data inside the page: each text once, each node by its number, safe within a script element."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from claimgraph.page import kinds, layout
from claimgraph.page.data import LINKS, Contents, Flag, Item, Link, Print

_SURROGATE = re.compile("[\ud800-\udfff]")
_PLUS_MINUS = "$\\pm$"


def payload(contents: Contents) -> dict[str, Any]:
    """All the page knows but for the drawing, as JSON values."""
    return _Payload(contents).all()


def drawing(nodes: list[dict[str, Any]], edges: list[dict[str, Any]]) -> dict[str, Any]:
    """Places and edges of a pyvis network, by number: as many as it has, in its own order."""
    number = {node["id"]: at for at, node in enumerate(nodes)}
    flat = [(number[edge["from"]], number[edge["to"]], kinds.EDGES.index(edge["kind"])) for edge in edges]
    return {
        "x": [node["x"] for node in nodes],
        "y": [node["y"] for node in nodes],
        "edges": [value for edge in flat for value in edge],
    }


def script_safe(value: Any) -> str:
    """JSON that stands inside a script element: no ``<``, no line separators, no half characters.

    >>> script_safe("</script>")
    '"\\\\u003c/script>"'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_plain)
    text = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _plain(value: Any) -> float | str:
    if isinstance(value, Decimal):
        return float(value)
    return str(value)


def _score(value: Any) -> str:
    """A score as people write it, whatever zeros a store has taken away or put behind it.

    >>> _score(Decimal("8")), _score(Decimal("10.0")), _score(Decimal("7.40"))
    ('8', '10', '7.4')
    """
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


class _Payload:
    """One pass over the contents, with the numbers of nodes, sources and agents at hand."""

    def __init__(self, contents: Contents) -> None:
        self.contents = contents
        self.number = {item.id: at for at, item in enumerate(contents.items)}
        self.sources = {source: at for at, source in enumerate(sorted(contents.sources))}
        self.agents = {agent: at for at, agent in enumerate(sorted(contents.agents))}
        self.base = contents.base

    def all(self) -> dict[str, Any]:
        contents = self.contents
        return {
            "base": self.base,
            "kinds": [
                [kind.name, kind.plural, kind.shape, kind.fill, kind.edge, kind.dark_fill] for kind in kinds.KINDS
            ],
            "edgeKinds": kinds.EDGES,
            "linkKinds": LINKS,
            "flags": {flag.name: flag.value for flag in Flag},
            "sources": [contents.sources[source] for source in self.sources],
            "agents": [contents.agents[agent] for agent in self.agents],
            "nodes": [self.node(item) for item in contents.items],
            "prints": [self.print(each) for each in contents.prints],
            "links": [self.link(link) for link in contents.links if {link.source, link.target} <= self.number.keys()],
            "groups": self.numbers(layout.groups(contents)),
            "astray": contents.astray,
        }

    def node(self, item: Item) -> list[Any]:
        extra = {key: value for key, value in self.extra(item).items() if value not in (None, "", [], ())}
        kind = kinds.KINDS.index(kinds.BY_NAME[item.kind])
        row = [kind, self.local(item.id), item.text, int(item.flags), self.number.get(item.scope, -1)]
        return [*row, extra] if extra else row

    def extra(self, item: Item) -> Mapping[str, Any]:
        node = item.node
        match item.kind:
            case "Report":
                return self.report(item)
            case "Paper":
                own = {"a": node.one("fabio:hasArXivId"), "i": node.one("prism:doi"), "u": node.one("schema:url")}
                return own | {"w": 1 if not node.all("dcterms:title") else None}
            case "Question":
                return {"m": self.numbers(self.contents.missing.get(item.id, ()))}
            case "Claim":
                return {"r": [self.result(result) for result in self.contents.results.get(item.id, ())]}
        return {"l": list(node.all("skos:altLabel")), "f": node.one("cg:foundBy")}

    def report(self, item: Item) -> dict[str, Any]:
        node = item.node
        terms = ("cg:declaredPaperCount", "cg:declaredClaimCount", "cg:declaredVerifiedCount")
        return {
            "d": str(node.one("dcterms:issued", "")),
            "s": [_score(value) for term in ("cg:qualityScore", "cg:qualityScale") for value in node.all(term)[:1]],
            "n": [node.one(term) for term in terms],
            "c": [str(url) for url in node.all("schema:citation")],
            "p": [self.agents[agent] for agent in node.refs("dcterms:publisher") if agent in self.agents],
            "f": [self.sources[source] for source in node.refs("schema:encoding") if source in self.sources],
            "v": node.one("schema:version"),
        }

    def result(self, result: Any) -> list[Any]:
        methods = self.numbers(result.refs("cg:ofMethod"))
        row = [result.one("cg:printedText", ""), result.one("cg:position", 0), methods[0] if methods else -1]
        return [*row, 1] if result.one("cg:value") is None else row

    def print(self, each: Print) -> list[Any]:
        claim, report = self.number[each.claim], self.number[each.report]
        mark = -1 if each.verified is None else int(each.verified)
        places = [value for source, line in each.places for value in (self.sources.get(source, -1), line)]
        # As text: 0.10 is what the report prints and what the graph holds, 0.1 is not.
        told = None if each.confidence is None else f"{each.confidence:f}"
        return [claim, report, each.row, mark, told, places, self.printed(each), self.row_id(each)]

    def printed(self, each: Print) -> int | str:
        """0 where the row prints the very text of the claim, 1 where only ± is spelled in LaTeX."""
        text = self.contents.items[self.number[each.claim]].text
        if each.printed == text:
            return 0
        return 1 if each.printed == text.replace("±", _PLUS_MINUS) else each.printed

    def row_id(self, each: Print) -> str:
        """The part of the row's id that does not follow from its report and its row."""
        guess = f"{self.base}assertion/{each.report.rsplit('-', 1)[-1]}-{each.row}-"
        return each.id.removeprefix(guess) if each.id.startswith(guess) else self.local(each.id)

    def link(self, link: Link) -> list[Any]:
        ends = [self.number[link.source], self.number[link.target]]
        row: list[Any] = [LINKS.index(link.kind), *ends, link.why, link.how, self.basis(link)]
        return [*row, 1] if link.denied else row

    def basis(self, link: Link) -> list[int]:
        """Which numbers of the two claims the link rests on, by their position in each."""
        found = []
        for end in (link.source, link.target):
            for result in self.contents.results.get(end, ()):
                if result.id in link.basis:
                    found += [self.number[end], int(str(result.one("cg:position", 0)))]
        return found

    def numbers(self, ids: Iterable[str]) -> list[int]:
        return [self.number[each] for each in ids if each in self.number]

    def local(self, identifier: str) -> str:
        return identifier.removeprefix(self.base)
