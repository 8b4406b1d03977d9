"""The bytes of a workbook to plain data, through openpyxl.

openpyxl takes a while to import, and raises whatever it likes on a spoiled
file: it is imported and used in this module only, inside functions.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from dsl.diagnostics.nodes import Diagnostic
from engine.records.decode import MOST_BYTES_OF_WORKBOOKS, OLD, PACKED
from engine.records.excel.grid import MOST_DIGITS, Block, Book, Cell, Kind, Sheet, column_number, make_sheet
from engine.records.messages import Problem, diagnostic

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MOST_UNPACKED = 64 * 1024 * 1024
"""Of what is packed in it: a few bytes can unpack to gigabytes."""
_LONGEST_NUMBER = 30

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_EAST_ASIAN_DATES = frozenset({*range(27, 37), *range(50, 59)})
"""Numbers of the built-in formats that are dates in Chinese Excel and WPS (2012年3月14日); openpyxl lacks them."""
_AREA = re.compile(
    rb'<(?:\w+:)?(?:mergeCell|hyperlink)\b[^>]*?\bref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"'
)
_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
MOST_COVERED = 500_000
"""Cells in merged and linked areas: openpyxl makes an object of each."""
_PARTS = (
    ("xl/workbook.xml", ""),
    ("xl/workbook.bin", "xlsb"),
    ("word/document.xml", "word"),
    ("ppt/presentation.xml", "other"),
    ("content.xml", "ods"),
)


def load(data: bytes, name: str) -> tuple[Book | None, tuple[Diagnostic, ...]]:
    """Read the workbook in ``data``, None with a diagnostic where there is none; ``name`` is what messages call it."""
    problem = _refused(data, name)
    if problem is not None:
        return None, (diagnostic(problem, None),)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _book(data, name), ()
    except Exception:  # spoiled files make openpyxl raise nearly anything
        return None, (diagnostic(Problem("R070", "spoiled", {"name": name}), None),)


def _refused(data: bytes, name: str) -> Problem | None:
    """Tell why the bytes are no workbook that can be read, None where they may be one."""
    if len(data) > MOST_BYTES_OF_WORKBOOKS:
        return Problem("R071", "", {"name": name, "limit": f"{MOST_BYTES_OF_WORKBOOKS // 1024 // 1024} MB"})
    if data.startswith(OLD):
        return Problem("R070", "locked" if _ENCRYPTED in data else "old", {"name": name})
    if not data.startswith(PACKED):
        return Problem("R070", "text" if b"\0" not in data[:1000] and data.strip() else "", {"name": name})
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except Exception:  # an archive can be spoiled in many ways, too
        return Problem("R070", "spoiled", {"name": name})
    names = {part.filename for part in parts}
    hint = next((hint for part, hint in _PARTS if part in names), "" if _is_workbook(names) else "other")
    if hint:
        return Problem("R070", hint, {"name": name})
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        return Problem("R071", "unpacked", {"name": name, "limit": f"{MOST_UNPACKED // 1024 // 1024} MB"})
    try:
        covered = sum(_area(*found) for content in _worksheets(data) for found in _AREA.findall(content))
    except Exception:
        return Problem("R070", "spoiled", {"name": name})
    return Problem("R071", "merged", {"name": name}) if covered > MOST_COVERED else None


def _worksheets(data: bytes) -> Iterator[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield from (archive.read(part) for part in archive.namelist() if "worksheets/" in part)


def _area(left: bytes, top: bytes, right: bytes, bottom: bytes) -> int:
    wide = column_number(right.decode()) - column_number(left.decode()) + 1
    return wide * (int(bottom) - int(top) + 1)


def _is_workbook(names: set[str]) -> bool:
    """Tell whether a part may be a workbook, though not under its usual name."""
    return "[Content_Types].xml" in names and any("workbook" in name for name in names)


def _book(data: bytes, name: str) -> Book:
    from openpyxl import load_workbook

    values = load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    formulas: dict[tuple[str, str], str] = {}
    if any(_FORMULA.search(content) for content in _worksheets(data)):
        # The values are there or not; only the formulas tell an empty cell from one that isn't worked out.
        for sheet in load_workbook(io.BytesIO(data), keep_links=False).worksheets:
            formulas.update(
                ((sheet.title, cell.coordinate), _formula(cell.value))
                for cell in _cells(sheet)
                if cell.data_type == "f"
            )
    epoch = values.epoch
    return Book(name, tuple(_sheet(sheet, formulas, epoch) for sheet in values.worksheets))


def _formula(value: object) -> str:
    return str(getattr(value, "text", None) or value)


def _cells(sheet: Worksheet) -> Iterator[Any]:
    # iter_rows would make a cell for each place up to the last row, which may be the 1,048,576th.
    yield from sheet._cells.values()


def _sheet(sheet: Worksheet, formulas: dict[tuple[str, str], str], epoch: datetime) -> Sheet:
    cells = []
    for cell in _cells(sheet):
        kind, text = _content(cell, epoch)
        if not text and (formula := formulas.get((sheet.title, getattr(cell, "coordinate", "")))):
            kind, text = Kind.UNCALCULATED, formula
        if text:
            cells.append(Cell(cell.row, cell.column, kind, text))
    return make_sheet(
        sheet.title,
        cells,
        merged=tuple(Block(one.min_row, one.min_col, one.max_row, one.max_col) for one in sheet.merged_cells.ranges),
        hidden_rows=frozenset(row for row, its in sheet.row_dimensions.items() if its.hidden),
        hidden_columns=frozenset(_hidden_columns(sheet)),
    )


def _hidden_columns(sheet: Worksheet) -> Iterator[int]:
    for its in sheet.column_dimensions.values():
        if its.hidden and its.min is not None and its.max is not None:
            yield from range(its.min, its.max + 1)


def _content(cell: Any, epoch: datetime) -> tuple[Kind, str]:
    value = cell.value
    if cell.data_type == "e":
        return Kind.MISTAKE, str(value)
    match value:
        case None:
            return Kind.TEXT, ""
        case bool():
            return Kind.FLAG, "是" if value else "否"
        case int() | float():
            return _number(value, _format_number(cell), epoch)
        case datetime() | date() | time() | timedelta():
            return _day(value)
        case _:
            return Kind.TEXT, str(value)


def _format_number(cell: Any) -> int:
    style = getattr(cell, "_style", None)
    return int(getattr(style, "numFmtId", 0) or 0)


def _number(value: float, format_number: int, epoch: datetime) -> tuple[Kind, str]:
    if format_number in _EAST_ASIAN_DATES:
        from openpyxl.utils.datetime import from_excel

        try:
            found = from_excel(value, epoch)
        except (OverflowError, ValueError):
            return Kind.MISTAKE, "#VALUE!"
        if isinstance(found, datetime | date | time):
            return _day(found)
    return number_text(value)


def number_text(value: float) -> tuple[Kind, str]:
    """Write a number as the shortest decimal text that means it.

    >>> [number_text(value)[1] for value in (36.5, 31, 3.0, 1.1000000000000001)]
    ['36.5', '31', '3', '1.1']
    >>> number_text(0.1 + 0.2)[0] is Kind.ROUGH
    True
    """
    exact = Decimal(repr(value)) if abs(value) < 10**_LONGEST_NUMBER else Decimal("Infinity")
    if not exact.is_finite() or (exact and exact.adjusted() < -_LONGEST_NUMBER):
        return Kind.ROUGH, repr(value)[: 2 * _LONGEST_NUMBER]
    digits = exact.normalize().as_tuple().digits
    text = format(exact, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return (Kind.NUMBER if len(digits) <= MOST_DIGITS else Kind.ROUGH), text


def _day(value: date | time | timedelta) -> tuple[Kind, str]:
    if isinstance(value, datetime):
        is_day = value.time() == time()
        return (Kind.DATE, value.date().isoformat()) if is_day else (Kind.MOMENT, value.isoformat(" ", "minutes"))
    if isinstance(value, date):
        return Kind.DATE, value.isoformat()
    return Kind.MOMENT, str(value)
