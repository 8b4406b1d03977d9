"""What next: each step on its first day breaks nothing, a day after its last it does, and heads are counted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.advice.changes import applied, day_of
from engine.advice.kit import View
from engine.advice.steps import Force, NextSteps, next_steps, opened
from engine.advice.steps_text import step_sentences
from engine.advice.window import moved
from tests.engine.advice import cases

LIST = "ninghai/power_list"
TODAY = date(2026, 4, 15)
VILLAGE = {"程序": "五议决策法", "村民代表": 43, "村民委员会成员": 5, "双重身份人数": 0}
DONE: list[dict[str, object]] = [
    {"步骤": "提议", "日期": "2026-03-01", "主体": "村党组织"},
    {"步骤": "商议", "日期": "2026-03-03", "主体": "村务联席会议"},
    {"步骤": "方案公示", "日期": "2026-03-10", "止": "2026-03-25"},
    {"步骤": "审议", "日期": "2026-03-28", "主体": "党员大会"},
]


def steps(*events, as_of=TODAY, names=(LIST,), **facts):
    record = cases.read({**(facts or VILLAGE), "经过": list(events)}, *names)
    return record, NextSteps(cases.kit(*names), cases.procedures(*names)).of(record, as_of)


def told(step, names=(LIST,), as_of=TODAY, language="zh"):
    return step_sentences(step, cases.kit(*names).evaluator.norms, as_of, language)


# --- the list of small powers: five discussions -------------------------------------------


def test_the_whole_way_from_the_proposal_on():
    _, found = steps()
    assert [(one.step, str(one.earliest)) for one in found] == [
        ("提议", "2026-04-15"),
        ("商议", "2026-04-15"),
        ("方案公示", "2026-04-15"),
        ("审议", "2026-05-01"),  # the day after the posting's fifteenth
        ("决议", "2026-05-01"),
        ("决议公示", "2026-05-01"),
        ("实施", "2026-05-05"),  # the day after three days
        ("评议", "2026-05-05"),
    ]
    assert [one.step for one in found if one.ready] == ["提议"]
    assert found[3].waits_for == ("方案公示",)


def test_the_meeting_is_told_in_heads_with_notice_and_minutes():
    _, found = steps(*DONE)
    assert told(found[0])[:6] == (
        "“决议”（应当办理）：最早2026年4月18日",
        "由村民代表会议、成员代表会议、村民会议或者成员大会进行",
        "由村民代表会议进行的，至少32人到会，其中同意至少17人",
        "2026年4月15日发通知的，最早2026年4月18日开会",
        "召集人包括村民委员会",
        "要有材料：会议记录",
    )
    assert (
        told(found[0], language="en")[2]
        == "if by 村民代表会议, at least 32 people present, at least 17 people in favour"
    )


@pytest.mark.parametrize(("representatives", "heads"), [(43, (32, 17)), (42, (32, 17)), (41, (31, 16))])
def test_heads_follow_the_village_s_own_numbers(representatives, heads):
    _, found = steps(*DONE, **{**VILLAGE, "村民代表": representatives})
    assert (found[0].event.value("实到"), found[0].event.value("同意")) == heads


def test_without_the_numbers_the_heads_are_asked_for():
    _, found = steps(*DONE, 程序="五议决策法")
    assert found[0].event.value("实到") is None
    assert "村民代表" in [fact.name for fact in found[0].asks] or "组成人员" in [fact.name for fact in found[0].asks]


def test_a_running_posting_must_end_first():
    running = [*DONE[:2], {"步骤": "方案公示", "日期": "2026-04-10", "止": "2026-04-25"}]
    _, found = steps(*running)
    assert told(found[0])[0] == "“方案公示”继续到2026年4月25日或者以后"
    assert (found[1].step, found[1].earliest) == ("审议", date(2026, 4, 26))


def test_a_posting_without_a_last_day_goes_on_as_long_as_it_must():
    _, found = steps(*DONE[:2], {"步骤": "方案公示", "日期": "2026-04-10"})
    assert told(found[0])[0] == "“方案公示”继续到2026年4月25日或者以后"
    assert (found[1].step, found[1].earliest) == ("审议", date(2026, 4, 26))
    assert found[0].goes_on is not None and found[0].goes_on in found[1].before


def test_a_day_that_is_not_stated_is_asked_for():
    undated = {"步骤": "决议", "主体": "村民代表会议", "实到": 32, "同意": 20}
    _, found = steps(*DONE, undated)
    assert found[0].step == "决议公示"
    assert "还要写明：决议的日期" in told(found[0])[-2]


def test_what_is_dated_after_the_day_of_the_check_is_still_to_be_taken():
    """A check on that day doesn't count it either; the year may be a slip of the pen."""
    _, without = steps(DONE[0])
    _, found = steps(DONE[0], {"步骤": "商议", "日期": "2026-04-20", "主体": "村务联席会议"})
    assert found[0].step == "商议" and found == without


def test_after_a_failed_vote_the_meeting_is_held_again():
    _, found = steps(*DONE, {"步骤": "决议", "日期": "2026-04-10", "实到": 31, "同意": 20, "结果": "未通过"})
    assert found[0].step == "决议"


