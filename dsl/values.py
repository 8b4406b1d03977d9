"""Values of the language: their types, units and validity intervals.

Everything that takes part in a verdict is exact: whole numbers are ``int``,
other numbers ``fractions.Fraction``, days ``datetime.date``. There is no float.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

Number = int | Fraction
Value = bool | int | Fraction | date | str | frozenset[str] | tuple[str, ...]
"""What a fact, a parameter or a constant may hold (a ROLL: its names in order). Unknown is ``None``."""


class FieldType(StrEnum):
    """The types of the vocabulary; the value is the word that a rule file uses."""

    PERSONS = "人数"
    HOUSEHOLDS = "户数"
    VOTES = "票数"
    TIMES = "次数"
    COPIES = "份数"
    NUMBER = "数"
    MONEY = "金额"
    DAYS = "日数"
    WORKDAYS = "工作日数"
    MONTHS = "月数"
    YEARS = "年数"
    AREA = "面积"
    DATE = "日期"
    TEXT = "文字"
    CHOICE = "选项"
    LIST = "列表"
    ROLL = "名单"
    FLAG = "是否"

    @property
    def is_number(self) -> bool:
        """Whether values of this type are ``int`` or ``Fraction``."""
        return self in _NUMBER_UNITS

    @property
    def is_list(self) -> bool:
        """Whether values of this type hold names: each once (列表), or as often as written (名单)."""
        return self in (FieldType.LIST, FieldType.ROLL)

    @property
    def unit(self) -> str:
        """The unit that is printed after a number, '' where there is none."""
        return _NUMBER_UNITS.get(self, "")


_NUMBER_UNITS = {
    FieldType.PERSONS: "人",
    FieldType.HOUSEHOLDS: "户",
    FieldType.VOTES: "票",
    FieldType.TIMES: "次",
    FieldType.COPIES: "份",
    FieldType.NUMBER: "",
    FieldType.MONEY: "元",
    FieldType.DAYS: "日",
    FieldType.WORKDAYS: "个工作日",
    FieldType.MONTHS: "个月",
    FieldType.YEARS: "年",
    FieldType.AREA: "平方米",
}


@dataclass(frozen=True, slots=True)
class Interval:
    """Days on which something is in force, both ends included; None is open."""

    start: date | None = None
    end: date | None = None

    def contains(self, day: date) -> bool:
        """Whether ``day`` lies in the interval."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    def intersect(self, other: Interval) -> Interval | None:
        """The days common to both, or None where there are none."""
        starts = [d for d in (self.start, other.start) if d is not None]
        ends = [d for d in (self.end, other.end) if d is not None]
        start, end = max(starts, default=None), min(ends, default=None)
        if start is not None and end is not None and start > end:
            return None
        return Interval(start, end)


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time: ``unit`` is DAYS, WORKDAYS, MONTHS or YEARS."""

    count: int
    unit: FieldType
