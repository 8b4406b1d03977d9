"""The rule engine beside the reference: where the two differ, the reference decides, and the finding says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from engine.findings.nodes import Finding, Report, Verdict
from engine.interpret.codes import Code
from engine.interpret.evaluator import overall

DIFFERS = "引擎不一致"
"""Begins what is said of a finding on which the engine gives no answer, or another one."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A norm on which the two differ; ``engine`` is None where it gave no answer."""

    norm: str
    reference: Verdict
    engine: Verdict | None


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """Of how many norms the engine was asked, and where it differs."""

    asked: int
    disagreements: tuple[Disagreement, ...]


def second_opinion(findings: Sequence[Finding], codes: Sequence[Code | None]) -> SecondOpinion:
    """Compare the reference's findings with the engine's codes, norm by norm."""
    differing = []
    for finding, code in zip(findings, codes, strict=True):
        given = None if code is None else code.verdict
        if given is not finding.verdict:
            differing.append(Disagreement(finding.norm.id, finding.verdict, given))
    return SecondOpinion(len(findings), tuple(differing))


def marked(report: Report, opinion: SecondOpinion) -> Report:
    """The reference's report, each finding on which the engine differs marked."""
    if not opinion.disagreements:
        return report
    by_norm = {one.norm: one for one in opinion.disagreements}
    findings = tuple(
        replace(one, human=(*one.human, _said(by_norm[one.norm.id]))) if one.norm.id in by_norm else one
        for one in report.findings
    )
    return replace(report, findings=findings)


def by_engine(report: Report, opinion: SecondOpinion) -> Report:
    """The report with the engine's verdicts, for whoever asks for them alone; 待补充 where it gave none.

    A finding that differs keeps its facts, but not the reference's reasons.
    """
    by_norm = {one.norm: one for one in opinion.disagreements}
    findings = []
    for finding in marked(report, opinion).findings:
        one = by_norm.get(finding.norm.id)
        if one is not None:
            verdict = one.engine or Verdict.UNKNOWN
            finding = replace(finding, verdict=verdict, reasons=(), missing=(), deadline=None, exception="")
        findings.append(finding)
    return replace(report, findings=tuple(findings), overall=overall(findings))


def _said(one: Disagreement) -> str:
    if one.engine is None:
        return f"{DIFFERS}：规则引擎没有给出结论，参照的核对是{one.reference.chinese}，请人工复核"
    return f"{DIFFERS}：规则引擎的结论是{one.engine.chinese}，参照的核对是{one.reference.chinese}，请人工复核"
