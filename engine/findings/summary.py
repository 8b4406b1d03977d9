"""Findings put in order, and what to supply first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dsl.describe.words import Language
from engine.findings.nodes import Finding, MissingFact, Verdict
from engine.findings.prose import missing_text
from engine.findings.words import say

_ORDER = (Verdict.VIOLATED, Verdict.UNKNOWN, Verdict.PENDING, Verdict.COMPLIANT)


@dataclass(frozen=True, slots=True)
class Lacking:
    """Undecided findings that lack the same facts."""

    missing: tuple[MissingFact, ...]
    findings: tuple[Finding, ...]


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Violated, undecided, pending, compliant, then advice, then what doesn't apply; else as they were."""
    return tuple(sorted(findings, key=_place))


def _place(finding: Finding) -> int:
    if finding.verdict is Verdict.NOT_APPLICABLE:
        return len(_ORDER) + 1
    return len(_ORDER) if finding.norm.advice else _ORDER.index(finding.verdict)


def lacking(findings: Iterable[Finding]) -> tuple[Lacking, ...]:
    """Undecided findings by the facts that they lack: those that decide most first, then those with fewest facts."""
    groups: dict[frozenset[MissingFact], list[Finding]] = {}
    for finding in findings:
        if finding.verdict is Verdict.UNKNOWN and finding.missing:
            groups.setdefault(frozenset(finding.missing), []).append(finding)
    found = [Lacking(several[0].missing, tuple(several)) for several in groups.values()]
    return tuple(sorted(found, key=lambda group: (-len(group.findings), len(group.missing))))


def lacking_text(group: Lacking, language: Language = "zh") -> str:
    """What supplying the facts would decide: 补充 决议的实到，可判定 3 项."""
    return say("decides", language, facts=missing_text(group.missing, language), count=str(len(group.findings)))
