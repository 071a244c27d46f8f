"""``claimgraph completion``: what makes a shell complete commands, options and paths."""

from __future__ import annotations

import click

from claimgraph import cli

SHELLS = {
    "bash": 'eval "$(claimgraph completion bash)"  in ~/.bashrc',
    "zsh": 'eval "$(claimgraph completion zsh)"  in ~/.zshrc',
    "fish": "claimgraph completion fish > ~/.config/fish/completions/claimgraph.fish",
}
_PROGRAM, _VARIABLE = "claimgraph", "_CLAIMGRAPH_COMPLETE"


@click.command(
    epilog="\b\nExamples:\n  claimgraph completion bash\n  claimgraph completion fish\n\n\b\nTo keep it:\n"
    + "\n".join(f"  {line}" for line in SHELLS.values())
)
@click.argument("shell", type=click.Choice(list(SHELLS)))
def completion(shell: str) -> int:
    """Print the completion script of SHELL."""
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    if found is None:
        raise click.UsageError(f"click knows no completion for {shell}")
    # The class's own `source` first asks bash for its version; the script is the same whatever the answer.
    made = found(cli.main, {}, _PROGRAM, _VARIABLE)
    click.echo(made.source_template % made.source_vars())
    return cli.EXIT_OK
