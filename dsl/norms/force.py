"""On which days a norm is in force."""

from __future__ import annotations

from datetime import date, timedelta

from dsl.norms.nodes import Compare, Const, EventFact, Fact, Norm, Op
from dsl.values import FieldType, Interval


def days_in_force(norm: Norm) -> tuple[Interval, ...]:
    """The days on which ``norm`` is in force, as disjoint intervals in order.

    They are the days of its own validity that also lie in the validity of one
    of its citations; without citations, those of its own validity. Empty for
    a norm that never is.
    """
    cited = [citation.validity for citation in norm.citations] or [Interval()]
    common = [part for interval in cited if (part := norm.validity.intersect(interval)) is not None]
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


def bounds(day: Fact | EventFact, interval: Interval) -> list[Compare]:
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
