"""Networks and their files: typed, plain, and read back unchanged."""

import csv
import io
from pathlib import Path
from typing import Any

import networkx
import pytest

import claimgraph
from claimgraph.graph import Graph
from claimgraph.network import to_networkx
from claimgraph.writers import gexf, graphml, tables


def _written(writer: Any, graph: Graph) -> io.BytesIO:
    out = io.BytesIO()
    writer.write(graph, out)
    out.seek(0)
    return out


def _edges(network: Any, key: str = "") -> list[tuple[Any, ...]]:
    if key:
        found = [
            (said[key], source, target, {k: v for k, v in said.items() if k != key})
            for source, target, said in network.edges(data=True)
        ]
    else:
        found = [(name, source, target, said) for source, target, name, said in network.edges(keys=True, data=True)]
    return sorted(found, key=lambda edge: str(edge[0]))


def test_a_row_is_an_edge_from_report_to_claim(seed_graph: Graph) -> None:
    network = to_networkx(seed_graph)

    states = [said for *_, said in network.edges(data=True) if said["kind"] == "states"]
    assert len(states) == 65
    assert all(isinstance(said["confidence"], float) and isinstance(said["verified"], bool) for said in states)


def test_symmetric_relations_are_one_edge(seed_graph: Graph) -> None:
    pairs = [frozenset(edge[:2]) for edge in to_networkx(seed_graph).edges(data="kind") if edge[2] == "contradicts"]

    assert len(pairs) == 1


def test_the_full_view_has_every_node(seed_graph: Graph) -> None:
    assert set(seed_graph.to_networkx("full").nodes) == set(seed_graph.nodes)


def test_another_view_is_refused(seed_graph: Graph) -> None:
    with pytest.raises(ValueError, match='found "other"'):
        to_networkx(seed_graph, "other")


def test_graphml_is_read_back_unchanged(seed_graph: Graph) -> None:
    network = to_networkx(seed_graph)

    again = networkx.read_graphml(_written(graphml, seed_graph), force_multigraph=True)

    assert dict(again.nodes(data=True)) == dict(network.nodes(data=True))
    assert _edges(again) == _edges(network)


def test_gexf_is_read_back_unchanged(seed_graph: Graph) -> None:
    network = to_networkx(seed_graph)

    again = networkx.read_gexf(_written(gexf, seed_graph))

    assert dict(again.nodes(data=True)) == dict(network.nodes(data=True))
    assert _edges(again, "id") == _edges(network)


def test_network_files_are_the_same_each_time(seed_graph: Graph) -> None:
    for writer in (graphml, gexf):
        assert _written(writer, seed_graph).getvalue() == _written(writer, seed_graph).getvalue()
    assert b"lastmodifieddate" not in _written(gexf, seed_graph).getvalue()


def test_control_characters_become_a_mark_that_xml_can_hold(hostile_graph: Graph) -> None:
    for writer, read in ((graphml, networkx.read_graphml), (gexf, networkx.read_gexf)):
        labels = [label for _, label in read(_written(writer, hostile_graph)).nodes(data="label")]

        assert any("\ufffd" in str(label) for label in labels)


def _table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def test_tables_hold_the_same_network(seed_graph: Graph) -> None:
    network, files = to_networkx(seed_graph), tables.tables(seed_graph)

    nodes, edges = _table(files["nodes.csv"]), _table(files["edges.csv"])

    assert {row["Id"]: row["Label"] for row in nodes} == dict(network.nodes(data="label"))
    assert [(row["Id"], row["Source"], row["Target"], row["Kind"]) for row in edges] == [
        (key, source, target, kind) for source, target, key, kind in network.edges(keys=True, data="kind")
    ]


def test_a_spreadsheet_does_not_run_a_claim(hostile_graph: Graph) -> None:
    cells = [cell for row in _table(tables.tables(hostile_graph)["nodes.csv"]) for cell in row.values()]

    assert any(cell.startswith("'=HYPERLINK") for cell in cells)
    assert not any(cell.startswith(("=", "+", "@", "\t")) for cell in cells)


def test_tables_are_written_into_a_folder(seed_graph: Graph, tmp_path: Path) -> None:
    seed_graph.save(tmp_path / "graph.csv")

    made = {path.name: path.read_bytes() for path in (tmp_path / "graph.csv").iterdir()}
    assert made.pop("manifest.json")
    assert made == tables.tables(seed_graph)


def test_the_order_of_reports_changes_no_network(seeds: Path, seed_graph: Graph) -> None:
    turned = claimgraph.build(*sorted(seeds.iterdir(), reverse=True))

    assert _written(graphml, turned).getvalue() == _written(graphml, seed_graph).getvalue()
