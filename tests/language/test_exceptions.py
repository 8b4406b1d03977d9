"""Exceptions: nested, ordered, from another file; and what prevails where norms contradict each other."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dsl.norms.nodes import Norm

ACTS = """
行为 公开招标：“x”
行为 询价：“x”
行为 报备：“x”
词汇 抢险救灾（urgent）：记录，是否，“x”
词汇 涉密（secret）：记录，是否，“x”
词汇 重大（major）：记录，是否，“x”
"""
NESTED = (
    ACTS
    + """
规则 招标
  当 金额5万元以上
  应当 公开招标【法 第一条】
  例外 抢险：当 抢险救灾【法 第二条】
  例外 大额抢险：当 金额50万元以上【法 第三条】
    针对：抢险
"""
)


def record(amount: str = "6万元", **flags: object) -> dict[str, object]:
    return {"日期": "2024-03-01", "金额": amount, "经过完整": "是", **flags}


def tree(norm: Norm) -> str:
    """The exceptions of a norm as an indented tree, in the order in which they are looked at."""

    def lines(within: str, depth: int) -> Iterator[str]:
        for exception in norm.exceptions:
            if exception.within == within:
                yield f"{'  ' * depth}例外 {exception.name}"
                yield from lines(exception.name, depth + 1)

    return "\n".join([norm.name, *lines("", 1)])


@pytest.mark.parametrize(
    ("amount", "urgent", "verdict"),
    [
        ("6万元", "否", "违规"),
        ("6万元", "是", "不适用"),
        ("49万元", "是", "不适用"),
        ("50万元", "是", "违规"),  # the exception of the exception gives the duty back
        ("50万元", "否", "违规"),
        ("4万元", "是", "不适用"),
    ],
)
def test_an_exception_of_an_exception_gives_back_what_that_one_took(rules, amount, urgent, verdict) -> None:
    assert rules(NESTED).verdict(record(amount, 抢险救灾=urgent), "招标") == verdict


def test_it_may_ask_something_of_its_own(rules) -> None:
    made = rules(NESTED.replace("当 金额50万元以上【法 第三条】", "当 金额50万元以上 应当 报备【法 第三条】"))
    urgent = record("50万元", 抢险救灾="是")
    assert made.verdict(urgent, "招标") == "违规"
    assert made.verdict({**urgent, "经过": [{"步骤": "报备", "日期": "2024-03-01"}]}, "招标") == "合规"
    assert made.findings(urgent)["招标"].exception == "大额抢险"


def test_what_is_unknown_of_an_exception_leaves_it_open(rules) -> None:
    made = rules(NESTED)
    assert made.verdict(record("49万元"), "招标") == "待补充"
    assert made.verdict(record("50万元"), "招标") == "待补充"


def test_the_tree_can_be_printed(rules) -> None:
    norm = rules(NESTED).last.program.norms[0]
    assert tree(norm) == "招标\n  例外 抢险\n    例外 大额抢险"
    assert [one.name for one in norm.exceptions] == ["大额抢险", "抢险"]


TWO = (
    ACTS
    + """
规则 招标
  应当 公开招标【法 第一条】
  例外 抢险：当 抢险救灾 应当 报备【法 第二条】
  例外 保密：当 涉密 应当 询价【法 第三条】
