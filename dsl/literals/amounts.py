"""Numbers and sums of money as people write them in records."""

from __future__ import annotations

import re
from fractions import Fraction

from dsl.literals.numerals import NUMERAL_CHARACTERS, chinese_number, normalise

MULTIPLIERS = {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8} | {
    first + second: a * b
    for first, a in (("十", 10), ("百", 100), ("千", 1000))
    for second, b in (("万", 10**4), ("亿", 10**8))
}
MULTIPLIERS["万亿"] = 10**12

CHINESE = rf"[{NUMERAL_CHARACTERS}]{{1,40}}"
MULTIPLIER = "|".join(sorted(MULTIPLIERS, key=len, reverse=True))
# Lengths are bounded: Python refuses to read whole numbers of thousands of digits.
ARABIC = r"[0-9]{1,40}(?:\.[0-9]{1,40})?"
_GROUPED = r"[0-9]{1,3}(?:,[0-9]{3}){1,12}(?:\.[0-9]{1,40})?"
_SHARE_BASES = {"百": 100, "千": 1000, "万": 10**4}

_ARABIC_NUMBER = re.compile(rf"(-?)({_GROUPED}|{ARABIC}) ?({MULTIPLIER})?")
_SLASH = re.compile(r"([0-9]{1,40}) ?/ ?([0-9]{1,40})")
_PERCENT = re.compile(rf"({ARABIC}) ?%")
_SHARE = re.compile(rf"({CHINESE}|[0-9]{{1,40}})分之({CHINESE}|{ARABIC})")
_MONEY = re.compile(r"(?:人民币|[¥￥])? ?(.+?) ?[元圆]整?")


def whole(value: Fraction | int) -> int | Fraction:
    """Return ``value`` as an int where it is one."""
    return int(value) if value.denominator == 1 else value


def arabic(digits: str, multiplier: str | None) -> int | Fraction:
    """Evaluate Arabic digits (a decimal point allowed) times 万, 亿 and the like."""
    value = whole(Fraction(digits)) if "." in digits else int(digits)
    return whole(value * MULTIPLIERS.get(multiplier or "", 1))


def share(base: str, part: str) -> Fraction | None:
    """Return ``base``分之``part`` as a fraction, None where either is malformed or the base is zero.

    >>> share("三", "二"), share("百", "60")
    (Fraction(2, 3), Fraction(3, 5))
    """
    below = _SHARE_BASES.get(base) or (int(base) if base.isascii() else chinese_number(base))
    above = Fraction(part) if part.isascii() else chinese_number(part)
    return Fraction(above) / below if below and above is not None else None


def number(text: str) -> int | Fraction | None:
    """Read a number without a unit: Arabic (1,234.5; -3; 36.5万), Chinese (两万) or a fraction.

    >>> number("３６．５万"), number("三分之二"), number("60%"), number("31人")
    (365000, Fraction(2, 3), Fraction(3, 5), None)
    """
    plain = normalise(text).strip()
    if found := _ARABIC_NUMBER.fullmatch(plain):
        value = arabic(found[2].replace(",", ""), found[3])
        return -value if found[1] else value
    if found := _SLASH.fullmatch(plain):
        return whole(Fraction(int(found[1]), int(found[2]))) if int(found[2]) else None
    if found := _PERCENT.fullmatch(plain):
        return whole(Fraction(found[1]) / 100)
    if found := _SHARE.fullmatch(plain):
        part = share(found[1], found[2])
        return None if part is None else whole(part)
    return chinese_number(plain)


def money(text: str) -> int | Fraction | None:
    """Read a sum of money in yuan; its unit (元, 圆, 万元, 亿元) must be written.

    >>> money("36.5万元"), money("五万元"), money("８千元"), money("36.5万")
    (365000, 50000, 8000, None)
    """
    found = _MONEY.fullmatch(normalise(text).strip())
    if not found or any(sign in found[1] for sign in "/%之"):
        return None
    return number(found[1])
