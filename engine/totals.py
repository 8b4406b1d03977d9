"""Sums and counts over several occurrences and lists of names, for both evaluators."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import cast

from dsl.norms.nodes import DATE
from dsl.values import Number, Period, Value
from engine import calendar
from engine.facts import Occurrence

Lacking = tuple[str, Occurrence]
"""A fact that an occurrence doesn't state."""


def total(
    current: Occurrence,
    occurrences: Sequence[Occurrence],
    closed: bool,
    fact: str,
    same: tuple[str, ...],
    period: Period | None,
) -> Number | None:
    """The value of ``dsl.norms.nodes.Total``; ``closed``: the record lists all occurrences there are."""
    if not occurrences:
        return 0 if closed else None
    result: Number = 0
    for occurrence in occurrences:
        counts = counted(current, occurrence, same, period)
        if counts is False:
            continue
        value = occurrence.values.get(fact) if fact else 1
        if counts is None or value is None:
            return None
        result += cast(Number, value)
    return result


def counted(current: Occurrence, other: Occurrence, same: tuple[str, ...], period: Period | None) -> bool | None:
    """Whether ``other`` counts for ``current``; None where one of them doesn't say."""
    if other is current:
        return True
    unknown = False
    for name in same:
        ours, theirs = current.values.get(name), other.values.get(name)
        if ours is None or theirs is None:
            unknown = True
        elif ours != theirs:
            return False
    if period is not None:
        reached = _reaches(other, current, period)
        if reached is False:
            return False
        unknown = unknown or reached is None
    return None if unknown else True


def _reaches(other: Occurrence, current: Occurrence, period: Period) -> bool | None:
    start, end = other.values.get(DATE), current.values.get(DATE)
    if not isinstance(start, date) or not isinstance(end, date):
        return None
    if start > end:
        return False
    last = calendar.add(start, period)
    return None if last is None else last >= end


def lacking(
    current: Occurrence,
    occurrences: Sequence[Occurrence],
    fact: str,
    same: tuple[str, ...],
    period: Period | None,
) -> Iterator[Lacking]:
    """The facts for want of which a total isn't known, in order; what ``current`` lacks may come several times."""
    asked = (*same, *([DATE] if period is not None else ()))
    for occurrence in occurrences:
        counts = counted(current, occurrence, same, period)
        if counts is False:
            continue
        if counts is None:
            yield from ((name, one) for one in (current, occurrence) for name in asked if name not in one.values)
        if fact and fact not in occurrence.values:
            yield fact, occurrence


def headcount(distinct: bool, *lists: Value | None) -> int | None:
    """The value of ``dsl.norms.nodes.Headcount``."""
    if () in lists or frozenset() in lists:
        return 0  # whatever the others hold
    if None in lists:
        return None
    if not distinct:
        return len(cast(tuple[str, ...], lists[0]))
    return len(set.intersection(*(named(one) for one in lists)))


def named(value: Value | None) -> set[str]:
    """The names that a list holds, or a single one."""
    if isinstance(value, frozenset | tuple):
        return set(value)
    return {value} if isinstance(value, str) else set()
