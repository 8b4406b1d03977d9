"""Where a command's output goes, and how far it has come."""

from __future__ import annotations

import codecs
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType

import click

from cunwu.cli.streams import is_terminal
from cunwu.language import Lang, pick

_NARROWEST, _WIDEST = 60, 110
_PATIENCE = 0.5  # seconds before progress is worth showing


def columns() -> int:
    """The width to lay text out for: the terminal's, within what reads well."""
    return max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size((100, 24)).columns))


def save(path: Path, text: str | bytes, lang: Lang) -> None:
    """Write a file whole or not at all, and say so. Raises click.ClickException where it can't be written."""
    replace(
        path, text if isinstance(text, bytes) else (text if text.endswith("\n") else text + "\n").encode("utf-8"), lang
    )
    click.echo(pick(lang, f"已写入 {path}", f"Wrote {path}"), err=True)


def replace(path: Path, data: bytes, lang: Lang) -> None:
    """Write a file whole or not at all. Raises click.ClickException where it can't be written."""
    try:
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        if path.exists() and not path.is_file():
            path.write_bytes(data)  # a device or a pipe can't be replaced
        else:
            handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".cunwu-")
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(temporary).chmod(mode)
            Path(temporary).replace(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise click.ClickException(
            pick(lang, f"无法写入“{path}”：{reason}", f"Could not write {path}: {reason}")
        ) from error


def rewrite(path: Path, text: str, lang: Lang) -> None:
    """Write a rule file anew and say so; a byte order mark that it began with stays, which editors go by."""
    mark = codecs.BOM_UTF8 if path.read_bytes().startswith(codecs.BOM_UTF8) else b""
    save(path, mark + text.encode("utf-8"), lang)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


class Progress:
    """A counter on standard error, shown on a terminal once work takes a while."""

    def __init__(self, total: int, lang: Lang) -> None:
        self.total = total
        self.lang = lang
        self.done = 0
        self.shown = False
        self.begun = time.monotonic()

    def __enter__(self) -> Progress:
        """Begin."""
        return self

    def step(self, what: str) -> None:
        """Say that work on ``what`` begins."""
        self.done += 1
        if self.total > 1 and is_terminal(sys.stderr) and time.monotonic() - self.begun > _PATIENCE:
            head = pick(self.lang, "正在核对", "Checking")
            click.echo(f"\r\x1b[K{head} {self.done}/{self.total} {what[-50:]}", nl=False, err=True)
            self.shown = True

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Clear the line."""
        if self.shown:
            click.echo("\r\x1b[K", nl=False, err=True)
