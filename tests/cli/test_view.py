"""``claimgraph view`` of a store."""

import re
from pathlib import Path

from tests.cli.help_pages import run

_LAST_ZEROS = re.compile(r"(?<=\d)(?:\.0+|(\.\d*?[1-9])0+)(?!\d)")
_BETWEEN = re.compile(r"[\s,;<>\[\]{}]+")


def test_a_store_becomes_a_page_that_says_what_the_page_of_its_reports_says(seeds: Path, tmp_path: Path) -> None:
    """A store keeps neither the last zeros of 0.40 and 8.0, nor the order in which a thing has its names."""
    run("build", str(seeds), "-o", str(tmp_path / "g.db"))
    run("view", str(seeds), "-o", str(tmp_path / "reports.html"))

    result = run("view", str(tmp_path / "g.db"), "-o", str(tmp_path / "store.html"))

    assert result.exit_code == 0
    of_store, of_reports = (
        sorted(_BETWEEN.split(_LAST_ZEROS.sub(r"\1", (tmp_path / name).read_text("utf-8"))))
        for name in ("store.html", "reports.html")
    )
    assert of_store == of_reports
