"""On which days a norm is in force, and conditions that count on such days only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from dsl.norms.nodes import TRUE, Citation, Compare, Const, JudgedDay, Norm, Op, Or, TruthExpr, ValueExpr
from dsl.norms.shape import all_of
from dsl.values import FieldType, Interval


def days_in_force(norm: Norm) -> tuple[Interval, ...]:
    """The days on which ``norm`` is in force, as disjoint intervals in order; empty for one that never is."""
    return days_of(norm.validity, norm.citations)


def days_of(validity: Interval, citations: Iterable[Citation]) -> tuple[Interval, ...]:
    """The days of ``validity`` that also lie in that of one of the citations; without citations, all of them."""
    cited = [citation.validity for citation in citations] or [Interval()]
    common = [part for interval in cited if (part := validity.intersect(interval)) is not None]
    merged: list[Interval] = []
    for part in sorted(common, key=lambda interval: interval.start or date.min):
        if merged and _touch(merged[-1], part):
            merged[-1] = Interval(merged[-1].start, _later_end(merged[-1], part))
        else:
            merged.append(part)
    return tuple(merged)


def concurrent(first: Norm, second: Norm) -> bool:
    """Whether both are in force on some day."""
    return any(one.intersect(other) is not None for one in days_in_force(first) for other in days_in_force(second))


def during(
    condition: TruthExpr, days: Iterable[Interval], own: Sequence[Interval], day: ValueExpr | None = None
) -> TruthExpr:
    """``condition``, where ``day`` (else the judged one) lies in ``days``, for a norm in force on ``own`` days.

    Only what its own days leave open is said; of days that it shares none with it never holds.
    """
    first = min((one.start or date.min for one in own), default=date.min)
    last = max((one.end or date.max for one in own), default=date.max)
    shared = [one for one in days if any(one.intersect(other) is not None for other in own)]
    said = [
        Interval(
            one.start if one.start is not None and one.start > first else None,
            one.end if one.end is not None and one.end < last else None,
        )
        for one in shared
    ]
    if Interval() in said:
        return condition
    several = [all_of(bounds(day or JudgedDay(), one)) for one in said]
    in_force = several[0] if len(several) == 1 else Or(tuple(several))
    return in_force if condition == TRUE else all_of([condition, in_force])


def bounds(day: ValueExpr, interval: Interval) -> list[Compare]:
    """What must hold of ``day`` for it to lie in ``interval``; nothing for an end that is open."""
    ends = ((Op.GE, interval.start), (Op.LE, interval.end))
    return [Compare(op, day, Const(end, FieldType.DATE)) for op, end in ends if end is not None]


def _touch(earlier: Interval, later: Interval) -> bool:
    """Whether no day lies between the two (``later`` does not start first)."""
    if earlier.end is None or later.start is None or earlier.end == date.max:
        return True
    return later.start <= earlier.end + timedelta(days=1)


def _later_end(one: Interval, other: Interval) -> date | None:
    return None if one.end is None or other.end is None else max(one.end, other.end)
