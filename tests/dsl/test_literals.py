"""Literals: what is read, what is left alone, and how values are shown."""

import doctest
import importlib
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsl.literals import (
    BadDate,
    chinese_digits,
    chinese_number,
    day,
    format_fraction,
    format_value,
    match,
    money,
    normalise,
    number,
)
from dsl.values import FieldType, Period

MODULES = ["numerals", "amounts", "days", "matching", "formatting"]
# Texts of the characters that literals are made of come near the edges far more often.
NEAR_LITERALS = st.text(
    alphabet="0123456789.,/-%() 第条款项之分百千万亿零〇一二两三十壹拾元圆人户日天周年月个工作岁倍平方米", max_size=24
)
EXACT = st.one_of(st.integers(-(10**13), 10**13), st.fractions(-(10**9), 10**9, max_denominator=1000))


def matched(text):
    """The literal at the beginning of a text that has one."""
    found = match(text, 0)
    assert found is not None
    return found


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_the_docstrings_hold(name):
    result = doctest.testmod(importlib.import_module(f"dsl.literals.{name}"))
    assert result.attempted
    assert not result.failed


# --- character forms ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("１５日", "15日"),
        ("３６．５万元", "36.5万元"),
        ("：；，（）％／－", ":;,()%/-"),
        ("甲　乙", "甲 乙"),
        ("Ａｂｃ＿", "Abc_"),
        ("、。【】“”「」《》·＂＇", "、。【】“”「」《》·＂＇"),
    ],
)
def test_full_width_forms_become_half_width(text, expected):
    assert normalise(text) == expected


@given(st.text())
def test_normalising_keeps_every_place(text):
    normal = normalise(text)
    assert len(normal) == len(text)
    assert normalise(normal) == normal
    assert not any("\uff01" <= c <= "\uff5e" and c not in "＂＇" for c in normal)


# --- Chinese numerals -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("零", 0),
        ("〇", 0),
        ("两", 2),
        ("十", 10),
        ("十五", 15),
        ("二十六", 26),
        ("一百零五", 105),
        ("一百〇五", 105),
        ("一百一十", 110),
        ("一百十五", 115),
        ("两万", 20_000),
        ("三千零五十", 3050),
        ("一万五千", 15_000),
        ("十万五千", 105_000),
        ("十万零五千", 105_000),
        ("三十六万五千", 365_000),
        ("一万零五", 10_005),
        ("两百万", 2_000_000),
        ("一亿零五千", 100_005_000),
        ("一万亿", 10**12),
        ("伍万", 50_000),
        ("叁佰贰拾壹", 321),
        ("壹萬億", 10**12),
    ],
)
def test_chinese_numerals(text, expected):
    assert chinese_number(text) == expected


MALFORMED = [
    "", "一百五", "一万五", "三千五", "五六", "二〇二四", "百", "万", "零五", "十十", "一百零十", "一百零", "两十",
    "三千五十", "一万五百", "三十二十", "一亿亿", "五千万万", "15", "3万", "一百 五", "元", "零万", "二二十",
]  # fmt: skip


@pytest.mark.parametrize("text", MALFORMED)
def test_malformed_numerals_are_no_numbers(text):
    assert chinese_number(text) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, "零"),
        (10, "十"),
        (16, "十六"),
        (26, "二十六"),
        (105, "一百零五"),
        (110, "一百一十"),
        (2000, "二千"),
        (10_010, "一万零一十"),
        (100_000, "十万"),
        (100_500, "十万零五百"),
        (10**12, "一万亿"),
    ],
)
def test_whole_numbers_in_words(value, expected):
    assert chinese_digits(value) == expected


@given(st.one_of(st.integers(0, 99_999), st.integers(0, 10**16 - 1)))
@settings(max_examples=400)
def test_numerals_round_trip(value):
    assert chinese_number(chinese_digits(value)) == value


def test_small_numerals_round_trip_one_by_one():
    words = [chinese_digits(value) for value in range(1200)]
    assert [chinese_number(word) for word in words] == list(range(1200))
    assert len(set(words)) == len(words)


