"""How to put right: every way, followed to its end, is judged by the evaluator; where there is none, it says so."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.advice.changes import AddStep, SetAside, applied, day_of
from engine.advice.kit import View
from engine.advice.mend import Hopeless, Mender, ways
from engine.advice.mend_text import way_sentences
from engine.advice.steps import opened
from engine.findings.nodes import Verdict
from tests.engine.advice import cases
from tests.engine.advice.test_steps import DONE, LIST, VILLAGE

TODAY = date(2026, 4, 20)
QUORUM, POSTED = f"{LIST}:五议决策法·决议·到会", f"{LIST}:五议决策法·方案公示·公示"
MET = {"步骤": "决议", "日期": "2026-04-10", "主体": "村民代表会议", "实到": 31, "同意": 20}


def found(*events, norm, names=(LIST,), as_of=TODAY, **facts):
    record = cases.read({**(facts or VILLAGE), "经过": list(events)}, *names)
    return record, Mender(cases.kit(*names), cases.procedures(*names)).ways(record, as_of, norm)


def told(*events, norm, names=(LIST,), as_of=TODAY, language="zh", **facts):
    record, some = found(*events, norm=norm, names=names, as_of=as_of, **facts)
    rule = cases.kit(*names).judges[norm].norm
    return [way_sentences(one, rule, record, as_of, language) for one in some]


def test_a_meeting_without_quorum_is_held_again():
    (way,) = told(*DONE, MET, norm=QUORUM)
    assert way[0] == (
        "重新办理“决议”（原来的一次在记录里写明结果作废）：日期不早于2026年4月23日，主体包括村民代表会议，"
        "通知日2026年4月20日，实到不少于32人，召集人包括村民委员会，同意不少于17人，有材料：会议记录"
    )
    assert way[1].startswith("做完这些（最早2026年4月23日），“五议决策法·决议·到会”就合规了")
    assert way[-1] == "这里只说程序怎样补正，不说原来的决定有没有效力"


def test_a_meeting_with_quorum_needs_nothing():
    assert told(*DONE, {**MET, "实到": 32}, norm=QUORUM) == []


def test_what_rests_on_a_meeting_is_done_again_as_well():
    posted = {"步骤": "决议公示", "日期": "2026-04-11", "止": "2026-04-14"}
    _, some = found(*DONE, MET, posted, norm=QUORUM)
    assert [(type(one), one.step) for one in some[0].changes] == [
        (SetAside, "决议"),
        (SetAside, "决议公示"),
        (AddStep, "决议"),
        (AddStep, "决议公示"),
    ]


@pytest.mark.parametrize(("until", "number"), [("2026-03-24", 3), ("2026-03-25", 0)])
def test_a_posting_a_day_short_is_repeated_with_what_followed(until, number):
    posted = {"步骤": "方案公示", "日期": "2026-03-10", "止": until}
    _, some = found(*DONE[:2], posted, DONE[3], {**MET, "实到": 32}, norm=POSTED)
    assert sum(isinstance(one, AddStep) for way in some[:1] for one in way.changes) == number


ECONOMY = "national/collective_economy"
DECIDED = f"{ECONOMY}:集体财产·先由成员会议决定"
SALE = {"类别": "处分集体财产", "经过完整": "是"}


@pytest.mark.parametrize("as_of", [date(2026, 5, 20), date(2026, 5, 21)])
def test_what_had_to_come_first_is_not_made_up_on_the_day_of_the_contract(as_of):
    """Days alone don't tell that the meeting came after the signing."""
    _, some = found({"步骤": "签约", "日期": "2026-05-20"}, norm=DECIDED, names=(ECONOMY,), as_of=as_of, **SALE)
    assert some and all(SetAside in map(type, way.changes) or way.hopeless for way in some)


