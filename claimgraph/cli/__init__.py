"""The command line: a command is options in, one call, results out. Each is loaded when it is called.

Results go to standard output, all else to standard error. ``EXIT`` lists what the exit codes mean.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from importlib import import_module
from typing import NoReturn

import click

from claimgraph.cli import paint, process
from claimgraph.problems import ClaimgraphError, shown
from claimgraph.version import VERSION

EXIT_OK, EXIT_WARNED, EXIT_USAGE, EXIT_NOTHING, EXIT_BUG, EXIT_INTERRUPTED, EXIT_CLOSED = 0, 1, 2, 3, 70, 130, 141

COMMANDS = {
    "build": "Build a graph from reports and write it.",
    "merge": "Merge the parts that `build --shard` made into one graph.",
    "check": "Find what is wrong in reports or in a graph.",
    "query": "Ask a graph in SPARQL, or one of the questions that are ready.",
    "show": "Show one claim: who prints it, where, how it is linked.",
    "diff": "Compare two graphs: claims added, gone, changed.",
    "view": "Write a graph as an interactive page.",
    "rule": "Explain a problem code.",
    "formats": "List the formats that can be read and written.",
    "completion": "Print the completion script of a shell.",
}


class _Commands(click.Group):
    """Commands by name, each imported when it is needed, with a suggestion for a name that is none."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"claimgraph.cli.{name}"), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from claimgraph.writers import suggestion

            ctx.fail(f"no command {shown(args[0])!r}{suggestion(args[0], COMMANDS)}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands with one line each, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 all is in the result; 1 written, but something was left out or found wrong; 2 wrong usage;"
    " 3 nothing written; 130 interrupted; 141 the output was closed.",
)
@click.version_option(VERSION, message="claimgraph %(version)s")
@click.option(
    "--color",
    "colour",
    default="auto",
    show_default=True,
    type=click.Choice(paint.WHEN),
    help="When to colour; auto: on a terminal, or as NO_COLOR and FORCE_COLOR say.",
)
@click.pass_context
def main(context: click.Context, colour: str) -> None:
    """Turn machine-made literature reports into one knowledge graph.

    \b
    claimgraph build seeds/ -o graph.ttl     reports in, graph out
    claimgraph query graph.ttl -n conflicts  where reports differ
    claimgraph view graph.ttl                one page to explore
    """
    # click hands this on to the command, to what it echoes and to ``paint``.
    context.color = paint.wanted(colour)


def run() -> NoReturn:
    """The ``claimgraph`` program: runs a command and ends with its exit code, never with a traceback."""
    process.prepare()
    code = _code()
    if not process.flushed() and code == EXIT_OK:
        code = EXIT_NOTHING
    gc.freeze()  # the process ends: nothing in it is worth a last look for cycles
    sys.exit(code)


def _code() -> int:
    try:
        code = _invoked(sys.argv[1:])
        sys.stdout.flush()
        return code if isinstance(code, int) else EXIT_OK
    except click.exceptions.Exit as stopped:
        return stopped.exit_code
    except click.ClickException as error:
        error.show()
        return EXIT_USAGE
    except (KeyboardInterrupt, click.Abort):
        return _told(process.told(signal.SIGINT), EXIT_INTERRUPTED)
    except process.Ended as ended:
        return _told(process.told(ended.number), 128 + ended.number)
    except ClaimgraphError as error:
        return _told(str(error), EXIT_NOTHING)
    except OSError as error:
        return _failed(error)
    except (RecursionError, MemoryError):
        return _told("the input is too large or too deeply nested for this machine; nothing was written", EXIT_NOTHING)
    except Exception as error:  # noqa: BLE001 - the last line before the user: a bug is shown as one
        return _bug(error)


def _told(message: str, code: int) -> int:
    """The exit code, after the message."""
    click.echo(message, err=True)
    return code


def _invoked(arguments: list[str]) -> object:
    """What a command returns. click's own way of calling it would end a closed pipe as if it were exit code 1."""
    if "_CLAIMGRAPH_COMPLETE" in os.environ:
        return main(prog_name="claimgraph")
    with main.make_context("claimgraph", arguments) as context:
        return main.invoke(context)


def _failed(error: OSError) -> int:
    from claimgraph.files import reason

    if isinstance(error, BrokenPipeError):
        # As when the signal had told of it: `| head` is no success where the answer was cut short.
        return _told("the output was closed before all of it was written", EXIT_CLOSED)
    place = f"{shown(os.fsdecode(error.filename))}: " if error.filename else ""
    code = EXIT_USAGE if isinstance(error, FileNotFoundError) else EXIT_NOTHING
    return _told(f"{place}{reason(error)}; nothing was written", code)


def _bug(error: Exception) -> int:
    if os.environ.get("CLAIMGRAPH_DEBUG"):
        raise error
    return _told(
        f"a bug in claimgraph {VERSION}: {type(error).__name__}: {shown(str(error))}\n"
        "set CLAIMGRAPH_DEBUG=1 for the traceback, and please report it",
        EXIT_BUG,
    )
