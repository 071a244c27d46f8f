"""``python -m claimgraph`` is the command."""

from claimgraph.cli import run

if __name__ == "__main__":
    run()
