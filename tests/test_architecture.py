"""Who may import whom, what loads when, and how large a file, a function and a signature may grow."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "claimgraph"

# The rooms, from the ground up: a room may import those of the layers below its own, and never one beside or above it.
LAYERS: tuple[set[str], ...] = (
    {"problems", "terms", "version"},
    {"model", "ids", "lexicon"},
    {"numbers", "readers", "records"},
    {"mentions"},
    {"claims", "files"},
    {"facts"},
    {"folders", "links", "identity", "spool", "writers"},
    {"curated"},
    {"assemble"},
    {"pipeline", "graph"},
    {"convert", "describe", "graphfiles", "network", "output"},
    {"checks", "compare", "page", "query", "notes"},
    {"store", "workers"},
    {"incremental", "parts", "spark"},
    {"api"},
    {"cli", "__init__"},
    {"__main__"},
)
LEVEL = {room: level for level, rooms in enumerate(LAYERS) for room in rooms}

# What a room must not know although it lies below: a writer knows no files, a rule neither files nor formats.
BLIND: dict[str, set[str]] = {
    "facts": {"readers"},
    "links": {"readers", "files"},
    "identity": {"readers", "files"},
    "writers": {"readers", "files"},
    "assemble": {"readers", "files", "writers"},
    "graph": {"readers", "files"},
    "network": {"readers", "files", "model", "mentions"},
    "page": {"readers", "files", "model", "mentions"},
}

# Conveniences that call upwards, inside a function and for the caller's comfort only: with the reason.
ON_USE: dict[str, set[str]] = {
    "graph": {"api", "convert", "network", "page", "assemble"},  # graph.save(), graph.to_pyvis() …
    "network": {"page"},  # to_pyvis() draws with the page's colours
    "query": {"api"},  # a folder of reports is a graph too
    # a format of its own room, behind a line in the table
    "writers": {"graph", "network", "page", "folders", "assemble"},
}

# The rooms of the core need nothing but the standard library.
CORE = set().union(*LAYERS[:8]) | {"output", "workers"}

# Each foreign library, and the only rooms that know it.
LIBRARIES: dict[str, set[str]] = {
    "click": {"cli"},
    "jinja2": {"page"},
    "markupsafe": {"page"},
    "networkx": {"network", "writers"},
    "pydantic": {"checks", "parts", "incremental", "cli"},
    "pyoxigraph": {"checks", "curated", "graphfiles", "query", "store"},
    "pyparsing": {"query"},
    "pyshacl": {"checks"},
    "pyspark": {"spark"},
    "pyvis": {"network", "page"},
    "rapidfuzz": {"links"},
    "rdflib": {"checks", "convert", "graphfiles", "query"},
    "rich": {"cli", "query"},
}
HEAVY = set(LIBRARIES) - {"click"}


@dataclass(frozen=True, slots=True)
class Import:
    """One import statement of the package."""

    room: str
    target: str
    place: str
    on_use: bool
    for_types: bool


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def imports(path: Path) -> Iterator[Import]:
    def walk(node: ast.AST, on_use: bool, for_types: bool) -> Iterator[Import]:
        for child in ast.iter_child_nodes(node):
            inside = on_use or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef)
            typed = for_types or (isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING"))
            for name in targets(child):
                yield Import(
                    room_of(path), name, f"{path.relative_to(ROOT)}:{getattr(child, 'lineno', 0)}", inside, typed
                )
            yield from walk(child, inside, typed)

    def targets(node: ast.AST) -> list[str]:
        if isinstance(node, ast.Import):
            return [alias.name for alias in node.names]
        if isinstance(node, ast.ImportFrom) and node.module == "claimgraph":
            return [f"claimgraph.{alias.name}" for alias in node.names]
        return [node.module or ""] if isinstance(node, ast.ImportFrom) else []

    return walk(ast.parse(path.read_bytes()), False, False)


ALL = [found for path in modules() for found in imports(path)]


def test_every_room_has_its_layer() -> None:
    assert {room_of(path) for path in modules()} - set(LEVEL) == set()


def between_rooms() -> Iterator[tuple[Import, str]]:
    """Every import that crosses from one room to another, and where it leads."""
    for found in ALL:
        package, _, rest = found.target.partition(".")
        room = rest.partition(".")[0] or "__init__"
        if package == "claimgraph" and room not in ("__version__", found.room):
            yield found, room


def test_nothing_imports_upwards() -> None:
    wrong = [
        f"{found.place}: {found.room} imports {room}"
        for found, room in between_rooms()
        if LEVEL.get(room, 99) >= LEVEL.get(found.room, 99)
        and not ((found.on_use or found.for_types) and room in ON_USE.get(found.room, set()))
    ]

    assert wrong == []


def test_no_room_knows_what_it_must_not_know() -> None:
    wrong = [
        f"{found.place}: {found.room} imports {room}"
        for found, room in between_rooms()
        if room in BLIND.get(found.room, set())
    ]

    assert wrong == []


def test_the_core_needs_only_the_standard_library() -> None:
    foreign = [
        f"{found.place}: {found.target}"
        for found in ALL
        if found.room in CORE
        and not found.on_use
        and not found.for_types
        and found.target.partition(".")[0] not in sys.stdlib_module_names | {"claimgraph"}
    ]

    assert foreign == []


def test_each_foreign_library_is_known_by_its_rooms_only() -> None:
    known = sys.stdlib_module_names | {"claimgraph"}
    wrong = [
        f"{found.place}: {found.room} imports {top}"
        for found in ALL
        if (top := found.target.partition(".")[0]) not in known
        and not found.for_types
        and found.room not in LIBRARIES.get(top, set())
    ]

    assert wrong == []


# ---- what loads when


def loaded(*arguments: str, folder: Path) -> set[str]:
    """The top-level modules a run of Python imports."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("COV")} | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *arguments],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}


