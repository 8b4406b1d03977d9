"""Boundaries: the thresholds and periods in norms, and where a record lies next to one.

At a boundary lie two values: the last one that still meets it and the first
that no longer does (of two thirds of 48 people: 32 and 31). Of what isn't
counted in whole units (money, area) one of the two is the limit itself; the
other is what lies no further from it than a fiftieth. Next to the last day of
a period lies the next day, or the next working day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import cast

from dsl.describe.words import COUNTED, shown
from dsl.norms.nodes import (
    Compare,
    Const,
    Exists,
    Expr,
    ForAll,
    Norm,
    Op,
    Parameter,
    TruthExpr,
    Within,
)
from dsl.norms.shape import children, subject_first, type_of, walk
from dsl.values import FieldType, Number
from engine import calendar
from engine.findings.nodes import CONDITION, EXCEPTION, REQUIREMENT, Finding, Reason, Verdict
from engine.interpret.shape import Shapes
from engine.interpret.truths import OPERATORS

DEADLINE = "期限"
"""The part of a boundary between the day of the check and a norm's deadline."""

WHOLE = COUNTED | {FieldType.MONTHS, FieldType.YEARS}
"""Types of which there are only whole ones."""
NEAR = Fraction(1, 50)
"""How far from its limit, as a part of it, a value lies that is not counted and still just beyond."""
_THRESHOLDS = frozenset({Op.GE, Op.GT, Op.LE, Op.LT})


@dataclass(frozen=True, slots=True)
class Boundary:
    """A boundary in a norm; in several norms, where they have a condition on the whole record in common.

    ``part`` is that of its reasons (条件, 例外, 要求) or ``DEADLINE``, where ``expr``
    is None. ``acts`` names the acts of the occurrences that ``expr`` binds.
    """

    norms: tuple[Norm, ...]
    part: str
    expr: Compare | Within | None
    acts: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """Where a record lies: on the side that meets the boundary, and exactly at it or ``distance`` away."""

    met: bool
    exact: bool
    distance: Number
    detail: str


def boundaries_of(norm: Norm) -> Iterator[Boundary]:
    """The boundaries of a norm, each once for each part in which it stands."""
    parts = [(CONDITION, norm.when)]
    parts += [(EXCEPTION, exception.when) for exception in norm.exceptions]
    parts += [(REQUIREMENT, norm.require)]
    parts += [(REQUIREMENT, one.require) for one in norm.exceptions if one.require is not None]
    found = (
        Boundary((norm,), part, expr, tuple(sorted(acts.items())))
        for part, truth in parts
        for expr, acts in _thresholds(truth, {})
    )
    yield from dict.fromkeys(found)
    if norm.deadline is not None:
        yield Boundary((norm,), DEADLINE, None)


def shared_key(boundary: Boundary) -> tuple[object, ...]:
    """What boundaries have in common that are one: a condition that asks nothing of an occurrence."""
    if boundary.part == CONDITION and boundary.expr is not None and not _of_occurrence(boundary.expr):
        return (boundary.part, boundary.expr)
    return (boundary.part, boundary.expr, boundary.norms[0].id)


def position(expr: Compare | Within, reason: Reason) -> Position | None:
    """Where the operands of a reason lie next to the boundary; None where they are unknown."""
    values = dict(reason.operands)
    if isinstance(expr, Within):
        return _in_period(expr, values)
    expr = subject_first(expr)
    value, limit = (side.value if isinstance(side, Const) else values.get(side) for side in (expr.left, expr.right))
    if value is None or limit is None:
        return None
    return _at_limit(cast(Number, value), expr.op, cast(Number, limit), type_of(expr.left))


def at_deadline(finding: Finding, as_of: date) -> Position | None:
    """Where the day of the check lies next to the deadline; None where that decided nothing."""
    if finding.deadline is None or finding.verdict not in (Verdict.PENDING, Verdict.VIOLATED):
        return None
    return _at_day(as_of, finding.deadline)


def _thresholds(
    truth: TruthExpr, acts: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[Compare | Within, dict[str, tuple[str, ...]]]]:
    """Thresholds with the acts of the occurrences that are bound around them."""
    if isinstance(truth, Exists | ForAll):
        acts = {**acts, truth.variable: truth.act.names}
    if isinstance(truth, Compare):
        if truth.op in _THRESHOLDS and type_of(truth.left).is_number and not _left_open(truth):
            yield truth, dict(acts)
    elif isinstance(truth, Within):
        yield truth, dict(acts)
    else:
        for part in children(truth):
            yield from _thresholds(cast(TruthExpr, part), acts)


def _left_open(expr: Expr) -> bool:
    """Whether a number is one that its source leaves open (待填): no record lies at such a limit."""
    parameters = (part for part in walk(expr) if isinstance(part, Parameter))
    return any(all(value is None for _, value in parameter.versions) for parameter in parameters)


def _of_occurrence(expr: Expr) -> bool:
    """Whether a value depends on one occurrence, by more than its day."""
    parts = children(expr)
    if parts:
        return any(_of_occurrence(part) for part in parts)
    return not isinstance(expr, Parameter) and bool(Shapes().needs(expr))


def _at_limit(value: Number, op: Op, limit: Number, kind: FieldType) -> Position:
    detail = f"{shown(value, kind)}（界限{shown(limit, kind)}）"
    upward = op in (Op.GE, Op.GT)
    met = OPERATORS[op](value, limit)
    whole = kind in WHOLE or (kind is FieldType.NUMBER and isinstance(value, int) and isinstance(limit, int))
    if not whole:
        included = op in (Op.GE, Op.LE)
        distance = _apart(value, limit)
        exact = distance == 0 if met is included else distance <= _apart(limit, 0) * NEAR
        return Position(met, exact, distance, detail)
    # The whole number next to the limit on each side of it.
    at_or_above, at_or_below = ceil(limit), floor(limit)
    if upward:
        last_met = at_or_above if op is Op.GE else at_or_below + 1
        first_missed = last_met - 1
    else:
        last_met = at_or_below if op is Op.LE else at_or_above - 1
        first_missed = last_met + 1
    distance = _apart(value, last_met if met else first_missed)
    return Position(met, distance == 0, distance, detail)


def _apart(one: Number, other: Number) -> Number:
    return one - other if one >= other else other - one


def _in_period(expr: Within, values: Mapping[Expr, object]) -> Position | None:
    day, start = (side.value if isinstance(side, Const) else values.get(side) for side in (expr.day, expr.start))
    if not isinstance(day, date) or not isinstance(start, date) or day < start:
        return None
    due = calendar.due(start, expr.period)
    return None if due is None else _at_day(day, due)


def _at_day(day: date, last: date) -> Position:
    met = day <= last
    distance = (last - day if met else day - last).days - (not met)
    between = calendar.working_days_between(last, day) if not met else None
    exact = distance == 0 or (between == 1 and calendar.is_working_day(day) is True)
    detail = f"{shown(day, FieldType.DATE)}（最后一日{shown(last, FieldType.DATE)}）"
    return Position(met, exact, distance, detail)
