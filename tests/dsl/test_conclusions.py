"""What a 结论 says, and where each piece of it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsl.model.conclusions import MISSING, READINGS, REASON, Conclusion, conclusions, value_span


def only(text: str) -> Conclusion:
    (part,) = conclusions(text)
    return part


def test_parts_stand_between_semicolons_of_either_width():
    parts = conclusions("违规 决议·到会；合规 决议·通过; 不合规。")
    assert [(part.verdict, part.norm) for part in parts] == [
        ("违规", "决议·到会"),
        ("合规", "决议·通过"),
        ("不合规", ""),
    ]


@pytest.mark.parametrize(
    ("text", "missing", "readings", "reasons"),
    [
        ("违规 甲（缺 乙）", ("乙",), (), ()),
        ("违规 甲(缺 乙,丙、丁，戊)", ("乙", "丙", "丁", "戊"), (), ()),
        ("违规 甲（取决于 公示含首日）", (), ("公示含首日",), ()),
        ("违规 甲（理由 “缺1人”）", (), (), ("缺1人",)),
        ("违规 甲（理由 “缺1人”、“实到31人”）", (), (), ("缺1人", "实到31人")),
        ("违规 甲（理由 组成人员48人，三分之二为32人）", (), (), ("组成人员48人，三分之二为32人",)),
        ("违规 甲（理由「属于例外“抢险；救灾”：是）」）", (), (), ("属于例外“抢险；救灾”：是）",)),
        ("违规 甲（缺 乙；取决于 丙；理由 “丁”）", ("乙",), ("丙",), ("丁",)),
        ("违规 甲（缺 乙）（理由 “丁”）", ("乙",), (), ("丁",)),
        ("违规 甲（缺 “乙、丙”）", ("乙、丙",), (), ()),
    ],
)
def test_notes_say_what_is_missing_what_decides_and_why(text, missing, readings, reasons):
    part = only(text)
    assert part.norm == "甲"
    assert (part.names(MISSING), part.names(READINGS), part.names(REASON)) == (missing, readings, reasons)


def test_brackets_in_a_name_are_no_notes():
    part = only("合规 审议·次序（方案公示届满之后）（缺 止）")
    assert (part.norm, part.names(MISSING)) == ("审议·次序（方案公示届满之后）", ("止",))


def test_quoted_names_lose_their_quotation_marks():
    assert only("合规 “事项三·程序”").norm == "事项三·程序"
    assert only("合规 「甲（缺 乙）」").norm == "甲（缺 乙）"


def test_places_are_those_of_the_text():
    text = " 合规 甲 ；待补充  乙·丙 （缺 丁） "
    first, second = conclusions(text)
    assert text[first.start : first.end] == "合规 甲"
    assert text[second.start : second.verdict_end] == "待补充"
    assert text[second.verdict_end : second.name_end] == "  乙·丙"
    (bracket,) = second.brackets
    assert text[bracket.start : bracket.end] == "（缺 丁）"
    assert text[bracket.notes[0].start : bracket.notes[0].end] == "缺 丁"


@pytest.mark.parametrize(
    ("entry", "value"),
    [("结论：合规", "合规"), ("结论: “合规 甲”", "合规 甲"), ("“结论”： 合规 “甲” ", "合规 “甲”"), ("结论：", "")],
)
def test_the_value_of_an_entry(entry, value):
    assert entry[slice(*value_span(entry))] == value


@given(st.text(alphabet='合规违缺理由取决于甲乙 （）()“”「」『』"；;。、，,\n'))
def test_any_text_is_read(text):
    parts = conclusions(text)
    ends = [0]
    for part in parts:
        assert ends[-1] <= part.start <= part.verdict_end <= part.name_end <= part.end <= len(text)
        ends.append(part.end)
        for note in part.notes:
            assert part.start <= note.start <= note.end <= part.end
    value_span(text)
