"""What scenarios try: verdicts, exceptions, and both sides of every boundary."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from dsl.norms.nodes import Compare, Const, Due, Fact, Op, Within
from dsl.values import FieldType, Number, Period
from engine.coverage import BoundaryCoverage, Collector, Coverage
from engine.coverage.boundaries import Position, position
from engine.coverage.wording import boundary_text
from engine.findings.nodes import Reason, Verdict
from engine.scenarios import ScenarioRunner
from rulesets.loader import load
from tests.engine.test_scenarios import HEAD

RULES = f"""{HEAD}  例外 抢险救灾：当 类别属于“抢险救灾”【法 第五条】
  准许变通：是
规则 报备公布
  行为：每次 决议
  当 金额超过10万元
  应当 主体属于“村民代表会议”【法 第六条】
参数 限额（金额）：待填【无上位依据：本村】
规则 待定
  行为：每次 决议
  当 金额超过限额
  应当 主体属于“村民代表会议”【法 第六条】
"""


@pytest.fixture
def covered(tmp_path: Path):
    """The coverage of scenarios, each given by its facts and conclusion."""

    def cover(*scenarios: tuple[str, str], rules: str = RULES) -> Coverage:
        text = rules + "".join(
            f"用例 “{number}”\n  程序：简易决策\n  {facts}\n  结论：{conclusion}\n"
            for number, (facts, conclusion) in enumerate(scenarios, 1)
        )
        path = tmp_path / "试验.cunwu"
        path.write_text(text, "utf-8")
        library = load([str(path)])
        assert [found.message for found in library.diagnostics] == []
        runner, ruleset = ScenarioRunner(library.rulesets, library.programs), library.rulesets[-1]
        collector = Collector(ruleset, runner.norms(ruleset))
        for run in runner.runs(ruleset, apart=True):
            collector.add(run)
        return collector.coverage()

    return cover


def of(coverage: Coverage, name: str):
    return next(one for one in coverage.norms if one.norm.name.endswith(name))


def boundary(coverage: Coverage, text: str) -> BoundaryCoverage:
    (found,) = [one for one in coverage.boundaries if boundary_text(one.boundary) == text]
    return found


def names(sightings) -> list[str]:
    return [one.scenario for one in sightings]


def test_only_what_a_scenario_states_counts_as_covered(covered):
    coverage = covered(
        ("组成人员：48    决议：2024年3月5日，实到32", "合规 决议·到会"),
        ("组成人员：48    决议：2024年3月5日，实到31", "不合规"),
        ("决议：2024年3月5日，实到31", "待补充 决议·到会（缺 组成人员）"),
    )
    norm = of(coverage, "决议·到会")
    assert names(norm.of(Verdict.COMPLIANT).stated) == ["1"]
    assert not norm.of(Verdict.VIOLATED).covered and names(norm.of(Verdict.VIOLATED).all) == ["2"]
    assert norm.lacking == (Verdict.VIOLATED, Verdict.NOT_APPLICABLE)
    assert (coverage.scenarios, coverage.stated(Verdict.COMPLIANT), coverage.stated(Verdict.VIOLATED)) == (3, 1, 0)


def test_a_wrong_statement_covers_nothing(covered):
    coverage = covered(("组成人员：48    决议：2024年3月5日，实到31", "合规 决议·到会；违规 到会（理由 “缺9人”）"))
    norm = of(coverage, "决议·到会")
    assert not norm.of(Verdict.COMPLIANT).all
    assert names(norm.of(Verdict.VIOLATED).all) == ["1"] and not norm.of(Verdict.VIOLATED).covered


def test_an_exception_is_covered_where_it_held_and_that_is_stated(covered):
    facts = "金额：12万元    类别：抢险救灾    决议：2024年3月5日"
    assert covered((facts, "不适用 报备")).exceptions[0].seen.covered
    (seen,) = covered((facts, "待补正")).exceptions
    assert (seen.norm.name, seen.name, seen.seen.covered, names(seen.seen.all)) == ("报备", "抢险救灾", False, ["1"])
    (never,) = covered(("金额：12万元    类别：其他    决议：2024年3月5日", "待补充 报备")).exceptions
    assert not never.seen.all


def test_both_sides_of_a_part_of_a_number(covered):
    coverage = covered(
        ("组成人员：48    决议：2024年3月5日，实到32", "合规 决议·到会"),
        ("组成人员：48    决议：2024年3月5日，实到31", "违规 决议·到会"),
        ("组成人员：48    决议：2024年3月5日，实到40", "合规 决议·到会"),
    )
    seen = boundary(coverage, "实到不少于组成人员的三分之二")
    assert (names(seen.met.all), names(seen.missed.all), seen.covered) == (["1"], ["2"], True)
    assert seen.met.all[0].detail == "32人（界限32人）"
    assert seen.nearest_met is not None and seen.nearest_met.scenario == "3"
    assert seen.nearest_missed is None


def test_the_nearest_is_kept_where_no_record_lies_at_a_boundary(covered):
    coverage = covered(
        ("组成人员：48    决议：2024年3月5日，实到20", "违规 决议·到会"),
        ("组成人员：48    决议：2024年3月5日，实到29", "违规 决议·到会"),
        ("组成人员：48    决议：2024年3月5日，实到25", "违规 决议·到会"),
    )
    seen = boundary(coverage, "实到不少于组成人员的三分之二")
    assert not seen.met.all and not seen.missed.all and not seen.covered
    assert seen.nearest_missed is not None and seen.nearest_missed.detail == "29人（界限32人）"


def test_a_condition_on_the_whole_record_is_one_boundary_for_all_its_norms(covered):
    coverage = covered(
        ("金额：10万元    决议：2024年3月5日", "不适用 报备"),
        ("金额：100001元    类别：其他    决议：2024年3月5日    备案：2024年3月6日", "合规 报备"),
    )
    seen = boundary(coverage, "金额超过10万元")
    assert [norm.name for norm in seen.boundary.norms] == ["报备", "报备公布"]
    assert (names(seen.met.stated), names(seen.missed.stated)) == (["2"], ["1"])


def test_a_limit_that_is_left_open_is_no_boundary(covered):
    coverage = covered(("金额：10万元    决议：2024年3月5日", "待补充 待定"))
    assert not [one for one in coverage.boundaries if "限额" in boundary_text(one.boundary)]


def test_the_last_day_of_a_period_and_the_day_of_the_check(covered):
    # 25 April 2024 and ten days: 5 May is a holiday, so the last day is 6 May.
    facts = "金额：12万元    类别：其他    决议：2024年4月25日"
    coverage = covered(
        (f"{facts}    备案：2024年5月6日", "合规 报备"),
        (f"{facts}    备案：2024年5月7日", "违规 报备"),
        (f"{facts}    经过完整：是    审查日：2024年5月6日", "未到期 报备"),
        (f"{facts}    经过完整：是    审查日：2024年5月7日", "违规 报备"),
    )
    within = boundary(coverage, "备案在决议之后10日内")
    assert (names(within.met.stated), names(within.missed.stated)) == (["1"], ["2"])
    deadline = boundary(coverage, "审查日不晚于期限")
    assert "3" in names(deadline.met.stated) and "4" in names(deadline.missed.stated)


def test_the_days_of_a_posting(covered):
    coverage = covered(
        ("公示：2024年3月4日至2024年3月7日止", "合规 公示·公示"),
        ("公示：2024年3月4日至2024年3月6日止", "违规 公示·公示"),
    )
    assert boundary(coverage, "公示的日数不少于3日").covered


LOTS = f"""{HEAD}行为 签约：“签订合同”
词汇 承包人（contractor）：经过，文字，“x”
词汇 合同金额（price）：经过，金额，“x”
规则 化整为零
  行为：签约
  当 签约的合同金额合计（同一承包人，12个月内）5万元以上
  应当 备案，在签约之后10日内【法 第五条】
