"""What can be told of two conditions without a record: whether one says all that the other does, or excludes it.

Only what follows from their form is told; ``False`` means “not shown”.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from dsl.norms.nodes import And, Compare, Const, Expr, IsTrue, Not, OneOf, Op, Or, TruthExpr, ValueExpr
from dsl.values import FieldType

_MIRRORED = {Op.GE: Op.LE, Op.GT: Op.LT, Op.LE: Op.GE, Op.LT: Op.GT, Op.EQ: Op.EQ, Op.NE: Op.NE}
_DENIED = {Op.GE: Op.LT, Op.GT: Op.LE, Op.LE: Op.GT, Op.LT: Op.GE, Op.EQ: Op.NE, Op.NE: Op.EQ}


@dataclass(frozen=True, slots=True)
class Bound:
    """``operand op limit`` with a constant limit."""

    operand: ValueExpr
    op: Op
    limit: object


def conjuncts(expr: TruthExpr) -> Iterator[TruthExpr]:
    """The parts of a conjunction, nested ones too."""
    if isinstance(expr, And):
        for operand in expr.operands:
            yield from conjuncts(operand)
    else:
        yield expr


def implies(special: TruthExpr, general: TruthExpr) -> bool:
    """Whether ``special`` asks all that ``general`` does."""
    return set(conjuncts(general)) <= set(conjuncts(special))


def exclusive(one: TruthExpr, other: TruthExpr) -> bool:
    """Whether both can't hold of the same record."""
    if isinstance(one, Or):
        return all(exclusive(part, other) for part in one.operands)
    if isinstance(other, Or):
        return all(exclusive(one, part) for part in other.operands)
    return any(_deny(left, right) for left in conjuncts(one) for right in conjuncts(other))


def _deny(one: TruthExpr, other: TruthExpr) -> bool:
    if one == Not(other) or other == Not(one):
        return True
    if isinstance(one, OneOf) and isinstance(other, OneOf):
        return one.operand == other.operand and _single(one.operand) and not one.options & other.options
    left, right = bound_of(one), bound_of(other)
    if left is None or right is None or left.operand != right.operand:
        return False
    return _apart(left, right) or _apart(right, left)


def _single(operand: Expr) -> bool:
    return getattr(operand, "type", None) in (FieldType.TEXT, FieldType.CHOICE)


def bound_of(expr: TruthExpr) -> Bound | None:
    """A comparison with a constant, its denial too, as a bound; None for anything else."""
    if isinstance(expr, Not):
        inner = bound_of(expr.operand)
        return None if inner is None else Bound(inner.operand, _DENIED[inner.op], inner.limit)
    if isinstance(expr, IsTrue):
        return Bound(expr.operand, Op.EQ, True)
    if not isinstance(expr, Compare):
        return None
    if isinstance(expr.right, Const):
        return Bound(expr.left, expr.op, expr.right.value)
    if isinstance(expr.left, Const):
        return Bound(expr.right, _MIRRORED[expr.op], expr.left.value)
    return None


def holds(bound: Bound, value: object) -> bool:
    """Whether a value of the operand satisfies the bound; the value is of the type of the limit."""
    limit = bound.limit
    match bound.op:
        case Op.EQ:
            return value == limit
        case Op.NE:
            return value != limit
    number, most = _number(value), _number(limit)
    return number is not None and most is not None and _ordered(bound.op, number, most)


def _ordered(op: Op, value: Fraction | int, limit: Fraction | int) -> bool:
    match op:
        case Op.GE:
            return value >= limit
        case Op.GT:
            return value > limit
        case Op.LE:
            return value <= limit
        case _:
            return value < limit


def _apart(upper: Bound, lower: Bound) -> bool:
    """Whether ``upper`` bounds from above what ``lower`` bounds from below, with nothing between."""
    if upper.op is Op.EQ:
        return isinstance(upper.limit, type(lower.limit)) and not _fits(lower, upper.limit)
    if upper.op not in (Op.LE, Op.LT) or lower.op not in (Op.GE, Op.GT):
        return False
    high, low = _number(upper.limit), _number(lower.limit)
    if high is None or low is None:
        return False
    return high < low or (high == low and (upper.op is Op.LT or lower.op is Op.GT))


def _fits(bound: Bound, value: object) -> bool:
    if bound.op in (Op.EQ, Op.NE):
        return holds(bound, value)
    number, limit = _number(value), _number(bound.limit)
    return number is None or limit is None or _ordered(bound.op, number, limit)


def _number(value: object) -> int | Fraction | None:
    """Numbers as they are, days as ordinals."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | Fraction):
        return value
    ordinal = getattr(value, "toordinal", None)
    return None if ordinal is None else int(ordinal())
