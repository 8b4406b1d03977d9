"""Every bundled norm has scenarios that state what comes out of it: met, violated, a fact missing, not applicable.

So has every exception, where it holds, and every boundary, on both sides. What
has none is listed here with the reason.
"""

from __future__ import annotations

from functools import cache

import pytest

from cunwu.suites import suites
from engine.coverage import Collector, Coverage
from engine.findings.nodes import Verdict
from rulesets.loader import VOCABULARY, bundled_ids

MET, VIOLATED, UNKNOWN, NOT_APPLICABLE = (
    Verdict.COMPLIANT,
    Verdict.VIOLATED,
    Verdict.UNKNOWN,
    Verdict.NOT_APPLICABLE,
)
NORMS: dict[str, dict[str, tuple[Verdict, ...]]] = {
    # an act that is forbidden outright is never met; of what is asked only where it is stated nothing is missing
    "national/collective_economy": {
        "成员代表大会·不能代行": (MET,),
        "成员大会·通知三项": (UNKNOWN,),
        "成员代表·每五户至十五户一人": (UNKNOWN,),
        "理事会·任期五年": (UNKNOWN,),
        "转让租赁·不低于评估价": (UNKNOWN,),
        "请求撤销·决定作出五年内": (VIOLATED,),
    },
    # how many days is left open
    "national/four_discussions": {
        "四议两公开·决议公示·公示": (
            MET,
            VIOLATED,
        ),
        "四议两公开·结果公告·公示": (
            MET,
            VIOLATED,
        ),
    },
    # forbidden outright
    "national/land": {
        "承包地·禁止调整": (MET,),
        "宅基地·处分住宅后申请": (MET,),
    },
    # forbidden outright; asked only where it is stated
    "national/organic_law": {
        "2010年起·决定的内容": (UNKNOWN,),
        "2025年起·决定的内容": (UNKNOWN,),
        "担保": (MET,),
        "撤换": (MET,),
        "干预自治": (MET,),
    },
    # asked only where it is stated
    "national/tendering": {
        "投标人关系": (UNKNOWN,),
    },
    # asked only where it is stated
    "national/village_election": {
        "2025年起·辞职·终止之日": (UNKNOWN,),
    },
    # the numbers are left open
    "ningbo/four_step": {
        "清单公布期限": (
            MET,
            VIOLATED,
        ),
        "议事间隔提示": (
            MET,
            VIOLATED,
        ),
        "办事间隔提示": (
            MET,
            VIOLATED,
        ),
        "评事间隔提示": (
            MET,
            VIOLATED,
        ),
    },
    # the county sets the amount
    "zhejiang/collective_assets": {
        "资产交易·进场": (
            MET,
            VIOLATED,
        ),
    },
    # a county fills the numbers in: examples/township shows both sides
    "zhejiang/county_list": {
        "事项1·程序": (
            MET,
            VIOLATED,
            NOT_APPLICABLE,
        ),
        "事项7·程序": (
            UNKNOWN,
            NOT_APPLICABLE,
        ),
        "事项8·程序": (
            UNKNOWN,
            NOT_APPLICABLE,
        ),
        "村级采购·询价": (
            MET,
            VIOLATED,
        ),
        "村级采购·公开招标": (
            MET,
            VIOLATED,
        ),
        "村级工程·公开招标": (
            MET,
            VIOLATED,
        ),
        "村级工程·验收": (
            MET,
            VIOLATED,
        ),
        "资产资源处置·小额公开": (
            MET,
            VIOLATED,
        ),
        "资产资源处置·合同备案": (
            MET,
            VIOLATED,
        ),
        "财务开支·较大": (
            MET,
            VIOLATED,
        ),
        "财务开支·巨大": (
            MET,
            VIOLATED,
        ),
        "财务开支·先审查": (
            MET,
            VIOLATED,
        ),
        "印章·批准": (
            MET,
            VIOLATED,
        ),
        "印章·登记": (
            MET,
            VIOLATED,
        ),
        "宅基地·公示日数": (
            MET,
            VIOLATED,
        ),
    },
    # forbidden outright
    "zhejiang/land": {
        "宅基地·已达标再申请": (MET,),
    },
}
"""The verdicts that no scenario states, norm by norm, and why."""
BOUNDARIES = {
    "national/collective_economy": 3,  # five years on, the working days aren't known yet; a late action isn't pending
    "national/tendering": 3,  # sums over a year, whose other addend moves with them
}
"""How many boundaries are not tried on both sides."""


@cache
def coverage(ruleset: str) -> Coverage:
    (suite,) = suites([ruleset])
    collector = Collector(suite.ruleset, suite.runner.norms(suite.ruleset))
    for run in suite.runner.runs(suite.ruleset, suite.scenarios):
        collector.add(run)
    return collector.coverage()


@pytest.mark.parametrize("ruleset", [id_ for id_ in bundled_ids() if id_ != VOCABULARY])
def test_what_has_no_scenario_is_listed_here(ruleset: str) -> None:
    found = coverage(ruleset)
    assert {one.norm.name: one.lacking for one in found.norms if one.lacking} == NORMS.get(ruleset, {})
    assert [f"{one.norm.name}：{one.name}" for one in found.exceptions if not one.seen.covered] == []
    assert sum(not one.covered for one in found.boundaries) == BOUNDARIES.get(ruleset, 0)
