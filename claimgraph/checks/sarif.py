"""Findings as SARIF 2.1.0, which code hosts and editors read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from claimgraph.checks.pages import Page, pages
from claimgraph.checks.view import View
from claimgraph.problems import Code, Problem, Severity, Where, shown
from claimgraph.version import VERSION

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_HOME = "https://w3id.org/claimgraph"


def write(problems: Sequence[Problem], view: View) -> Iterator[str]:
    """One run with the rules that were broken, and a result for each finding."""
    codes = sorted({problem.code for problem in problems}, key=lambda code: code.value)
    explained = pages()
    run = {
        "tool": {
            "driver": {
                "name": "claimgraph",
                "version": VERSION,
                "informationUri": _HOME,
                "rules": [_rule(code, explained[code.value]) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, codes.index(problem.code)) for problem in problems],
    }
    yield json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=True, indent=1) + "\n"


def _rule(code: Code, page: Page) -> dict[str, Any]:
    return {
        "id": code.value,
        "name": code.name.title().replace("_", ""),
        "shortDescription": {"text": page.title},
        "fullDescription": {"text": page.meaning},
        "help": {"text": page.text, "markdown": page.text},
        "defaultConfiguration": {"level": _LEVELS[code.severity]},
    }


def _result(problem: Problem, rule: int) -> dict[str, Any]:
    hint = f"\n{shown(problem.hint)}" if problem.hint else ""
    result: dict[str, Any] = {
        "ruleId": problem.code.value,
        "ruleIndex": rule,
        "level": _LEVELS[problem.severity],
        "message": {"text": shown(problem.message) + hint},
        "locations": [_location(problem.where)],
        "partialFingerprints": {"claimgraph/v1": _fingerprint(problem)},
    }
    if problem.related:
        result["relatedLocations"] = [
            {"id": rank, **_location(where), "message": {"text": shown(label)}}
            for rank, (where, label) in enumerate(problem.related, 1)
        ]
    return result


def _fingerprint(problem: Problem) -> str:
    """What stays when lines move: code, file and words."""
    key = f"{problem.code.value}\x1f{problem.where.path}\x1f{problem.message}"
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _location(where: Where) -> dict[str, Any]:
    named = {"startLine": where.line, "startColumn": where.column, "endColumn": where.end}
    region = {name: number for name, number in named.items() if number and where.line}
    place: dict[str, Any] = {"artifactLocation": {"uri": uri(where.path)}}
    return {"physicalLocation": place | ({"region": region} if region else {})}


def uri(path: str) -> str:
    """A path as a URI: relative where the path is.

    >>> uri("my reports/a#1.txt"), uri("/data/a.txt"), uri("a:b.txt")
    ('my%20reports/a%231.txt', 'file:///data/a.txt', './a:b.txt')
    """
    encoded = quote(path.replace("\\", "/").encode("utf-8", "surrogateescape"), safe="/:@!$&'()*+,;=~")
    if encoded.startswith("/"):
        return f"file://{encoded}"
    return f"./{encoded}" if ":" in encoded.partition("/")[0] else encoded