def test_contracts_need_a_person_to_judge():
    carried_out = {"步骤": "实施", "日期": "2026-04-12"}
    (way,) = told(
        *DONE, {**MET, "实到": 32}, carried_out, norm=f"{LIST}:五议决策法·决议公示·办理", 经过完整="是", **VILLAGE
    )
    assert "已经实施的，能不能停下、重来，要看合同和法律，需人工判断" in way


def test_a_missing_paper_is_brought():
    met = {**MET, "实到": 32, "缺少材料": ["会议记录"]}
    (first, *_) = told(*DONE, met, norm="zhejiang/organic_law_measures:两会会议记录")
    assert first[0] == "补齐“决议”的材料：会议记录（只补真实有过的，不得倒签日期）"


def test_a_deadline_that_has_passed_cannot_be_met_any_more():
    norm = "national/organic_law:决定的公布·六个月"
    (way,) = told(*DONE, {**MET, "实到": 32}, norm=norm, as_of=date(2026, 10, 11), 经过完整="是", **VILLAGE)
    assert way[0] == "为时已晚：“决定的公布·六个月”的时间已经过去，现在办也不能符合了"
    assert way[1].startswith("仍然应当尽快办理“公布决定”：日期不早于2026年10月11日")
    assert told(*DONE, {**MET, "实到": 32}, norm=norm, as_of=date(2026, 10, 10), 经过完整="是", **VILLAGE) == []


def test_what_no_act_can_change_is_for_a_person():
    _, (way,) = found(*DONE, norm=f"{LIST}:全程监督", **{**VILLAGE, "全程监督": ["村民委员会"]})
    assert way.hopeless is Hopeless.HUMAN and way.changes == ()
    assert told(*DONE, norm=f"{LIST}:全程监督", language="en", **{**VILLAGE, "全程监督": ["村民委员会"]})[0][0] == (
        "for a person to judge (需人工): nothing done from now on meets “全程监督”"
    )


def test_the_public_function_answers_for_a_finding():
    record, some = found(*DONE, MET, norm=QUORUM)
    evaluator = cases.kit(LIST).evaluator
    finding = View(cases.kit(LIST), record, TODAY).finding(QUORUM)
    assert ways(evaluator, cases.procedures(LIST), record, TODAY, finding) == some


VOID = ("无效", "void", "撤销", "invalid")


@settings(max_examples=100)
@given(st.data())
def test_every_way_is_what_it_says(data):
    case = data.draw(st.sampled_from(cases.scenarios()), "case")
    mender = Mender(case.kit, case.procedures)
    actual = View(case.kit, case.record, case.as_of).violated
    for norm_id in sorted(actual)[:4]:
        some = mender.ways(case.record, case.as_of, norm_id)
        assert some
        for way in some:
            norm = case.kit.judges[norm_id].norm
            for language in ("zh", "en"):
                sentences = way_sentences(way, norm, case.record, case.as_of, language)
                ours = [one for one in sentences if not one.startswith(("规定的处理", "the remedy"))]
                assert not any(word in one for one in ours for word in VOID if word not in norm.name)
            day = day_of(way.changes, case.as_of)
            assert way.day == day
            if way.hopeless is not None:
                continue
            assert way.changes
            record = opened(case.record)
            after = View(case.kit, applied(record, way.changes), day)
            assert after.finding(norm_id).verdict is way.verdict is not Verdict.VIOLATED
            new = after.violated - View(case.kit, record, day).violated - actual
            assert {one for one in new if not after.findings[one].norm.advice} == set()
            added = [one for one in way.changes if isinstance(one, AddStep)]
            assert all(one.day is not None and one.day >= case.as_of for one in added)


def test_most_violations_of_the_bundled_scenarios_can_be_put_right():
    mended = hopeless = 0
    for case in cases.scenarios()[::40]:
        mender = Mender(case.kit, case.procedures)
        for norm_id in View(case.kit, case.record, case.as_of).violated:
            some = mender.ways(case.record, case.as_of, norm_id)
            mended, hopeless = mended + (some[0].hopeless is None), hopeless + (some[0].hopeless is not None)
    assert mended > 2 * hopeless > 0
