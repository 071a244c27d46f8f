"""CSV: a folder with a table of nodes and a table of edges, as Gephi and Neo4j import them."""

from __future__ import annotations

import csv
import io
import pickle
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimgraph.assemble import Block, Section
    from claimgraph.facts import Nodes
    from claimgraph.graph import Graph
    from claimgraph.network import Scalar

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def tables(graph: Graph) -> dict[str, bytes]:
    """The files by name: ``nodes.csv`` with Id, Label and Kind first, ``edges.csv`` with Source, Target and Kind.

    A text that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    from claimgraph.network import to_networkx

    network = to_networkx(graph)
    nodes = [
        {"Id": node, "Label": said["label"], "Kind": said["kind"], **_rest(said)}
        for node, said in network.nodes(data=True)
    ]
    edges = [
        {"Id": key, "Source": source, "Target": target, "Type": "Directed", "Kind": said["kind"], **_rest(said)}
        for source, target, key, said in network.edges(keys=True, data=True)
    ]
    return {
        "nodes.csv": _table(("Id", "Label", "Kind"), nodes),
        "edges.csv": _table(("Id", "Source", "Target", "Type", "Kind"), edges),
    }


class Maker:
    """Makes pieces of nodes: the tables need the whole graph, so the taker makes them."""

    def __init__(self, base: str) -> None:
        self._base = base

    def head(self, run: Nodes) -> bytes:
        """What is stated of the build."""
        return self._made([run])

    def block(self, done: Block) -> bytes:
        """One scope."""
        return self._made([section.nodes for section in done.sections()])

    def tail(self, sections: Iterable[Section]) -> bytes:
        """What the scopes share."""
        return self._made([section.nodes for section in sections])

    def _made(self, parts: list[Nodes]) -> bytes:
        return pickle.dumps((self._base, parts))


class Taker:
    """Gathers the pieces and puts the tables into a folder beside the target, which takes the target's place."""

    def __init__(self, target: Path) -> None:
        from claimgraph.folders import Folder

        self.output = Folder(target)
        self._base = ""
        self._parts: list[Nodes] = []

    def take(self, piece: bytes) -> None:
        """Take the next piece."""
        self._base, parts = pickle.loads(piece)  # noqa: S301 - made by this process or its workers
        self._parts += parts

    def finish(self) -> None:
        """Write the tables beside the target and bring them to the disk."""
        from claimgraph.graph import from_nodes

        for name, content in tables(from_nodes(self._parts, self._base)).items():
            (self.output.beside / name).write_bytes(content)
        self.output.describe("tables", {})
        self.output.finish()

    def discard(self) -> None:
        """Leave nothing behind but what was committed."""
        self.output.discard()


def _rest(attributes: Mapping[str, Scalar]) -> dict[str, Scalar]:
    return {key: value for key, value in attributes.items() if key not in ("label", "kind")}


def _table(first: Iterable[str], rows: list[dict[str, Scalar]]) -> bytes:
    columns = [*first, *sorted({key for row in rows for key in row} - set(first))]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(list(_cells(row, columns)) for row in rows)
    return text.getvalue().encode("utf-8", "replace")


def _cells(row: Mapping[str, Scalar], columns: Iterable[str]) -> Iterator[str]:
    for column in columns:
        value = row.get(column, "")
        if isinstance(value, bool):
            yield str(value).lower()
        elif isinstance(value, str) and value.startswith(_FORMULA):
            yield f"'{value}"
        else:
            yield str(value)
