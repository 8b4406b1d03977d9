"""Words for people: values with their units, and names in a row, in Chinese and English."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import Literal

from dsl.literals import format_fraction, format_value
from dsl.values import FieldType, Period, Value

Language = Literal["zh", "en"]

_UNITS = {
    FieldType.PERSONS: ("person", "people"),
    FieldType.HOUSEHOLDS: ("household", "households"),
    FieldType.VOTES: ("vote", "votes"),
    FieldType.TIMES: ("time", "times"),
    FieldType.COPIES: ("copy", "copies"),
    FieldType.MONEY: ("yuan", "yuan"),
    FieldType.DAYS: ("day", "days"),
    FieldType.WORKDAYS: ("working day", "working days"),
    FieldType.MONTHS: ("month", "months"),
    FieldType.YEARS: ("year", "years"),
    FieldType.AREA: ("square metre", "square metres"),
}

COUNTED = frozenset(
    {
        FieldType.PERSONS,
        FieldType.HOUSEHOLDS,
        FieldType.VOTES,
        FieldType.TIMES,
        FieldType.COPIES,
        FieldType.DAYS,
        FieldType.WORKDAYS,
    }
)
"""Types of which there are only whole ones: two thirds of 47 people take 32."""


def shown(value: Value | None, type: FieldType, language: Language = "zh") -> str:
    """A value with its unit."""
    if value in (frozenset(), ()):
        return "空" if language == "zh" else "empty"
    if language == "zh":
        return format_value(value, type)
    if value is None:
        return "not known"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return value
    if isinstance(value, frozenset | tuple):
        return ", ".join(sorted(value))
    number = f"{int(value):,}" if value.denominator == 1 else str(value)
    one, many = _UNITS.get(type, ("", ""))
    return f"{number} {one if value == 1 else many}".rstrip()


def fraction(value: Fraction, language: Language = "zh") -> str:
    """A fraction: 三分之二, 2/3."""
    return format_fraction(value) if language == "zh" else str(value)


def period(value: Period, language: Language = "zh") -> str:
    """A length of time: 10日, 5个工作日, 2个月."""
    return shown(value.count, value.unit, language)


def listed(items: Iterable[str], language: Language = "zh", last: str = "、") -> str:
    """Items in a row."""
    return (last if language == "zh" else ", ").join(items)


def named(names: Iterable[str], language: Language = "zh") -> str:
    """Names of steps or actors, any of which would do."""
    return ("或者" if language == "zh" else " or ").join(names)


def any_of(names: Sequence[str], language: Language = "zh") -> str:
    """Names in a row, any of which will do: 签约、开工或者付款."""
    if len(names) < 2:
        return "".join(names)
    return listed(names[:-1], language) + ("或者" if language == "zh" else " or ") + names[-1]
