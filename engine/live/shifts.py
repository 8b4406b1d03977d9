"""What changed between two looks at a case, and what brought it about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from engine.findings.nodes import Finding, Verdict


class Cause(StrEnum):
    """What changed a finding; the value is what data says."""

    TOLD = "told"
    """What was told, corrected or withdrawn."""
    TIME = "time"
    """Days have passed since the last look."""
    RULES = "rules"
    """The rule files have changed since the last look."""


class Duty(StrEnum):
    """What became of an obligation with a deadline."""

    AROSE = "arose"
    MET = "met"
    FELL_DUE = "fell_due"
    LIFTED = "lifted"
    UNSURE = "unsure"
    """It isn't known any more: the day has gone by and nothing was told, or what it rested on was taken back."""


_BECAME = {
    Verdict.COMPLIANT: Duty.MET,
    Verdict.VIOLATED: Duty.FELL_DUE,
    Verdict.NOT_APPLICABLE: Duty.LIFTED,
    Verdict.UNKNOWN: Duty.UNSURE,
}


@dataclass(frozen=True, slots=True)
class Shift:
    """A finding that changed.

    ``before`` is its verdict before, None where the norm is new; ``finding``
    the finding now, None where the norm is gone.
    """

    norm: str
    before: Verdict | None
    finding: Finding | None
    cause: Cause

    @property
    def after(self) -> Verdict | None:
        """Its verdict now."""
        return self.finding.verdict if self.finding else None

    @property
    def duty(self) -> Duty | None:
        """What became of the obligation, where the norm sets a deadline; None where nothing of it changed."""
        if self.after is Verdict.PENDING and self.before is not Verdict.PENDING:
            return Duty.AROSE
        if self.before is not Verdict.PENDING or self.after is Verdict.PENDING:
            return None
        return _BECAME[self.after or Verdict.NOT_APPLICABLE]


def shifts(before: Sequence[Finding], after: Sequence[Finding], cause: Cause) -> tuple[Shift, ...]:
    """The findings of ``after`` that differ from those of the same norms before, in the order of ``after``.

    A finding differs where its verdict does, or its deadline while it is
    pending, or the occurrence that is judged a violation.
    """
    known = {finding.norm.id: finding for finding in before}
    found = [
        Shift(finding.norm.id, old.verdict if old else None, finding, cause)
        for finding in after
        if (old := known.pop(finding.norm.id, None)) is not finding and (old is None or _differs(old, finding))
    ]
    return (*found, *(Shift(norm, old.verdict, None, cause) for norm, old in known.items()))


def shifts_of_rules(before: Mapping[str, Verdict], after: Sequence[Finding]) -> tuple[Shift, ...]:
    """What other rules make of the same record: ``before`` are the verdicts that were given then.

    Norms that weren't there, or are gone, count only where something is asked by them.
    """
    found = []
    now = {finding.norm.id: finding for finding in after}
    for norm in dict.fromkeys((*now, *before)):
        old, new = before.get(norm), now.get(norm)
        given = old or Verdict.NOT_APPLICABLE
        if given is not (new.verdict if new else Verdict.NOT_APPLICABLE):
            found.append(Shift(norm, old, new, Cause.RULES))
    return tuple(found)


def _differs(old: Finding, new: Finding) -> bool:
    if old.verdict is not new.verdict:
        return True
    if new.verdict is Verdict.PENDING:
        return old.deadline != new.deadline
    return new.verdict is Verdict.VIOLATED and new.norm.act is not None and (old.step, old.day) != (new.step, new.day)
