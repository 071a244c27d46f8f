"""``claimgraph rule``: every code explained."""

import click
import pytest

from claimgraph.checks.excerpt import width
from claimgraph.problems import Code
from tests.cli.help_pages import examples, run


@pytest.mark.parametrize("arguments", examples("rule"), ids=" ".join)
def test_the_examples_of_the_help_run(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 0
    assert 2 <= len(examples("rule")) <= 4


def test_a_code_is_explained_with_an_example_and_what_to_do() -> None:
    page = run("rule", "cg301").stdout

    assert page.startswith("CG301 reports differ on a number (error)\n\nTwo or more reports on one paper give")
    assert "\nExample:\n\n    000.txt:46:121: CG301 " in page
    assert "\nWhat to do: look the number up" in page


def test_without_a_code_all_are_listed() -> None:
    lines = run("rule").stdout.splitlines()

    assert [line.split()[0] for line in lines] == [code.value for code in Code]


@pytest.mark.parametrize("code", [code.value for code in Code])
def test_a_page_fits_eighty_columns_but_for_its_example(code: str) -> None:
    lines = run("rule", code).stdout.split("\n")

    assert [line for line in lines if width(line) > 80 and not line.startswith("    ")] == []


def test_an_unknown_code_gets_a_suggestion() -> None:
    with pytest.raises(click.UsageError, match="no code 'CG310', did you mean CG30"):
        run("rule", "CG310")
