"""Every code has a page and is produced here: nothing is promised that does not happen, nothing happens unexplained.

What makes a code prints the example of its page, to the letter.
"""

import os
import re
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest
from click.testing import CliRunner

from claimgraph import cli
from claimgraph.checks.pages import pages
from claimgraph.problems import Code
from tests.checks.made import check, put
from tests.conftest import ROOT

HERE = Path()
SEEDS = {path.name[:3]: path.read_text("utf-8") for path in (ROOT / "seeds").glob("*.txt")}
DATASETS = "Experiments are conducted on XQuAD-R, MLQA-R, and MIRACL Datasets."
PRECISION = "The mean average precision (mAP) is reported for XQuAD-R and MLQA-R."
PREFIX = "PREFIX cg: <https://w3id.org/claimgraph/ns#>\n"
PATTERNS = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o"
Make = Callable[[], list[str]]
"""Makes files in the working folder; gives the command that meets the problem in them."""


def seed(name: str, *changes: tuple[str, str]) -> str:
    """A seed, each of these texts in it replaced by another."""
    text = SEEDS[name]
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


def reports(texts: dict[str, str]) -> Make:
    """A command that checks these reports."""
    return lambda: ["check", *put(HERE, **texts)]


def changed(old: str, new: str) -> Make:
    """A command that checks seed 002 with another text in it."""
    return reports({"002": seed("002", (old, new))})


def written(name: str, content: str | bytes, *arguments: str) -> Make:
    """A command on a file with this content, or on seed 002 and that."""

    def make() -> list[str]:
        put(HERE, **{"002": SEEDS["002"]})
        Path(name).write_bytes(content.encode() if isinstance(content, str) else content)
        return [*arguments] or ["check", name]

    return make


def in_folder() -> list[str]:
    """A folder that holds a report and a symbolic link to it."""
    Path("reports").mkdir()
    put(Path("reports"), **{"002": SEEDS["002"]})
    os.symlink("002.txt", "reports/link.txt")
    return ["check", "reports"]


def empty() -> list[str]:
    Path("reports").mkdir()
    return ["check", "reports"]


def pipe() -> list[str]:
    os.mkfifo("pipe.txt")
    return ["check", "pipe.txt"]


def large() -> list[str]:
    """A file of 65 MiB that takes no room on the disk."""
    Path("dump.txt").touch()
    os.truncate("dump.txt", 65 << 20)
    return ["build", "dump.txt", "-o", "graph.ttl"]


def part() -> list[str]:
    """A command that merges one of two parts."""
    os.symlink(ROOT / "seeds", "seeds")
    claimgraph("build", "seeds/", "--shard", "1/2", "-o", "part-1.cgp")
    return ["merge", "part-1.cgp", "-o", "graph.ttl"]


def graph(old: str, new: str) -> Make:
    """A command that checks the graph of seed 002 with another text in it."""

    def make() -> list[str]:
        claimgraph("build", *put(HERE, **{"002": SEEDS["002"]}), "-o", "graph.ttl")
        text = Path("graph.ttl").read_text("utf-8")
        assert old in text
        Path("graph.ttl").write_text(text.replace(old, new), "utf-8")
        return ["check", "graph.ttl"]

    return make


def query(sparql: str, *options: str) -> Make:
    return lambda: ["query", *put(HERE, **{"002": SEEDS["002"]}), sparql, *options]


def claimgraph(*arguments: str) -> str:
    """What a command says."""
    result = CliRunner().invoke(cli.main, arguments, standalone_mode=False)
    return f"{result.output}{result.exception or ''}\n"


