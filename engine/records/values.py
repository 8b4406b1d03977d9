"""The text of a value to the value that its field asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from dsl import literals
from dsl.diagnostics.suggest import nearest
from dsl.literals.numerals import LARGEST
from dsl.model.fields import Field
from dsl.values import FieldType, Period
from engine.records.messages import Problem
from engine.records.vocabulary import fold, visible

UNKNOWN_WORDS = frozenset({"", "不详", "未知", "不明", "?", "？", "~", "null", "unknown"})
"""What says in a record that a value isn't known (compared as keys are)."""
NONE_WORDS = frozenset({"无", "没有", "none"})
"""What says that there is none: an empty list, a count of zero."""
YES_WORDS = frozenset({"是", "有", "true", "yes"})
NO_WORDS = frozenset({"否", "无", "没有", "不是", "false", "no"})

UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters and what isn't a character at all; YAML has none of them either."""

_COUNTS = frozenset(
    {FieldType.PERSONS, FieldType.HOUSEHOLDS, FieldType.VOTES, FieldType.TIMES, FieldType.COPIES}
    | {FieldType.DAYS, FieldType.WORKDAYS, FieldType.MONTHS, FieldType.YEARS}
)
_WITH_UNIT = frozenset({FieldType.MONEY, FieldType.AREA})
_EXAMPLES = {
    FieldType.NUMBER: "31",
    FieldType.MONEY: "36.5万元",
    FieldType.AREA: "120平方米",
}
_ABOUT = re.compile("约|余|多|几|左右|近|上下|来")
_OPENING, _CLOSING = "《“「『（(【[", "》”」』）)】]"
_NEGATIVE = re.compile(r"(?:[-－−—]|负) ?(?=[0-9〇零一二两三四五六七八九十百千万亿])")
_DENIAL = re.compile("没有|[没不未否无非]")
_MONEY_SIGN = re.compile("人民币|[¥￥元圆]")
_DATE_AND_TIME = re.compile(r"(.*?[日号0-9])[ T]*[0-9]{1,2}[:时点].*")
_PART_OF_DATE = re.compile(
    r"[0-9〇零一二三四五六七八九]{4} ?(?:[-/.年]) ?(?:[0-9一二三四五六七八九十]{1,3} ?月?)?[初中底]?"
)


def is_unknown(text: str) -> bool:
    """Tell whether the text says that the value isn't known.

    >>> is_unknown(" ？ "), is_unknown("NULL"), is_unknown("0")
    (True, True, False)
    """
    return fold(name(text)) in UNKNOWN_WORDS


def is_none(text: str) -> bool:
    """Tell whether the text says that there is none."""
    return fold(name(text)) in NONE_WORDS


def unprintable(text: str) -> str:
    """Return the first character that no text file may hold, '' where there is none."""
    found = None if text.isprintable() else UNPRINTABLE.search(text)
    return found[0] if found else ""


def prose(text: str) -> str:
    """Clean a text that only people read."""
    return visible(text).strip()


def name(text: str) -> str:
    """Clean a text that is compared: white space, full-width letters and digits, outer quotes.

    Chinese punctuation stays as it is written.

    >>> name("“１号楼  （甲）”"), name("“甲”与“乙”")
    ('1号楼 （甲）', '“甲”与“乙”')
    """
    plain = literals.plain_name(visible(text))
    if len(plain) > 2 and plain[0] + plain[-1] in ("“”", "「」") and not set(plain[1:-1]) & set("“”「」"):
        return plain[1:-1].strip()
    return plain


def split(text: str) -> list[str]:
    """Split a list that is written as one text; signs inside brackets do not count.

    >>> split("《甲、乙》，签到册；")
    ['《甲、乙》', '签到册']
    """
    items, depth = [""], 0
    for character in text.rstrip("。 \t\r\n"):
        depth = max(depth + (character in _OPENING) - (character in _CLOSING), 0)
        if character in "、，,；;\n" and not depth:
            items.append("")
        else:
            items[-1] += character
    return [item for item in map(name, items) if item]


def convert(text: str, field: Field) -> bool | int | Fraction | date | str | Problem:
    """Read one known value (not a list) of ``field``, or tell what is wrong with it."""
    match field.type:
        case FieldType.TEXT:
            return name(text)
        case FieldType.CHOICE | FieldType.LIST | FieldType.ROLL:
            return choice(text, field)
        case FieldType.FLAG:
            return _flag(text, field)
        case FieldType.DATE:
            return _day(text, field)
        case _:
            return _number(text, field)


