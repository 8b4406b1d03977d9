"""Characters to tokens: what is a word, what a literal, what a name."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dsl.diagnostics.source import SourceText
from dsl.surface.lexer import tokenise
from dsl.surface.words import ALONE, CLAUSES, HEADERS, WORDS


def kinds(text: str) -> list[str]:
    return [t.kind for t in tokenise(SourceText("t", text))[0]]


def values(text: str) -> list[object]:
    return [t.value for t in tokenise(SourceText("t", text))[0]]


def codes(text: str) -> list[str]:
    return [d.code for d in tokenise(SourceText("t", text))[2]]


def test_words_split_a_run_without_spaces() -> None:
    assert values("到会不少于应到的三分之二") == ["到会", ">=", "应到", Fraction(2, 3)]
    assert kinds("到会不少于应到的三分之二") == ["NAME", "CMP", "NAME", "OF_FRACTION"]
    assert kinds("金额不超过标准的六倍") == ["NAME", "CMP", "NAME", "OF_FRACTION"]
    assert kinds("金额不超过标准的六元")[-1] != "OF_FRACTION"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("行为不当", ["NAME"]),
        ("目录", ["NAME"]),
        ("类别为“工程建设”", ["NAME", "CMP", "STRING"]),
        ("类别 为 工程", ["NAME", "CMP", "NAME"]),
        ("作为代表", ["NAME"]),
        ("当事人", ["NAME"]),
        ("当 金额", ["WHEN", "NAME"]),
        ("在线人数", ["NAME"]),
        ("在决议之后", ["NAME", "AFTER"]),
        ("自决议之日起15日内", ["NAME", "SINCE", "PERIOD", "INSIDE"]),
        ("自治章程", ["NAME"]),
        ("有 决议", ["HAS", "NAME"]),
        ("有效期", ["NAME"]),
        ("一般不少于30日", ["ADVICE", "CMP", "PERIOD"]),
        ("一般事项", ["NAME"]),
        ("五议决策法", ["NAME"]),
        ("三资中心", ["NAME"]),
        ("金额五万元以上", ["NAME", "QUANTITY", "SUFFIX"]),
        ("金额5万元以上", ["NAME", "QUANTITY", "SUFFIX"]),
        ("实到31", ["NAME", "NUMBER"]),
        ("村组法2018第二十六条第二款", ["NAME", "NUMBER", "ARTICLE"]),
        ("到会人员的过半数", ["NAME", "OF_MAJORITY"]),
        ("户数的半数以上", ["NAME", "OF_HALF"]),
        ("2014年2月25日起", ["DATE", "FROM"]),
        ("起草人", ["NAME"]),
        ("national/organic_law", ["NAME"]),
        ("金额超过5万元，并且有授权", ["NAME", "CMP", "QUANTITY", "AND", "NAME"]),
    ],
)
def test_what_a_run_becomes(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected


def test_full_and_half_width_are_one() -> None:
    wide = "公示：不少于１５日，（金额５万元以上）；ａｂｃ　通过"
    narrow = "公示:不少于15日,(金额5万元以上);abc 通过"
    assert [(t.kind, t.value) for t in tokenise(SourceText("t", wide))[0]] == [
        (t.kind, t.value) for t in tokenise(SourceText("t", narrow))[0]
    ]


def test_white_space_means_nothing_between_tokens() -> None:
    spread = "到会\n  不少于\t应到\r\n的三分之二"
    assert kinds(spread) == kinds("到会不少于应到的三分之二")


def test_every_token_knows_its_place() -> None:
    text = "步骤 决议\n  到会：组成人员的三分之二以上  注：说明\n"
    tokens, comments, _ = tokenise(SourceText("t", text))
    assert all(text[t.start : t.end] == t.text for t in (*tokens, *comments))
    assert [c.text for c in comments] == ["注：说明"]


def test_header_words_are_names_elsewhere() -> None:
    assert kinds("程序：五议决策法") == ["NAME", "COLON", "NAME"]
    assert kinds("程序 五议决策法") == ["HEADER", "NAME"]
    assert kinds("词汇 事项（matter）") == ["HEADER", "NAME", "LPAR", "NAME", "RPAR"]
    assert kinds("程序违法") == ["NAME"]


def test_quotations() -> None:
    assert values("“不得提交讨论”") == ["不得提交讨论"]
    assert values("「村民会议」") == ["村民会议"]
    assert values('"half width"') == ["half width"]
    assert kinds("《村民委员会组织法》") == ["TITLE"]
    assert codes("说明：“没有完") == ["L102"]


def test_wrong_characters_are_reported_and_skipped() -> None:
    assert codes("金额 § 超过 § 5万元 # 元") == ["L101", "L101", "L108"]
    assert kinds("金额 § 超过") == ["NAME", "CMP"]


def test_days_in_no_calendar() -> None:
    assert codes("2024年2月30日") == ["L103"]
    assert codes("2024年2月29日") == []


def test_endless_numbers_are_refused() -> None:
    assert "L104" in codes("9" * 5000)


def test_no_word_is_listed_twice_with_two_meanings() -> None:
    singles = [w for w in WORDS if len(w) == 1]
    assert singles == ["的"]
    assert not set(HEADERS) & set(WORDS)
    assert all(len(w) == 1 for w in ALONE)
    assert {w for w in CLAUSES if len(w) > 1} <= set(WORDS)


def test_header_words_are_names_where_a_name_must_come() -> None:
    assert kinds("当 已载明 程序，并且 程序为“x”") == ["WHEN", "STATED", "NAME", "AND", "NAME", "CMP", "STRING"]
