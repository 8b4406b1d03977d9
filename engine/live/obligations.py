"""Obligations with a deadline: those that run, and those whose day has gone by unmet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from dsl.norms.nodes import DATE, Act, Exists, Happened, Pick
from dsl.norms.shape import walk
from engine.facts import Facts, Occurrence
from engine.findings.nodes import Finding, Verdict


@dataclass(frozen=True, slots=True)
class Obligation:
    """An act that has to be done by a day.

    ``due`` is its last day; ``overdue`` that it has gone by and the act was not
    done since (an act done late stays a violation, but there is nothing left to
    do). ``untold``: of an open record that doesn't list the act it isn't known
    whether it was done; somebody has to ask.
    """

    finding: Finding
    due: date
    overdue: bool
    untold: bool = False


def obligations(findings: Iterable[Finding], facts: Facts) -> tuple[Obligation, ...]:
    """The open obligations among ``findings``, the earliest first; those of mere advice too."""
    found = [
        Obligation(
            finding,
            finding.deadline,
            finding.verdict is not Verdict.PENDING,
            finding.verdict is Verdict.UNKNOWN,
        )
        for finding in findings
        if finding.deadline is not None and _is_open(finding, facts)
    ]
    return tuple(sorted(found, key=lambda one: (one.due, one.finding.norm.id)))


def _is_open(finding: Finding, facts: Facts) -> bool:
    if finding.verdict is Verdict.PENDING:
        return True
    asked = tuple(_acts(finding))
    if finding.verdict is Verdict.UNKNOWN:
        names = {name for act in asked for name in act.names}
        return bool(finding.missing) and all(not one.name and one.step in names for one in finding.missing)
    if finding.verdict is not Verdict.VIOLATED:
        return False
    return bool(asked) and not any(
        _is_after(occurrence, finding.deadline)
        for act in asked
        for name in act.names
        for occurrence in facts.occurrences.get(name, ())
    )


def _is_after(occurrence: Occurrence, deadline: date | None) -> bool:
    day = occurrence.values.get(DATE)
    return isinstance(day, date) and deadline is not None and day > deadline


def _acts(finding: Finding) -> Iterator[Act]:
    """The acts that the norm asks for."""
    for node in walk(finding.norm.require):
        if isinstance(node, Exists | Happened | Pick):
            yield node.act
