"""The evaluator as a whole: reports, single findings, explanations, and what a failure does."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from dsl.diagnostics.nodes import Span
from dsl.norms.force import days_in_force
from dsl.norms.nodes import (
    TRUE,
    Act,
    And,
    Bound,
    ByReading,
    Compare,
    Const,
    Due,
    EventFact,
    Exists,
    ForAll,
    Happened,
    HasDocument,
    IsTrue,
    Op,
    Or,
    Scale,
    Which,
    Within,
)
from dsl.values import FieldType, Interval, Period
from engine.facts import facts_of
from engine.findings.nodes import Finding, MissingFact, Overall, Reason, UsedFact, Verdict
from engine.interpret.evaluator import FAILED, compile_programs, overall
from engine.interpret.force import Editions, in_force
from engine.interpret.occurrences import closed, decided, select
from engine.interpret.quick import maker
from engine.interpret.readings import readings_of, resolve_norm, resolve_readings
from engine.records.nodes import DecisionRecord, Event
from tests.engine.interpret.build import (
    AS_OF,
    CURRENT,
    DAY,
    SPAN,
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
    program,
    record,
    since,
)

QUORUM = at_least(current("实到"), Scale(fact("组成人员"), Fraction(2, 3)))
MET, BROKEN, OPEN = TRUE, Or(()), IsTrue(fact("不详", FieldType.FLAG))


# --- reports ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("requirements", "expected"),
    [
        ([MET, BROKEN, OPEN], Overall.VIOLATED),
        ([MET, OPEN], Overall.INCOMPLETE),
        ([MET], Overall.COMPLIANT),
        ([], Overall.NO_RULE),
    ],
)
def test_the_verdict_on_a_record(requirements, expected):
    norms = [norm(requirement, name=str(place)) for place, requirement in enumerate(requirements)]
    assert compile_programs([program(*norms)]).report(record(), AS_OF).overall is expected


def test_something_pending_is_in_progress():
    due = Const(day("2025-01-15"), FieldType.DATE)
    report = compile_programs([program(norm(BROKEN, deadline=due), norm(MET, name="另一条"))]).report(record(), AS_OF)
    assert report.overall is Overall.IN_PROGRESS


def test_advice_never_changes_the_verdict():
    advice = [norm(BROKEN, advice=True), norm(OPEN, name="乙", advice=True)]
    assert compile_programs([program(*advice)]).report(record(), AS_OF).overall is Overall.NO_RULE
    assert (
        compile_programs([program(*advice, norm(MET, name="丙"))]).report(record(), AS_OF).overall is Overall.COMPLIANT
    )


def test_before_any_known_version_there_is_no_rule():
    one = norm(QUORUM, "决议", validity=since("2010-10-28"))
    report = compile_programs([program(one)]).report(record(event("决议", "2009-03-01", 实到=1), 组成人员=48), AS_OF)
    assert report.overall is Overall.NO_RULE
    assert overall(report.findings) is Overall.NO_RULE


def test_a_report_is_in_the_order_of_the_rulesets_and_carries_notes():
    first, second = program(norm(MET, name="甲"), norm(MET, name="乙")), program(norm(MET, name="丙"))
    facts = facts_of(DecisionRecord(events=(Event(step="公示", facts={"日期": day("2025-01-01")}),)), AS_OF)
    report = compile_programs([first, second]).report(facts, AS_OF)
    assert [finding.norm.name for finding in report.findings] == ["甲", "乙", "丙"]
    assert report.as_of == AS_OF
    assert len(report.notes) == 1
    assert "公示" in report.notes[0]


def test_one_finding_by_its_norm():
    evaluator = compile_programs([program(norm(MET, name="甲"), norm(BROKEN, name="乙"))])
    assert evaluator.finding(record(), AS_OF, "测试集:乙").verdict is Verdict.VIOLATED
    with pytest.raises(KeyError):
        evaluator.finding(record(), AS_OF, "测试集:丙")


def test_the_same_record_gives_the_same_findings():
    evaluator = compile_programs([program(norm(QUORUM, "决议"), norm(OPEN, name="乙"))])
    facts = record(event("决议", "2024-03-01", 实到=31), 组成人员=48)
    first = evaluator.findings(facts, AS_OF)
    evaluator.findings(record(event("决议", 实到=1)), AS_OF)
    assert evaluator.findings(facts, AS_OF) == first


def test_no_norms():
    evaluator = compile_programs([])
    assert evaluator.verdicts(record(), AS_OF) == []
    assert evaluator.report(record(), AS_OF).overall is Overall.NO_RULE


# --- failures -----------------------------------------------------------------------


def test_one_failure_loses_nothing_else():
    """A text where a number must be can't come from the reader; if it does, one norm fails."""
    norms = [norm(MET, name="甲"), norm(QUORUM, "决议", name="乙"), norm(BROKEN, name="丙")]
    evaluator = compile_programs([program(*norms)])
    facts = record(event("决议", 实到="三十一"), 组成人员=48)
    report = evaluator.report(facts, AS_OF)
    assert [finding.verdict for finding in report.findings] == [Verdict.COMPLIANT, Verdict.UNKNOWN, Verdict.VIOLATED]
    assert report.findings[1].human == (FAILED,)
    assert evaluator.verdicts(facts, AS_OF) == [1, 3, 4]
    assert evaluator.finding(facts, AS_OF, "测试集:乙").human == (FAILED,)


