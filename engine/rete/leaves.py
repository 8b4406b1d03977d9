"""The truths that norms are made of, as fields of a flat fact.

A comparison of numbers or days gives the two ends between which each side
lies: the same number twice where the side is known, else ends that nothing
exceeds. Everything else gives one field: 0 false, 1 unknown, 2 true.
"""
# ruff: noqa: D102 (a method means what its base class says)

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from math import lcm

from dsl.norms.nodes import ByReading, Coalesce, Compare, Const, EventFact, Fact, Op, Parameter, ValueExpr
from dsl.values import FieldType, Value
from engine.interpret.scene import Scene
from engine.interpret.terms import Term
from engine.interpret.truths import Truth
from engine.rete.formula import Ask, Comparison, Formula

FAR = 2**61
"""Larger than each number that is compared; the engine's own are of 64 bits."""

NO, MAYBE, YES = 0, 1, 2


class Leaf(ABC):
    """Fields of a fact, and what can be asked of them."""

    def __init__(self, fields: tuple[str, ...]):
        self.fields = fields

    @abstractmethod
    def asked(self, ask: Ask) -> Formula:
        """The condition on the fields."""

    @abstractmethod
    def values(self, scene: Scene) -> Sequence[int]:
        """The fields' values."""


class FlagLeaf(Leaf):
    """A truth that is worked out here."""

    def __init__(self, name: str, truth: Truth):
        super().__init__((name,))
        self.truth = truth

    def asked(self, ask: Ask) -> Formula:
        return flag(self.fields[0], ask)

    def values(self, scene: Scene) -> Sequence[int]:
        return (state(self.truth.holds(scene, None)),)


class OrderLeaf(Leaf):
    """Which of two numbers or days is the larger."""

    def __init__(self, name: str, op: Op, left: Term, right: Term):
        super().__init__(tuple(f"{name}{end}" for end in "abcd"))
        self.op = op
        self.left = left
        self.right = right

    def asked(self, ask: Ask) -> Formula:
        low, high, least, most = self.fields
        upwards = self.op in (Op.GE, Op.GT)
        surely = (low, most) if upwards else (high, least)
        perhaps = (high, least) if upwards else (low, most)
        if ask in (Ask.FALSE, Ask.NOT_TRUE):
            left, right = perhaps if ask is Ask.FALSE else surely
            return Comparison(left, _ENGINE_OPS[_CONTRARY[self.op]], right)
        left, right = surely if ask is Ask.TRUE else perhaps
        return Comparison(left, _ENGINE_OPS[self.op], right)

    def values(self, scene: Scene) -> Sequence[int]:
        left, right = together(self.left.value(scene, []), self.right.value(scene, []))
        return (*_ends(left), *_ends(right))


class SameLeaf(Leaf):
    """Whether two numbers, days or flags are the same: surely so, by the first two fields; perhaps, by the others."""

    def __init__(self, name: str, op: Op, left: Term, right: Term):
        super().__init__(tuple(f"{name}{end}" for end in "abcd"))
        self.op = op
        self.left = left
        self.right = right

    def asked(self, ask: Ask) -> Formula:
        first, second, third, fourth = self.fields
        ask = ask if self.op is Op.EQ else ask.negated
        surely = ask in (Ask.TRUE, Ask.NOT_TRUE)
        op = "$eq" if ask in (Ask.TRUE, Ask.NOT_FALSE) else "$neq"
        return Comparison(first, op, second) if surely else Comparison(third, op, fourth)

    def values(self, scene: Scene) -> Sequence[int]:
        left, right = together(self.left.value(scene, []), self.right.value(scene, []))
        return (0, 1, 0, 0) if left is None or right is None else (left, right, left, right)


_ENGINE_OPS = {Op.GE: "$gte", Op.GT: "$gt", Op.LE: "$lte", Op.LT: "$lt"}
_CONTRARY = {Op.GE: Op.LT, Op.LT: Op.GE, Op.GT: Op.LE, Op.LE: Op.GT}


def flag(name: str, ask: Ask) -> Formula:
    """What is asked of a field that holds a state."""
    match ask:
        case Ask.TRUE:
            return Comparison(name, "$eq", YES)
        case Ask.FALSE:
            return Comparison(name, "$eq", NO)
        case Ask.NOT_FALSE:
            return Comparison(name, "$gte", MAYBE)
        case Ask.NOT_TRUE:
            return Comparison(name, "$lte", MAYBE)


def state(held: bool | None) -> int:
    """0 false, 1 unknown, 2 true."""
    return MAYBE if held is None else YES if held else NO


def together(left: Value | None, right: Value | None) -> tuple[int | None, int | None]:
    """Both sides as whole numbers that the engine holds, in one order with what they are made of."""
    first, second = _number(left), _number(right)
    unit = lcm(1 if first is None else first.denominator, 1 if second is None else second.denominator)
    whole = [None if one is None else int(one * unit) for one in (first, second)]
    if all(one is None or abs(one) < FAR for one in whole):
        return whole[0], whole[1]
    if first is None or second is None:  # it will be compared with what isn't known
        return (None, 0) if first is None else (0, None)
    return (first > second) - (first < second), 0


def _number(value: Value | None) -> Fraction | None:
    if value is None:
        return None
    if isinstance(value, date):
        return Fraction(value.toordinal())
    assert isinstance(value, int | Fraction), value
    return Fraction(value)


def _ends(value: int | None) -> tuple[int, int]:
    return (-FAR, FAR) if value is None else (value, value)


def is_ordered(expr: Compare) -> bool:
    """Whether both sides are numbers, days or flags; texts and lists aren't compared by the engine."""
    return all(_ordered(side) for side in (expr.left, expr.right))


def _ordered(expr: ValueExpr) -> bool:
    match expr:
        case Const(type=type) | Fact(type=type) | EventFact(type=type) | Parameter(type=type):
            return type.is_number or type in (FieldType.DATE, FieldType.FLAG)
        case Coalesce(first=first):
            return _ordered(first)
        case ByReading(if_yes=one):
            return _ordered(one)
        case _:
            return True