"""
)


def test_two_exceptions_that_collide_are_refused_and_both_shown(rules) -> None:
    made = rules(TWO)
    (found,) = made.diagnostics
    assert found.code == "N120"
    assert "“抢险”" in found.message and "“保密”" in found.message
    assert found.span.line == found.related[0][0].line + 1


def test_the_written_order_settles_it(rules) -> None:
    made = rules(TWO + "    优先于：抢险\n")
    both = record(抢险救灾="是", 涉密="是", 经过=[{"步骤": "询价", "日期": "2024-03-01"}])
    assert made.verdict(both, "招标") == "合规"
    assert made.verdict({**both, "涉密": "否"}, "招标") == "违规"
    assert rules(TWO + "    优先于：抢险、抢险\n").codes == []
    assert rules(TWO.replace("【法 第二条】", "【法 第二条】\n    优先于：保密\n") + "    优先于：抢险\n").codes == [
        "N120"
    ]
    assert rules(TWO + "    优先于：抢先\n").codes == ["M105", "N120"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("抢险救灾 为 是", "抢险救灾 为 否"),
        ("抢险救灾", "并非 抢险救灾"),
        ("金额不满5万元", "金额5万元以上"),
        ("金额少于5万元", "金额等于5万元"),
        ("日期早于2024年1月1日", "日期不早于2024年1月1日"),
        ("抢险救灾，金额超过5万元", "涉密，金额5万元以下"),
        ("程序为“甲”", "程序属于“乙”、“丙”"),
    ],
)
def test_conditions_that_exclude_each_other_need_no_order(rules, first, second) -> None:
    text = TWO.replace("当 抢险救灾 应当", f"当 {first} 应当").replace("当 涉密", f"当 {second}")
    assert rules(text).codes == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("金额5万元以下", "金额5万元以上"),
        ("金额不满5万元", "抢险救灾"),
        ("程序属于“甲”、“丙”", "程序属于“乙”、“甲”"),
        ("类别为“甲”", "类别为“乙”"),  # a list may hold both
    ],
)
def test_conditions_that_may_meet_do(rules, first, second) -> None:
    text = TWO.replace("当 抢险救灾 应当", f"当 {first} 应当").replace("当 涉密", f"当 {second}")
    assert rules(text).codes == ["N120"]


def test_the_special_prevails_over_the_general(rules) -> None:
    made = rules(TWO.replace("当 涉密", "当 抢险救灾，涉密"))
    both = record(抢险救灾="是", 涉密="是", 经过=[{"步骤": "询价", "日期": "2024-03-01"}])
    assert made.verdict(both, "招标") == "合规"
    assert made.findings(both)["招标"].exception == "保密"


@pytest.mark.parametrize(
    ("general", "special"),
    [("金额5万元以上", "金额超过8万元"), ("程序属于“甲”、“乙”", "程序为“甲”"), ("涉密，或者 抢险救灾", "涉密")],
)
def test_what_holds_of_fewer_cases_is_special(rules, general, special) -> None:
    text = TWO.replace("当 抢险救灾 应当", f"当 {general} 应当").replace("当 涉密", f"当 {special}")
    made = rules(text)
    assert made.codes == []
    assert [one.name for one in made.last.program.norms[0].exceptions] == ["保密", "抢险"]


def test_exceptions_of_one_effect_need_no_order(rules) -> None:
    assert rules(TWO.replace(" 应当 报备", "").replace(" 应当 询价", "")).codes == []


def test_exceptions_in_a_circle_and_of_nothing(rules) -> None:
    circle = NESTED.replace("【法 第二条】", "【法 第二条】\n    针对：大额抢险\n")
    (found,) = rules(circle).diagnostics
    assert (found.code, found.message) == ("N114", "“抢险”绕了一圈又回到自己，经过“大额抢险”")
    assert "针对" in found.help and "针对" in found.english_help
    hanging = circle.replace("  例外 抢险", "  例外 大灾：当 重大【法 第四条】\n    针对：抢险\n  例外 抢险")
    assert [one.message for one in rules(hanging).diagnostics] == [found.message]
    assert rules(NESTED.replace("针对：抢险", "针对：抢修")).codes == ["M105"]


THREE = TWO.replace(" 应当 报备", "").replace(" 应当 询价", "") + "{}  例外 大额：当 重大 应当 报备【法 第四条】\n{}"


def test_precedence_in_a_circle_is_told_of_with_the_way_round(rules) -> None:
    text = THREE.replace("【法 第二条】", "【法 第二条】\n    优先于：大额")
    (found,) = rules(text.format("    优先于：抢险\n", "    优先于：保密\n")).diagnostics
    assert (found.code, found.message) == ("N114", "“抢险”绕了一圈又回到自己，经过“大额”、“保密”")
    assert "优先于" in found.help and "优先于" in found.english_help
    assert rules(text.format("    优先于：抢险、大额\n", "")).codes == []
    assert rules(text.format("    优先于：抢险、大额、保密\n", "")).codes == ["N114"]


def test_what_is_written_against_what_is_special_may_lead_round_too(rules) -> None:
    text = THREE.replace("【法 第二条】", "【法 第二条】\n    优先于：保密").replace("当 重大", "当 抢险救灾，重大")
    (found,) = rules(text.format("    优先于：大额\n", "")).diagnostics
    assert (found.code, found.message) == ("N114", "“抢险”绕了一圈又回到自己，经过“保密”、“大额”")
    settled = text.replace("优先于：保密", "优先于：保密、大额")
    assert rules(settled.format("    优先于：大额\n", "")).codes == []


# --- from another file -------------------------------------------------------------

UPPER = (
    ACTS
    + """
