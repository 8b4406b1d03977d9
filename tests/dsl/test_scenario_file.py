"""Files that hold scenarios of another file's rules."""

from __future__ import annotations

import pytest

from dsl.diagnostics.render_text import render
from dsl.scenario_file import ScenarioFile, read_scenario_file

RULES = """规则集 “试”
依据 法：《某法》（法律）
机构 村民代表会议：“x”
程序 简易
  步骤 决议【法 第一条】
    到会：组成人员的三分之二以上【法 第一条】
用例 “一”
  决议：2024年3月5日，实到31
  结论：待补充 决议·到会
"""


@pytest.fixture
def read(compiled, vocabulary):
    model = compiled(RULES).model
    assert model is not None

    def reading(text: str, name: str = "t.用例.cunwu") -> ScenarioFile:
        return read_scenario_file(text, name, model, (vocabulary,))

    return reading


def test_scenarios_know_the_steps_and_bodies_of_the_rules(read):
    made = read(
        "用例 “二”\n  组成人员：48人\n  决议：2024年3月5日，实到32\n  村民代表会议：2024年3月6日\n  结论：合规 到会\n"
    )
    assert made.ok and not made.diagnostics
    (scenario,) = made.scenarios
    assert [event.step for event in scenario.events] == ["决议", "村民代表会议"]
    assert scenario.values == (("组成人员", "48人"),)
    assert scenario.span.file == "t.用例.cunwu"


def test_a_scenario_spans_all_of_its_entries(read):
    text = "注：先\n用例 “二”\n  决议：2024年3月5日\n  结论：待补充 到会；\n    待补正\n  审查日：2024年4月1日\n\n"
    text += "用例 “三”\n  结论：待补正\n"
    first, _ = read(text).scenarios
    assert text[first.whole.start : first.whole.end].startswith("用例 “二”")
    assert text[first.whole.start : first.whole.end].endswith("审查日：2024年4月1日")
    assert first.whole.line == 2
    assert [one.place for one in first.expectations] == [0, 1]


def test_a_literate_file_is_read_by_its_blocks(read):
    made = read("# 用例\n\n说明。\n\n```cunwu\n用例 “二”\n  结论：待补正\n```\n", "t.用例.cunwu.md")
    assert [scenario.span.line for scenario in made.scenarios] == [6]


@pytest.mark.parametrize(
    ("text", "codes", "words"),
    [
        ("规则集 “甲”\n用例 “二”\n  结论：合规\n", ["M134"], "规则集"),
        ("  金额：3万元\n用例 “二”\n  结论：合规\n", ["M134"], "金额"),
        ("【法 第一条】\n用例 “二”\n  结论：合规\n", ["M134"], "第一个“用例”前面的内容"),
        ("用例 “一”\n  结论：合规\n", ["M103"], "用例“一”写了两次"),
        ("用例 “二”\n  结论：合规\n用例 “二”\n  结论：合规\n", ["M103"], "用例“二”写了两次"),
        ("用例 “二”\n  结论：合归\n", ["M105"], "合归"),
        ("用例 “二”\n  表决：2024年3月5日\n", ["M107"], "结论"),
        ("用例 “二\n  结论：合规\n", ["L102"], "没有结束"),
    ],
)
def test_mistakes_are_told_with_their_place(read, text, codes, words):
    made = read(text)
    found = made.diagnostics
    assert [one.code for one in found] == codes
    assert words in found[0].message
    assert not made.ok
    assert found[0].span is not None and "^" in render(found[0], made.source)


@pytest.mark.parametrize("text", ["", "注：以后写\n"])
def test_an_empty_file_has_no_scenarios(read, text):
    made = read(text)
    assert (made.scenarios, made.diagnostics) == ((), ())
