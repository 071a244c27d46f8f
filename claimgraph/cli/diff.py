"""``claimgraph diff``: what changed from one graph to another."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import click

from claimgraph import cli
from claimgraph.cli import inputs
from claimgraph.cli.inputs import Existing
from claimgraph.problems import counted, shown

if TYPE_CHECKING:
    from claimgraph.compare import Change

_FEW = 3
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&!])")


@click.command(
    epilog="""\b
Examples:
  claimgraph diff last-week.ttl graph.ttl
  claimgraph diff last-week.ttl seeds/ --to markdown
  claimgraph diff last-week.ttl graph.ttl --to json
"""
)
@click.argument("old", type=Existing())
@click.argument("new", type=Existing())
@click.option(
    "--to",
    default="text",
    show_default=True,
    type=click.Choice(["text", "markdown", "json"]),
    help="Form of the output.",
)
def diff(old: str, new: str, to: str) -> int:
    """Tell what changed from OLD to NEW: claims, marks, confidences, words, conflicts, reports, links.

    Each is a graph file, a store folder or reports. The exit code is 1 where they differ.
    """
    from claimgraph.compare import compare

    before, after = inputs.graph(old), inputs.graph(new)
    changes = compare(before, after)
    if to == "json":
        click.echo(json.dumps([_plain(change) for change in changes], indent=1))
    elif changes:
        from claimgraph.cli.paint import coloured, columns

        for line in _markdown(changes) if to == "markdown" else _text(changes, columns()):
            click.echo(line, color=coloured() and to == "text")
    click.echo(_summary(len(changes)), err=True)
    return cli.EXIT_WARNED if changes else cli.EXIT_OK


def _summary(count: int) -> str:
    return "no difference" if not count else counted(count, "difference")


def _plain(change: Change) -> dict[str, str]:
    """A change as names and texts, empty ones left out."""
    from dataclasses import asdict

    said = asdict(change) | {"kind": change.kind.value}
    return {name: value for name, value in said.items() if value}


def _text(changes: Sequence[Change], columns: int) -> Iterator[str]:
    from claimgraph.cli.paint import paint

    for rank, (kind, listed) in enumerate(groupby(changes, key=lambda change: change.kind)):
        group = list(listed)
        yield ("\n" if rank else "") + paint(f"{kind.value} ({len(group)})", "bold")
        for change in group:
            yield from _entry(change, columns)


def _entry(change: Change, columns: int) -> Iterator[str]:
    """One change: of what, from what to what, where, why."""
    from claimgraph.checks.excerpt import wrapped
    from claimgraph.cli.paint import paint

    def lines(text: str, indent: str, role: str = "") -> Iterator[str]:
        for line in wrapped(shown(text), columns - len(indent), ""):
            yield indent + paint(line, role)

    if change.text:
        yield from lines(change.text, "  ")
    for mark, role, text in (("-", "gone", change.old), ("+", "new", change.new)):
        if text:
            first, *rest = lines(text, "    ", role)
            yield f"  {paint(mark, role)} {first[4:]}"
            yield from rest
    where = "  ".join(part for part in (change.place, change.report) if part)
    for text in (_words(change), where, f"why: {change.why}" if change.why else ""):
        if text:
            yield from lines(text, "    ", "dim")


def _words(change: Change) -> str:
    """Which words of a re-worded claim differ, where they are few."""
    from claimgraph.compare import Kind, differing

    pairs = differing(change.old, change.new) if change.kind is Kind.REWORDED else []
    return "; ".join(f"{old or 'nothing'} → {new or 'nothing'}" for old, new in pairs) if len(pairs) <= _FEW else ""


def _markdown(changes: Sequence[Change]) -> Iterator[str]:
    """The changes as a Markdown page that shows texts as they are."""
    yield "# What changed"
    for kind, listed in groupby(changes, key=lambda change: change.kind):
        group = list(listed)
        yield f"\n## {kind.value[0].upper()}{kind.value[1:]} ({len(group)})\n"
        for change in group:
            head = change.text or change.report
            said = [f"- {_safe(head)}"]
            said += (f"  - {name}: {_safe(text)}" for name, text in (("old", change.old), ("new", change.new)) if text)
            where = " · ".join(_safe(part) for part in (change.place, change.report if change.text else "") if part)
            said += (f"  - {name}: {text}" for name, text in (("where", where), ("why", _safe(change.why))) if text)
            yield "\n".join(said)


def _safe(text: str) -> str:
    r"""A text that Markdown shows as it is.

    >>> print(_safe("a_b <script> [x](y)"))
    a\_b \<script\> \[x\](y)
    """
    return _SPECIAL.sub(r"\\\1", shown(text))
