"""``docs/queries.md`` says of each ready question what its file says. To write it anew:

CLAIMGRAPH_WRITE_DOCS=1 python -m pytest tests/query/test_query_docs.py
"""

import os
from pathlib import Path

from claimgraph.query.canned import questions

HEAD = """# Questions that are ready

Each is a `.rq` file in `claimgraph/query/canned` and runs by its name, on a graph file, a store folder or reports:

```console
$ claimgraph query seeds -n conflicts
```

`claimgraph query --list` shows them all, `claimgraph query --list -n NAME` the SPARQL of one. They group and aggregate;
none joins rows with rows, so they stay quick as reports pile up on one paper. Answers on both engines are the same by
value. A parameter is given with `-p NAME=VALUE`: a date as `2026-06-26`, a text as it stands, whatever it looks like.

This page is made from the files.
"""
GROUPS = {
    "agreement": "Where reports agree and differ",
    "trust": "How far to trust a claim",
    "reports": "Reports and papers",
    "numbers": "Numbers",
    "names": "Methods, benchmarks and other named things",
    "graph": "The graph itself",
}


def rendered() -> str:
    """The page."""
    parts, group = [HEAD], ""
    for each in questions():
        if each.group != group:
            group = each.group
            parts.append(f"\n## {GROUPS[group]}\n")
        parts.append(f"\n### {each.name}: {each.title}\n\n{each.question}\n")
        if each.note:
            parts.append(f"\n{each.note}\n")
        if each.parameters:
            parts.append("\n| parameter | kind | meaning |\n| --- | --- | --- |\n")
            parts += (
                f"| `{one.name}`{' (required)' if one.required else ''} | {one.kind} | {one.about} |\n"
                for one in each.parameters
            )
        parts.append("\n| column | meaning |\n| --- | --- |\n")
        parts += (f"| `{name}` | {about} |\n" for name, about in each.columns.items())
    return "".join(parts)


def test_the_page_says_what_the_files_say(root: Path) -> None:
    page = root / "docs" / "queries.md"
    if os.environ.get("CLAIMGRAPH_WRITE_DOCS") == "1":
        page.write_text(rendered(), "utf-8")

    assert page.read_text("utf-8") == rendered()


def test_every_question_has_a_page_entry_for_each_parameter_and_column() -> None:
    for each in questions():
        assert all(each.columns.values())
        assert all(one.about for one in each.parameters)
        assert {one.name for one in each.parameters} <= set(each.columns)
