"""A store holds the graph, appears whole or not at all, and is never taken for an empty graph."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import click
import pyoxigraph as ox
import pytest

from claimgraph import api, files, output
from claimgraph.graphfiles import is_store
from claimgraph.problems import ClaimgraphError, Code
from claimgraph.store import read
from claimgraph.store.index import IndexWriter
from claimgraph.store.plain import Odd, decimal, share
from claimgraph.store.write import Maker, Taker
from tests.conftest import ROOT
from tests.store.conftest import built

SEEDS = ROOT / "seeds"


def test_the_graph_in_a_store_is_the_graph_that_was_built(seed_store: Path) -> None:
    graph = api.build(SEEDS)

    stored = read.load(seed_store)

    assert stored.base == graph.base
    assert {iri: sorted(node.kinds) for iri, node in stored.nodes.items()} == {
        iri: sorted(node.kinds) for iri, node in graph.nodes.items()
    }
    assert set(stored.triples()) == set(graph.triples())


def test_a_store_says_what_it_is_and_what_it_holds(seed_store: Path) -> None:
    said = json.loads((seed_store / "manifest.json").read_bytes())

    assert (said["kind"], said["reports"], said["claims"], said["rows"]) == ("claimgraph store", 5, 36, 65)
    assert said["statements"] == len(ox.Store.read_only(str(seed_store / "oxigraph")))
    assert sorted(said["files"]) == sorted(os.listdir(seed_store))


def test_a_store_tells_nothing_of_the_machine_it_was_made_on(seed_store: Path) -> None:
    place = os.fsencode(str(seed_store.parent))

    assert [path.name for path in seed_store.rglob("*") if path.is_file() and place in path.read_bytes()] == []


def test_any_number_of_processes_gives_the_same_index_and_the_same_triples(many: Path, tmp_path: Path) -> None:
    one, two = built(many, tmp_path / "one.db"), built(many, tmp_path / "two.db", jobs=2)

    assert (one / "claims.sqlite").read_bytes() == (two / "claims.sqlite").read_bytes()
    assert set(read.load(one).triples()) == set(read.load(two).triples())


def test_a_store_in_a_folder_nobody_may_write_to_can_be_read(seed_store: Path, tmp_path: Path) -> None:
    store = shutil.copytree(seed_store, tmp_path / "kept.db")
    before = {path: path.stat().st_mtime_ns for path in store.rglob("*")}
    for path in (*store.rglob("*"), store):
        path.chmod(0o555 if path.is_dir() else 0o444)

    graph = read.load(store)

    for path in (store, *store.rglob("*")):
        path.chmod(0o755)
    assert len(graph.claims) == 36
    assert {path: path.stat().st_mtime_ns for path in store.rglob("*")} == before


def empty(store: Path) -> None:
    store.mkdir()


def a_folder_of_reports(store: Path) -> None:
    shutil.copytree(SEEDS, store)


def a_table_folder(store: Path) -> None:
    store.mkdir()
    (store / "manifest.json").write_text('{"kind": "claimgraph tables", "files": []}', encoding="utf-8")


def a_file(store: Path) -> None:
    store.write_bytes(b"")


def a_later_version(store: Path) -> None:
    built(SEEDS, store)
    said = json.loads((store / "manifest.json").read_bytes())
    (store / "manifest.json").write_text(json.dumps(said | {"version": 99}), encoding="utf-8")


def without_triples(store: Path) -> None:
    built(SEEDS, store)
    shutil.rmtree(store / "oxigraph")
    (store / "oxigraph").mkdir()


def with_a_torn_table(store: Path) -> None:
    built(SEEDS, store)
    for path in (store / "oxigraph").glob("*.sst"):
        path.write_bytes(path.read_bytes()[:100])


def with_fewer_statements(store: Path) -> None:
    built(SEEDS, store)
    triples = ox.Store(str(store / "oxigraph"))
    triples.remove(next(iter(triples)))
    triples.flush()
    del triples


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (empty, "no store: it is empty"),
        (a_folder_of_reports, "no store: it has no manifest.json"),
        (a_table_folder, "no store: it is a folder of tables"),
        (a_file, "no store: a store is a folder"),
        (a_later_version, "version 99"),
        (without_triples, "the store is damaged: oxigraph/CURRENT is missing"),
        (with_a_torn_table, "the store is damaged"),
        (with_fewer_statements, "the store is damaged: it holds"),
    ],
)
def test_what_is_no_whole_store_is_no_empty_graph(made: Callable[[Path], None], message: str, tmp_path: Path) -> None:
    store = tmp_path / "x.db"
    made(store)

    with pytest.raises(ClaimgraphError) as told:
        read.load(store)

    assert message in str(told.value)
    assert told.value.problem is not None
    assert told.value.problem.code is Code.BAD_GRAPH


def test_a_store_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read.load(tmp_path / "gone.db")


def test_a_path_that_ends_like_a_store_is_meant_as_one(seed_store: Path, tmp_path: Path) -> None:
    shutil.copytree(seed_store, tmp_path / "renamed")

    paths = (seed_store, tmp_path / "renamed", tmp_path / "gone.db", tmp_path, "x.ttl")

    assert [is_store(path) for path in paths] == [True, True, True, False, False]


def test_a_failed_build_leaves_the_old_store_and_nothing_beside_it(seeds: Path, tmp_path: Path) -> None:
    store = built(seeds, tmp_path / "x.db")
    before = {path: path.read_bytes() for path in store.rglob("*") if path.is_file()}

    with pytest.raises(EOFError), output.opened([output.target(str(store))], "") as (taker,):
        taker.take(b"no piece")

    assert {path: path.read_bytes() for path in store.rglob("*") if path.is_file()} == before
    assert os.listdir(tmp_path) == ["x.db"]


def test_a_store_and_a_file_are_written_together(seeds: Path, tmp_path: Path) -> None:
    targets = [output.target(str(tmp_path / name)) for name in ("x.db", "x.nt")]

    api.write(files.find([str(seeds)]), targets, api.settings())

    assert set(read.load(tmp_path / "x.db").triples()) == set(api.load(tmp_path / "x.nt").triples())


def test_a_taker_that_was_discarded_takes_nothing(tmp_path: Path) -> None:
    taker = Taker(tmp_path / "x.db")
    taker.discard()

    with pytest.raises(ValueError, match="closed"):
        taker.take(Maker("https://example.org/").head({}))

    assert os.listdir(tmp_path) == []


def test_other_writers_of_the_target_are_refused_before_anything_is_made(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("my table", encoding="utf-8")

    with pytest.raises(ClaimgraphError, match="nothing was overwritten"):
        Taker(tmp_path / "x.db")

    assert os.listdir(tmp_path) == ["x.db"]


def test_without_a_trigram_index_all_texts_are_read(seed_store: Path, tmp_path: Path) -> None:
    from claimgraph.query.values import literal
    from claimgraph.store import questions

    store = shutil.copytree(seed_store, tmp_path / "plain.db")
    database = sqlite3.connect(store / "claims.sqlite")
    database.execute("DROP TABLE words")
    database.commit()
    database.close()

    found = questions.answer(store, "search", {"words": literal("ACHIEVES")})

    assert found == questions.answer(seed_store, "search", {"words": literal("ACHIEVES")})


@pytest.mark.parametrize("value", ["0.1234567890123456789", "NaN", "Infinity", "1E+30"])
def test_a_decimal_that_the_triple_store_cannot_hold_is_odd(value: str) -> None:
    with pytest.raises(Odd):
        decimal(Decimal(value))


def test_a_share_outside_its_bounds_is_odd() -> None:
    with pytest.raises(Odd):
        share(Decimal("1.5"))


def test_an_index_that_was_given_up_leaves_one_file_only(tmp_path: Path) -> None:
    IndexWriter(tmp_path / "claims.sqlite").close()

    assert os.listdir(tmp_path) == ["claims.sqlite"]


def test_a_point_query_on_a_store_loads_nothing_heavy(seed_store: Path) -> None:
    script = (
        "import sys; from claimgraph.store import questions;"
        f"assert questions.answer({str(seed_store)!r}, 'conflicts').rows;"
        "print(sorted({'rdflib', 'pyoxigraph', 'networkx', 'pydantic', 'rich', 'click'} & set(sys.modules)))"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"


def test_a_full_disk_is_told_as_such_and_leaves_the_old_store(seeds: Path, many: Path, tmp_path: Path) -> None:
    store = built(seeds, tmp_path / "x.db")
    before = (store / "manifest.json").read_bytes()
    script = (
        "import errno, resource, signal, sys; from claimgraph import api, files, output;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])));\n"
        "try: api.write(files.find([sys.argv[1]]), [output.target(sys.argv[2])], api.settings())\n"
        "except OSError as error: print(error.errno in (errno.EIO, errno.ENOSPC, errno.EFBIG) or repr(error))\n"
    )

    for size in (10_000, 100_000, 600_000):
        command = [sys.executable, "-c", script, str(many), str(store), str(size)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert done.stdout == "True\n", done.stderr

    assert ((store / "manifest.json").read_bytes(), os.listdir(tmp_path)) == (before, ["x.db"])


def test_an_index_that_finds_no_room_is_a_full_disk(tmp_path: Path) -> None:
    taker = Taker(tmp_path / "x.db")
    assert taker._index is not None
    taker._index._database.execute("PRAGMA max_page_count = 1")

    taker.take(Maker("https://example.org/").head({}))

    with pytest.raises(OSError, match="No space left on device") as told:
        taker.finish()
    taker.discard()

    assert told.value.filename == str(tmp_path / "x.db")


@pytest.mark.parametrize("to", ["store", "csv"])
@pytest.mark.parametrize(("place", "name"), [("-", "standard output"), ("/dev/null", "/dev/null")])
def test_a_folder_cannot_go_to_a_stream(place: str, name: str, to: str) -> None:
    with pytest.raises(ClaimgraphError, match=f"a folder cannot go to {name}"):
        output.target(place, to)


def test_a_folder_to_standard_output_is_wrong_usage(
    seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.cli.help_pages import run

    monkeypatch.chdir(tmp_path)

    with pytest.raises(click.UsageError, match="cannot go to standard output"):
        run("build", str(seeds), "-o", "-", "--to", "store")

    assert os.listdir(tmp_path) == []
