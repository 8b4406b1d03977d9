"""Bytes to text, in the encodings that Chinese offices use."""

from __future__ import annotations

import codecs
import unicodedata

from dsl.diagnostics.nodes import Diagnostic
from engine.records.messages import Problem, diagnostic

MOST_BYTES = 1024 * 1024
MOST_BYTES_OF_WORKBOOKS = 8 * MOST_BYTES
PACKED, OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
"""How files of Office begin: .xlsx and .docx, which are archives; .xls and .doc."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OTHER_KINDS = (
    (PACKED, "Word、Excel 或者压缩"),
    (OLD, "Word 或者 Excel"),
    (b"%PDF", "PDF"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
)


def decode(data: bytes, name: str, most: int = MOST_BYTES) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """Decode a text file: UTF-8, UTF-16 and UTF-32 by their marks, else UTF-8 or GB18030.

    The mark is not part of the text. None with a diagnostic where it is no
    text; ``name`` is what messages call the file.
    """
    if len(data) > most:
        limit = f"{most // 1024 // 1024} MB"
        return _failed(Problem("R002", "", {"name": name, "limit": limit}))
    for head, kind in _OTHER_KINDS:
        if data.startswith(head):
            return _failed(Problem("R005", "", {"name": name, "kind": kind}))
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _try(data[len(mark) :], encoding)
            break
    else:
        text = _try(data, "utf-8")
        if text is None:
            text = _try(data, "gb18030")
            text = text if text is not None and _is_plausible(text) else None
    return (text, ()) if text is not None else _failed(Problem("R003", "", {"name": name}))


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_plausible(text: str) -> bool:
    """Tell whether a decoded text looks like Chinese: almost any bytes are valid GB18030."""
    foreign = [c for c in text if not c.isascii()]
    common = sum("\u4e00" <= c <= "\u9fff" or "\u3000" <= c <= "\u303f" or "\uff00" <= c <= "\uffef" for c in foreign)
    other = sum(unicodedata.category(c) in ("Co", "Cn", "Cc") and c not in "\t\r\n" for c in text)
    return not other and 10 * common >= 8 * len(foreign)


def _failed(problem: Problem) -> tuple[None, tuple[Diagnostic, ...]]:
    return None, (diagnostic(problem, None),)
