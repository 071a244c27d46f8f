"""Answers of the ready questions, made easy to compare."""

from collections import Counter
from pathlib import Path

from claimgraph.query import Settings, run
from claimgraph.query.canned import question

NEEDED = {"search": {"words": "vocabulary augmentation"}}


def answers(graph: Path, name: str, engine: str, **parameters: object) -> list[dict[str, object]]:
    """The rows of a ready question."""
    result = run(graph, question(name).text, parameters or NEEDED.get(name), Settings(engine=engine))  # type: ignore[arg-type]
    return [dict(row) for row in result]


def columns(rows: list[dict[str, object]], *wanted: str) -> Counter[tuple[object, ...]]:
    """Some columns of an answer, whatever the order of the rows."""
    return Counter(tuple(row[name] for name in wanted) for row in rows)
