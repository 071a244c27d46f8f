"""Parts from elsewhere: every line is checked, and what cannot be used is a problem and hides nothing else."""

import gzip
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from claimgraph import api, files, output
from claimgraph.model import Source
from claimgraph.parts import form as partlines
from claimgraph.pipeline import Settings
from claimgraph.problems import Code
from claimgraph.readers.dialect import dialect
from claimgraph.readers.synthesis import read
from tests.reports import Made
from tests.scale.made_up import fill, folders
from tests.scale.test_shards import merged, shards

Line = list[Any]

SOURCE, TITLE, ISSUED, EXAMINED, SCORE, ROWS, REFERENCES = 0, 1, 3, 6, 11, 13, 14


@pytest.fixture
def part(tmp_path: Path) -> Path:
    """A part with two reports."""
    (tmp_path / "in").mkdir()
    fill(tmp_path / "in", {"a.txt": Made(title="First").text(), "b.txt": Made(title="Second").text()})
    return shards(tmp_path / "in", tmp_path / "parts", 1)[0]


def told(part: Path, lines: list[bytes]) -> tuple[list[tuple[Code, int]], int]:
    """The problems of a part of these lines, by code and line, and how many reports it brings."""
    part.write_bytes(b"".join(lines))
    done = merged([part], part.parent / "merged", api.Wish(allow_empty=True), ("nt",))
    written = part.parent / "merged" / "graph.nt"
    if done.written:
        list(ox.parse(path=str(written), format=ox.RdfFormat.N_TRIPLES))
    return [(problem.code, problem.where.line) for problem in done.problems], done.counts.reports


def put(*place: int | str, value: Any) -> Callable[[Line], None]:
    def change(line: Line) -> None:
        at: Any = line
        for step in place[:-1]:
            at = at[step]
        at[place[-1]] = value

    return change


BAD = {
    "no hash": put(SOURCE, 1, value="zz" * 32),
    "a hash with what ends an IRI": put(SOURCE, 1, value='a">' + "0" * 61),
    "no name": put(SOURCE, 0, value=""),
    "another encoding": put(SOURCE, 2, value='utf-8"'),
    "a title that is no text": put(TITLE, value=7),
    "no date": put(ISSUED, value="2026-02-30"),
    "a week for a date": put(ISSUED, value="2026-W01-1"),
    "a score without end": put(SCORE, value="1E999999999"),
    "a score that is none": put(SCORE, value="NaN"),
    "rows that are no list": put(ROWS, value="rows"),
    "row 0": put(ROWS, 0, 0, value=0),
    "an empty claim": put(ROWS, 0, 1, value=""),
    "a mark that is no mark": put(ROWS, 0, 2, value=1),
    "confidence above 1": put(ROWS, 0, 3, value="1.01"),
    "confidence below 0": put(ROWS, 0, 3, value="-0.1"),
    "confidence that is a number": put(ROWS, 0, 3, value=0.5),
    "confidence that goes on and on": put(ROWS, 0, 3, value="0." + "1" * 10_000),
    "line 0": put(ROWS, 0, 5, value=0),
    "a line after the next": put(ROWS, 0, 5, value=10_000),
    "a span that ends before it starts": put(ROWS, 0, 7, value=1),
    "a span in the row before": put(ROWS, 1, 6, value=5),
    "a place that no file has": put(ROWS, 0, 6, value=10**30),
    "a reference of no kind": put(REFERENCES, 0, 0, value="isbn"),
    "a number that is no arXiv number": put(REFERENCES, 0, 1, value="2106.09063> . <urn:x"),
    "an address that runs a script": put(REFERENCES, 0, 2, value="javascript:alert(1)"),
    "an address that ends its IRI": put(REFERENCES, 0, 2, value="http://a.b/> <urn:x> <urn:y> . #"),
    "an address with a line feed": put(REFERENCES, 0, 2, value="http://a.b/\n"),
    "an address with two fragments": put(REFERENCES, 0, 2, value="http://a.b/#c#d"),
    "an address with half an escape": put(REFERENCES, 0, 2, value="http://a.b/%4"),
    "an address unlike its key": put(REFERENCES, 0, value=["url", "http://a.b/", "http://a.c/"]),
    "one thing too many": lambda line: line.append(1),
    "one thing too few": lambda line: line.__delitem__(-1),
}


