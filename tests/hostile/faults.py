"""Runs of claimgraph in which something fails at a chosen point: forks of one prepared process, so they are quick.

    python -m tests.hostile.faults size 0,100,2000 -- build in -o graph.ttl

``size``: no file may grow beyond so many bytes, as on a full disk. ``call``: the so-manieth opening, linking, renaming
or making of anything in the folder ``out`` fails. Prints a line for each run: the number and the exit code.
"""

import errno
import os
import resource
import sys
from collections.abc import Callable
from typing import Any, NoReturn

EVENTS = ("open", "os.link", "os.rename", "os.mkdir")
FOLDER = "out"
UNLIMITED = resource.getrlimit(resource.RLIMIT_FSIZE)[1]


def run(arguments: list[str]) -> NoReturn:
    """Be claimgraph, silently."""
    from claimgraph.cli import run

    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    sys.argv = ["claimgraph", *arguments]
    try:
        run()
    except SystemExit as ended:
        # What measures the tests writes its own files last.
        resource.setrlimit(resource.RLIMIT_FSIZE, (UNLIMITED, UNLIMITED))
        os._exit(ended.code if isinstance(ended.code, int) else 99)


def forked(prepare: Callable[[], None], arguments: list[str]) -> int:
    """The exit code of a run."""
    child = os.fork()
    if child == 0:
        try:
            prepare()
            run(arguments)
        finally:
            os._exit(98)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def full_at(size: int) -> Callable[[], None]:
    """No file may be larger than this."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, UNLIMITED))


def failing_at(number: int) -> Callable[[], None]:
    """The so-manieth call that makes or moves something in the folder fails."""
    seen = 0
    here = os.path.realpath(FOLDER)

    def hook(event: str, given: tuple[Any, ...]) -> None:
        nonlocal seen
        if event not in EVENTS or not isinstance(given[0], str | os.PathLike):
            return
        writes = event != "open" or (isinstance(given[2], int) and given[2] & (os.O_WRONLY | os.O_RDWR))
        if writes and os.path.realpath(given[0]).startswith(here):
            seen += 1
            if seen == number:
                raise OSError(errno.EIO, os.strerror(errno.EIO), os.fspath(given[0]))

    return lambda: sys.addaudithook(hook)


def main() -> None:
    """Run at every point given."""
    what, points, _, *arguments = sys.argv[1:]
    import claimgraph.api
    import claimgraph.cli.build  # noqa: F401 - whatever is loaded now is not loaded again in each run

    fault = full_at if what == "size" else failing_at
    for point in map(int, points.split(",")):
        print(point, forked(fault(point), arguments), flush=True)


if __name__ == "__main__":
    main()