规则 招标
  当 金额5万元以上
  应当 公开招标【规定 第一条】
  例外 抢险：当 抢险救灾【规定 第二条】
"""
)
LOWER = """
规则 涉密采购
  变通：招标
  当 涉密
  应当 询价【规定 第五条】
"""


def test_another_file_makes_an_exception(rules) -> None:
    made = rules(UPPER, LOWER.replace("当 涉密", "当 涉密，抢险救灾 为 否"))
    secret = record(涉密="是", 抢险救灾="否")
    assert made.verdict(secret, "招标") == "违规"
    assert made.findings(secret)["招标"].exception == "涉密采购"
    assert made.verdict({**secret, "经过": [{"步骤": "询价", "日期": "2024-03-01"}]}, "招标") == "合规"
    assert rules(UPPER).verdict(secret, "招标") == "违规"  # without the lower file
    assert rules(UPPER).findings(secret)["招标"].exception == ""


def test_an_exception_from_below_needs_an_order_too(rules) -> None:
    made = rules(UPPER, LOWER)
    assert made.codes == ["N120"]
    assert rules(UPPER, LOWER + "  优先于：抢险\n").codes == []


SEVERAL = (
    LOWER
    + """
规则 急事
  变通：招标
  当 重大
  应当 报备【规定 第六条】
"""
)


def test_exceptions_from_one_file_are_ordered_whichever_comes_first(rules) -> None:
    first = SEVERAL.replace("【规定 第五条】", "【规定 第五条】\n  优先于：抢险、急事") + "  优先于：抢险\n"
    second = SEVERAL.replace("【规定 第五条】", "【规定 第五条】\n  优先于：抢险") + "  优先于：抢险、涉密采购\n"
    both = record(涉密="是", 重大="是", 抢险救灾="否")
    assert rules(UPPER, first).findings(both)["招标"].exception == "涉密采购"
    assert rules(UPPER, second).findings(both)["招标"].exception == "急事"
    assert rules(UPPER, SEVERAL + "  优先于：急难\n").codes.count("M105") == 1


def test_exceptions_from_below_go_round_in_a_circle(rules) -> None:
    lower = SEVERAL.replace("【规定 第五条】", "【规定 第五条】\n  优先于：抢险、急事")
    upper = UPPER + "  例外 保密：当 涉密，重大【规定 第三条】\n    优先于：抢险\n"
    (found,) = [one for one in rules(upper, lower + "  优先于：保密\n").diagnostics if one.code == "N114"]
    assert found.message == "“急事”绕了一圈又回到自己，经过“保密”、“涉密采购”"
    assert found.span.file.endswith("r1.cunwu")


def test_what_belongs_to_an_exception_moves_with_it(rules) -> None:
    upper = UPPER + "  例外 大额抢险：当 金额50万元以上【规定 第三条】\n    针对：抢险\n"
    made = rules(
        upper, SEVERAL.replace("【规定 第五条】", "【规定 第五条】\n  优先于：抢险、急事") + "  优先于：抢险\n"
    )
    assert made.codes == []
    both = record("50万元", 涉密="否", 重大="否", 抢险救灾="是")
    assert made.verdict(both, "招标") == "违规"
    assert made.findings({**both, "重大": "是"})["招标"].exception == "急事"


def test_an_exception_of_an_exception_from_below(rules) -> None:
    made = rules(UPPER, LOWER.replace("当 涉密", "针对：抢险\n  当 重大").replace("  应当 询价", ""))
    urgent = record(抢险救灾="是")
    assert made.verdict({**urgent, "重大": "是"}, "招标") == "违规"
    assert made.verdict({**urgent, "重大": "否"}, "招标") == "不适用"


def test_a_lower_source_may_not_relieve(rules) -> None:
    lower = LOWER.replace("【规定 第五条】", "【约 第五条】").replace("当 涉密", "当 涉密，抢险救灾 为 否")
    made = rules(UPPER, lower)
    assert made.codes == ["N122"]
    assert made.diagnostics[0].related[0][0].file.endswith("r0.cunwu")
    permitting = UPPER.replace("  例外 抢险", "  准许变通：是\n  例外 抢险")
    assert rules(permitting, lower).codes == []


def test_the_rule_that_is_meant(rules) -> None:
    found = rules(UPPER, LOWER.replace("变通：招标", "变通：招表"))
    assert found.codes == ["N123"] and "招标" in found.diagnostics[0].help
    twice = UPPER + LOWER.replace("变通：招标\n", "").replace("涉密采购", "询价优先")
    assert rules(twice, LOWER.replace("变通：招标", "变通：“r0:招标”") + "  优先于：抢险\n").codes == []


# --- on which days an exception counts ------------------------------------------------

DAYS = "2020年1月1日起，2021年12月31日止"
SOURCES = """
依据 新规定：《某某规定（新）》（规范性文件）
  施行：2020年1月1日起，2021年12月31日止
