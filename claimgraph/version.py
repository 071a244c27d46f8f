"""The version of this software, as the graph and ``--version`` state it."""

VERSION = "0.1.0"
