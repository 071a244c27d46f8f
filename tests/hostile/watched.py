"""Be claimgraph while every socket, every look-up of a host and every file opened is watched; tell of them at the end.

python -m tests.hostile.watched REPORT build in -o graph.ttl
"""

import json
import os
import sys
from typing import Any

NETWORK = ("socket.", "urllib.", "http.client.", "ftplib.", "smtplib.", "webbrowser.")


def main() -> None:
    """Run a command; write what was seen to the report, a JSON object with a list of each kind."""
    report = os.path.abspath(sys.argv[1])
    network: list[str] = []
    opened: list[str] = []

    def hook(event: str, given: tuple[Any, ...]) -> None:
        if event.startswith(NETWORK):
            network.append(f"{event} {given!r}")
        elif event == "open" and isinstance(given[0], str | bytes | os.PathLike):
            opened.append(os.path.realpath(os.fsdecode(given[0])))

    sys.addaudithook(hook)
    sys.argv = ["claimgraph", *sys.argv[2:]]
    try:
        from claimgraph.cli import run

        run()
    finally:
        seen = json.dumps({"network": network, "opened": opened})
        with open(report, "w", encoding="utf-8") as stream:
            stream.write(seen)


if __name__ == "__main__":
    main()
