"""What would make a truth true: the nearest numbers, days, documents, acts; on both sides of each boundary."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from dsl.norms.nodes import (
    Act,
    And,
    Arithmetic,
    Bound,
    Coalesce,
    Compare,
    Const,
    DaysBetween,
    Due,
    EventFact,
    Exists,
    ForAll,
    Happened,
    HasDocument,
    Headcount,
    IsTrue,
    Not,
    OneOf,
    Op,
    Or,
    Pick,
    Scale,
    Stated,
    Total,
    Which,
    Within,
)
from dsl.values import FieldType, Period
from engine.advice.alternatives import merged
from engine.advice.changes import AddStep, StateFact, StateOfStep, applied, dated, day_of
from engine.advice.changes import Bound as Limit
from engine.advice.kit import Kit, View
from engine.advice.numbers import earliest_start, end_for, latest_start, nearest_number, start_for
from engine.advice.solve_norm import turning
from engine.advice.texts import changes_text
from engine.findings.nodes import Verdict
from engine.interpret.evaluator import compile_programs
from engine.records.nodes import DecisionRecord
from tests.engine.interpret.build import (
    CURRENT,
    DAY,
    UNTIL,
    at_least,
    count,
    current,
    event,
    exception,
    fact,
    more_than,
    norm,
    picked,
    program,
)

TODAY = date(2026, 4, 20)
DAYS, WORKDAYS, DATE, LIST = FieldType.DAYS, FieldType.WORKDAYS, FieldType.DATE, FieldType.LIST
TWO_THIRDS = at_least(current("实到"), Scale(fact("组成人员"), Fraction(2, 3)))
HALF = more_than(current("同意"), Scale(current("实到"), Fraction(1, 2)))


def ways(one, *events, wanted=Verdict.COMPLIANT, closed=False, lifted=False, **facts):
    """The changes that turn a norm, told; each is checked by the evaluator."""
    kit = Kit(compile_programs([program(one)]))
    record = DecisionRecord(events=events, facts=facts, events_complete=closed)
    found = turning(View(kit, record, TODAY), one.id, wanted, lifted=lifted)
    good = []
    for changes in found:
        after = View(kit, applied(record, changes), day_of(changes, TODAY))
        accepted = {wanted, Verdict.NOT_APPLICABLE} if lifted else {wanted}
        if after.finding(one.id).verdict in accepted:
            good.append(changes_text(changes, record, TODAY))
    return good


def met(**facts):
    return event("决议", "2026-04-10", **facts)


@pytest.mark.parametrize(("members", "least"), [(48, 32), (47, 32), (46, 31)])
def test_two_thirds_are_told_in_heads(members, least):
    assert ways(norm(TWO_THIRDS, "决议"), met(实到=20), 组成人员=members)[0] == (
        f"“决议”的实到不少于{least}人（现为20人）"
    )


@pytest.mark.parametrize(("present", "least"), [(32, 17), (33, 17)])
def test_a_majority_is_more_than_half(present, least):
    assert ways(norm(HALF, "决议"), met(实到=present, 同意=1))[0] == f"“决议”的同意不少于{least}人（现为1人）"


def test_what_is_met_needs_no_change():
    assert ways(norm(TWO_THIRDS, "决议"), met(实到=32), 组成人员=48) == [""]


def test_the_contrary_is_the_other_side_of_the_boundary():
    told = ways(norm(TWO_THIRDS, "决议"), met(实到=32), 组成人员=48, wanted=Verdict.VIOLATED)
    assert told[0] == "“决议”的实到不超过31人（现为32人）"


def test_a_number_that_is_worked_out_moves_by_its_parts():
    whole = Coalesce(fact("组成人员"), Arithmetic("-", fact("村民代表"), fact("双重身份人数")))
    one = norm(at_least(current("实到"), whole), "决议")
    assert ways(one, met(实到=40), 村民代表=43, 双重身份人数=2) == [
        "“决议”的实到不少于41人（现为40人）",
        "村民代表不超过42人（现为43人）",
        "双重身份人数不少于3人（现为2人）",
    ]
    assert "写明村民代表不超过42人" in ways(one, met(实到=40), 双重身份人数=2)


def test_money_above_a_limit_is_a_yuan_more():
    one = norm(more_than(fact("金额", FieldType.MONEY), Const(50_000, FieldType.MONEY)))
    assert ways(one, 金额=50_000) == ["金额不少于50001元（现为5万元）"]


def test_a_posting_is_lengthened_at_either_end():
    one = norm(at_least(DaysBetween(DAY, UNTIL, DAYS), Const(15, DAYS)), "公示")
    assert ways(one, event("公示", "2026-04-01", 止=date(2026, 4, 15))) == [
        "“公示”的止不早于2026年4月16日（现为2026年4月15日）",
        "“公示”的日期不晚于2026年3月31日（现为2026年4月1日）",
    ]


def test_a_posting_that_still_runs_goes_on():
    one = norm(at_least(DaysBetween(DAY, UNTIL, DAYS), Const(15, DAYS)), "公示")
    assert ways(one, event("公示", "2026-04-10")) == ["“公示”继续到2026年4月25日"]


def test_a_period_ends_after_the_rest_days():
    late = norm(Within(current("备案日", DATE), DAY, Period(10, DAYS)), "签约")
    assert ways(late, event("签约", "2026-02-05", 备案日=date(2026, 3, 3)))[0] == (
        # 15 February 2026 is the first day of the Spring Festival's rest days, which end on the 23rd
        "“签约”的备案日不晚于2026年2月24日（现为2026年3月3日）"
    )
    assert ways(late, event("签约", "2026-03-02", 备案日=date(2026, 3, 13)))[0] == (
        "“签约”的备案日不晚于2026年3月12日（现为2026年3月13日）"
    )


def test_the_start_of_a_period_can_be_later_too():
    late = norm(Within(current("备案日", DATE), DAY, Period(10, DAYS)), "签约")
    assert "“签约”的日期不早于2026年3月3日（现为2026年3月2日）" in ways(
        late, event("签约", "2026-03-02", 备案日=date(2026, 3, 13))
    )


def test_documents_are_brought_or_told():
    one = norm(HasDocument(CURRENT, "会议记录"), "决议")
    assert ways(one, met()) == ["写明“决议”有材料：会议记录"]
    lacking = event("决议", "2026-04-10", without=("会议记录",))
    assert ways(one, lacking) == ["补齐“决议”的材料：会议记录（只补真实有过的，不得倒签日期）"]


def test_an_act_that_must_come_after_can_be_done_today():
    filed = Exists(Act(("备案",)), "b", Compare(Op.GE, EventFact(Bound("b"), "日期", DATE), DAY))
    assert ways(norm(filed, "签约"), event("签约", "2026-04-10"), closed=True) == [
        "办理“备案”：日期不早于2026年4月20日",
        "当初办过“备案”：日期不早于2026年4月10日",
    ]


def test_an_act_that_must_come_before_is_supplied_or_past():
    before = Exists(Act(("公示",)), "b", Compare(Op.LT, EventFact(Bound("b"), "日期", DATE), DAY))
    assert ways(norm(before, "决议"), met())[0] == "确实办过“公示”的，补写这一步：日期不晚于2026年4月9日"
    assert ways(norm(before, "决议"), met(), event("公示", "2026-04-10"))[:3] == [
        "“公示”的日期不晚于2026年4月9日（现为2026年4月10日）",
        "“决议”的日期不早于2026年4月11日（现为2026年4月10日）",
        "当初办过“公示”：日期不晚于2026年4月9日",
    ]


def test_an_act_that_must_not_have_been_is_told_not_to_have_been():
    assert ways(norm(Not(Happened(Act(("签约",)))), "决议"), met()) == ["确实没有“签约”的，写明没有"]


def test_all_occurrences_must_be_so():
    every = ForAll(Act(("公示",)), "p", Compare(Op.LE, EventFact(Bound("p"), "日期", DATE), DAY))
    assert ways(norm(every, "决议"), met(), event("公示", "2026-04-12"))[0] == ("把“公示”在记录里写明结果作废")


def test_each_occurrence_that_is_wrong_has_to_change():
    told = ways(norm(TWO_THIRDS, "决议"), met(实到=30), event("决议", "2026-04-12", 实到=20), 组成人员=48)
    assert told[0] == (
        "2026年4月10日的“决议”的实到不少于32人（现为30人）；2026年4月12日的“决议”的实到不少于32人（现为20人）"
    )


def test_of_any_occurrence_one_is_enough():
    one = norm(TWO_THIRDS, Act(("决议",), Which.ANY))
    told = ways(one, met(实到=30), event("决议", "2026-04-12", 实到=20), 组成人员=48)
    assert "2026年4月12日的“决议”的实到不少于32人（现为20人）" in told


def test_an_exception_lifts_a_norm_or_asks_less():
    emergency = exception("抢险救灾", IsTrue(fact("抢险救灾", FieldType.FLAG)))
    one = norm(TWO_THIRDS, "决议", exceptions=(emergency,))
    assert "写明“抢险救灾”为是" in ways(one, met(实到=30), 组成人员=48, lifted=True)
    less = exception("应急", IsTrue(fact("应急", FieldType.FLAG)), at_least(current("实到"), count(24)))
    told = ways(norm(TWO_THIRDS, "决议", exceptions=(less,)), met(实到=20), 组成人员=48)
    assert "写明“应急”为是；“决议”的实到不少于24人（现为20人）" in told


def test_texts_take_one_of_the_options():
    one = norm(OneOf(current("表决方式", FieldType.CHOICE), frozenset({"举手", "无记名投票"})), "决议")
    assert ways(one, met(表决方式="书面表决")) == [
        "“决议”的表决方式是“无记名投票”（现为书面表决）",
        "“决议”的表决方式是“举手”（现为书面表决）",
    ]


def test_a_list_gains_a_name():
    one = norm(OneOf(current("列席", LIST), frozenset({"监督委员会"})), "决议")
    assert ways(one, met(列席=frozenset({"镇干部"}))) == ["“决议”的列席包括监督委员会、镇干部（现为镇干部）"]


def test_lists_that_share_a_name_are_parted():
    heads = Headcount((current("表决人", LIST), current("利害关系人", LIST)), True)
    one = norm(Compare(Op.EQ, heads, count(0)), "决议")
    told = ways(one, met(表决人=frozenset({"甲", "乙"}), 利害关系人=frozenset({"乙", "丙"})))
    assert told[0] == "“决议”的表决人包括甲（现为乙、甲）"


def test_a_total_moves_by_its_parts():
    total = Total(Act(("签约",)), "成交价", FieldType.MONEY, (), None)
    one = norm(Compare(Op.LE, total, Const(100, FieldType.MONEY)), "签约")
    told = ways(one, event("签约", "2026-04-01", 成交价=60), event("签约", "2026-04-02", 成交价=60))
    assert told[0].endswith("的成交价不超过40元（现为60元）")


def test_a_number_of_times_is_reached_by_doing_it_again():
    times = Total(Act(("讨论",)), "", FieldType.TIMES, (), None)
    one = norm(at_least(times, Const(2, FieldType.TIMES)), "决议")
    assert ways(one, met(), event("讨论", "2026-04-01"))[0] == "办理“讨论”：日期不早于2026年4月20日"
    assert ways(one, met())[0] == "确实办过“讨论”的，补写这一步"  # told once, done twice


def test_a_fact_of_another_act_may_be_stated_with_the_act():
    one = norm(Compare(Op.LE, picked("公示", "止"), DAY), "决议")
    told = ways(one, met())
    assert told == ["确实办过“公示”的，补写这一步：止不晚于2026年4月10日"]


def test_a_last_day_counts_from_a_start_that_moves():
    one = norm(Compare(Op.GE, Due(current("受理日", DATE), Period(10, WORKDAYS)), DAY), "办结")
    told = ways(one, event("办结", "2026-04-20", 受理日=date(2026, 4, 1)))
    assert told[0] == "“办结”的受理日不早于2026年4月3日（现为2026年4月1日）"


def test_what_need_only_be_stated_may_be_anything():
    assert ways(norm(Stated(current("实到")), "决议"), met()) == ["写明“决议”的实到"]
    assert ways(norm(Stated(fact("户数"))), 日期=TODAY) == ["写明户数"]


def test_conditions_can_be_denied():
    one = norm(TWO_THIRDS, "决议", when=IsTrue(fact("重大", FieldType.FLAG)))
    assert ways(one, met(实到=20), 组成人员=48, 重大=True, wanted=Verdict.NOT_APPLICABLE) == ["“重大”为否（现为是）"]


def test_one_part_of_several_is_enough():
    either = norm(Or((TWO_THIRDS, IsTrue(current("书面", FieldType.FLAG)))), "决议")
    assert ways(either, met(实到=20), 组成人员=48)[0] == "写明“决议”的“书面”为是"


def test_all_parts_are_needed():
    recorded = And((TWO_THIRDS, HasDocument(CURRENT, "会议记录")))
    assert ways(norm(recorded, "决议"), met(实到=20), 组成人员=48)[0] == (
        "“决议”的实到不少于32人（现为20人）；写明“决议”有材料：会议记录"
    )


def test_an_act_that_is_not_listed_is_supplied_as_it_must_be():
    told = ways(norm(TWO_THIRDS, "决议"), 组成人员=48)
    assert "办理“决议”：日期不早于2026年4月20日，实到不少于32人" in told


def test_two_bounds_on_one_fact_become_the_stricter():
    def least(value):
        return (StateFact("户数", value, FieldType.HOUSEHOLDS, Limit.LEAST),)

    most = (StateFact("户数", 5, FieldType.HOUSEHOLDS, Limit.MOST),)
    assert merged(least(3), least(4)) == least(4)
    assert merged(least(3), most) == least(3)
    assert merged(least(6), most) is None


def test_one_added_step_serves_both_parts():
    heads = StateOfStep("公示", 0, "实到", 3, FieldType.PERSONS, Limit.LEAST)
    one, other = AddStep("公示", (dated("公示", TODAY),)), AddStep("公示", (heads,), ("照片",))
    assert merged((one,), (other,)) == (AddStep("公示", (dated("公示", TODAY), heads), ("照片",)),)


@pytest.mark.parametrize("op", list(Op))
@pytest.mark.parametrize("limit", [Fraction(7, 2), 3, Fraction(10)])
@pytest.mark.parametrize("kind", [FieldType.PERSONS, FieldType.MONEY])
def test_the_nearest_number_is_the_first_that_satisfies(op, limit, kind):
    from engine.interpret.truths import OPERATORS

    found = nearest_number(op, limit, kind)
    if found is None:
        assert op is Op.EQ and kind is FieldType.PERSONS
        return
    assert OPERATORS[op](found, limit)
    step = {Op.GE: -1, Op.GT: -1, Op.LE: 1, Op.LT: 1}.get(op)
    if step is not None and kind is FieldType.PERSONS:
        assert not OPERATORS[op](found + step, limit)


@pytest.mark.parametrize("unit", [DAYS, WORKDAYS])
@pytest.mark.parametrize("op", [Op.GE, Op.GT, Op.LE, Op.LT])
@pytest.mark.parametrize("day", [date(2026, 4, 30), date(2026, 5, 3), date(2026, 2, 14), date(2026, 6, 10)])
def test_ends_and_starts_are_the_nearest(unit, op, day):
    from datetime import timedelta

    from engine import calendar
    from engine.interpret.truths import OPERATORS

    def between(start, end):
        return calendar.working_days_between(start, end) if unit is WORKDAYS else (end - start).days

    one = timedelta(days=1)
    end, start = end_for(day, op, 7, unit), start_for(day, op, 7, unit)
    sign = -1 if op in (Op.GE, Op.GT) else 1
    assert end is not None and start is not None
    assert OPERATORS[op](between(day, end), 7) and not OPERATORS[op](between(day, end + sign * one), 7)
    assert OPERATORS[op](between(start, day), 7) and not OPERATORS[op](between(start - sign * one, day), 7)


@pytest.mark.parametrize("period", [Period(10, DAYS), Period(5, WORKDAYS), Period(2, FieldType.MONTHS)])
def test_starts_of_periods_are_the_nearest(period):
    from datetime import timedelta

    from engine import calendar

    day, one = date(2026, 5, 11), timedelta(days=1)
    first, last = earliest_start(day, period), latest_start(day, period)
    assert first is not None and last is not None
    dues = [calendar.due(start, period) or date.min for start in (first, first - one, last, last + one)]
    assert dues[0] >= day > dues[1]
    assert dues[2] <= day < dues[3]


def test_the_calendar_ends_where_the_arrangement_does():
    assert earliest_start(date(2050, 1, 1), Period(10, DAYS)) is None
    assert end_for(date(2050, 1, 1), Op.GE, 3, WORKDAYS) is None
    assert end_for(date.max, Op.GE, 3, DAYS) is None


def test_an_unknown_occurrence_by_place_is_left_open():
    undated = [event("公示", 止=date(2026, 4, 1)), event("公示", "2026-04-02")]
    one = norm(Compare(Op.LE, EventFact(Pick(Act(("公示",), Which.LAST)), "止", DATE), DAY), "决议")
    assert ways(one, met(), *undated) == []
