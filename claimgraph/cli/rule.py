"""``claimgraph rule``: what a code means, an example, what to do."""

from __future__ import annotations

import click

from claimgraph import cli
from claimgraph.problems import Code, shown


@click.command(
    epilog="""\b
Examples:
  claimgraph rule CG301
  claimgraph rule CG104 CG105
  claimgraph rule
"""
)
@click.argument("codes", nargs=-1, metavar="[CODE]...")
def rule(codes: tuple[str, ...]) -> int:
    """Explain each CODE: what it means, an example, what to do. Without one, list them all."""
    from claimgraph.checks.pages import Page, pages
    from claimgraph.cli.paint import coloured, columns, paint
    from claimgraph.writers import suggestion

    explained, colour = pages(), coloured()
    chosen: list[Page] = []
    for code in codes:
        page = explained.get(code.strip().upper())
        if page is None:
            known = [each.value for each in Code]
            raise click.UsageError(
                f"no code {shown(code)!r}{suggestion(code.upper(), known) or '; see claimgraph rule'}"
            )
        chosen.append(page)
    if not chosen:
        for page in explained.values():
            severity = page.code.severity.value
            click.echo(f"{paint(page.code.value, severity)}  {severity:<7}  {page.title}", color=colour)
        return cli.EXIT_OK
    for rank, page in enumerate(chosen):
        severity = page.code.severity.value
        head = f"{paint(page.code.value, severity)} {paint(page.title, 'bold')} ({severity})"
        click.echo(("\n" if rank else "") + f"{head}\n\n{_fitted(page.text, columns())}", color=colour)
    return cli.EXIT_OK


def _fitted(text: str, width: int) -> str:
    """The paragraphs of a page in lines of this width; examples, which are indented, as they are."""
    from claimgraph.checks.excerpt import wrapped

    parts = text.split("\n\n")
    return "\n\n".join(
        part if part.startswith("    ") else "\n".join(wrapped(" ".join(part.split()), width, "")) for part in parts
    )
