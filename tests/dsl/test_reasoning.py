"""What follows from conditions alone; every claim is also tried on values."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsl.norms.nodes import (
    TRUE,
    And,
    Compare,
    Const,
    Fact,
    IsTrue,
    Not,
    OneOf,
    Op,
    Or,
    Scale,
    TruthExpr,
)
from dsl.norms.reasoning import always, implies, never
from dsl.values import FieldType

X, Y = Fact("甲", FieldType.PERSONS), Fact("乙", FieldType.PERSONS)
CHOICE, LIST = Fact("选", FieldType.CHOICE), Fact("列", FieldType.LIST)
FLAG = IsTrue(Fact("旗", FieldType.FLAG))


def number(op: Op, value: int) -> Compare:
    return Compare(op, X, Const(value, FieldType.PERSONS))


def share(op: Op, above: int, below: int) -> Compare:
    return Compare(op, X, Scale(Y, Fraction(above, below)))


def on(op: Op, day: date) -> Compare:
    return Compare(op, Fact("日", FieldType.DATE), Const(day, FieldType.DATE))


def one_of(operand: Fact, *options: str) -> OneOf:
    return OneOf(operand, frozenset(options))


@pytest.mark.parametrize(
    "truth",
    [
        And((number(Op.GT, 5), number(Op.LT, 5))),
        And((number(Op.GE, 5), number(Op.LT, 5))),
        And((number(Op.EQ, 5), number(Op.NE, 5))),
        And((number(Op.GE, 5), number(Op.LE, 5), number(Op.NE, 5))),
        And((number(Op.GT, 9), Not(number(Op.GE, 4)))),
        And((share(Op.GE, 2, 3), share(Op.LT, 1, 2))),
        And((one_of(CHOICE, "a", "b"), one_of(CHOICE, "c"))),
        And((one_of(CHOICE, "a"), Not(one_of(CHOICE, "a", "b")))),
        And((one_of(LIST, "a"), Not(one_of(LIST, "a", "b")))),
        And((FLAG, Not(FLAG))),
        Or((And((FLAG, Not(FLAG))), And((number(Op.GT, 5), number(Op.LT, 3))))),
        Or(()),
        And((on(Op.LT, date(2024, 1, 1)), on(Op.GE, date(2024, 1, 1)))),
    ],
)
def test_these_can_never_hold(truth: TruthExpr):
    assert never(truth)
    assert always(Not(truth))


@pytest.mark.parametrize(
    "truth",
    [
        TRUE,
        And((number(Op.GE, 5), number(Op.LE, 5))),
        And((number(Op.NE, 5), number(Op.NE, 6))),
        And((share(Op.GE, 2, 3), number(Op.LT, 2))),
        And((one_of(LIST, "a"), one_of(LIST, "b"))),
        And((one_of(LIST, "a", "b"), Not(one_of(LIST, "a")))),
        And((one_of(CHOICE, "a", "b"), Not(one_of(CHOICE, "a")))),
        Or((And((FLAG, Not(FLAG))), FLAG)),
        And((number(Op.GT, 5), Compare(Op.LT, Y, Const(3, FieldType.PERSONS)))),
    ],
)
def test_these_can(truth: TruthExpr):
    assert not never(truth)


def test_implication():
    assert implies(number(Op.GT, 5), number(Op.GE, 5))
    assert not implies(number(Op.GE, 5), number(Op.GT, 5))
    assert implies(share(Op.GE, 2, 3), share(Op.GT, 1, 2))
    assert implies(And((FLAG, number(Op.GT, 5))), FLAG)
    assert not implies(FLAG, And((FLAG, number(Op.GT, 5))))
    assert implies(one_of(CHOICE, "a"), one_of(CHOICE, "a", "b"))


def test_nothing_is_claimed_of_what_has_too_many_cases():
    wide = And(tuple(Or((number(Op.NE, n), number(Op.GT, n))) for n in range(40)))
    assert not never(And((wide, FLAG, Not(FLAG))))


OPS = {
    Op.GE: lambda a, b: a >= b,
    Op.GT: lambda a, b: a > b,
    Op.LE: lambda a, b: a <= b,
    Op.LT: lambda a, b: a < b,
    Op.EQ: lambda a, b: a == b,
    Op.NE: lambda a, b: a != b,
}
atoms = st.builds(number, st.sampled_from(list(Op)), st.integers(0, 4))
truths = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(And, st.tuples(inner, inner)),
        st.builds(Or, st.tuples(inner, inner)),
    ),
    max_leaves=6,
)


def holds(truth: TruthExpr, value: Fraction) -> bool:
    match truth:
        case Compare(op=op, right=Const(value=bound)):
            return OPS[op](value, bound)
        case Not(operand=operand):
            return not holds(operand, value)
        case And(operands=operands):
            return all(holds(one, value) for one in operands)
        case Or(operands=operands):
            return any(holds(one, value) for one in operands)
    raise AssertionError(truth)


@given(truths)
def test_never_and_always_are_right_on_every_value(truth: TruthExpr):
    # Halves are tried too: the reasoning takes numbers to be dense.
    values = [Fraction(n, 2) for n in range(-2, 12)]
    outcomes = {holds(truth, value) for value in values}
    assert never(truth) == (outcomes == {False})
    assert always(truth) == (outcomes == {True})
