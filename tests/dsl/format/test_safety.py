"""What is left as it stands, and that nothing slips through: a change of meaning is always seen."""

from __future__ import annotations

import pytest

from dsl.diagnostics.source import SourceText
from dsl.format import layout
from dsl.format.layout import lay_out
from dsl.format.sameness import first_difference, said
from dsl.surface.lexer import tokenise
from dsl.surface.segments import split


def codes(text: str) -> list[str]:
    return [d.code for d in lay_out(text, "t.cunwu").diagnostics]


def place_of_difference(one: str, other: str) -> int | None:
    def of(text: str):
        tokens, comments, _ = tokenise(SourceText("", text))
        return said(text, tokens, comments, split(tokens))

    return first_difference(of(one), of(other))


# --- what is left alone -------------------------------------------------------------


@pytest.mark.parametrize(("text", "code"), [("规则集“试\n地区:甲\n", "L102"), ("规则集“试”\n地区:甲 @ 乙\n", "L101")])
def test_a_text_that_cannot_be_told_apart_is_left_alone(text: str, code: str) -> None:
    made = lay_out(text, "t")
    assert made.text == text
    assert [d.code for d in made.diagnostics] == [code]


@pytest.mark.parametrize("text", ["", "\n", "  \n\n", "\u3000"])
def test_a_text_without_anything_stays(text: str) -> None:
    assert lay_out(text, "t") == layout.LaidOut(text, ())


def test_a_text_with_mistakes_of_syntax_is_left_alone() -> None:
    text = f"规则集“试”\n施行:２０２４年２月３０日起\n规则 r\n应当 甲不少于{'9' * 101}\n当 的\n"
    assert lay_out(text, "t").text == text
    assert codes(text) == ["L103", "L104", "S102"]


@pytest.mark.parametrize(
    ("entry", "kept"),
    [
        ("当  甲，在或者乙之后", "  当  甲，在或者乙之后"),
    ],
)
def test_an_entry_that_would_be_read_differently_stays(entry: str, kept: str) -> None:
    text = f"规则集“试”\n规则 一\n{entry}\n规则 二\n应当  丙\n"
    assert kept in lay_out(text, "t").text
    assert lay_out(text, "t").text.endswith("\n\n规则 二\n  应当 丙\n")


@pytest.mark.parametrize(
    "entry", ["程序  \n：甲", "必须  有 决议", "到会  3人", "1. 当  甲", "当  甲  # 乙", "当  50,000元"]
)
def test_a_file_with_a_slip_stays(entry: str) -> None:
    text = f"规则集“试”\n规则 一\n{entry}\n规则 二\n应当  丙\n"
    assert lay_out(text, "t").text == text
    assert lay_out(text, "t").diagnostics


def test_a_name_like_the_word_for_comments_is_none() -> None:
    text = "规则集 “试”\n\n用例 “一”\n  注 ：好\n"
    assert lay_out(text, "t").text == text


def test_an_entry_across_two_blocks_of_a_literate_file() -> None:
    text = "```cunwu\n规则集“试”\n  地区\n```\n话\n```cunwu\n：浙江\n```\n"
    made = lay_out(text, "t.md")
    assert made.text == text
    assert [d.code for d in made.diagnostics] == ["F102"]


def test_a_block_stands_as_far_in_as_its_fence_whatever_follows_that() -> None:
    for sign in "\u2028\x85\x0c":
        made = lay_out(f"  ```cunwu{sign}甲\n规则集“试”\n  ```\n", "t.md")
        assert made.text == f"  ```cunwu{sign}甲\n  规则集 “试”\n  ```\n"


def test_without_a_safe_layout_the_text_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the layout does wrong, it doesn't get out."""
    text = "规则集“试”\n地区:浙江\n"
    monkeypatch.setattr(layout, "_lines", lambda units: ["规则集 “试”"])
    made = lay_out(text, "t")
    assert made.text == text
    assert [d.code for d in made.diagnostics] == ["F103"]


@pytest.mark.parametrize("lost", ["注：二", "“甲”", "【法】", "在"])
def test_a_layout_that_loses_something_is_not_given_out(monkeypatch: pytest.MonkeyPatch, lost: str) -> None:
    text = "注：一\n规则集“试”\n规则 r  注：二\n当 在决议之后\n应当 “甲”\n【法】\n"
    assert lost in lay_out(text, "t").text
    right = layout._lines
    monkeypatch.setattr(layout, "_lines", lambda units: [line.replace(lost, "") for line in right(units)])
    assert lost in lay_out(text, "t").text


# --- what counts as a difference ----------------------------------------------------

ONE = """规则集 “试”
  地区：浙江
  说明：一 二
规则 r  注：注
  应当 甲不少于5万元
【法 第一条】
用例 “u”
结论：合规 a；违规 b
"""


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("“试”", "“试 ”", 0),
        ("“试”", "「试」", None),
        ("“试”", "“试试”", 0),
        ("一 二", "一\n   二", None),
        ("一 二", "一二", 2),
        ("  注：注\n", "\n注：注\n", None),
        ("  注：注", "", 4),
        ("规则 r  注：注", "注：注\n规则 r", 3),
        ("5万元", "５万元", None),
        ("5万元", "50000元", 4),
        ("第一条", "第二条", 5),
        ("a；违规", "a;\n违规", None),
        ("a；违规", "a，违规", 7),
        ("应当 甲", "一般 应当 甲", 4),
    ],
)
def test_differences_are_seen_where_they_are(old: str, new: str, place: int | None) -> None:
    assert place_of_difference(ONE, ONE.replace(old, new)) == place


def test_a_shorter_text_differs_from_a_longer_one() -> None:
    assert place_of_difference("规则集 “试”\n", "规则集 “试”\n  地区：浙江\n") == 1
    assert place_of_difference("规则集 “试”\n", "规则集 “试”\n") is None
