"""A browser that is already on the machine, offline, and pages opened in it."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import claimgraph
from tests.page.reports import report, write_hostile, write_many

ARTIFACTS = Path(__file__).parent / "artifacts"
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--font-render-hinting=none"]

Opened = Callable[..., "Shown"]


class Shown:
    """One page in one fresh context, with everything it asked for and said."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.said: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("dialog", self._asked_the_reader)
        page.on("request", self._asked)

    def _asked_the_reader(self, dialog: Any) -> None:
        self.said.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def _asked(self, request: Any) -> None:
        if not request.url.startswith(("data:", "blob:")):
            self.requests.append(request.url)

    def open(self, file: Path, fragment: str = "") -> "Shown":
        self.page.goto("about:blank")
        self.requests.clear()
        self.page.goto(f"{file.as_uri()}{'#' + fragment if fragment else ''}")
        self.page.wait_for_selector("html[data-ready]", state="attached")
        return self

    @property
    def fragment(self) -> str:
        found: str = self.page.evaluate("location.hash.slice(1)")
        return found

    def export(self, name: str) -> bytes:
        """What the export menu gives."""
        self.page.click("#export > summary")
        with self.page.expect_download() as download:
            self.page.click(f'[data-export="{name}"]')
        return Path(download.value.path()).read_bytes()

    def picture(self, name: str) -> None:
        """Keep a screenshot as an artefact."""
        ARTIFACTS.mkdir(exist_ok=True)
        self.page.screenshot(path=ARTIFACTS / f"{name}.png")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    program = os.environ.get("CLAIMGRAPH_BROWSER") or next(filter(None, map(shutil.which, _NAMES)), None)
    if program is None:
        pytest.skip(f"no browser on this machine: none of {', '.join(_NAMES)}")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=program, args=_FLAGS)
        yield found
        found.close()


@pytest.fixture
def show(browser: Any) -> Iterator[Opened]:
    """Opens a page; light and 1440 by 900 unless told."""
    contexts = []

    def opened(file: Path, fragment: str = "", **settings: Any) -> Shown:
        size = settings.pop("size", (1440, 900))
        context = browser.new_context(
            offline=True,
            viewport={"width": size[0], "height": size[1]},
            color_scheme=settings.pop("scheme", "light"),
            **settings,
        )
        contexts.append(context)
        return Shown(context.new_page()).open(file, fragment)

    yield opened
    for context in contexts:
        context.close()


def _page(folder: Path, write: Callable[[Path], None] | None, source: Path | None = None) -> Path:
    if write:
        source = folder / "reports"
        source.mkdir()
        write(source)
    assert source
    file = folder / "graph.html"
    claimgraph.build(source).save(file)
    return file


@pytest.fixture(scope="session")
def seed_file(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _page(tmp_path_factory.mktemp("seeds"), None, seeds)


@pytest.fixture(scope="session")
def hostile_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _page(tmp_path_factory.mktemp("hostile"), write_hostile)


@pytest.fixture(scope="session")
def thousand_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of about a thousand nodes."""
    return _page(tmp_path_factory.mktemp("thousand"), lambda folder: write_many(folder, 100))


@pytest.fixture(scope="session")
def two_hundred_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of two hundred reports, whose tags are up to four characters long."""
    return _page(tmp_path_factory.mktemp("two-hundred"), lambda folder: write_many(folder, 200))


@pytest.fixture(scope="session")
def single_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of one report with one row."""
    text = report("One", "Paper", [("Nothing was compared.", True, "0.900")])
    return _page(tmp_path_factory.mktemp("single"), lambda folder: write_one(folder, text))


def write_one(folder: Path, text: str) -> None:
    (folder / "one.txt").write_text(text, "utf-8")
