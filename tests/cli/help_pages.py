"""The examples that a command's help gives, and what happens when they are run."""

import re
import shlex
import shutil
from pathlib import Path

from click.testing import CliRunner, Result

from claimgraph import cli

_EXAMPLE = re.compile(r"^ +claimgraph (.+)$", re.MULTILINE)


def examples(command: str) -> list[list[str]]:
    """The arguments of each example in the help of a command."""
    page = CliRunner().invoke(cli.main, [command, "--help"]).output
    return [shlex.split(line) for line in _EXAMPLE.findall(page.partition("Examples:")[2].partition("To keep it:")[0])]


def prepare(seeds: Path, folder: Path) -> None:
    """What the examples speak of: the seeds, a graph of them, and one of last week."""
    shutil.copytree(seeds, folder / "seeds", dirs_exist_ok=True)
    run("build", str(folder / "seeds"), "-o", str(folder / "graph.ttl"), "-o", str(folder / "last-week.ttl"))


def run(*arguments: str, **options: str) -> Result:
    """Run a command as the program does, its exit code as the result's."""
    result = CliRunner(env=options).invoke(cli.main, arguments, standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    result.exit_code = result.return_value if isinstance(result.return_value, int) else result.exit_code
    return result
