"""Questions with a name: each is a ``.rq`` file in this folder that says what it asks and what it answers."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import NamedTuple

from claimgraph.problems import ClaimgraphError, quoted

_FOLDER = Path(__file__).parent
KINDS = ("text", "date")
_LINE = re.compile(r"# (title|question|group|note|column \w+|parameter \w+(?: \([a-z, ]+\))?): (.+)")
GROUPS = ("agreement", "trust", "reports", "numbers", "names", "graph")


class Parameter(NamedTuple):
    """A variable the asker may give a value, what it means, what kind of value it is, whether it must be given."""

    name: str
    about: str
    required: bool
    kind: str = "text"


class Question(NamedTuple):
    """A named question: its title, what it asks, the columns of its answer, its parameters, its SPARQL text."""

    name: str
    title: str
    question: str
    group: str
    note: str
    columns: dict[str, str]
    parameters: tuple[Parameter, ...]
    text: str


@cache
def names() -> tuple[str, ...]:
    """The names of all questions.

    >>> "conflicts" in names()
    True
    """
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.rq")))


def question(name: str) -> Question:
    """The question of this name; ``ClaimgraphError`` with a suggestion where there is none.

    >>> question("conflicts").columns["position"]
    'rank of the number in the sentence, from 1'
    """
    if name not in names():
        close = get_close_matches(name, names(), 1)
        hint = f", did you mean {close[0]}?" if close else "; claimgraph query --list shows all"
        raise ClaimgraphError(f"there is no question {quoted(name)}{hint}")
    return read(name, (_FOLDER / f"{name}.rq").read_text("utf-8"))


def questions() -> tuple[Question, ...]:
    """Every question, group by group."""
    found = (question(name) for name in names())
    return tuple(sorted(found, key=lambda each: (GROUPS.index(each.group), each.name)))


def read(name: str, text: str) -> Question:
    """A question from the text of its file: comment lines of the form ``# key: value``, then SPARQL.

    A parameter is a text unless its line says otherwise: ``# parameter since (date): …``, ``(required)``, or both.
    """
    single: dict[str, str] = {}
    columns: dict[str, str] = {}
    parameters: list[Parameter] = []
    for line in text.split("\n"):
        found = _LINE.fullmatch(line)
        if found is None:
            continue
        kind, _, rest = found[1].partition(" ")
        if kind == "column":
            columns[rest] = found[2]
        elif kind == "parameter":
            parameters.append(_parameter(rest, found[2]))
        else:
            single[kind] = f"{single[kind]} {found[2]}" if kind in single else found[2]
    return Question(
        name,
        single["title"],
        single["question"],
        single["group"],
        single.get("note", ""),
        columns,
        tuple(parameters),
        text,
    )


def _parameter(head: str, about: str) -> Parameter:
    name, _, marks = head.partition(" (")
    said = marks.removesuffix(")").split(", ") if marks else []
    kinds = [mark for mark in said if mark in KINDS] or ["text"]
    if len(kinds) > 1 or set(said) - {*KINDS, "required"}:
        raise ValueError(f"unknown mark of a parameter: {marks}")
    return Parameter(name, about, "required" in said, kinds[0])
