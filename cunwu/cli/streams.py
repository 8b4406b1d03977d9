"""Standard output and error: whatever their encoding, and however early their reader leaves."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from typing import TextIO

_PLAINER = str.maketrans({"✓": "√", "✗": "×", "–": "-", "·": ".", "…": "...", "☐": "□", "※": "*"})


def prepare_streams() -> None:
    """Let characters that a terminal lacks be replaced instead of ending the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            with contextlib.suppress(ValueError, OSError):
                stream.reconfigure(errors="replace")


def drop_output() -> None:
    """Send the rest of our output nowhere: its reader has left."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())


def fitting(text: str, stream: TextIO) -> str:
    """``text`` with plainer signs where the stream's encoding lacks some of ours.

    GBK, for one, has √ and × but neither ✓ nor ✗.
    """
    try:
        text.encode(stream.encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return text.translate(_PLAINER)
    return text


def is_terminal(stream: TextIO) -> bool:
    """Whether a person watches the stream."""
    try:
        return stream.isatty()
    except ValueError:
        return False


def wants_colour(stream: TextIO) -> bool:
    """Whether to colour: on a terminal, unless ``NO_COLOR`` or a dumb terminal says no."""
    return is_terminal(stream) and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


def write_text(text: str) -> None:
    """Write text for a person to standard output."""
    sys.stdout.write(fitting(text, sys.stdout) + "\n")


def write_data(text: str) -> None:
    """Write text for a program to standard output: UTF-8 always, unless a person watches."""
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None or is_terminal(sys.stdout):
        write_text(text)
        return
    sys.stdout.flush()
    buffer.write((text if text.endswith("\n") else text + "\n").encode("utf-8"))
    buffer.flush()
