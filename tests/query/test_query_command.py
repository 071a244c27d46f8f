"""``claimgraph query`` as people and scripts call it."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from claimgraph.cli.query import query


@pytest.fixture(scope="session")
def desk(seed_graph: Path, seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the things the help speaks of: ``graph.ttl`` and ``seeds/``."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "graph.ttl").write_bytes(seed_graph.read_bytes())
    (folder / "seeds").mkdir()
    for path in seeds.glob("*.txt"):
        (folder / "seeds" / path.name).write_bytes(path.read_bytes())
    (folder / "claims.rq").write_text("SELECT (COUNT(*) AS ?n) { ?c a cg:Claim }")
    (folder / "wrong.rq").write_text("SELECT ?x\nWHERE ?y")
    (folder / "latin.rq").write_bytes(b"SELECT ?x { ?x ?y '\xe9' }")
    return folder


def asked(desk: Path, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "claimgraph", "query", *arguments],
        check=False,
        cwd=desk,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent.parent)},
        input=given,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )


EXAMPLES = re.findall(r"^  claimgraph query (.*)$", query.epilog or "", re.M)


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_of_the_help_work(desk: Path, example: str) -> None:
    done = asked(desk, *shlex.split(example))

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip()


def test_the_help_has_two_to_four_examples() -> None:
    assert 2 <= len(EXAMPLES) <= 4


@pytest.mark.parametrize(
    ("arguments", "given"),
    [
        (["graph.ttl", "SELECT (COUNT(*) AS ?n) { ?c a cg:Claim }"], ""),
        (["graph.ttl", "@claims.rq"], ""),
        (["graph.ttl", "-"], "SELECT (COUNT(*) AS ?n) { ?c a cg:Claim }"),
        (["seeds", "@claims.rq"], ""),
        (["graph.ttl", "@claims.rq", "--engine", "rdflib"], ""),
    ],
)
def test_a_query_comes_as_text_as_a_file_or_by_standard_input(desk: Path, arguments: list[str], given: str) -> None:
    done = asked(desk, *arguments, given=given)

    assert (done.stdout, done.returncode) == ("n\n36\n", 0)


def test_a_mistake_in_a_file_is_told_with_its_name(desk: Path) -> None:
    done = asked(desk, "graph.ttl", "@wrong.rq")

    assert done.returncode == 2
    assert done.stderr.startswith('wrong.rq:2:7: CG401 did not expect "?y" here\n  WHERE ?y\n        ^\n')


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ([], "name the graph"),
        (["graph.ttl"], "give either a query"),
        (["graph.ttl", "ASK {}", "-n", "conflicts"], "give either a query"),
        (["graph.ttl", "-n", "confilcts"], "did you mean conflicts?"),
        (["graph.ttl", "-n", "xyzzy"], "--list shows all"),
        (["graph.ttl", "-n", "search"], "needs -p words"),
        (["graph.ttl", "-n", "conflicts", "-p", "words=a"], "it takes none"),
        (["graph.ttl", "-n", "search", "-p", "word=a"], "it takes words"),
        (["graph.ttl", "-n", "search", "-p", "words"], "NAME=VALUE"),
        (["graph.ttl", "ASK {}", "-p", "x=1"], "no variable ?x"),
        (["graph.tll", "ASK {}"], "did you mean graph.ttl?"),
        (["graph.ttl", "@nothing.rq"], "no such file"),
        (["graph.ttl", "@latin.rq"], "not UTF-8 at byte 19"),
        (["graph.ttl", "@seeds"], "seeds: "),
        (["--list", "-n", "confilcts"], "did you mean conflicts?"),
        (["graph.ttl", "-n", "reports", "-p", "since=2026"], "YYYY-MM-DD"),
        (["graph.ttl", "ASK {}", "--to", "ttl"], "the answer to ASK is none"),
        (["graph.ttl", "ASK {}", "--to", "yaml"], "csv"),
        (["graph.ttl", "ASK {}", "--engine", "jena"], "oxigraph"),
        (["graph.ttl", "ASK {}", "--timeout", "0"], "timeout"),
        (["graph.ttl", "LOAD <http://127.0.0.1:9/>"], "LOAD changes data"),
    ],
)
def test_wrong_use_is_told_with_code_2(desk: Path, arguments: list[str], complaint: str) -> None:
    done = asked(desk, *arguments)

    assert done.returncode == 2
    assert done.stdout == ""
    assert complaint in done.stderr
    assert "Traceback" not in done.stderr


def test_the_questions_are_listed_with_what_they_take(desk: Path) -> None:
    done = asked(desk, "--list")

    assert done.returncode == 0
    assert "  conflicts " in done.stdout
    assert "  search -p words=… " in done.stdout
    assert "  results [-p method=…] " in done.stdout


def test_the_text_of_a_question_can_be_seen(desk: Path) -> None:
    done = asked(desk, "--list", "-n", "conflicts")

    assert done.stdout.startswith("# title: Conflicting numbers\n")


def test_the_prefixes_are_those_of_a_query(desk: Path) -> None:
    known = asked(desk, "--prefixes").stdout
    text = known + "SELECT (COUNT(*) AS ?n) { ?c a cg:Claim }"

    assert "PREFIX cg: <https://w3id.org/claimgraph/ns#>\n" in known
    assert asked(desk, "graph.ttl", "-", given=text).stdout == "n\n36\n"


def test_a_value_is_bound(desk: Path) -> None:
    done = asked(desk, "graph.ttl", "SELECT ?l { ?x skos:prefLabel ?l }", "-p", "x=concept:lapt", "--to", "json")

    assert json.loads(done.stdout)["results"]["bindings"] == [{"l": {"type": "literal", "value": "LAPT"}}]


def test_a_pipe_gets_csv_and_a_graph_turtle(desk: Path) -> None:
    assert asked(desk, "graph.ttl", "-n", "confidence").stdout.startswith("verified,rows,")
    assert asked(desk, "graph.ttl", "DESCRIBE concept:lapt").stdout.startswith("@prefix ")


def test_every_row_is_in_its_place_each_time(desk: Path, engine: str) -> None:
    text = "SELECT * { ?s ?p ?o }"

    outputs = {asked(desk, "graph.ttl", text, "--engine", engine).stdout for _ in range(2)}

    assert len(outputs) == 1


def test_reports_with_problems_give_an_answer_and_code_1(desk: Path, tmp_path: Path) -> None:
    for path in (desk / "seeds").glob("*.txt"):
        (tmp_path / path.name).write_bytes(path.read_bytes().replace(b"\t0.57", b"\t5.7"))

    done = asked(desk, str(tmp_path), "@claims.rq")

    assert (done.returncode, done.stdout) == (1, "n\n35\n")
    assert "CG104" in done.stderr


def test_a_malformed_graph_is_code_3(desk: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text("<urn:a> <urn:b> .\n")

    done = asked(desk, str(tmp_path / "bad.ttl"), "ASK {}")

    assert (done.returncode, done.stdout) == (3, "")
    assert "bad.ttl:1:" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs a named pipe")
def test_a_query_may_come_from_a_pipe(desk: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = Thread(target=pipe.write_text, args=("SELECT (COUNT(*) AS ?n) { ?c a cg:Claim }",))
    writer.start()

    done = asked(desk, "graph.ttl", f"@{pipe}")

    writer.join()
    assert (done.stdout, done.stderr) == ("n\n36\n", "")


@pytest.mark.parametrize(
    ("wish", "colour"),
    [({}, False), ({"FORCE_COLOR": "1"}, True), ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False)],
)
def test_a_table_is_coloured_where_all_else_is(
    desk: Path, monkeypatch: pytest.MonkeyPatch, wish: dict[str, str], colour: bool
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in wish.items():
        monkeypatch.setenv(name, value)

    done = asked(desk, "graph.ttl", "-n", "confidence", "--to", "table")

    assert ("\x1b[" in done.stdout) == colour
    assert "verified" in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of its own")
def test_a_dumb_terminal_gets_no_colour(desk: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    done = subprocess.Popen(
        [sys.executable, "-m", "claimgraph", "query", "graph.ttl", "-n", "confidence"],
        cwd=desk,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(__file__).parent.parent.parent), "TERM": "dumb"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)

    assert "\x1b" not in _heard(ours)
    assert done.wait(10) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of its own")
def test_a_terminal_gets_a_table_that_fits_and_a_count(desk: Path) -> None:
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 100, 0, 0))
    done = subprocess.Popen(
        [sys.executable, "-m", "claimgraph", "query", "graph.ttl", "-n", "recurring"],
        cwd=desk,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent.parent), "NO_COLOR": "1"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    text = _heard(ours).replace("\r\n", "\n")

    assert done.wait(10) == 0
    assert text.rstrip().endswith("22 rows")
    assert max(map(len, text.split("\n"))) <= 100
    assert "reports" in text


def _heard(terminal: int) -> str:
    """All that a terminal is told, until the other side closes it."""
    parts: list[bytes] = []
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # Linux says so at the end
            part = b""
        if not part:
            return b"".join(parts).decode()
        parts.append(part)
