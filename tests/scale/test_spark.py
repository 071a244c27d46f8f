"""The same bytes from Apache Spark: in this process's own, and on a master with two workers on this machine.

`make spark` installs Spark and runs those marked so; `make test` leaves them out. Most of what they cost is the start
of Java: one cluster serves them all, and Java is told not to optimize what ends in a moment.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from claimgraph import api
from claimgraph.problems import ClaimgraphError
from tests.reports import Made
from tests.scale.made_up import built, fill, many

QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
JAVA = {"SPARK_DAEMON_JAVA_OPTS": QUICK, "SPARK_DAEMON_MEMORY": "128m"}
JAVA |= {"SPARK_LAUNCHER_OPTS": QUICK, "SPARK_SUBMIT_OPTS": QUICK}
DEPLOY = "org.apache.spark.deploy"
FORMATS = ("ttl", "nt", "nq", "trig", "jsonld", "rdf", "graphml")


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of reports, with some that are none."""
    for name, value in JAVA.items():
        monkeypatch.setenv(name, value)
    folder = tmp_path / "in"
    folder.mkdir()
    fill(folder, many(60))
    fill(folder, {"none.txt": "nothing", "bad.txt": Made(rows=[("one", "✓", "1.7"), ("two", "×", "0.1")]).text()})
    return folder


class Master(NamedTuple):
    """A master that is up, and where its servers write."""

    address: str
    logs: Path


@contextmanager
def serving(name: str, *arguments: str, logs: Path) -> Iterator[None]:
    """One of Spark's servers, listening to this machine alone; ended afterwards."""
    import pyspark

    home = Path(pyspark.__file__).parent
    env = os.environ | JAVA | {"SPARK_HOME": str(home), "SPARK_NO_DAEMONIZE": "1"}
    command = [str(home / "bin" / "spark-class"), *arguments, "--host", "127.0.0.1", "--webui-port", "0"]
    with (logs / name).open("wb") as stream:
        server = subprocess.Popen(command, env=env, stdout=stream, stderr=stream, cwd=logs)
        try:
            yield
        finally:
            server.terminate()
            server.wait(30)


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def wait_until(so: Callable[[], bool], otherwise: Callable[[], str]) -> None:
    for _ in range(600):
        if so():
            return
        time.sleep(0.1)
    raise AssertionError(otherwise())


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Master]:
    logs, port = tmp_path_factory.mktemp("spark"), free_port()
    with serving("master", f"{DEPLOY}.master.Master", "--port", str(port), logs=logs):
        wait_until(lambda: "Starting Spark master" in (logs / "master").read_text(), (logs / "master").read_text)
        yield Master(f"spark://127.0.0.1:{port}", logs)


@pytest.fixture(scope="module")
def two_workers(master: Master) -> Iterator[Master]:
    worker = (f"{DEPLOY}.worker.Worker", master.address, "--cores", "1", "--memory", "1g")
    with serving("one", *worker, logs=master.logs), serving("two", *worker, logs=master.logs):
        yield master


def told(folder: Path, *arguments: str, to: str = ".", **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*arguments, to=to), cwd=folder, env=os.environ | env, capture_output=True, text=True, check=False
    )


def command(*arguments: str, to: str = ".") -> list[str]:
    targets = [part for ending in FORMATS for part in ("-o", f"{to}/graph.{ending}")]
    return [sys.executable, "-m", "claimgraph", "build", "in", *targets, *arguments]


# ---- what needs no Spark


@pytest.mark.parametrize("master", ["nonsense", "spark://nowhere", "spark://127.0.0.1:1", "spark://127.0.0.1:99999999"])
def test_a_master_that_is_none_is_told_at_once(tmp_path: Path, reports: Path, master: str) -> None:
    with pytest.raises(ClaimgraphError, match=f"{master} is no Spark master|no Spark master answers at {master}"):
        built(reports, tmp_path / "out", api.Wish(on=master))

    assert not list((tmp_path / "out").iterdir())


