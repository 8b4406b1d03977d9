"""Whether changed occurrences can have been at all: nobody ends before beginning, or counts more votes than heads."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from dsl.norms.nodes import DATE, UNTIL
from engine.records.checks import ATTENDED, ENTITLED, NOTICE_DATE, VOTES
from engine.records.nodes import DecisionRecord, FactValue


def plausible(before: DecisionRecord, after: DecisionRecord) -> bool:
    """Whether nothing contradicts itself in the occurrences of ``after`` that aren't in ``before``."""
    known = [event.facts for event in before.events]
    return all(event.facts in known or _consistent(event.facts) for event in after.events)


def _consistent(facts: Mapping[str, FactValue]) -> bool:
    start, end, notice = (_day(facts, name) for name in (DATE, UNTIL, NOTICE_DATE))
    if start is not None and ((end is not None and end < start) or (notice is not None and notice > start)):
        return False
    entitled, attended = _count(facts, ENTITLED), _count(facts, ATTENDED)
    if attended is None:
        return True
    votes = max(_count(facts, name) or 0 for name in VOTES)  # who agrees no longer objects
    return votes <= attended and (entitled is None or attended <= entitled)


def _day(facts: Mapping[str, FactValue], name: str) -> date | None:
    value = facts.get(name)
    return value if isinstance(value, date) else None


def _count(facts: Mapping[str, FactValue], name: str) -> int | None:
    value = facts.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None