规则 总额
  行为：每次 签约
  应当 签约的次数（12个月内）不超过2次【法 第六条】
"""


def lots(*signed: tuple[str, str]) -> str:
    return "    ".join(f"签约：2024年{day}，承包人“甲”，合同金额{amount}" for day, amount in signed)


def test_a_total_lies_at_its_limit_at_whichever_occurrence(covered):
    coverage = covered(
        (lots(("3月5日", "2万元"), ("4月1日", "29900元")), "不适用 化整为零"),
        (lots(("3月5日", "2万元"), ("4月1日", "3万元"), ("5月6日", "9万元")), "待补充 化整为零"),
        rules=LOTS,
    )
    seen = boundary(coverage, "签约的合同金额合计（同一承包人，12个月内）不少于5万元")
    assert names(seen.missed.stated) == ["1"]
    assert seen.missed.all[0].detail == "4.99万元（界限5万元）"
    assert names(seen.met.stated) == ["2"]


def test_occurrences_that_come_to_something_else_decide_nothing(covered):
    facts = lots(("3月5日", "1元"), ("4月1日", "1元"), ("5月6日", "1元"))
    seen = boundary(covered((facts, "违规 总额"), rules=LOTS), "签约的次数（12个月内）不超过2次")
    assert (names(seen.missed.stated), names(seen.met.all)) == (["1"], [])
    facts = lots(("3月5日", "1元"), ("4月1日", "1元"))
    seen = boundary(covered((facts, "合规 总额"), rules=LOTS), "签约的次数（12个月内）不超过2次")
    assert (names(seen.met.stated), seen.met.all[0].detail) == (["1"], "2次（界限2次）")


def test_both_sides_of_every_meeting_are_looked_at(covered):
    facts = "组成人员：48    决议：2024年3月5日，实到40    决议：2024年4月5日，实到32"
    seen = boundary(covered((facts, "合规 决议·到会")), "实到不少于组成人员的三分之二")
    assert names(seen.met.stated) == ["1"]
    facts = "组成人员：48    决议：2024年3月5日，实到20    决议：2024年4月5日，实到32"
    seen = boundary(covered((facts, "违规 决议·到会")), "实到不少于组成人员的三分之二")
    assert not seen.met.all and seen.nearest_missed is not None


def test_exceptions_that_a_ruleset_makes_of_norms_above_are_its_own(tmp_path, covered):
    covered(("决议：2024年3月5日", "待补正"))
    lower = tmp_path / "村.cunwu"
    lower.write_text(
        "规则集 “村”\n  上位：“试验”\n依据 村规：《村规》（村规民约）\n"
        "规则 小额不报\n  变通：报备\n  当 类别属于“小额”【村规 第一条】\n"
        "用例 “一”\n  金额：12万元    类别：小额\n  决议：2024年3月5日\n  结论：不适用 报备\n",
        "utf-8",
    )
    library = load([str(lower)])
    assert [found.message for found in library.diagnostics] == []
    runner, ruleset = ScenarioRunner(library.rulesets, library.programs), library.rulesets[-1]
    collector = Collector(ruleset, runner.norms(ruleset))
    for run in runner.runs(ruleset, apart=True):
        collector.add(run)
    coverage = collector.coverage()
    assert [(one.norm.name, one.name, one.seen.covered) for one in coverage.exceptions] == [("报备", "小额不报", True)]
    assert coverage.norms == ()


# --- one comparison ---------------------------------------------------------------------


def at(op: Op, value: Number, limit: Number, kind: FieldType) -> tuple[bool, bool]:
    expr = Compare(op, Fact("数", kind), Const(limit, kind))
    seen = position(expr, Reason("要求", expr, None, ((expr.left, value),)))
    assert isinstance(seen, Position)
    return seen.met, seen.exact


@pytest.mark.parametrize(("op", "met", "missed"), [(Op.GE, 10, 9), (Op.GT, 11, 10), (Op.LE, 10, 11), (Op.LT, 9, 10)])
def test_whole_numbers_have_a_last_one_that_meets_and_a_first_that_does_not(op, met, missed):
    for value in range(5, 16):
        assert at(op, value, 10, FieldType.PERSONS) == (
            value >= met if op in (Op.GE, Op.GT) else value <= met,
            value in (met, missed),
        )


@pytest.mark.parametrize("op", [Op.GE, Op.GT, Op.LE, Op.LT])
def test_money_lies_at_the_limit_or_a_fiftieth_beside_it(op):
    cases = {
        value: at(op, value, 50000, FieldType.MONEY) for value in (48999, 49000, 49999, 50000, 50001, 51000, 51001)
    }
    assert cases[50000][1]
    included = op in (Op.GE, Op.LE)
    beyond = [value for value, (met, _) in cases.items() if met is not included]
    assert [value for value in beyond if cases[value][1] and value != 50000] == (
        [49000, 49999] if beyond[0] < 50000 else [50001, 51000]
    )
    assert not any(cases[value][1] for value in cases if value not in beyond and value != 50000)


def test_a_constant_on_the_left_is_the_limit():
    expr = Compare(Op.GE, Const(10, FieldType.PERSONS), Fact("数", FieldType.PERSONS))
    seen = position(expr, Reason("要求", expr, None, ((expr.right, 11),)))
    assert seen is not None
    assert (seen.met, seen.exact, seen.detail) == (False, True, "11人（界限10人）")


@pytest.mark.parametrize(
    ("day", "met", "exact"),
    [
        (date(2024, 3, 28), True, False),
        (date(2024, 3, 29), True, True),
        (date(2024, 3, 30), False, True),
        (date(2024, 3, 31), False, False),
        (date(2024, 4, 1), False, True),  # the next working day
        (date(2024, 4, 2), False, False),
    ],
)
def test_next_to_a_last_day_lie_the_next_day_and_the_next_working_day(day, met, exact):
    expr = Within(Fact("日", FieldType.DATE), Const(date(2024, 3, 1), FieldType.DATE), Period(20, FieldType.WORKDAYS))
    operands = ((expr.day, day), (Due(expr.start, expr.period), date(2024, 3, 29)))
    seen = position(expr, Reason("要求", expr, met, operands))
    assert seen is not None
    assert (seen.met, seen.exact) == (met, exact)


def test_a_day_before_the_period_begins_lies_at_no_boundary():
    expr = Within(Fact("日", FieldType.DATE), Const(date(2024, 3, 1), FieldType.DATE), Period(5, FieldType.DAYS))
    before = date(2024, 3, 1) - timedelta(days=1)
    assert position(expr, Reason("要求", expr, False, ((expr.day, before),))) is None
    assert position(expr, Reason("要求", expr, None, ((expr.day, None),))) is None


def test_every_bundled_boundary_has_words_in_both_languages():
    library = load()
    runner = ScenarioRunner(library.rulesets, library.programs)
    for ruleset in library.rulesets:
        for one in Collector(ruleset, runner.norms(ruleset)).coverage().boundaries:
            chinese, english = boundary_text(one.boundary), boundary_text(one.boundary, "en")
            assert chinese and "None" not in chinese
            assert english and "None" not in english