依据 再规定：《某某规定（再）》（规范性文件）
  施行：2023年1月1日起
"""
DUTY = ACTS + "\n规则 招标\n  应当 公开招标【规定 第一条】\n"
RELIEF = "\n规则 涉密采购\n  变通：招标\n  当 涉密\n  【规定 第五条】\n"
ON_DAYS = {"2019-12-31": "违规", "2020-01-01": "不适用", "2021-12-31": "不适用", "2022-01-01": "违规", "": "待补充"}


def on_days(made, norm: str, days) -> dict[str, str]:
    """The verdict on a secret purchase by its day; '' for none."""
    cases = {day: {key: value for key, value in {**record(涉密="是"), "日期": day}.items() if value} for day in days}
    return {day: made.verdict(case, norm) for day, case in cases.items()}


@pytest.mark.parametrize(
    ("lower", "ruleset"),
    [
        (RELIEF.replace("变通：招标", f"变通：招标\n  施行：{DAYS}"), ""),
        (RELIEF, DAYS),
        (SOURCES + RELIEF.replace("规定 第五条", "新规定 第五条"), ""),
    ],
    ids=["its own days", "those of its ruleset", "those of its source"],
)
def test_an_exception_from_below_counts_only_while_its_rule_is_in_force(rules, lower, ruleset) -> None:
    made = rules(DUTY, lower, days=ruleset)
    assert on_days(made, "招标", ON_DAYS) == ON_DAYS
    assert made.verdict(record(涉密="否"), "招标") == "违规"


def test_on_each_stretch_of_days_of_its_sources_and_not_between(rules) -> None:
    made = rules(DUTY, SOURCES + RELIEF.replace("【规定 第五条】", "【新规定 第五条；再规定 第五条】"))
    days = {"2019-12-31": "违规", "2021-12-31": "不适用", "2022-01-01": "违规", "2023-01-01": "不适用"}
    assert on_days(made, "招标", days) == days


def test_an_exception_of_a_rule_counts_only_while_its_own_source_is_in_force(rules) -> None:
    made = rules(SOURCES + DUTY + "  例外 保密：当 涉密【新规定 第二条】\n")
    assert on_days(made, "招标", ON_DAYS) == ON_DAYS
    assert made.said({**record(涉密="是"), "日期": "2020-01-01"}, "招标").startswith("属于例外“保密”")


def test_of_days_on_which_the_rule_is_not_in_force_anyway_nothing_is_asked(rules) -> None:
    text = SOURCES + DUTY.replace("规定 第一条", "新规定 第一条") + "  例外 保密：当 涉密【{} 第二条】\n"
    assert [one.when for one in rules(text.format("规定")).last.program.norms[0].exceptions] == [
        one.when for one in rules(text.format("新规定")).last.program.norms[0].exceptions
    ]
    # Of sources that share no day with those of the rule the exception never counts.
    assert rules(text.format("再规定")).verdict({**record(涉密="是"), "日期": "2020-01-01"}, "招标") == "违规"


def test_the_day_is_that_by_which_the_norm_is_in_force(rules) -> None:
    """Without 日期 of the record its last event tells it; that of an occurrence comes before the record's."""
    made = rules(DUTY, SOURCES + RELIEF.replace("规定 第五条", "新规定 第五条"))
    late = [{"步骤": "报备", "日期": "2022-01-01"}]
    undated = {key: value for key, value in record(涉密="是", 经过=late).items() if key != "日期"}
    assert made.verdict(undated, "招标") == "违规"
    act = rules(
        ACTS + "规则 招标\n  行为：每次 报备\n  应当 公开招标，在报备之前【规定 第一条】\n",
        SOURCES + RELIEF.replace("规定 第五条", "新规定 第五条").replace("变通：招标", "变通：招标\n  行为：每次 报备"),
    )
    assert act.verdict(record(涉密="是", 经过=late), "招标") == "违规"
    assert act.verdict({**record(涉密="是", 经过=late), "日期": "2020-01-01"}, "招标") == "违规"
    undated = record(涉密="是", 经过=[{"步骤": "报备"}])
    assert act.verdict({**undated, "日期": "2021-12-31"}, "招标") == "不适用"


