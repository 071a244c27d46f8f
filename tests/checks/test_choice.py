"""Which findings are shown, and which make a check fail."""

import pytest

from claimgraph.checks.choice import choice, fails
from claimgraph.problems import ClaimgraphError, Code, Problem, Where


def chosen(*select: str, ignore: tuple[str, ...] = ()) -> list[str]:
    return sorted(code.value for code in choice(select, ignore).codes)


def test_without_a_choice_every_code_is_shown() -> None:
    assert len(choice().codes) == len(Code)


def test_codes_are_chosen_by_their_beginnings_whatever_their_case() -> None:
    assert chosen("cg301,CG104") == ["CG104", "CG301"]
    assert all(code.startswith("CG3") for code in chosen("CG3"))


def test_the_longer_beginning_wins() -> None:
    assert "CG301" in chosen("CG301", ignore=("CG3",))
    assert "CG301" not in chosen("CG3", ignore=("CG301",))
    assert chosen(ignore=("ALL",)) == []


def test_what_no_code_begins_with_is_refused_with_a_suggestion() -> None:
    with pytest.raises(ClaimgraphError, match="no code begins with 'CG31O', did you mean CG3"):
        choice(["CG31O"])


@pytest.mark.parametrize(
    ("code", "fails_on"),
    [
        (Code.CONFLICT, {"error", "warning", "info"}),
        (Code.UNANSWERED, {"warning", "info"}),
        (Code.CUT_TEXT, {"info"}),
    ],
)
def test_a_check_fails_on_what_is_as_grave_as_asked(code: Code, fails_on: set[str]) -> None:
    problem = Problem(code, Where("a.txt"), "…")

    assert {level for level in ("error", "warning", "info", "never") if fails([problem], level)} == fails_on
