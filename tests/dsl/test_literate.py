"""Literate rule files: Markdown with blocks of rules."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsl.compile import compile_ruleset
from dsl.literate import is_literate, rules_of
from dsl.norms.printer import print_program

RULES = """规则集 “试”
依据 法：《某法》（法律）
机构 村民代表会议：“x”
词汇 应到（entitled）：经过，人数，“应到”
词汇 实到（attended）：经过，人数，“实到”
规则 到会
  行为：村民代表会议
  应当 实到达到应到的三分之二以上【法 第一条】
"""
FENCED = f"# 村规\n\n为什么这样规定：规则集 “不是”。\n\n```cunwu\n{RULES}```\n\n说明到此。\n"


def test_the_prose_is_no_rule_and_the_meaning_is_that_of_the_rules_alone() -> None:
    literate, plain = compile_ruleset(FENCED, "试.md", "试", ()), compile_ruleset(RULES, "试.cunwu", "试", ())
    assert literate.ok and plain.ok
    assert literate.program is not None and plain.program is not None
    assert print_program(literate.program) == print_program(plain.program)


def test_several_blocks_are_one_file() -> None:
    head, body = RULES.split("规则 到会")
    text = f"~~~ 村务\n{head}~~~\n中间的话\n````cunwu 到会\n规则 到会{body}````\n"
    made = compile_ruleset(text, "试.md", "试", ())
    assert made.ok, made.diagnostics
    assert made.program is not None
    assert [norm.name for norm in made.program.norms] == ["到会"]


def test_a_place_is_one_in_the_markdown_file() -> None:
    made = compile_ruleset(FENCED.replace("行为：村民代表会议", "行为：村民代表大会"), "试.md", "试", ())
    (found,) = made.diagnostics
    assert found.span is not None
    assert made.source.text.splitlines()[found.span.line - 1] == "  行为：村民代表大会"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("```\n规则集\n```\n", ""),
        ("```python\nx\n```\n```cunwu\ny\n```\n", "y"),
        ("```cunwu\ny\n", "y"),
        ("```cunwu\n~~~\ny\n```", "~~~ y"),
        ("````cunwu\n```\ny\n````\nz", "``` y"),
        ("    ```cunwu\nz\n", ""),
        ("```CUNWU extra\r\ny\r\n```\r\n", "y"),
        ("", ""),
        *((f"```cunwu\ny{sign}```\nz\n```\n", "y ``` z") for sign in "\u2028\u2029\x85\x0b\x0c\x1e"),
        *((f"x{sign}```cunwu\nz\n", "") for sign in "\u2028\x85\x0c"),
        ("```cunwu\ry\r```\rz", "y"),
    ],
)
def test_which_lines_are_rules(text: str, kept: str) -> None:
    assert rules_of(text).split() == kept.split()


@given(st.text(alphabet="`~cunw 村务\r\n\u2028x"))
def test_every_offset_stays(text: str) -> None:
    masked = rules_of(text)
    assert len(masked) == len(text)
    assert all(a == b or a == " " for a, b in zip(masked, text, strict=True))
    assert masked.count("\n") == text.count("\n")


def test_a_literate_file_is_known_by_its_name() -> None:
    assert is_literate("村规民约.cunwu.md") and is_literate("a.md")
    assert not is_literate("a.cunwu")
