"""此前：the last occurrence up to the one that is judged."""

from __future__ import annotations

import pytest

RULES = """
行为 审查：“x”
行为 讨论：“x”
词汇 审查结论（result）：经过，选项，“x”
  取值：“合法”、“不合法”
规则 审查合法才讨论
  行为：讨论
  当 在审查之后
  应当 此前审查的审查结论为“合法”【法 第一条】
规则 重新审查
  行为：审查
  当 此前审查的审查结论为“不合法”
  应当 审查结论为“合法”【法 第二条】
"""


def case(*events: tuple[str | None, str, str | None]) -> dict[str, object]:
    listed = []
    for day, step, result in events:
        one = {"步骤": step} | ({"日期": day} if day else {}) | ({"审查结论": result} if result else {})
        listed.append(one)
    return {"经过": listed, "经过完整": "是"}


@pytest.mark.parametrize(
    ("events", "verdict"),
    [
        ([("2024-03-01", "审查", "不合法"), ("2024-03-10", "讨论", None), ("2024-03-20", "审查", "合法")], "违规"),
        ([("2024-03-01", "审查", "合法"), ("2024-03-10", "讨论", None), ("2024-03-20", "审查", "不合法")], "合规"),
        ([("2024-03-01", "审查", "不合法"), ("2024-03-09", "审查", "合法"), ("2024-03-10", "讨论", None)], "合规"),
        ([("2024-03-10", "审查", "合法"), ("2024-03-10", "讨论", None)], "合规"),  # of the same day
        ([("2024-03-11", "审查", "合法"), ("2024-03-10", "讨论", None)], "不适用"),
        ([("2024-03-10", "讨论", None)], "不适用"),
        ([("2024-03-01", "审查", None), ("2024-03-10", "讨论", None)], "待补充"),
        ([(None, "审查", "合法"), ("2024-03-10", "讨论", None)], "待补充"),
        ([("2024-03-01", "审查", "合法"), (None, "讨论", None)], "待补充"),
    ],
)
def test_what_stood_when_it_was_done(rules, events, verdict) -> None:
    assert rules(RULES).verdict(case(*events), "审查合法才讨论") == verdict


def test_what_is_missing(rules) -> None:
    made = rules(RULES)

    def missing(*events: tuple[str | None, str, str | None]) -> list[tuple[str, str]]:
        found = made.findings(case(*events))["审查合法才讨论"].missing
        return [(one.name, one.step) for one in found]

    assert missing(("2024-03-01", "审查", None), ("2024-03-10", "讨论", None)) == [("审查结论", "审查")]
    assert missing((None, "审查", "合法"), ("2024-03-10", "讨论", None)) == [("日期", "审查")]


def test_one_of_the_same_act(rules) -> None:
    made = rules(RULES)
    events = [("2024-03-01", "审查", "不合法"), ("2024-03-09", "审查", "不合法")]
    assert made.verdict(case(*events), "重新审查") == "违规"
    assert made.verdict(case(events[0]), "重新审查") == "待补充"
    assert made.verdict(case(events[0], ("2024-03-09", "审查", "合法")), "重新审查") == "待补充"


def test_only_in_a_rule_about_an_act(rules) -> None:
    text = RULES.replace("  行为：讨论\n  当 在审查之后\n", "")
    assert rules(text).codes == ["N102"]
