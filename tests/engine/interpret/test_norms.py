"""Norms on records: what is judged, what is in force, exceptions, deadlines. Both evaluators are asked."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dsl.norms.nodes import Act, Compare, Due, Happened, IsTrue, Not, OneOf, Op, Or, Scale, Stated, Which
from dsl.values import FieldType, Period
from tests.engine.interpret.build import (
    AS_OF,
    DAY,
    at_least,
    cited,
    count,
    current,
    day,
    event,
    exception,
    fact,
    judge,
    norm,
    parameter,
    record,
    since,
    verdict,
)

LAW_2010 = since("2010-10-28", "2018-12-28")
LAW_2018 = since("2018-12-29", "2025-12-31")
QUORUM = at_least(current("实到"), Scale(fact("组成人员"), Fraction(2, 3)))


def flag(name):
    return IsTrue(fact(name, FieldType.FLAG))


def votes(which: Which):
    return norm(at_least(current("实到"), count(10)), Act(("决议",), which))


# --- occurrences ------------------------------------------------------------------


def test_every_occurrence_is_judged_and_the_worst_counts():
    facts = record(
        event("决议", "2024-01-01", 实到=12), event("决议", "2024-02-01", 实到=9), event("决议", "2024-03-01")
    )
    finding = judge(votes(Which.EACH), facts)
    assert (finding.verdict.chinese, finding.day) == ("违规", day("2024-02-01"))
    undecided = record(event("决议", "2024-01-01", 实到=12), event("决议", "2024-03-01"))
    assert judge(votes(Which.EACH), undecided).day == day("2024-03-01")


def test_of_several_equally_bad_ones_the_first_is_told():
    facts = record(event("决议", "2024-02-01", 实到=8), event("决议", "2024-01-01", 实到=9))
    assert judge(votes(Which.EACH), facts).day == day("2024-01-01")


def test_any_takes_the_best():
    facts = record(event("决议", "2024-01-01", 实到=9), event("决议", "2024-02-01", 实到=12))
    assert judge(votes(Which.ANY), facts).day == day("2024-02-01")
    assert (
        verdict(votes(Which.ANY), record(event("决议", "2024-01-01", 实到=9), event("决议", "2024-02-01"))) == "待补充"
    )
    assert (
        verdict(votes(Which.ANY), record(event("决议", "2024-01-01", 实到=9), event("决议", "2024-02-01", 实到=1)))
        == "违规"
    )


def test_any_leaves_aside_those_to_which_it_does_not_apply():
    only_large = norm(
        at_least(current("实到"), count(10)), Act(("决议",), Which.ANY), at_least(current("应到"), count(20))
    )
    facts = record(event("决议", "2024-01-01", 应到=5, 实到=4), event("决议", "2024-02-01", 应到=30, 实到=9))
    assert verdict(only_large, facts) == "违规"
    assert verdict(only_large, record(event("决议", 应到=5, 实到=4))) == "不适用"


@pytest.mark.parametrize(("which", "expected"), [(Which.FIRST, "违规"), (Which.LAST, "合规")])
def test_first_and_last(which, expected):
    facts = record(event("决议", "2024-02-01", 实到=12), event("决议", "2024-01-01", 实到=9))
    assert verdict(votes(which), facts) == expected
    undated = record(event("决议", 实到=12), event("决议", "2024-01-01", 实到=12))
    assert verdict(votes(which), undated) == "待补充"


def test_a_failed_vote_is_set_aside():
    facts = record(event("决议", "2024-01-01", 实到=9, 结果="未通过"), event("决议", "2024-02-01", 实到=12))
    assert verdict(votes(Which.EACH), facts) == "合规"


def test_an_act_that_is_not_listed():
    assert verdict(votes(Which.EACH), record(closed=True)) == "不适用"
    assert verdict(votes(Which.EACH), record(without=("决议",))) == "不适用"
    assert verdict(votes(Which.EACH), record()) == "待补充"


def test_an_unlisted_act_does_not_matter_where_the_norm_cannot_apply():
    only_works = norm(QUORUM, "决议", OneOf(fact("类别", FieldType.LIST), frozenset({"工程建设"})))
    assert verdict(only_works, record(类别=frozenset({"低保"}))) == "不适用"
    assert verdict(only_works, record(类别=frozenset({"工程建设"}))) == "待补充"
    assert verdict(only_works, record()) == "待补充"


def test_an_exception_can_take_away_a_norm_about_an_unlisted_act():
    relieved = norm(QUORUM, "决议", exceptions=(exception("抢险", flag("抢险")),))
    assert verdict(relieved, record(抢险=True)) == "不适用"
    assert verdict(relieved, record(抢险=False)) == "待补充"
    assert verdict(relieved, record()) == "待补充"
    replaced = norm(QUORUM, "决议", exceptions=(exception("抢险", flag("抢险"), Happened(Act(("报备",)))),))
    assert verdict(replaced, record(抢险=True)) == "待补充"


def test_an_act_by_step_and_by_actor_is_judged_once():
    act = Act(("决议", "村民代表会议"))
    facts = record(event("决议", "2024-01-01", 主体=frozenset({"村民代表会议"}), 实到=12))
    assert verdict(norm(at_least(current("实到"), count(10)), act), facts) == "合规"


# --- in force ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "expected"),
    [("2010-10-27", "不适用"), ("2010-10-28", "合规"), ("2018-12-28", "合规"), ("2018-12-29", "不适用")],
)
def test_a_norm_counts_on_its_days(on, expected):
    one = norm(QUORUM, "决议", validity=LAW_2010)
    assert verdict(one, record(event("决议", on, 实到=32), 组成人员=48)) == expected
    whole = norm(Happened(Act(("决议",))), validity=LAW_2010)
    assert verdict(whole, record(event("决议", on))) == expected


def test_the_citation_is_that_of_the_day():
    one = norm(QUORUM, "决议", citations=(cited(LAW_2010, "第二十六条"), cited(LAW_2018, "第二十七条")))
    for on, article in [("2018-12-28", "第二十六条"), ("2018-12-29", "第二十七条")]:
        found = judge(one, record(event("决议", on, 实到=32), 组成人员=48))
        assert found.verdict.chinese == "合规"
        assert found.citation is not None
        assert found.citation.article == article
    outside = judge(one, record(event("决议", "2009-03-01", 实到=32), 组成人员=48))
    assert (outside.verdict.chinese, outside.citation) == ("不适用", None)


def test_a_record_that_straddles_a_change_is_judged_step_by_step():
    old, new = norm(QUORUM, "决议", validity=LAW_2010), norm(QUORUM, "决议", validity=LAW_2018)
    facts = record(event("决议", "2018-12-01", 实到=32), event("决议", "2019-01-05", 实到=31), 组成人员=48)
    assert (verdict(old, facts), verdict(new, facts)) == ("合规", "违规")


def test_a_day_between_two_sources_is_not_in_force():
    gap = norm(QUORUM, "决议", citations=(cited(since("2010-01-01", "2011-12-31")), cited(since("2013-01-01"))))
    for on, expected in [("2011-12-31", "合规"), ("2012-06-01", "不适用"), ("2013-01-01", "合规")]:
        assert verdict(gap, record(event("决议", on, 实到=32), 组成人员=48)) == expected


def test_an_unknown_day_leaves_open_what_was_in_force():
    one = norm(QUORUM, "决议", validity=LAW_2010)
    assert verdict(one, record(event("决议", 实到=32), 组成人员=48)) == "待补充"
    assert verdict(norm(QUORUM, "决议"), record(event("决议", 实到=32), 组成人员=48)) == "合规"
    never = norm(QUORUM, "决议", at_least(fact("组成人员"), count(100)), validity=LAW_2010)
    assert verdict(never, record(event("决议", 实到=32), 组成人员=48)) == "不适用"


def test_an_undated_step_goes_by_the_day_that_the_record_states():
    one = norm(QUORUM, "决议", validity=LAW_2010)
    facts = record(event("决议", 实到=32), 组成人员=48, 日期=day("2015-01-01"))
    assert (verdict(one, facts), judge(one, facts).day) == ("合规", None)
    assert verdict(one, record(event("决议", 实到=32), 组成人员=48, 日期=day("2019-01-01"))) == "不适用"
    assert verdict(one, record(event("决议", 实到=32), event("提议", "2015-01-01"), 组成人员=48)) == "待补充"
    last = norm(QUORUM, Act(("决议",), Which.LAST), validity=LAW_2010)
    several = record(event("决议", 实到=32), event("决议", "2014-01-01", 实到=32), 组成人员=48, 日期=day("2015-01-01"))
    assert verdict(last, several) == "待补充"
    limit = parameter((since("2014-02-25", "2019-12-31"), 5), (since("2020-01-01"), 10))
    dear = norm(at_least(fact("金额"), limit), "决议")
    assert verdict(dear, record(event("决议"), 金额=7, 日期=day("2015-01-01"))) == "合规"
    assert verdict(dear, record(金额=7, 日期=day("2015-01-01"))) == "待补充"


def test_an_unlisted_act_is_looked_at_on_the_reference_day():
    one = norm(QUORUM, "决议", validity=LAW_2010)
    assert verdict(one, record(event("提议", "2009-03-01"))) == "不适用"
    assert verdict(one, record(event("提议", "2012-03-01"))) == "待补充"
    assert verdict(one, record(日期=day("2020-01-01"))) == "不适用"
    assert verdict(one, record()) == "待补充"


def test_a_norm_that_is_never_in_force():
    one = norm(QUORUM, "决议", validity=LAW_2010, citations=(cited(LAW_2018),))
    for facts in (record(), record(event("决议")), record(event("决议", "2015-01-01", 实到=1), 组成人员=9)):
        assert verdict(one, facts) == "不适用"


# --- condition, exceptions, deadline ------------------------------------------------


@pytest.mark.parametrize(("stated", "expected"), [(True, "违规"), (False, "不适用"), (None, "待补充")])
def test_the_condition(stated, expected):
    values = {} if stated is None else {"工程": stated}
    assert verdict(norm(Or(()), when=flag("工程")), record(**values)) == expected


@pytest.mark.parametrize("stated", [True, False, None])
@pytest.mark.parametrize("met", [True, False, None])
@pytest.mark.parametrize("instead", ["none", True, False, None])
def test_an_exception(stated, met, instead):
    names = {"例外": stated, "主要": met, "替代": None if instead == "none" else instead}
    facts = record(**{name: value for name, value in names.items() if value is not None})
    replaced = None if instead == "none" else flag("替代")
    one = norm(flag("主要"), exceptions=(exception("抢险", flag("例外"), replaced),))
    results = {True: "合规", False: "违规", None: "待补充"}
    main, other = results[met], "不适用" if instead == "none" else results[instead]
    if stated is None:
        expected = main if main == other else "待补充"
        if instead == "none" and met:
            expected = "合规"  # an exception only relieves
    else:
        expected = other if stated else main
    finding = judge(one, facts)
    assert finding.verdict.chinese == expected
    assert finding.exception == ("抢险" if stated else "")


def test_the_first_exception_that_holds_counts():
    one = norm(Or(()), exceptions=(exception("甲", flag("甲"), Happened(Act(("报备",)))), exception("乙", flag("乙"))))
    both = judge(one, record(event("报备"), 甲=True, 乙=True))
    assert (both.verdict.chinese, both.exception) == ("合规", "甲")
    second = judge(one, record(甲=False, 乙=True))
    assert (second.verdict.chinese, second.exception) == ("不适用", "乙")
    assert verdict(one, record(乙=True)) == "待补充"
    assert verdict(one, record(event("报备"), 乙=False)) == "待补充"
    assert verdict(one, record(甲=False, 乙=False)) == "违规"


def test_an_exception_that_holds_takes_away_a_norm_whose_condition_is_unknown():
    """Be the condition true or not, the norm doesn't apply; another requirement in its place leaves it open."""
    relieved = norm(flag("要求"), when=flag("条件"), exceptions=(exception("抢险", flag("抢险")),))
    finding = judge(relieved, record(抢险=True, 要求=False))
    assert (finding.verdict.chinese, finding.exception) == ("不适用", "抢险")
    assert [fact.name for fact in finding.facts] == ["抢险"]
    assert verdict(relieved, record(抢险=False, 要求=False)) == "待补充"
    assert verdict(relieved, record(要求=True)) == "待补充"
    replaced = norm(flag("要求"), when=flag("条件"), exceptions=(exception("抢险", flag("抢险"), flag("报备")),))
    assert verdict(replaced, record(抢险=True, 报备=True)) == "待补充"
    second = norm(
        flag("要求"),
        when=flag("条件"),
        exceptions=(exception("甲", flag("甲"), flag("报备")), exception("乙", flag("乙"))),
    )
    assert verdict(second, record(甲=False, 乙=True)) == "不适用"
    assert verdict(second, record(乙=True)) == "待补充"