def choice(text: str, field: Field) -> str | Problem:
    """Read one of the options of ``field``; where it has none, any name."""
    written = name(text)
    if not field.options:
        return written
    folded = fold(written)
    for option in field.options:
        if fold(option) == folded:
            return option
    details = {"key": field.name, "text": written, "options": "、".join(field.options)}
    near = _meant(written, field.options)
    if near is None:
        return Problem("R040", "", details)
    return Problem("R040", "near", details | {"near": near})


def _meant(written: str, options: Sequence[str]) -> str | None:
    """The option that was probably meant; a wrong guess would turn the record round.

    没过 never means 通过, nor 通过了 未通过: only an option that denies as the text does is named.
    """
    denies = _DENIAL.search(written) is not None
    alike = [option for option in options if (_DENIAL.search(option) is not None) is denies]
    if denies:
        said = _DENIAL.sub("", written)
        same = [option for option in alike if said and _within(said, _DENIAL.sub("", option))]
        if len(same) == 1:
            return same[0]
    near = nearest(written, alike)
    # 末通过 is near to 未通过, and to 通过 too.
    rivals = alike if denies else options
    if near is None or nearest(written, (option for option in rivals if option != near)):
        return None
    return near


def _within(part: str, whole: str) -> bool:
    """Whether the characters of ``part`` stand in ``whole``, in this order."""
    rest = iter(whole)
    return all(character in rest for character in part)


def _flag(text: str, field: Field) -> bool | Problem:
    folded = fold(name(text))
    if folded in YES_WORDS or folded in NO_WORDS:
        return folded in YES_WORDS
    return Problem("R039", "", {"key": field.name, "text": text})


def _day(text: str, field: Field) -> date | Problem:
    plain = literals.normalise(visible(text)).strip()
    found = literals.day(plain)
    if isinstance(found, literals.BadDate):
        if found.last_day is None:
            return Problem("R038", "", {"text": text})
        return Problem("R038", "month", {"text": text, "last": str(found.last_day)})
    if found is not None:
        return found
    timed = _DATE_AND_TIME.fullmatch(plain)
    if timed and literals.day(timed[1]):
        return Problem("R037", "time", {"key": field.name, "text": text})
    hint = "part" if _PART_OF_DATE.fullmatch(plain) else ""
    return Problem("R037", hint, {"key": field.name, "text": text})


def _number(text: str, field: Field) -> int | Fraction | Problem:
    """Read a number with or without its unit; money and areas need theirs."""
    type_ = field.type
    plain = literals.normalise(visible(text)).strip()
    details = {"key": field.name, "text": text, "example": _example(type_)}
    if type_ in _COUNTS and is_none(plain):
        return 0
    negative = _NEGATIVE.match(plain)
    value = _amount(plain[negative.end() :] if negative else plain, type_, details)
    if isinstance(value, Problem):
        return value
    if negative and value:
        return Problem("R033", "", details) if type_ is not FieldType.NUMBER else -value
    if type_ in _COUNTS and value.denominator != 1:
        return Problem("R034", "", details)
    return value


def _amount(plain: str, type_: FieldType, details: dict[str, str]) -> int | Fraction | Problem:
    """Read a number that is not negative."""
    value = literals.money(plain) if type_ is FieldType.MONEY else None
    if value is None:
        bare = literals.number(plain)
        if bare is not None:
            if type_ in _WITH_UNIT:
                return _without_unit(plain, type_, details)
            value = bare
    if value is None:
        found = literals.match(plain, 0)
        if found is None or found.end != len(plain) or found.kind not in ("quantity", "period"):
            if type_ is FieldType.MONEY and literals.money(plain + "元") is not None:
                return _without_unit(plain, type_, details)
            return _unreadable(plain, type_, details)
        if found.type is not type_ and type_.unit:
            return Problem("R035", "", details | {"unit": type_.unit})
        amount = found.value.count if isinstance(found.value, Period) else found.value
        if found.type is not type_ or not isinstance(amount, int | Fraction):
            return _unreadable(plain, type_, details)
        value = amount
    if abs(value.numerator) >= LARGEST or value.denominator > LARGEST:
        return Problem("R043", "", details)
    return value


def _without_unit(plain: str, type_: FieldType, details: dict[str, str]) -> Problem:
    if type_ is FieldType.MONEY and re.fullmatch(r"[0-9.,]+", plain):
        return Problem("R036", "money", details)
    return Problem("R036", "", details | {"likely": f"{plain}{type_.unit}"})


def _unreadable(plain: str, type_: FieldType, details: dict[str, str]) -> Problem:
    hint = "about" if _ABOUT.search(plain) and re.search("[0-9一二两三四五六七八九十百千万亿]", plain) else ""
    return Problem("R032", hint, details | {"type": type_.value})


def _example(type_: FieldType) -> str:
    return _EXAMPLES.get(type_) or literals.format_value(31, type_)
