"""Advice on a case: what may come next, how to put right what is violated, what to ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Self

from engine.advice.kit import Kit
from engine.advice.mend import Mender, Way
from engine.advice.questions import Question, Questions
from engine.advice.steps import NextStep, NextSteps
from engine.findings.nodes import Finding, Verdict

if TYPE_CHECKING:
    from cunwu.result import CheckResult
    from engine.interpret.evaluator import Evaluator

_MOST = 12
"""Violated norms for which a way is sought."""


class Mend(NamedTuple):
    """The shortest way to put one violation right, and what else it puts right at the same time."""

    finding: Finding
    way: Way
    also: tuple[Finding, ...]


class Advice(NamedTuple):
    """What is advised on a case."""

    mends: tuple[Mend, ...]
    steps: tuple[NextStep, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Adviser:
    """Advises on cases by the norms of one evaluator; prepared once for many cases."""

    evaluator: Evaluator
    _kit: Kit
    _next: NextSteps
    _questions: Questions
    _menders: dict[tuple[str, ...], Mender] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, evaluator: Evaluator, result: CheckResult) -> Self:
        """The adviser for the rulesets of a result, which ``evaluator`` has compiled."""
        kit = Kit(evaluator)
        procedures = [one for model in result.catalogue.rulesets for one in model.procedures]
        return cls(evaluator, kit, NextSteps(kit, procedures), Questions(kit))

    def steps(self, result: CheckResult) -> tuple[NextStep, ...]:
        """The steps that may lawfully come next, in the order in which they would be taken."""
        return self._next.of(result.record, result.report.as_of)

    def advice(self, result: CheckResult) -> Advice:
        """All advice on a case."""
        asked = self._questions.of(result.record, result.report.as_of, result.findings)
        return Advice(tuple(self._mends(result)), self.steps(result), asked)

    def _mends(self, result: CheckResult) -> Iterator[Mend]:
        violated = [one for one in result.findings if one.verdict is Verdict.VIOLATED and not one.norm.advice]
        mender = self._mender(result)
        told: set[str] = set()
        for finding in violated[:_MOST]:
            if finding.norm.id in told:
                continue
            way = next(iter(mender.ways(result.record, result.report.as_of, finding.norm.id)), None)
            if way is None:
                continue
            also = tuple(one for one in violated if one is not finding and one.norm.id in way.effects.settled)
            told |= {one.norm.id for one in also}
            yield Mend(finding, way, also)

    def _mender(self, result: CheckResult) -> Mender:
        """What puts right by the procedures that the case follows: steps of others may have the same names."""
        from cunwu.report.page import procedures_of

        procedures = procedures_of(result)
        names = tuple(one.name for one in procedures)
        if names not in self._menders:
            self._menders[names] = Mender(self._kit, procedures)
        return self._menders[names]
