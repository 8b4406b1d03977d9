"""What a finding lacks: the smallest set of facts that would decide it."""

from __future__ import annotations

from fractions import Fraction

from dsl.norms.nodes import (
    Act,
    And,
    Arithmetic,
    Bound,
    Coalesce,
    Compare,
    DaysBetween,
    Due,
    EventFact,
    Exists,
    ForAll,
    Happened,
    HasDocument,
    IsTrue,
    Not,
    Op,
    Or,
    Scale,
    Which,
    Within,
)
from dsl.values import FieldType, Interval, Period
from engine.interpret.sets import KEPT, both, either, one, smallest
from tests.engine.interpret.build import (
    CURRENT,
    DAY,
    at_least,
    count,
    current,
    day,
    event,
    exception,
    fact,
    judge,
    missing,
    norm,
    parameter,
    picked,
    record,
    since,
)

QUORUM = at_least(current("实到"), Scale(fact("组成人员"), Fraction(2, 3)))


def flag(name):
    return IsTrue(fact(name, FieldType.FLAG))


def test_a_fact_of_the_record_and_of_a_step():
    assert missing(norm(QUORUM, "决议"), record(event("决议", 实到=31))) == [("组成人员", "", "")]
    assert missing(norm(QUORUM, "决议"), record(event("决议"), 组成人员=48)) == [("实到", "决议", "")]
    assert missing(norm(QUORUM, "决议"), record(event("决议"))) == [("实到", "决议", ""), ("组成人员", "", "")]


def test_the_step_is_named_even_if_it_is_found_by_its_actor():
    facts = record(event("决议", 主体=frozenset({"村民代表会议"})), 组成人员=48)
    assert missing(norm(QUORUM, "村民代表会议"), facts) == [("实到", "决议", "")]


def test_a_decided_finding_lacks_nothing():
    for facts in (
        record(event("决议", 实到=32), 组成人员=48),
        record(event("决议", 实到=1), 组成人员=48),
        record(closed=True),
    ):
        assert judge(norm(QUORUM, "决议"), facts).missing == ()


def test_all_of_a_conjunction_and_the_smallest_of_a_disjunction():
    several = And((flag("甲"), flag("乙"), flag("丙")))
    assert missing(norm(several), record(乙=True)) == [("甲", "", ""), ("丙", "", "")]
    assert missing(norm(Or((several, flag("丁")))), record()) == [("丁", "", "")]
    assert missing(norm(Or((flag("甲"), flag("乙")))), record()) == [("甲", "", "")]  # ties: order of the expression
    assert missing(norm(Or((And((flag("甲"), flag("乙"))), flag("丙")))), record(丙=False)) == [
        ("甲", "", ""),
        ("乙", "", ""),
    ]


def test_a_fact_that_two_parts_need_is_named_once():
    assert missing(norm(And((flag("甲"), Or((flag("甲"), flag("乙")))))), record()) == [("甲", "", "")]


def test_a_negation_asks_for_the_contrary():
    assert missing(norm(Not(And((flag("甲"), flag("乙"))))), record()) == [("甲", "", "")]
    assert missing(norm(Not(Or((flag("甲"), flag("乙"))))), record()) == [("甲", "", ""), ("乙", "", "")]


def test_what_is_worked_out_needs_the_fewest():
    parts = Arithmetic("+", fact("村民代表"), fact("委员"))
    members = at_least(Coalesce(fact("组成人员"), parts), count(1))
    assert missing(norm(members), record()) == [("组成人员", "", "")]
    assert missing(norm(members), record(村民代表=43)) == [("组成人员", "", "")]
    assert missing(norm(at_least(Coalesce(parts, fact("组成人员")), count(1))), record(村民代表=43)) == [
        ("委员", "", "")
    ]


def test_an_act_that_may_have_occurred():
    assert missing(norm(QUORUM, "决议"), record()) == [("", "决议", "")]
    assert missing(norm(Happened(Act(("招标",)))), record()) == [("", "招标", "")]
    assert missing(norm(Not(Happened(Act(("招标",))))), record()) == [("经过完整", "", "")]


def test_an_act_before_another():
    before = Exists(Act(("审议",)), "先", Compare(Op.LE, EventFact(Bound("先"), "日期", FieldType.DATE), DAY))
    decided = event("决议", "2024-03-10")
    assert missing(norm(before, "决议"), record(decided)) == [("", "审议", "")]
    assert missing(norm(before, "决议"), record(decided, event("审议"))) == [("日期", "审议", "")]
    assert missing(norm(Not(before), "决议"), record(decided)) == [("经过完整", "", "")]


def test_all_of_several_occurrences():
    every = ForAll(Act(("公示", "公布")), "次", at_least(EventFact(Bound("次"), "份数", FieldType.COPIES), count(2)))
    facts = record(event("公示"), event("公布"), event("公示", 份数=2))
    assert missing(norm(every), facts) == [("份数", "公示", ""), ("份数", "公布", "")]
    assert len(missing(norm(Not(every)), facts)) == 1