def test_the_exception_of_an_exception_keeps_to_the_days_of_both(rules) -> None:
    upper = SOURCES + DUTY + "  例外 保密：当 涉密【新规定 第二条】\n"
    made = rules(
        upper, RELIEF.replace("当 涉密", "针对：保密\n  施行：2021年1月1日起\n  当 重大").replace("采购", "重大")
    )
    days = {"2020-12-31": "不适用", "2021-01-01": "违规", "2022-01-01": "违规"}
    assert {day: made.verdict({**record(涉密="是", 重大="是"), "日期": day}, "招标") for day in days} == days


def test_under_transition_the_day_of_the_other_act_decides(rules) -> None:
    lower = SOURCES + RELIEF.replace("规定 第五条", "新规定 第五条").replace(
        "变通：招标", "变通：招标\n  时间效力：报备"
    )
    made = rules(DUTY, lower)
    days = {"2019-12-31": "违规", "2020-01-01": "不适用", "2022-01-01": "违规"}
    assert {day: made.verdict(record(涉密="是", 经过=[{"步骤": "报备", "日期": day}]), "招标") for day in days} == days
    assert "N103" in rules(DUTY, lower.replace("时间效力：报备", "时间效力：报配")).codes


# --- norms that contradict each other -----------------------------------------------

ASKED, DENIED = "\n规则 甲\n  应当 公开招标【{}】\n", "\n规则 乙\n  不得 公开招标【{}】\n"


@pytest.mark.parametrize(
    ("first", "second", "applies"),
    [("法 第一条", "规定 第一条", "甲"), ("规定 第一条", "法 第一条", "乙")],
)
def test_the_higher_source_prevails(rules, first, second, applies) -> None:
    findings = rules(ACTS + ASKED.format(first) + DENIED.format(second)).findings(record())
    assert [name for name, one in findings.items() if one.verdict.chinese != "不适用"] == [applies]
    loser = findings["乙" if applies == "甲" else "甲"]
    assert loser.exception == f"“{applies}”另有规定"


