"""``claimgraph formats``: what can be read and written, from the tables of readers and writers."""

import pytest

from claimgraph.graphfiles import FORMATS
from claimgraph.readers import READERS
from claimgraph.writers import WRITERS
from tests.cli.help_pages import examples, run


@pytest.mark.parametrize("arguments", examples("formats"), ids=" ".join)
def test_the_examples_of_the_help_run(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 0
    assert 2 <= len(examples("formats")) <= 4


def test_every_format_is_listed_with_its_endings() -> None:
    page = run("formats").stdout

    for writer in WRITERS.values():
        assert any(line.split()[:2] == [writer.name, writer.suffixes[0]] for line in page.splitlines())
    for ending in (*FORMATS, *(ending for reader in READERS.values() for ending in reader.suffixes)):
        assert f" {ending} " in page


def test_the_two_halves_can_be_had_alone() -> None:
    read, written = run("formats", "--read").stdout, run("formats", "--written").stdout

    assert ("html" in written, "html" in read) == (True, False)
    assert ("synthesis" in written, "synthesis" in read) == (False, True)


def test_no_line_is_wider_than_eighty_columns() -> None:
    assert [line for line in run("formats").stdout.splitlines() if len(line) > 80] == []