@pytest.mark.parametrize("arguments", [("-c", "import claimgraph"), ("-m", "claimgraph", "--help")])
def test_starting_up_loads_no_heavy_library(arguments: tuple[str, ...], tmp_path: Path) -> None:
    assert loaded(*arguments, folder=tmp_path) & HEAVY == set()


@pytest.mark.parametrize("suffix", ["ttl", "nt"])
def test_a_build_loads_no_graph_library(suffix: str, seeds: Path, tmp_path: Path) -> None:
    found = loaded("-m", "claimgraph", "build", str(seeds), "-o", f"graph.{suffix}", folder=tmp_path)

    assert found & (HEAVY - {"rapidfuzz"}) == set()  # similar claims are measured by rapidfuzz


# ---- how large things may grow


def functions() -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for path in modules():
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", node


def is_command(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """A command has one parameter for each of its options."""
    return any(".command" in ast.unparse(decorator) for decorator in node.decorator_list)


def test_no_file_is_longer_than_350_lines() -> None:
    kinds = (".py", ".js", ".css", ".rq", ".html")
    files = [path for path in PACKAGE.rglob("*") if path.suffix in kinds]
    files += [path for folder in ("tests", "benchmarks", "tools") for path in (ROOT / folder).rglob("*.py")]
    lengths = {str(path.relative_to(ROOT)): path.read_bytes().count(b"\n") for path in files}

    assert {name: length for name, length in lengths.items() if length > 350} == {}


def test_no_function_is_longer_than_40_lines() -> None:
    lengths = {place: (node.end_lineno or 0) - node.lineno + 1 for place, node in functions()}

    assert {place: length for place, length in lengths.items() if length > 40} == {}


def test_no_function_has_more_than_five_parameters() -> None:
    counts = {
        place: sum(1 for name in parameters(node) if name not in ("self", "cls"))
        for place, node in functions()
        if not is_command(node)
    }

    assert {place: count for place, count in counts.items() if count > 5} == {}


def parameters(node: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    spec = node.args
    return [each.arg for each in (*spec.posonlyargs, *spec.args, *spec.kwonlyargs)]


def test_no_module_has_a_name_that_says_nothing() -> None:
    empty = {"utils", "util", "helpers", "helper", "common", "base", "misc"}

    assert [path for path in modules() if path.stem in empty] == []


def test_only_the_command_line_prints_and_exits() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno} {name}"
        for path in modules()
        if room_of(path) != "cli"
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Call) and (name := ast.unparse(node.func)) in {"print", "sys.exit", "exit", "quit"}
    ]

    assert wrong == []