def test_of_one_rank_the_special_or_the_newer_prevails_and_else_both_are_shown(rules) -> None:
    same = ACTS + ASKED.format("法 第一条") + DENIED.format("法 第二条")
    (found,) = rules(same).diagnostics
    assert found.code == "N121" and found.related[0][0].line < found.span.line
    special = rules(same.replace("规则 乙\n", "规则 乙\n  当 涉密\n"))
    assert special.verdict(record(涉密="是"), "甲") == "不适用"
    assert special.verdict(record(涉密="否"), "甲") == "违规"
    assert special.verdict(record(), "甲") == "待补充"
    newer = "依据 新法：《某某法（新）》（法律）\n  施行：2020年1月1日起\n" + same.replace(
        "【法 第二条】", "【新法 第二条】"
    )
    assert rules(newer).verdict(record(), "甲") == "不适用"
    apart = same.replace("规则 乙\n", "规则 乙\n  当 涉密\n").replace("规则 甲\n", "规则 甲\n  当 并非 涉密\n")
    assert rules(apart).codes == []


OLDER_AND_NEWER = (
    """
依据 旧法：《某某法（旧）》（法律）
  施行：2010年1月1日起
依据 新法：《某某法（新）》（法律）
  施行：{}
"""
    + ACTS
    + ASKED.format("旧法 第一条")
    + DENIED.format("新法 第一条")
)


@pytest.mark.parametrize(("day", "verdict"), [("2019-12-31", "违规"), ("2020-01-01", "不适用"), ("", "待补充")])
def test_an_older_norm_gives_way_only_once_the_source_of_the_newer_is_in_force(rules, day, verdict) -> None:
    made = rules(OLDER_AND_NEWER.format("2020年1月1日起"))
    case = {key: value for key, value in {**record(), "日期": day}.items() if value}
    assert made.verdict(case, "甲") == verdict


def test_on_each_stretch_of_days_of_the_newer_and_not_between(rules) -> None:
    again = "依据 再行新法：《某某法（新）》（法律）\n  施行：2023年1月1日起\n"
    text = OLDER_AND_NEWER.format("2020年1月1日起，2021年12月31日止").replace("\n行为", f"\n{again}行为", 1)
    made = rules(text.replace("【新法 第一条】", "【新法 第一条；再行新法 第一条】"))
    days = {"2019-12-31": "违规", "2021-12-31": "不适用", "2022-01-01": "违规", "2023-01-01": "不适用"}
    assert {day: made.verdict({**record(), "日期": day}, "甲") for day in days} == days


def test_norms_whose_sources_have_no_day_in_common_leave_each_other_alone(rules) -> None:
    before, overlapping = "2005年1月1日起，2009年12月31日止", "2005年1月1日起，2010年1月1日止"
    assert rules(OLDER_AND_NEWER.format(before)).findings(record())["乙"].norm.exceptions == ()
    # Here the source of 甲 is the newer one.
    assert rules(OLDER_AND_NEWER.format(overlapping)).findings(record())["乙"].norm.exceptions != ()


def test_a_permission_lifts_a_prohibition_of_its_rank_and_none_above(rules) -> None:
    permission = "\n规则 丙\n  当 涉密\n  可以 公开招标【{}】\n"
    made = rules(ACTS + DENIED.format("条例 第一条") + permission.format("条例 第二条"))
    tender = [{"步骤": "公开招标", "日期": "2024-03-01"}]
    assert made.verdict(record(涉密="是", 经过=tender), "乙") == "不适用"
    assert made.verdict(record(涉密="否", 经过=tender), "乙") == "违规"
    assert rules(ACTS + DENIED.format("条例 第一条") + permission.format("约 第二条")).codes == ["N122"]


# --- parameters in layers -------------------------------------------------------------

LIMIT = (
    ACTS
    + """
参数 限额：{value}【法 第一条】
  下级：{latitude}
规则 招标
  当 金额不少于限额
  应当 公开招标【法 第一条】
"""
)


def test_a_lower_file_fills_in_what_is_left_open(rules) -> None:
    upper = LIMIT.replace("参数 限额", "参数 限额（金额）").replace("  下级：{latitude}\n", "").format(value="待填")
    assert rules(upper).verdict(record(), "招标") == "待补充"
    lower = "参数 限额：2024年1月1日起 5万元【规定 第一条】\n"
    assert rules(upper, lower).verdict(record(), "招标") == "违规"
    assert rules(upper, lower).verdict(record("4.9万元"), "招标") == "不适用"
    assert rules(upper, lower).verdict({**record(), "日期": "2023-12-31"}, "招标") == "待补充"
    assert rules(upper, "参数 限额：5日【规定 第一条】\n").codes == ["N125"]


