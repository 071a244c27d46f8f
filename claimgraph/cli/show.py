"""``claimgraph show``: one claim and all that stands behind it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from claimgraph import cli
from claimgraph.cli import inputs
from claimgraph.cli.inputs import Existing
from claimgraph.problems import counted, quoted, shown

if TYPE_CHECKING:
    from claimgraph.describe import Description, Print
    from claimgraph.graph import Graph, Node

_MOST_LISTED = 20
_LABEL = 11


@click.command(
    epilog="""\b
Examples:
  claimgraph show graph.ttl "appealing balance of performance"
  claimgraph show seeds/ negative interaction
  claimgraph show graph.ttl iaubln2heena --to json
"""
)
@click.argument("graph", type=Existing())
@click.argument("claim", nargs=-1, required=True)
@click.option(
    "--to", default="text", show_default=True, type=click.Choice(["text", "json"]), help="Form of the output."
)
def show(graph: str, claim: tuple[str, ...], to: str) -> int:
    """Show one CLAIM of GRAPH: every print of it, its numbers, its links and why each was made, its paper.

    CLAIM is an identifier or words of the text. Where several claims fit, they are listed.
    """
    from claimgraph.describe import describe

    given = " ".join(claim)
    loaded, found = _found(graph, given)
    if len(found) != 1:
        return _several(loaded, found, given, to)
    described = describe(loaded, loaded.node(found[0].id))
    if to == "json":
        from dataclasses import asdict

        click.echo(json.dumps(asdict(described), default=str, indent=1))
        return cli.EXIT_OK
    from claimgraph.cli.paint import coloured, columns

    for line in _text(loaded, described, columns()):
        click.echo(line, color=coloured())
    return cli.EXIT_OK


def _found(path: str, given: str) -> tuple[Graph, tuple[Node, ...]]:
    """A graph, and the claims in it that fit; of a store only what that takes is read."""
    from claimgraph.describe import find
    from claimgraph.graphfiles import is_store

    if not is_store(path):
        loaded = inputs.graph(path)
        return loaded, find(loaded, given)
    from claimgraph.store.lookup import meant, stored

    held = stored(path)
    return held, find(held, given, meant(held, path, given))


def _several(graph: Graph, found: Iterable[Node], given: str, to: str) -> int:
    """List the claims that fit, or say that none does."""
    from claimgraph.cli.paint import columns
    from claimgraph.describe import short, wording

    listed = list(found)
    if not listed:
        click.echo(f"no claim has the identifier or the words {quoted(given)}", err=True)
        if _is_empty(graph):
            click.echo("the graph has no claims at all", err=True)
        return cli.EXIT_WARNED
    if to == "json":
        click.echo(json.dumps([{"id": claim.id, "text": wording(claim)} for claim in listed], indent=1))
        click.echo(f"{len(listed)} claims have these words; give an identifier or more words", err=True)
        return cli.EXIT_WARNED
    for claim in listed[:_MOST_LISTED]:
        click.echo(short(graph, claim.id))
        click.echo(f"  {_fitted(wording(claim), columns() - 2)}")
    more = f"; the first {_MOST_LISTED} are listed" if len(listed) > _MOST_LISTED else ""
    click.echo(f"{len(listed)} claims have these words{more}; give an identifier or more words", err=True)
    return cli.EXIT_WARNED


def _is_empty(graph: Graph) -> bool:
    from claimgraph.store.lookup import Stored

    return not (graph.has_claims() if isinstance(graph, Stored) else graph.claims)


def _text(graph: Graph, said: Description, columns: int) -> Iterator[str]:
    from claimgraph.cli.paint import paint
    from claimgraph.describe import short

    yield from _wrapped(said.text, columns, "", role="bold")
    yield paint(short(graph, said.id), "dim")
    yield ""
    if said.cut:
        yield from _labelled("Cut", "the publisher cut this text short", columns)
    if said.paper is None:
        yield from _labelled("Paper", "none named: the claim is read in the context of its report alone", columns)
    else:
        yield from _labelled("Paper", said.paper.title, columns)
        for same in said.paper.same_as:
            why = f": {same.why}" if same.why else ""
            yield from _labelled("", f"{short(graph, same.work)} ({same.ground}){why}", columns)
    prints = f"{counted(len(said.prints), 'row')} in {counted(said.reports, 'report')}"
    yield from _labelled("Behind it", f"{counted(said.papers, 'independent paper')}; {prints}", columns)
    if said.names:
        yield from _labelled("Names", ", ".join(f"{name} ({kind})" for name, kind in said.names), columns)
    yield from _sections(graph, said, columns)


def _sections(graph: Graph, said: Description, columns: int) -> Iterator[str]:
    from claimgraph.cli.paint import paint
    from claimgraph.describe import short

    if said.prints:
        yield f"\n{paint('Printed', 'bold')}"
        for each in said.prints:
            yield from _printed(each, said.text, columns)
    if said.numbers:
        yield f"\n{paint('Numbers', 'bold')}"
        for number in said.numbers:
            on = " ".join(
                f"{word} {name}"
                for word, name in (("by", number.method), ("on", number.benchmark), ("in", number.metric))
                if name
            )
            cut = (
                "  cut: " + ("no spread is known" if number.value is not None else "no value is known")
                if number.cut
                else ""
            )
            yield f"{number.position:>4}  {shown(number.printed)}{cut}{'  ' + shown(on) if on else ''}"
    if said.relations:
        yield f"\n{paint('Links', 'bold')}"
    for link in said.relations:
        role = "error" if link.relation == "contradicts" and not link.denied else ""
        score = f" ({link.score})" if link.score is not None else ""
        denied = "denied: " if link.denied else ""
        yield f"  {paint(denied + link.relation, role)}{score}  {short(graph, link.claim)}"
        yield from _wrapped(link.text, columns, "    ")
        if link.why or link.by != "claimgraph":
            yield from _wrapped(f"why: {link.why or 'not said'} ({link.by})", columns, "    ", role="dim")


def _printed(each: Print, text: str, columns: int) -> Iterator[str]:
    from claimgraph.cli.paint import paint
    from claimgraph.model import normal

    mark = paint("✓", "new") if each.verified else paint("×", "gone")
    head = f"  {mark} {each.confidence if each.confidence is not None else '?'}  "
    place = f"{shown(each.path)}:{each.line}" if each.line else shown(each.path)
    yield f"{head}{place}"
    yield from _wrapped(f"{each.issued}  {each.title}".strip(), columns, " " * 10)
    if normal(each.text) != text:
        yield from _wrapped(f"as: {each.text}", columns, " " * 10)


def _labelled(label: str, text: str, columns: int) -> Iterator[str]:
    lines = list(_wrapped(text, columns, " " * _LABEL))
    yield f"{label:<{_LABEL}}{lines[0][_LABEL:]}"
    yield from lines[1:]


def _wrapped(text: str, columns: int, indent: str, role: str = "") -> Iterator[str]:
    """The text in lines of the page's width, all indented alike."""
    from claimgraph.checks.excerpt import wrapped
    from claimgraph.cli.paint import paint

    for line in wrapped(shown(text), columns - len(indent), ""):
        yield indent + paint(line, role)


def _fitted(text: str, columns: int) -> str:
    from claimgraph.checks.excerpt import excerpt
    from claimgraph.problems import Where

    return excerpt(text, Where(""), columns).text
