"""The same bytes from Apache Spark: in this process's own, and on a master with two workers on this machine.

`make spark` installs Spark and runs these; they are left out elsewhere.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from claimgraph import api
from claimgraph.problems import ClaimgraphError
from tests.reports import Made
from tests.scale.made_up import built, fill, many

pytestmark = pytest.mark.skipif("CLAIMGRAPH_SPARK" not in os.environ, reason="`make spark` runs these")


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder of reports, with some that are none."""
    folder = tmp_path / "in"
    folder.mkdir()
    fill(folder, many(200))
    fill(folder, {"none.txt": "nothing", "bad.txt": Made(rows=[("one", "✓", "1.7"), ("two", "×", "0.1")]).text()})
    return folder


@contextmanager
def serving(*arguments: str, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """One of Spark's servers, ended afterwards."""
    import pyspark

    home = Path(pyspark.__file__).parent
    env = os.environ | {"SPARK_HOME": str(home), "PYSPARK_PYTHON": sys.executable, "SPARK_NO_DAEMONIZE": "1"}
    with log.open("wb") as stream:
        server = subprocess.Popen(
            [str(home / "bin" / "spark-class"), *arguments], env=env, stdout=stream, stderr=stream, cwd=log.parent
        )
        try:
            yield server
        finally:
            server.terminate()
            server.wait(30)


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def wait_for(log: Path, words: str, times: int = 1) -> None:
    for _ in range(300):
        if log.read_text(encoding="utf-8", errors="replace").count(words) >= times:
            return
        time.sleep(0.2)
    raise AssertionError(log.read_text(encoding="utf-8", errors="replace"))


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A master with two workers, that listen to this machine alone."""
    here, port = tmp_path_factory.mktemp("spark"), free_port()
    address, deploy, local = f"spark://127.0.0.1:{port}", "org.apache.spark.deploy", ("--host", "127.0.0.1")
    log = here / "master.log"
    with serving(f"{deploy}.master.Master", *local, "--port", str(port), "--webui-port", "0", log=log):
        wait_for(log, "Starting Spark master")
        rest = ("--cores", "1", "--memory", "1g", "--webui-port", "0", "--work-dir", str(here / "work"), address)
        worker = f"{deploy}.worker.Worker"
        with (
            serving(worker, *local, *rest, log=here / "one.log"),
            serving(worker, *local, *rest, log=here / "two.log"),
        ):
            wait_for(log, "Registering worker", 2)
            yield address


def test_a_master_and_two_workers_give_the_same_bytes(reports: Path, tmp_path: Path, master: str) -> None:
    endings = ("ttl", "nt", "nq", "trig", "jsonld", "rdf", "graphml")
    whole, _ = built(reports, tmp_path / "whole", api.Wish(), endings)

    spread, _ = built(reports, tmp_path / "spread", api.Wish(on=master), endings)

    assert spread == whole


def test_threads_of_this_machine_give_the_same_bytes(reports: Path, tmp_path: Path) -> None:
    whole, _ = built(reports, tmp_path / "whole", api.Wish())

    spread, _ = built(reports, tmp_path / "spread", api.Wish(on="local[2]"))

    assert spread == whole


def told(folder: Path, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "claimgraph", "build", "in", "-o", "graph.ttl", *arguments],
        cwd=folder,
        env=os.environ | env,
        capture_output=True,
        text=True,
        check=False,
    )


def test_what_keeps_spark_from_working_is_said_in_a_line(reports: Path, tmp_path: Path) -> None:
    nonsense = told(tmp_path, "--on", "nonsense")
    nobody = told(tmp_path, "--on", f"spark://127.0.0.1:{free_port()}")
    no_java = told(tmp_path, "--on", "local[1]", JAVA_HOME=str(tmp_path))

    for done in (nonsense, nobody, no_java):
        assert done.returncode == 3
        assert "Traceback" not in done.stderr
        assert len(done.stderr.strip().split("\n")) == 1
    assert not (tmp_path / "graph.ttl").exists()


def test_a_worker_of_another_version_is_refused(reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claimgraph.spark.VERSION", "0.0.9")

    with pytest.raises(ClaimgraphError, match=r"has claimgraph .*, the one that asks has 0\.0\.9"):
        built(reports, tmp_path / "spread", api.Wish(on="local[1]"))

    assert not list((tmp_path / "spread").iterdir())


def test_spark_says_no_more_than_a_build_does(reports: Path, tmp_path: Path) -> None:
    alone, spread = told(tmp_path), told(tmp_path, "--on", "local[1]")

    assert (spread.returncode, spread.stderr) == (alone.returncode, alone.stderr)
