"""Periods of the Civil Code (arts. 200-203) and working days by the State Council's arrangement.

Which days are worked, make-up days (调休) included, is announced year by year
by the General Office of the State Council; the package ``chinesecalendar``
keeps those announcements. Outside the days that it knows every answer that
depends on them is ``None`` (unknown), never a guess. The package is imported
only when a working day is first asked for.
"""

from __future__ import annotations

from bisect import bisect_left
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate

from dsl.values import FieldType, Interval, Period


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The working days of all days known without a gap.

    Days are proleptic Gregorian ordinals (``date.toordinal``). ``worked[i]``
    counts the working days from ``first`` to ``first + i``, both included;
    ``days`` lists the working days in order.
    """

    first: int
    last: int
    worked: tuple[int, ...]
    days: tuple[int, ...]


@cache
def working_days() -> WorkingDays:
    """Build the table of working days, once; for evaluators that count many at a time.

    The last three days of the last year are left out: the arrangement of a
    year has more than once moved days from 29 December on of the year before
    (2007, 2018, 2023), so they are known only once that arrangement is.
    """
    import chinese_calendar

    years = {day.year for day in chinese_calendar.holidays}
    start, end = date(min(years), 1, 1).toordinal(), date(max(years), 12, 28).toordinal()
    flags = []
    for ordinal in range(start, end + 1):
        # What chinese_calendar.is_workday says, without its search for the known years on every day.
        day = date.fromordinal(ordinal)
        flags.append(day in chinese_calendar.workdays or (day.weekday() < 5 and day not in chinese_calendar.holidays))
    days = tuple(day for day, worked in enumerate(flags, start) if worked)
    return WorkingDays(start, end, tuple(accumulate(map(int, flags))), days)


def known_days() -> Interval:
    """Tell from which day to which the arrangement is known, both included."""
    table = working_days()
    return Interval(date.fromordinal(table.first), date.fromordinal(table.last))


def is_working_day(day: date) -> bool | None:
    """Whether ``day`` is worked; None where the arrangement isn't known."""
    table, ordinal = working_days(), day.toordinal()
    if not table.first <= ordinal <= table.last:
        return None
    index = ordinal - table.first
    return table.worked[index] != (table.worked[index - 1] if index else 0)


def working_days_between(start: date, end: date) -> int | None:
    """Working days after ``start`` up to and including ``end``; negative when reversed.

    None unless the arrangement is known from one day to the other.
    """
    table, low, high = working_days(), start.toordinal(), end.toordinal()
    first, last = table.first, table.last
    if not (first <= low <= last and first <= high <= last):
        return None
    return table.worked[high - first] - table.worked[low - first]


def add(start: date, period: Period) -> date | None:
    """Count ``period`` from ``start`` to its last day, before any shift for a rest day.

    The day of ``start`` is not counted (Civil Code art. 201); months and years
    end on the corresponding day or the month's last day (art. 202). A period
    in working days ends on a working day: None where the arrangement isn't
    known. None also beyond the year 9999. ``period.count`` is not negative;
    a unit that is no unit of time raises ValueError.
    """
    match period.unit:
        case FieldType.DAYS:
            return _plus_days(start, period.count)
        case FieldType.MONTHS:
            return _plus_months(start, period.count)
        case FieldType.YEARS:
            return _plus_months(start, 12 * period.count)
        case FieldType.WORKDAYS:
            return _plus_working_days(start, period.count)
        case _:
            raise ValueError(f"not a unit of time: {period.unit}")


def due(start: date, period: Period) -> date | None:
    """Last day of ``period`` counted from ``start`` (Civil Code arts. 200-203).

    As ``add``; a last day that is a rest day moves to the next working day
    (art. 203). None where the arrangement isn't known. Raises as ``add``.
    """
    last = add(start, period)
    if last is None or period.unit is FieldType.WORKDAYS:
        return last
    table, ordinal = working_days(), last.toordinal()
    if not table.first <= ordinal <= table.last:
        return None
    index = bisect_left(table.days, ordinal)
    return date.fromordinal(table.days[index]) if index < len(table.days) else None


def within(day: date, start: date, period: Period) -> bool | None:
    """Whether ``start <= day <= due(start, period)``.

    Decided without the calendar where it can't matter: before ``start``, and
    up to the last day as counted (n working days last n days at least).
    Raises as ``add``.
    """
    if day < start:
        return False
    least = _plus_days(start, period.count) if period.unit is FieldType.WORKDAYS else add(start, period)
    if least is None or day <= least:  # None: the period ends after the last day there is
        return True
    last = due(start, period)
    return None if last is None else day <= last


def _plus_days(start: date, count: int) -> date | None:
    try:
        return start + timedelta(days=count)
    except OverflowError:
        return None


def _plus_months(start: date, count: int) -> date | None:
    year, month = divmod(12 * start.year + start.month - 1 + count, 12)
    if not date.min.year <= year <= date.max.year:
        return None
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _plus_working_days(start: date, count: int) -> date | None:
    """Count to the ``count``-th working day after ``start``; ``start`` itself for 0."""
    if count == 0:
        return start
    table, ordinal = working_days(), start.toordinal()
    if not table.first <= ordinal <= table.last:
        return None
    index = table.worked[ordinal - table.first] + count - 1
    return date.fromordinal(table.days[index]) if 0 <= index < len(table.days) else None