THREE = {name: SEEDS[name] for name in ("002", "003", "004")}
MADE: dict[str, Make] = {
    "CG101": written("notes.txt", "Dear diary"),
    "CG102": written("scan.txt", b"0123456789\xff"),
    "CG103": large,
    "CG104": changed("Datasets.\t×\t0.08", "Datasets.\t×\t1.7"),
    "CG105": changed(f"{DATASETS}\t×\t0.08", "Experiments are conducted"),
    "CG106": changed("Datasets.\t×", "Datasets.\tmaybe"),
    "CG107": changed(DATASETS, ""),
    "CG108": written("draft.txt", seed("002", ("June 26, 2026\n", "")).partition("References")[0]),
    "CG109": changed("June 26", "June 31"),
    "CG110": changed("- <http://arxiv.org/abs/2212.09651v4>", "- Anonymous, in preparation"),
    "CG111": reports({"002": seed("002", ("a quality score of 7.2/10", "a score"), ("7.2/10", "high"))}),
    "CG112": pipe,
    "CG113": in_folder,
    "CG114": changed("Experiments are", "Experiments \x1b[1mare"),
    "CG115": empty,
    "CG116": written("words.toml", '[concepts.mmlu]\nlabel = "MMLU"', "check", "002.txt", "--lexicon", "words.toml"),
    "CG117": written(
        "links.ttl",
        PREFIX + "<claim/va-wins-abcdefghijkl> cg:supports <claim/va-loses-mnopqrstuvwx> .",
        *("check", "002.txt", "--links", "links.ttl"),
    ),
    "CG118": part,
    "CG119": written("graph.ttl", "\n<urn:x>\n    cg:about <urn:y> .\n"),
    "CG201": changed("11 claims", "15 claims"),
    "CG202": changed("9 independently", "11 independently"),
    "CG203": changed("11 papers", "2 papers"),
    "CG204": changed("7.2/10", "12.4/10"),
    "CG205": reports({"000": SEEDS["000"]}),
    "CG206": changed("yielded 11 papers", "yielded 13 papers"),
    "CG207": changed(PRECISION, DATASETS),
    "CG301": reports({name: SEEDS[name] for name in ("000", "001")}),
    "CG302": reports({"002": SEEDS["002"]}),
    "CG303": reports(THREE),
    "CG304": reports(THREE),
    "CG305": reports({**THREE, "002": seed("002", ("used for t\t", "used for testing.\t"))}),
    "CG306": reports({**THREE, "002": seed("002", ("Datasets.\t×", "Datasets.\t✓"))}),
    "CG307": reports({"a": SEEDS["002"], "b": SEEDS["002"] + "\n"}),
    "CG308": reports(
        {
            "002": seed(
                "002",
                (DATASETS, "MKQA achieves 61.1 ± 0.3 performance."),
                (PRECISION, "It was tried on the MKQA benchmark."),
            )
        }
    ),
    "CG401": query("SELECT"),
    "CG402": query("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }"),
    "CG403": query(f"SELECT (COUNT(*) AS ?n) {{ {PATTERNS} }}", "--timeout", "1"),
    "CG501": graph("\n    cg:confidence 0.08 ;", ""),
    "CG502": graph("cg:declaredClaimCount 11", "cg:declaredClaimCount 15"),
}


def test_every_code_is_made_by_a_test() -> None:
    assert MADE.keys() == {code.value for code in Code}


@pytest.mark.parametrize("code", MADE)
def test_a_code_is_made_as_the_example_of_its_page_shows(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    example = dedent(pages()[code].text.partition("Example:\n\n")[2].partition("\n\n")[0])

    arguments = MADE[code]()
    said = claimgraph(*arguments, *(["--output-format", "concise"] if arguments[0] == "check" else []))

    # All of it: neither a line before its place nor a hint after it is left out.
    assert re.search(rf"^{re.escape(example)}\n(?!  )", said, re.MULTILINE), f"{example}\nis not in\n{said}"


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert list(pages()) == [code.value for code in Code]


@pytest.mark.parametrize("code", [code.value for code in Code])
def test_a_page_says_what_it_means_shows_an_example_and_says_what_to_do(code: str) -> None:
    page = pages()[code]
    meaning, example, *rest = re.split(r"\n\n(?=Example:|What to do:)", page.text)

    assert meaning.endswith(".")
    assert re.search(rf"^    \S.*\b{code} \S", example, re.MULTILINE)
    assert rest[0].startswith("What to do: ")


def test_the_report_that_the_page_on_what_is_none_shows_is_one(tmp_path: Path) -> None:
    text = dedent(pages()["CG101"].text.partition("A report looks like this")[2].partition("\n\n")[2])

    checked = check(tmp_path, {"a": text})

    assert (checked.reports, checked.problems) == (1, [])


def test_the_documentation_has_the_pages_word_for_word() -> None:
    shipped = (ROOT / "claimgraph" / "data" / "rules.md").read_bytes()

    assert (ROOT / "docs" / "errors.md").read_bytes() == shipped
