"""Periods and working days: known dates by hand, and laws against a day-by-day count."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsl.values import FieldType, Period
from engine import calendar

KNOWN = calendar.known_days()
assert KNOWN.start is not None
assert KNOWN.end is not None
FIRST, LAST = KNOWN.start, KNOWN.end

any_day = st.dates()
known_day = st.dates(FIRST, LAST)
middle_day = st.dates(date(2005, 1, 1), date(2025, 6, 30))
unit = st.sampled_from([FieldType.DAYS, FieldType.WORKDAYS, FieldType.MONTHS, FieldType.YEARS])
any_period = st.builds(Period, st.integers(0, 10**12), unit)
short_period = st.builds(Period, st.integers(0, 40), st.sampled_from([FieldType.DAYS, FieldType.WORKDAYS]))


def days(count: int) -> Period:
    return Period(count, FieldType.DAYS)


def workdays(count: int) -> Period:
    return Period(count, FieldType.WORKDAYS)


def months(count: int) -> Period:
    return Period(count, FieldType.MONTHS)


def years(count: int) -> Period:
    return Period(count, FieldType.YEARS)


# --- working days -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2024, 2, 4), True),  # a Sunday, made up for
        (date(2024, 2, 9), True),  # New Year's Eve, a Friday: only from 2025 a holiday
        (date(2024, 2, 10), False),
        (date(2024, 2, 16), False),  # a Friday
        (date(2024, 2, 17), False),
        (date(2024, 2, 18), True),  # a Sunday, made up for
        (date(2024, 2, 25), False),  # a Sunday like any other
        (date(2025, 1, 26), True),  # a Sunday, made up for
        (date(2025, 1, 28), False),  # New Year's Eve, a Tuesday: a holiday since 2025
        (date(2025, 2, 4), False),
        (date(2025, 2, 8), True),  # a Saturday, made up for
        (date(2025, 5, 2), False),
        (date(2015, 9, 3), False),  # the one holiday of 2015's anniversary
    ],
)
def test_working_days_follow_the_arrangement(day: date, worked: bool) -> None:
    assert calendar.is_working_day(day) is worked


def test_every_day_is_what_the_package_says() -> None:
    import chinese_calendar

    for number in range(0, (LAST - FIRST).days + 1, 3):
        day = FIRST + timedelta(number)
        assert calendar.is_working_day(day) is chinese_calendar.is_workday(day)


def test_seven_working_days_over_spring_festival_2024() -> None:
    # 送审 2 February (Friday); counted: 4 (made up), 5-9, 18 (made up)
    assert calendar.add(date(2024, 2, 2), workdays(7)) == date(2024, 2, 18)
    assert calendar.due(date(2024, 2, 2), workdays(7)) == date(2024, 2, 18)
    assert calendar.working_days_between(date(2024, 2, 2), date(2024, 2, 18)) == 7
    assert calendar.working_days_between(date(2024, 2, 2), date(2024, 2, 17)) == 6


def test_seven_working_days_over_spring_festival_2025() -> None:
    # counted from 22 January (Wednesday): 23, 24, 26 (made up), 27, 5, 6, 7 February
    assert calendar.due(date(2025, 1, 22), workdays(7)) == date(2025, 2, 7)
    assert calendar.working_days_between(date(2025, 1, 22), date(2025, 2, 8)) == 8  # 8 February made up


def test_reversed_days_count_down() -> None:
    assert calendar.working_days_between(date(2024, 2, 18), date(2024, 2, 2)) == -7
    assert calendar.working_days_between(date(2024, 2, 18), date(2024, 2, 18)) == 0


def test_nothing_is_known_outside_the_arrangement() -> None:
    for day in (date.min, FIRST - timedelta(1), LAST + timedelta(1), date.max):
        assert calendar.is_working_day(day) is None
        assert calendar.working_days_between(day, date(2024, 3, 5)) is None
        assert calendar.working_days_between(date(2024, 3, 5), day) is None
        assert calendar.add(day, workdays(1)) is None
        assert calendar.due(day, workdays(1)) is None
    assert calendar.due(date(1998, 11, 4), days(10)) is None
    assert calendar.due(LAST, days(1)) is None
    assert calendar.due(LAST, workdays(1)) is None


def test_the_end_of_the_last_year_waits_for_the_next_arrangement() -> None:
    assert (LAST.month, LAST.day) == (12, 28)
    assert calendar.is_working_day(LAST) is not None
    # what the arrangement of 2024 made of the end of 2023
    assert calendar.is_working_day(date(2018, 12, 29)) is True  # a Saturday
    assert calendar.is_working_day(date(2018, 12, 31)) is False  # a Monday


def test_the_package_is_imported_only_when_needed() -> None:
    code = (
        "import sys; from datetime import date; from dsl.values import Period, FieldType; import engine.calendar as c;"
        "c.add(date(2024, 1, 31), Period(1, FieldType.MONTHS));"
        "c.within(date(2024, 1, 9), date(2024, 1, 1), Period(10, FieldType.DAYS));"
        "assert 'chinese_calendar' not in sys.modules;"
        "c.is_working_day(date(2024, 1, 1)); assert 'chinese_calendar' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


# --- periods -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "period", "last"),
    [
        (date(2024, 3, 5), days(15), date(2024, 3, 20)),
        (date(2024, 3, 5), days(0), date(2024, 3, 5)),
        (date(2024, 2, 28), days(1), date(2024, 2, 29)),
        (date(2024, 1, 31), months(1), date(2024, 2, 29)),
        (date(2023, 1, 31), months(1), date(2023, 2, 28)),
        (date(2024, 2, 29), months(1), date(2024, 3, 29)),
        (date(2024, 3, 31), months(13), date(2025, 4, 30)),
        (date(2023, 12, 31), months(2), date(2024, 2, 29)),
        (date(2024, 2, 29), years(1), date(2025, 2, 28)),
        (date(2024, 2, 29), years(4), date(2028, 2, 29)),
        (date(2024, 11, 15), months(1), date(2024, 12, 15)),
        (date(9999, 12, 1), days(30), date(9999, 12, 31)),
    ],
)
def test_last_day_as_counted(start: date, period: Period, last: date) -> None:
    assert calendar.add(start, period) == last


@pytest.mark.parametrize(
    ("start", "period", "last"),
    [
        (date(2024, 3, 5), days(15), date(2024, 3, 20)),  # a Wednesday: no shift
        (date(2024, 3, 5), days(11), date(2024, 3, 18)),  # Saturday 16 moves to Monday
        (date(2024, 2, 5), days(5), date(2024, 2, 18)),  # into the festival: to the make-up Sunday
        (date(2024, 1, 25), days(10), date(2024, 2, 4)),  # a Sunday that is worked stays
        (date(2024, 8, 31), months(1), date(2024, 9, 30)),  # the last worked day before the holiday
        (date(2024, 9, 1), months(1), date(2024, 10, 8)),  # National Day
        (date(2023, 10, 1), years(1), date(2024, 10, 8)),
    ],
)
def test_a_last_day_of_rest_moves_on(start: date, period: Period, last: date) -> None:
    assert calendar.due(start, period) == last


@pytest.mark.parametrize("period", [days(1), months(1), years(1), days(10**15), years(10**15)])
def test_no_day_after_the_last(period: Period) -> None:
    assert calendar.add(date.max, period) is None
    assert calendar.due(date.max, period) is None
    assert calendar.within(date.max, date.max, period) is True


def test_a_unit_that_is_no_time_is_refused() -> None:
    with pytest.raises(ValueError, match="not a unit of time"):
        calendar.add(date(2024, 1, 1), Period(1, FieldType.PERSONS))


# --- within ------------------------------------------------------------------------


def test_within_includes_both_ends_and_the_shift() -> None:
    start, period = date(2024, 3, 5), days(11)  # ends on Saturday 16, so on Monday 18
    assert calendar.within(date(2024, 3, 4), start, period) is False
    assert calendar.within(start, start, period) is True
    assert calendar.within(date(2024, 3, 16), start, period) is True
    assert calendar.within(date(2024, 3, 18), start, period) is True
    assert calendar.within(date(2024, 3, 19), start, period) is False


def test_within_needs_no_calendar_where_no_shift_matters() -> None:
    start = date(1997, 3, 5)
    assert calendar.within(date(1997, 3, 4), start, days(10)) is False
    assert calendar.within(date(1997, 3, 15), start, days(10)) is True
    assert calendar.within(date(1997, 3, 16), start, days(10)) is None
    assert calendar.within(date(1997, 6, 5), start, months(3)) is True
    assert calendar.within(date(1997, 3, 15), start, workdays(10)) is True
    assert calendar.within(date(1997, 3, 16), start, workdays(10)) is None


# --- laws --------------------------------------------------------------------------


@given(known_day, known_day)
def test_between_agrees_with_a_count_by_hand(one: date, other: date) -> None:
    start, end = sorted((one, other))
    end = min(end, start + timedelta(200))
    counted = sum(bool(calendar.is_working_day(start + timedelta(n))) for n in range(1, (end - start).days + 1))
    assert calendar.working_days_between(start, end) == counted
    assert calendar.working_days_between(end, start) == -counted


@given(middle_day, st.integers(1, 60))
def test_the_nth_working_day_is_worked_and_the_nth(start: date, count: int) -> None:
    last = calendar.due(start, workdays(count))
    assert last is not None
    assert calendar.is_working_day(last) is True
    assert calendar.working_days_between(start, last) == count


@given(middle_day, st.integers(0, 60))
def test_due_is_the_first_working_day_from_the_last_day_on(start: date, count: int) -> None:
    day = start + timedelta(count)
    while not calendar.is_working_day(day):
        day += timedelta(1)
    assert calendar.due(start, days(count)) == day


@given(middle_day, st.integers(-60, 90), short_period)
def test_within_is_what_due_says(start: date, offset: int, period: Period) -> None:
    day, last = start + timedelta(offset), calendar.due(start, period)
    assert last is not None
    assert calendar.within(day, start, period) is (start <= day <= last)


@given(any_day, any_day, any_period)
def test_no_day_and_no_period_raises(day: date, start: date, period: Period) -> None:
    last, moved = calendar.add(start, period), calendar.due(start, period)
    assert moved is None or (last is not None and last <= moved)
    assert calendar.within(day, start, period) in (True, False, None)
    between = calendar.working_days_between(day, start)
    assert between is None or abs(between) <= abs((day - start).days)
    assert calendar.is_working_day(day) in (True, False, None)
