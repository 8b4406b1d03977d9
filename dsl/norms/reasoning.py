"""What follows from a condition alone, whatever the record: never, always, implies.

Not a prover: conditions are taken apart into cases, and a case is given up as
impossible when two of its parts exclude each other. Where a condition has too
many cases nothing is claimed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import product

from dsl.norms.nodes import (
    And,
    Compare,
    Const,
    EventFact,
    Fact,
    Not,
    OneOf,
    Op,
    Or,
    Scale,
    TruthExpr,
    ValueExpr,
)
from dsl.norms.shape import MIRRORED, OPPOSITE

_MOST_CASES = 256

Literal = tuple[TruthExpr, bool]
"""A condition without connectives, and whether it is said to hold."""


@dataclass(frozen=True, slots=True)
class Bound:
    """``subject op amount``: the amount is a constant, or a share of ``base``."""

    subject: ValueExpr
    base: ValueExpr | None
    op: Op
    amount: Fraction | date


def bound_of(compare: Compare) -> Bound | None:
    """A comparison with what is compared on the left; None for one of texts or flags."""
    op, left, right = compare.op, compare.left, compare.right
    if isinstance(left, Const) and not isinstance(right, Const):
        op, left, right = MIRRORED[op], right, left
    if isinstance(right, Const):
        if isinstance(right.value, bool) or not isinstance(right.value, int | Fraction | date):
            return None
        amount = right.value if isinstance(right.value, date) else Fraction(right.value)
        return Bound(left, None, op, amount)
    if isinstance(right, Scale):
        return Bound(left, right.operand, op, right.factor)
    return Bound(left, right, op, Fraction(1))


def conjuncts(truth: TruthExpr) -> tuple[TruthExpr, ...]:
    """The parts that must all hold, nested ones taken apart."""
    if isinstance(truth, And):
        return tuple(one for operand in truth.operands for one in conjuncts(operand))
    return (truth,)


def never(truth: TruthExpr) -> bool:
    """Whether no record can make it true."""
    cases = _cases(truth, True)
    return cases is not None and all(map(_impossible, cases))


def always(truth: TruthExpr) -> bool:
    """Whether no record can make it false."""
    return never(Not(truth))


def implies(first: TruthExpr, second: TruthExpr) -> bool:
    """Whether ``second`` holds wherever ``first`` does."""
    return never(And((first, Not(second))))


def exclusive(first: TruthExpr, second: TruthExpr) -> bool:
    """Whether both can't hold of the same record."""
    return never(And((first, second)))


def _cases(truth: TruthExpr, positive: bool) -> list[tuple[Literal, ...]] | None:
    """The ways in which it can hold (or not), each a list of literals; None where they are too many."""
    if isinstance(truth, Not):
        return _cases(truth.operand, not positive)
    if not isinstance(truth, And | Or):
        return [((truth, positive),)]
    parts = [_cases(operand, positive) for operand in truth.operands]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    if isinstance(truth, And) is positive:
        count = 1
        for part in known:
            count *= len(part)
        if count > _MOST_CASES:
            return None
        return [tuple(literal for case in choice for literal in case) for choice in product(*known)]
    united = [case for part in known for case in part]
    return united if len(united) <= _MOST_CASES else None


@dataclass(slots=True)
class _Range:
    low: Fraction | date | None = None
    low_open: bool = False
    high: Fraction | date | None = None
    high_open: bool = False
    excluded: set[Fraction | date] = field(default_factory=set)

    def narrow(self, op: Op, amount: Fraction | date) -> None:
        if op is Op.NE:
            self.excluded.add(amount)
        if op in (Op.GE, Op.GT, Op.EQ) and (self.low is None or _key(amount) >= _key(self.low)):
            self.low_open = (op is Op.GT) or (self.low == amount and self.low_open)
            self.low = amount
        if op in (Op.LE, Op.LT, Op.EQ) and (self.high is None or _key(amount) <= _key(self.high)):
            self.high_open = (op is Op.LT) or (self.high == amount and self.high_open)
            self.high = amount

    @property
    def empty(self) -> bool:
        if self.low is None or self.high is None:
            return False
        if self.low == self.high:
            return self.low_open or self.high_open or self.low in self.excluded
        return _key(self.low) > _key(self.high)


def _key(amount: Fraction | date) -> Fraction:
    return Fraction(amount.toordinal()) if isinstance(amount, date) else amount


def _impossible(case: tuple[Literal, ...]) -> bool:
    held = {truth for truth, positive in case if positive}
    denied = {truth for truth, positive in case if not positive}
    return bool(held & denied) or _no_number_left(case) or _no_option_left(held, denied)


def _no_number_left(case: Iterable[Literal]) -> bool:
    ranges: dict[tuple[ValueExpr, ValueExpr | None], _Range] = {}
    for bound, positive in _bounds(case):
        key = (bound.subject, bound.base)
        ranges.setdefault(key, _Range()).narrow(bound.op if positive else OPPOSITE[bound.op], bound.amount)
    return any(one.empty for one in ranges.values())


def _bounds(case: Iterable[Literal]) -> Iterator[tuple[Bound, bool]]:
    for truth, positive in case:
        if isinstance(truth, Compare) and (bound := bound_of(truth)) is not None:
            yield bound, positive


def _no_option_left(held: set[TruthExpr], denied: set[TruthExpr]) -> bool:
    left: dict[ValueExpr, frozenset[str]] = {}
    excluded = [truth for truth in denied if isinstance(truth, OneOf)]
    for truth in held:
        if isinstance(truth, OneOf):
            # A list may hold several of them at once, so only a denial of all excludes it.
            if _is_list(truth.operand):
                if any(truth.options <= no.options for no in excluded if no.operand == truth.operand):
                    return True
                continue
            left[truth.operand] = left.get(truth.operand, truth.options) & truth.options
    for operand, options in left.items():
        for no in excluded:
            if no.operand == operand:
                options -= no.options
        if not options:
            return True
    return False


def _is_list(operand: ValueExpr) -> bool:
    return isinstance(operand, Fact | EventFact) and operand.type.is_list
