"""Several processes: however the system starts them, they do what one does."""

import multiprocessing
import subprocess
import sys
from pathlib import Path

import pytest

from claimgraph import workers
from tests.reports import Made

BUILD = """
import multiprocessing, sys
from claimgraph import api, files, output, pipeline

if __name__ == "__main__":
    start, jobs, folder, out = sys.argv[1:]
    multiprocessing.set_start_method(start)
    api.write(files.find([folder]), [output.target(out)], pipeline.Settings(), api.Wish(jobs=int(jobs)))
"""


@pytest.mark.parametrize("start", multiprocessing.get_all_start_methods())
def test_processes_started_in_any_way_write_what_one_does(tmp_path: Path, start: str) -> None:
    folder, script = tmp_path / "in", tmp_path / "build.py"
    folder.mkdir()
    script.write_text(BUILD)
    for number in range(4):
        (folder / f"{number}.txt").write_text(Made(title=f"Report {number}").text(), "utf-8")

    for jobs in ("1", "2"):
        subprocess.run([sys.executable, script, start, jobs, folder, tmp_path / f"{jobs}.ttl"], check=True)

    assert (tmp_path / "1.ttl").read_bytes() == (tmp_path / "2.ttl").read_bytes()


def test_few_files_take_one_process_and_many_take_more_but_none_without_a_thousand_files() -> None:
    cores = workers.jobs(None, 10**9)

    assert workers.jobs(None, workers.MANY - 1) == 1
    assert [workers.jobs(None, found) for found in (3000, 5500)] == [min(cores, 3), min(cores, 5)]
    assert [workers.jobs(4, found) for found in (2, 100)] == [2, 4]
