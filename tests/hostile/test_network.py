"""Nothing reaches the network, and no file is opened that was not named: by no command and from no content."""

import json
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.hostile.commands import ENVIRONMENT, UNMEASURED, claimgraph
from tests.reports import Made

CONTEXT = '{"@context": ["AT/context.jsonld", {"a": "AT/a"}], "@id": "AT/x", "a": {"@id": "AT/y", "@type": "@id"}}'
ENTITY = """<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "AT/x"><!ENTITY % y SYSTEM "AT/y"> %y;]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="AT/"><rdf:Description rdf:about="AT/s">
<a:p>&x;</a:p></rdf:Description></rdf:RDF>"""
IMPORTS = "<AT/x> <http://www.w3.org/2002/07/owl#imports> <AT/y> ; a <http://www.w3.org/2002/07/owl#Ontology> ."


class Listener:
    """Counts who calls at a port of this machine."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.calls = 0
        self.thread = threading.Thread(target=self.listen)
        self.thread.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.socket.getsockname()[1]}"

    def listen(self) -> None:
        while True:
            caller, _ = self.socket.accept()
            if caller.recv(1) == b"!":
                caller.close()
                return
            self.calls += 1
            caller.close()

    def close(self) -> None:
        with socket.create_connection(self.socket.getsockname()) as last:
            last.send(b"!")
        self.thread.join()
        self.socket.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    found = Listener()
    yield found
    found.close()


@pytest.fixture
def place(listener: Listener, tmp_path: Path) -> Path:
    """Reports and graph files that name the listener, and a file that nobody names but they."""
    (tmp_path / "secret.ttl").write_text("<x:a> <x:b> 'secret' .")
    secret = (tmp_path / "secret.ttl").as_uri()
    (tmp_path / "in").mkdir()
    at = listener.address
    addresses = (f"{at}/paper", f"<{secret}>", f"doi:10.1000/{at}")
    claims = [(f"See {at}/x and {secret}.", "✓", "0.4"), (f'<img src="{at}/i.png">', "×", "0.1")]
    report = Made(abstract=f"SERVICE <{at}> LOAD <{secret}>", rows=claims, references=addresses)
    (tmp_path / "in" / "r.txt").write_text(report.text(), "utf-8")
    (tmp_path / "links.ttl").write_text(IMPORTS.replace("AT", at))
    for name, text in (("context.jsonld", CONTEXT), ("entity.rdf", ENTITY), ("imports.ttl", IMPORTS)):
        (tmp_path / name).write_text(text.replace("AT", at))
    for name, text in (("file.jsonld", CONTEXT), ("file.rdf", ENTITY), ("file.ttl", IMPORTS)):
        (tmp_path / name).write_text(text.replace("AT/context.jsonld", secret).replace("AT", secret))
    return tmp_path


def seen(place: Path, *arguments: str) -> dict[str, list[str]]:
    """What a command did, as far as it is of interest."""
    command = [sys.executable, "-m", "tests.hostile.watched", "seen.json", *arguments]
    subprocess.run(command, cwd=place, env=ENVIRONMENT, capture_output=True, timeout=60, check=False)
    found: dict[str, list[str]] = json.loads((place / "seen.json").read_text())
    return found


GRAPHS = ("context.jsonld", "entity.rdf", "imports.ttl", "file.jsonld", "file.rdf", "file.ttl")
MANY = [word for ending in ("ttl", "jsonld", "rdf", "html", "gexf", "csv") for word in ("-o", f"x.{ending}")]
COMMANDS = (
    ("--help",),
    ("build", "--help"),
    ("build", "in", "--links", "links.ttl", *MANY),
    ("build", "in", "-o", "x.nt", "-j", "2"),
    ("build", "in", "-o", "x.db"),
    ("check", "in"),
    ("view", "in", "-o", "x.html"),
    *(("check", graph) for graph in GRAPHS),
    *(("view", graph, "-o", "x.html") for graph in GRAPHS),
    ("diff", "context.jsonld", "entity.rdf"),
    ("show", "context.jsonld", "x"),
    ("rule", "CG101"),
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_opens_a_socket_or_a_file_that_was_not_named(
    command: tuple[str, ...], place: Path, listener: Listener
) -> None:
    told = seen(place, *command)

    assert told["network"] == []
    assert listener.calls == 0
    assert str(place / "secret.ttl") not in told["opened"]


@pytest.mark.parametrize("graph", ["in", "context.jsonld", "entity.rdf", "imports.ttl", "file.jsonld", "file.rdf"])
def test_no_query_reaches_out_by_what_the_graph_holds(graph: str, place: Path, listener: Listener) -> None:
    done = claimgraph("query", graph, "ASK { ?s ?p 'secret' }", cwd=place)

    assert listener.calls == 0
    assert b"true" not in done.stdout


def test_importing_loads_no_module_of_the_network() -> None:
    script = "import sys, claimgraph, claimgraph.cli; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], env=UNMEASURED, cwd=ROOT, capture_output=True, check=True)

    assert set(done.stdout.decode().split()) & {"socket", "ssl", "http.client", "urllib.request", "asyncio"} == set()


def test_it_works_where_there_is_no_network_at_all(place: Path) -> None:
    alone = ["unshare", "--map-root-user", "--net"]
    try:
        cut_off = subprocess.run([*alone, "true"], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        cut_off = False
    command = [sys.executable, "-m", "claimgraph", "build", "in", "-o", "x.ttl", "-o", "x.html"]

    done = subprocess.run(
        [*(alone if cut_off else ()), *command],
        cwd=place,
        env=ENVIRONMENT,
        capture_output=True,
        timeout=60,
        check=False,
    )

    assert (place / "x.html").exists(), done.stderr


def test_the_watch_sees_what_it_should(place: Path) -> None:
    calls = "import socket; socket.create_connection(('127.0.0.1', 1))"
    watch = (ROOT / "tests" / "hostile" / "watched.py").read_text("utf-8")
    (place / "watch.py").write_text(watch.replace("from claimgraph.cli import run", calls))

    subprocess.run([sys.executable, "watch.py", "seen.json"], cwd=place, capture_output=True, check=False)

    assert any(event.startswith("socket.connect") for event in json.loads((place / "seen.json").read_text())["network"])
