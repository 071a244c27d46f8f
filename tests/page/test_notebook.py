"""The picture in a notebook: small, still, and safe."""

from html.parser import HTMLParser

from claimgraph.graph import Graph
from claimgraph.page.notebook import picture


def _tags(text: str) -> set[str]:
    found: set[str] = set()

    class Tags(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.add(tag)
            assert not [name for name, _ in attrs if name.startswith("on") or name in ("href", "src")]

    Tags().feed(text)
    return found


def test_the_picture_says_what_the_graph_holds(seed_graph: Graph) -> None:
    text = seed_graph._repr_html_()

    assert "5 reports · 36 claims · 65 rows" in text
    assert "<svg" in text
    assert len(text) < 60_000


def test_hostile_text_stays_text_in_the_picture(hostile_graph: Graph) -> None:
    assert _tags(picture(hostile_graph)) <= {"div", "svg", "title", "path", "g", "polygon", "circle", "text"}
