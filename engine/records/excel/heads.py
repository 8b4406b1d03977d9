"""The head of a sheet: which field each column holds, and the unit that its name states."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dsl.diagnostics.nodes import Diagnostic, Span
from dsl.diagnostics.suggest import nearest
from dsl.model.fields import Field, Scope
from engine.records import values
from engine.records.build import unknown_key
from engine.records.excel.grid import Cell, Sheet, one_line
from engine.records.excel.places import Places
from engine.records.messages import Problem, diagnostic
from engine.records.vocabulary import EVENTS, Vocabulary, fold, visible

NUMBER = "案件编号"
"""The column that tells which case a row belongs to."""
_OTHER_NAMES = frozenset({"编号", "案号", "案件号", "case"})
_DEEPEST = 20
"""The head stands in one of the first rows; a title may stand above it."""
_UNIT = re.compile(r"(?P<name>.+?)\s*[（(]\s*(?P<unit>[^（()）]+?)\s*[)）]")


@dataclass(frozen=True, slots=True)
class Column:
    """A column that holds a field; ``unit`` is that of its plain numbers, '' where none is stated."""

    field: Field
    unit: str
    head: Cell


@dataclass(frozen=True, slots=True)
class Head:
    """The row of column names; ``number`` is the column of case numbers."""

    row: int
    number: int
    columns: dict[int, Column]


def read_head(
    sheet: Sheet, scope: Scope, vocabulary: Vocabulary, places: Places
) -> tuple[Head | None, tuple[Diagnostic, ...]]:
    """Find the head of ``sheet`` and what its columns hold; None where there is no column of case numbers."""
    row = next((row for row in list(sheet.rows)[:_DEEPEST] if _number_of(sheet, row)), None)
    if row is None:
        return None, (_without_number(sheet, places),)
    number = _number_of(sheet, row)
    columns: dict[int, Column] = {}
    first: dict[str, Cell] = {}
    diagnostics = []
    for cell in sheet.rows[row].values():
        if cell.column == number:
            continue
        found = _column(cell, scope, vocabulary)
        name = found.field.name if isinstance(found, Column) else NUMBER if _is_number(cell) else ""
        at = places.cell(sheet.name, cell)
        earlier = first.setdefault(name, cell) if name else cell
        if isinstance(found, Problem) and not name:
            diagnostics.append(diagnostic(found, at))
        elif earlier is not cell or not isinstance(found, Column):
            diagnostics.append(_twice(cell, sheet.rows[row][number] if name == NUMBER else earlier, at, sheet, places))
        else:
            columns[cell.column] = found
    diagnostics += _nameless(sheet, row, places)
    return Head(row, number, columns), tuple(diagnostics)


def _number_of(sheet: Sheet, row: int) -> int:
    """The column of case numbers if the row is the head, else 0."""
    return next((cell.column for cell in sheet.rows[row].values() if _is_number(cell)), 0)


def _is_number(cell: Cell) -> bool:
    name = fold(values.name(one_line(cell.text)))
    return name == NUMBER or name in _OTHER_NAMES


def _column(cell: Cell, scope: Scope, vocabulary: Vocabulary) -> Column | Problem:
    text = values.name(visible(one_line(cell.text)))
    if scope is Scope.RECORD and fold(text) in (EVENTS, "events"):
        return Problem("R021", "", {"key": text, "known": ""})
    field = vocabulary.find(scope, text)
    if field is not None:
        return Column(field, "", cell)
    parts = _UNIT.fullmatch(text)
    field = vocabulary.find(scope, parts["name"]) if parts else None
    if parts is None or field is None:
        found = unknown_key(parts["name"] if parts else text, scope, vocabulary)
        hint = {"event": "event_sheet", "record": "record_sheet"}.get(found.hint, found.hint)
        return Problem(found.code, "" if hint == "wide" else hint, {"known": "", **found.details})
    if _fits(parts["unit"], field):
        return Column(field, parts["unit"], cell)
    details = {"head": text, "unit": parts["unit"], "key": field.name, "likely": head_of(field)}
    return Problem("R085", "" if field.type.unit else "none", details)


def head_of(field: Field) -> str:
    """Name the column of a field, with the unit of its numbers.

    >>> head_of(Field("金额", (), Scope.RECORD, FieldType.MONEY, (), "", None, None))
    '金额（元）'
    """
    unit = field.type.unit.removeprefix("个")
    return f"{field.name}（{unit}）" if unit else field.name


def _fits(unit: str, field: Field) -> bool:
    return bool(field.type.unit) and not isinstance(values.convert(f"1{written_unit(unit)}", field), Problem)


def written_unit(unit: str) -> str:
    """Bring the unit of a head to the form in which it stands after a number."""
    return f"个{unit}" if unit in ("月", "工作日") else unit


def _twice(cell: Cell, earlier: Cell, at: Span, sheet: Sheet, places: Places) -> Diagnostic:
    texts = {"key": one_line(cell.text).strip(), "other": one_line(earlier.text).strip()}
    problem = Problem("R023", "" if texts["key"] == texts["other"] else "alias", texts)
    return diagnostic(problem, at, related=[(places.cell(sheet.name, earlier), "第一次写在这里")])


def _nameless(sheet: Sheet, head: int, places: Places) -> list[Diagnostic]:
    """Report columns that have content below the head, but no name."""
    named = sheet.rows[head]
    first: dict[int, Cell] = {}
    for cell in sheet.cells():
        if cell.row > head and cell.column not in named:
            first.setdefault(cell.column, cell)
    return [diagnostic(Problem("R074"), places.cell(sheet.name, cell)) for cell in first.values()]


def _without_number(sheet: Sheet, places: Places) -> Diagnostic:
    """Report that there is no column of case numbers, at the name that was probably meant to be it."""
    for row in list(sheet.rows)[:_DEEPEST]:
        for cell in sheet.rows[row].values():
            text = values.name(one_line(cell.text))
            if nearest(text, (NUMBER,)):
                details = {"sheet": sheet.name, "key": NUMBER, "near": text}
                return diagnostic(Problem("R073", "near", details), places.cell(sheet.name, cell))
    top = next(iter(sheet.rows), 1)
    left = next(iter(sheet.rows.get(top, {})), 1)
    return diagnostic(Problem("R073", "", {"sheet": sheet.name, "key": NUMBER}), places.at(sheet.name, top, left))
