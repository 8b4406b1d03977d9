"""Periods counted day by day agree with the calendar that judged them."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cunwu.report.days import Span, lines_of
from dsl.values import FieldType, Period
from engine.calendar import due, is_working_day, working_days_between

days = st.dates(date(2010, 1, 1), date(2024, 12, 1))


@given(days, st.integers(1, 40))
def test_a_deadline_in_days_is_counted_to_its_last_day(start: date, count: int):
    end = due(start, Period(count, FieldType.DAYS))
    assert end is not None
    lines = lines_of(Span(start, end, FieldType.DAYS, count), "zh")[1:]
    assert len(lines) == (end - start).days
    assert lines[count - 1].endswith(f"第{count}日")
    assert all(line.endswith("顺延") for line in lines[count:])
    assert all(is_working_day(start + timedelta(days=number)) is False for number in range(count, len(lines)))


@given(days, st.integers(1, 60))
def test_working_days_are_numbered_and_others_are_not(start: date, length: int):
    end = start + timedelta(days=length)
    lines = lines_of(Span(start, end, FieldType.WORKDAYS), "zh")[1:]
    counted = [line for line in lines if not line.endswith("不计")]
    assert len(counted) == working_days_between(start, end)
    assert [line.split()[-1] for line in counted] == [f"第{number}日" for number in range(1, len(counted) + 1)]


def test_spring_festival_with_make_up_days():
    lines = lines_of(Span(date(2024, 2, 8), date(2024, 2, 19), FieldType.WORKDAYS), "zh")
    assert lines[0] == "自 2024-02-08（当日不计入）起数："
    assert lines[1] == "2024-02-09 星期五 第1日"
    assert lines[2] == "2024-02-10 星期六（休息日） 不计"
    assert "2024-02-12 星期一（节假日） 不计" in lines
    assert "2024-02-18 星期日（调休上班） 第2日" in lines
    assert lines[-1] == "2024-02-19 星期一 第3日"


def test_english():
    lines = lines_of(Span(date(2024, 2, 8), date(2024, 2, 18), FieldType.WORKDAYS), "en")
    assert lines[0] == "Counting from 2024-02-08 (not counted itself):"
    assert lines[-1] == "2024-02-18 Sun (make-up working day) day 2"


def test_years_without_a_calendar_just_name_the_weekday():
    lines = lines_of(Span(date(1990, 5, 3), date(1990, 5, 6), FieldType.DAYS), "zh")
    assert lines[1:] == ("1990-05-04 星期五 第1日", "1990-05-05 星期六 第2日", "1990-05-06 星期日 第3日")


def test_very_long_spans_are_told_in_a_sentence():
    assert lines_of(Span(date(2010, 1, 1), date(2020, 1, 1), FieldType.DAYS), "zh")[1] == "到 2020-01-01 共3652日"