@pytest.mark.parametrize("value", [-1, 10**16])
def test_numbers_beyond_the_numerals(value):
    with pytest.raises(ValueError, match="numeral"):
        chinese_digits(value)


# --- numbers and money ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("31", 31),
        ("１５", 15),
        (" 007 ", 7),
        ("-3", -3),
        ("－３．５", Fraction(-7, 2)),
        ("1,234.5", Fraction(2469, 2)),
        ("1，234", 1234),
        ("12,345,678", 12_345_678),
        ("36.5万", 365_000),
        ("３６．５万", 365_000),
        ("1.5亿", 150_000_000),
        ("8千", 8000),
        ("3百万", 3_000_000),
        ("2 万亿", 2 * 10**12),
        ("五万", 50_000),
        ("三分之二", Fraction(2, 3)),
        ("3分之2", Fraction(2, 3)),
        ("百分之六十", Fraction(3, 5)),
        ("百分之60.5", Fraction(121, 200)),
        ("千分之三", Fraction(3, 1000)),
        ("三分之三", 1),
        ("2/3", Fraction(2, 3)),
        ("4 / 2", 2),
        ("60%", Fraction(3, 5)),
        ("１００％", 1),
    ],
)
def test_numbers(text, expected):
    read = number(text)
    assert read == expected
    assert type(read) is type(expected)


NO_NUMBERS = [
    "", " ", "31人", "1,23", "1,2345", "1.", ".5", "1.2.3", "--3", "+3", "1e5", "0x10", "2/0", "零分之一", "分之二",
    "三分之", "约5", "3万5千", "٣", "NaN", "Infinity", "9" * 5000, "1/" + "9" * 5000, "百分之一百五",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_no_number(text):
    assert number(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("36.5万元", 365_000),
        ("３６．５万元", 365_000),
        ("36.5 万元", 365_000),
        ("五万元", 50_000),
        ("8千元", 8000),
        ("1,234.5元", Fraction(2469, 2)),
        ("1，234元", 1234),
        ("0.01元", Fraction(1, 100)),
        ("2亿元", 200_000_000),
        ("伍万圆整", 50_000),
        ("人民币36.5万元", 365_000),
        ("￥1,200元", 1200),
        ("-500元", -500),
    ],
)
def test_money(text, expected):
    read = money(text)
    assert read == expected
    assert type(read) is type(expected)


@pytest.mark.parametrize("text", ["", "元", "万元", "36.5", "36.5万", "60%元", "2/3元", "三分之一元", "5元钱", "几元"])
def test_what_is_no_money(text):
    assert money(text) is None


# --- days -----------------------------------------------------------------------------


ONE_DAY = [
    "2024-03-05", "2024-3-5", "2024/3/5", "2024.3.5", "2024年3月5日", "2024年03月05号", "二〇二四年三月五日",
    "二零二四年三月五日", "二○二四年三月五号", "２０２４年３月５日", " 2024 年 3 月 5 日 ", "2024年三月五日",
]  # fmt: skip


@pytest.mark.parametrize("text", ONE_DAY)
def test_days(text):
    assert day(text) == date(2024, 3, 5)


@pytest.mark.parametrize(
    ("text", "last_day"),
    [
        ("2024年2月30日", 29),
        ("2023-02-29", 28),
        ("二〇二三年四月三十一日", 30),
        ("2024-1-0", 31),
        ("2024-13-01", None),
        ("2024年0月3日", None),
        ("0000-01-01", None),
    ],
)
def test_days_that_are_in_no_calendar(text, last_day):
    assert day(text) == BadDate(text, last_day)
    found = matched(text)
    assert (found.kind, found.value, found.end) == ("date", BadDate(text, last_day), len(text))


NO_DAYS = [
    "", "2024年3月", "2024年", "3月5日", "24-3-5", "2024-3/5", "2024-3-5-6", "2024.3.5.6", "20240305", "2024-3-5日",
    "二四年三月五日", "2024年三五月五日", "2024-3-5 10:00", "٢٠٢٤-03-05",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_DAYS)
def test_what_has_not_the_form_of_a_day(text):
    assert day(text) is None