@pytest.mark.parametrize(
    ("latitude", "value", "codes"),
    [
        ("只能降低", "3万元", []),
        ("只能降低", "5万元", []),
        ("只能降低", "6万元", ["N125"]),
        ("只能提高", "6万元", []),
        ("只能提高", "3万元", ["N125"]),
        ("自行规定", "6万元", []),
        ("固定不变", "5万元", ["N125"]),
        ("随便", "6万元", ["M105", "N125"]),
    ],
)
def test_a_lower_file_changes_a_value_only_as_far_as_it_may(rules, latitude, value, codes) -> None:
    made = rules(LIMIT.format(value="5万元", latitude=latitude), f"参数 限额：{value}【规定 第一条】\n")
    assert made.codes == codes
    if not codes:
        expected = "违规" if value in ("3万元", "5万元") else "不适用"
        assert made.verdict(record("5.5万元"), "招标") == expected


def test_without_a_word_about_it_a_value_stays(rules) -> None:
    upper = LIMIT.replace("  下级：{latitude}\n", "").format(value="5万元")
    assert rules(upper, "参数 限额：3万元【规定 第一条】\n").codes == ["N125"]
    assert rules(upper, "参数 限额：5万元【规定 第一条】\n").codes == []


def test_a_number_from_below_is_told_with_where_it_stands(rules) -> None:
    """The norm cites the source of the upper rule alone; the number that decides is another's."""
    upper = ACTS + "参数 份数：待填【法 第一条】\n规则 招标\n  应当 本案的金额不少于份数【法 第一条】\n"
    upper = upper.replace("参数 份数", "参数 份数（金额）")
    older = "参数 份数：2024年1月1日起 9万元【规定 第二条】\n  下级：只能提高\n"
    made = rules(upper, older, "参数 份数：2024年2月1日起 10万元【约 第三条】\n")
    assert "9万元（《某某规定》第二条）" in made.said({**record("8万元"), "日期": "2024-01-15"}, "招标")
    assert "10万元（《某村村规民约》第三条）" in made.said({**record("8万元"), "日期": "2024-03-15"}, "招标")
    own = upper.replace("待填", "9万元")
    assert "9万元" in (said := rules(own).said(record("8万元"), "招标")) and "《" not in said


def test_the_limit_for_which_a_norm_applies_is_told(rules) -> None:
    upper = LIMIT.replace("参数 限额", "参数 限额（金额）").replace("  下级：{latitude}\n", "").format(value="待填")
    lower = "参数 限额：2024年1月1日起 5万元【规定 第一条】\n"
    said = rules(upper, lower).said(record(), "招标")
    assert "不少于限额5万元（《某某规定》第一条）" in said
    flag = ACTS + "参数 须报备（是否）：待填【法 第一条】\n规则 报\n  当 须报备\n  应当 报备【法 第一条】\n"
    assert "须报备：是（《某某规定》第二条）" in rules(flag, "参数 须报备：是【规定 第二条】\n").said(record(), "报")


def test_the_caveats_of_a_number_go_with_the_norms_that_use_it(rules) -> None:
    upper = ACTS + "参数 甲限（金额）：待填【法 第一条】\n参数 乙限（金额）：待填【法 第一条】\n"
    upper += "规则 甲\n  当 金额不少于甲限\n  应当 公开招标【法 第一条】\n"
    upper += "规则 乙\n  当 金额不少于乙限\n  应当 公开招标【法 第一条】\n"
    lower = "参数 甲限：1万元【规定 第一条】\n  待确认：“甲”\n参数 乙限：1万元【规定 第一条】\n  待确认：“丙”\n"
    findings = rules(upper, lower).findings(record())
    assert [findings[name].norm.caveats for name in "甲乙"] == [("待地方确认：甲",), ("待地方确认：丙",)]
