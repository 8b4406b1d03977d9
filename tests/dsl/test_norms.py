"""Lowering: what each entry of a step and each form of a rule becomes."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from dsl.norms.invariants import broken
from dsl.norms.nodes import (
    Act,
    And,
    Coalesce,
    Compare,
    DaysBetween,
    Due,
    EventFact,
    Exists,
    Happened,
    HasDocument,
    IsTrue,
    Kind,
    Not,
    OneOf,
    Op,
    Scale,
    Within,
)
from dsl.norms.printer import print_norm, print_program
from dsl.values import FieldType, Interval, Period

HEAD = """
规则集 “试”
  施行：2014年2月25日起
依据 法2010：《某法》（法律）
  施行：2010年10月28日起，2018年12月28日止
依据 法2018：《某法》（法律，2018年修正）
  施行：2018年12月29日起
依据 清单：《清单》（规范性文件）
机构 村民代表会议：“x”
机构 村党组织：“x”
行为 签约：“x”
行为 公开招标：“x”
词汇 抢险救灾：记录，是否，“x”
参数 招标限额：2014年2月25日起 5万元【清单】
程序 五议【清单】
  步骤 提议
    主体：村党组织
  步骤 公示方案
    次序：提议之后
    公示：不少于15日
  步骤 决议
    次序：公示方案届满之后
    主体：村民代表会议
    通知：提前3日
    到会：组成人员的三分之二以上【法2010、2018 第二十六条第二款】
    通过：到会人员的过半数【法2010、2018 第二十六条第二款】
    材料：会议记录、签到册
  步骤 审查
    条件：抢险救灾
    历时：一般不少于7个工作日
  步骤 实施
    次序：决议之后10日内
