"""The nearest numbers and days that satisfy a comparison."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from math import ceil, floor

from dsl.norms.nodes import Op
from dsl.values import FieldType, Number, Period
from engine import calendar
from engine.advice.changes import Bound
from engine.coverage.boundaries import WHOLE

BOUNDS = {
    Op.GE: Bound.LEAST,
    Op.GT: Bound.LEAST,
    Op.LE: Bound.MOST,
    Op.LT: Bound.MOST,
    Op.EQ: Bound.EXACT,
    Op.NE: Bound.EXACT,
}
_LONGEST = {FieldType.DAYS: 1, FieldType.WORKDAYS: 2, FieldType.MONTHS: 31, FieldType.YEARS: 366}
_SHIFT = 15
"""Days by which a rest day can move the end of a period at most, with room."""


def nearest_number(op: Op, limit: Number, kind: FieldType) -> Number | None:
    """The number nearest to ``limit`` that satisfies ``number op limit``; None where there is none.

    Of what is counted in whole units, a whole one; else the next whole unit beyond. No number is negative.
    """
    found: Number
    if kind in WHOLE:
        if op is Op.EQ and ceil(limit) != limit:
            return None
        found = {
            Op.GE: ceil(limit),
            Op.GT: floor(limit) + 1,
            Op.LE: floor(limit),
            Op.LT: ceil(limit) - 1,
            Op.EQ: floor(limit),
            Op.NE: floor(limit) + 1,
        }[op]
    else:
        found = limit + {Op.GT: 1, Op.LT: -1, Op.NE: 1}.get(op, 0)
    return found if found >= 0 else None


def nearest_day(op: Op, limit: date) -> date | None:
    """The day nearest to ``limit`` that satisfies ``day op limit``; None beyond the days there are."""
    return plus(limit, {Op.GT: 1, Op.LT: -1, Op.NE: 1}.get(op, 0))


def plus(day: date, days: int) -> date | None:
    """So many days later; None beyond the days there are."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def end_for(start: date, op: Op, count: Number, unit: FieldType) -> date | None:
    """The end nearest to the limit so that the days from ``start`` to it stand to ``count`` as ``op`` says."""
    number = {
        Op.GE: ceil(count),
        Op.GT: floor(count) + 1,
        Op.LE: floor(count),
        Op.LT: ceil(count) - 1,
        Op.EQ: floor(count),
        Op.NE: floor(count) + 1,
    }[op]
    if unit is not FieldType.WORKDAYS:
        return plus(start, number)
    if number < 0:
        return None
    if op not in (Op.LE, Op.LT):
        return calendar.add(start, Period(number, unit))
    after = calendar.add(start, Period(number + 1, unit))
    return None if after is None else plus(after, -1)


def start_for(end: date, op: Op, count: Number, unit: FieldType) -> date | None:
    """As ``end_for``, for the start."""
    if unit is not FieldType.WORKDAYS:
        number = end_for(end, op, count, unit)
        return None if number is None else plus(end, -(number - end).days)

    if op in (Op.LE, Op.LT):  # the later the start the fewer the days: the day after the last one with too many
        last = start_for(end, Op.GE if op is Op.LT else Op.GT, count, unit)
        return None if last is None else plus(last, 1)

    def enough(start: date) -> bool | None:
        worked = calendar.working_days_between(start, end)
        return None if worked is None else worked > count if op in (Op.GT, Op.NE) else worked >= count

    back = plus(end, -2 * ceil(count) - _SHIFT)
    return None if back is None else _last(back, end, enough)


def earliest_start(day: date, period: Period) -> date | None:
    """The earliest start from which ``period`` reaches ``day``."""

    def short(start: date) -> bool | None:
        due = calendar.due(start, period)
        return None if due is None else due < day

    back = plus(day, -period.count * _LONGEST[period.unit] - _SHIFT)
    last = None if back is None else _last(back, day, short)
    return None if last is None else plus(last, 1)


def latest_start(day: date, period: Period) -> date | None:
    """The latest start from which ``period`` ends on ``day`` or before."""

    def ended(start: date) -> bool | None:
        due = calendar.due(start, period)
        return None if due is None else due <= day

    back = plus(day, -period.count * _LONGEST[period.unit] - _SHIFT)
    return None if back is None else _last(back, day, ended)


def _last(low: date, high: date, holds: Callable[[date], bool | None]) -> date | None:
    """The last day from ``low`` to ``high`` on which it holds, that holds up to some day and then no longer."""
    if not holds(low):
        return None
    while low < high:
        middle = low + timedelta(days=((high - low).days + 1) // 2)
        held = holds(middle)
        if held is None:
            return None
        low, high = (middle, high) if held else (low, middle - timedelta(days=1))
    return low