@given(st.dates(date(1000, 1, 1), date(9999, 12, 31)))
def test_days_round_trip(value):
    shown = format_value(value, FieldType.DATE)
    year = "".join("〇一二三四五六七八九"[int(c)] for c in f"{value.year}")
    words = f"{year}年{chinese_digits(value.month)}月{chinese_digits(value.day)}日"
    for text in (shown, value.isoformat(), f"{value.year}/{value.month}/{value.day}", words):
        assert day(text) == value
        found = matched(text + "起")
        assert (found.value, found.type, found.end) == (value, FieldType.DATE, len(text))


@given(st.integers(1, 9999), st.integers(1, 12), st.integers(1, 40))
def test_a_day_too_many_is_reported_with_the_last_of_the_month(year, month, number_of_day):
    read = day(f"{year:04}-{month}-{number_of_day}")
    if isinstance(read, BadDate):
        assert read.last_day is not None
        assert number_of_day > read.last_day
        last = date(year, month, read.last_day)
        assert last == date.max or (last + timedelta(days=1)).month != month
    else:
        assert read == date(year, month, number_of_day)


# --- matching -------------------------------------------------------------------------


def found_at(text, pos=0):
    """Kind, value, type and the rest of the text."""
    found = match(text, pos)
    return found and (found.kind, found.value, found.type, text[found.end :])


@pytest.mark.parametrize(
    ("text", "count", "unit", "rest"),
    [
        ("15日", 15, FieldType.DAYS, ""),
        ("15日起", 15, FieldType.DAYS, "起"),
        ("15 日内", 15, FieldType.DAYS, "内"),
        ("十五日", 15, FieldType.DAYS, ""),
        ("3天", 3, FieldType.DAYS, ""),
        ("两周", 14, FieldType.DAYS, ""),
        ("7个工作日内", 7, FieldType.WORKDAYS, "内"),
        ("7工作日", 7, FieldType.WORKDAYS, ""),
        ("十个工作日", 10, FieldType.WORKDAYS, ""),
        ("六个月", 6, FieldType.MONTHS, ""),
        ("3年", 3, FieldType.YEARS, ""),
        ("三年以上", 3, FieldType.YEARS, "以上"),
    ],
)
def test_periods(text, count, unit, rest):
    assert found_at(text) == ("period", Period(count, unit), unit, rest)


@pytest.mark.parametrize(
    ("text", "value", "type_", "rest"),
    [
        ("5万元以上", 50_000, FieldType.MONEY, "以上"),
        ("36.5万元", 365_000, FieldType.MONEY, ""),
        ("36.5 万元", 365_000, FieldType.MONEY, ""),
        ("1234.5元", Fraction(2469, 2), FieldType.MONEY, ""),
        ("五万元", 50_000, FieldType.MONEY, ""),
        ("1.5亿元", 150_000_000, FieldType.MONEY, ""),
        ("8千元", 8000, FieldType.MONEY, ""),
        ("31人", 31, FieldType.PERSONS, ""),
        ("31 人", 31, FieldType.PERSONS, ""),
        ("三名", 3, FieldType.PERSONS, ""),
        ("5位村民", 5, FieldType.PERSONS, "村民"),
        ("十户", 10, FieldType.HOUSEHOLDS, ""),
        ("两次", 2, FieldType.TIMES, ""),
        ("3份", 3, FieldType.COPIES, ""),
        ("31票", 31, FieldType.VOTES, ""),
        ("十八周岁", 18, FieldType.YEARS, ""),
        ("18岁", 18, FieldType.YEARS, ""),
        ("100平方米", 100, FieldType.AREA, ""),
        ("1.5倍", Fraction(3, 2), FieldType.NUMBER, ""),
    ],
)
def test_quantities(text, value, type_, rest):
    assert found_at(text) == ("quantity", value, type_, rest)


