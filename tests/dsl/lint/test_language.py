"""The linter knows the whole language: tables, rules that are exceptions of others, lists, totals, literate files."""

from __future__ import annotations

import pytest

from dsl.compile import compile_ruleset
from dsl.lint.cases import Situation
from dsl.lint.context import LintContext
from dsl.lint.fix import same_meaning
from dsl.lint.run import lint
from dsl.norms.nodes import Bound, Current, EventFact
from dsl.values import FieldType

HEAD = "规则集 “试”\n依据 某法：《某法》（法律）\n机构 会：“x”\n"
TABLE = """行为 询价：“x”
行为 招标：“x”
分档 采购{hit}【某法 第三条】
  {policy}
  档 小额：当 金额不满5万元 应当 询价
  档 大额：当 金额{large} 应当 招标
"""


def codes(findings):
    return [one.code for one in findings]


def table(large: str = "5万元以上", policy: str = "") -> str:
    return HEAD + TABLE.format(hit="", policy=policy, large=large)


def test_the_rows_of_a_table_are_rules(linted):
    assert [one.message for one in linted(table(), "W601")] == ["“采购·小额”没有用例", "“采购·大额”没有用例"]
    assert [one.message for one in linted(table(), "W701")] == [
        "规则“采购·小额”没有写补正",
        "规则“采购·大额”没有写补正",
    ]


def test_what_the_rows_use_is_used(linted):
    assert codes(linted(table(), "W103", "W104")) == ["W104"]  # 会 alone


def test_gaps_between_the_rows_of_a_table_are_left_to_the_compiler(linted):
    assert codes(linted(table("超过5万元"), "W401")) == []


def test_a_row_that_those_before_it_leave_nothing_is_found(linted):
    dead = table("不满3万元", "命中：首个")
    assert [one.message for one in linted(dead, "W406")] == ["“采购·大额”的条件互相排斥，不可能成立"]
    assert linted(table(policy="命中：首个"), "W406") == ()


def test_an_exception_made_by_a_rule_uses_names_and_needs_no_remedy(linted):
    text = (
        HEAD
        + "参数 限额：5万元【某法 第一条】\n词汇 紧急（urgent）：记录，是否，“x”\n"
        + "规则 到会\n  行为：每次 会\n  应当 实到不少于 20人\n  【某法 第四条】\n  补正：“x”\n"
        + "规则 紧急时\n  变通：到会\n  行为：每次 会\n  当 紧急，金额超过限额\n  【某法 第五条】\n"
    )
    assert codes(linted(text, "W101", "W102", "W701")) == []


def test_an_edit_may_not_change_an_exception_made_by_a_rule(compile_below):
    text = (
        HEAD
        + "规则 到会\n  行为：每次 会\n  应当 实到不少于 20人\n  【某法 第四条】\n"
        + "规则 小额\n  变通：到会\n  行为：每次 会\n  当 金额不满5万元\n  【某法 第五条】\n"
    )
    one = compile_below(text)
    assert one.ok and one.program is not None and one.program.refinements
    assert same_meaning(one, compile_below(text.replace("5万元", "五万元")))
    assert not same_meaning(one, compile_below(text.replace("5万元", "6万元")))


def test_lists_and_totals_are_used_and_their_bounds_not_guessed(linted):
    text = (
        HEAD
        + "词汇 承包人（contractor）：经过，文字，“x”\n词汇 价款（price）：经过，金额，“x”\n"
        + "词汇 签名（signed）：经过，名单，“x”\n"
        + "规则 拆分\n  行为：每次 会\n  当 会的价款合计（同一承包人，12个月内）超过5万元\n"
        + "  应当 签名没有重复\n  【某法 第四条】\n"
        + "用例 “一份”\n  会：2024年3月5日，承包人“甲”，价款6万元，签名“乙”\n  结论：合规 拆分\n"
    )
    assert codes(linted(text, "W102", "W603")) == []


def test_a_parameter_that_sets_one_above_is_used_there(linted):
    text = (
        HEAD + "参数 公示期：15日【某法 第一条】\n规则 r\n  行为：每次 会\n  应当 实到不少于 20人\n  【某法 第四条】\n"
    )
    assert codes(linted(text, "W101", "W408")) == ["W408"]


def test_literate_files_are_read_where_their_rules_stand(above):
    text = (
        "# 说明\n\n注：不查 W101 理由：这一行不是规则\n\n```cunwu\n"
        + HEAD
        + "注：不查 W101 理由：以后再用\n参数 甲数：3人【某法 第一条】\n```\n\n还有“一句话.没有写完\n\n```cunwu\n"
        + "参数 乙数：3人【某法 第一条】\n"
        + '规则 到会\n  行为：每次 会\n  应当 实到不少于 20人\n  【某法 第四条】\n  补正："重新开会"\n```\n'
    )
    made = compile_ruleset(text, "t.cunwu.md", "t", above)
    assert made.ok and made.model is not None
    found = lint(LintContext(made, made.model, above), {"W101", "W705", "W902"})
    assert codes(found) == ["W101", "W705"]
    assert text[found[0].span.start : found[0].span.end] == "乙数"
    (edit,) = found[1].fix
    assert text[edit.start : edit.end] == '"重新开会"'


@pytest.mark.parametrize("bound", ["金额不超过10万元", "10万元不少于金额"])
def test_a_bound_that_several_rules_share_is_one_whichever_side_the_number_is_on(linted, bound) -> None:
    text = f"""规则集 “试”
依据 某法：《某法》（法律）
行为 签约：“签合同”
程序 办理【某法 第一条】
  适用：{bound}
  步骤 公示
规则 甲
  行为：每次 签约
  程序：办理
  应当 有 公示【某法 第四条】
规则 乙
  程序：办理
  应当 有 公示【某法 第四条】
用例 “正好”
  程序：办理    金额：10万元
  公示：2024年3月1日
  签约：2024年3月5日
  结论：合规 甲；合规 乙
用例 “多了”
  程序：办理    金额：11万元
  签约：2024年3月5日
  结论：不适用 甲
"""
    assert codes(linted(text, "W603")) == []
    assert codes(linted(text.replace("金额：11万元", "金额：10万元").replace("不适用 甲", "待补充 甲"), "W603")) == [
        "W603"
    ]


def test_what_is_asked_of_some_occurrence_has_no_value_at_the_one_that_is_judged() -> None:
    known = Situation({}, (), {"实到": "3人"}, {})
    assert known.value(EventFact(Current(), "实到", FieldType.PERSONS)) == 3
    assert known.value(EventFact(Bound("x"), "实到", FieldType.PERSONS)) is None


def test_a_bound_asks_the_occurrence_before_the_judged_one_for_its_day(linted) -> None:
    """发文 twice: what counts for 截止 on 11 March is the one of 1 March, not the later one."""
    text = """规则集 “试”
依据 某法：《某法》（法律）
行为 发文：“发出文件”
行为 截止：“截止”
规则 甲
  行为：每次 截止
  应当（日期 减去 此前发文的日期）不少于10日【某法 第四条】
用例 “正好”
  发文：2024年3月1日
  截止：2024年3月11日
  发文：2024年3月20日
  结论：合规 甲
用例 “差一日”
  发文：2024年3月1日
  截止：2024年3月10日
  结论：违规 甲
"""
    assert codes(linted(text, "W603")) == []
    assert codes(linted(text.replace("3月10日", "3月9日"), "W603")) == ["W603"]
