"""Which files of a folder are rule files, or files of scenarios beside them."""

from __future__ import annotations

from pathlib import Path

from dsl.file_names import MARKDOWN, RULES
from dsl.literate import blocks_of, is_literate


def files_in(folder: Path) -> tuple[Path, ...]:
    """The rule files and scenario files in a folder and below it, in order; most Markdown files aren't ours."""
    found = {*folder.rglob(f"*{RULES}"), *folder.rglob(f"*{MARKDOWN}")}
    return tuple(sorted(file for file in found if file.is_file() and _holds_rules(file)))


def _holds_rules(path: Path) -> bool:
    if not is_literate(path.name):
        return True
    try:
        return bool(blocks_of(path.read_bytes().decode("utf-8")))
    except (OSError, UnicodeDecodeError):
        return False