@pytest.mark.parametrize("change", BAD.values(), ids=BAD.keys())
def test_a_line_that_no_reader_would_have_written_is_left_out(part: Path, change: Callable[[Line], None]) -> None:
    head, first, second, foot = part.read_bytes().splitlines(keepends=True)
    line = json.loads(first)
    change(line)

    problems, reports = told(part, [head, json.dumps(line).encode() + b"\n", second, foot])

    assert (Code.BAD_PART, 2) in problems
    assert reports == 1


RAW = {
    "half a line": lambda line: line[:-50] + b"\n",
    "no JSON": lambda line: b"not JSON\n",
    "nothing": lambda line: b"\n",
    "no UTF-8": lambda line: line.replace(b"First", b"\xff\xfe").replace(b"Second", b"\xff\xfe"),
    "half a character": lambda line: line.replace(b"First", b"\\ud800").replace(b"Second", b"\\ud800"),
    "brackets without end": lambda line: b"[" * 100_000 + b"\n",
    "NaN": lambda line: line.replace(b"null", b"NaN"),
    "a foot in between": lambda line: b'{"sha256":"' + b"0" * 64 + b'"}\n',
}


@pytest.mark.parametrize("change", RAW.values(), ids=RAW.keys())
def test_a_line_that_is_no_line_is_left_out(part: Path, change: Callable[[bytes], bytes]) -> None:
    head, first, second, foot = part.read_bytes().splitlines(keepends=True)
    first = first.replace(b'"How', b'null,"How') if change is RAW["NaN"] else first

    problems, reports = told(part, [head, change(first), second, foot])

    assert (Code.BAD_PART, 2) in problems
    assert reports == 1


def test_a_part_that_was_cut_or_changed_is_told(part: Path) -> None:
    head, first, second, foot = part.read_bytes().splitlines(keepends=True)

    assert told(part, [head, first, second]) == ([(Code.BAD_PART, 4)], 2)
    assert told(part, [head, first]) == ([(Code.BAD_PART, 3)], 1)
    assert told(part, [head, first, second[:-9]]) == ([(Code.BAD_PART, 3), (Code.BAD_PART, 4)], 1)
    assert told(part, [head, first.replace(b"0.41", b"0.42"), second, foot]) == ([(Code.BAD_PART, 4)], 2)
    assert told(part, [head]) == ([(Code.BAD_PART, 2)], 0)


@pytest.mark.parametrize(
    "change",
    [
        lambda head: head.replace(b"claimgraph part 1", b"claimgraph part 9"),
        lambda head: head.replace(b'"version":"', b'"version":"9.'),
        lambda head: head.replace(b'"lexicon":"', b'"lexicon":"x'),
        lambda head: head.replace(b"[1,1]", b"[2,1]"),
        lambda head: head.replace(b"[1,1]", b"[0,1]"),
        lambda head: head.replace(b'"share"', b'"shear"'),
        lambda head: b"",
        lambda head: b"\x00" * 1000 + b"\n",
    ],
)
def test_a_part_whose_head_will_not_do_is_refused_whole(part: Path, change: Callable[[bytes], bytes]) -> None:
    head, *rest = part.read_bytes().splitlines(keepends=True)

    assert told(part, [change(head), *rest]) == ([(Code.BAD_PART, 1)], 0)


def test_what_a_part_says_cannot_speak_to_the_terminal(part: Path) -> None:
    head, *rest = part.read_bytes().splitlines(keepends=True)
    said = json.loads(head)
    said["problems"] = [["a.txt", ["CG105", ["a\x1b[2J.txt", 1, 1, 0], "red \x1b[31m", "\x07"]]]
    part.write_bytes(b"".join([json.dumps(said).encode() + b"\n", *rest]))

    done = subprocess.run(
        [sys.executable, "-m", "claimgraph", "merge", str(part), "-o", str(part.parent / "g.nt")],
        capture_output=True,
        check=False,
    )

    assert done.returncode == 1
    assert b"CG105" in done.stderr
    assert not {0x1B, 0x07} & set(done.stderr)


