"""The page in a browser: what it loads, what it shows, and that everyone can use it."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Opened, Shown

pytestmark = pytest.mark.browser

VIEWS = ("graph", "compare", "table")


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_view_loads_nothing_says_nothing_and_passes_axe(
    show: Opened, seed_file: Path, view: str, scheme: str
) -> None:
    shown = show(seed_file, f"view={view}", scheme=scheme, bypass_csp=True)
    shown.picture(f"{view}-{scheme}")

    assert shown.requests == [seed_file.as_uri()]
    assert shown.said == []
    assert _axe(shown.page) == []


def test_axe_finds_nothing_in_the_narrow_page_with_a_claim_chosen(show: Opened, seed_file: Path) -> None:
    shown = show(seed_file, "status=differ", size=(390, 844), bypass_csp=True)
    shown.page.click("#panel [data-node]")

    assert _axe(shown.page) == []


def test_axe_finds_nothing_in_what_opens(show: Opened, seed_file: Path) -> None:
    page = show(seed_file, "view=compare", bypass_csp=True).page
    page.fill("#query", "LAPT")
    page.wait_for_selector("#hits li")
    assert _axe(page) == []
    page.keyboard.press("Escape")
    page.click("#export > summary")
    assert _axe(page) == []
    page.keyboard.press("Escape")
    page.click("#help-open")
    assert _axe(page) == []


def _axe(page: Any) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found]


def test_labels_are_readable_and_never_overlap(show: Opened, seed_file: Path) -> None:
    for fragment in ("", "scope=all", "status=differ"):
        boxes = _labels(show(seed_file, fragment))

        assert len(boxes) >= 5
        assert min(box["size"] for box in boxes) >= 11
        assert [(one, other) for at, one in enumerate(boxes) for other in boxes[:at] if _cross(one, other)] == []


def _labels(shown: Shown) -> list[dict[str, Any]]:
    """The labels of the drawing, measured in the SVG that the page exports."""
    picture = shown.export("SVG").decode()
    blank = shown.page.context.new_page()
    blank.set_content(picture)
    measure = """() => [...document.querySelectorAll('text.label')].map((text) => {
        const box = text.getBoundingClientRect();
        return {text: text.textContent, size: parseFloat(text.getAttribute('font-size')),
            x: box.x, y: box.y + 2, w: box.width, h: box.height - 4};
    })"""
    found: list[dict[str, Any]] = blank.evaluate(measure)
    return found


def _cross(one: dict[str, Any], other: dict[str, Any]) -> bool:
    wide = min(one["x"] + one["w"], other["x"] + other["w"]) - max(one["x"], other["x"])
    tall = min(one["y"] + one["h"], other["y"] + other["h"]) - max(one["y"], other["y"])
    return bool(wide > 0.5 and tall > 0.5)


def test_the_start_shows_what_needs_eyes_and_says_so(show: Opened, seed_file: Path) -> None:
    page = show(seed_file).page

    assert re.fullmatch(r"\d+ of \d+ shown: what needs eyes\.", page.inner_text("#status"))
    assert "1 conflict" in page.inner_text("#counts")


def test_compare_marks_the_numbers_that_differ(show: Opened, seed_file: Path) -> None:
    page = show(seed_file, "view=compare").page

    marked = page.locator("#view-compare tbody th mark").all_inner_texts()
    assert sorted(marked) == ["92.43 ± 0.16", "94.43 ± 0.16"]


def test_two_reports_are_compared(show: Opened, seed_file: Path) -> None:
    page = show(seed_file, "view=compare").page
    page.click("thead button:text-is('R1')")
    page.click("thead button:text-is('R3')")

    words = page.inner_text(".pair")
    assert "R1 and R3" in words
    assert "1 differ" in words
    page.click(".pair button:has-text('differ')")
    assert page.locator("#view-compare tbody tr").count() == 2
    assert page.inner_text("#status") == "2 of 36 claims shown: R1 and R3, differ."


def test_a_search_keeps_both_sides_of_a_conflict_in_the_comparison(show: Opened, seed_file: Path) -> None:
    page = show(seed_file, "view=compare&query=94.43").page

    marked = page.locator("#view-compare tbody th mark").all_inner_texts()
    assert sorted(marked) == ["92.43 ± 0.16", "94.43 ± 0.16"]
    columns = page.locator("#view-compare thead th").count() - 1
    cells = page.locator("#view-compare tbody td").all_inner_texts()
    assert all(any(cell.strip() for cell in cells[at::columns]) for at in range(columns))


def test_two_claims_in_conflict_are_told_apart_in_the_table(show: Opened, seed_file: Path) -> None:
    page = show(seed_file, "view=table&status=differ").page

    texts = [text for text in page.locator("#view-table button.go").all_inner_texts() if text.startswith("VA ")]
    assert sorted(texts) == ["VA achieves … 92.43 ± 0.16 …", "VA achieves … 94.43 ± 0.16 …"]


def test_one_row_is_told_as_it_is_printed(show: Opened, single_file: Path) -> None:
    page = show(single_file, "view=table").page
    page.click("#view-table button.go >> text=Nothing was compared")

    assert page.inner_text("#counts .plain") == "1 report · 1 claim · 1 row"
    assert "0.900" in page.inner_text("#panel .prints")


def test_a_count_is_a_filter(show: Opened, seed_file: Path) -> None:
    shown = show(seed_file, "view=table")
    shown.page.click("[data-status=unverified]")

    kinds = shown.page.locator("#view-table .kind").all_inner_texts()
    assert kinds.count("Claim") == 6
    assert shown.fragment == "view=table&status=unverified"


def test_a_claim_shows_every_print_with_file_and_line(show: Opened, seed_file: Path) -> None:
    page = show(seed_file).page
    page.fill("#query", "appealing balance")
    page.keyboard.press("Enter")

    words = page.inner_text("#panel")
    assert "PRINTED IN 2 REPORTS" in words.upper()
    assert "000_cae18ebe6211da7d.txt, line 34 (row 3)" in words
    assert "001_513df4258c00f08c.txt, line 36 (row 3)" in words
    assert "0.21" in words


def test_a_link_restores_the_view(show: Opened, seed_file: Path) -> None:
    first = show(seed_file)
    first.page.click("[data-status=cut]")
    first.page.keyboard.press("3")
    first.page.click("#view-table button.go >> nth=3")
    chosen = first.page.inner_text("#panel .lead")

    again = show(seed_file, first.fragment)

    assert again.page.inner_text("#panel .lead") == chosen
    assert again.page.get_attribute("#tab-table", "aria-selected") == "true"
    assert again.page.get_attribute("[data-status=cut]", "aria-pressed") == "true"
    assert again.fragment == first.fragment


def test_a_broken_link_still_opens_the_page(show: Opened, seed_file: Path) -> None:
    shown = show(seed_file, "view=nothing&selected=nobody&low=x&status=__proto__&hidden=constructor&scope=focus")

    assert "shown: what needs eyes" in shown.page.inner_text("#status")
    assert shown.said == []


def test_expanding_is_undone(show: Opened, seed_file: Path) -> None:
    page = show(seed_file).page
    page.click("#panel [data-node] >> nth=0")
    before = page.inner_text("#status")
    page.click("#panel button:has-text('Expand')")
    assert page.inner_text("#status") != before
    page.click("[data-act=undo]")

    assert page.inner_text("#status") == before


def test_the_shortest_path_between_two_is_drawn(show: Opened, seed_file: Path) -> None:
    page = show(seed_file).page
    page.fill("#query", "LaBSE")
    page.keyboard.press("Enter")
    page.click("#panel button:text-is('Path from here')")
    page.fill("#query", "appealing")
    page.keyboard.press("Enter")
    page.click("#panel button:has-text('Path from')")

    assert re.search(r"Shortest path, \d+ steps", page.inner_text("#crumb"))
    assert "the shortest path" in page.inner_text("#status")


def test_focus_on_a_report_is_left_by_escape(show: Opened, seed_file: Path) -> None:
    page = show(seed_file).page
    page.fill("#query", "2026-06-21")
    page.keyboard.press("Enter")
    page.click("button:has-text('Focus on this report')")
    assert "focus on one" in page.inner_text("#status")
    page.locator("#canvas").focus()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")

    assert "focus on" not in page.inner_text("#status")


def test_the_narrow_page_does_not_scroll_sideways(show: Opened, seed_file: Path) -> None:
    for view in VIEWS:
        shown = show(seed_file, f"view={view}", size=(390, 844))
        shown.picture(f"{view}-narrow")

        assert shown.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_print_shows_the_comparison(show: Opened, seed_file: Path) -> None:
    page = show(seed_file).page
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")

    assert page.locator("#print table").count() == 2
    assert page.locator("#print").is_visible()
    assert not page.locator("#canvas").is_visible()


def test_without_scripts_the_claims_are_a_table(browser: Any, seed_file: Path) -> None:
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(seed_file.as_uri())

    assert page.locator("noscript tbody tr").count() == 36
    conflict = page.locator("noscript tbody tr:has-text('94.43')").inner_text()
    assert "≠" in conflict
    assert "001_513df4258c00f08c.txt:50" in conflict
    assert page.locator("noscript tbody tr:has-text('≠')").count() == 2
    for dead in (".search", ".tabs", ".tools", "#counts", ".frame", "#skip"):
        assert not page.locator(dead).is_visible()
    context.close()


def test_reduced_motion_and_other_eyes_have_their_pictures(show: Opened, seed_file: Path) -> None:
    shown = show(seed_file, reduced_motion="reduce")
    session = shown.page.context.new_cdp_session(shown.page)
    for eyes in ("deuteranopia", "protanopia", "achromatopsia"):
        session.send("Emulation.setEmulatedVisionDeficiency", {"type": eyes})
        shown.picture(f"graph-{eyes}")

    assert shown.said == []


def test_the_mouse_selects_a_node_and_a_line_shows_its_rows(show: Opened, seed_file: Path) -> None:
    page = show(seed_file).page
    x, y = _first_hover(page, "Claim · ")
    page.mouse.click(x, y)
    assert page.inner_text("#panel .kicker").startswith("CLAIM")
    page.keyboard.press("Escape")

    for down in range(20, 400, 4):
        page.mouse.click(x - 45, y + down)
        if page.locator("#panel h3:text-is('As printed')").count():
            break

    assert re.search(r"line \d+ \(row \d+\)", page.inner_text("#panel"))


def test_a_double_click_shows_more_around_a_node(show: Opened, seed_file: Path) -> None:
    page = show(seed_file).page
    before = page.inner_text("#status")
    page.mouse.dblclick(*_first_hover(page, "R1 · "))

    assert page.inner_text("#status") != before


def _first_hover(page: Any, wanted: str) -> tuple[float, float]:
    """Where the pointer first meets a node of the wanted kind."""
    box = page.locator("#canvas").bounding_box()
    for x in range(int(box["width"] * 0.42), int(box["width"]), 13):
        for y in range(50, int(box["height"] * 0.25), 11):
            page.mouse.move(box["x"] + x, box["y"] + y)
            if page.inner_text("#hover").startswith(wanted):
                return box["x"] + x, box["y"] + y
    raise AssertionError(f"no node of kind {wanted} under the pointer")
