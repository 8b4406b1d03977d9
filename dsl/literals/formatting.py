"""How values are shown to Chinese readers."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from dsl.literals.numerals import LARGEST, chinese_digits
from dsl.values import FieldType, Value

_ROUND_BASES = {100: "百", 1000: "千", 10**4: "万"}


def format_value(value: Value | None, type: FieldType) -> str:
    """Show ``value`` in words, exact, with the unit of ``type``.

    >>> format_value(365000, FieldType.MONEY), format_value(1234, FieldType.MONEY)
    ('36.5万元', '1234元')
    >>> format_value(31, FieldType.PERSONS), format_value(Fraction(94, 3), FieldType.PERSONS)
    ('31人', '31又三分之一人')
    """
    if value is None:
        return "不详"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, str):
        return value
    if isinstance(value, frozenset | tuple):
        return "、".join(sorted(value))
    if type is FieldType.MONEY:
        return _money(Fraction(value))
    return _decimal(Fraction(value)) + type.unit


def format_share(value: Fraction) -> str:
    """Write how much of a whole is meant, behind 的; whole numbers are multiples.

    >>> format_share(Fraction(2, 3)), format_share(Fraction(6))
    ('三分之二', '六倍')
    """
    return format_fraction(value) + ("倍" if value.denominator == 1 else "")


def format_fraction(value: Fraction) -> str:
    """Write a fraction in Chinese words, in lowest terms.

    >>> format_fraction(Fraction(2, 3)), format_fraction(Fraction(7, 100))
    ('三分之二', '百分之七')
    """
    above, below = abs(value.numerator), value.denominator
    sign = "负" if value < 0 else ""
    if max(above, below) >= LARGEST:
        return str(value)
    if below == 1:
        return sign + chinese_digits(above)
    return f"{sign}{_ROUND_BASES.get(below) or chinese_digits(below)}分之{chinese_digits(above)}"


def _money(value: Fraction) -> str:
    """Write yuan; in 万元 or 亿元 where that takes no more than two decimals."""
    if abs(value) >= 10**8 and value % 10**6 == 0:
        return _decimal(value / 10**8) + "亿元"
    if abs(value) >= 10**4 and value % 100 == 0:
        return _decimal(value / 10**4) + "万元"
    return _decimal(value) + "元"


def _decimal(value: Fraction) -> str:
    """Write a decimal where the value has an exact one, else words (31又三分之一)."""
    places = _decimal_places(value.denominator)
    if places is None:
        count, rest = divmod(abs(value), 1)
        words = format_fraction(rest)
        return ("负" if value < 0 else "") + (f"{count}又{words}" if count else words)
    digits = str(abs(value.numerator) * (10**places // value.denominator)).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def _decimal_places(denominator: int) -> int | None:
    """Decimals that 1/denominator needs, None where no number of them is enough."""
    counts = []
    for factor in (2, 5):
        count = 0
        while denominator % factor == 0:
            denominator //= factor
            count += 1
        counts.append(count)
    return max(counts) if denominator == 1 else None