# --- explanations -------------------------------------------------------------------


def test_a_finding_says_what_it_rests_on():
    place = Span("记录.yaml", 5, 7, 2, 3)
    one = norm(QUORUM, "村民代表会议", citations=(cited(since("2018-12-29")),))
    facts = facts_of(
        DecisionRecord(
            events=(
                Event(step="提议", facts={"日期": day("2024-02-01")}),
                Event(
                    step="决议",
                    facts={"日期": day("2024-03-05"), "实到": 31, "主体": frozenset({"村民代表会议"})},
                    places={"实到": place},
                ),
            ),
            facts={"组成人员": 48},
        ),
        AS_OF,
    )
    finding = judge(one, facts)
    assert finding.verdict is Verdict.VIOLATED
    assert (finding.step, finding.day) == ("决议", day("2024-03-05"))
    assert finding.citation == one.citations[0]
    assert finding.facts == (UsedFact("实到", "决议", 1, 31, place), UsedFact("组成人员", "", 0, 48, None))
    (reason,) = finding.reasons
    assert (reason.part, reason.expr, reason.outcome) == ("要求", QUORUM, False)
    assert reason.operands == (
        (current("实到"), 31),
        (fact("组成人员"), 48),
        (Scale(fact("组成人员"), Fraction(2, 3)), 32),
    )


def test_a_fact_that_is_used_twice_is_listed_once():
    twice = And((at_least(fact("甲"), count(1)), at_least(count(9), fact("甲"))))
    finding = judge(norm(twice), record(甲=5))
    assert [used.name for used in finding.facts] == ["甲"]
    assert len(finding.reasons) == 2


def test_reasons_name_their_part():
    one = norm(
        BROKEN,
        None,
        IsTrue(fact("工程", FieldType.FLAG)),
        exceptions=(exception("抢险", IsTrue(fact("抢险", FieldType.FLAG))),),
    )
    finding = judge(one, record(工程=True, 抢险=True))
    assert [(reason.part, reason.outcome) for reason in finding.reasons] == [("条件", True), ("例外", True)]
    outside = judge(norm(MET, validity=since("2020-01-01")), record(日期=day("2010-01-01")))
    assert [reason.part for reason in outside.reasons] == ["施行"]
    assert outside.facts == (UsedFact("日期", "", 0, day("2010-01-01"), None),)


def test_a_shared_condition_is_explained_for_every_norm():
    """Conditions about the record are looked at once, and told in every finding."""
    when = And((IsTrue(fact("工程", FieldType.FLAG)), at_least(fact("金额"), count(5))))
    norms = [norm(MET, None, when, name=str(place)) for place in range(3)]
    found = compile_programs([program(*norms)]).findings(record(工程=True, 金额=6), AS_OF)
    assert all(finding.reasons == found[0].reasons and len(finding.reasons) == 2 for finding in found)
    assert all([used.name for used in finding.facts] == ["工程", "金额"] for finding in found)
    lacking = compile_programs([program(*norms)]).findings(record(), AS_OF)
    assert all(finding.missing == (MissingFact("工程", ""), MissingFact("金额", "")) for finding in lacking)


