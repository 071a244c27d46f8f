"""The contenders, and environments of their own for those that need other versions of what claimgraph uses."""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).parent
OWN = {"morph-kgc": ("morph_kgc", ["morph-kgc"]), "maplib": ("maplib", ["maplib", "polars"])}
"""Contenders that need an environment of their own: module here, and what to install."""


def commands(reports: Path, folder: Path) -> dict[str, tuple[list[str], Path]]:
    """For each contender its command and the file it writes."""
    made: dict[str, tuple[list[str], Path]] = {}
    naive = [sys.executable, "-m", "benchmarks.naive_rdflib"]
    for name, start in {
        "by hand (the limit)": [sys.executable, str(HERE / "by_hand.py")],
        "naive rdflib": naive,
        "naive rdflib, Turtle": naive,
        "pyoxigraph, streaming": [sys.executable, "-m", "benchmarks.oxigraph_stream"],
        **{name: [python, "-m", f"benchmarks.{OWN[name][0]}"] for name, python in pythons(folder).items()},
    }.items():
        out = folder / f"rival-{len(made)}.{'ttl' if name.endswith('Turtle') else 'nt'}"
        made[name] = ([*start, str(reports), str(out)], out)
    return made


def pythons(folder: Path) -> dict[str, str]:
    """The interpreter of each contender with an environment of its own; what cannot be installed is told."""
    made: dict[str, str] = {}
    for name, (_, packages) in OWN.items():
        place = folder / "envs" / name
        python = place / "bin" / "python"
        if not python.exists():
            venv.create(place, with_pip=not _uv())
            install = (
                [_uv(), "pip", "install", "--python", str(python)] if _uv() else [str(python), "-m", "pip", "install"]
            )
            done = subprocess.run([*install, "--quiet", *packages], check=False, capture_output=True, text=True)
            if done.returncode:
                print(f"{name} left out: it cannot be installed here\n{done.stderr}", file=sys.stderr)
                continue
        made[name] = str(python)
    return made


def _uv() -> str:
    beside = Path(sys.executable).with_name("uv")
    return str(beside) if beside.exists() else shutil.which("uv") or ""
