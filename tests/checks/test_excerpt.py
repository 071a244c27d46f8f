"""Lines on a terminal: as wide as the page, marked where they are meant, and harmless."""

from hypothesis import given
from hypothesis import strategies as st

from claimgraph.checks.excerpt import excerpt, width, wrapped
from claimgraph.problems import Where

LINES = st.text(st.characters(exclude_characters="\n"), min_size=1, max_size=300)


@given(LINES, st.integers(0, 320), st.integers(0, 320), st.integers(20, 120))
def test_an_excerpt_fits_the_page_and_cannot_move_the_cursor(line: str, column: int, end: int, columns: int) -> None:
    shown = excerpt(line, Where("a.txt", 1, column, end), columns)

    assert width(shown.text) <= columns
    assert shown.text.isprintable()
    assert shown.start + (shown.width > 1) * shown.width <= max(columns, 1)


@given(st.text("ab知±", min_size=1, max_size=200), st.data(), st.integers(20, 90))
def test_the_mark_stands_under_what_it_means(before: str, data: st.DataObject, columns: int) -> None:
    after = data.draw(st.text("ab知±", max_size=200))
    line = f"{before}XYZ{after}"

    shown = excerpt(line, Where("a.txt", 1, len(before) + 1, len(before) + 4), columns)

    left = [index for index in range(len(shown.text) + 1) if width(shown.text[:index]) == shown.start]
    assert any(shown.text[index:].startswith("XYZ") for index in left)
    assert shown.width == 3


def test_a_whole_line_is_shown_where_it_fits() -> None:
    assert excerpt("It helps.\t✓\t0.4", Where("a.txt", 1, 11, 12), 80).text == "It helps.  ✓  0.4"


def test_a_place_past_the_end_of_a_line_marks_its_end() -> None:
    assert excerpt("short", Where("a.txt", 1, 99), 80).start == 5


def test_wide_characters_take_two_columns_and_marks_none() -> None:
    assert (width("知识"), width("92.43 ± 0.16"), width("e\u0301"), width("\u200b")) == (4, 12, 1, 0)


@given(st.text("abc 知 ", max_size=300), st.integers(20, 80))
def test_wrapping_loses_no_word(text: str, columns: int) -> None:
    lines = list(wrapped(text, columns))

    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(line) <= columns or " " not in line.strip() for line in lines)
