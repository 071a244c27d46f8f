"""The page as a file: what is in it, what is not, and that it is always the same."""

import base64
import hashlib
import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import claimgraph
from claimgraph.graph import Graph
from claimgraph.page import data, payload
from claimgraph.page.data import Flag
from claimgraph.page.render import page
from tests.page.reports import HOSTILE, write_many


class _Elements(HTMLParser):
    """Every element with its attributes, and the text of scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.inside: list[tuple[str, dict[str, str | None], str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, text: str) -> None:
        if self.cdata_elem:
            self.inside.append((*self.elements[-1], text))


def _json(text: str, name: str) -> Any:
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', text, re.S)
    assert found
    return json.loads(found[1])


def test_the_page_names_nothing_outside_itself(seed_page: str) -> None:
    elements = _Elements(seed_page).elements
    style = next(text for tag, _, text in _Elements(seed_page).inside if tag == "style")

    addresses = [said.get(name) for _, said in elements for name in ("src", "href", "action", "srcset", "data")]
    assert [address for address in addresses if address] == ["data:,"]
    assert "url(" not in style
    assert "@import" not in style


def test_the_policy_allows_only_the_scripts_and_the_style_of_the_page(seed_page: str) -> None:
    parsed = _Elements(seed_page)
    policy = next(said["content"] for tag, said in parsed.elements if said.get("http-equiv")) or ""
    texts = [text for tag, said, text in parsed.inside if said.get("type") != "application/json"]

    hashes = {f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in texts}

    assert set(re.findall(r"'sha256-[^']+'", policy)) == hashes
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


def test_no_element_carries_a_handler_or_a_title(hostile_graph: Graph) -> None:
    elements = _Elements(page(hostile_graph).decode()).elements

    assert not [name for _, said in elements for name in said if name.startswith("on") or name in ("title", "style")]
    assert {tag for tag, _ in elements} <= _TAGS


_TAGS = set(
    re.findall(
        r"\w+",
        """
    html head meta title link style body header h1 h2 div label input kbd ul button details summary nav aside main
    section p footer dialog noscript table thead tbody tr th td script
""",
    )
)


def test_the_data_of_the_page_is_the_graph(seed_graph: Graph, seed_page: str) -> None:
    contents, drawing = _json(seed_page, "contents"), _json(seed_page, "drawing")

    texts = {row[2] for row in contents["nodes"]}
    assert {claim.label for claim in seed_graph.claims} <= texts
    assert len(contents["prints"]) == len(seed_graph.assertions)
    assert len(drawing["x"]) == len(drawing["y"]) == len(contents["nodes"])


def test_each_text_of_a_claim_is_in_the_data_once(seed_graph: Graph, seed_page: str) -> None:
    contents = json.dumps(_json(seed_page, "contents"), ensure_ascii=False)

    assert all(contents.count(json.dumps(claim.label, ensure_ascii=False)) == 1 for claim in seed_graph.claims)


def test_hostile_text_cannot_leave_its_script_element(hostile_graph: Graph) -> None:
    text = page(hostile_graph).decode()
    inside = re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', text, re.S)

    assert len(inside) == 2
    assert not any(sign in part for part in inside for sign in ("<", "\u2028", "\u2029"))
    texts = {row[2] for row in _json(text, "contents")["nodes"]}
    assert {claim.label for claim in hostile_graph.claims} <= texts
    assert sum(any(said[:12] in each for each in texts) for said in HOSTILE) >= len(HOSTILE) - 1


def test_half_characters_do_not_stop_the_page() -> None:
    assert payload.script_safe("\udcff") == '"\\udcff"'


def test_the_pyvis_network_gives_no_node_a_title(seed_graph: Graph) -> None:
    network = seed_graph.to_pyvis()

    assert not [node for node in network.nodes if "title" in node]
    assert len({(node["x"], node["y"]) for node in network.nodes}) == len(network.nodes)
    assert network.options["physics"]["enabled"] is False


def test_what_needs_eyes_is_told_from_the_rest(seed_graph: Graph) -> None:
    items = data.collect(seed_graph).items

    def count(flag: Flag, kind: str) -> int:
        return sum(flag in item.flags and item.kind == kind for item in items)

    assert count(Flag.DIFFER, "Claim") == 2
    assert count(Flag.UNVERIFIED, "Claim") == 6
    assert count(Flag.UNANSWERED, "Question") == 5
    assert count(Flag.ALONE, "Claim") == 9
    assert count(Flag.CUT, "Claim") == 17


def test_a_claim_with_other_words_elsewhere_is_not_by_one_report_only(seed_graph: Graph) -> None:
    printing = {
        claim.id: {row.one("cg:inReport") for row in seed_graph.into(claim.id, "cg:asserts")}
        for claim in seed_graph.claims
    }
    alone = {item.id for item in data.collect(seed_graph).items if Flag.ALONE in item.flags}

    kin = {claim.id: {*claim.refs("cg:variantOf"), *claim.refs("cg:completes")} for claim in seed_graph.claims}
    assert len([claim for claim in printing if len(printing[claim]) == 1]) == 14
    assert all(printing[other] == printing[claim] for claim in alone for other in kin[claim])


def test_confidence_is_kept_as_it_is_printed(seed_page: str) -> None:
    told = [row[4] for row in _json(seed_page, "contents")["prints"]]

    assert "0.10" in told
    assert all(isinstance(each, str) for each in told)


def test_the_same_graph_gives_the_same_bytes(seed_graph: Graph, seeds: Path) -> None:
    again = page(claimgraph.build(*sorted(seeds.iterdir(), reverse=True)))

    assert page(seed_graph) == again


def test_the_hash_seed_changes_nothing(seed_page: str, root: Path) -> None:
    code = (
        "import claimgraph, hashlib; from claimgraph.page.render import page;"
        "print(hashlib.sha256(page(claimgraph.build('seeds'))).hexdigest())"
    )
    for seed in ("0", "4711"):
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=root, env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        )

        assert done.stdout.decode().strip() == hashlib.sha256(seed_page.encode()).hexdigest()


def test_the_page_of_the_seeds_is_small(seed_page: str) -> None:
    assert len(seed_page.encode()) <= 650_000


def test_a_node_costs_little(tmp_path: Path, seed_page: str, seed_graph: Graph) -> None:
    write_many(tmp_path, 60)
    graph = claimgraph.build(tmp_path)

    nodes = len(data.collect(graph).items) - len(data.collect(seed_graph).items)
    assert (len(page(graph)) - len(seed_page.encode())) / nodes <= 1500


def test_without_scripts_every_claim_of_the_seeds_is_in_a_table(seed_graph: Graph, seed_page: str) -> None:
    table = re.search(r"<noscript>.*</noscript>", seed_page, re.S)

    assert table
    assert table[0].count("<tr>") == len(seed_graph.claims) + 1


def test_an_empty_graph_has_a_page_too(tmp_path: Path) -> None:
    assert "Claims in 0 reports" in page(claimgraph.build(tmp_path)).decode()