TEN_DAYS = Period(10, FieldType.DAYS)


@pytest.mark.parametrize(
    ("as_of", "expected"), [("2024-09-30", "未到期"), ("2024-10-08", "未到期"), ("2024-10-09", "违规")]
)
def test_a_deadline(as_of, expected):
    posted = norm(Happened(Act(("公示",))), "决议", deadline=Due(DAY, TEN_DAYS))
    finding = judge(posted, record(event("决议", "2024-09-24"), closed=True), day(as_of))
    assert (finding.verdict.chinese, finding.deadline) == (expected, day("2024-10-08"))
    open_record = record(event("决议", "2024-09-24"))
    assert judge(posted, open_record, day(as_of)).verdict.chinese == ("未到期" if expected == "未到期" else "待补充")


def test_what_is_met_needs_no_deadline():
    posted = norm(Happened(Act(("公示",))), "决议", deadline=Due(DAY, TEN_DAYS))
    assert verdict(posted, record(event("决议"), event("公示"))) == "合规"


def test_an_unknown_deadline():
    posted = norm(Happened(Act(("公示",))), "决议", deadline=Due(DAY, TEN_DAYS))
    assert verdict(posted, record(event("决议"), closed=True)) == "待补充"
    assert verdict(posted, record(event("决议", "1990-09-24"), closed=True)) == "待补充"  # no calendar


