"""Graphs that the query tests ask."""

from pathlib import Path

import pytest

from claimgraph import api


@pytest.fixture(scope="session")
def seed_graph(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the five seeds, as a Turtle file."""
    path = tmp_path_factory.mktemp("query") / "seeds.ttl"
    api.save(api.build(seeds), path)
    return path


@pytest.fixture(params=["oxigraph", "rdflib"])
def engine(request: pytest.FixtureRequest) -> str:
    """Each engine in turn."""
    return str(request.param)
