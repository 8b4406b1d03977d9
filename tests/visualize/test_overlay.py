from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dsl.norms.nodes import CONCLUDED, TRUE, Fact, Kind, Norm, Stated
from dsl.values import FieldType, Interval
from engine.facts import Facts, Occurrence
from engine.findings.nodes import CONDITION, Finding, Reason, Verdict
from tests.visualize.procedures import FIVE_DELIBERATIONS, ORGANIC_LAW, SPAN, procedure, step
from visualize import StepOverlay, StepStatus, overlay_of

V, S = Verdict, StepStatus


def finding(
    name: str, verdict: Verdict, at: str = "", *, advice: bool = False, deadline: date | None = None
) -> Finding:
    norm = Norm(
        "test", name, Kind.OBLIGATION, advice, None, TRUE, TRUE, (), None, Interval(), (ORGANIC_LAW,), "", "", (), SPAN
    )
    return Finding(norm, verdict, at, None, ORGANIC_LAW, (), (), (), deadline, "", ())


def occurrence(name: str, number: int = 1, **values) -> Occurrence:
    return Occurrence(name, number, values, frozenset(), frozenset(), False, {})


def facts(*occurrences: Occurrence) -> Facts:
    by_name: dict[str, tuple[Occurrence, ...]] = {}
    for each in occurrences:
        by_name[each.step] = (*by_name.get(each.step, ()), each)
    return Facts({}, by_name, False, None, {}, ())


def overlay(name: str, findings, *occurrences: Occurrence) -> StepOverlay:
    return overlay_of(FIVE_DELIBERATIONS, findings, facts(*occurrences)).steps[name]


HELD = occurrence("决议", 日期=date(2024, 3, 5), 应到=48, 实到=32, 同意=31, 弃权=1)


@pytest.mark.parametrize(
    ("verdicts", "happened", "status"),
    [
        ([V.COMPLIANT, V.VIOLATED, V.UNKNOWN], True, S.VIOLATED),
        ([V.COMPLIANT, V.UNKNOWN, V.PENDING], True, S.UNKNOWN),
        ([V.COMPLIANT, V.PENDING], True, S.PENDING),
        ([V.COMPLIANT, V.NOT_APPLICABLE], True, S.COMPLIANT),
        ([V.NOT_APPLICABLE], True, S.NOT_APPLICABLE),
        ([], True, S.NOT_APPLICABLE),
        ([V.VIOLATED], False, S.VIOLATED),
        ([V.UNKNOWN, V.NOT_APPLICABLE], False, S.UNKNOWN),
        ([V.PENDING], False, S.PENDING),
        ([V.COMPLIANT], False, S.NOT_STARTED),
        ([V.NOT_APPLICABLE], False, S.NOT_STARTED),
        ([], False, S.NOT_STARTED),
    ],
)
def test_status(verdicts, happened, status):
    found = [finding(f"五议决策法·决议·要求{i}", verdict) for i, verdict in enumerate(verdicts)]
    assert overlay("决议", found, *([HELD] if happened else [])).status is status


def test_a_step_that_a_condition_or_an_exception_spares_the_case():
    spared = replace(finding("五议决策法·决议·办理", V.NOT_APPLICABLE), exception="紧急情况")
    assert overlay("决议", [spared]).status is S.NOT_APPLICABLE
    unmet = Reason(CONDITION, TRUE, False, ())
    assert overlay("决议", [replace(spared, exception="", reasons=(unmet,))]).status is S.NOT_APPLICABLE
    concluded = Stated(Fact(CONCLUDED, FieldType.FLAG))
    waiting = replace(spared, exception="", reasons=(replace(unmet, expr=concluded),))
    assert overlay("决议", [waiting]).status is S.NOT_STARTED


def test_advice_does_not_count_but_is_told():
    found = [finding("五议决策法·决议·到会", V.COMPLIANT), finding("五议决策法·决议·材料", V.VIOLATED, advice=True)]
    shown = overlay("决议", found, HELD)
    assert shown.status is S.COMPLIANT
    assert shown.details[1].startswith("提示：五议决策法·决议·材料")


def test_a_finding_belongs_to_the_step_in_its_name():
    found = [finding("五议决策法·决议公示·次序", V.VIOLATED, at="决议")]
    assert overlay("决议公示", found).status is S.VIOLATED
    assert overlay("决议", found).status is S.NOT_STARTED


def test_a_finding_of_another_rule_belongs_to_the_step_that_decided():
    found = [finding("代表会议到会人数", V.VIOLATED, at="决议"), finding("招标", V.VIOLATED, at="开标")]
    shown = overlay_of(FIVE_DELIBERATIONS, found, facts(HELD)).steps
    assert [name for name, each in shown.items() if each.status is S.VIOLATED] == ["决议"]


def test_a_name_in_a_name():
    proc = procedure("测", step("公示"), step("公示·复核"))
    shown = overlay_of(proc, [finding("测·公示·复核·历时", V.VIOLATED)], facts()).steps
    assert shown["公示"].status is S.NOT_STARTED
    assert shown["公示·复核"].status is S.VIOLATED


def test_every_step_has_an_overlay():
    shown = overlay_of(FIVE_DELIBERATIONS, [], facts())
    assert list(shown.steps) == [each.name for each in FIVE_DELIBERATIONS.steps]


@pytest.mark.parametrize(
    ("days", "text"),
    [
        ([{"日期": date(2024, 3, 5)}], "2024年3月5日"),
        ([{"日期": date(2024, 3, 5), "止": date(2024, 3, 5)}], "2024年3月5日"),
        ([{"日期": date(2024, 3, 5), "止": date(2024, 3, 20)}], "2024年3月5日至20日"),
        ([{"日期": date(2024, 3, 25), "止": date(2024, 4, 9)}], "2024年3月25日至4月9日"),
        ([{"日期": date(2024, 12, 25), "止": date(2025, 1, 9)}], "2024年12月25日至2025年1月9日"),
        ([{"止": date(2024, 3, 20)}], "至2024年3月20日"),
        ([{"日期": date(2024, 3, 5)}, {"日期": date(2024, 4, 2)}], "2024年3月5日、2024年4月2日"),
        ([{"日期": date(2024, 3, day)} for day in (5, 6, 7)], "2024年3月5日、2024年3月7日（共3次）"),
        ([{"日期": date(2024, 3, 5)}, {}], "2024年3月5日"),
        ([{}], ""),
        ([], ""),
    ],
)
def test_dates(days, text):
    assert overlay("决议", [], *(occurrence("决议", i, **each) for i, each in enumerate(days, 1))).dates == text


def test_counts_are_those_of_the_last_meeting():
    earlier = occurrence("决议", 日期=date(2024, 3, 1), 实到=12)
    assert overlay("决议", [], earlier, HELD).counts == ("应到48 实到32", "同意31 弃权1")
    assert overlay("决议", [], occurrence("决议", 日期=date(2024, 3, 5))).counts == ()
    assert overlay("决议", [], occurrence("决议", 同意=0)).counts == ("同意0",)


def test_details_say_verdict_norm_deadline_and_article():
    found = [
        finding("五议决策法·决议·到会", V.VIOLATED),
        finding("五议决策法·决议·次序", V.NOT_APPLICABLE),
        finding("五议决策法·决议·备案", V.PENDING, deadline=date(2024, 3, 15)),
    ]
    assert overlay("决议", found, HELD).details == (
        "违规：五议决策法·决议·到会【《中华人民共和国村民委员会组织法》第二十六条第二款】",
        "未到期：五议决策法·决议·备案，截止2024年3月15日【《中华人民共和国村民委员会组织法》第二十六条第二款】",
    )
