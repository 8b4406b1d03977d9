"""Findings in order, and what to supply first."""

from __future__ import annotations

from fractions import Fraction

from dsl.norms.nodes import TRUE, Act, Happened, Or, Scale
from engine.findings.nodes import Verdict
from engine.findings.summary import in_order, lacking, lacking_text
from engine.interpret.evaluator import compile_programs
from tests.engine.interpret.build import (
    AS_OF,
    Const,
    FieldType,
    at_least,
    count,
    current,
    day,
    event,
    fact,
    more_than,
    norm,
    program,
    record,
)

DUE = Const(day("2025-03-01"), FieldType.DATE)


def findings(*norms, facts):
    return compile_programs([program(*norms)]).findings(facts, AS_OF)


def test_the_order_of_findings():
    norms = [
        norm(TRUE, name="合规"),
        norm(TRUE, None, Or(()), name="不适用"),
        norm(Or(()), name="提示", advice=True),
        norm(Or(()), name="未到期", deadline=DUE),
        norm(Happened(Act(("招标",))), name="待补充"),
        norm(Or(()), name="违规"),
        norm(TRUE, name="也合规"),
    ]
    ordered = in_order(findings(*norms, facts=record()))
    assert [finding.norm.name for finding in ordered] == [
        "违规",
        "待补充",
        "未到期",
        "合规",
        "也合规",
        "提示",
        "不适用",
    ]


def test_advice_that_does_not_apply_comes_last():
    norms = [norm(TRUE, None, Or(()), name="甲", advice=True), norm(TRUE, name="乙", advice=True)]
    assert [finding.norm.name for finding in in_order(findings(*norms, facts=record()))] == ["乙", "甲"]


def test_what_decides_most_comes_first():
    quorum = at_least(current("实到"), Scale(fact("组成人员"), Fraction(2, 3)))
    norms = [
        norm(at_least(current("实到"), fact("乙")), "决议", name="乙"),
        norm(quorum, "决议", name="一"),
        norm(quorum, "村民代表会议", name="二"),
        norm(more_than(fact("组成人员"), count(20)), name="三"),
        norm(at_least(fact("丁"), fact("丙")), name="丙丁"),
    ]
    groups = lacking(findings(*norms, facts=record(event("决议", 实到=31, 主体=frozenset({"村民代表会议"})))))
    assert [[finding.norm.name for finding in group.findings] for group in groups] == [
        ["一", "二", "三"],
        ["乙"],
        ["丙丁"],
    ]
    assert lacking_text(groups[0]) == "补充 组成人员（记录），可判定 3 项"
    assert lacking_text(groups[0], "en") == "supply 组成人员 (record) to decide 3"


def test_the_same_facts_in_another_order_are_the_same():
    both = findings(
        norm(at_least(fact("甲"), fact("乙")), name="一"),
        norm(at_least(fact("乙"), fact("甲")), name="二"),
        facts=record(),
    )
    (group,) = lacking(both)
    assert len(group.findings) == 2
    assert [missing.name for missing in group.missing] == ["甲", "乙"]


def test_nothing_is_lacking():
    decided = findings(norm(TRUE), facts=record())
    assert decided[0].verdict is Verdict.COMPLIANT
    assert lacking(decided) == ()
