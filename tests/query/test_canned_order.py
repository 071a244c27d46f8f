"""The ready questions give their rows in one order, whatever the order of the statements, on both engines."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from claimgraph.query.canned import names
from tests.query.answers import answers

MAY_BE_EMPTY = ("spread", "unverified")
"""On the seeds there is no such number; and where every mark is given both ways, no claim is never verified."""


@pytest.fixture(scope="module")
def twofold(seed_graph: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The graph of the seeds with a second value beside each, so that all ties that can be are: forwards, backwards."""
    found = [quad.triple for quad in ox.parse(path=str(seed_graph), format=ox.RdfFormat.TURTLE)]
    lines = sorted(f"{triple} ." for triple in [*found, *map(second, found)])
    folder = tmp_path_factory.mktemp("twofold")
    paths = folder / "forwards.nt", folder / "backwards.nt"
    for path, ordered in zip(paths, (lines, lines[::-1]), strict=True):
        path.write_text("\n".join(ordered) + "\n", "utf-8")
    return paths


def second(triple: ox.Triple) -> ox.Triple:
    """The triple with another literal of the same type; as it is where it has none."""
    value = triple.object
    if not isinstance(value, ox.Literal):
        return triple
    kind = value.datatype.value.rpartition("#")[2]
    others = {
        "decimal": f"{value.value}{'' if '.' in value.value else '.'}1",
        "integer": f"{value.value}1",
        "boolean": "false" if value.value == "true" else "true",
        "date": f"{value.value[:-2]}01",
    }
    other = ox.Literal(others.get(kind, f"{value.value} again"), datatype=value.datatype)
    return ox.Triple(triple.subject, triple.predicate, other)


@pytest.mark.parametrize("name", names())
def test_the_order_of_rows_hangs_neither_on_that_of_statements_nor_on_the_engine(
    name: str, twofold: tuple[Path, Path]
) -> None:
    forwards, backwards = twofold

    found = answers(forwards, name, "oxigraph")

    assert found or name in MAY_BE_EMPTY
    assert answers(forwards, name, "rdflib") == found
    assert answers(backwards, name, "rdflib") == found
