"""``claimgraph formats``: what can be read and written."""

from __future__ import annotations

from collections.abc import Iterable

import click

from claimgraph import cli


@click.command(
    epilog="""\b
Examples:
  claimgraph formats
  claimgraph formats --written
"""
)
@click.option("--read", "only", flag_value="read", help="Only those that can be read.")
@click.option("--written", "only", flag_value="written", help="Only those that can be written.")
def formats(only: str | None) -> int:
    """List the formats of reports and graphs: name, endings, what it is for."""
    from claimgraph.graphfiles import FORMATS
    from claimgraph.readers import READERS
    from claimgraph.writers import WRITERS

    if only != "written":
        click.echo("Reports that can be read:")
        _table((reader.name, reader.suffixes, reader.about) for reader in READERS.values())
        click.echo("\nGraphs that can be read:")
        stored = [writer.suffixes for writer in WRITERS.values() if writer.name == "store"]
        by_format: dict[str, tuple[str, ...]] = {}
        for suffix, name in FORMATS.items():
            by_format[name] = (*by_format.get(name, ()), suffix)
        _table((_plain(name), suffixes, "graph file") for name, suffixes in by_format.items())
        _table(("store", suffixes, "store folder") for suffixes in stored)
    if only is None:
        click.echo()
    if only != "read":
        click.echo("Graphs that can be written:")
        _table((writer.name, writer.suffixes, writer.about) for writer in WRITERS.values())
    return cli.EXIT_OK


def _plain(name: str) -> str:
    """The name of a format as users write it.

    >>> _plain("N_TRIPLES"), _plain("RDF_XML")
    ('ntriples', 'rdfxml')
    """
    return name.replace("_", "").lower()


def _table(rows: Iterable[tuple[str, Iterable[str], str]]) -> None:
    for name, suffixes, about in rows:
        click.echo(f"  {name:<10} {' '.join(suffixes):<25} {about}")
