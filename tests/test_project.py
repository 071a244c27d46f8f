"""The project as a whole: what its files must not hold, and what its pages promise."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests import blocks
from tests.conftest import ROOT

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = PYPROJECT["project"]
OURS = {"claimgraph", "tests", "benchmarks", "tools"}

# Put together from pieces, so that this file does not hold what it looks for.
_FOLDERS = r"(?:work|root|tmp|home/\w+|Users/\w+)"
MACHINE_PATH = re.compile(r"(?:(?<![\w./:~-])|(?<=file://))/" + _FOLDERS + r"(?=/|\b(?![\w-]))")
_HOSTS = ("pypi." + "org", "pythonhosted" + ".org", "registry.npmjs" + ".org", "anaconda" + ".org")
REGISTRY = re.compile("|".join(map(re.escape, _HOSTS)), re.IGNORECASE)


def tracked() -> list[Path]:
    """The files git tracks or would take; in an unpacked source archive, every file that a tool did not make."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode == 0 and (ROOT / ".git").exists():
        names = [name for name in listed.stdout.split("\0") if name]
        return sorted(path for name in names if (path := ROOT / name).is_file())
    made = {".git", ".venv", "dist", "out", "__pycache__", ".hypothesis", "artifacts"}
    return sorted(
        path
        for path in ROOT.rglob("*")
        if path.is_file() and not any(part in made or part.endswith("_cache") for part in path.relative_to(ROOT).parts)
    )


def texts() -> Iterable[tuple[str, str]]:
    for path in tracked():
        content = path.read_bytes()
        if b"\0" not in content:
            yield path.relative_to(ROOT).as_posix(), content.decode("utf-8", "replace")


def places(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name}:{text.count(chr(10), 0, match.start()) + 1}: {match[0]}"
        for name, text in texts()
        for match in pattern.finditer(text)
    ]


def test_no_file_holds_a_path_of_one_machine() -> None:
    assert places(MACHINE_PATH) == []


@pytest.mark.parametrize("path", ["{}root", "see {}work/x", '"{}home/ada/x"', "file://{}tmp/x", "({}Users/ada)"])
def test_a_path_of_one_machine_would_be_found(path: str) -> None:
    assert MACHINE_PATH.search(path.format("/"))


@pytest.mark.parametrize("text", ["https://schema.org{}work/1", "a{}tmp/b", "{}rootless", "{}workflow", "..{}work/x"])
def test_an_address_or_a_relative_path_is_no_path_of_one_machine(text: str) -> None:
    assert not MACHINE_PATH.search(text.format("/"))


def test_no_file_names_the_host_of_a_package_registry() -> None:
    assert places(REGISTRY) == []


def test_the_lock_file_with_addresses_is_ignored_by_git() -> None:
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()

    assert "uv.lock" in ignored
    assert not [path for path in tracked() if path.name == "uv.lock"]


# ---- what is needed is declared, pinned and used


