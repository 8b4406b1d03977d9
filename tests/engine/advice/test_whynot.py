"""Why not: every turn is what it says, and a village official can read it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsl.norms.nodes import And
from engine.advice.changes import Sort, applied, day_of, sort_of_all
from engine.advice.kit import View
from engine.advice.whynot import turn_text, turns, why_not
from engine.facts import facts_of
from engine.findings.nodes import Verdict
from engine.interpret.evaluator import compile_programs
from engine.records.nodes import DecisionRecord
from tests.engine.advice import cases
from tests.engine.advice.test_solve import HALF, TWO_THIRDS, met
from tests.engine.interpret.build import norm, program

TODAY = date(2026, 4, 20)
LIST = "ninghai/power_list"
MET = {"步骤": "决议", "日期": "2026-04-10", "主体": "村民代表会议"}
VILLAGE = {"程序": "五议决策法", "村民代表": 43, "村民委员会成员": 5, "双重身份人数": 0}


def told(mapping, norm_id, wanted=None, as_of=TODAY):
    record = cases.read({**VILLAGE, **mapping}, LIST)
    return [turn_text(turn, record, as_of) for turn in turns(cases.kit(LIST), record, as_of, norm_id, wanted)]


def test_one_person_short_of_the_quorum():
    assert told({"经过": [{**MET, "实到": 31, "同意": 20}]}, f"{LIST}:五议决策法·决议·到会")[-1] == (
        "当初就要这样：“决议”的实到不少于32人（现为31人），就是合规；一并解决：村民代表会议·到会"
    )


def test_a_meeting_may_be_held_again_whatever_that_breaks():
    met = {**MET, "实到": 31, "同意": 20}
    assert told({"经过": [met]}, f"{LIST}:五议决策法·决议·到会")[0].startswith(
        "从现在起办理：重新办理“决议”（原来的一次在记录里写明结果作废）：日期不早于2026年4月23日，主体包括村民代表会议，"
        "通知日2026年4月20日，实到不少于32人，召集人包括村民委员会，同意不少于17人，有材料：会议记录，就是合规；一并解决："
    )
    posted = {"步骤": "决议公示", "日期": "2026-04-11", "止": "2026-04-15"}
    assert "；但是会违反：五议决策法·决议公示·次序" in told({"经过": [met, posted]}, f"{LIST}:五议决策法·决议·到会")[0]


def test_a_quorum_that_is_met_asks_for_nothing():
    assert told({"经过": [{**MET, "实到": 32, "同意": 20}]}, f"{LIST}:五议决策法·决议·到会") == []


def test_what_would_have_been_against_it():
    assert told({"经过": [{**MET, "实到": 32, "同意": 20}]}, f"{LIST}:五议决策法·决议·到会", Verdict.VIOLATED)[
        0
    ].startswith("当初就要这样：“决议”的实到不超过31人（现为32人），就是违规")


def test_the_village_s_own_numbers_are_not_bent():
    assert not any("村民代表不" in one for one in told({"经过": [{**MET, "实到": 31}]}, f"{LIST}:五议决策法·决议·到会"))


def test_a_posting_of_fifteen_days():
    posted = {"步骤": "方案公示", "日期": "2026-03-10", "止": "2026-03-24"}
    assert told({"经过": [posted]}, f"{LIST}:五议决策法·方案公示·公示")[1] == (
        "当初就要这样：“方案公示”的止不早于2026年3月25日（现为2026年3月24日），就是合规"
    )
    assert told({"经过": [{**posted, "止": "2026-03-25"}]}, f"{LIST}:五议决策法·方案公示·公示") == []


def test_a_posting_that_still_runs_just_goes_on():
    posted = {"步骤": "方案公示", "日期": "2026-04-10"}
    assert told({"经过": [posted]}, f"{LIST}:五议决策法·方案公示·公示")[0] == (
        "从现在起办理：“方案公示”继续到2026年4月25日，就是合规"
    )


def test_a_larger_attendance_asks_for_a_larger_majority():
    one = norm(And((TWO_THIRDS, HALF)), "决议")
    evaluator = compile_programs([program(one)])
    record = DecisionRecord(events=(met(实到=20, 同意=5),), facts={"组成人员": 48})
    assert turn_text(why_not(evaluator, record, TODAY, one.id)[1], record, TODAY) == (
        "当初就要这样：“决议”的实到不少于32人（现为20人）；“决议”的同意不少于17人（现为5人），就是合规"
    )


def test_there_is_no_such_norm():
    with pytest.raises(KeyError):
        turns(cases.kit(LIST), DecisionRecord(), TODAY, "没有:这一条")


def test_the_regulation_on_major_decisions():
    names = ("national/major_decisions",)
    record = cases.read(
        {
            "程序": "重大行政决策",
            "决策机关级别": "县级以上人民政府",
            "经过": [{"步骤": "公开征求意见", "日期": "2023-03-06", "止": "2023-04-04"}],
        },
        *names,
    )
    found = turns(cases.kit(*names), record, TODAY, "national/major_decisions:征求意见期限")
    assert [turn.sort for turn in found] == [Sort.SUPPLY, Sort.REWRITE, Sort.REWRITE]
    assert "止不早于2023年4月5日（现为2023年4月4日）" in turn_text(found[1], record, TODAY)
    papers = turns(cases.kit(*names), record, TODAY, "national/major_decisions:重大行政决策·公开征求意见·材料")
    assert turn_text(papers[0], record, TODAY) == (
        "实际如此的，补写记录：写明“公开征求意见”有材料：决策草案、草案说明、意见提出方式、意见提出期限，就是合规"
    )


# --- over all bundled scenarios ---------------------------------------------------------

OPEN = (Verdict.VIOLATED, Verdict.PENDING, Verdict.UNKNOWN)


@settings(max_examples=120)
@given(st.data())
def test_every_turn_is_what_it_says(data):
    case = data.draw(st.sampled_from(cases.scenarios()), "case")
    findings = View(case.kit, case.record, case.as_of).findings
    open_ = [key for key, one in findings.items() if one.verdict in OPEN and (one.step or one.norm.act is None)]
    for key in open_[:6]:
        for turn in turns(case.kit, case.record, case.as_of, key):
            after = applied(case.record, turn.changes)
            day = day_of(turn.changes, case.as_of)
            evaluator = case.kit.evaluator
            assert turn.day == day
            assert evaluator.finding(facts_of(after, day), day, key).verdict is turn.verdict
            assert turn.verdict in (Verdict.COMPLIANT, Verdict.NOT_APPLICABLE)
            assert turn.sort is sort_of_all(turn.changes, case.record, case.as_of)
            violated = {
                one.norm.id for one in evaluator.findings(facts_of(after, day), day) if one.verdict is Verdict.VIOLATED
            }
            before = View(case.kit, case.record, day).violated
            assert violated - before == set(turn.effects.broken)
            for language in ("zh", "en"):
                assert "{" not in turn_text(turn, case.record, case.as_of, language)


@settings(max_examples=60)
@given(st.data())
def test_lawful_turns_come_before_the_past(data):
    case = data.draw(st.sampled_from(cases.scenarios()), "case")
    for key in sorted(View(case.kit, case.record, case.as_of).violated)[:4]:
        sorts = [turn.sort for turn in turns(case.kit, case.record, case.as_of, key)]
        assert sorts == sorted(sorts)


def test_most_violations_of_the_bundled_scenarios_have_a_turn():
    found = missed = 0
    for case in cases.scenarios()[::6]:
        for key in View(case.kit, case.record, case.as_of).violated:
            some = turns(case.kit, case.record, case.as_of, key)
            found, missed = found + bool(some), missed + (not some)
    assert found > 100
    assert missed <= found // 50


def test_the_order_of_the_record_does_not_matter():
    long = (one for one in cases.scenarios() if len(one.record.events) > 3)
    case = next(one for one in long if View(one.kit, one.record, one.as_of).violated)
    turned = case.record.model_copy(update={"events": case.record.events[::-1]})
    for key in View(case.kit, case.record, case.as_of).violated:
        assert turns(case.kit, case.record, case.as_of, key) == turns(case.kit, turned, case.as_of, key)