def test_another_s_java_is_not_taken(tmp_path: Path, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYSPARK_GATEWAY_PORT", "12345")

    with pytest.raises(ClaimgraphError, match="without spark-submit"):
        built(reports, tmp_path / "out", api.Wish(on="local[1]"))


def test_where_spark_is_not_installed_the_extra_is_named(
    tmp_path: Path, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.errors", None)

    with pytest.raises(ClaimgraphError, match=r"install \"claimgraph\[spark\]\""):
        built(reports, tmp_path / "out", api.Wish(on="local[1]"))


# ---- what needs it


@pytest.mark.spark
def test_where_java_is_not_installed_that_is_said_and_no_more(tmp_path: Path, reports: Path) -> None:
    elsewhere = told(tmp_path, "--on", "local[1]", JAVA_HOME=str(tmp_path))
    nowhere = told(tmp_path, "--on", "local[1]", JAVA_HOME="", PATH=str(tmp_path))

    assert elsewhere.stderr == f"Spark needs Java 17 or later: JAVA_HOME is {tmp_path}, and there is no bin/java\n"
    assert nowhere.stderr == "Spark needs Java 17 or later: there is no java here\n"
    assert elsewhere.returncode == nowhere.returncode == 3


@pytest.mark.spark
def test_a_build_for_which_no_worker_is_free_is_given_up(
    reports: Path, tmp_path: Path, master: Master, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claimgraph.spark.ALONE", 0.5)

    with pytest.raises(ClaimgraphError, match=f"no worker of {master.address} has been free"):
        built(reports, tmp_path / "out", api.Wish(on=master.address))

    assert not list((tmp_path / "out").iterdir())


@pytest.mark.spark
def test_a_master_and_two_workers_write_and_say_what_one_process_does(
    reports: Path, tmp_path: Path, two_workers: Master
) -> None:
    for folder in ("whole", "spread"):
        (tmp_path / folder).mkdir()

    whole = told(tmp_path, to="whole")
    spread = told(tmp_path, "--on", two_workers.address, to="spread")

    assert whole.returncode == spread.returncode == 1
    assert spread.stderr.replace("spread", "whole") == whole.stderr
    for ending in FORMATS:
        assert (tmp_path / f"spread/graph.{ending}").read_bytes() == (tmp_path / f"whole/graph.{ending}").read_bytes()
    for worker in ("one", "two"):
        assert "Asked to launch executor" in (two_workers.logs / worker).read_text()


@pytest.mark.spark
def test_threads_of_this_machine_give_the_same_bytes(reports: Path, tmp_path: Path) -> None:
    whole, _ = built(reports, tmp_path / "whole", api.Wish())

    spread, _ = built(reports, tmp_path / "spread", api.Wish(on="local[2]"))

    assert spread == whole


@pytest.mark.spark
def test_a_worker_of_another_version_is_refused(reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claimgraph.spark.VERSION", "0.0.9")

    with pytest.raises(ClaimgraphError, match=r"has claimgraph .*, the one that asks has 0\.0\.9"):
        built(reports, tmp_path / "spread", api.Wish(on="local[1]"))

    assert not list((tmp_path / "spread").iterdir())


def below(process: int) -> list[tuple[int, str]]:
    """The processes a process has started, and theirs, each with its name."""
    try:
        own = [
            each for thread in Path(f"/proc/{process}/task").glob("*/children") for each in thread.read_text().split()
        ]
        named = [(int(each), Path(f"/proc/{each}/comm").read_text().strip()) for each in own]
    except (FileNotFoundError, ProcessLookupError):
        return []
    return [*named, *(further for each, _ in named for further in below(each))]


def runs(process: int) -> bool:
    return Path(f"/proc/{process}/exe").exists()  # not so of one that has ended and waits to be counted out


@pytest.mark.spark
@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
@pytest.mark.parametrize("at", ["start", "work"])
def test_an_interrupted_build_leaves_no_process_behind(reports: Path, tmp_path: Path, at: str) -> None:
    """Java starts by way of bash; at work it has started a Python."""
    with subprocess.Popen(
        command("--on", "local[1]"), cwd=tmp_path, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as build:
        sign = {"start": "bash", "work": "python"}[at]
        wait_until(lambda: any(name.startswith(sign) for _, name in below(build.pid)), lambda: "it does not start")
        left = below(build.pid)
        build.send_signal(signal.SIGINT)
        _, said = build.communicate(timeout=30)

    assert (build.returncode, said) == (130, "interrupted; no file is left half written\n")
    wait_until(lambda: not any(runs(each) for each, _ in left), lambda: f"one of these runs on: {left}")
    assert [path.name for path in tmp_path.iterdir()] == ["in"]
