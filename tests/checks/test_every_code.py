"""Every code has a page and is produced here: nothing is promised that does not happen, nothing happens unexplained."""

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
from tests.checks.made import WHOLE, check, put, report
from tests.conftest import ROOT

TICK = ("✓", "0.4")
GOOD = report([("It helps.", *TICK)])
START = "The evaluation of the models was conducted on datasets that are separate and distinct from those that were"
PREFIX = "PREFIX cg: <https://w3id.org/claimgraph/ns#>\nPREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>\n"
Make = Callable[[Path], list[str]]


def reports(**texts: str) -> Make:
    """A command that checks these reports."""
    return lambda folder: ["check", *put(folder, **texts)]


def rows(*lines: str) -> Make:
    """A command that checks a report with these lines in its table."""
    return reports(a=report([(line, "", "") for line in lines]).replace("\t\t\n", "\n"))


def written(name: str, content: bytes, *arguments: str) -> Make:
    """A command on a file with this content; ``{}`` among the arguments stands for its path."""

    def make(folder: Path) -> list[str]:
        path = folder / name
        path.write_bytes(content)
        return [argument.format(path) for argument in arguments or ("check", "{}")]

    return make


def linked(folder: Path) -> list[str]:
    folder.joinpath("links.ttl").write_text(PREFIX + "<claim/a-b> cg:supports <claim/c-d> .")
    return ["check", *put(folder, a=GOOD), "--links", str(folder / "links.ttl")]


def in_folder(folder: Path) -> list[str]:
    """A folder that holds a report and a symbolic link to it."""
    (path,) = put(folder, a=GOOD)
    os.symlink(path, folder / "b.txt")
    return ["check", str(folder)]


def empty(folder: Path) -> list[str]:
    return ["check", str(folder)]


def pipe(folder: Path) -> list[str]:
    os.mkfifo(folder / "pipe.txt")
    return ["check", str(folder / "pipe.txt")]


def large(folder: Path) -> list[str]:
    (folder / "a.txt").write_bytes(b" " * (2 << 20))
    return ["build", str(folder / "a.txt"), "-o", str(folder / "a.ttl"), "--max-size", "1"]


def part(folder: Path) -> list[str]:
    """A command that merges one of two parts."""
    path = str(folder / "part.cgp")
    CliRunner().invoke(cli.main, ["build", *put(folder, a=GOOD), "--shard", "1/2", "-o", path], standalone_mode=False)
    return ["merge", path, "-o", str(folder / "graph.ttl")]


def query(sparql: str, *options: str) -> Make:
    return lambda folder: ["query", *put(folder, a=GOOD), sparql, *options]


def two(one: str, other: str) -> Make:
    """Two reports on one paper with a row each."""
    return reports(a=report([(one, *TICK)], title="A"), b=report([(other, *TICK)], title="B"))


def results(text: str) -> Make:
    return reports(a=report([("It helps.", *TICK)], results=text))


SCORE = " Quality review score: 7.4/10."
MADE: dict[str, Make] = {
    "CG101": reports(a="Dear diary"),
    "CG102": written("a.txt", b"caf\xe9"),
    "CG103": large,
    "CG104": rows("It helps.\t✓\t1.7"),
    "CG105": rows("It helps.\t✓"),
    "CG106": rows("It helps.\tmaybe\t0.4"),
    "CG107": rows(" \t✓\t0.4"),
    "CG108": reports(a=GOOD.replace("Some Publisher", "")),
    "CG109": reports(a=GOOD.replace("June 26", "June 31")),
    "CG110": reports(a=GOOD + "- Anonymous, in preparation\n"),
    "CG111": results("1 papers retrieved. 1 claims extracted; 1 independently verified. Quality review score: high"),
    "CG112": pipe,
    "CG113": in_folder,
    "CG114": reports(a=report([("It \x1b[2Jhelps.", *TICK)])),
    "CG115": empty,
    "CG116": written("a.toml", b"[concepts.x]", "check", str(ROOT / "seeds"), "--lexicon", "{}"),
    "CG117": linked,
    "CG118": part,
    "CG119": written("a.ttl", b"<a> <b> ."),
    "CG201": results("3 papers retrieved. 5 claims extracted; 1 independently verified." + SCORE),
    "CG202": results("3 papers retrieved. 1 claims extracted; 5 independently verified." + SCORE),
    "CG203": results("0 papers retrieved. 1 claims extracted; 1 independently verified." + SCORE),
    "CG204": results("1 papers retrieved. 1 claims extracted; 1 independently verified. Quality review score: 12/10."),
    "CG205": two("word " * 25, "It helps."),
    "CG206": reports(a=report([("It helps.", *TICK)], more="## 2 Methodology\n\n9 papers retrieved.\n\n")),
    "CG207": reports(a=report([("It helps.", *TICK), ("it helps", *TICK)])),
    "CG301": two(WHOLE.format("92.43"), WHOLE.format("94.43")),
    "CG302": reports(a=report([("It helps.", *TICK)], question="Does it help on MMLU?")),
    "CG303": two("It helps.", "It helps."),
    "CG304": reports(
        a=report([("It helps.", *TICK)], title="A"),
        b=report([("It helps.", *TICK)], title="B").replace("7.4/10", "8.0/10"),
    ),
    "CG305": reports(
        a=report([(START, *TICK)], title="A"),
        b=report([(START + " used for training.", *TICK)], title="B"),
        c=report([(START + " seen before.", *TICK)], title="C"),
    ),
    "CG306": reports(a=report([("It helps.", *TICK)]), b=report([("It helps.", "×", "0.1")], title="B")),
    "CG307": reports(a=GOOD, b=GOOD + "\n"),
    "CG308": two("QUIRKY-7 achieves 61.1 ± 0.3 performance.", "It was tried on the QUIRKY-7 benchmark."),
    "CG401": query("SELECT"),
    "CG402": query("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }"),
    "CG403": query("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", "--timeout", "0.3"),
    "CG501": written("a.ttl", PREFIX.encode() + b"<urn:x> a cg:Assertion ."),
    "CG502": written("a.ttl", PREFIX.encode() + b"<urn:x> a cg:Report ."),
}


def test_every_code_is_made_by_a_test() -> None:
    assert MADE.keys() == {code.value for code in Code}


@pytest.mark.parametrize("code", MADE)
def test_a_code_is_made_by_what_its_page_says(code: str, tmp_path: Path) -> None:
    arguments = MADE[code](tmp_path)
    form = ["--output-format", "concise"] if arguments[0] == "check" else []

    result = CliRunner().invoke(cli.main, [*arguments, *form], standalone_mode=False)

    said = f"{result.output}{result.exception or ''}"
    assert re.search(rf"(^|[ \]]){code}\b", said, re.MULTILINE), said


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
