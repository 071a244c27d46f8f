"""The command line: a command is options in, one call, results out. Each is loaded when it is called.

Results go to standard output, all else to standard error. ``EXIT`` lists what the exit codes mean.
"""

from __future__ import annotations

import os
import signal
import sys
from importlib import import_module
from types import FrameType
from typing import NoReturn

import click

from claimgraph.problems import ClaimgraphError, shown
from claimgraph.version import VERSION

EXIT_OK, EXIT_WARNED, EXIT_USAGE, EXIT_NOTHING, EXIT_BUG, EXIT_INTERRUPTED = 0, 1, 2, 3, 70, 130

COMMANDS = {
    "build": "Build a graph from reports and write it.",
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
    " 3 nothing written; 130 interrupted.",
)
@click.version_option(VERSION, message="claimgraph %(version)s")
def main() -> None:
    """Turn machine-made literature reports into one knowledge graph.

    \b
    claimgraph build seeds/ -o graph.ttl     reports in, graph out
    claimgraph query graph.ttl -n conflicts  where reports differ
    claimgraph view graph.ttl                one page to explore
    """


class Terminated(BaseException):
    """The process was asked to end."""


def _terminate(number: int, frame: FrameType | None) -> NoReturn:
    raise Terminated


def run() -> NoReturn:
    """The ``claimgraph`` program: runs a command and ends with its exit code, never with a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    signal.signal(signal.SIGTERM, _terminate)
    sys.exit(_code())


def _code() -> int:
    try:
        code = main(standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else EXIT_OK
    except click.exceptions.Exit as stopped:
        return stopped.exit_code
    except click.ClickException as error:
        error.show()
        return EXIT_USAGE
    except (KeyboardInterrupt, click.Abort):
        click.echo("interrupted; nothing was changed", err=True)
        return EXIT_INTERRUPTED
    except Terminated:
        click.echo("ended by a signal; nothing was changed", err=True)
        return 128 + signal.SIGTERM
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_OK
    except ClaimgraphError as error:
        click.echo(str(error), err=True)
        return EXIT_NOTHING
    except OSError as error:
        return _failed(error)
    except (RecursionError, MemoryError):
        click.echo("the input is too large or too deeply nested for this machine; nothing was written", err=True)
        return EXIT_NOTHING
    except Exception as error:  # noqa: BLE001 - the last line before the user: a bug is shown as one
        return _bug(error)


def _failed(error: OSError) -> int:
    from claimgraph.files import reason

    place = f"{shown(str(error.filename))}: " if error.filename else ""
    click.echo(f"{place}{reason(error)}; nothing was written", err=True)
    return EXIT_USAGE if isinstance(error, FileNotFoundError) else EXIT_NOTHING


def _bug(error: Exception) -> int:
    if os.environ.get("CLAIMGRAPH_DEBUG"):
        raise error
    click.echo(
        f"a bug in claimgraph {VERSION}: {type(error).__name__}: {shown(str(error))}\n"
        "set CLAIMGRAPH_DEBUG=1 for the traceback, and please report it",
        err=True,
    )
    return EXIT_BUG
