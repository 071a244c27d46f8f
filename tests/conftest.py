"""What all tests share: where the project is, its seeds, and a browser job that cannot skip."""

import os
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent

# The same examples on each run and no deadline: a busy machine must not turn a test red. Chance is for `make fuzz`.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the five reports."""
    return ROOT / "seeds"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where the browser is required, a browser test that skips has failed."""
    report = yield
    required = os.environ.get("CLAIMGRAPH_BROWSER_REQUIRED") == "1"
    if required and report.skipped and not hasattr(report, "wasxfail") and item.get_closest_marker("browser"):
        report.outcome = "failed"
        report.longrepr = f"CLAIMGRAPH_BROWSER_REQUIRED=1, and this test was skipped: {report.longrepr}"
    return report
