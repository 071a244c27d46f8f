"""Hostile text: nothing runs, all of it looks as printed."""

from pathlib import Path

import pytest

from tests.browser.conftest import Opened
from tests.page.reports import HOSTILE

pytestmark = pytest.mark.browser


def test_nothing_runs_in_any_view(show: Opened, hostile_file: Path) -> None:
    shown = show(hostile_file)
    page = shown.page
    for key in "123":
        page.keyboard.press(key)
        for at in range(page.locator("#view-table button.go").count() if key == "3" else 0):
            page.locator("#view-table button.go").nth(at).click()
        shown.picture(f"hostile-{key}")
    page.hover("#timeline button")

    assert page.evaluate("window.harm") is None
    assert page.evaluate("({}).polluted") is None
    assert shown.said == []
    assert page.locator("img, iframe, svg[onload], #view-table script").count() == 0
    assert page.evaluate("[...document.links].filter((each) => !/^https?:/.test(each.href)).length") == 0


def test_text_looks_as_printed(show: Opened, hostile_file: Path) -> None:
    page = show(hostile_file, "view=table").page
    texts = page.locator("#view-table button.go").all_text_contents()

    for printed in (HOSTILE[0], HOSTILE[1], HOSTILE[3], HOSTILE[6], HOSTILE[9]):
        assert printed.rstrip(".") in {text.rstrip(".…") for text in texts}


def test_hostile_searches_find_text(show: Opened, hostile_file: Path) -> None:
    shown = show(hostile_file)
    for words in ("<script>", "__proto__", "constructor", '"><img', "javascript:", "\\", "(", "${"):
        shown.page.fill("#query", words)
        shown.page.keyboard.press("Enter")

    assert shown.said == []
    assert shown.page.evaluate("window.harm") is None


def test_the_policy_stops_what_would_slip_through(show: Opened, hostile_file: Path) -> None:
    shown = show(hostile_file)
    shown.page.evaluate(
        """() => { document.getElementById('panel').innerHTML = '<img src=x onerror="window.harm = 9">';
        const script = document.createElement('script'); script.textContent = 'window.harm = 10';
        document.body.append(script); }"""
    )
    shown.page.wait_for_timeout(200)

    assert shown.page.evaluate("window.harm") is None
    assert any("Content Security Policy" in said or "Content-Security-Policy" in said for said in shown.said)
