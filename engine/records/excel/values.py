"""A cell to the text that a record file would have, or to what is wrong with it."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dsl import literals
from dsl.literals import format_value
from dsl.values import FieldType
from engine.records.excel.grid import Cell, Kind, one_line
from engine.records.excel.heads import Column, written_unit
from engine.records.messages import Problem
from engine.records.vocabulary import NOTE, SOURCE, TITLE, visible

_FIRST_DAY = date(1899, 12, 30)
_LIKELY_DAYS = range(30000, 60000)
"""Day numbers of 1982 to 2064."""
_PLAIN = re.compile(r"[-－−—]?\s*[0-9０-９,，.．\s]+")
_PROSE = (TITLE, SOURCE, NOTE)


def text_of(cell: Cell, column: Column) -> str | Problem:
    """Write what ``cell`` holds as the text of its field; plain numbers get the unit of the column's name."""
    field = column.field
    details = {"key": field.name, "text": one_line(cell.text).strip()}
    match cell.kind:
        case Kind.MISTAKE:
            return Problem("R080", "", details)
        case Kind.UNCALCULATED:
            return Problem("R081", "", details)
        case Kind.ROUGH:
            return Problem("R082", "", details)
        case Kind.NUMBER if field.type is FieldType.DATE:
            return _number_for_day(cell.text, details)
        case Kind.DATE | Kind.MOMENT if field.type is not FieldType.DATE and field.name not in _PROSE:
            return Problem("R084", "number" if field.type.is_number else "text", details | {"type": field.type.value})
        case Kind.NUMBER | Kind.TEXT if column.unit and _is_plain(cell.text, column.unit):
            return f"{cell.text.strip()}{written_unit(column.unit)}"
        case _:
            return cell.text


def _is_plain(text: str, unit: str) -> bool:
    """Tell whether ``text`` is a number without a unit.

    Chinese numerals get only single units: 五万 under 万元 may mean 五万元.
    """
    plain = literals.normalise(visible(text)).strip()
    if _PLAIN.fullmatch(plain):
        return True
    return len(unit) == 1 and not plain.endswith("%") and literals.number(plain) is not None


def _number_for_day(text: str, details: dict[str, str]) -> Problem:
    if text.isdecimal() and int(text) in _LIKELY_DAYS:
        return _likely(_FIRST_DAY + timedelta(days=int(text)), "serial", details)
    found = literals.day(f"{text[:4]}-{text[4:6]}-{text[6:]}") if re.fullmatch("(19|20)[0-9]{6}", text) else None
    return _likely(found, "digits", details) if isinstance(found, date) else Problem("R083", "", details)


def _likely(day: date, hint: str, details: dict[str, str]) -> Problem:
    return Problem("R083", hint, details | {"day": format_value(day, FieldType.DATE), "iso": day.isoformat()})
