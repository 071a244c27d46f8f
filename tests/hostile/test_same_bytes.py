"""The same reports give the same bytes, wherever, whenever, by whomever and in whatever order they are read."""

import random
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

from tests.hostile.commands import ENVIRONMENT, claimgraph
from tests.hostile.texts import TEXTS
from tests.reports import Made

ENDINGS = ("ttl", "nt", "nq", "trig", "jsonld", "rdf", "html", "graphml", "gexf", "csv")
OUTPUTS = [word for ending in ENDINGS for word in ("-o", f"graph.{ending}")]


def reports() -> dict[str, str]:
    """Reports by name: on three papers, alike in part, with Turkish letters and hostile ones."""
    found = {}
    for number in range(24):
        rows = [
            (f"Iı {number % 5}: İstanbul ACHIEVES {number % 4}.5 ± 0.1 recall.", "✓", f"0.{number + 10}"),
            (TEXTS[number * 4], "×", "41%"),
            ("It helps.", "✓", "0.5"),
        ]
        report = Made(
            title=f"Report {number // 2}", examined=f"Paper {number % 3} IİIı", rows=rows, score=f"{number % 9}.0/10"
        )
        found[f"r{number}.txt"] = report.text()
    return found


def put(folder: Path, names: list[str]) -> Path:
    """A folder with the reports, made in this order."""
    folder.mkdir(parents=True)
    texts = reports()
    for name in names:
        (folder / name).write_text(texts[name], "utf-8")
    return folder


def bytes_of(place: Path) -> dict[str, str]:
    """The outputs of a place, each as the digest of its bytes."""
    paths = [path for ending in ENDINGS for path in sorted(place.rglob(f"graph.{ending}*"))]
    paths = [inner for path in paths for inner in (sorted(path.iterdir()) if path.is_dir() else [path])]
    return {str(path.relative_to(place)): sha256(path.read_bytes()).hexdigest() for path in paths}


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What a plain build gives."""
    place = tmp_path_factory.mktemp("usual")
    put(place / "in", sorted(reports()))
    claimgraph("build", "in", *OUTPUTS, cwd=place)
    found = bytes_of(place)
    assert len(found) == len(ENDINGS) + 2  # a folder of tables has three files
    return found


@pytest.mark.parametrize("seed", ["0", "1", "2", "12345"])
def test_the_hash_seed_does_not_matter(seed: str, usual: dict[str, str], tmp_path: Path) -> None:
    put(tmp_path / "in", sorted(reports()))

    claimgraph("build", "in", *OUTPUTS, cwd=tmp_path, env={**ENVIRONMENT, "PYTHONHASHSEED": seed})

    assert bytes_of(tmp_path) == usual


def test_the_order_in_which_files_were_made_does_not_matter(usual: dict[str, str], tmp_path: Path) -> None:
    put(tmp_path / "in", sorted(reports(), reverse=True))

    claimgraph("build", "in", *OUTPUTS, cwd=tmp_path)

    assert bytes_of(tmp_path) == usual


def test_the_order_in_which_files_are_given_does_not_matter(usual: dict[str, str], tmp_path: Path) -> None:
    put(tmp_path / "in", sorted(reports()))
    given = [f"in/{name}" for name in reports()]
    random.Random(5).shuffle(given)

    claimgraph("build", *given, *OUTPUTS, cwd=tmp_path)

    assert bytes_of(tmp_path) == usual


def test_the_place_does_not_matter_nor_how_it_is_named(usual: dict[str, str], tmp_path: Path) -> None:
    elsewhere = put(tmp_path / "else where" / "ünder", sorted(reports()))
    (tmp_path / "out").mkdir()

    claimgraph("build", elsewhere.resolve(), *OUTPUTS, cwd=tmp_path / "out")

    assert bytes_of(tmp_path / "out") == usual


@pytest.mark.parametrize("jobs", ["1", "2", "3"])
def test_the_number_of_processes_does_not_matter(jobs: str, usual: dict[str, str], tmp_path: Path) -> None:
    put(tmp_path / "in", sorted(reports()))

    claimgraph("build", "in", *OUTPUTS, "-j", jobs, cwd=tmp_path)

    assert bytes_of(tmp_path) == usual


@pytest.mark.parametrize(
    "world",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr", "PYTHONUTF8": "0"},
        {"LC_ALL": "tr_TR.ISO-8859-9", "PYTHONUTF8": "0", "PYTHONIOENCODING": "latin-1"},
        {"TZ": "Pacific/Kiritimati"},
        {"TZ": "America/Adak", "LC_TIME": "tr_TR.UTF-8"},
        {"PYTHONOPTIMIZE": "2", "PYTHONDONTWRITEBYTECODE": "1"},
    ],
)
def test_locale_and_clock_do_not_matter(
    world: dict[str, str], usual: dict[str, str], turkish: str, tmp_path: Path
) -> None:
    put(tmp_path / "in", sorted(reports()))

    claimgraph("build", "in", *OUTPUTS, cwd=tmp_path, env={**ENVIRONMENT, "LOCPATH": turkish, **world})

    assert bytes_of(tmp_path) == usual


@pytest.fixture(scope="module")
def turkish(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A folder with Turkish locales, where the machine has what they are made from; a missing one is a case too."""
    folder = tmp_path_factory.mktemp("locales")
    if shutil.which("localedef"):
        for name in ("UTF-8", "ISO-8859-9"):
            made = ["localedef", "-i", "tr_TR", "-f", name, str(folder / f"tr_TR.{name}")]
            subprocess.run(made, capture_output=True, check=False)
    return str(folder)


def test_standard_output_has_the_bytes_a_file_has(usual: dict[str, str], tmp_path: Path) -> None:
    put(tmp_path / "in", sorted(reports()))

    plain = {**ENVIRONMENT, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = claimgraph("build", "in", "-o", "-", cwd=tmp_path, env=plain)

    assert sha256(done.stdout).hexdigest() == usual["graph.ttl"]


@pytest.mark.parametrize("question", [("query", "in", "-n", "recurring"), ("check", "in"), ("show", "in", "It helps.")])
def test_answers_are_the_same_bytes_in_every_locale(question: tuple[str, ...], tmp_path: Path) -> None:
    put(tmp_path / "in", sorted(reports()))
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONHASHSEED": "7"}

    usual, other = (claimgraph(*question, cwd=tmp_path, env={**ENVIRONMENT, **world}) for world in ({}, plain))

    assert usual.stdout
    assert (usual.returncode, usual.stdout) == (other.returncode, other.stdout)


def test_what_is_loaded_and_saved_again_stays_the_same(usual: dict[str, str], tmp_path: Path) -> None:
    import claimgraph as cg

    put(tmp_path / "in", sorted(reports()))
    cg.save(cg.build(tmp_path / "in"), tmp_path / "one.nt")
    cg.save(cg.load(tmp_path / "one.nt"), tmp_path / "two.nt")

    one, two = (sorted((tmp_path / name).read_bytes().split(b"\n")) for name in ("one.nt", "two.nt"))
    assert one == two
