"""Texts to values, by type: what is read, and what is said of the rest."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsl.model.fields import Field, Scope
from dsl.values import FieldType
from engine.records import values
from engine.records.messages import Problem, diagnostic

F = FieldType


def field(type: FieldType, *options: str) -> Field:
    return Field("栏", (), Scope.RECORD, type, options, "", None, None)


@pytest.mark.parametrize(
    ("type", "texts", "value"),
    [
        (F.PERSONS, ["31", "31人", "31 人", "31名", "三十一", "三十一人", "３１", "31.0", "叁拾壹人"], 31),
        (F.PERSONS, ["1,234", "1234人", "一千二百三十四人"], 1234),
        (F.PERSONS, ["0", "零", "0人", "无", "没有"], 0),
        (F.HOUSEHOLDS, ["239", "239户", "二百三十九户"], 239),
        (F.VOTES, ["19票", "19"], 19),
        (F.TIMES, ["2次", "两次"], 2),
        (F.COPIES, ["3份"], 3),
        (F.DAYS, ["15", "15日", "十五天", "15 天"], 15),
        (F.WORKDAYS, ["7", "7个工作日", "七个工作日"], 7),
        (F.MONTHS, ["6个月", "6"], 6),
        (F.YEARS, ["30年", "30"], 30),
        (F.MONEY, ["36.5万元", "365000元", "365,000元", "三十六万五千元", "¥365000元", "人民币36.5万元"], 365000),
        (F.MONEY, ["0.5元"], Fraction(1, 2)),
        (F.AREA, ["120.5平方米"], Fraction(241, 2)),
        (F.NUMBER, ["2/3", "三分之二"], Fraction(2, 3)),
        (F.NUMBER, ["-3", "－3", "负三"], -3),
        (F.DATE, ["2024-03-05", "2024-3-5", "2024/3/5", "2024年3月5日", "二〇二四年三月五日"], date(2024, 3, 5)),
        (F.FLAG, ["是", "有", "true", "True", "YES"], True),
        (F.FLAG, ["否", "无", "没有", "false", "No"], False),
        (F.TEXT, ["甲 乙", "甲　乙", " “甲 乙” "], "甲 乙"),
    ],
)
def test_texts_that_are_read(type: FieldType, texts: list[str], value: object) -> None:
    for text in texts:
        found = values.convert(text, field(type))
        assert found == value, text
        assert isinstance(found, bool) is isinstance(value, bool)


@pytest.mark.parametrize(
    ("type", "text", "code", "hint"),
    [
        (F.PERSONS, "abc", "R032", ""),
        (F.PERSONS, "约300人", "R032", "about"),
        (F.PERSONS, "300余人", "R032", "about"),
        (F.PERSONS, "-3", "R033", ""),
        (F.PERSONS, "负三人", "R033", ""),
        (F.PERSONS, "31.5", "R034", ""),
        (F.PERSONS, "三分之二", "R034", ""),
        (F.PERSONS, "31户", "R035", ""),
        (F.PERSONS, "36.5万元", "R035", ""),
        (F.PERSONS, "1e3", "R032", ""),
        (F.PERSONS, "0x1F", "R032", ""),
        (F.PERSONS, "1_000", "R032", ""),
        (F.PERSONS, "9" * 17, "R043", ""),
        (F.DAYS, "7个工作日", "R035", ""),
        (F.WORKDAYS, "7日", "R035", ""),
        (F.YEARS, "2014年", "R032", ""),
        (F.MONEY, "36.5", "R036", "money"),
        (F.MONEY, "36.5万", "R036", ""),
        (F.MONEY, "¥36.5", "R036", ""),
        (F.MONEY, "-5万元", "R033", ""),
        (F.MONEY, "30人", "R035", ""),
        (F.MONEY, "近30万元", "R032", "about"),
        (F.MONEY, "无", "R032", ""),
        (F.AREA, "120", "R036", ""),
        (F.AREA, "2亩", "R032", ""),
        (F.NUMBER, "3人", "R032", ""),
        (F.DATE, "2023-02-29", "R038", "month"),
        (F.DATE, "2024-13-01", "R038", ""),
        (F.DATE, "2024年3月", "R037", "part"),
        (F.DATE, "2024", "R037", ""),
        (F.DATE, "2024-03-05 09:00", "R037", "time"),
        (F.DATE, "2024-03-05T09:00:00Z", "R037", "time"),
        (F.DATE, "昨天", "R037", ""),
        (F.FLAG, "对", "R039", ""),
    ],
)
def test_texts_that_are_not_read(type: FieldType, text: str, code: str, hint: str) -> None:
    found = values.convert(text, field(type))
    assert isinstance(found, Problem)
    assert (found.code, found.hint) == (code, hint)
    assert text in diagnostic(found, None).message


@pytest.mark.parametrize(
    ("type", "text", "help"),
    [
        (F.MONEY, "36.5", "是“36.5元”还是“36.5万元”？请写明"),
        (F.MONEY, "36.5万", "写成“36.5万元”"),
        (F.AREA, "120", "写成“120平方米”"),
        (F.DATE, "2023-02-29", "这个月只有28日"),
        (F.DATE, "2024-02-30", "这个月只有29日"),
        (F.PERSONS, "31户", "写成“31人”这样"),
        (F.PERSONS, "约300人", "要写确切的数，如“31人”；不知道的写“不详”"),
    ],
)
def test_help_says_what_would_be_right(type: FieldType, text: str, help: str) -> None:
    found = values.convert(text, field(type))
    assert isinstance(found, Problem)
    assert diagnostic(found, None).help == help


def test_an_option_is_found_however_it_is_written() -> None:
    ballot = field(F.CHOICE, "举手", "无记名投票")
    assert values.convert(" 无记名 投票", ballot) == "无记名投票"
    assert values.convert("“举手”", ballot) == "举手"


def test_a_wrong_option_gets_the_nearest_one() -> None:
    found = values.convert("无计名投票", field(F.CHOICE, "举手", "无记名投票"))
    assert isinstance(found, Problem)
    assert diagnostic(found, None).help == "是不是“无记名投票”？可以写：举手、无记名投票"


@pytest.mark.parametrize("text", ["没过", "没通过", "没有通过", "不通过", "未过", "通不过", "无通过"])
def test_a_denial_is_never_taken_for_its_contrary(text: str) -> None:
    found = values.convert(text, field(F.CHOICE, "通过", "未通过", "作废"))
    assert isinstance(found, Problem)
    assert diagnostic(found, None).help == "是不是“未通过”？可以写：通过、未通过、作废"


@pytest.mark.parametrize("text", ["否决", "末通过", "没做废", "不", "不废", "没"])
def test_no_option_is_suggested_where_it_may_be_the_contrary(text: str) -> None:
    found = values.convert(text, field(F.CHOICE, "通过", "未通过", "作废"))
    assert isinstance(found, Problem)
    assert diagnostic(found, None).help == "可以写：通过、未通过、作废"


@pytest.mark.parametrize(("text", "options"), [("不公开", ("公开", "半公开")), ("公式", ("不公示", "未公示"))])
def test_no_option_is_suggested_where_none_denies_as_the_text_does(text: str, options: tuple[str, ...]) -> None:
    found = values.convert(text, field(F.CHOICE, *options))
    assert isinstance(found, Problem)
    assert "是不是" not in diagnostic(found, None).help


def test_an_option_that_says_the_same_is_still_suggested() -> None:
    found = values.convert("同过", field(F.CHOICE, "通过", "未通过", "作废"))
    assert isinstance(found, Problem)
    assert diagnostic(found, None).help == "是不是“通过”？可以写：通过、未通过、作废"


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("会议记录、签到册", ["会议记录", "签到册"]),
        ("会议记录，签到册；表决票,照片", ["会议记录", "签到册", "表决票", "照片"]),
        ("《甲、乙》、丙（丁、戊）", ["《甲、乙》", "丙（丁、戊）"]),
        ("“会议记录”、“签到册”。", ["会议记录", "签到册"]),
        ("会议记录\n签到册", ["会议记录", "签到册"]),
        ("、会议记录、、", ["会议记录"]),
        ("甲）、乙", ["甲）", "乙"]),
        ("", []),
    ],
)
def test_lists_written_as_one_text(text: str, items: list[str]) -> None:
    assert values.split(text) == items


@pytest.mark.parametrize(
    "text", ["", "  ", "不详", "未知", "不明", "?", "？", "~", "null", "NULL", "unknown", "不 详", "“不详”"]
)
def test_what_says_that_a_value_is_unknown(text: str) -> None:
    assert values.is_unknown(text)


@pytest.mark.parametrize("text", ["0", "无", "否", "没有", "-", "不"])
def test_what_does_not_say_so(text: str) -> None:
    assert not values.is_unknown(text)


@pytest.mark.parametrize("text", ["\x00", "\x1b[31m", "\ud800", "\uffff", "\x7f"])
def test_unprintable_characters_are_found(text: str) -> None:
    assert values.unprintable(f"甲{text}") == text[0]


def test_printable_texts_have_none() -> None:
    assert values.unprintable("甲\n\t乙😀\u3000") == ""


@given(
    st.sampled_from(FieldType),
    st.text(alphabet=st.characters() | st.sampled_from("0123456789.-,/%万元人年月日时约之分三")),
)
def test_any_text_is_a_value_or_a_problem(type: FieldType, text: str) -> None:
    found = values.convert(text, field(type, "通过", "未通过") if type is F.CHOICE else field(type))
    if isinstance(found, Problem):
        assert diagnostic(found, None).message
    elif type.is_number:
        assert isinstance(found, int | Fraction)
        assert type is F.NUMBER or found >= 0


@given(st.integers(0, 10**9))
def test_numbers_with_and_without_unit_are_the_same(count: int) -> None:
    persons = field(F.PERSONS)
    assert values.convert(str(count), persons) == values.convert(f"{count}人", persons) == count
    assert values.convert(f"{count}元", field(F.MONEY)) == count
