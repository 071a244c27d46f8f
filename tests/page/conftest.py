"""Graphs and pages for the page tests."""

from pathlib import Path

import pytest

import claimgraph
from claimgraph.graph import Graph
from claimgraph.page.render import page
from tests.page.reports import write_hostile


@pytest.fixture(scope="session")
def seed_graph(seeds: Path) -> Graph:
    return claimgraph.build(seeds)


@pytest.fixture(scope="session")
def seed_page(seed_graph: Graph) -> str:
    return page(seed_graph).decode()


@pytest.fixture(scope="session")
def hostile_graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    folder = tmp_path_factory.mktemp("hostile")
    write_hostile(folder)
    return claimgraph.build(folder)
