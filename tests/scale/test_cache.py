"""What a cache stands on, and what is said of one that is of no use."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import claimgraph
from claimgraph.incremental import Redone, _told
from claimgraph.incremental.fingerprint import libraries
from claimgraph.incremental.shelf import Shelf
from claimgraph.pipeline import Counts
from claimgraph.writers import WRITERS


def test_a_reason_to_begin_anew_and_a_cache_that_cannot_be_written_are_both_told() -> None:
    done = Redone(Counts(), (), amiss="out/.g.ttl.cache: no space left on device")

    told = _told("g.ttl was changed since it was written", done).amiss

    assert told == (
        "g.ttl was changed since it was written; out/.g.ttl.cache: no space left on device;"
        " all was built again; the next build will begin anew"
    )


def test_a_shelf_is_left_as_it_is_when_its_copy_is_changed() -> None:
    shelf = Shelf()
    called = shelf.put([("Nagent:x", "schema:name", "tX")])

    after = shelf.copy()
    after.drop(called)

    assert after.nodes() == {}
    assert list(shelf.nodes()) == ["agent:x"]


def fingerprinted(formats: list[str], path: Path) -> str:
    """The fingerprint in a process that finds libraries on this path first."""
    program = (
        "import sys; from claimgraph.incremental.fingerprint import fingerprint;"
        " from claimgraph.pipeline import Settings; told = fingerprint(Settings(), sys.argv[1:]);"
        " assert not {'networkx', 'pyoxigraph', 'jinja2'} & sys.modules.keys(); print(told)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, *formats],
        env={**os.environ, "PYTHONPATH": f"{path}{os.pathsep}{Path(claimgraph.__file__).parent.parent}"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return ran.stdout


@pytest.mark.parametrize(
    ("name", "library"),
    [("html", "pyvis"), ("html", "jinja2"), ("graphml", "networkx"), ("csv", "networkx"), ("store", "pyoxigraph")],
)
def test_another_library_is_another_cache_where_it_makes_the_bytes(tmp_path: Path, name: str, library: str) -> None:
    before = fingerprinted(["turtle", name], tmp_path), fingerprinted(["turtle"], tmp_path)
    (tmp_path / library).mkdir()
    (tmp_path / library / "__init__.py").write_text("", encoding="utf-8")

    after = fingerprinted(["turtle", name], tmp_path), fingerprinted(["turtle"], tmp_path)

    assert after[0] != before[0]
    assert after[1] == before[1]


def test_every_library_that_is_loaded_to_write_a_format_is_in_its_fingerprint(tmp_path: Path, seeds: Path) -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    ours = {name for each in project["dependencies"] for name in re.findall(r"^\w+", each)}
    program = (
        "import sys; from claimgraph import api, files, output;"
        " api.write(files.find(sys.argv[1:2]), [output.target(sys.argv[2])], api.settings(), api.Wish(jobs=1));"
        " print(*sys.modules)"
    )
    for name, each in WRITERS.items():
        target = str(tmp_path / f"graph{each.suffixes[0]}")
        ran = subprocess.run(
            [sys.executable, "-c", program, str(seeds), target], stdout=subprocess.PIPE, text=True, check=True
        )

        assert ours & set(ran.stdout.split()) <= libraries(name), name
