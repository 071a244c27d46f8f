"""The page of each code: what it means, an example, what to do. They are kept in ``data/rules.md``."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from claimgraph.problems import Code

_HEADING = re.compile(r"^## (CG\d{3}) (.+)$", re.MULTILINE)


class Page(NamedTuple):
    """What is written about a code: its title, and its text in Markdown."""

    code: Code
    title: str
    text: str

    @property
    def meaning(self) -> str:
        """The first paragraph, on one line."""
        return " ".join(self.text.partition("\n\n")[0].split())


@cache
def pages() -> dict[str, Page]:
    """Every page by its code, in order.

    >>> pages()["CG301"].title
    'reports differ on a number'
    """
    text = (files("claimgraph") / "data" / "rules.md").read_text("utf-8")
    found = list(_HEADING.finditer(text))
    ends = [match.start() for match in found[1:]] + [len(text)]
    listed = (
        Page(Code(match[1]), match[2], text[match.end() : end].strip()) for match, end in zip(found, ends, strict=True)
    )
    return {page.code.value: page for page in listed}
