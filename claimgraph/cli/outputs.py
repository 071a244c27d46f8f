"""What the commands that write graphs share: outputs and a base that can be used, and the last words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from claimgraph import cli
from claimgraph.cli.inputs import tell
from claimgraph.problems import ClaimgraphError, Severity, quoted, shown

if TYPE_CHECKING:
    from claimgraph.api import Built
    from claimgraph.files import Found
    from claimgraph.output import Target

_SHARE = re.compile(r"([1-9]\d{0,6})/([1-9]\d{0,6})", re.ASCII)


class Share(click.ParamType[tuple[int, int]]):
    """A share of the input: ``2/8`` is the second of eight."""

    name = "share"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        """The number and how many there are. Fails with exit code 2 where there is no such share."""
        match = _SHARE.fullmatch(str(value))
        if match is None or int(match[1]) > int(match[2]):
            self.fail(f"{shown(str(value))} is no share; give I/N, such as 2/8", param, ctx)
        return int(match[1]), int(match[2])


class Whole(click.IntRange):
    """A whole number within bounds."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number. Fails with exit code 2, in plain words, where it is none of these."""
        text = str(value)
        if not re.fullmatch(r"[0-9]{1,9}", text) or not int(self.min or 0) <= int(text) <= int(self.max or 0):
            self.fail(f"{quoted(text)} is no number from {self.min} to {self.max}", param, ctx)
        return int(text)


class Master(click.ParamType[str]):
    """The master of a Spark cluster."""

    name = "master"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The master. Fails with exit code 2 where it is none, as where a variable that should name it is not set."""
        from claimgraph.spark import MASTER

        text = str(value)
        if not MASTER.fullmatch(text):
            known = "spark://HOST:PORT, local[N], yarn or k8s://…"
            self.fail(f"{quoted(text)} is no Spark master;\ngive {known}", param, ctx)
        return text


def checked_base(base: str) -> str:
    """The base, checked: an absolute http, https or urn IRI that ends where identifiers go on."""
    if not re.fullmatch(r"(?:https?://[^\s<>\"{}|\\^`]+[/#]|urn:[^\s<>\"{}|\\^`]+:)", base):
        raise click.BadParameter("give an http, https or urn IRI that ends in /, # or :", param_hint="--base")
    return base


def targets(outputs: Sequence[str], to: str | None, found: Found) -> list[Target]:
    """Where to write in which format; wrong usage where that cannot be, or would write over what is read."""
    from claimgraph import output

    for path in outputs:
        if path.lower().endswith(".cgp") and not to:
            raise click.UsageError(f"{shown(path)}: a part is made by `build` with --shard I/N, such as 1/2")
    try:
        wanted = [output.target(path, to) for path in outputs]
        output.check(wanted, found.files)
    except ClaimgraphError as error:
        raise click.UsageError(str(error)) from error
    return wanted


def concluded(built: Built, said: Sequence[str], quiet: bool) -> int:
    """Tell the problems of a build, and of each output what is in it; the exit code."""
    tell(built.problems, quiet)
    if built.amiss:
        click.echo(shown(built.amiss), err=True)
    if not quiet:
        for note in built.notes:
            click.echo(note, err=True)
    if not built.written:
        why = "no report was found" if not built.counts.reports else "problems were found, and --strict was given"
        click.echo(f"nothing written: {why}", err=True)
        return cli.EXIT_NOTHING
    if not quiet:
        for each in said:
            click.echo(each, err=True)
    return cli.EXIT_WARNED if any(problem.severity is not Severity.INFO for problem in built.problems) else cli.EXIT_OK
