"""What to ask: the most useful first, with what each answer would mean, tried by the evaluator."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.advice.changes import DidNotHappen, applied
from engine.advice.kit import View
from engine.advice.questions import MOST, Questions, questions
from engine.advice.questions_text import question_sentences
from engine.findings.nodes import Verdict
from tests.engine.advice import cases
from tests.engine.advice.test_steps import DONE, LIST, VILLAGE

TODAY = date(2026, 4, 20)
MET = {"步骤": "决议", "日期": "2026-04-10", "主体": "村民代表会议"}


def asked(*events, names=(LIST,), **facts):
    record = cases.read({**(facts or VILLAGE), "经过": list(events)}, *names)
    kit = cases.kit(*names)
    return record, Questions(kit).of(record, TODAY, list(View(kit, record, TODAY).findings.values()))


def told(record, question, language="zh"):
    return question_sentences(question, record, TODAY, language)


def by_name(found, name):
    return next(one for one in found if one.fact.name == name)


def test_the_quorum_is_asked_on_both_sides_of_the_boundary():
    record, found = asked(*DONE, MET)
    assert told(record, by_name(found, "实到")) == (
        "“决议”的“实到”是多少",
        "31人：违规（村民代表会议·到会、五议决策法·决议·到会）",
        "32人：合规（村民代表会议·到会、五议决策法·决议·到会）",
    )
    assert told(record, by_name(found, "实到"), "en")[0] == "how much is “实到” of “决议”"


@pytest.mark.parametrize(("representatives", "missed"), [(43, 31), (41, 30)])
def test_boundaries_follow_the_village_s_own_numbers(representatives, missed):
    _, found = asked(*DONE, MET, **{**VILLAGE, "村民代表": representatives})
    values = [answer.changes[0].value for answer in by_name(found, "实到").answers]
    assert values == [missed, missed + 1]


def test_days_papers_and_flags():
    record, found = asked(*DONE, MET)
    assert told(record, by_name(found, "会议记录")) == (
        "“决议”有没有材料“会议记录”",
        "有：合规（档案·会议记录、两会会议记录）",
        "没有：违规（档案·会议记录、两会会议记录）",
    )
    assert told(record, by_name(found, "重要事项"))[0] == "“重要事项”是不是"
    _, found = asked(*DONE, MET, **{**VILLAGE, "全程监督": ["村务监督委员会"]})
    notice = by_name(found, "通知日")
    assert told(record, notice) == (
        "“决议”的“通知日”是哪一天",
        "2026年4月7日：合规（村民代表会议告知）",
        "2026年4月8日：违规（村民代表会议告知）",
    )


def test_all_that_the_record_is_silent_on_is_one_question():
    record, found = asked(*DONE, MET)
    silent = found[0]
    assert silent.fact.name == "经过完整"
    assert all(isinstance(one, DidNotHappen) for one in silent.answers[0].changes)
    assert {verdict for _, verdict in silent.answers[0].verdicts} == {Verdict.NOT_APPLICABLE}
    assert told(record, silent)[1].startswith("都没有：不适用（")
    # the steps that others hang on are asked for by themselves, or left for later
    assert "决议公示" not in {one.step for one in silent.answers[0].changes}


def test_a_fact_that_decides_nothing_alone_is_told_with_what_it_helps():
    record, found = asked(*DONE, MET, 程序="五议决策法")
    members = [one for one in found if one.fact.name in ("组成人员", "村民代表")]
    assert members and "和别的事实一起，才能判定" in told(record, members[0])[-1]


def test_a_complete_record_leaves_nothing_to_ask():
    names = ("national/organic_law",)
    record = cases.read({"经过完整": "是", "日期": "2026-04-10"}, *names)
    kit = cases.kit(*names)
    findings = list(View(kit, record, TODAY).findings.values())
    assert questions(kit.evaluator, record, TODAY, findings) == ()


def test_few_questions_are_asked_and_the_most_useful_first():
    _, found = asked(*DONE, MET)
    assert len(found) <= MOST
    assert len(found[0].decides) == max(len(one.decides) for one in found)


@settings(max_examples=120)
@given(st.data())
def test_every_answer_means_what_it_says(data):
    case = data.draw(st.sampled_from(cases.scenarios()), "case")
    findings = View(case.kit, case.record, case.as_of).findings
    for question in Questions(case.kit).of(case.record, case.as_of, list(findings.values())):
        assert question.open
        assert all(findings[norm_id].verdict is Verdict.UNKNOWN for norm_id in question.open)
        outcomes = [answer.verdicts for answer in question.answers]
        assert len(set(outcomes)) == len(outcomes)
        for answer in question.answers:
            after = View(case.kit, applied(case.record, answer.changes), case.as_of)
            for norm_id, verdict in answer.verdicts:
                assert verdict is not Verdict.UNKNOWN
                assert after.finding(norm_id).verdict is verdict
        for language in ("zh", "en"):
            sentences = question_sentences(question, case.record, case.as_of, language)
            assert all(one and "{" not in one for one in sentences)


def test_questions_decide_much_of_what_is_open_in_the_scenarios():
    open_ = decided = 0
    for case in cases.scenarios()[::25]:
        findings = View(case.kit, case.record, case.as_of).findings
        unknown = {key for key, one in findings.items() if one.verdict is Verdict.UNKNOWN}
        found = Questions(case.kit).of(case.record, case.as_of, list(findings.values()))
        open_ += len(unknown)
        decided += len(unknown & {norm_id for one in found for norm_id in one.decides})
    assert decided > open_ // 2
