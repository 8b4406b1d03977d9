"""How a scenario came out, part by part of what it expects."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dsl.diagnostics.nodes import Diagnostic, Span
from dsl.model.nodes import Expectation, Scenario
from engine.facts import Facts
from engine.findings.nodes import Finding, Overall


class Failure(StrEnum):
    """Why a scenario failed."""

    RECORD = "记录有误"
    AS_OF = "审查日有误"
    NORM = "没有这条规范"
    VERDICT = "结论不同"
    MISSING = "缺少的事实不同"
    READING = "不取决于这个读法"
    REASON = "理由不同"


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One expectation that wasn't met: what the file says, what came out, and where it stands.

    ``finding`` is what came out for a norm; ``behind`` are, for the record as a
    whole, the findings that its verdict rests on; ``diagnostics`` say why a record
    could not be made; ``nearest`` is what comes nearest to what was expected:
    a norm's name, or a piece of the reasons.
    """

    failure: Failure
    expected: str
    actual: str
    span: Span
    finding: Finding | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    nearest: str = ""
    behind: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one expectation.

    ``found`` are the findings with which it was compared (none for one about
    the record, whose verdict is ``overall``); ``independent`` are those of its
    readings on which no verdict depends.
    """

    expectation: Expectation
    overall: Overall
    found: tuple[Finding, ...] = ()
    independent: tuple[str, ...] = ()
    mismatches: tuple[Mismatch, ...] = ()


@dataclass(frozen=True, slots=True)
class ScenarioResult:
    """A scenario of the ruleset of that id, and what came of all that it expects.

    ``unusable`` says why there is no record to judge; then there are no
    outcomes. ``as_of`` is the day of the check, stated or not.
    """

    ruleset: str
    scenario: Scenario
    unusable: tuple[Mismatch, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    as_of: date | None = None

    @property
    def mismatches(self) -> tuple[Mismatch, ...]:
        """All in which it came out differently."""
        return self.unusable + tuple(mismatch for outcome in self.outcomes for mismatch in outcome.mismatches)

    @property
    def passed(self) -> bool:
        """Whether it came out as the file says."""
        return not self.mismatches


@dataclass(frozen=True, slots=True)
class ScenarioRun:
    """A result, with the facts and the findings on all norms of the ruleset that it rests on.

    ``stated`` are the ids of the norms of which the scenario rightly says what
    comes out; of the others it says nothing. ``apart`` are findings on single
    occurrences that come to the same as the norm's finding, where they were asked for.
    """

    result: ScenarioResult
    findings: tuple[Finding, ...]
    stated: frozenset[str]
    facts: Facts | None = None
    apart: tuple[Finding, ...] = ()
