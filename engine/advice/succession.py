"""Whether what is done anew is still asked the same, where the norm that was violated is no longer in force."""

from __future__ import annotations

from dsl.norms.nodes import EventFact, Exists, Expr, ForAll, Happened
from dsl.norms.shape import walk
from engine.advice.kit import View
from engine.findings.nodes import IN_FORCE, Finding, Verdict
from engine.findings.prose import requirement_of


def only_out_of_force(before: Finding, after: View) -> bool:
    """Whether a violated norm no longer applies just because it isn't in force any more, and none has taken its place.

    One has taken its place that asks for the same facts or acts of an occurrence of the same step, and is met.
    """
    finding = after.findings[before.norm.id]
    if not any(reason.part == IN_FORCE for reason in finding.reasons):
        return False
    asked = _subjects(requirement_of(before))
    successors = (
        one
        for one in after.findings.values()
        if one.verdict is Verdict.COMPLIANT and one.step == before.step and not one.norm.advice
    )
    return not any(asked & _subjects(requirement_of(one)) for one in successors)


def _subjects(expr: Expr) -> set[str]:
    """The facts and acts that an expression asks for."""
    found: set[str] = set()
    for part in walk(expr):
        if isinstance(part, EventFact):
            found.add(part.name)
        elif isinstance(part, Happened | Exists | ForAll):
            found.update(part.act.names)
    return found
