"""Malformed, hostile and endless queries: each ends with a message and the right exit code, in time."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from claimgraph.problems import Code
from claimgraph.query import QueryError, Settings, run
from tests.query.hostile import BAD, DEEP, ENDLESS, REFUSED, aimed


def failure(graph: Path, text: str, engine: str, timeout: float = 20) -> QueryError:
    with pytest.raises(QueryError) as caught:
        run(graph, text, settings=Settings(engine=engine, timeout=timeout))
    return caught.value


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_a_wrong_query_is_shown_with_its_place(seed_graph: Path, text: str, engine: str) -> None:
    error = failure(seed_graph, text, engine)

    assert error.problem is not None
    assert error.problem.code in (Code.BAD_QUERY, Code.REFUSED_QUERY)
    assert error.problem.where.line >= 1
    assert error.problem.where.column >= 1
    assert str(error).split("\n")[2].endswith("^")


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_a_query_that_would_reach_out_is_refused(seed_graph: Path, text: str, engine: str) -> None:
    error = failure(seed_graph, aimed(text, 9), engine)

    assert error.problem is not None
    assert error.problem.code in (Code.BAD_QUERY, Code.REFUSED_QUERY)


@pytest.mark.slow
@pytest.mark.parametrize("text", ENDLESS.values(), ids=ENDLESS)
def test_an_endless_query_ends_at_its_limit(seed_graph: Path, text: str, engine: str) -> None:
    started = time.monotonic()

    error = failure(seed_graph, text, engine, timeout=1)

    assert time.monotonic() - started < 2
    assert error.problem is not None
    assert error.problem.code is Code.QUERY_LIMIT
    assert error.problem.hint


@pytest.mark.slow
@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP)
def test_a_deeply_nested_query_is_answered_or_ended(seed_graph: Path, text: str, engine: str) -> None:
    started = time.monotonic()

    told = ""
    try:
        run(seed_graph, text, settings=Settings(engine=engine, timeout=2))
    except QueryError as error:
        told = str(error)

    assert time.monotonic() - started < 3
    assert "SIG" not in told


def command(*arguments: str, seconds: float = 30) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "claimgraph", "query", *arguments],
        check=False,
        capture_output=True,
        text=True,
        timeout=seconds,
    )


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["SELECT * {"], 2),
        (["SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"], 2),
        (["LOAD <http://127.0.0.1:9/>"], 2),
        (["SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "--timeout", "0.5"], 3),
        (["SELECT * { ?s ?p ?o } ORDER BY ?s", "--timeout", "0.01"], 3),
        ([ENDLESS["doubling a text 40 times"], "--memory", "600"], 3),
    ],
)
def test_the_exit_code_says_whose_fault_it_was(seed_graph: Path, arguments: list[str], code: int) -> None:
    done = command(str(seed_graph), *arguments)

    assert done.returncode == code
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert "CG40" in done.stderr


def test_a_large_answer_is_given_whole_or_not_at_all(seed_graph: Path, engine: str) -> None:
    text = "SELECT * { ?a ?b ?c . ?d a cg:Claim }"

    with pytest.raises(QueryError, match="larger than 1 MiB"):
        run(seed_graph, text, settings=Settings(engine=engine, output=1 << 20))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_ctrl_c_ends_the_query_and_its_process(seed_graph: Path) -> None:
    text = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    started = subprocess.Popen(
        [sys.executable, "-m", "claimgraph", "query", str(seed_graph), text],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    children = Path(f"/proc/{started.pid}/task/{started.pid}/children")
    deadline = time.monotonic() + 10
    while children.exists() and not children.read_text() and time.monotonic() < deadline:
        time.sleep(0.02)
    child = children.read_text().strip() if children.exists() else ""

    started.send_signal(signal.SIGINT)
    out, told = started.communicate(timeout=3)

    assert started.returncode == 130
    assert out == ""
    assert "Traceback" not in told
    assert not child or not Path(f"/proc/{child}").exists()