@pytest.mark.parametrize(
    ("text", "value", "rest"),
    [
        ("三分之二以上", Fraction(2, 3), "以上"),
        ("十分之一", Fraction(1, 10), ""),
        ("三分之二一致同意", Fraction(2, 3), "一致同意"),
        ("百分之六十一致同意", Fraction(3, 5), "一致同意"),
        ("三分之二两次", Fraction(2, 3), "两次"),
        ("百分之六十", Fraction(3, 5), ""),
        ("百分之60以上", Fraction(3, 5), "以上"),
        ("60%", Fraction(3, 5), ""),
        ("12.5%", Fraction(1, 8), ""),
        ("100%", Fraction(1), ""),
        ("2/3以上", Fraction(2, 3), "以上"),
    ],
)
def test_fractions(text, value, rest):
    assert found_at(text) == ("fraction", value, FieldType.NUMBER, rest)
    assert isinstance(matched(text).value, Fraction)


@pytest.mark.parametrize(
    ("text", "canonical", "rest"),
    [
        ("第二十六条", "第二十六条", ""),
        ("第26条", "第二十六条", ""),
        ("第 26 条第 2 款", "第二十六条第二款", ""),
        ("第二十六条第二款】", "第二十六条第二款", "】"),
        ("第二十六条第二款第一项", "第二十六条第二款第一项", ""),
        ("第二十六条第二款第(一)项", "第二十六条第二款第一项", ""),
        ("第三条第一款第(五)项", "第三条第一款第五项", ""),
        ("第三条第(五)项", "第三条第五项", ""),
        ("第47条之一", "第四十七条之一", ""),
        ("第四十七条之一第二款", "第四十七条之一第二款", ""),
        ("第一百零五条", "第一百零五条", ""),
        ("第二十六条之外", "第二十六条", "之外"),
        ("第二十六条第二一款", "第二十六条", "第二一款"),
        ("第六条和第七条", "第六条", "和第七条"),
    ],
)
def test_articles(text, canonical, rest):
    assert found_at(text) == ("article", canonical, FieldType.TEXT, rest)


def test_an_article_in_canonical_form_stays_as_it_is():
    for text in ("第26条第2款第(一)项", "第47条之1", "第101条"):
        canonical = matched(text).value
        assert matched(canonical).value == canonical


@pytest.mark.parametrize(
    ("text", "value", "rest"),
    [
        ("48", 48, ""),
        ("48，应到", 48, "，应到"),
        ("36.5", Fraction(73, 2), ""),
        ("3万", 30_000, ""),
        ("2014.2\n", Fraction(10_071, 5), "\n"),
        # A unit after spaces is the first character of the next field.
        ("48 日期：2024-03-05", 48, " 日期：2024-03-05"),
        ("48 户数：30", 48, " 户数：30"),
        ("48    人", 48, "    人"),
        ("48\n人", 48, "\n人"),
    ],
)
def test_numbers_without_unit(text, value, rest):
    assert found_at(text) == ("number", value, FieldType.NUMBER, rest)


NO_LITERALS = [
    "", "村民", "十五", "三", "2014年", "2024年3月", "12345年", "二〇二四年", "1.5年", "2.5个月", "0.5日", "3月5日",
    "1.2.3", "5G", "3万5千", "2/0", "二三日", "一百五人", "第三", "第一百五条", "第条", "-3", "1/2/3", "9" * 41, "%",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_LITERALS)
def test_what_is_no_literal(text):
    assert match(text, 0) is None


def test_a_match_begins_exactly_where_it_is_asked_for():
    text = "自2014年2月25日起15日"
    assert match(text, 0) is None
    assert found_at(text, 1) == ("date", date(2014, 2, 25), FieldType.DATE, "起15日")
    assert found_at(text, 11) is None
    assert found_at(text, text.index("15")) == ("period", Period(15, FieldType.DAYS), FieldType.DAYS, "")
    assert match(text, len(text)) is None


@given(st.one_of(NEAR_LITERALS, st.text(max_size=20)), st.integers(0, 24))
@settings(max_examples=400)
def test_matching_never_fails_and_never_runs_over(text, pos):
    found = match(normalise(text), pos)
    assert found is None or pos < found.end <= len(text)


