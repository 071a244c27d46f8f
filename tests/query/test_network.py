"""No query reaches the network or a file it was not given: a listener and a decoy file are the witnesses."""

import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from claimgraph.problems import ClaimgraphError
from claimgraph.query import QueryError, Settings, cage, process, run
from claimgraph.query.request import Failure, Request, Source, View
from claimgraph.terms import prefixes
from tests.query.hostile import REFUSED, aimed

LANDLOCK = sys.platform == "linux" and cage._landlock_version() >= 4


class Listener:
    """A server on this machine that counts who calls."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.socket.getsockname()[1]
        self.calls = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            self.calls += 1
            connection.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    """A listener that must hear nothing."""
    found = Listener()
    yield found
    found.socket.close()


def request(text: str, graph: Path, engine: str = "oxigraph", ports: tuple[int, ...] = ()) -> Request:
    """A request that went past the check."""
    return Request(
        text, (), False, (), ports, prefixes(), Source("file", str(graph), "TURTLE"), Settings(engine=engine), View()
    )


def test_forty_hostile_queries_call_nobody(seed_graph: Path, listener: Listener, engine: str) -> None:
    assert len(REFUSED) == 40
    for text in REFUSED.values():
        with pytest.raises(QueryError):
            run(seed_graph, aimed(text, listener.port), settings=Settings(engine=engine, timeout=10))

    assert listener.calls == 0


@pytest.mark.skipif(not LANDLOCK, reason="this system cannot forbid TCP to a process")
def test_the_system_refuses_what_the_check_would_miss(seed_graph: Path, listener: Listener) -> None:
    text = f"SELECT * {{ SERVICE <http://127.0.0.1:{listener.port}/> {{ ?s ?p ?o }} }}"

    with pytest.raises(Failure):
        process.ask(request(text, seed_graph), b"", 10)

    assert listener.calls == 0


def test_rdflib_refuses_a_service_in_the_parsed_query(seed_graph: Path, listener: Listener) -> None:
    text = f"SELECT * {{ SERVICE SILENT <http://127.0.0.1:{listener.port}/> {{ ?s ?p ?o }} }}"

    with pytest.raises(Failure, match="asks no other service"):
        process.ask(request(text, seed_graph, "rdflib", (listener.port,)), b"", 10)

    assert listener.calls == 0


def test_a_service_that_is_allowed_is_asked(seed_graph: Path, listener: Listener) -> None:
    place = f"http://127.0.0.1:{listener.port}/x"
    text = f"SELECT * {{ SERVICE <{place}> {{ ?s ?p ?o }} }}"

    with pytest.raises(QueryError):  # the listener hangs up
        run(seed_graph, text, settings=Settings(services=(place,)))

    assert listener.calls >= 1


def test_another_service_than_the_allowed_one_is_not_asked(seed_graph: Path, listener: Listener) -> None:
    text = f"SELECT * {{ SERVICE <http://127.0.0.1:{listener.port}/x> {{ ?s ?p ?o }} }}"

    with pytest.raises(QueryError, match="over the network"):
        run(seed_graph, text, settings=Settings(services=(f"http://127.0.0.1:{listener.port}/",)))

    assert listener.calls == 0


def test_a_remote_context_is_not_fetched(tmp_path: Path, listener: Listener, engine: str) -> None:
    graph = tmp_path / "graph.jsonld"
    graph.write_text(f'{{"@context": "http://127.0.0.1:{listener.port}/context", "@id": "urn:a", "name": "b"}}')

    with pytest.raises(QueryError):
        run(graph, "ASK { ?s ?p ?o }", settings=Settings(engine=engine))

    assert listener.calls == 0


@pytest.mark.parametrize("clause", ["FROM", "FROM NAMED"])
def test_a_graph_file_beside_is_not_read(seed_graph: Path, tmp_path: Path, engine: str, clause: str) -> None:
    decoy = tmp_path / "secret.ttl"
    decoy.write_text('<urn:secret> <urn:is> "told" .')
    text = f"SELECT * {clause} <{decoy.as_uri()}> {{ {{ ?s ?p ?o }} UNION {{ GRAPH ?g {{ ?s ?p ?o }} }} }}"

    with pytest.raises(QueryError) as caught:
        run(seed_graph, text, settings=Settings(engine=engine))

    assert "told" not in str(caught.value)


@pytest.mark.skipif(not LANDLOCK, reason="this system cannot close files to a process")
def test_the_query_process_cannot_read_other_files(seed_graph: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.ttl"
    other.write_text('<urn:secret> <urn:is> "told" .')
    probe = tmp_path / "probe.py"
    probe.write_text(
        "import sys\n"
        f"sys.path.insert(0, {str(Path(process.__file__).parent.parent.parent)!r})\n"
        "from claimgraph.query import cage\n"
        f"cage.close_files([{str(seed_graph)!r}])\n"
        f"open({str(seed_graph)!r}).read(9)\n"
        "try:\n"
        f"    open({str(other)!r})\n"
        "except PermissionError:\n"
        "    raise SystemExit(7)\n"
    )
    import subprocess

    assert subprocess.run([sys.executable, "-I", str(probe)], check=False).returncode == 7


def test_a_fifo_is_no_graph(tmp_path: Path) -> None:
    import os

    os.mkfifo(tmp_path / "graph.ttl")

    with pytest.raises(ClaimgraphError, match="not a regular file"):
        run(tmp_path / "graph.ttl", "ASK {}")
