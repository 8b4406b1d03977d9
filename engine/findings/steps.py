"""How each step of a procedure stands in one case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from dsl.model.nodes import Procedure
from dsl.norms.nodes import CONCLUDED, Fact
from dsl.norms.shape import walk
from engine.findings.nodes import Finding, Verdict

if TYPE_CHECKING:  # the reader of records is not needed to draw
    from engine.facts import Facts, Occurrence


class StepStatus(StrEnum):
    """How a step of a case stands; the value is the word that users read."""

    COMPLIANT = "合规"
    VIOLATED = "违规"
    UNKNOWN = "待补充"
    PENDING = "未到期"
    NOT_STARTED = "未进行"
    NOT_APPLICABLE = "不适用"


@dataclass(frozen=True, slots=True)
class StepState:
    """One step of a case: how it stands, what was found of it, and its effective occurrences in order of date."""

    step: str
    status: StepStatus
    findings: tuple[Finding, ...]
    occurrences: tuple[Occurrence, ...]


_WORST_FIRST = (
    (Verdict.VIOLATED, StepStatus.VIOLATED),
    (Verdict.UNKNOWN, StepStatus.UNKNOWN),
    (Verdict.PENDING, StepStatus.PENDING),
)


def states_of(procedure: Procedure, findings: Sequence[Finding], facts: Facts) -> tuple[StepState, ...]:
    """The state of each step, in the order of the procedure.

    A finding belongs to the step that its norm is named after
    (``procedure·step·…``), else to the step of the occurrence that decided.
    Advice never changes a status. A step that didn't occur is 未进行, unless
    something about it is violated, unknown or pending, or a condition or an
    exception spares the case all that is asked of it.
    """
    names = tuple(dict.fromkeys(step.name for step in procedure.steps))
    mine: dict[str, list[Finding]] = {name: [] for name in names}
    for finding in findings:
        owner = _owner(procedure.name, names, finding)
        if owner:
            mine[owner].append(finding)
    states = []
    for name in names:
        occurrences = facts.occurrences.get(name, ())
        status = _status(mine[name], happened=bool(occurrences))
        states.append(StepState(name, status, tuple(mine[name]), occurrences))
    return tuple(states)


def _owner(procedure: str, names: tuple[str, ...], finding: Finding) -> str:
    """The step to which a finding belongs, '' for none."""
    named = [name for name in names if finding.norm.name.startswith(f"{procedure}·{name}·")]
    if named:
        return max(named, key=len)
    return finding.step if finding.step in names else ""


def _status(findings: Sequence[Finding], *, happened: bool) -> StepStatus:
    binding = [finding for finding in findings if not finding.norm.advice]
    verdicts = {finding.verdict for finding in binding}
    for verdict, status in _WORST_FIRST:
        if verdict in verdicts:
            return status
    if not happened:
        spared = verdicts == {Verdict.NOT_APPLICABLE} and any(map(_is_spared, binding))
        return StepStatus.NOT_APPLICABLE if spared else StepStatus.NOT_STARTED
    # A step that occurred and of which nothing is asked has nothing to comply with.
    return StepStatus.COMPLIANT if Verdict.COMPLIANT in verdicts else StepStatus.NOT_APPLICABLE


def _is_spared(finding: Finding) -> bool:
    """Whether the norm is not applicable by what it says itself, and not just because nothing has happened yet."""
    return bool(finding.exception) or any(
        reason.outcome is False
        and not any(isinstance(part, Fact) and part.name == CONCLUDED for part in walk(reason.expr))
        for reason in finding.reasons
    )
