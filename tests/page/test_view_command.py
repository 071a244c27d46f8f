"""``claimgraph view``."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from claimgraph.cli.view import view


def test_a_folder_of_reports_becomes_a_page(seeds: Path, tmp_path: Path, seed_page: str) -> None:
    done = CliRunner().invoke(view, [str(seeds), "-o", str(tmp_path / "graph.html")])

    assert done.output == f"{tmp_path / 'graph.html'}: 5 reports, 36 claims\n"
    assert (tmp_path / "graph.html").read_text("utf-8") == seed_page


def test_the_page_stands_beside_a_graph_file(seeds: Path, tmp_path: Path) -> None:
    import claimgraph

    claimgraph.build(seeds).save(tmp_path / "some.ttl")

    CliRunner().invoke(view, [str(tmp_path / "some.ttl")], catch_exceptions=False)

    assert (tmp_path / "some.html").is_file()


def test_a_folder_without_a_name_for_the_page_gives_graph_html_here(
    seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    CliRunner().invoke(view, [str(seeds)], catch_exceptions=False)

    assert (tmp_path / "graph.html").is_file()


def test_another_ending_is_refused(seeds: Path) -> None:
    done = CliRunner().invoke(view, [str(seeds), "-o", "graph.ttl"])

    assert done.exit_code == 2
    assert "graph.ttl does not end in .html" in done.output


def test_a_page_from_a_file_is_the_page_from_its_reports(seeds: Path, tmp_path: Path, seed_page: str) -> None:
    import claimgraph
    from claimgraph.page.render import page

    for name in ("graph.ttl", "graph.nt"):
        claimgraph.build(seeds).save(tmp_path / name)

        assert page(claimgraph.load(tmp_path / name)).decode() == seed_page
