"""A record as the rows of a form."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from dsl.literals import format_value
from dsl.model.fields import Field
from engine.forms.form import FLAGS, Column
from engine.records.excel.grid import MOST_DIGITS
from engine.records.nodes import DecisionRecord, Event, FactValue
from engine.records.vocabulary import (
    DOCUMENTS,
    DOCUMENTS_COMPLETE,
    EVENTS_COMPLETE,
    MISSING_DOCUMENTS,
    MISSING_STEPS,
    NOTE,
    SOURCE,
    STEP,
    STRUCTURE,
    TITLE,
)

CellValue = str | int | Decimal | date | None
_STRUCTURAL = frozenset((one.scope, one.name) for one in STRUCTURE)


def case_row(record: DecisionRecord, number: str, columns: Iterable[Column]) -> tuple[CellValue, ...]:
    """The row of 案件; facts without a column are left out."""
    structural: dict[str, object] = {
        TITLE: record.title,
        SOURCE: record.source,
        NOTE: record.note,
        EVENTS_COMPLETE: record.events_complete,
        MISSING_STEPS: record.missing_steps,
    }
    return tuple(_cell(column, number, structural, record.facts) for column in columns)


def event_row(event: Event, number: str, columns: Iterable[Column]) -> tuple[CellValue, ...]:
    """A row of 经过; facts without a column are left out."""
    structural: dict[str, object] = {
        STEP: event.step,
        DOCUMENTS: event.documents,
        MISSING_DOCUMENTS: event.missing_documents,
        DOCUMENTS_COMPLETE: event.documents_complete,
        NOTE: event.note,
    }
    return tuple(_cell(column, number, structural, event.facts) for column in columns)


def _cell(column: Column, number: str, structural: dict[str, object], facts: dict[str, FactValue]) -> CellValue:
    one = column.field
    if one is None:
        return number
    if (one.scope, one.name) not in _STRUCTURAL:
        return cell_value(facts[one.name], one) if one.name in facts else None
    match structural.get(one.name):
        case True:
            return FLAGS[0]
        case str() as text if text:
            return text
        case frozenset() as names if names:
            return "、".join(sorted(names))
    return None


def cell_value(value: FactValue, one: Field) -> CellValue:
    """A value as a cell has it: numbers in the unit of the field, exact or, where a cell can't hold them, in words."""
    match value:
        case bool():
            return FLAGS[0] if value else FLAGS[1]
        case int() if len(str(abs(value))) <= MOST_DIGITS:
            return value
        case int() | Fraction():
            return _decimal(Fraction(value)) or (format_value(value, one.type) if one.type.unit else str(value))
        case frozenset() | tuple():
            return "、".join(sorted(value)) or "无"
        case _:
            return value


def _decimal(value: Fraction) -> Decimal | None:
    """The fraction as a decimal number of few digits, None where it is none."""
    for places in range(MOST_DIGITS):
        scaled = value * 10**places
        if scaled.denominator == 1:
            return Decimal(scaled.numerator).scaleb(-places) if abs(scaled) < 10**MOST_DIGITS else None
    return None
