"""One type for everything that can be wrong with a text that a person wrote."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a source text, or a cell of a workbook.

    ``start`` and ``end`` are character offsets (end excluded); ``line`` and
    ``column`` are those of ``start``, counted from 1 in characters.

    Of a cell, ``cell`` is the sheet and address (``经过!D7``), ``line`` and
    ``column`` the numbers of its row and column; the offsets are those of its
    text in a rendering of the workbook, one line a row.
    """

    file: str
    start: int
    end: int
    line: int
    column: int
    cell: str = ""


class Severity(StrEnum):
    """How much a diagnostic weighs."""

    ERROR = "错误"
    WARNING = "警告"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A message with its place.

    ``code`` is stable (``L`` lexer, ``S`` syntax, ``M`` model, ``N`` norms,
    ``F`` layout, ``R`` records). ``message`` is one Chinese sentence, ``english`` the same
    in English; ``help`` says what would be right, ``english_help`` likewise.
    ``related`` points to other places, each with a short Chinese label.
    ``subject`` is the name that a message about an unknown name speaks of;
    ``local`` says that no ruleset above could declare it.
    """

    code: str
    message: str
    english: str
    span: Span | None
    severity: Severity = Severity.ERROR
    help: str = ""
    english_help: str = ""
    related: tuple[tuple[Span, str], ...] = field(default=())
    subject: str = ""
    local: bool = False
