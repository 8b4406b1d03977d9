"""What an expression is made of, and the type of a value: one entry here for each node."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dsl.norms.nodes import (
    And,
    Arithmetic,
    ByReading,
    Coalesce,
    Compare,
    Const,
    DaysBetween,
    Due,
    EventFact,
    Exists,
    Expr,
    Fact,
    ForAll,
    Headcount,
    IsTrue,
    JudgedDay,
    Norm,
    Not,
    OneOf,
    Op,
    Or,
    Parameter,
    Scale,
    Stated,
    Total,
    TruthExpr,
    ValueExpr,
    Within,
)
from dsl.values import FieldType

MIRRORED = {Op.GE: Op.LE, Op.LE: Op.GE, Op.GT: Op.LT, Op.LT: Op.GT, Op.EQ: Op.EQ, Op.NE: Op.NE}
"""The same comparison with its sides exchanged."""

OPPOSITE = {Op.GE: Op.LT, Op.LT: Op.GE, Op.GT: Op.LE, Op.LE: Op.GT, Op.EQ: Op.NE, Op.NE: Op.EQ}
"""The comparison that holds where the other doesn't."""


def all_of(parts: Sequence[TruthExpr]) -> TruthExpr:
    """That all of ``parts`` hold; a single one stands for itself."""
    return parts[0] if len(parts) == 1 else And(tuple(parts))


def children(expr: Expr) -> tuple[Expr, ...]:
    """The sub-expressions of ``expr``."""
    match expr:
        case Scale(operand=operand) | OneOf(operand=operand) | IsTrue(operand=operand) | Stated(operand=operand):
            return (operand,)
        case Not(operand=truth):
            return (truth,)
        case Arithmetic(left=left, right=right) | Compare(left=left, right=right):
            return (left, right)
        case Coalesce(first=first, fallback=fallback):
            return (first, fallback)
        case DaysBetween(start=start, end=end):
            return (start, end)
        case Due(start=start):
            return (start,)
        case Within(day=day, start=start):
            return (day, start)
        case ByReading(if_yes=yes, if_no=no):
            return (yes, no)
        case Exists(body=body) | ForAll(body=body):
            return (body,)
        case And(operands=operands) | Or(operands=operands):
            return operands
        case Headcount(lists=lists):
            return lists
        case _:
            return ()


def walk(expr: Expr) -> Iterator[Expr]:
    """``expr`` and everything that it is made of."""
    yield expr
    for child in children(expr):
        yield from walk(child)


def expressions_of(norm: Norm, when: TruthExpr | None = None) -> tuple[Expr, ...]:
    """The expressions of a norm in the order in which they are told; ``when`` in place of its own condition."""
    exceptions = (part for one in norm.exceptions for part in (one.when, one.require) if part is not None)
    deadline = () if norm.deadline is None else (norm.deadline,)
    return (norm.when if when is None else when, norm.require, *exceptions, *deadline)


def subject_first(expr: Compare) -> Compare:
    """A comparison with what is measured on its left, as sentences have it."""
    if isinstance(expr.left, Const | Scale) and not isinstance(expr.right, Const | Scale):
        return Compare(MIRRORED[expr.op], expr.right, expr.left)
    return expr


def type_of(expr: ValueExpr) -> FieldType:
    """The type of a value."""
    match expr:
        case Const(type=type) | Fact(type=type) | EventFact(type=type) | Parameter(type=type):
            return type
        case Scale(operand=inner) | Arithmetic(left=inner) | Coalesce(first=inner) | ByReading(if_yes=inner):
            return type_of(inner)
        case DaysBetween(unit=unit):
            return unit
        case Due() | JudgedDay():
            return FieldType.DATE
        case Headcount():
            return FieldType.PERSONS
        case Total(type=type):
            return type
