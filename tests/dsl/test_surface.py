"""The surface level: parsing, several mistakes in one run, printing back."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsl.compile import compile_ruleset, parse_ruleset
from dsl.diagnostics import SourceText
from dsl.diagnostics.render_text import render_all
from dsl.surface.compare import without_places
from dsl.surface.from_text import parse
from dsl.surface.labels import LABELS
from dsl.surface.nodes import (
    Attribute,
    Clause,
    Comparison,
    FractionOf,
    Header,
    Lapse,
    Name,
    Pair,
    Threshold,
    TimePhrase,
)
from dsl.surface.printer import expr, print_file
from dsl.surface.words import CLAUSES, HEADERS, WORDS

ROOT = Path(__file__).parents[2]
BUNDLED = sorted((ROOT / "rulesets").rglob("*.cunwu"))


def values(text: str):
    file, wrong = parse(SourceText("t", f"规则集 “x”\n步骤 y\n{text}"))
    assert not wrong, wrong
    item = file.items[-1]
    assert isinstance(item, Attribute | Clause)
    return item.values


def test_a_fraction_of_what_is_written() -> None:
    (value,) = values("到会：组成人员的三分之二以上")
    assert isinstance(value, Threshold) and value.op == ">="
    assert isinstance(value.bound, FractionOf) and value.bound.factor == Fraction(2, 3)
    assert isinstance(value.bound.operand, Name) and value.bound.operand.parts == ("组成人员",)


def test_a_majority_is_more_than_half_and_half_is_not() -> None:
    (majority,) = values("通过：到会人员的过半数")
    (half,) = values("通过：到会人员的半数以上")
    assert isinstance(majority, Threshold) and majority.op == ">"
    assert isinstance(half, Threshold) and half.op == ">="


@pytest.mark.parametrize(
    ("text", "op"),
    [
        ("金额5万元以上", ">="),
        ("金额超过5万元", ">"),
        ("金额不满5万元", "<"),
        ("金额5万元以下", "<="),
        ("金额不超过5万元", "<="),
        ("金额5万元以外", ">"),
        ("同意达到实到的过半数", ">"),
    ],
)
def test_comparisons(text: str, op: str) -> None:
    (value,) = values(f"当 {text}")
    assert isinstance(value, Comparison) and value.op == op


@pytest.mark.parametrize(
    ("text", "long"),
    [
        ("已载明 类别为“甲”", "已载明 类别 并且 类别为“甲”"),
        ("已载明 办结 为 是", "已载明 办结 并且 办结 为 是"),
        ("已载明 金额5万元以上", "已载明 金额 并且 金额5万元以上"),
        ("已载明 此前决议的实到达到应到的过半数", "已载明 此前决议的实到 并且 此前决议的实到达到应到的过半数"),
        ("已载明 类别属于“甲”、“乙”", "已载明 类别 并且 类别属于“甲”、“乙”"),
        ("已载明 类别不属于“甲”", "已载明 类别 并且 类别不属于“甲”"),
    ],
)
def test_stated_and_so(text: str, long: str) -> None:
    """已载明 with a test behind it stands for both, and is printed short again."""
    (short,), (full,) = values(f"当 {text}"), values(f"当 {long}")
    assert without_places(short) == without_places(full)
    (again,) = values(f"当 {expr(short)}")
    assert without_places(again) == without_places(short)


def test_stated_and_so_is_printed_short() -> None:
    (value,) = values("当 已载明 类别 并且 类别为“甲”")
    assert expr(value) == "已载明 类别 等于 “甲”"


def test_from_one_day_to_another() -> None:
    (value,) = values("当 自 本次的日期 至 本次的止日 不少于 10个工作日")
    assert isinstance(value, Comparison) and isinstance(value.left, Lapse)
    assert value.left.start.parts == ("本次", "日期") and value.left.end.parts == ("本次", "止日")
    assert expr(value) == "自 本次的日期 至 本次的止日 不少于 10个工作日"


def test_time_phrases() -> None:
    first, second = values("应当 公开招标，在决议之后、实施之前")
    assert isinstance(first, Name)
    phrases = second.items
    assert [(p.relation, p.name.parts, p.complete) for p in phrases] == [
        ("之后", ("决议",), False),
        ("之前", ("实施",), False),
    ]
    (late,) = values("次序：方案公示届满之后10日内")
    assert isinstance(late, TimePhrase) and late.complete and late.period is not None
    assert late.period.period.count == 10


def test_facts_side_by_side() -> None:
    _, attended, papers = values("决议：2024年3月5日，实到31，材料“会议记录”、“签到册”")
    assert isinstance(attended, Pair) and attended.name.parts == ("实到",)
    assert isinstance(papers, Pair) and len(papers.values) == 2


def test_one_mistake_hides_no_other() -> None:
    text = "规则集 “x”\n程序 p\n步骤 a\n到会：的以上\n通过：超过超过\n公示：不少于15日\n次序：（（决议之后\n"
    file, wrong = parse(SourceText("t", text))
    assert len(wrong) >= 3
    assert [i.label for i in file.items if isinstance(i, Attribute)] == ["公示"]


def test_an_open_bracket_ends_at_the_next_header() -> None:
    text = "规则集 “x”\n规则 a\n当 （金额超过5万元\n应当 b\n规则 c\n应当 d\n"
    file, wrong = parse(SourceText("t", text))
    assert wrong
    assert [i.names for i in file.items if isinstance(i, Header)] == [("x",), ("a",), ("c",)]


def test_deep_nesting_is_a_message() -> None:
    text = "规则集 “x”\n规则 a\n当 " + "（" * 5000 + "金额" + "）" * 5000
    _, wrong = parse(SourceText("t", text))
    assert [d.code for d in wrong] == ["S105"]


@pytest.mark.parametrize("path", BUNDLED, ids=lambda p: p.stem)
def test_every_bundled_file_prints_and_parses_back_to_itself(path: Path) -> None:
    first, wrong = parse(SourceText(path.name, path.read_text("utf-8")))
    assert not wrong
    printed = print_file(first)
    second, wrong = parse(SourceText("printed", printed))
    assert not wrong
    assert without_places(first.items) == without_places(second.items)
    assert print_file(second) == printed


PIECES = st.sampled_from(
    [*WORDS, *HEADERS, *CLAUSES, *"：，、（）【】“”《》的为有无当在自起止内·注 \n", "三分之二", "15日", "5万元"]
    + [
        "2024年2月30日",
        "2024年3月5日",
        "决议",
        "组成人员",
        "实到",
        "金额",
        "第二十六条",
        "7个工作日",
        "是",
        "否",
        "2/3",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES | st.text(max_size=3), max_size=60).map("".join))
def test_any_text_gives_messages_only(text: str) -> None:
    made = compile_ruleset("规则集 “x”\n" + text, "t", "t", ())
    render_all(made.diagnostics, {"t": made.source})
    reparsed, _ = parse(SourceText("printed", print_file(made.surface)))
    assert without_places(reparsed.items) == without_places(made.surface.items)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(BUNDLED), st.data())
def test_a_mutated_bundled_file_gives_messages_only(path: Path, data: st.DataObject) -> None:
    text = path.read_text("utf-8")
    start = data.draw(st.integers(0, len(text)))
    chunk = text[start : start + 2000]
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(chunk)))
        cut = data.draw(st.integers(0, 12))
        chunk = chunk[:at] + data.draw(PIECES | st.text(max_size=2)) + chunk[at + cut :]
    made = compile_ruleset(chunk, "t", "t", ())
    render_all(made.diagnostics, {"t": made.source}, lang="en")


@pytest.mark.parametrize("head", ["规则 r 0", "规则 甲 0", "依据 村组法2018", "规则 “甲9” 1 2"])
def test_numbers_in_names_print_back(head: str) -> None:
    first, _ = parse(SourceText("t", head))
    second, _ = parse(SourceText("t", print_file(first)))
    assert without_places(second.items) == without_places(first.items)


def test_a_plain_text_keeps_its_first_word(compiled) -> None:
    made = compiled("规则集 “试”\n  说明：在决议之后办理\n")
    assert made.model.meaning == "在决议之后办理"


@pytest.mark.parametrize("text", ["行为 整：“会或者调”的事", "机构 村“x”", "机构 “村”“x”3", "步骤8决"])
def test_names_that_need_quotation_marks_print_back_with_them(text: str) -> None:
    first = parse_ruleset(f"规则集 甲\n{text}", "t").surface
    assert without_places(parse_ruleset(print_file(first), "t").surface.items) == without_places(first.items)


def test_a_field_left_open_prints_back() -> None:
    first = parse_ruleset("规则集 甲\n规则 乙 应当 A待填", "t").surface
    assert without_places(parse_ruleset(print_file(first), "t").surface) == without_places(first)


def test_the_page_of_the_language_lists_the_labels_of_every_block() -> None:
    page = (ROOT / "docs" / "language.zh.md").read_text("utf-8")
    blocks, steps = page.partition("\n## 二、块\n")[2].partition("\n## 四、")[::2]
    listed = {word: labels.split("、") for word, labels in re.findall(r"^\| (\S+) \| `.*\| (.+) \|$", blocks, re.M)}
    rows = re.findall(r"^\| (\S+) \| (?:`|\|)", steps.partition("\n## ")[0], re.M)
    of_steps = [label for row in rows for label in row.split("、")]
    assert set(listed) == {*LABELS, "用例"}
    for word, labels in LABELS.items():
        told = of_steps if word == "步骤" else listed[word]
        assert sorted(told) == sorted(label for label in labels if label), word
