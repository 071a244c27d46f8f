"""By keyboard alone."""

from pathlib import Path

import pytest

from tests.browser.conftest import Opened

pytestmark = pytest.mark.browser


def test_slash_text_and_enter_open_a_claim(show: Opened, seed_file: Path) -> None:
    page = show(seed_file).page
    page.keyboard.press("/")
    page.keyboard.type("MIRACL")
    page.keyboard.press("Enter")

    assert "XQuAD-R, MLQA-R, and MIRACL" in page.inner_text("#panel .lead")
    assert page.evaluate("document.activeElement.id") == "panel"


def test_the_arrows_of_the_search_list_choose(show: Opened, seed_file: Path) -> None:
    page = show(seed_file).page
    page.keyboard.press("/")
    page.keyboard.type("LAPT")
    page.wait_for_selector("#hits li >> nth=2")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    wanted = page.inner_text("#hits [aria-selected=true] .said").rstrip("…")
    page.keyboard.press("Enter")

    assert page.inner_text("#panel .lead").startswith(wanted)


def test_every_node_is_reached_in_the_table(show: Opened, seed_file: Path) -> None:
    page = show(seed_file, "view=table").page
    total = int(page.inner_text("#status").split()[0])
    page.locator("#view-table button.go[tabindex='0']").focus()

    reached = []
    for _ in range(total):
        reached.append(page.evaluate("document.activeElement.dataset.at"))
        page.keyboard.press("ArrowDown")

    assert reached == [str(at) for at in range(total)]


def test_tab_reaches_the_drawing_the_filters_and_the_panel(show: Opened, seed_file: Path) -> None:
    page = show(seed_file).page
    seen = set()
    for _ in range(140):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("(document.activeElement.closest('[id]') || document.body).id"))

    assert {"query", "canvas", "facets", "panel", "counts", "timeline", "copy-link"} <= seen


def test_arrows_walk_the_drawing_and_escape_leaves(show: Opened, seed_file: Path) -> None:
    page = show(seed_file).page
    page.locator("#canvas").focus()
    names = set()
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)
        names.add(page.inner_text("#panel .lead"))
    assert len(names) >= 4
    page.keyboard.press("Escape")

    assert page.inner_text("#panel .lead") == "What needs eyes"


def test_the_numbers_change_the_view_and_the_question_mark_helps(show: Opened, seed_file: Path) -> None:
    page = show(seed_file).page
    for key, view in (("2", "compare"), ("3", "table"), ("1", "graph")):
        page.keyboard.press(key)
        assert page.locator(f"#view-{view}").is_visible()
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")

    assert not page.locator("#help").is_visible()


_MADE_ANEW = [
    ("view=table", "#view-table td button.go >> nth=3"),
    ("view=table", "#view-table thead button >> nth=1"),
    ("view=compare", "#view-compare tbody th button >> nth=1"),
    ("view=compare", "#view-compare thead button >> nth=1"),
    ("status=cut", "#counts .clear"),
    ("", "#counts [data-status=unverified]"),
    ("", "#timeline button >> nth=1"),
    ("", "#scope button >> nth=1"),
    ("", "#facets button >> nth=2"),
    ("", "#panel [data-node] >> nth=0"),
    ("", "#panel [data-node] >> nth=0 >> then button:has-text('Expand')"),
    ("", "#panel [data-node] >> nth=0 >> then button:has-text('Hide')"),
    ("", "#panel [data-node] >> nth=0 >> then button:has-text('Path from')"),
    ("", "#panel [data-node] >> nth=0 >> then button:has-text('Close')"),
    ("", "#panel [data-node] >> nth=0 >> then [data-act=undo]"),
]


@pytest.mark.parametrize(("fragment", "control"), _MADE_ANEW)
def test_enter_on_a_control_never_loses_the_keyboard(
    show: Opened, seed_file: Path, fragment: str, control: str
) -> None:
    page = show(seed_file, fragment).page
    first, _, then = control.partition(" >> then ")
    for each in filter(None, (first, then)):
        page.locator(each).first.focus()
        page.keyboard.press("Enter")
        page.wait_for_timeout(80)

        assert page.evaluate("document.activeElement !== document.body")


def test_a_row_of_the_table_keeps_the_keyboard_when_it_is_chosen(show: Opened, seed_file: Path) -> None:
    page = show(seed_file, "view=table").page
    page.locator("#view-table [data-at='3']").focus()
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.dataset.at") == "3"


def test_the_first_stop_leads_past_the_filters(show: Opened, seed_file: Path) -> None:
    for view, wanted in (("graph", "canvas"), ("table", "view-table"), ("compare", "view-compare")):
        page = show(seed_file, f"view={view}").page
        page.keyboard.press("Tab")
        assert page.inner_text(":focus") == "Skip to the view"
        page.keyboard.press("Enter")

        assert page.evaluate("document.activeElement.closest('[id]').id") == wanted