def distribution(requirement: str) -> str:
    """The bare name of a requirement line, as registries compare it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\s<>=!~;\[]", requirement.strip(), maxsplit=1)[0]).lower()


def imported(folder: str) -> dict[str, str]:
    """Each foreign top-level module that the code of a folder imports, with one file that does."""
    found: dict[str, str] = {}
    for path in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_bytes())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names.append(node.module)
            for name in names:
                top = name.partition(".")[0]
                if top not in sys.stdlib_module_names and top not in OURS:
                    found[top] = path.relative_to(ROOT).as_posix()
    return found


def providers(module: str) -> set[str]:
    return {distribution(name) for name in packages_distributions().get(module, [module])}


RUN = {distribution(line) for line in PROJECT["dependencies"]}
EXTRA = {distribution(line) for lines in PROJECT["optional-dependencies"].values() for line in lines}
# Benchmarks compare with these, each in an environment of its own that the benchmark makes.
RIVALS = {"maplib", "morph-kgc", "polars"}
GROUPS = PYPROJECT["dependency-groups"]
DEV = {distribution(line) for lines in GROUPS.values() for line in lines if isinstance(line, str)}


def undeclared(folder: str, declared: set[str]) -> dict[str, str]:
    return {module: file for module, file in imported(folder).items() if not providers(module) & declared}


def test_every_library_the_package_imports_is_declared() -> None:
    assert undeclared("claimgraph", RUN | EXTRA) == {}


def test_every_declared_library_is_imported_somewhere() -> None:
    used = {name for module in imported("claimgraph") for name in providers(module)}

    assert RUN - used == set()


@pytest.mark.parametrize("folder", ["tests", "benchmarks", "tools"])
def test_every_library_the_tests_and_tools_import_is_declared(folder: str) -> None:
    assert undeclared(folder, RUN | EXTRA | DEV | RIVALS) == {}


PINNED = {"run.txt": RUN, "dev.txt": RUN | DEV, "build.txt": {"hatchling"}, "spark.txt": RUN | EXTRA}


def pins(file: str) -> list[str]:
    """The requirements of a file, a line each."""
    text = (ROOT / "requirements" / file).read_text(encoding="utf-8").replace("\\\n", " ")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("file", PINNED)
def test_every_declared_library_is_pinned_with_its_hashes(file: str) -> None:
    assert [pin for pin in pins(file) if not re.match(r"[\w.-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", pin)] == []
    assert PINNED[file] - {distribution(pin) for pin in pins(file)} == set()


def test_every_file_of_pins_is_renewed_with_the_others() -> None:
    made = re.findall(r"^pin (\S+)", (ROOT / "tools" / "pins.sh").read_text(encoding="utf-8"), re.M)

    assert sorted(made) == sorted(path.name for path in (ROOT / "requirements").glob("*.txt")) == sorted(PINNED)


def test_what_is_installed_together_is_pinned_to_one_version() -> None:
    versions: dict[str, set[str]] = {}
    for file in PINNED:
        for pin in pins(file):
            requirement = re.split(r"\s+--hash", pin)[0].strip()
            name, _, marker = requirement.partition(";")
            versions.setdefault(f"{distribution(name)};{marker}", set()).add(name.partition("==")[2].strip())

    assert {name: found for name, found in versions.items() if len(found) > 1} == {}


# ---- the version and the papers


def test_one_version_stands_in_every_place() -> None:
    import claimgraph
    from claimgraph.version import VERSION

    version = PROJECT["version"]

    assert {VERSION, claimgraph.__version__} == {version}
    assert f"\nversion: {version}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\n## [{version}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_changelog_opens_with_what_is_not_released_yet() -> None:
    sections = re.findall(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)

    assert sections[:2] == ["Unreleased", PROJECT["version"]]


def pages() -> list[Path]:
    return [path for path in tracked() if path.suffix == ".md" and "data" not in path.parts]


def test_every_link_between_pages_leads_somewhere() -> None:
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages()
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
        if not re.match(r"[a-z]+:", target) and not (page.parent / target).exists()
    ]

    assert broken == []


def test_every_make_target_a_page_names_is_one() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    named = {
        target: page.name
        for page in pages()
        for target in re.findall(r"(?:^\$ |`)make ([a-z]+)", page.read_text(encoding="utf-8"), re.M)
    }

    assert {target: page for target, page in named.items() if target not in targets} == {}


def test_every_program_that_a_make_target_runs_is_there() -> None:
    run = re.findall(r"\$\(BIN\)/python -m ((?:benchmarks|tests)[\w.]*)", (ROOT / "Makefile").read_text("utf-8"))
    there = [ROOT / f"{name.replace('.', '/')}.py" for name in run if name != "benchmarks"]

    assert {"benchmarks", "benchmarks.kills", "benchmarks.large"} <= set(run)
    assert [path for path in there if not path.is_file()] == []


def test_every_page_of_the_documentation_is_reached_from_its_index() -> None:
    docs = ROOT / "docs"
    found = set(re.findall(r"\([^()#\s]+(?=[#)])", (docs / "README.md").read_text(encoding="utf-8")))
    names = [page.relative_to(docs).as_posix() for page in sorted(docs.rglob("*.md"))]
    missing = [name for name in names if name != "README.md" and not {f"({name}", f"({name.split('/')[0]}/"} & found]

    assert missing == []


# ---- what the pages show works


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_the_commands_a_page_shows_work_and_print_what_it_shows(page: str, tmp_path: Path) -> None:
    copy = tmp_path / "claimgraph"
    blocks.copy_project(ROOT, copy)
    found = [block for block in blocks.read(ROOT / page) if block.is_run]

    wrong = [f"{page}:{block.line}: {problem}" for block in found for problem in blocks.run(block, copy)]

    assert not wrong, "\n\n".join(wrong)


def test_the_readme_shows_a_transcript() -> None:
    assert [block for block in blocks.read(ROOT / "README.md") if block.is_run and block.is_transcript]
