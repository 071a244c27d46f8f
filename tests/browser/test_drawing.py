"""What is painted: labels as they are on the screen, nothing that matters out of sight."""

import json
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Opened, Shown

pytestmark = pytest.mark.browser


def _drawn(shown: Shown) -> dict[str, list[dict[str, Any]]]:
    """What the canvas says it has painted, in pixels of the screen, once it rests."""
    shown.page.wait_for_timeout(50)
    shown.page.wait_for_selector("#canvas[data-drawn]")
    found: dict[str, list[dict[str, Any]]] = json.loads(shown.page.get_attribute("#canvas", "data-drawn") or "{}")
    return found


def _out_of_sight(shown: Shown, nodes: list[dict[str, Any]]) -> list[str]:
    wide, tall = shown.page.evaluate(
        "(({ clientWidth, clientHeight }) => [clientWidth, clientHeight])(document.getElementById('canvas'))"
    )
    return [node["text"] for node in nodes if not (0 < node["x"] < wide and 0 < node["y"] < tall)]


def _cross(one: dict[str, Any], other: dict[str, Any]) -> bool:
    wide = min(one["x"] + one["w"], other["x"] + other["w"]) - max(one["x"], other["x"])
    tall = min(one["y"] + one["h"], other["y"] + other["h"]) - max(one["y"], other["y"])
    return bool(wide > 0.5 and tall > 0.5)


@pytest.mark.parametrize("fragment", ["", "scope=all", "status=differ"])
def test_labels_on_the_screen_are_readable_and_never_overlap(show: Opened, seed_file: Path, fragment: str) -> None:
    labels = _drawn(show(seed_file, fragment))["labels"]

    assert len(labels) >= 5
    assert min(label["size"] for label in labels) >= 10.9
    assert [(one["text"], other["text"]) for one, other in combinations(labels, 2) if _cross(one, other)] == []


def test_how_many_reports_print_a_claim_stands_beside_a_small_disc(show: Opened, seed_file: Path) -> None:
    drawn = _drawn(show(seed_file, "", size=(1100, 760)))

    digits = {label["node"]: label["text"] for label in drawn["labels"] if label["text"].isdigit()}
    digits |= {node["node"]: node["inside"] for node in drawn["nodes"] if node["inside"].isdigit()}
    assert sorted(digits.values()) == ["2", "2", "2", "2", "3", "3"]


def test_a_chosen_claim_keeps_the_claim_it_is_in_conflict_with(show: Opened, seed_file: Path) -> None:
    shown = show(seed_file)
    _choose(shown, "94.43")

    told = " ".join(label["text"] for label in _drawn(shown)["labels"])
    assert "94.43 ± 0.16" in told
    assert "92.43 ± 0.16" in told


def test_expanding_brings_what_it_adds_into_sight(show: Opened, seed_file: Path) -> None:
    shown = show(seed_file)
    _choose(shown, "2026-06-21")
    before = {node["node"] for node in _drawn(shown)["nodes"]}
    shown.page.click("#panel button:has-text('Expand (')")
    nodes = _drawn(shown)["nodes"]

    added = [node for node in nodes if node["node"] not in before]
    assert len(added) >= 5
    assert _out_of_sight(shown, added) == []


def test_a_choice_on_the_map_of_papers_lights_up_its_paper(show: Opened, thousand_file: Path) -> None:
    shown = show(thousand_file, size=(1440, 420))
    for number in (3, 19, 11):
        _choose(shown, f"paper {number} helps")
        lit = [node for node in _drawn(shown)["nodes"] if not node["faded"]]

        assert [node["text"] for node in lit] == [f"Paper of number {number}"]
        assert _out_of_sight(shown, lit) == []


@pytest.mark.parametrize("wide", [1440, 1150, 950, 390])
def test_the_map_of_papers_is_as_wide_as_its_pane(show: Opened, thousand_file: Path, wide: int) -> None:
    shown = show(thousand_file, size=(wide, 600))
    drawn = _drawn(shown)
    pane: int = shown.page.evaluate("document.getElementById('canvas').clientWidth")

    assert len(drawn["nodes"]) == 20
    assert {label["node"] for label in drawn["labels"]} >= {
        node["node"] for node in drawn["nodes"] if 20 < node["y"] < 200
    }
    assert [node for node in drawn["nodes"] if not 0 < node["x"] < pane - 100] == []
    last = max(drawn["nodes"], key=lambda node: float(node["y"]))
    box = shown.page.locator("#canvas").bounding_box()
    shown.page.mouse.move(box["x"] + 20, box["y"] + 20)
    shown.page.mouse.wheel(0, 4000)
    after = [node for node in _drawn(shown)["nodes"] if node["node"] == last["node"]]
    assert after[0]["x"] == last["x"]
    assert _out_of_sight(shown, after) == []


def test_every_report_in_sight_is_told(show: Opened, two_hundred_file: Path) -> None:
    shown = show(two_hundred_file, "scope=eyes")
    drawn = _drawn(shown)
    tall: int = shown.page.evaluate("document.getElementById('canvas').clientHeight")
    told = {label["node"] for label in drawn["labels"]} | {node["node"] for node in drawn["nodes"] if node["inside"]}

    reports = [node for node in drawn["nodes"] if node["kind"] == "Report" and 10 < node["y"] < tall - 30]
    seen = [node for node in reports if node["text"] not in _out_of_sight(shown, reports)]
    assert len(seen) >= 20
    assert [node["text"] for node in seen if node["node"] not in told] == []


def _choose(shown: Shown, words: str) -> None:
    shown.page.fill("#query", words)
    shown.page.keyboard.press("Enter")
