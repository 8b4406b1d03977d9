"""The last day on which a planned occurrence would still break nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from engine.advice.changes import AddStep, StateOfStep, day_of
from engine.advice.numbers import plus
from engine.advice.planner import Planner
from engine.advice.plans import Asked
from engine.advice.touching import Touching
from engine.records.nodes import DecisionRecord

_FAR, _NEAR = 400, 60
"""Days ahead on which it is tried whether something has become too late; the nearer where the calendar ends before."""


def latest(planner: Planner, record: DecisionRecord, event: AddStep, asked: Asked) -> tuple[date, str] | None:
    """The last day for an occurrence that is planned for its first one, and the norm that sets it; None where open.

    Norms that are broken anyhow, since time passes, don't count.
    """
    window = _Window(planner, record, event, asked.seen)
    judges = planner.touching(asked.step, asked.bodies, asked.advice)
    late, open_ = window.late(_FAR, judges)
    if late:
        return min((window.last(_FAR, judges, norm_id), norm_id) for norm_id in sorted(late))
    late, _ = window.late(_NEAR, judges.only(open_)) if open_ else (open_, open_)
    return min(((window.last(_NEAR, judges, norm_id), norm_id) for norm_id in sorted(late)), default=None)


class _Window:
    """A planned occurrence, and what comes of it some days later."""

    def __init__(self, planner: Planner, record: DecisionRecord, event: AddStep, seen: date) -> None:
        self.planner = planner
        self.record = record
        self.event = event
        self.seen = seen

    def late(self, days: int, judges: Touching) -> tuple[frozenset[str], frozenset[str]]:
        """The norms that are broken, or left open, so many days later only."""
        later = moved(self.event, days)
        if later is None:
            return frozenset(), frozenset()
        seen = day_of((later,), self.seen)
        after = self.planner.breaks(self.record, later, judges, seen)
        if not after.broken and not after.open:
            return frozenset(), frozenset()
        before = self.planner.breaks(self.record, self.event, judges.only(after.broken | after.open), seen)
        return after.broken - before.broken, after.open - before.open

    def last(self, days: int, judges: Touching, norm_id: str) -> date:
        """The last day before a norm is broken ``days`` later, by halving: what has become too late stays so."""
        good, bad, only = 0, days, judges.only((norm_id,))
        end = moved(self.event, days)
        seen = day_of((end or self.event,), self.seen)
        while bad - good > 1:
            middle = (good + bad) // 2
            later = moved(self.event, middle)
            if later is not None and self.planner.breaks(self.record, later, only, seen).broken:
                bad = middle
            else:
                good = middle
        return (self.event.day or self.seen) + timedelta(days=good)


def moved(event: AddStep, days: int) -> AddStep | None:
    """The same occurrence so many days later, with all its days."""
    facts: list[StateOfStep] = []
    for fact in event.facts:
        value = fact.value
        if isinstance(value, date):
            later = plus(value, days)
            if later is None:
                return None
            fact = replace(fact, value=later)
        facts.append(fact)
    return replace(event, facts=tuple(facts))