@given(NEAR_LITERALS)
@settings(max_examples=300)
def test_readers_never_fail_and_width_makes_no_difference(text):
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
    for reader in (number, money):
        assert reader(wide) == reader(text)
    assert day(wide) == day(text)
    whole = chinese_number(text)
    assert whole is None or chinese_number(chinese_digits(whole)) == whole


@given(NEAR_LITERALS)
@settings(max_examples=300)
def test_a_match_of_the_whole_text_is_what_the_readers_say(text):
    found = match(text, 0)
    if found is None or found.end != len(text):
        return
    if found.kind in ("number", "fraction"):
        assert number(text) == found.value
    elif found.type is FieldType.MONEY:
        assert money(text) == found.value
    elif found.kind == "date":
        assert day(text) == found.value


# --- showing --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "type_", "expected"),
    [
        (365_000, FieldType.MONEY, "36.5万元"),
        (90_000, FieldType.MONEY, "9万元"),
        (1234, FieldType.MONEY, "1234元"),
        (123_456, FieldType.MONEY, "123456元"),
        (Fraction(2469, 2), FieldType.MONEY, "1234.5元"),
        (150_000_000, FieldType.MONEY, "1.5亿元"),
        (100_000_001, FieldType.MONEY, "100000001元"),
        (0, FieldType.MONEY, "0元"),
        (-90_000, FieldType.MONEY, "-9万元"),
        (Fraction(1, 100), FieldType.MONEY, "0.01元"),
        (date(2024, 3, 5), FieldType.DATE, "2024年3月5日"),
        (31, FieldType.PERSONS, "31人"),
        (Fraction(94, 3), FieldType.PERSONS, "31又三分之一人"),
        (30, FieldType.HOUSEHOLDS, "30户"),
        (31, FieldType.VOTES, "31票"),
        (15, FieldType.DAYS, "15日"),
        (7, FieldType.WORKDAYS, "7个工作日"),
        (6, FieldType.MONTHS, "6个月"),
        (100, FieldType.AREA, "100平方米"),
        (Fraction(2, 3), FieldType.NUMBER, "三分之二"),
        (Fraction(-5, 3), FieldType.NUMBER, "负1又三分之二"),
        (Fraction(1, 2), FieldType.NUMBER, "0.5"),
        (Fraction(-1, 8), FieldType.NUMBER, "-0.125"),
        (Fraction(4, 2), FieldType.NUMBER, "2"),
        (True, FieldType.FLAG, "是"),
        (False, FieldType.FLAG, "否"),
        ("通过", FieldType.CHOICE, "通过"),
        (frozenset({"乙", "甲", "丙"}), FieldType.LIST, "丙、乙、甲"),
        (frozenset(), FieldType.LIST, ""),
        (None, FieldType.MONEY, "不详"),
    ],
)
def test_values_as_readers_see_them(value, type_, expected):
    assert format_value(value, type_) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Fraction(2, 3), "三分之二"),
        (Fraction(1, 2), "二分之一"),
        (Fraction(60, 100), "五分之三"),
        (Fraction(7, 100), "百分之七"),
        (Fraction(-1, 3), "负三分之一"),
        (Fraction(2), "二"),
        (Fraction(1, 10**17), "1/100000000000000000"),
    ],
)
def test_fractions_in_words(value, expected):
    assert format_fraction(value) == expected


@given(st.fractions(0, 10**6, max_denominator=10**5))
def test_fractions_in_words_round_trip(value):
    assert number(format_fraction(value)) == value


@given(EXACT)
def test_decimals_are_exact_or_words(value):
    shown = format_value(value, FieldType.MONEY)
    if "分之" not in shown:
        assert money(shown) == value
    plain = format_value(value, FieldType.NUMBER)
    if "分之" not in plain:
        assert number(plain) == value


@given(st.integers(0, 10**6), st.sampled_from([t for t in FieldType if t.is_number]))
def test_what_is_shown_can_be_written_in_a_rule(value, type_):
    if type_ is FieldType.YEARS and value > 999:
        return  # 2014年 is a year
    found = matched(format_value(value, type_))
    assert found.type is type_
    assert (found.value.count if isinstance(found.value, Period) else found.value) == value
