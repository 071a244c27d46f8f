"""``--color``, NO_COLOR and FORCE_COLOR."""

from pathlib import Path

import click
import pytest

from tests.checks.made import put, report
from tests.cli.help_pages import run

NO, FORCE = {"NO_COLOR": "1"}, {"FORCE_COLOR": "1"}


@pytest.mark.parametrize(
    ("when", "environment", "coloured"),
    [
        ("auto", {}, False),
        ("auto", NO, False),
        ("auto", FORCE, True),
        ("auto", NO | FORCE, False),
        ("always", {}, True),
        ("always", NO, True),
        ("never", {}, False),
        ("never", FORCE, False),
    ],
)
def test_the_option_comes_before_the_environment(when: str, environment: dict[str, str], coloured: bool) -> None:
    assert ("\x1b[" in run("--color", when, "rule", **environment).stdout) is coloured


@pytest.mark.parametrize(("when", "coloured"), [("always", True), ("never", False)])
def test_problems_are_coloured_as_results_are(when: str, coloured: bool, tmp_path: Path) -> None:
    paths = put(tmp_path, a=report([("VA helps.", "✓", "0.4"), ("It costs.", "✓", "1.7")]))

    told = run("--color", when, "show", *paths, "VA").stderr

    assert "CG104" in told
    assert ("\x1b[" in told) is coloured


def test_a_form_for_programs_has_no_colour_even_then(seeds: Path) -> None:
    for form in ("json", "github", "sarif"):
        assert "\x1b" not in run("--color", "always", "check", str(seeds), "--output-format", form).stdout


def test_another_word_is_wrong_usage() -> None:
    with pytest.raises(click.BadParameter, match="'sometimes' is not one of 'auto', 'always', 'never'"):
        run("--color", "sometimes", "rule")
