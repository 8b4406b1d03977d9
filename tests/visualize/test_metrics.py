from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visualize.metrics import clean, is_guess, text_width, wrap


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("  到会：\n 三分之二\t以上 ", "到会： 三分之二 以上"),
        ("a\x00b\x7fc\x1fd", "a\ufffdb\ufffdc d"),
        ("\ud800\ufffe", "\ufffd\ufffd"),
        ("正\u202e倒\u00ad", "正倒"),
        ("\u3000全角空格\u3000", "全角空格"),
        ("👩\u200d👧", "👩\u200d👧"),
        ("", ""),
    ],
)
def test_clean(raw, expected):
    assert clean(raw) == expected


@given(st.text())
def test_clean_is_idempotent_and_fits_xml(text):
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert all(char in "\ufffd" or (ord(char) >= 0x20 and not 0xD800 <= ord(char) <= 0xDFFF) for char in cleaned)


@pytest.mark.parametrize("text", ["村民代表会议", "（，。）“”", "組成人員", "カナ"])
def test_chinese_is_one_em_in_every_weight(text):
    assert text_width(text, 12) == text_width(text, 12, bold=True) == 12 * len(text)


@pytest.mark.parametrize("text", ["0123456789", "deadline", "ABC", "W@m", "x<=y"])
def test_latin_is_taken_as_wide(text):
    assert text_width(text, 10) >= 6.2 * len(text)
    assert text_width(text, 10, bold=True) > text_width(text, 10)


def test_marks_take_no_room():
    assert text_width("e\u0301\u0301", 12) == text_width("e", 12)


@pytest.mark.parametrize(("char", "guess"), [("村", False), ("a", False), ("”", False), ("é", False), ("ж", False)])
def test_known_widths(char, guess):
    assert is_guess(char) is guess


@pytest.mark.parametrize("char", ["🚀", "ب", "ก", "ह"])
def test_guessed_widths(char):
    assert is_guess(char)


def test_no_break_before_closing_or_after_opening_punctuation():
    assert wrap("一二三四，五六", 48, 12) == ("一二三", "四，五六")
    assert wrap("一二三（四五）", 48, 12) == ("一二三", "（四五）")


def test_numbers_stay_with_their_units():
    assert wrap("公示不少于15日", 84, 12) == ("公示不少于", "15日")
    assert wrap("公布于2024年12月25日", 120, 12) == ("公布于", "2024年12月25日")


def test_a_word_that_has_just_begun_stays_whole():
    assert wrap("同意31 反对1 弃权1", 112, 12) == ("同意31 反对1", "弃权1")
    assert wrap("未载明 主体，或者 主体包括", 72, 12) == ("未载明", "主体，或者", "主体包括")
    assert wrap("一 二三四五六七", 60, 12) == ("一 二三四", "五六七")


def test_words_stay_whole_where_they_fit():
    assert wrap("see the rules", 60, 12) == ("see the", "rules")


def test_a_word_wider_than_a_line_is_broken():
    lines = wrap("x" * 30, 60, 12)
    assert "".join(lines) == "x" * 30
    assert all(text_width(line, 12) <= 60 for line in lines)


def test_a_line_of_one_character_at_least():
    assert wrap("村民", 1, 12) == ("村", "民")


def test_nothing_to_wrap():
    assert wrap("", 100, 12) == ()


@given(st.text(alphabet=st.sampled_from("村民会，（）“”ab12 .年🚀\u200d\u0301Ω")), st.integers(20, 120))
def test_wrapping_loses_nothing_and_keeps_to_the_limit(text, limit):
    text = clean(text)
    lines = wrap(text, limit, 12)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    for line in lines:
        assert line == line.strip()
        assert line
        assert text_width(line, 12) <= limit or "\u200d" in line