def test_a_deadline_holds_for_the_requirement_of_an_exception_too():
    one = norm(
        Or(()),
        "决议",
        exceptions=(exception("抢险", flag("抢险"), Happened(Act(("报备",)))),),
        deadline=Due(DAY, TEN_DAYS),
    )
    facts = record(event("决议", "2024-12-27"), closed=True, 抢险=True)
    assert judge(one, facts, AS_OF).verdict.chinese == "未到期"


def test_an_event_after_the_as_of_day_is_left_out():
    assert verdict(norm(Happened(Act(("公示",)))), record(event("公示", "2025-01-01"), closed=True)) == "违规"


# --- odd records --------------------------------------------------------------------


@pytest.mark.parametrize("on", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar(on):
    one = norm(
        Compare(Op.LE, Due(DAY, Period(12, FieldType.YEARS)), Due(DAY, Period(10**9, FieldType.DAYS))),
        Act(("决议",), Which.EACH),
        deadline=Due(DAY, Period(5, FieldType.WORKDAYS)),
    )
    from engine.facts import Facts, Occurrence

    occurrence = Occurrence("决议", 1, {"日期": day(on)}, frozenset(), frozenset(), False, {})
    facts = Facts({}, {"决议": (occurrence,)}, True, day(on), {}, ())
    assert verdict(one, facts) == "待补充"


def test_an_enormous_number_stays_exact():
    one = norm(at_least(fact("金额"), Scale(fact("上限"), Fraction(1, 3))))
    assert verdict(one, record(金额=10**400, 上限=3 * 10**400)) == "合规"
    assert verdict(one, record(金额=10**400 - 1, 上限=3 * 10**400)) == "违规"


def test_a_fact_about_a_current_occurrence_in_a_norm_without_act_is_unknown():
    assert verdict(norm(QUORUM), record(组成人员=48)) == "待补充"
    assert verdict(norm(Not(Stated(current("实到")))), record()) == "合规"


def test_a_parameter_in_a_norm_without_act_goes_by_the_reference_day():
    limit = parameter((since("2014-02-25", "2019-12-31"), 5), (since("2020-01-01"), 10))
    one = norm(at_least(fact("金额"), limit))
    assert verdict(one, record(event("决议", "2015-01-01"), 金额=7)) == "合规"
    assert verdict(one, record(event("决议", "2021-01-01"), 金额=7)) == "违规"
    assert verdict(one, record(event("决议", "2021-01-01"), 日期=day("2015-01-01"), 金额=7)) == "合规"
    assert verdict(one, record(金额=7)) == "待补充"
