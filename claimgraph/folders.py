"""Folders as output: built beside the target and swapped in whole, as :class:`claimgraph.files.Output` does for a file.

A folder of ours says so in its ``manifest.json``. Whatever else stands at the target is the user's and is left alone.
"""

from __future__ import annotations

import ctypes
import errno
import glob
import json
import os
import stat
import sys
from collections.abc import Mapping
from pathlib import Path

from claimgraph import files
from claimgraph.problems import ClaimgraphError, quoted, shown

MANIFEST = "manifest.json"
_OURS = "claimgraph "
_ASIDE = "old"
_EXCHANGE = 2
_HERE = -100
_CANNOT = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM)


class Folder:
    """A folder being built beside its target; nothing is seen there before :meth:`swap`.

    Whoever builds it fills ``beside``, then calls :meth:`describe` and :meth:`finish`, and hands it to
    :func:`claimgraph.files.commit`; :meth:`discard` in any case. A target that is not an earlier folder of ours
    raises ``ClaimgraphError``.
    """

    def __init__(self, target: Path) -> None:
        self.target = Path(os.path.realpath(target))
        self.beside = files.beside(self.target)
        _put_back(self.target)
        files.clear_stale(self.target)
        check(self.target)
        self._was_there = self.target.is_dir()
        self.beside.mkdir()
        if self._was_there:
            self.beside.chmod(stat.S_IMODE(self.target.stat().st_mode))

    def describe(self, kind: str, about: Mapping[str, object]) -> None:
        """Write the manifest: what kind of folder this is, what is worth knowing of it, and what belongs to it."""
        listed = sorted({*os.listdir(self.beside), MANIFEST})
        said = {"kind": _OURS + kind, **about, "files": listed}
        (self.beside / MANIFEST).write_text(json.dumps(said, indent=2, ensure_ascii=True) + "\n", encoding="utf-8")

    def finish(self) -> None:
        """Bring every byte and every name to the disk."""
        for folder, _, names in os.walk(self.beside):
            for name in names:
                _sync(os.path.join(folder, name))
            files.sync_folder(Path(folder))

    def swap(self) -> None:
        """Put the folder in the place of the target; the old one, if any, waits beside."""
        if self._was_there:
            _exchange(self.beside, self.target)
        else:
            os.rename(self.beside, self.target)

    def restore(self) -> None:
        """Undo :meth:`swap`."""
        if self._was_there:
            _exchange(self.beside, self.target)
        else:
            os.rename(self.target, self.beside)

    def settle(self) -> None:
        """Make :meth:`swap` last."""
        files.sync_folder(self.target.parent)
        files.remove(self.beside)

    def commit(self) -> None:
        """Take the place of the target for good."""
        files.commit([self])

    def discard(self) -> None:
        """Leave nothing behind."""
        files.remove(self.beside)


def check(target: Path) -> None:
    """Refuse a target that is neither absent, nor an empty folder, nor a folder of ours with nothing else in it."""
    name = shown(str(target))
    if not target.is_dir():
        if os.path.lexists(target):
            raise ClaimgraphError(f"{name} is no folder; nothing was overwritten")
        return
    names = set(os.listdir(target))
    if not names:
        return
    said = manifest(target)
    if said is None:
        raise ClaimgraphError(f"{name} is a folder that claimgraph did not make; nothing was overwritten")
    listed = said.get("files")
    others = sorted(names - {str(each) for each in listed} if isinstance(listed, list) else names)
    if others:
        what = f"{quoted(others[0])}, which claimgraph did not make"
        raise ClaimgraphError(f"{name} holds {what}; nothing was overwritten")


def manifest(folder: Path) -> dict[str, object] | None:
    """What the manifest of a folder says, or nothing if the folder is not one of ours."""
    try:
        said = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return None
    ours = isinstance(said, dict) and str(said.get("kind", "")).startswith(_OURS)
    return said if ours else None


def kind(said: Mapping[str, object]) -> str:
    """The kind that a manifest states.

    >>> kind({"kind": "claimgraph store"})
    'store'
    """
    return str(said["kind"]).removeprefix(_OURS)


def _sync(path: str) -> None:
    descriptor = os.open(path, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _exchange(beside: Path, target: Path) -> None:
    """Exchange two folders: in one step where the system can, so that no moment is without a target."""
    if _exchanged_at_once(beside, target):
        return
    aside = files.beside(target, _ASIDE)
    os.rename(target, aside)
    try:
        os.rename(beside, target)
    except OSError:
        os.rename(aside, target)
        raise
    os.rename(aside, beside)


def _exchanged_at_once(one: Path, other: Path) -> bool:
    if sys.platform != "linux":
        return False
    exchange = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if exchange is None:
        return False
    if exchange(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _CANNOT:
        return False
    raise OSError(number, os.strerror(number), str(other))


def _put_back(target: Path) -> None:
    """Put back the old folder of a process that died between the steps of an exchange."""
    if os.path.lexists(target):
        return
    for leftover in sorted(target.parent.glob(f".{glob.escape(target.name)}.*.{_ASIDE}.tmp")):
        if manifest(leftover) is not None:
            os.rename(leftover, target)
            return


__all__ = ["MANIFEST", "Folder", "check", "kind", "manifest"]
