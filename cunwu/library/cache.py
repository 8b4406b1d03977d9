"""A cache folder that can be lost, spoiled or foreign at any time without harm.

An entry is ``MAGIC key digest payload``. It is read only if all of these hold,
and anything else counts as absent:

* folder and file belong to the user and nobody else may write there,
* the key is the one asked for and the digest is that of the payload,
* the payload names only classes of this project and plain values.

So a pickle that someone else could have written is never loaded.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import pickle
import stat
import sys
import tempfile
from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import Any

MAGIC = b"cunwu-cache-1\n"
OWN = ("dsl", "rulesets", "engine", "visualize", "cunwu")
_PLAIN = {
    ("builtins", "frozenset"),
    ("builtins", "set"),
    ("datetime", "date"),
    ("fractions", "Fraction"),
}


def cache_folder(environment: Mapping[str, str]) -> Path | None:
    """The folder for compiled rulesets, or None where there is to be none.

    ``CUNWU_CACHE_DIR`` wins, and empty switches the cache off; then
    ``XDG_CACHE_HOME``, ``LOCALAPPDATA`` (Windows), ``~/.cache``.
    """
    chosen = environment.get("CUNWU_CACHE_DIR")
    if chosen is not None:
        return Path(chosen) if chosen.strip() else None
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        base = environment.get(name, "")
        if base and Path(base).is_absolute():
            return Path(base) / "cunwu"
    home = environment.get("HOME") or environment.get("USERPROFILE") or ""
    return Path(home) / ".cache" / "cunwu" if home and Path(home).is_absolute() else None


def read_entry(folder: Path, name: str, key: str) -> Any | None:
    """The stored object, or None where there is none that may be trusted."""
    try:
        payload = _trusted_bytes(folder, name)
        head = MAGIC + key.encode() + b"\n"
        if payload is None or not payload.startswith(head):
            return None
        digest, body = payload[len(head) : len(head) + 32], payload[len(head) + 32 :]
        if hashlib.sha256(body).digest() != digest:
            return None
        return _Unpickler(io.BytesIO(body)).load()
    except Exception:
        # Whatever a spoiled entry may do, the rules are still there to be compiled.
        return None


def write_entry(folder: Path, name: str, key: str, value: object) -> bool:
    """Store ``value``, whole or not at all; False where that isn't possible."""
    temporary = None
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_private(folder.lstat(), stat.S_ISDIR):
            return False
        stream = io.BytesIO()
        _Pickler(stream, protocol=5).dump(value)
        body = stream.getvalue()
        handle, temporary = tempfile.mkstemp(prefix=name, suffix=".new", dir=folder)
        with os.fdopen(handle, "wb") as file:
            file.write(MAGIC + key.encode() + b"\n" + hashlib.sha256(body).digest() + body)
        Path(temporary).replace(folder / name)
    except (OSError, pickle.PicklingError, TypeError, AttributeError, RecursionError):
        if temporary is not None:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
        return False
    return True


def _trusted_bytes(folder: Path, name: str) -> bytes | None:
    if not _is_private(folder.lstat(), stat.S_ISDIR):
        return None
    handle = os.open(folder / name, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        if not _is_private(os.fstat(file.fileno()), stat.S_ISREG):
            return None
        return file.read()


def _is_private(status: os.stat_result, is_kind: Any) -> bool:
    if not is_kind(status.st_mode):
        return False
    if sys.platform == "win32":  # the folder lies in the user's own profile, whose rights Windows guards
        return True
    return status.st_uid == os.getuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


class _Pickler(pickle.Pickler):
    """Takes members of enumerations by their value.

    Python 3.11.2 (that of Debian 12) would take them by ``getattr``, which no entry may name.
    """

    def reducer_override(self, obj: Any) -> Any:
        return (type(obj), (obj.value,)) if isinstance(obj, Enum) else NotImplemented


class _Unpickler(pickle.Unpickler):
    """Loads classes of this project and plain values, nothing that runs."""

    def find_class(self, module: str, name: str) -> Any:
        """A class that an entry may name; anything else spoils the entry."""
        if (module, name) in _PLAIN:
            return super().find_class(module, name)
        if module.partition(".")[0] in OWN and "." not in name:
            found = super().find_class(module, name)
            # A class that one of our modules merely imported would say so here.
            if isinstance(found, type) and found.__module__.partition(".")[0] in OWN:
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")
