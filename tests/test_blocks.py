"""The runner of the commands that pages show must see a page that is wrong."""

from pathlib import Path

import pytest

from tests import blocks


def problems(page: str, folder: Path) -> list[str]:
    (folder / "page.md").write_text(page, encoding="utf-8")
    found = blocks.read(folder / "page.md")
    return [problem for block in found if block.is_run for problem in blocks.run(block, folder)]


def test_a_transcript_that_shows_what_is_printed_is_right(tmp_path: Path) -> None:
    page = "<!-- transcript -->\n```console\n$ echo one; echo two\none\ntwo\n$ false\n$ echo $?\n1\n```\n"

    assert problems(page, tmp_path) == []


def test_a_transcript_may_leave_a_piece_open(tmp_path: Path) -> None:
    page = "<!-- transcript -->\n```console\n$ echo took 17 ms; echo done\ntook … ms\ndone\n```\n"

    assert problems(page, tmp_path) == []


def test_a_transcript_that_shows_something_else_is_wrong(tmp_path: Path) -> None:
    page = "<!-- transcript -->\n```console\n$ echo one\ntwo\n```\n"

    (problem,) = problems(page, tmp_path)

    assert "$ echo one\nshows\ntwo" in problem


@pytest.mark.parametrize(
    "block",
    [
        "```console\n$ false\n$ true\n```",
        "```sh\nfalse\ntrue\n```",
        "```python\nraise SystemExit(3)\n```",
        "```python\n>>> 1 + 1\n3\n```",
    ],
)
def test_a_command_that_fails_is_wrong(block: str, tmp_path: Path) -> None:
    assert len(problems(f"Text.\n\n{block}\n", tmp_path)) == 1


def test_what_one_block_makes_the_next_one_finds(tmp_path: Path) -> None:
    assert problems("```sh\ntouch made\n```\n\n```console\n$ ls made\n```\n", tmp_path) == []


def test_a_command_may_go_on_in_the_next_line(tmp_path: Path) -> None:
    page = "<!-- transcript -->\n```console\n$ echo one \\\n    two\none two\n```\n"

    assert problems(page, tmp_path) == []


def test_a_block_that_is_not_to_be_run_is_left_alone(tmp_path: Path) -> None:
    assert problems("<!-- not run: it would fail -->\n```sh\nfalse\n```\n", tmp_path) == []
