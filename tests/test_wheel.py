"""The wheel, installed alone: no source tree, no development tools, only the libraries it declares."""

import os
import subprocess
import sys
import tarfile
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.conftest import ROOT
from tests.test_project import tracked

# What leads Python to the source tree, or measures its coverage, must not reach the installed copy.
ENV = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV"))}


def start(*command: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, env=ENV, capture_output=True, text=True, encoding="utf-8", check=False)


def build(target: str, folder: Path) -> Path:
    done = start(sys.executable, "-m", "hatchling", "build", "-t", target, "-d", folder, folder=ROOT)
    assert done.returncode == 0, done.stderr
    (made,) = folder.iterdir()
    return made


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of an environment with the wheel and the libraries it declares, and nothing else."""
    env = tmp_path_factory.mktemp("installed") / "env"
    done = start(sys.executable, "-m", "venv", "--without-pip", env, folder=env.parent)
    assert done.returncode == 0, done.stderr
    python = env / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "--isolated", "--disable-pip-version-check"]
    done = start(*pip, "install", "--quiet", "--no-index", "--no-deps", wheel, folder=env.parent)
    assert done.returncode == 0, done.stderr
    (site,) = env.glob("lib/python*/site-packages")
    lend(needed("claimgraph", site), site)
    return env / "bin"


def needed(name: str, site: Path) -> set[str]:
    """All that a wheel asks for, and what that asks for."""
    (metadata,) = site.glob(f"{name}-*.dist-info/METADATA")
    asked = [line.partition(":")[2] for line in metadata.read_text().splitlines() if line.startswith("Requires-Dist:")]
    found: set[str] = set()
    while asked:
        requirement = Requirement(asked.pop())
        wanted = requirement.marker is None or requirement.marker.evaluate({"extra": ""})
        if wanted and requirement.name not in found:
            found.add(requirement.name)
            asked += distribution(requirement.name).requires or []
    return found


def lend(names: set[str], site: Path) -> None:
    """Let the environment see these distributions of ours, file by file or folder by folder."""
    for name in sorted(names):
        ours = distribution(name)
        for top in {file.parts[0] for file in ours.files or () if file.parts[0] not in ("..", "__pycache__")}:
            if not (site / top).exists():
                (site / top).symlink_to(str(ours.locate_file(top)))


def test_the_wheel_holds_every_file_of_the_package_and_the_ontology(wheel: Path) -> None:
    names = {path.relative_to(ROOT).as_posix() for path in tracked()}
    code = {name for name in names if name.startswith("claimgraph/")}
    ontology = {f"claimgraph/{name}" for name in names if name.startswith("ontology/")}

    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}

    assert (code | ontology) - held == set()
    assert held - (code | ontology) == {"claimgraph/docs/errors.md"} & held


@pytest.mark.parametrize("suffix", [".rq", ".toml", ".html", ".js", ".css", "shapes.ttl", "context.jsonld", "py.typed"])
def test_the_wheel_holds_each_kind_of_data_the_package_reads(wheel: Path, suffix: str) -> None:
    with zipfile.ZipFile(wheel) as archive:
        assert [name for name in archive.namelist() if name.startswith("claimgraph/") and name.endswith(suffix)]


def test_the_same_tree_gives_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    assert build("wheel", tmp_path).read_bytes() == wheel.read_bytes()


def test_the_source_archive_holds_what_the_tests_need(tmp_path: Path) -> None:
    archive = build("sdist", tmp_path)

    with tarfile.open(archive) as tar:
        held = {name.partition("/")[2] for name in tar.getnames()}

    wanted = {path.relative_to(ROOT).as_posix() for path in tracked() if path.relative_to(ROOT).parts[0] != ".ci"}
    assert {
        name for name in wanted if name.startswith(("claimgraph/", "ontology/", "seeds/", "tests/"))
    } - held == set()
    assert {"LICENSE", "README.md", "CHANGELOG.md", "Makefile", "pyproject.toml", "requirements/dev.txt"} <= held


def test_the_installed_wheel_sees_neither_source_tree_nor_development_tools(installed: Path, tmp_path: Path) -> None:
    where = start(installed / "python", "-c", "import claimgraph; print(claimgraph.__file__)", folder=tmp_path)
    tools = start(installed / "python", "-c", "import pytest", folder=tmp_path)

    assert Path(where.stdout.strip()).is_relative_to(installed.parent)
    assert "No module named 'pytest'" in tools.stderr


@pytest.mark.parametrize(
    "command",
    [
        ("build", "SEEDS", "-o", "graph.ttl"),
        ("build", "SEEDS", "-o", "graph.jsonld"),
        ("build", "SEEDS", "-o", "graph.html"),
        ("view", "SEEDS", "-o", "graph.html"),
        ("query", "SEEDS", "-n", "conflicts"),
        ("check", "SEEDS", "--fail-on", "never"),
        ("rule", "CG104"),
        ("formats",),
    ],
    ids=" ".join,
)
def test_the_installed_wheel_works_from_another_folder(
    installed: Path, seeds: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    arguments = [str(seeds) if word == "SEEDS" else word for word in command]

    done = start(installed / "claimgraph", *arguments, folder=tmp_path)

    assert done.returncode == 0, done.stderr
    if "-o" in command:
        assert (tmp_path / command[-1]).stat().st_size > 10_000