"""


@pytest.fixture(scope="module")
def norms(compiled_module):
    made = compiled_module(HEAD)
    assert made.ok, made.diagnostics
    return {n.name: n for n in made.program.norms}


@pytest.fixture(scope="module")
def compiled_module(vocabulary):
    from dsl.compile import compile_ruleset

    return lambda text: compile_ruleset(text, "t.cunwu", "t", (vocabulary,))


def rule(compiled, text: str):
    made = compiled(HEAD + "\n" + text + "\n【清单】")
    assert made.ok, [d.message for d in made.diagnostics]
    return made.program.norms[-1]


def test_a_procedure_becomes_norms(norms) -> None:
    assert list(norms) == [
        "五议·提议·办理",
        "五议·提议·主体",
        "五议·公示方案·办理",
        "五议·公示方案·次序",
        "五议·公示方案·公示",
        "五议·决议·办理",
        "五议·决议·主体",
        "五议·决议·次序",
        "五议·决议·通知",
        "五议·决议·到会",
        "五议·决议·通过",
        "五议·决议·材料",
        "五议·审查·办理",
        "五议·审查·历时",
        "五议·实施·办理",
        "五议·实施·次序",
        "五议·实施·期限",
    ]
    assert [broken(n) for n in norms.values()] == [[]] * len(norms)


def test_each_norm_points_to_its_line(norms) -> None:
    line = HEAD.split("\n").index("    到会：组成人员的三分之二以上【法2010、2018 第二十六条第二款】") + 1
    assert norms["五议·决议·到会"].span.line == line


def test_quorum_is_an_exact_fraction_of_the_whole_body(norms) -> None:
    require = norms["五议·决议·到会"].require
    assert isinstance(require, Compare) and require.op is Op.GE
    assert isinstance(require.right, Scale) and require.right.factor == Fraction(2, 3)
    assert isinstance(require.right.operand, Coalesce)


def test_majority_is_strictly_more_than_half(norms) -> None:
    require = norms["五议·决议·通过"].require
    assert isinstance(require, Compare) and require.op is Op.GT
    assert isinstance(require.right, Scale) and require.right.factor == Fraction(1, 2)


def test_each_edition_cited_has_its_own_validity(norms) -> None:
    cited = norms["五议·决议·到会"].citations
    assert [(c.article, c.validity) for c in cited] == [
        ("第二十六条第二款", Interval(date(2010, 10, 28), date(2018, 12, 28))),
        ("第二十六条第二款", Interval(date(2018, 12, 29), None)),
    ]
    assert norms["五议·决议·到会"].validity == Interval(date(2014, 2, 25), None)


def test_who_acts_is_a_power(norms) -> None:
    norm = norms["五议·决议·主体"]
    assert norm.kind is Kind.POWER
    assert isinstance(norm.require, OneOf) and norm.require.options == {"村民代表会议"}


def test_leaving_a_step_out_counts_from_the_next_one_on(norms) -> None:
    norm = norms["五议·决议·办理"]
    assert norm.act == Act(("实施",)) and norm.require == Happened(Act(("决议",)))
    assert norms["五议·提议·办理"].act == Act(("公示方案", "决议", "实施"))


def test_order_after_the_end_of_a_posting_is_strict(norms) -> None:
    require = norms["五议·决议·次序"].require
    assert isinstance(require, Exists) and require.act == Act(("公示方案",))
    assert isinstance(require.body, Compare) and require.body.op is Op.GT
    assert isinstance(require.body.right, EventFact) and require.body.right.name == "止"


def test_a_period_behind_a_step_is_a_deadline_of_its_own(norms) -> None:
    norm = norms["五议·实施·期限"]
    assert norm.act == Act(("决议",))
    assert isinstance(norm.deadline, Due) and norm.deadline.period == Period(10, FieldType.DAYS)
    assert isinstance(norm.require, Exists) and isinstance(norm.require.body, Within)


def test_advice_is_marked(norms) -> None:
    norm = norms["五议·审查·历时"]
    assert norm.advice and isinstance(norm.require.left, DaysBetween)
    assert norm.require.left.unit is FieldType.WORKDAYS


def test_documents_are_all_asked(norms) -> None:
    require = norms["五议·决议·材料"].require
    assert isinstance(require, And) and [type(o) for o in require.operands] == [HasDocument, HasDocument]


def test_a_rule_hangs_on_the_act_that_its_time_names(compiled) -> None:
    norm = rule(compiled, "规则 r\n当 金额超过招标限额\n应当 公开招标，在决议之后、签约之前")
    assert norm.act == Act(("签约",))
    assert isinstance(norm.require, Exists) and norm.require.act == Act(("公开招标",))
    assert norm.deadline is None


def test_a_rule_with_a_period_has_a_deadline(compiled) -> None:
    norm = rule(compiled, "规则 r\n应当 公开招标，在决议之后30日内")
    assert norm.act == Act(("决议",)) and isinstance(norm.deadline, Due)


def test_a_prohibition_denies_what_it_names(compiled) -> None:
    norm = rule(compiled, "规则 r\n不得 签约，在决议之前")
    assert norm.kind is Kind.PROHIBITION and norm.act == Act(("签约",))
    assert isinstance(norm.require, Not)
    plain = rule(compiled, "规则 r\n行为：决议\n不得 主体属于“村民小组”")
    assert isinstance(plain.require, Not) and isinstance(plain.require.operand, OneOf)


def test_permission_is_advice(compiled) -> None:
    norm = rule(compiled, "规则 r\n可以 公开招标")
    assert norm.advice and norm.kind is Kind.PERMISSION


def test_power_of_a_rule(compiled) -> None:
    norm = rule(compiled, "规则 r\n行为：决议\n有权 村民代表会议、村党组织")
    assert norm.kind is Kind.POWER and norm.require.options == {"村民代表会议", "村党组织"}


def test_an_exception_may_put_another_requirement_in_place(compiled) -> None:
    text = (
        "规则 r\n当 金额超过招标限额\n应当 公开招标，在签约之前\n【清单】\n"
        "例外 急：当 抢险救灾 应当 提议，在签约之后7日内\n补正：“x”"
    )
    norm = rule(compiled, text)
    (exception,) = norm.exceptions
    assert isinstance(exception.when, IsTrue) and isinstance(exception.require, Exists)
    assert norm.remedy == "x"


def test_a_flag_compared_with_no_is_its_denial(compiled) -> None:
    norm = rule(compiled, "规则 r\n当 抢险救灾 为 否\n应当 公开招标")
    assert isinstance(norm.when, Not) and isinstance(norm.when.operand, IsTrue)


def test_days_are_counted_as_working_days_where_the_bound_is(compiled) -> None:
    norm = rule(compiled, "规则 r\n行为：决议\n应当 本次的日期 减去 首次公示方案的日期 不少于 7个工作日")
    assert norm.require.left.unit is FieldType.WORKDAYS


def test_from_one_day_to_another_is_the_difference_of_the_days(compiled) -> None:
    said, reckoned = (
        rule(compiled, f"规则 r\n行为：决议\n应当 {days} 不少于 7个工作日").require
        for days in ("自 首次公示方案的日期 至 本次的日期", "本次的日期 减去 首次公示方案的日期")
    )
    assert said == reckoned


def test_norms_print(norms) -> None:
    text = print_norm(norms["五议·决议·到会"])
    assert "本次.实到 ≥ 组成人员" in text and "三分之二" in text and "第二十六条第二款" in text


def test_the_whole_program_prints(compiled) -> None:
    made = compiled(HEAD)
    assert print_program(made.program).count("要求") == len(made.program.norms)


def test_two_orders_keep_their_own_sources(compiled) -> None:
    text = HEAD + "  步骤 评议\n    次序：实施之后【法2018 第三条】\n    次序：决议之后【法2018 第四条】\n"
    made = compiled(text)
    assert made.ok, made.diagnostics
    orders = {n.name: n.citations[0].article for n in made.program.norms if n.name.startswith("五议·评议·次序")}
    assert orders == {"五议·评议·次序（实施之后）": "第三条", "五议·评议·次序（决议之后）": "第四条"}


def test_versions_of_a_parameter_on_lines_of_their_own(compiled) -> None:
    made = compiled(HEAD + "参数 采购限额：\n 2014年2月25日起至2017年12月31日止 待填\n 2018年1月1日起 10万元【清单】\n")
    assert made.ok, made.diagnostics
    assert [v.value for v in made.model.parameters[-1].versions] == [None, 100000]


def test_an_act_counts_as_a_wider_one(compiled) -> None:
    norm = rule(
        compiled,
        "行为 两会：“x”\n机构 村民会议：“x”\n  计入：两会\n规则 r\n行为：签约\n应当 两会，在本次之前",
    )
    assert norm.require.act == Act(("两会", "村民会议"))
    assert norm.act == Act(("签约",))


def test_a_rule_can_share_the_scope_of_a_procedure(compiled) -> None:
    norm = rule(compiled, "规则 r\n程序：五议\n行为：决议\n应当 列席属于“法律顾问”")
    assert "程序" in print_norm(norm).split("要求")[0]


def test_a_reading_stands_in_a_condition(compiled) -> None:
    norm = rule(compiled, "规则 r\n行为：公示方案\n当 公示含首日\n应当 公示日数不少于15日")
    assert isinstance(norm.when, IsTrue)


def test_how_far_ahead(compiled) -> None:
    norm = rule(compiled, "词汇 送达日：经过，日期，“x”\n规则 r\n行为：决议\n应当 送达日提前7日")
    assert isinstance(norm.require, Compare) and norm.require.op is Op.GE


@pytest.mark.parametrize("text", ["", " \n", "注：只有注"])
def test_a_file_without_a_ruleset_is_a_mistake(compiled, text: str) -> None:
    made = compiled(text)
    assert not made.ok and [d.code for d in made.diagnostics] == ["M102"]
