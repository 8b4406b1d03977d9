"""A draft after any edits is what compiling its text from nothing gives, to the last span."""

from __future__ import annotations

import doctest
from itertools import accumulate
from pathlib import Path
from random import Random

import pytest

from dsl import drafts
from dsl.compile import compile_ruleset
from dsl.diagnostics.source import SourceText
from dsl.drafts import draft, edited
from dsl.model.nodes import RuleSet
from dsl.surface import passages as module
from dsl.surface.from_text import parse, parse_passage
from dsl.surface.passages import file_of, read, reread
from dsl.surface.words import ADVICE, ALONE, CLAUSES, COMPARISONS, HEADERS, PUNCTUATION, WORDS

RULES = Path(__file__).parents[2] / "rulesets"
FILES = {path.stem: path.read_text("utf-8") for path in sorted(RULES.rglob("*.cunwu"))}
LINE_ENDS = ("\n", "\r\n", "\r", "\n\n", "\x0b", "\x85", "\u2028")
PIECES = (
    *HEADERS, *CLAUSES, *ADVICE * 4, *COMPARISONS, *WORDS, *ALONE, *PUNCTUATION, *LINE_ENDS * 4, *" \t\u3000" * 3,
    "在", "自", "起", "止", "至", "内", "第", "注：", "注：改", "甲", "会议记录", "x", "１５日", "五万元",
    "2024年3月5日", "三分之二", "2018", "“", "”", "“甲 乙”", "《", "》", '"', "「", "」", "#", "\x00", "，并且",
    "到会：", "说明：“甲”", "参数 甲：5万元\n2024年1月1日起 6万元\n", "规则 甲\n应当 乙\n", "规则 【\n", "程序：甲\n",
    "必须", "禁止", "大于", "后", "\n1. ", "\n（一）", "\n* ", "**", "[", "]", "〈", "〉", "——", "//", "\n程续 甲\n",
    "\n到会 3人\n", "50,000元", "2024年3月", "（注：甲）", "\u200b", ".", "‘甲’", "”甲“", "过半数",
)  # fmt: skip


def spoiled(chance: Random, text: str) -> str:
    """``text`` with one stretch of it replaced, mostly a short one."""
    start = chance.randint(0, len(text))
    longest = chance.choice((0, 0, 1, 3, 10, 40, 400))
    end = min(len(text), start + chance.randint(0, longest))
    if chance.random() < 0.2:  # whole lines
        start = text.rfind("\n", 0, start) + 1
        end = len(text) if (after := text.find("\n", end)) < 0 else after + 1
    piece = "".join(chance.choice(PIECES) for _ in range(chance.choice((0, 0, 1, 1, 1, 2, 4))))
    return text[:start] + piece + text[end:]


def history(chance: Random, text: str) -> list[str]:
    """``text`` and what becomes of it by some edits; now and then one is taken back."""
    states = list(accumulate(range(chance.randint(1, 5)), lambda state, _: spoiled(chance, state), initial=text))
    return [*states, states[0]] if chance.random() < 0.2 else states


def window(chance: Random, text: str, lines: int) -> str:
    """Some lines of ``text`` in a row, with one kind of line end."""
    all_lines = text.splitlines()
    first = chance.randrange(len(all_lines))
    return chance.choice(("\n", "\n", "\r\n", "\r")).join(all_lines[first : first + chance.randint(1, lines)])


def assert_read_alike(states: list[str]) -> None:
    before = SourceText("t", states[0])
    made = read(before)
    for text in states[1:]:
        after = SourceText("t", text)
        made = reread(before, made, after)
        assert made == read(after)
        assert file_of("t", made) == parse(after)
        before = after


def assert_compiled_alike(states: list[str], uppers: tuple[RuleSet, ...], name: str = "t.cunwu") -> None:
    state = draft(states[0], name, "t", uppers)
    for text in states[1:]:
        state = edited(state, text)
        assert state.compiled == compile_ruleset(text, name, "t", uppers)


@pytest.mark.parametrize("number", range(150))
def test_edits_of_bundled_files_read_alike(number: int) -> None:
    chance = Random(f"window {number}")
    assert_read_alike(history(chance, window(chance, chance.choice(list(FILES.values())), 40)))


