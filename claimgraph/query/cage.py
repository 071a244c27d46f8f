"""What the query process may use: bounded memory, time and output, no TCP, and files only where it must read."""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from collections.abc import Iterable, Sequence

if sys.platform != "win32":
    import resource

LIBRARIES = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache")
"""Where the system keeps shared libraries; a module may load one late."""

_CREATE, _ADD, _RESTRICT = 444, 445, 446
_NO_NEW_PRIVILEGES = 38
_PARENT_DEATH = 1
_KILL = 9
_BY_PATH, _BY_PORT = 1, 2
_CONNECT_AND_BIND = 3
_CONNECT = 2
_READ = 0b1100
_EVERY_FILE_RIGHT = {1: 0x1FFF, 2: 0x3FFF, 3: 0x7FFF, 4: 0x7FFF}
_NEWEST_FILE_RIGHTS = 0xFFFF
_SCOPES = 3


def limit(memory: int, output: int, seconds: float) -> None:
    """Bound this process; the limits are the system's own, so nothing in a query can lift them.

    The processor limit only matters when the parent is gone: it lies beyond the time the parent waits.
    """
    if sys.platform == "win32":
        return
    for kind, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, output),
        (resource.RLIMIT_CPU, int(seconds * (os.cpu_count() or 1)) + 2),
    ):
        hard = resource.getrlimit(kind)[1]
        bounded = most if hard == resource.RLIM_INFINITY else min(most, hard)
        # macOS accepts no limit on address space below what is mapped already.
        if sys.platform == "linux" or kind != resource.RLIMIT_AS:
            resource.setrlimit(kind, (bounded, bounded))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PARENT_DEATH, _KILL, 0, 0, 0)


def close_network(ports: Sequence[int] = ()) -> bool:
    """Forbid TCP, but for connections to these ports; whether the system could do it (Linux 6.7 or later)."""
    version = _landlock_version()
    if version < 4:
        return False
    scopes = _SCOPES if version >= 6 else 0
    ruleset = _ruleset(struct.pack("QQQ", 0, _CONNECT_AND_BIND, scopes)[: 24 if version >= 6 else 16])
    for port in ports:
        _rule(ruleset, _BY_PORT, struct.pack("QQ", _CONNECT, port))
    return _enforce(ruleset)


def close_files(readable: Iterable[str]) -> bool:
    """Forbid all files but reading below these folders; what is open stays open. Whether it could be done."""
    version = _landlock_version()
    if version < 1:
        return False
    ruleset = _ruleset(struct.pack("Q", _EVERY_FILE_RIGHT.get(version, _NEWEST_FILE_RIGHTS)))
    for folder in readable:
        try:
            handle = os.open(folder, os.O_PATH | os.O_CLOEXEC)
        except OSError:
            continue  # not every entry of the module path exists
        rights = _READ if os.path.isdir(folder) else _READ & 0b0100
        _rule(ruleset, _BY_PATH, struct.pack("=Qi", rights, handle))
        os.close(handle)
    return _enforce(ruleset)


def _system() -> ctypes.CDLL:
    library = ctypes.CDLL(None, use_errno=True)
    library.syscall.restype = ctypes.c_long
    return library


def _landlock_version() -> int:
    if sys.platform != "linux":
        return 0
    return int(_system().syscall(_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint(1)))


def _ruleset(attributes: bytes) -> int:
    size = ctypes.c_size_t(len(attributes))
    return int(_system().syscall(_CREATE, ctypes.c_char_p(attributes), size, ctypes.c_uint(0)))


def _rule(ruleset: int, kind: int, attributes: bytes) -> None:
    _system().syscall(_ADD, ruleset, kind, ctypes.c_char_p(attributes), ctypes.c_uint(0))


def _enforce(ruleset: int) -> bool:
    system = _system()
    system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    done = ruleset >= 0 and system.syscall(_RESTRICT, ruleset, ctypes.c_uint(0)) == 0
    if ruleset >= 0:
        os.close(ruleset)
    return bool(done)