def test_the_first_or_last_occurrence():
    order = Compare(Op.LE, picked("审议", "日期"), DAY)
    decided = event("决议", "2024-03-10")
    assert missing(norm(order, "决议"), record(decided)) == [("", "审议", "")]
    assert missing(norm(order, "决议"), record(decided, event("审议", "2024-03-01"), event("审议"))) == [
        ("日期", "审议", "")
    ]
    last = norm(QUORUM, Act(("决议",), Which.LAST))
    assert missing(last, record(event("决议", "2024-03-01", 实到=3), event("决议"))) == [("日期", "决议", "")]


def test_documents():
    listed = norm(And((HasDocument(CURRENT, "会议记录"), HasDocument(CURRENT, "签到册"))), "决议")
    assert missing(listed, record(event("决议"))) == [("会议记录", "决议", ""), ("签到册", "决议", "")]


def test_a_day_that_decides_what_is_in_force():
    one = norm(QUORUM, "决议", validity=since("2018-12-29"))
    assert missing(one, record(event("决议", 实到=31))) == [("日期", "决议", ""), ("组成人员", "", "")]
    whole = norm(flag("甲"), validity=since("2018-12-29"))
    assert missing(whole, record(甲=True)) == [("日期", "", "")]


def test_condition_and_requirement_together():
    one = norm(QUORUM, "决议", flag("工程"))
    assert missing(one, record(event("决议"), 组成人员=48)) == [("工程", "", ""), ("实到", "决议", "")]
    assert missing(one, record(event("决议", 实到=48), 组成人员=48)) == [("工程", "", "")]


def test_an_exception_that_may_hold():
    relieved = norm(Or(()), exceptions=(exception("抢险", flag("抢险")),))
    assert missing(relieved, record()) == [("抢险", "", "")]
    either_way = norm(And((flag("甲"), flag("乙"))), exceptions=(exception("抢险", flag("抢险")),))
    assert missing(either_way, record()) == [("抢险", "", "")]
    known = norm(flag("甲"), exceptions=(exception("抢险", flag("抢险")),))
    assert missing(known, record(抢险=False)) == [("甲", "", "")]
    replaced = norm(flag("甲"), exceptions=(exception("抢险", flag("抢险"), flag("乙")),))
    assert missing(replaced, record(抢险=True)) == [("乙", "", "")]
    assert missing(replaced, record(甲=True)) == [("抢险", "", "")]


def test_a_deadline_that_is_not_known():
    posted = norm(Happened(Act(("公示",))), "决议", deadline=Due(DAY, Period(10, FieldType.DAYS)))
    assert missing(posted, record(event("决议"), closed=True)) == [("日期", "决议", "")]
    assert missing(posted, record(event("决议"))) == [("", "公示", "")]


def test_a_calendar_that_is_not_known():
    worked = norm(at_least(DaysBetween(DAY, current("止", FieldType.DATE), FieldType.WORKDAYS), count(1)), "公示")
    assert missing(worked, record(event("公示", "1990-03-01", 止=day("1990-03-09")))) == [("1990年", "", "calendar")]
    assert missing(worked, record(event("公示", "1990-03-01"))) == [("止", "公示", "")]
    within = norm(Within(current("止", FieldType.DATE), DAY, Period(3, FieldType.DAYS)), "公示")
    assert missing(within, record(event("公示", "1990-03-01", 止=day("1990-03-09")))) == [("1990年", "", "calendar")]


def test_a_parameter_that_its_source_leaves_open():
    one = norm(at_least(fact("金额"), parameter((Interval(), None))))
    assert missing(one, record(金额=6)) == [("限额", "", "parameter")]
    dated = norm(at_least(fact("金额"), parameter((since("2014-01-01", "2015-01-01"), 5), (since("2015-01-02"), 6))))
    assert missing(dated, record(金额=6)) == [("日期", "", "")]


def test_many_alternatives_stay_few():
    pairs = tuple(Or((flag(f"甲{n}"), flag(f"乙{n}"))) for n in range(40))
    found = missing(norm(And(pairs)), record())
    assert found == [(f"甲{n}", "", "") for n in range(40)]


def test_sets():
    a, b = one("甲", ""), one("乙", "")
    assert both([a, b]) == ((("甲", "", ""), ("乙", "", "")),)
    assert both([a, a]) == a
    assert either([both([a, b]), b]) == ((("乙", "", ""),), (("甲", "", ""), ("乙", "", "")))
    assert len(either([one(str(n), "") for n in range(100)])) == KEPT
    assert smallest(()) == ()
    assert [fact.name for fact in smallest(either([both([a, b]), b]))] == ["乙"]
