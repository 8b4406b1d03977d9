"""What a compiled ruleset depends on besides its text: our own code, the parser, the interpreter.

A fingerprint is of file *contents*, so it can't be fooled by times or versions.
One trap remains: a process may hold older code in memory than lies on the disk
(a notebook left open while the code is edited), and what it compiles would then
be filed under the fingerprint of the newer code. So there is a fingerprint only
if no file of ours changed after this process began to import us; otherwise the
answer is None, and no cache is used.
"""

from __future__ import annotations

import hashlib
import importlib.util
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

STARTED = time.time_ns()
"""When this process began to import us: ``cunwu`` imports this module before any other."""
IMPORTED_BEFORE = any(name in sys.modules for name in ("dsl", "rulesets", "engine"))
"""Code that was in memory before that may be older than the files are."""

_SETTLED = 2_000_000_000  # ns; some file systems keep times in steps of up to two seconds
_SUFFIXES = {".py", ".lark"}
_PACKAGES = ("dsl", "rulesets", "engine", "cunwu")


def code_fingerprint(started: int = STARTED, imported_before: bool = IMPORTED_BEFORE) -> str | None:
    """A hash over all code that makes a compiled ruleset, None where it can't be trusted."""
    if imported_before:
        return None
    folders = [folder for name in _PACKAGES for folder in _places(name)]
    parser = importlib.util.find_spec("lark")
    if not folders or parser is None or parser.origin is None:
        return None
    try:
        return fingerprint([*own_files(folders), Path(parser.origin)], started)
    except OSError:
        return None


def fingerprint(files: Iterable[Path], started: int) -> str | None:
    """A hash over names and contents, None where a file is too young to tell what was imported.

    Raises OSError where a file can't be read.
    """
    digest = hashlib.sha256(f"{sys.implementation.cache_tag} {sys.hexversion}".encode())
    for file in files:
        status = file.stat()
        if max(status.st_mtime_ns, status.st_ctime_ns) > started - _SETTLED:
            return None
        content = file.read_bytes()
        digest.update(f"\0{file}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def own_files(folders: Iterable[Path]) -> Iterator[Path]:
    """The code files below the folders, in a fixed order."""
    for folder in folders:
        yield from sorted(path for path in folder.rglob("*") if path.suffix in _SUFFIXES and path.is_file())


def _places(package: str) -> list[Path]:
    found = importlib.util.find_spec(package)
    return [Path(place) for place in (found.submodule_search_locations or ())] if found else []