def test_publication_has_a_last_day():
    met = {"步骤": "决议", "日期": "2026-04-10", "主体": "村民代表会议", "实到": 32, "同意": 20}
    _, found = steps(*DONE, met)
    posted = found[0]
    assert (posted.step, posted.latest) == ("决议公示", date(2026, 10, 10))  # six months, the law of 2025
    assert told(posted)[0] == "“决议公示”（应当办理）：现在就可以办（2026年4月15日起），最迟2026年10月10日"
    assert [need.what.value for need in posted.needs if need.what.name == "止"] == [date(2026, 4, 18)]
    assert [need.what.value for need in posted.advised if need.what.name == "止"] == [date(2026, 4, 30)]


def test_a_step_that_comes_too_late_says_so():
    met = {"步骤": "决议", "日期": "2026-04-10", "主体": "村民代表会议"}
    _, found = steps(*DONE[:3], met)
    (late,) = [one for one in found if one.step == "审议"]
    assert late.earliest is None and not late.ready
    assert told(late)[1].startswith("“决议”已经办了，现在单独补办“审议”不算补正，见“五议决策法·审议·办理”（《宁海县")
    assert [one.step for one in found if one.ready] == ["决议公示"]


def test_a_record_that_follows_no_procedure_has_no_steps_of_one():
    _, found = steps(*DONE, 地区="浙江省")
    assert {one.procedure for one in found} <= {""}


def test_acts_outside_procedures_are_told_where_findings_ask_for_them():
    signed = {"步骤": "签约", "日期": "2026-04-10"}
    record, found = steps(signed, 类别=["资产资源处置"], 评估价="8万元")
    filed = [one for one in found if one.step == "合同备案"]
    assert filed and filed[0].procedure == "" and filed[0].earliest == TODAY
    assert next_steps(cases.kit(LIST).evaluator, cases.procedures(LIST), record, TODAY) == found


# --- other procedures -----------------------------------------------------------------------


def test_the_four_steps_are_only_advised():
    names = ("ningbo/four_step",)
    _, found = steps({"步骤": "说事", "日期": "2026-04-01"}, names=names, 程序="和村惠民四步法")
    assert {one.force for one in found if one.procedure} == {Force.ADVISED}
    assert [one.step for one in found if one.procedure] == ["议事", "办事", "评事"]


def test_major_decisions_keep_optional_steps_apart():
    names = ("national/major_decisions",)
    facts = {"程序": "重大行政决策", "决策机关级别": "县级以上人民政府"}
    _, found = steps({"步骤": "拟订草案", "日期": "2026-04-01"}, names=names, **facts)
    by_name = {one.step: one for one in found}
    assert by_name["公开征求意见"].force is Force.MAY
    assert by_name["公开征求意见"].until == date(2026, 5, 15)  # thirty days, the first not counted
    assert by_name["部门协商"].force is Force.PERHAPS
    assert "涉及其他单位" in [fact.name for fact in by_name["部门协商"].asks]
    assert "公开征求意见" not in by_name["集体讨论决定"].waits_for


def test_a_hearing_is_announced_seven_days_before():
    names = ("national/major_decisions",)
    facts = {"程序": "重大行政决策", "决策机关级别": "县级以上人民政府"}
    _, found = steps({"步骤": "拟订草案", "日期": "2026-04-01"}, names=names, **facts)
    (hearing,) = [one for one in found if one.step == "听证会"]
    assert hearing.earliest == TODAY + timedelta(days=7)


# --- over all bundled scenarios ---------------------------------------------------------------


@settings(max_examples=150)
@given(st.data())
def test_every_step_on_its_first_day_breaks_nothing(data):
    case = data.draw(st.sampled_from(cases.scenarios()), "case")
    record = opened(case.record)
    for step in NextSteps(case.kit, case.procedures).of(case.record, case.as_of):
        for language in ("zh", "en"):
            assert all("{" not in one for one in step_sentences(step, case.kit.evaluator.norms, case.as_of, language))
        if step.blocks:
            assert step.earliest is None and step.latest is None
            continue
        assert step.earliest is not None and step.earliest >= case.as_of
        before = applied(record, step.before)
        change = step.goes_on or step.event
        day = day_of((*step.before, change), case.as_of)
        without, after = View(case.kit, before, day), View(case.kit, applied(before, (change,)), day)
        assert {
            norm_id
            for norm_id in after.violated - without.violated
            if step.force is Force.ADVISED or not after.findings[norm_id].norm.advice
        } == set()


@settings(max_examples=150)
@given(st.data())
def test_the_last_day_is_the_last(data):
    case = data.draw(st.sampled_from([one for one in cases.scenarios() if one.procedures]), "case")
    for step in NextSteps(case.kit, case.procedures).of(case.record, case.as_of):
        if step.latest is None or step.earliest is None:
            continue
        before = applied(opened(case.record), step.before)
        days = (step.latest - step.earliest).days
        broken = []
        for late in (days, days + 1):
            event = moved(step.event, late)
            assert event is not None
            # judged once both are over: what is broken by then without it doesn't count
            day = day_of((*step.before, moved(step.event, 400) or event), case.as_of)
            broken.append(step.latest_by in View(case.kit, applied(before, (event,)), day).violated)
        assert broken == [False, True]


def test_steps_do_not_depend_on_the_order_of_the_record():
    record, found = steps(*DONE)
    turned = record.model_copy(update={"events": record.events[::-1]})
    assert NextSteps(cases.kit(LIST), cases.procedures(LIST)).of(turned, TODAY) == found
