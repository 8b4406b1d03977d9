"""Calendar days as people write them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from dsl.literals.numerals import DIGITS, chinese_number, normalise

_YEAR = r"(?P<year>[0-9]{4}|[〇零○一二三四五六七八九]{4})"
_PART = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"

DATE = re.compile(
    rf"{_YEAR} ?年 ?(?P<month>{_PART}) ?月 ?(?P<day>{_PART}) ?[日号]"
    r"|(?P<year2>[0-9]{4})(?P<sign>[-/.])(?P<month2>[0-9]{1,2})(?P=sign)(?P<day2>[0-9]{1,2})(?![0-9]|(?P=sign)[0-9])"
)


@dataclass(frozen=True, slots=True)
class BadDate:
    """A text with the form of a date that is in no calendar.

    ``last_day`` is the last day of the month that it names, None where it names none.
    """

    text: str
    last_day: int | None


def day(text: str) -> date | BadDate | None:
    """Read a day: 2024-03-05, 2024/3/5, 2024.3.5, 2024年3月5日, 二〇二四年三月五日.

    None where it hasn't the form of a date; a BadDate where the calendar lacks that day.

    >>> day("２０２４年３月５号"), day("2023-02-29"), day("2024年3月")
    (datetime.date(2024, 3, 5), BadDate(text='2023-02-29', last_day=28), None)
    """
    plain = normalise(text).strip()
    found = DATE.fullmatch(plain)
    return found and from_match(found)


def from_match(found: re.Match[str]) -> date | BadDate | None:
    """Return the day of a match of ``DATE``; None where its Chinese numerals are malformed."""
    year = _year(found["year"] or found["year2"])
    month = _part(found["month"] or found["month2"])
    day_of_month = _part(found["day"] or found["day2"])
    if month is None or day_of_month is None:
        return None
    if year < 1 or not 1 <= month <= 12:
        return BadDate(found[0], None)
    last_day = monthrange(year, month)[1]
    if not 1 <= day_of_month <= last_day:
        return BadDate(found[0], last_day)
    return date(year, month, day_of_month)


def _year(text: str) -> int:
    return int("".join(c if c.isascii() else str(DIGITS[c]) for c in text))


def _part(text: str) -> int | None:
    return int(text) if text.isascii() else chinese_number(text)