def test_a_quantifier_tells_the_occurrence_that_decided():
    before = Exists(Act(("审议",)), "先", Compare(Op.LE, EventFact(Bound("先"), "日期", FieldType.DATE), DAY))
    facts = record(event("审议", "2024-04-01"), event("审议", "2024-02-01"), event("决议", "2024-03-01"))
    finding = judge(norm(before, "决议"), facts)
    assert [reason.outcome for reason in finding.reasons] == [True, True]
    assert [used.value for used in finding.facts if used.step == "审议"] == [day("2024-02-01")]
    every = ForAll(Act(("审议",)), "次", Compare(Op.LE, EventFact(Bound("次"), "日期", FieldType.DATE), DAY))
    worst = judge(norm(every, "决议"), facts)
    assert [reason.outcome for reason in worst.reasons] == [False, False]
    assert worst.reasons[1].operands[0][1] == day("2024-04-01")


def test_documents_and_steps_are_facts_used():
    listed = And((HasDocument(CURRENT, "会议记录"), Happened(Act(("审议",)))))
    facts = record(event("审议", "2024-02-01"), event("决议", "2024-03-01", documents=("会议记录",)))
    assert {(used.step, used.name) for used in judge(norm(listed, "决议"), facts).facts} == {
        ("决议", "会议记录"),
        ("审议", "日期"),
    }


def test_a_late_act_tells_its_last_day():
    late = Within(current("通知日", FieldType.DATE), DAY, Period(10, FieldType.DAYS))
    finding = judge(norm(late, "决议"), record(event("决议", "2024-09-24", 通知日=day("2024-10-20"))))
    assert finding.reasons[0].operands[-1] == (Due(DAY, Period(10, FieldType.DAYS)), day("2024-10-08"))


def test_findings_are_ordinary_findings():
    finding = judge(norm(QUORUM, "决议"), record(event("决议", "2024-03-05", 实到=31), 组成人员=48))
    assert type(finding) is Finding
    assert type(finding.reasons[0]) is Reason
    assert replace(finding, step="") != finding
    with pytest.raises(AttributeError):
        finding.step = "别的"  # type: ignore[misc]
    assert hash(finding.reasons[0]) == hash(replace(finding.reasons[0]))


def test_a_quick_instance_equals_an_ordinary_one():
    assert maker(MissingFact)("甲", "乙", "丙") == MissingFact("甲", "乙", "丙")
    assert repr(maker(UsedFact)("甲", "", 0, 1, None)) == repr(UsedFact("甲", "", 0, 1, None))


# --- readings -----------------------------------------------------------------------

COUNTED = ByReading("首日计入", count(1), count(0))


def test_a_reading_can_be_overridden():
    one = norm(at_least(COUNTED, count(1)))
    for taken in (True, False):
        evaluator = compile_programs([program(one, readings=(("首日计入", False),))], {"首日计入": taken})
        (finding,) = evaluator.findings(record(), AS_OF)
        assert finding.verdict is (Verdict.COMPLIANT if taken else Verdict.VIOLATED)
        assert evaluator.verdicts(record(), AS_OF) == [1 if taken else 4]


def test_each_reading_is_flipped_on_its_own():
    two = And((at_least(COUNTED, count(1)), at_least(ByReading("提前", count(1), count(0)), count(1))))
    finding = judge(norm(two), record(), readings=(("首日计入", True), ("提前", True)))
    assert len(finding.human) == 2
    assert judge(norm(two), record(), readings=(("首日计入", False), ("提前", False))).human == ()


def test_a_shared_condition_with_a_reading_is_flipped_too():
    norms = [norm(BROKEN, None, at_least(COUNTED, count(1)), name=name) for name in "甲乙"]
    found = compile_programs([program(*norms, readings=(("首日计入", True),))]).findings(record(), AS_OF)
    assert [(finding.verdict.chinese, len(finding.human)) for finding in found] == [("违规", 1), ("违规", 1)]
    assert "取“否”为不适用" in found[0].human[0]


