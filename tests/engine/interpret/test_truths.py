"""Each kind of expression: when it is true, false and unknown. Both evaluators are asked."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from dsl.norms.nodes import (
    Act,
    And,
    Arithmetic,
    Bound,
    ByReading,
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
    IsTrue,
    Not,
    OneOf,
    Op,
    Or,
    Pick,
    Scale,
    Stated,
    Which,
    Within,
)
from dsl.values import FieldType, Interval, Period
from engine.interpret.codes import Code
from tests.engine.interpret.build import (
    CURRENT,
    DAY,
    UNTIL,
    at_least,
    count,
    current,
    day,
    event,
    fact,
    judge,
    more_than,
    norm,
    parameter,
    picked,
    record,
    since,
    verdict,
)

TRUTHS = {"合规": True, "违规": False, "待补充": None}
TWO_THIRDS = Scale(fact("组成人员"), Fraction(2, 3))
DAYS, WORKDAYS = FieldType.DAYS, FieldType.WORKDAYS


def holds(truth, facts, act=None):
    """What a truth comes to, as the requirement of a norm that always applies."""
    return TRUTHS[verdict(norm(truth, act), facts)]


def flag(name):
    return IsTrue(fact(name, FieldType.FLAG))


def kleene(truth, **flags):
    return holds(truth, record(**{name: value for name, value in flags.items() if value is not None}))


VALUES = (True, False, None)


@pytest.mark.parametrize("left", VALUES)
@pytest.mark.parametrize("right", VALUES)
def test_connectives_are_strong_kleene(left, right):
    both = kleene(And((flag("甲"), flag("乙"))), 甲=left, 乙=right)
    either = kleene(Or((flag("甲"), flag("乙"))), 甲=left, 乙=right)
    assert both is (False if False in (left, right) else None if None in (left, right) else True)
    assert either is (True if True in (left, right) else None if None in (left, right) else False)
    assert kleene(Not(flag("甲")), 甲=left) is (None if left is None else not left)


def test_and_of_nothing_is_true_and_or_of_nothing_false():
    assert holds(And(()), record()) is True
    assert holds(Or(()), record()) is False


@pytest.mark.parametrize(("present", "expected"), [(32, True), (31, False), (33, True)])
def test_two_thirds_of_48_is_32(present, expected):
    assert (
        holds(at_least(current("实到"), TWO_THIRDS), record(event("决议", 实到=present), 组成人员=48), "决议")
        is expected
    )


@pytest.mark.parametrize(("favour", "expected"), [(16, False), (17, True)])
def test_a_majority_is_more_than_half(favour, expected):
    half = Scale(current("实到"), Fraction(1, 2))
    facts = record(event("决议", 实到=32, 同意=favour))
    assert holds(more_than(current("同意"), half), facts, "决议") is expected
    assert holds(at_least(current("同意"), half), facts, "决议") is True  # 半数以上 is not 过半数


def test_fractions_are_exact_where_floats_are_not():
    tenth = Scale(fact("金额", FieldType.MONEY), Fraction(1, 10))
    compare = Compare(
        Op.EQ,
        Arithmetic("+", tenth, Scale(fact("金额", FieldType.MONEY), Fraction(2, 10))),
        Const(Fraction(3, 10), FieldType.MONEY),
    )
    assert holds(compare, record(金额=1)) is True
    assert holds(at_least(fact("金额"), Scale(fact("金额"), Fraction(10**30 - 1, 10**30))), record(金额=10**40)) is True


@pytest.mark.parametrize("op", list(Op))
@pytest.mark.parametrize("left", [4, 5, 6, Fraction(11, 2)])
def test_comparisons_of_numbers(op, left):
    python = {Op.GE: left >= 5, Op.GT: left > 5, Op.LE: left <= 5, Op.LT: left < 5, Op.EQ: left == 5, Op.NE: left != 5}
    assert holds(Compare(op, fact("甲"), count(5)), record(甲=left)) is python[op]
    assert holds(Compare(op, fact("甲"), count(5)), record()) is None
    assert holds(Compare(op, count(left), count(5)), record()) is python[op]


def test_a_constant_comparison_of_an_unknown_with_itself_is_unknown():
    assert holds(Compare(Op.EQ, fact("甲"), fact("甲")), record()) is None
    assert holds(Compare(Op.EQ, fact("甲"), fact("甲")), record(甲=3)) is True


def test_texts_lists_and_flags():
    chair = current("主持人", FieldType.TEXT)
    other = fact("相对人", FieldType.TEXT)
    facts = record(event("决议", 主持人="王建国"), 相对人="李秀英", 类别=frozenset({"工程建设"}))
    assert holds(Compare(Op.NE, chair, other), facts, "决议") is True
    assert holds(Compare(Op.EQ, chair, other), facts, "决议") is False
    assert holds(Compare(Op.EQ, chair, Const("王建国", FieldType.TEXT)), facts, "决议") is True
    kinds = fact("类别", FieldType.LIST)
    assert holds(OneOf(kinds, frozenset({"工程建设", "土地流转"})), facts) is True
    assert holds(OneOf(kinds, frozenset({"土地流转", "低保"})), facts) is False
    assert holds(OneOf(kinds, frozenset({"土地流转"})), facts) is False
    assert holds(OneOf(kinds, frozenset()), facts) is False
    assert holds(OneOf(kinds, frozenset({"工程建设"})), record()) is None
    assert holds(OneOf(other, frozenset({"李秀英"})), facts) is True
    assert holds(OneOf(other, frozenset({"王建国", "张三"})), facts) is False
    assert holds(Compare(Op.EQ, kinds, Const(frozenset({"工程建设"}), FieldType.LIST)), facts) is True


def test_a_quote_or_a_brace_in_a_text_is_only_text():
    nasty = "甲'\"\\{}\n乙"
    assert holds(OneOf(fact("相对人", FieldType.TEXT), frozenset({nasty, "丙"})), record(相对人=nasty)) is True
    assert (
        holds(
            Compare(Op.EQ, fact(nasty, FieldType.TEXT), Const(nasty, FieldType.TEXT)),
            record(**dict[str, Any]({nasty: nasty})),
        )
        is True
    )


def test_stated_is_never_unknown():
    assert holds(Stated(fact("甲")), record()) is False
    assert holds(Stated(fact("甲")), record(甲=0)) is True
    assert holds(Not(Stated(fact("甲"))), record()) is True
    assert holds(Stated(Arithmetic("+", fact("甲"), fact("乙"))), record(甲=1)) is False
    assert holds(Stated(count(1)), record()) is True


def test_a_flag_that_says_no_is_not_unknown():
    assert kleene(flag("甲"), 甲=False) is False
    assert kleene(flag("甲")) is None


def test_coalesce_takes_what_is_stated_before_what_is_worked_out():
    members = Coalesce(fact("组成人员"), Arithmetic("-", Arithmetic("+", fact("村民代表"), fact("委员")), fact("双重")))
    parts: dict[str, Any] = {"村民代表": 43, "委员": 7, "双重": 2}
    assert holds(Compare(Op.EQ, members, count(48)), record(**parts)) is True
    assert holds(Compare(Op.EQ, members, count(50)), record(组成人员=50, **parts)) is True
    assert holds(Compare(Op.EQ, members, count(48)), record(村民代表=43, 委员=7)) is None
    assert holds(Compare(Op.EQ, Coalesce(fact("甲"), count(7)), count(7)), record()) is True
    assert holds(Compare(Op.EQ, Coalesce(count(7), fact("甲")), count(7)), record(甲=1)) is True


def test_a_parameter_goes_by_the_day_of_the_act():
    limit = parameter((since("2014-02-25", "2019-12-31"), 50_000), (since("2020-01-01"), 100_000))
    enough = at_least(fact("金额", FieldType.MONEY), limit)
    for on, expected in [("2014-02-24", None), ("2014-02-25", True), ("2019-12-31", True), ("2020-01-01", False)]:
        assert holds(enough, record(event("决议", on), 金额=60_000), "决议") is expected, on
        assert holds(enough, record(日期=day(on), 金额=60_000)) is expected, on
    assert holds(enough, record(event("决议"), 金额=60_000), "决议") is None


def test_a_parameter_with_one_value_needs_no_day():
    assert (
        holds(at_least(fact("金额"), parameter((since("2014-02-25"), 5))), record(event("决议"), 金额=6), "决议")
        is True
    )
    same = parameter((since("2014-02-25", "2015-01-01"), 5), (since("2015-01-02"), 5))
    assert holds(at_least(fact("金额"), same), record(event("决议"), 金额=6), "决议") is True
    assert (
        holds(at_least(fact("金额"), parameter((Interval(), 5))), record(event("决议", "1990-01-01"), 金额=6), "决议")
        is True
    )


def test_an_open_parameter_is_unknown():
    assert holds(at_least(fact("金额"), parameter((Interval(), None))), record(金额=6)) is None
    assert holds(at_least(fact("金额"), parameter()), record(金额=6)) is None
    mixed = parameter((since("2014-02-25", "2015-01-01"), 5), (since("2015-01-02"), None))
    assert holds(at_least(fact("金额"), mixed), record(event("决议", "2016-01-01"), 金额=6), "决议") is None
    assert holds(at_least(fact("金额"), mixed), record(event("决议"), 金额=6), "决议") is None


@pytest.mark.parametrize(("until", "expected"), [("2024-03-15", False), ("2024-03-16", True)])
def test_the_first_day_of_a_period_is_not_counted(until, expected):
    posted = at_least(DaysBetween(DAY, UNTIL, DAYS), Const(15, DAYS))
    assert holds(posted, record(event("公示", "2024-03-01", 止=day(until))), "公示") is expected


def test_a_last_day_that_is_not_stated_is_unknown():
    posted = at_least(DaysBetween(DAY, UNTIL, DAYS), Const(15, DAYS))
    assert holds(posted, record(event("公示", "2024-03-01")), "公示") is None


def test_days_can_run_backwards():
    between = DaysBetween(DAY, UNTIL, DAYS)
    assert (
        holds(
            Compare(Op.EQ, between, Const(-2, DAYS)), record(event("公示", "2024-03-03", 止=day("2024-03-01"))), "公示"
        )
        is True
    )


def test_working_days_skip_the_spring_festival_and_count_make_up_days():
    # 2024: 4 February (Sunday) and 18 February (Sunday) are worked, 10 to 17 February are free
    worked = DaysBetween(DAY, UNTIL, WORKDAYS)
    facts = record(event("公示", "2024-02-02", 止=day("2024-02-19")))
    assert holds(Compare(Op.EQ, worked, Const(8, WORKDAYS)), facts, "公示") is True


def test_working_days_outside_the_known_years_are_unknown():
    worked = at_least(DaysBetween(DAY, UNTIL, WORKDAYS), Const(0, WORKDAYS))
    assert holds(worked, record(event("公示", "1990-02-02", 止=day("1990-02-19"))), "公示") is None


def test_a_deadline_on_a_rest_day_moves():
    due = Due(DAY, Period(10, DAYS))  # 24 September + 10 days = 4 October, in the holiday that ends on the 7th
    facts = record(event("决议", "2024-09-24"))
    assert holds(Compare(Op.EQ, due, Const(date(2024, 10, 8), FieldType.DATE)), facts, "决议") is True


@pytest.mark.parametrize(
    ("on", "expected"), [("2024-09-23", False), ("2024-09-24", True), ("2024-10-08", True), ("2024-10-09", False)]
)
def test_within_a_period(on, expected):
    facts = record(event("决议", "2024-09-24", 通知日=day(on)))
    assert holds(Within(current("通知日", FieldType.DATE), DAY, Period(10, DAYS)), facts, "决议") is expected


def test_within_needs_the_calendar_only_for_the_shift():
    facts = record(event("决议", "1990-09-03", 通知日=day("1990-09-13")))
    within = Within(current("通知日", FieldType.DATE), DAY, Period(10, DAYS))
    assert holds(within, facts, "决议") is True
    late = record(event("决议", "1990-09-03", 通知日=day("1990-09-14")))
    assert holds(within, late, "决议") is None


def test_a_reading_chooses_a_value():
    first_day = ByReading("首日计入", Const(1, DAYS), Const(0, DAYS))
    posted = at_least(Arithmetic("+", DaysBetween(DAY, UNTIL, DAYS), first_day), Const(15, DAYS))
    facts = record(event("公示", "2024-03-01", 止=day("2024-03-15")))
    counted = judge(norm(posted, "公示"), facts, readings=(("首日计入", True),))
    strict = judge(norm(posted, "公示"), facts, readings=(("首日计入", False),))
    assert (counted.verdict.chinese, strict.verdict.chinese) == ("合规", "违规")
    assert len(counted.human) == len(strict.human) == 1
    assert "首日计入" in counted.human[0]
    assert "取“是”为合规，取“否”为违规" in counted.human[0]


def test_a_reading_that_changes_nothing_is_not_mentioned():
    first_day = ByReading("首日计入", Const(1, DAYS), Const(0, DAYS))
    posted = at_least(Arithmetic("+", DaysBetween(DAY, UNTIL, DAYS), first_day), Const(15, DAYS))
    facts = record(event("公示", "2024-03-01", 止=day("2024-03-20")))
    assert judge(norm(posted, "公示"), facts, readings=(("首日计入", True),)).human == ()


# --- occurrences ------------------------------------------------------------------


def test_happened():
    held = Happened(Act(("招标",)))
    assert holds(held, record(event("招标"))) is True
    assert holds(held, record()) is None
    assert holds(held, record(closed=True)) is False
    assert holds(held, record(without=("招标",))) is False
    assert holds(held, record(event("招标", 结果="未通过"), closed=True)) is False


def test_an_act_by_several_names_is_closed_only_if_each_is():
    held = Happened(Act(("招标", "竞价")))
    assert holds(held, record(event("竞价"))) is True
    assert holds(held, record(without=("招标",))) is None
    assert holds(held, record(without=("招标", "竞价"))) is False
    assert holds(held, record(event("竞价"), without=("招标",))) is True


def test_an_act_is_also_found_by_its_actor():
    held = Happened(Act(("村民代表会议",)))
    assert holds(held, record(event("决议", 主体=frozenset({"村民代表会议"})))) is True


EARLIER = Exists(Act(("审议",)), "先", Compare(Op.LE, EventFact(Bound("先"), "日期", FieldType.DATE), DAY))


def test_exists():
    decided = event("决议", "2024-03-10")
    assert holds(EARLIER, record(event("审议", "2024-03-09"), decided), "决议") is True
    assert holds(EARLIER, record(event("审议", "2024-03-11"), decided), "决议") is False  # listed ones are all
    assert holds(EARLIER, record(event("审议", "2024-03-11"), event("审议"), decided), "决议") is None
    assert holds(EARLIER, record(event("审议", "2024-03-11"), event("审议", "2024-03-01"), decided), "决议") is True
    assert holds(EARLIER, record(decided), "决议") is None
    assert holds(EARLIER, record(decided, closed=True), "决议") is False
    assert holds(EARLIER, record(decided, without=("审议",)), "决议") is False


def test_for_all_speaks_of_the_listed_ones():
    every = ForAll(Act(("公示",)), "次", at_least(EventFact(Bound("次"), "份数", FieldType.COPIES), count(2)))
    assert holds(every, record()) is True
    assert holds(every, record(event("公示", 份数=2), event("公示", 份数=3))) is True
    assert holds(every, record(event("公示", 份数=2), event("公示", 份数=1), event("公示"))) is False
    assert holds(every, record(event("公示", 份数=2), event("公示"))) is None


def test_quantifiers_nest_and_may_use_the_same_name():
    outer = EventFact(Bound("甲"), "日期", FieldType.DATE)
    inner = Exists(Act(("公示",)), "甲", Compare(Op.GT, EventFact(Bound("甲"), "日期", FieldType.DATE), DAY))
    both = Exists(Act(("审议",)), "甲", And((inner, Compare(Op.LT, outer, DAY))))
    facts = record(event("审议", "2024-03-01"), event("决议", "2024-03-02"), event("公示", "2024-03-03"))
    assert holds(both, facts, "决议") is True
    nested = ForAll(
        Act(("审议",)),
        "甲",
        Exists(Act(("公示",)), "乙", Compare(Op.GT, EventFact(Bound("乙"), "日期", FieldType.DATE), outer)),
    )
    assert holds(nested, facts) is True
    assert holds(nested, record(event("审议", "2024-03-05"), event("公示", "2024-03-03"), closed=True)) is False


def test_first_and_last_go_by_date():
    facts = record(event("审议", "2024-03-05", 实到=5), event("审议", "2024-03-01", 实到=1))
    first = picked("审议", "实到", Which.FIRST, FieldType.PERSONS)
    last = picked("审议", "实到", Which.LAST, FieldType.PERSONS)
    assert holds(Compare(Op.EQ, first, count(1)), facts) is True
    assert holds(Compare(Op.EQ, last, count(5)), facts) is True


def test_which_came_last_is_unknown_while_one_is_undated():
    last = picked("审议", "实到", Which.LAST, FieldType.PERSONS)
    assert holds(Compare(Op.EQ, last, count(5)), record(event("审议", 实到=5))) is True
    assert (
        holds(Compare(Op.EQ, last, count(5)), record(event("审议", 实到=5), event("审议", "2024-03-01", 实到=5)))
        is None
    )


def test_the_last_of_none_is_unknown_even_in_a_closed_record():
    before = Compare(Op.LE, picked("审议", "日期"), DAY)
    assert holds(before, record(event("决议", "2024-03-10"), closed=True), "决议") is None


@pytest.mark.parametrize("act", [None, "决议"])
def test_documents(act):
    ref = CURRENT if act else Pick(Act(("决议",), Which.LAST))
    listed = HasDocument(ref, "会议记录")
    assert holds(listed, record(event("决议", documents=("会议记录",))), act) is True
    assert holds(listed, record(event("决议", without=("会议记录",))), act) is False
    assert holds(listed, record(event("决议", documents=("签到册",), all_documents=True)), act) is False
    assert holds(listed, record(event("决议", documents=("签到册",))), act) is None
    assert holds(listed, record(event("决议", documents=("会议记录",), without=("会议记录",))), act) is True


def test_documents_of_no_occurrence_are_unknown():
    assert holds(HasDocument(Pick(Act(("决议",), Which.FIRST)), "会议记录"), record(closed=True)) is None


def test_codes_are_in_order_of_weight():
    assert sorted(Code) == [Code.NOT_APPLICABLE, Code.COMPLIANT, Code.PENDING, Code.UNKNOWN, Code.VIOLATED]
    assert [code.verdict.chinese for code in Code] == ["不适用", "合规", "未到期", "待补充", "违规"]