@pytest.mark.parametrize("number", range(150))
def test_edits_of_heaps_of_words_read_alike(number: int) -> None:
    chance = Random(f"heap {number}")
    assert_read_alike(history(chance, "".join(chance.choices(PIECES, k=chance.randint(0, 60)))))


@pytest.mark.parametrize(
    "states",
    [
        ["\n规则", "规则"],
        ["规则集 甲\n规则一般\n不得 乙\n规则 丙\n", "规则集 甲\n规则一般\n不曾 乙\n规则 丙\n"],
        [
            "规则 甲\n参数 乙：5万元\n规则 丙\n",
            "规则 甲\n参数 【：5万元\n规则 丙\n",
            "规则 甲\n参数 乙：5万元\n规则 丙\n",
        ],
        ["规则集 甲 # 规则 乙 规则 丙\n规则 丁", "规则集 甲 规则 乙 规则 丙\n规则 丁"],
        ["当 甲，\n并且 规则 乙\n规则 丙", "当 甲\n并且 规则 乙\n规则 丙", "当 甲，\n规则 乙\n规则 丙"],
        ["", "规则 甲", "", "\r\n", "\n", "\r"],
    ],
)
def test_edits_where_much_hangs_on_little(states: list[str]) -> None:
    assert_read_alike(states)


@pytest.mark.parametrize("name", FILES)
def test_edits_of_whole_files_compile_alike(name: str, vocabulary: RuleSet) -> None:
    uppers = () if name == "vocabulary" else (vocabulary,)
    chance = Random(name)
    text = FILES[name]
    assert_compiled_alike([text, spoiled(chance, text)], uppers)


@pytest.mark.parametrize("number", range(40))
def test_edits_of_parts_compile_alike(number: int, vocabulary: RuleSet) -> None:
    chance = Random(f"compile {number}")
    text = "规则集 “甲”\n" + window(chance, chance.choice(list(FILES.values())), 120)
    assert_compiled_alike(history(chance, text), (vocabulary,))


@pytest.mark.parametrize("number", range(30))
def test_edits_of_literate_files_compile_alike(number: int, vocabulary: RuleSet) -> None:
    chance = Random(f"literate {number}")
    parts = [window(chance, FILES["organic_law"], 20) for _ in range(3)]
    text = "# 甲\n\n```cunwu\n规则集 “甲”\n```\n" + "".join(f"文字\n\n```cunwu\n{part}\n```\n" for part in parts)
    states = history(chance, text)
    if chance.random() < 0.5:
        states.append(states[-1].replace("```", "``", 1))
    assert_compiled_alike(states, (vocabulary,), "t.cunwu.md")


def test_what_an_edit_does_not_touch_is_kept() -> None:
    before = SourceText("t", FILES["power_list"])
    made = read(before)
    place = before.text.index("参数 较大开支限额")
    again = reread(before, made, SourceText("t", before.text[:place] + "注：改过\n" + before.text[place:]))
    kept = [one for one, old in zip(again, made, strict=True) if one is old]
    assert len(kept) > 10
    assert all(one.start < place for one in kept)


def test_few_passages_are_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    before = SourceText("t", FILES["power_list"])
    made = read(before)
    parsed: list[object] = []

    def counting(*arguments):
        parsed.append(arguments)
        return parse_passage(*arguments)

    monkeypatch.setattr(module, "parse_passage", counting)
    place = before.text.index("5万元\n  含义")
    reread(before, made, SourceText("t", before.text[:place] + "1" + before.text[place:]))
    assert 1 <= len(parsed) <= 4 < len(made)


def test_another_name_or_other_rulesets_above_are_seen(vocabulary: RuleSet) -> None:
    text = "规则集 “甲”\n规则 乙\n  当 金额超过5万元\n  应当 已载明 资金来源\n  【无上位依据：本村】\n"
    first = draft(text, "a.cunwu", "a", ())
    assert {d.code[0] for d in first.compiled.diagnostics} == {"N"}
    second = edited(first, text, (vocabulary,))
    assert second.compiled == compile_ruleset(text, "a.cunwu", "a", (vocabulary,))
    assert second.compiled.ok
    a, b = SourceText("a", text), SourceText("b", text)
    assert reread(a, read(a), b) == read(b)


def test_the_example() -> None:
    result = doctest.testmod(drafts)
    assert result.attempted and not result.failed
