"""Columns: what lines up on a terminal with Chinese characters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cunwu.report.width import NOT_FIRST, NOT_LAST, width, wrap


def test_chinese_breaks_anywhere_but_before_closing_and_after_opening_marks():
    text = "应到四十八人，三分之二为三十二人，实到三十一人（缺一人）。"
    lines = wrap(text, 20).split("\n")
    assert "".join(lines) == text
    assert len(lines) > 2
    for line in lines:
        assert width(line) <= 20
        assert line[0] not in NOT_FIRST
        assert line[-1] not in NOT_LAST


def test_latin_words_stay_whole():
    assert wrap("see the file examples/records/a.yaml now", 24).split("\n") == [
        "see the file",
        "examples/records/a.yaml",
        "now",
    ]


def test_heads_of_lines():
    assert wrap("一二三四五六", 8, "甲、", "    ") == "甲、一二\n    三四\n    五六"


def test_paragraphs_stay_apart():
    assert wrap("甲乙\n丙丁", 40) == "甲乙\n丙丁"


def test_nothing_gives_just_the_head():
    assert wrap("", 10, "- ") == "-"


@given(st.text(alphabet="村民代表会议，。（）《》ab c1", max_size=80), st.integers(8, 40))
def test_nothing_is_lost_and_lines_end_in_time(text: str, columns: int):
    lines = wrap(text, columns).split("\n")
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    for line in lines:
        units_that_must_stay = all(c in NOT_FIRST + NOT_LAST or c.isascii() for c in line[1:-1])
        assert width(line) <= columns or units_that_must_stay or any(c in NOT_FIRST + NOT_LAST for c in line)