@pytest.mark.parametrize(
    ("content", "said", "hint"),
    [
        (b"", "the file is empty", "make it again"),
        (gzip.compress(b'{"form":"claimgraph part 1"'), "a compressed file, not a part", "unpack it first"),
        (b"@prefix cg: <urn:x> .\n", "not a part", "parts are made by `build --shard`"),
        (b'{"form":"claimgraph part 1","ver', "its first line is damaged: no JSON, or cut", "make it again"),
    ],
    ids=["nothing", "gzip", "Turtle", "half a head"],
)
def test_what_is_given_for_a_part_is_called_what_it_is(tmp_path: Path, content: bytes, said: str, hint: str) -> None:
    (tmp_path / "x.cgp").write_bytes(content)

    (problem,) = merged([tmp_path / "x.cgp"], tmp_path / "merged", api.Wish()).problems

    assert (problem.code, problem.message, problem.hint) == (Code.BAD_PART, said, hint)


def test_a_part_read_with_other_words_says_what_merge_needs(part: Path, tmp_path: Path) -> None:
    (tmp_path / "words.toml").write_text('[concepts.fastt]\nkind = "method"\nlabel = "FASTT"\n')
    found, target = files.find([str(part)], (".cgp",)), output.target(str(tmp_path / "g.nt"))

    (problem,) = api.merge(found, [target], api.settings(lexicons=[tmp_path / "words.toml"])).problems

    assert problem.message == "its reports were read with another lexicon"
    assert problem.hint == "give merge the same --lexicon as the parts"


def test_what_is_no_part_is_refused_and_what_is_one_is_merged(part: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.cgp"
    other.write_bytes(b"\x89PNG\r\n")
    target = output.target(str(tmp_path / "g.nt"))

    done = api.merge(files.find([str(other), str(part)], (".cgp",)), [target], api.settings())

    assert [(problem.code, problem.where.path) for problem in done.problems] == [(Code.BAD_PART, str(other))]
    assert done.counts.reports == 2


@settings(max_examples=60)
@given(folders, st.data())
def test_any_damage_is_told_and_what_is_written_is_sound(reports: dict[str, str], data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as name:
        here = Path(name)
        (here / "in").mkdir()
        fill(here / "in", reports)
        part = shards(here / "in", here / "parts", 1)[0]
        sound = part.read_bytes()
        at = data.draw(st.integers(0, len(sound) - 1))
        with_what = data.draw(st.binary(max_size=3).filter(lambda piece: piece != sound[at : at + 2]))
        damaged = sound[:at] + with_what + sound[at + 2 :]

        problems, _ = told(part, [damaged])

        assert damaged == sound or Code.BAD_PART in [code for code, _ in problems]


@settings(max_examples=60)
@given(folders)
def test_every_report_comes_back_as_it_went(reports: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        fill(Path(name), reports)
        for parsed in api.read(name):
            if parsed.report is not None:
                assert partlines.report_of(partlines.report_line(parsed.report)) == parsed.report


# Digits and letters that are not ASCII but pass for it, where the reader is not careful.
LIKE_ASCII = st.text(st.sampled_from("2106.09063v4/-１ſK:maſs-ph9901001 "), max_size=20)
LISTED = st.one_of(
    st.builds(
        str.__add__, st.sampled_from(("arXiv:", "http://arxiv.org/abs/", "", "doi:10.1000/", "httpſ://")), LIKE_ASCII
    ),
    st.sampled_from(("arXiv:2１06.0906３", "maſs-ph/9901001", "arXiv:2106.09063v１2", "10.１000/x", "httpſ://a.b/c")),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), max_size=40),
)
NAMES = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30),
    st.integers(4000, 9000).map(lambda length: "folder/" * (length // 7) + "a.txt"),
)
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=40)


@given(NAMES, st.lists(LISTED, max_size=4), st.sampled_from(("Version: ", "v", "")), WORDS)
@example("a.txt", ["arXiv:2１06.0906３", "maſs-ph/9901001"], "", "x")
@example("folder/" * 800 + "a.txt", [], "", "x")
@example("a.txt", [], "Version: ", "a draft for those who asked for it")
def test_whatever_is_named_and_listed_comes_back(name: str, listed: list[str], label: str, words: str) -> None:
    text = Made(publisher=f"Example Institute\n\n{label}{words}", references=listed).text()
    parsed = read(text.encode(), Source(name, "0" * 64), name, dialect(Settings().lexicon))

    assert parsed.report is not None
    assert partlines.report_of(partlines.report_line(parsed.report)) == parsed.report
