"""Stores that the tests ask."""

from pathlib import Path

import pytest

from claimgraph import api, files, output
from tests.store import made_up


def built(reports: Path, store: Path, links: Path | None = None, jobs: int = 1) -> Path:
    """A store made from a folder of reports."""
    settings = api.settings(links=links)
    api.write(files.find([str(reports)]), [output.target(str(store))], settings, api.Wish(jobs=jobs))
    return store


@pytest.fixture(scope="session")
def seed_store(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of the five seeds."""
    return built(seeds, tmp_path_factory.mktemp("store") / "seeds.db")


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two hundred reports made up by chance."""
    return made_up.write(tmp_path_factory.mktemp("many"), 200)


@pytest.fixture(scope="session")
def many_store(many: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of the two hundred."""
    return built(many, tmp_path_factory.mktemp("store") / "many.db")
