"""Finds the commands a Markdown page shows and runs them, so that no page promises what does not work.

A `console` block holds lines that start with `$ ` (the commands, each of which must end well) and what they print. `sh`
and `python` blocks are run whole. A comment just above a block changes that:

    <!-- transcript -->          what the commands print must be what the page shows; `…` stands for any text
    <!-- not run: the reason --> the block is left alone
"""

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from os import environ, pathsep
from pathlib import Path

_BLOCK = re.compile(r"^(?:<!-- *(?P<note>[^\n]*?) *-->\n+)?```(?P<language>\w+)\n(?P<body>.*?)^```$", re.M | re.S)
_RUN = ("console", "sh", "python")
_CUT = "\x1fcut\x1f"


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block of a page, with the comment above it."""

    language: str
    note: str
    body: str
    line: int

    @property
    def is_run(self) -> bool:
        return self.language in _RUN and not self.note.startswith("not run:")

    @property
    def is_transcript(self) -> bool:
        return self.note == "transcript"

    def commands(self) -> list[tuple[str, str]]:
        """Each command of a console block and what the page shows below it."""
        found: list[tuple[str, str]] = []
        for line in self.body.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], ""))
            elif found and found[-1][0].endswith("\\") and not found[-1][1]:
                found[-1] = (f"{found[-1][0]}\n{line.removeprefix('> ')}", "")
            elif found:
                found[-1] = (found[-1][0], f"{found[-1][1]}{line}\n")
        return found


def read(page: Path) -> list[Block]:
    """All blocks of a page, in order."""
    text = page.read_text(encoding="utf-8")
    return [
        Block(match["language"], match["note"] or "", match["body"], text.count("\n", 0, match.start()) + 1)
        for match in _BLOCK.finditer(text)
    ]


def copy_project(root: Path, to: Path) -> None:
    """Copy what is tracked, and lead `.venv` to the environment that runs the tests."""
    skip = shutil.ignore_patterns(".git", ".venv", "dist", "out", "__pycache__", ".*_cache", ".hypothesis", "artifacts")
    shutil.copytree(root, to, ignore=skip)
    (to / ".venv").symlink_to(sys.prefix, target_is_directory=True)


def run(block: Block, folder: Path) -> list[str]:
    """Run a block in `folder`; say for each command what differs from the page."""
    if block.language == "console":
        return _run_commands(block, folder)
    if block.language == "sh":
        done = _start(["bash", "-euo", "pipefail", "-c", block.body], folder)
    elif ">>> " in block.body:
        (folder / "block.txt").write_text(block.body, encoding="utf-8")
        done = _start([sys.executable, "-m", "doctest", "-o", "ELLIPSIS", "block.txt"], folder)
    else:
        done = _start([sys.executable, "-c", block.body], folder)
    return [f"ends with {done.returncode}:\n{done.stdout}"] if done.returncode else []


def _run_commands(block: Block, folder: Path) -> list[str]:
    commands = block.commands()
    # One shell for the block, so that `cd` and `$?` mean what a reader thinks; a cut mark parts the outputs.
    script = "".join(f"rc=$?; echo '{_CUT}'; (exit $rc)\n{command}\n" for command, _ in commands)
    done = _start(["bash", "-c" if block.is_transcript else "-ec", script], folder)
    outputs = done.stdout.split(f"{_CUT}\n")[1:]
    wrong = [
        f"$ {command}\nshows\n{shown}\nbut prints\n{printed}"
        for (command, shown), printed in zip(commands, outputs, strict=block.is_transcript)
        if block.is_transcript and not _fits(shown, printed)
    ]
    if done.returncode and not block.is_transcript:
        wrong.append(f"ends with {done.returncode}:\n{done.stdout.replace(_CUT, '')}")
    return wrong


def _fits(shown: str, printed: str) -> bool:
    pattern = ".*?".join(map(re.escape, _bare(shown).split("…")))
    return re.fullmatch(pattern, _bare(printed), re.S) is not None


def _bare(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.splitlines()).strip("\n")


def _start(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    env = dict(environ) | {
        "PATH": pathsep.join([str(Path(sys.executable).parent), environ.get("PATH", "")]),
        "PYTHONPATH": str(folder),
        "NO_COLOR": "1",
        "COLUMNS": "80",
    }
    return subprocess.run(
        command, cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip
