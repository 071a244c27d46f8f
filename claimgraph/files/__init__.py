"""The user's files: what is found, how it is read, how it is written. No other room touches the file system.

Reading follows no links, opens nothing that could block, and names everything it leaves out. Writing goes to a file
beside the target that replaces it once it is whole and on the disk.
"""

from __future__ import annotations

from claimgraph.files.finding import Found, find
from claimgraph.files.reading import LARGEST, STDIN, File, opened, read, reason
from claimgraph.files.writing import (
    Output,
    Swappable,
    abandon,
    beside,
    clear_stale,
    commit,
    is_special,
    naming,
    remove,
    replacing,
    sync_folder,
)

__all__ = [
    "LARGEST",
    "STDIN",
    "File",
    "Found",
    "Output",
    "Swappable",
    "abandon",
    "beside",
    "clear_stale",
    "commit",
    "find",
    "is_special",
    "naming",
    "opened",
    "read",
    "reason",
    "remove",
    "replacing",
    "sync_folder",
]
