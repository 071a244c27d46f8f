"""The forms in which findings are shown. A form is a line in the table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import NamedTuple

from claimgraph.checks.view import View
from claimgraph.problems import Problem


class Output(NamedTuple):
    """A form of output: its name, the module that writes it, and whom it is for."""

    name: str
    module: str
    about: str


OUTPUTS = {
    output.name: output
    for output in (
        Output("full", "claimgraph.checks.full", "people: the lines themselves"),
        Output("concise", "claimgraph.checks.concise", "editors: one line each"),
        Output("json", "claimgraph.checks.records", "programs"),
        Output("github", "claimgraph.checks.github", "GitHub workflows"),
        Output("sarif", "claimgraph.checks.sarif", "code hosts, SARIF 2.1.0"),
    )
}


def written(problems: Sequence[Problem], form: str, view: View) -> Iterator[str]:
    """The findings in one of the forms, piece by piece."""
    pieces: Iterator[str] = import_module(OUTPUTS[form].module).write(problems, view)
    return pieces