def test_a_program_goes_by_its_own_default_first():
    own = program(norm(MET), readings=(("首日计入", False),))
    above = program(norm(MET), readings=(("首日计入", True), ("提前", True)))
    assert [dict(taken) for taken in resolve_readings([own, above], {})] == [
        {"首日计入": False, "提前": True},
        {"首日计入": True, "提前": True},
    ]
    assert resolve_readings([own], {"首日计入": True})[0]["首日计入"] is True
    assert resolve_readings([own], {})[0]["没有声明"] is False


def test_readings_of_a_norm_and_without_them():
    one = norm(
        at_least(COUNTED, count(1)),
        exceptions=(exception("例外", at_least(ByReading("提前", count(1), count(0)), count(1))),),
    )
    assert readings_of(one) == ("首日计入", "提前")
    resolved = resolve_norm(one, {"首日计入": True, "提前": False})
    assert readings_of(resolved) == ()
    assert resolved.require == at_least(count(1), count(1))
    assert resolve_norm(resolved, {}) is resolved


# --- small parts --------------------------------------------------------------------


def test_days_in_force_are_merged():
    two = norm(MET, citations=(cited(since("2010-01-01", "2015-12-31")), cited(since("2016-01-01"))))
    assert days_in_force(two) == (since("2010-01-01"),)
    apart = norm(MET, citations=(cited(since("2016-01-02")), cited(since("2010-01-01", "2015-12-31"))))
    assert days_in_force(apart) == (since("2010-01-01", "2015-12-31"), since("2016-01-02"))
    inside = norm(MET, citations=(cited(since("2010-01-01", "2020-12-31")), cited(since("2012-01-01", "2013-01-01"))))
    assert days_in_force(inside) == (since("2010-01-01", "2020-12-31"),)
    assert days_in_force(
        norm(MET, citations=(cited(since("2010-01-01", "9999-12-31")), cited(since("9999-12-31"))))
    ) == (since("2010-01-01"),)
    assert days_in_force(norm(MET, validity=since("2020-01-01", "2019-01-01"))) == ()


def test_in_force_on_an_unknown_day():
    assert in_force((Interval(),), None) is True
    assert in_force((), None) is False
    assert in_force((since("2010-01-01"),), None) is None
    assert in_force((), day("2010-01-01")) is False


def test_the_first_citation_in_force_is_taken():
    editions = Editions((since("2010-01-01"), since("2005-01-01")))
    assert editions.on(day("2012-01-01")) == 0
    assert editions.on(day("2007-01-01")) == 1
    assert editions.on(day("1999-01-01")) == -1


def test_occurrences_of_several_names_come_in_order_of_date():
    facts = record(
        event("公示", "2024-03-03"), event("公示"), event("决议", "2024-03-01", 主体=frozenset({"公示"})), event("决议")
    )
    found = select(facts.occurrences, ("决议", "公示"))
    assert [(occurrence.step, occurrence.number) for occurrence in found] == [
        ("决议", 1),
        ("公示", 1),
        ("决议", 2),
        ("公示", 2),
    ]
    assert select(facts.occurrences, ("没有",)) == ()
    assert decided(found[:2])
    assert not decided(found)
    assert decided(found[3:])
    assert not decided(())


def test_closed():
    assert closed(record(closed=True), ("甲",))
    assert closed(record(without=("甲", "乙")), ("甲",))
    assert not closed(record(without=("甲",)), ("甲", "乙"))


def test_the_span_of_a_norm_is_kept():
    assert judge(norm(MET), record()).norm.span == SPAN


def test_which_of_an_act_in_a_quantifier_does_not_matter():
    first = Exists(
        Act(("审议",), Which.FIRST), "先", at_least(EventFact(Bound("先"), "实到", FieldType.PERSONS), count(5))
    )
    facts = record(event("审议", "2024-02-01", 实到=1), event("审议", "2024-02-02", 实到=5))
    assert judge(norm(first), facts).verdict is Verdict.COMPLIANT
