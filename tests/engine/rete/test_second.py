"""The second opinion: what is said where the engine differs, and that the reference decides."""

from __future__ import annotations

from engine.findings.nodes import Overall, Verdict
from engine.interpret.codes import Code
from engine.interpret.evaluator import compile_programs
from engine.rete.second import DIFFERS, by_engine, marked, second_opinion
from tests.engine.interpret.build import AS_OF, at_least, count, fact, norm, program, record

MET, MISSED = norm(at_least(fact("实到"), count(32)), name="到会"), norm(at_least(fact("同意"), count(17)), name="通过")
REPORT = compile_programs([program(MET, MISSED)]).report(record(实到=32, 同意=16), AS_OF)


def test_where_both_agree_nothing_is_said():
    opinion = second_opinion(REPORT.findings, [Code.COMPLIANT, Code.VIOLATED])
    assert (opinion.asked, opinion.disagreements) == (2, ())
    assert marked(REPORT, opinion) is REPORT


def test_another_verdict_is_marked_and_the_reference_decides():
    report = marked(REPORT, second_opinion(REPORT.findings, [Code.VIOLATED, Code.VIOLATED]))
    assert [one.verdict for one in report.findings] == [Verdict.COMPLIANT, Verdict.VIOLATED]
    assert report.findings[0].human == (f"{DIFFERS}：规则引擎的结论是违规，参照的核对是合规，请人工复核",)
    assert report.findings[1].human == ()
    assert report.overall is Overall.VIOLATED


def test_no_answer_is_marked():
    report = marked(REPORT, second_opinion(REPORT.findings, [Code.COMPLIANT, None]))
    assert report.findings[1].verdict is Verdict.VIOLATED
    assert "没有给出结论" in report.findings[1].human[0]


def test_by_the_engine_alone_its_verdicts_count():
    report = by_engine(REPORT, second_opinion(REPORT.findings, [Code.COMPLIANT, Code.COMPLIANT]))
    assert report.overall is Overall.COMPLIANT
    assert report.findings[1].verdict is Verdict.COMPLIANT and report.findings[1].reasons == ()
    assert report.findings[0].reasons
    silent = by_engine(REPORT, second_opinion(REPORT.findings, [None, Code.COMPLIANT]))
    assert silent.findings[0].verdict is Verdict.UNKNOWN and silent.overall is Overall.INCOMPLETE
