"""Character forms and Chinese numerals."""

from __future__ import annotations

import re

# U+FF01..U+FF5E repeat ASCII at full width. The two quotation marks among them stay:
# what opens and closes a quoted name is for the lexer to say.
_TO_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if code not in (ord("＂"), ord("＇"))} | {
    0x3000: 0x20
}

DIGITS = {"零": 0, "〇": 0, "○": 0, "一": 1, "二": 2, "两": 2} | {c: n for n, c in enumerate("三四五六七八九", 3)}
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟萬億", "一二三四五六七八九十百千万亿")
_UNITS = (("亿", 10**8), ("万", 10**4), ("千", 1000), ("百", 100), ("十", 10))
_ZEROS = "零〇○"

NUMERAL_CHARACTERS = "零〇○一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟萬億"
"""Every character that a Chinese numeral may hold."""

LARGEST = 10**16
"""Chinese numerals are written for numbers below this (一万亿 is 10**12)."""


def normalise(text: str) -> str:
    """Return ``text`` with full-width ASCII and spaces at half width; its length stays the same.

    Chinese punctuation without an ASCII twin (、。【】“”「」《》·) is left alone.

    >>> normalise("１５日，　（３６．５％）")
    '15日, (36.5%)'
    """
    return text.translate(_TO_HALF_WIDTH)


def chinese_number(text: str) -> int | None:
    """Read a Chinese numeral, None where it is malformed.

    A skipped place needs its 零, and a last digit needs its place (一百五 could be 105
    or 150). Digits in a row (五六) are no number: they may mean five or six.

    >>> chinese_number("三千零五十"), chinese_number("两万"), chinese_number("一百五")
    (3050, 20000, None)
    """
    plain = text.translate(_FORMAL)
    if len(plain) == 1 and plain in _ZEROS:
        return 0
    return _read(plain, 0)


def _read(text: str, level: int) -> int | None:
    """Read a positive number made of the units from ``level`` down and a last digit."""
    if level == len(_UNITS):
        return DIGITS.get(text) or None
    sign, unit = _UNITS[level]
    head_text, found, tail_text = text.partition(sign)
    if not found:
        return _read(text, level + 1)
    head = _read_head(head_text, level)
    if head is None or not tail_text:
        return None if head is None else head * unit
    has_zero = tail_text[0] in _ZEROS
    tail = _read(tail_text[1:] if has_zero else tail_text, level + 1)
    if tail is None:
        return None
    # 零 stands for skipped places; 十万零五千 is in use too, after a head that ends in 0.
    skipped = tail < unit // 10
    if skipped != has_zero and not (has_zero and head % 10 == 0):
        return None
    return head * unit + tail


def _read_head(text: str, level: int) -> int | None:
    """Read what stands before a unit: a number before 亿 and 万, else one digit."""
    sign, _ = _UNITS[level]
    if sign in "亿万":
        return _read(text, level + 1)
    if sign == "十":
        return 1 if not text else None if text == "两" else DIGITS.get(text) or None
    return DIGITS.get(text) or None


def chinese_digits(value: int) -> str:
    """Write a whole number in Chinese numerals.

    Raises ValueError for a negative number and for one of 10**16 or more.

    >>> chinese_digits(26), chinese_digits(110), chinese_digits(100_010)
    ('二十六', '一百一十', '十万零一十')
    """
    if not 0 <= value < LARGEST:
        raise ValueError(f"no Chinese numeral for {value}")
    written = _write(value, 0) or "零"
    return written[1:] if written.startswith("一十") else written


def _write(value: int, level: int) -> str:
    if level == len(_UNITS):
        return "零一二三四五六七八九"[value] if value else ""
    sign, unit = _UNITS[level]
    head, tail = divmod(value, unit)
    if not head:
        return _write(value, level + 1)
    zero = "零" if 0 < tail < unit // 10 else ""
    return _write(head, level + 1) + sign + zero + _write(tail, level + 1)


_FULL_WIDTH_WORD = re.compile("[０-９Ａ-Ｚａ-ｚ\u3000]")


def plain_name(text: str) -> str:
    """A text in the form in which names and values are compared.

    Full-width letters, digits and blanks become half-width, white space is
    folded; Chinese punctuation stays.

    >>> plain_name(" １号楼　 （甲）")
    '1号楼 （甲）'
    """
    return " ".join(_FULL_WIDTH_WORD.sub(lambda found: normalise(found[0]), text).split())
