"""The literal that begins at a given place of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from dsl.literals import amounts, days
from dsl.literals.numerals import NUMERAL_CHARACTERS, chinese_digits, chinese_number
from dsl.values import FieldType, Period

LiteralValue = date | days.BadDate | str | int | Fraction | Period


@dataclass(frozen=True, slots=True)
class Match:
    """A literal that ends before the offset ``end``.

    ``kind`` is date, article, fraction, period, quantity or number; ``value`` in that
    order date or BadDate, str, Fraction, Period, number in the base unit, number.
    ``type`` is the type of the value (TEXT for an article, the unit of a period).
    """

    kind: str
    value: LiteralValue
    type: FieldType
    end: int


_PERIODS = {
    "个工作日": (FieldType.WORKDAYS, 1),
    "工作日": (FieldType.WORKDAYS, 1),
    "日": (FieldType.DAYS, 1),
    "天": (FieldType.DAYS, 1),
    "周": (FieldType.DAYS, 7),
    "个月": (FieldType.MONTHS, 1),
    "年": (FieldType.YEARS, 1),
}
_QUANTITIES = {
    "元": FieldType.MONEY,
    "圆": FieldType.MONEY,
    "人": FieldType.PERSONS,
    "名": FieldType.PERSONS,
    "位": FieldType.PERSONS,
    "户": FieldType.HOUSEHOLDS,
    "次": FieldType.TIMES,
    "份": FieldType.COPIES,
    "票": FieldType.VOTES,
    "周岁": FieldType.YEARS,
    "岁": FieldType.YEARS,
    "平方米": FieldType.AREA,
    "倍": FieldType.NUMBER,
}
_UNIT = "|".join(sorted([*_PERIODS, *_QUANTITIES], key=len, reverse=True))
# After a space a unit may be the first character of the next field (48 日期：…).
_WORDS = (
    "日期|日数|日志|天数|周期|周边|年数|年龄|年度|年份|人数|人口|人员|人民|人选|名称|名单|名义|名额|位置|位于"
    "|户数|户主|户代表|户籍|次数|次序|次日|份数|份额|票数|票据|票决|倍数"
)
# The 一 of 三分之二一致同意 belongs to the next word.
_CHINESE = rf"(?:(?!一[致般并律旦切])[{NUMERAL_CHARACTERS}]){{1,40}}"
_ORDINAL = rf" ?(?:{_CHINESE}|[0-9]{{1,6}}) ?"

_ARABIC_QUANTITY = re.compile(rf"({amounts.ARABIC})(?: ?({amounts.MULTIPLIER}))?(?: (?!{_WORDS}))?({_UNIT})")
_CHINESE_QUANTITY = re.compile(rf"({_CHINESE})({_UNIT})")
# A number that runs on into these is part of something else: 1.2.3, 5G, 2014年, 3万5千.
_NUMBER = re.compile(rf"({amounts.ARABIC})(万亿|万|亿)?(?![0-9A-Za-z_万亿]|\.[0-9]|/ ?[0-9]|[年月])")
_RUN = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_SLASH = re.compile(r"([0-9]{1,40}) ?/ ?([0-9]{1,40})(?![0-9]| ?/ ?[0-9]|\.[0-9])")
_PERCENT = re.compile(rf"({amounts.ARABIC}) ?%")
_SHARE = re.compile(rf"({_CHINESE}|[0-9]{{1,40}})分之({_CHINESE}|{amounts.ARABIC})")
_ARTICLE = re.compile(
    rf"第({_ORDINAL})条(?:之({_ORDINAL}))?(?: ?第({_ORDINAL})款)?(?: ?第(\({_ORDINAL}\)|{_ORDINAL})项)?"
)


def match(text: str, pos: int) -> Match | None:
    """Find the longest literal that begins exactly at ``pos`` of an already normalised text.

    >>> match("7个工作日内", 0)
    Match(kind='period', value=Period(count=7, unit=<FieldType.WORKDAYS: '工作日数'>), \
type=<FieldType.WORKDAYS: '工作日数'>, end=5)
    >>> match("第47条之一", 0).value
    '第四十七条之一'
    >>> match("2014年", 0) is None
    True
    """
    if pos >= len(text) or not (text[pos] in NUMERAL_CHARACTERS or text[pos] in "第0123456789"):
        return None
    return max(_candidates(text, pos), key=lambda found: found.end, default=None)


def _candidates(text: str, pos: int) -> Iterator[Match]:
    """Yield every reading at ``pos``; of two that end together the first is the better one."""
    for reader in (_date, _article, _fraction, _quantity, _number):
        found = reader(text, pos)
        if found is not None:
            yield found


def _date(text: str, pos: int) -> Match | None:
    found = days.DATE.match(text, pos)
    value = found and days.from_match(found)
    return Match("date", value, FieldType.DATE, found.end()) if found and value else None


def _article(text: str, pos: int) -> Match | None:
    found = _ARTICLE.match(text, pos)
    if not found:
        return None
    # An optional part with a malformed numeral ends the citation before it.
    value, end = "", pos
    for group, form in ((1, "第{}条"), (2, "之{}"), (3, "第{}款"), (4, "第{}项")):
        if found[group] is None:
            continue
        ordinal = _ordinal(found[group])
        if not ordinal:
            break
        value += form.format(chinese_digits(ordinal))
        end = found.end(group) + (0 if group == 2 else 1)
    return Match("article", value, FieldType.TEXT, end) if value else None


def _ordinal(text: str) -> int | None:
    plain = text.strip("() ")
    return int(plain) if plain.isascii() else chinese_number(plain)


def _fraction(text: str, pos: int) -> Match | None:
    if found := _SLASH.match(text, pos):
        if not int(found[2]):
            return None
        return Match("fraction", Fraction(int(found[1]), int(found[2])), FieldType.NUMBER, found.end())
    if found := _PERCENT.match(text, pos):
        return Match("fraction", Fraction(found[1]) / 100, FieldType.NUMBER, found.end())
    if not (found := _SHARE.match(text, pos)):
        return None
    part = found[2]
    # 三分之二两次: the numeral ends where it stops being one.
    shortest = len(part) if part.isascii() else 1
    for length in range(len(part), shortest - 1, -1):
        value = amounts.share(found[1], part[:length])
        if value is not None:
            return Match("fraction", value, FieldType.NUMBER, found.start(2) + length)
    return None


def _quantity(text: str, pos: int) -> Match | None:
    value: int | Fraction | None
    if found := _ARABIC_QUANTITY.match(text, pos):
        value, unit = amounts.arabic(found[1], found[2]), found[3]
        if unit == "年" and len(found[1]) > 3:
            return None  # 2014年 is a year, no length of time
    elif found := _CHINESE_QUANTITY.match(text, pos):
        value, unit = chinese_number(found[1]), found[2]
    else:
        return None
    if value is None:
        return None
    if unit in _PERIODS:
        type_, factor = _PERIODS[unit]
        if not isinstance(value, int):
            return None
        return Match("period", Period(value * factor, type_), type_, found.end())
    return Match("quantity", value, _QUANTITIES[unit], found.end())


def _number(text: str, pos: int) -> Match | None:
    found = _NUMBER.match(text, pos)
    if not found or _has_period_unit(text, pos):
        return None
    # A match that backed off into the digits would split a number in two.
    run = _RUN.match(text, pos)
    if run and found.end(1) != run.end():
        return None
    return Match("number", amounts.arabic(found[1], found[2]), FieldType.NUMBER, found.end())


def _has_period_unit(text: str, pos: int) -> bool:
    """Tell whether a decimal with the unit of a period stands here (1.5年): no literal at all."""
    found = _ARABIC_QUANTITY.match(text, pos)
    return found is not None and found[3] in _PERIODS
