"""Values and phrases in both languages."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

import pytest

from dsl.describe.words import fraction, listed, named, period, shown
from dsl.values import FieldType, Period
from engine.findings.words import PHRASES, say


@pytest.mark.parametrize(
    ("value", "type", "chinese", "english"),
    [
        (48, FieldType.PERSONS, "48人", "48 people"),
        (1, FieldType.PERSONS, "1人", "1 person"),
        (365_000, FieldType.MONEY, "36.5万元", "365,000 yuan"),
        (Fraction(1, 3), FieldType.NUMBER, "三分之一", "1/3"),
        (Fraction(6, 2), FieldType.TIMES, "3次", "3 times"),
        (date(2024, 3, 5), FieldType.DATE, "2024年3月5日", "2024-03-05"),
        (True, FieldType.FLAG, "是", "yes"),
        (False, FieldType.FLAG, "否", "no"),
        ("举手", FieldType.TEXT, "举手", "举手"),
        (frozenset({"乙", "甲"}), FieldType.LIST, "乙、甲", "乙, 甲"),
        (frozenset(), FieldType.LIST, "空", "empty"),
        (None, FieldType.DATE, "不详", "not known"),
    ],
)
def test_values(value, type, chinese, english):
    assert shown(value, type) == chinese
    assert shown(value, type, "en") == english


def test_fractions_periods_and_lists():
    assert (fraction(Fraction(2, 3)), fraction(Fraction(2, 3), "en")) == ("三分之二", "2/3")
    assert (period(Period(5, FieldType.WORKDAYS)), period(Period(1, FieldType.MONTHS), "en")) == (
        "5个工作日",
        "1 month",
    )
    assert (listed(["甲", "乙"]), listed(["甲", "乙"], "en"), listed(["甲", "乙"], last="；")) == (
        "甲、乙",
        "甲, 乙",
        "甲；乙",
    )
    assert (named(["甲", "乙"]), named(["甲", "乙"], "en")) == ("甲或者乙", "甲 or 乙")


def test_both_languages_say_the_same_things():
    for name, (chinese, english) in PHRASES.items():
        parts = [set(re.findall(r"{(\w+)}", text)) for text in (chinese, english)]
        assert parts[0] == parts[1], name
        assert not re.search(r"[\u4e00-\u9fff]", english), name
        assert not chinese.endswith("。"), name
        assert not english.endswith("."), name


def test_braces_in_a_value_are_only_text():
    assert say("not_happened", "zh", act="{甲}") == "没有{甲}"
