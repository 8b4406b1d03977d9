"""Pieces of a rule file make it up again, and each is what the language takes it for."""

from __future__ import annotations

from random import Random

import pytest

from dsl.diagnostics.source import SourceText
from dsl.surface.lexer import tokenise
from dsl.surface.parts import Part, pieces
from dsl.surface.words import ALONE, CLAUSES, COMPARISONS, HEADERS, WORDS
from tests.dsl import mistakes
from tests.dsl.test_drafts import FILES, PIECES, spoiled, window

MISTAKES = {path.stem: path.read_text("utf-8") for path in mistakes.FILES}


def shown(text: str) -> list[tuple[Part, str]]:
    return [(piece.part, piece.text) for piece in pieces(text) if piece.part is not Part.SPACE]


def assert_whole(text: str, name: str = "") -> None:
    made = pieces(text, name)
    assert "".join(piece.text for piece in made) == text
    assert all(piece.text and text.startswith(piece.text, piece.start) for piece in made)


@pytest.mark.parametrize("name", [*FILES, *MISTAKES])
def test_bundled_files_are_made_up_again(name: str) -> None:
    text = {**FILES, **MISTAKES}[name]
    assert_whole(text)
    assert_whole(text.replace("\n", "\r\n"))


@pytest.mark.parametrize("name", FILES)
def test_bundled_files_have_no_errors(name: str) -> None:
    assert not [piece for piece in pieces(FILES[name]) if piece.part in (Part.ERROR, Part.PROSE)]


@pytest.mark.parametrize("number", range(200))
def test_any_text_is_made_up_again(number: int) -> None:
    chance = Random(f"parts {number}")
    text = spoiled(chance, spoiled(chance, window(chance, chance.choice(list(FILES.values())), 30)))
    heap = "".join(chance.choices((*PIECES, "\ud800", "\x1b", "\U0001f600", "٣", "```cunwu\n", "```\n"), k=40))
    for one in (text, heap, text + heap):
        assert_whole(one)
        assert_whole(one, "甲.cunwu.md")


def test_a_rule_as_its_reader_sees_it() -> None:
    text = (
        "规则 甲\n  行为：每次 签约\n  当 金额超过5万元，并且 有 决议\n  一般应当 公示日数不少于15日，在决议之后\n"
        "  【某法2018 第三条】\n  施行：2024年3月5日起  注：改过\n  例外 抢险：当 紧急 为 是\n"
    )
    assert shown(text) == [
        (Part.HEADER, "规则"), (Part.TITLE, "甲"),
        (Part.LABEL, "行为"), (Part.PUNCTUATION, "："), (Part.WORD, "每次"), (Part.NAME, "签约"),
        (Part.CLAUSE, "当"), (Part.NAME, "金额"), (Part.COMPARISON, "超过"), (Part.NUMBER, "5万元"),
        (Part.WORD, "，并且"), (Part.WORD, "有"), (Part.NAME, "决议"),
        (Part.CLAUSE, "一般"), (Part.CLAUSE, "应当"), (Part.NAME, "公示日数"), (Part.COMPARISON, "不少于"),
        (Part.PERIOD, "15日"), (Part.PUNCTUATION, "，"), (Part.WORD, "在"), (Part.NAME, "决议"), (Part.WORD, "之后"),
        (Part.CITATION, "【"), (Part.CITATION, "某法"), (Part.CITATION, "2018"), (Part.ARTICLE, "第三条"),
        (Part.CITATION, "】"),
        (Part.LABEL, "施行"), (Part.PUNCTUATION, "："), (Part.DATE, "2024年3月5日"), (Part.DATE, "起"),
        (Part.COMMENT, "注：改过"),
        (Part.CLAUSE, "例外"), (Part.TITLE, "抢险"), (Part.PUNCTUATION, "："),
        (Part.CLAUSE, "当"), (Part.NAME, "紧急"), (Part.COMPARISON, "为"), (Part.CONSTANT, "是"),
    ]  # fmt: skip


def test_words_are_coloured_only_where_they_are_words() -> None:
    assert shown("程序：程序甲 步骤 当事人") == [
        (Part.LABEL, "程序"), (Part.PUNCTUATION, "："), (Part.NAME, "程序甲"), (Part.HEADER, "步骤"),
        (Part.TITLE, "当事人"),
    ]  # fmt: skip
    assert shown("说明：“应当 # 不得”")[-1] == (Part.QUOTED, "“应当 # 不得”")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("金额 § 超过 $ 5万元", ["§", "$"]),
        ("金额 # 超过 § 5万元", ["# 超过 § 5万元"]),
        ("说明：“没有完", ["“没有完"]),
        ("施行：2024年2月30日起", ["2024年2月30日"]),
        ("金额 ##", ["##"]),
        ("9" * 200, ["9" * 200]),
    ],
)
def test_mistakes_of_characters_stand_out(text: str, wrong: list[str]) -> None:
    assert [piece.text for piece in pieces(text) if piece.part is Part.ERROR] == wrong


def test_no_word_of_the_language_looks_like_a_name() -> None:
    for word in (*HEADERS, *CLAUSES, *COMPARISONS, *WORDS, *ALONE):
        tokens, _, _ = tokenise(SourceText("", f"甲 {word} 乙"))
        assert len(tokens) == 3, word
        part = pieces(f"甲 {word} 乙")[2].part
        assert part not in (Part.NAME, Part.TITLE, Part.QUOTED, Part.ERROR, Part.LABEL), word


def test_the_prose_of_a_literate_file_is_prose() -> None:
    text = "# 应当\n\n```cunwu\n规则 甲\n```\n不得\n"
    made = [(piece.part, piece.text) for piece in pieces(text, "甲.cunwu.md") if piece.part is not Part.SPACE]
    assert [one for one in made if one[0] is not Part.PROSE] == [(Part.HEADER, "规则"), (Part.TITLE, "甲")]
    assert "".join(text for part, text in made if part is Part.PROSE) == "#应当```cunwu```不得"
