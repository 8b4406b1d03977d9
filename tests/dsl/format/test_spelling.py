"""How single tokens are written."""

from __future__ import annotations

from itertools import pairwise

import pytest

from dsl.diagnostics.source import SourceText
from dsl.format.atoms import COMMENT, NOISE, atoms_of
from dsl.format.spelling import quoted, spelled_comment
from dsl.surface.lexer import tokenise


def spelled_words(text: str) -> list[str]:
    tokens, comments, _ = tokenise(SourceText("", text))
    return [atom.text for atom in atoms_of(text, tokens, comments)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("甲:乙", ["甲", "：", "乙"]),
        ("(甲,乙;丙)", ["（", "甲", "，", "乙", "；", "丙", "）"]),
        ("１５日", ["15日"]),
        ("十五日", ["十五日"]),
        ("２０２４年３月５日", ["2024年3月5日"]),
        ("2024-03-05", ["2024-03-05"]),
        ("３６．５万元", ["36.5万元"]),
        ("６０％", ["60%"]),
        ("第２条第(三)项", ["第2条第（三）项"]),
        ("第二条第一款第(三)项", ["第二条第一款第（三）项"]),
        ("ａｂｃ", ["abc"]),
        ("《１号　文》", ["《１号　文》"]),
        ("以后", ["以后"]),
        ("＞", [">"]),
        ("≥", ["≥"]),
        ("甲,并且 乙", ["甲", "，", "并且", "乙"]),
        ("甲,\n  或者 乙", ["甲", "，", "或者", "乙"]),
    ],
)
def test_marks_and_digits(text: str, words: list[str]) -> None:
    assert spelled_words(text) == words


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('"甲"', "“甲”"),
        ("「甲」", "“甲”"),
        ("『甲』", "“甲”"),
        ("”甲”", "“甲”"),
        ('“甲"', "“甲”"),
        ("“甲”", "“甲”"),
        ("「甲“乙”」", "「甲“乙”」"),
        ("“甲「乙」”", "“甲「乙」”"),
        ('「5" 管」', '「5" 管」'),
        ("“１, ２”", "“１, ２”"),
        ('""', "“”"),
        ("“未完", "“未完"),
        ("“", "“"),
    ],
)
def test_quotation_marks_change_and_what_they_hold_does_not(text: str, wanted: str) -> None:
    assert quoted(text) == wanted


def test_comments_keep_their_text() -> None:
    assert spelled_comment("注:  half, 宽　") == "注：  half, 宽"
    assert spelled_comment("注：") == "注："


def test_what_is_no_token_is_there_too() -> None:
    text = "当 甲，在决议之后，注：逗号\n 或者 自公布之日起10日内"
    tokens, comments, _ = tokenise(SourceText("", text))
    row = atoms_of(text, tokens, comments)
    assert [a.text for a in row if a.kind == NOISE] == ["在", "自"]
    assert [a.text for a in row if a.kind == COMMENT] == ["注：逗号"]
    assert "".join(a.text for a in row) == "当甲，在决议之后，注：逗号或者自公布之日起10日内"
    assert all(a.end <= b.start for a, b in pairwise(row))
