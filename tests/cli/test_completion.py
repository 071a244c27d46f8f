"""``claimgraph completion``: the script of a shell, and what the shell gets for it."""

import os
import shutil
import subprocess
import sys

import pytest

from tests.cli.help_pages import examples, run


@pytest.mark.parametrize("arguments", examples("completion"), ids=" ".join)
def test_the_examples_of_the_help_run(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 0
    assert 2 <= len(examples("completion")) <= 4


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_completes_the_program(shell: str) -> None:
    script = run("completion", shell).stdout

    assert f"_CLAIMGRAPH_COMPLETE={shell}_complete" in script
    assert "claimgraph" in script


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_a_script_is_one_that_its_shell_can_read(shell: str) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"no {shell} here")
    script = run("completion", shell).stdout

    assert subprocess.run([program, "-n"], input=script.encode(), check=False).returncode == 0


@pytest.mark.parametrize(
    ("words", "expected"),
    [("claimgraph che", "plain,check"), ("claimgraph check --output-format sa", "plain,sarif")],
)
def test_the_shell_is_told_what_can_follow(words: str, expected: str) -> None:
    told = {"_CLAIMGRAPH_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split()) - 1)}
    code = "import sys; sys.argv[0] = 'claimgraph'; from claimgraph.cli import run; run()"

    done = subprocess.run(
        [sys.executable, "-c", code], env=dict(os.environ) | told, capture_output=True, text=True, check=False
    )

    assert done.stdout.splitlines() == [expected]
