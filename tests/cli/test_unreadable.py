"""What can not be read is never taken for a graph without claims."""

from pathlib import Path

import click
import pytest

from claimgraph import query
from claimgraph.problems import ClaimgraphError
from tests.checks.made import put, report
from tests.cli.help_pages import run

COMMANDS = {
    "diff, old": ("diff", "{}", "seeds.ttl"),
    "diff, new": ("diff", "seeds.ttl", "{}"),
    "show": ("show", "{}", "VA"),
    "view": ("view", "{}", "-o", "page.html"),
}
QUERIES = {
    "query, ready": ("query", "{}", "-n", "totals"),
    "query, own": ("query", "{}", "ASK {{}}", "-p", "p=claim:a-b"),
}
ALL = {**COMMANDS, **QUERIES, "check": ("check", "{}"), "query, prefixes": ("query", "{}", "--prefixes")}
WRITTEN = {"g.graphml": "graphml", "g.gexf": "gexf", "g.html": "html", "g.csv": "a folder of tables"}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with a graph of one report."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    put(tmp_path / "in", a=report([("VA helps.", "✓", "0.4")]))
    run("build", "in", "-o", "seeds.ttl")
    return tmp_path


def command(name: str, graph: str) -> list[str]:
    return [argument.format(graph) for argument in ALL[name]]


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("given", ["empty", "diary.txt", "diary.parquet"])
def test_no_report_and_no_graph_is_no_result(name: str, given: str, folder: Path) -> None:
    (folder / "empty").mkdir()
    if given != "empty":
        (folder / given).write_text("Dear diary")

    with pytest.raises(ClaimgraphError, match=f"^{given}: no report could be read here, so there is no graph$"):
        run(*command(name, given))

    assert not (folder / "page.html").exists()


@pytest.mark.parametrize("name", QUERIES)
@pytest.mark.parametrize("given", ["empty", "diary.txt", "diary.parquet"])
def test_no_report_and_no_graph_is_no_answer(name: str, given: str, folder: Path) -> None:
    (folder / "empty").mkdir()
    if given != "empty":
        (folder / given).write_text("Dear diary")

    result = run(*command(name, given))

    assert (result.stdout, result.exit_code) == ("", 3)
    assert result.stderr.endswith(f"{given}: no report could be read here, so there is no graph\n")


def test_a_query_from_python_is_not_answered_from_nothing(folder: Path) -> None:
    (folder / "diary.txt").write_text("Dear diary")

    with pytest.raises(ClaimgraphError, match="no report could be read here, so there is no graph"):
        query.run("diary.txt", "ASK {}")


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("given", WRITTEN)
def test_a_form_that_is_only_written_is_wrong_usage(name: str, given: str, folder: Path) -> None:
    run("build", "in", "-o", given)

    with pytest.raises(click.UsageError, match=f"^{given}: {WRITTEN[given]} cannot be read back; give .ttl .nt "):
        run(*command(name, given))

    assert not (folder / "page.html").exists()


def test_reports_in_a_folder_that_is_named_like_a_page_are_reports(folder: Path) -> None:
    (folder / "in").rename(folder / "in.html")

    assert run("diff", "seeds.ttl", "in.html").exit_code == 0
    assert run("check", "in.html").exit_code == 0


def test_a_graph_without_reports_is_a_graph(folder: Path) -> None:
    (folder / "none.ttl").write_text("")

    assert run("diff", "none.ttl", "none.ttl").exit_code == 0
    assert run("show", "none.ttl", "VA").exit_code == 1


@pytest.mark.parametrize("engine", ["oxigraph", "rdflib"])
def test_a_malformed_graph_is_named_as_it_was_given(engine: str, folder: Path) -> None:
    (folder / "bad.ttl").write_text("\n\nx y\n")

    result = run("query", "bad.ttl", "ASK {}", "--engine", engine)

    assert result.exit_code == 3
    assert result.stderr.startswith("bad.ttl:3:1: CG119 x is not a valid subject")
