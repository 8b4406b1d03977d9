"""A workbook as plain data: sheets, and cells that say what they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto

MOST_DIGITS = 15
"""Excel keeps no more digits of what a person types."""
_LETTERS = 26
_LINE_ENDS = re.compile(r"[\r\n]+")


class Kind(Enum):
    """What a cell holds."""

    TEXT = auto()
    NUMBER = auto()
    """Written as the shortest decimal text that means the number."""
    ROUGH = auto()
    """A number of more than 15 digits: no person wrote it, a formula left it behind."""
    DATE = auto()
    """2024-03-05."""
    MOMENT = auto()
    """A day with a time, or a time alone."""
    FLAG = auto()
    """是 or 否."""
    MISTAKE = auto()
    """What a formula shows that can't be worked out, such as #N/A."""
    UNCALCULATED = auto()
    """A formula whose value isn't in the file; the text is the formula."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that isn't empty; rows and columns are counted from 1."""

    row: int
    column: int
    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of merged cells, ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet. ``rows`` holds, by row and column, the cells that aren't empty, both in order."""

    name: str
    rows: Mapping[int, Mapping[int, Cell]]
    merged: tuple[Block, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

    def cells(self) -> Iterator[Cell]:
        """All cells, row by row."""
        for row in self.rows.values():
            yield from row.values()


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook; ``name`` is what messages call its file."""

    name: str
    sheets: tuple[Sheet, ...]


def make_sheet(name: str, cells: Iterator[Cell] | list[Cell], **rest: object) -> Sheet:
    """Put cells into a sheet, in order; blank texts are no cells."""
    rows: dict[int, dict[int, Cell]] = {}
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)):
        if cell.text.strip():
            rows.setdefault(cell.row, {})[cell.column] = cell
    return Sheet(name, rows, **rest)  # type: ignore[arg-type]


def letters(column: int) -> str:
    """Name a column as Excel does.

    >>> letters(1), letters(26), letters(27), letters(16384)
    ('A', 'Z', 'AA', 'XFD')
    """
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, _LETTERS)
        name = chr(ord("A") + rest) + name
    return name


def column_number(name: str) -> int:
    """Return the number of a column that Excel calls ``name``.

    >>> column_number("A"), column_number("AA"), column_number("XFD")
    (1, 27, 16384)
    """
    number = 0
    for letter in name:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number


def one_line(text: str) -> str:
    """Put a cell's text on one line."""
    return _LINE_ENDS.sub(" ", text)
