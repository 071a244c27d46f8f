"""Running claimgraph as its users do, in a process of its own, in whatever world a test makes for it."""

import ctypes
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.conftest import ROOT
from tests.reports import Made

ENVIRONMENT = {**os.environ, "NO_COLOR": "1", "PYTHONPATH": str(ROOT)}
UNMEASURED = {name: value for name, value in ENVIRONMENT.items() if not name.startswith("COV")}
"""Without what has a process measure its coverage, where what it loads and writes is at stake."""

COMMAND = [sys.executable, "-m", "claimgraph"]
PATIENCE = 60
_DROP, _OVERRIDE, _READ_SEARCH = 24, 1, 2

Done = subprocess.CompletedProcess[bytes]


def claimgraph(
    *args: str | Path,
    cwd: Path,
    stdin: bytes | None = b"",
    env: dict[str, str] | None = None,
    first: Callable[[], object] | None = None,
) -> Done:
    """Run a command to its end; ``first`` is called in the new process before it becomes claimgraph."""
    return subprocess.run(
        [*COMMAND, *map(str, args)],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        env=ENVIRONMENT if env is None else env,
        preexec_fn=first,
        timeout=PATIENCE,
        check=False,
    )


def without_rights() -> None:
    """Make permissions count, for the superuser as well: the right to pass them over is given up for good."""
    if os.geteuid() == 0 and sys.platform == "linux":
        libc = ctypes.CDLL(None)
        for right in (_OVERRIDE, _READ_SEARCH):
            if libc.prctl(_DROP, right, 0, 0, 0):
                raise OSError("a right could not be given up")


def reports(folder: Path, count: int = 3) -> Path:
    """A folder with so many made reports on one paper."""
    folder.mkdir(exist_ok=True)
    for number in range(count):
        rows = ((f"Model {number} achieves {number}.25 recall.", "✓", "0.41"), ("Pruning helps.", "×", "0.08"))
        (folder / f"{number:04}.txt").write_text(Made(title=f"Report {number}", rows=rows).text(), "utf-8")
    return folder


def names(folder: Path) -> list[str]:
    """What is in a folder, hidden files too."""
    return sorted(os.listdir(folder))
