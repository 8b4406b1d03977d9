"""Decision tables (分档): a norm for each row, and the gaps and overlaps between the rows.

Rows are tried on samples: every limit itself and a value on either side of it,
every option, yes and no, in all combinations. Where a row asks something that
can't be sampled (another step, a parameter of several versions), or there are
too many combinations, nothing is said.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from math import prod
from typing import Any

from dsl.diagnostics.nodes import Diagnostic
from dsl.literals import format_value
from dsl.model.nodes import HitPolicy, Rule, RuleSet, Table
from dsl.norms import messages
from dsl.norms.expressions import Lowering
from dsl.norms.nodes import (
    TRUE,
    And,
    Compare,
    Const,
    EventFact,
    Expr,
    Fact,
    IsTrue,
    Norm,
    Not,
    OneOf,
    Op,
    Or,
    Parameter,
    TruthExpr,
    ValueExpr,
)
from dsl.norms.rewrite import rewritten
from dsl.norms.rules import rule_norm
from dsl.norms.scope import Names
from dsl.norms.shape import MIRRORED, OPPOSITE, all_of
from dsl.values import FieldType, Value

MOST_SAMPLES = 5000
_OTHER = "其他"
_COUNTED = frozenset(
    {
        FieldType.PERSONS, FieldType.HOUSEHOLDS, FieldType.VOTES, FieldType.TIMES, FieldType.COPIES,
        FieldType.DAYS, FieldType.WORKDAYS, FieldType.MONTHS, FieldType.YEARS,
    }
)  # fmt: skip
_COMPARE: dict[Op, Callable[[Any, Any], bool]] = {
    Op.GE: operator.ge, Op.GT: operator.gt, Op.LE: operator.le, Op.LT: operator.lt,
    Op.EQ: operator.eq, Op.NE: operator.ne,
}  # fmt: skip
"""Samples and limits of one operand are of one type, so that any two of them can be compared."""

Sample = Mapping[ValueExpr, Value]


def table_norms(
    ruleset: RuleSet, table: Table, scopes: Mapping[str, TruthExpr], names: Names, diagnostics: list[Diagnostic]
) -> list[Norm]:
    """The norms of the rows, in their order; rows with a mistake are left out."""
    made = [(row, norm) for row in table.rows if (norm := rule_norm(ruleset, row, scopes, names, diagnostics))]
    own = [_own_condition(row, norm, names) for row, norm in made]
    if len(made) == len(table.rows):
        examine(table, own, names, diagnostics)
    found = []
    for i, (_, norm) in enumerate(made):
        shared = Lowering(names, diagnostics, norm.act).truth(table.when) if table.when is not None else TRUE
        earlier = [Not(one) for one in own[:i]] if table.hit is HitPolicy.FIRST else []
        if shared is not None:
            parts = [part for part in (shared, norm.when, *earlier) if part != TRUE]
            found.append(replace(norm, when=all_of(parts)))
    return found


def _own_condition(row: Rule, norm: Norm, names: Names) -> TruthExpr:
    """What the row itself asks, without the procedure that it is for."""
    lowered = Lowering(names, [], norm.act).truth(row.when) if row.when is not None else TRUE
    return TRUE if lowered is None else lowered


def examine(table: Table, conditions: Sequence[TruthExpr], names: Names, diagnostics: list[Diagnostic]) -> None:
    """Report the first gap and the first overlap of the rows, given their conditions."""
    plain = [rewritten(condition, _constant) for condition in conditions]
    limits: dict[ValueExpr, list[_Bound | OneOf]] = {}
    for condition in plain:
        if not _collect(condition, limits):
            return
    choices = [(operand, _samples(operand, asked, names)) for operand, asked in limits.items()]
    if not choices or prod(len(values) for _, values in choices) > MOST_SAMPLES:
        return
    gap = overlap = False
    for chosen in product(*(values for _, values in choices)):
        sample = dict(zip((operand for operand, _ in choices), chosen, strict=True))
        hit = [row for row, condition in zip(table.rows, plain, strict=True) if _true(condition, sample)]
        if not hit and not gap:
            gap = True
            diagnostics.append(messages.gap(table.name, _shown(sample), table.span))
        if len(hit) > 1 and table.hit is HitPolicy.UNIQUE and not overlap:
            overlap = True
            first, second = hit[:2]
            diagnostics.append(
                messages.overlap(_last(first.name), _last(second.name), _shown(sample), second.span, first.span)
            )


def _last(name: str) -> str:
    return name.rsplit("·", 1)[-1]


def _constant(expr: Expr) -> Expr:
    """A parameter with one value for all days as that value."""
    if isinstance(expr, Parameter):
        values = {value for _, value in expr.versions}
        only = next(iter(values)) if len(values) == 1 else None
        return expr if only is None else Const(only, expr.type)
    return expr


def _collect(expr: TruthExpr, limits: dict[ValueExpr, list[_Bound | OneOf]]) -> bool:
    """Note what is asked of each value; False where something else is asked."""
    if isinstance(expr, And | Or):
        return all(_collect(operand, limits) for operand in expr.operands)
    bound = _bound_of(expr)
    if bound is not None:
        if not isinstance(bound.operand, Fact | EventFact):
            return False
        limits.setdefault(bound.operand, []).append(bound)
        return True
    if isinstance(expr, Not):
        return _collect(expr.operand, limits)
    if isinstance(expr, OneOf) and isinstance(expr.operand, Fact | EventFact):
        limits.setdefault(expr.operand, []).append(expr)
        return True
    return False


def _samples(operand: ValueExpr, asked: Sequence[_Bound | OneOf], names: Names) -> list[Value]:
    type_ = operand.type if isinstance(operand, Fact | EventFact) else FieldType.NUMBER
    if type_ is FieldType.FLAG:
        return [True, False]
    if isinstance(asked[0], OneOf):
        fields = names.record_fields if isinstance(operand, Fact) else names.event_fields
        known = fields.get(operand.name) if isinstance(operand, Fact | EventFact) else None
        options = sorted({option for one in asked if isinstance(one, OneOf) for option in one.options})
        return [*known.options] if known is not None and known.options else [*options, _OTHER]
    bounds = sorted({one.limit for one in asked if isinstance(one, _Bound)})  # type: ignore[type-var]
    return list(dict.fromkeys(_around(bounds, type_)))


def _around(limits: Sequence[object], type_: FieldType) -> Iterator[Value]:
    """Each limit, and a value on either side of it; numbers are not negative."""
    for limit in limits:
        if isinstance(limit, date):
            yield from (limit - timedelta(days=1), limit, limit + timedelta(days=1))
        elif isinstance(limit, int | Fraction):
            number = Fraction(limit)
            step = Fraction(1) if type_ in _COUNTED else Fraction(1, 100)
            yield from (value for value in (number - step, number, number + step) if value >= 0)


def _true(expr: TruthExpr, sample: Sample) -> bool:
    if isinstance(expr, And):
        return all(_true(operand, sample) for operand in expr.operands)
    if isinstance(expr, Or):
        return any(_true(operand, sample) for operand in expr.operands)
    bound = _bound_of(expr)
    if bound is not None:
        return _COMPARE[bound.op](sample[bound.operand], bound.limit)
    if isinstance(expr, Not):
        return not _true(expr.operand, sample)
    assert isinstance(expr, OneOf)
    return sample[expr.operand] in expr.options


def _shown(sample: Sample) -> str:
    parts = []
    for operand, value in sample.items():
        assert isinstance(operand, Fact | EventFact)
        shown = f"“{value}”" if isinstance(value, str) else format_value(value, operand.type)
        parts.append(f"{operand.name}为{shown}" if isinstance(value, str | bool) else f"{operand.name}{shown}")
    return "、".join(parts)


@dataclass(frozen=True, slots=True)
class _Bound:
    """``operand op limit`` with a constant limit."""

    operand: ValueExpr
    op: Op
    limit: object


def _bound_of(expr: TruthExpr) -> _Bound | None:
    """A comparison with a constant, its denial too, as a bound; None for anything else."""
    if isinstance(expr, Not):
        inner = _bound_of(expr.operand)
        return None if inner is None else _Bound(inner.operand, OPPOSITE[inner.op], inner.limit)
    if isinstance(expr, IsTrue):
        return _Bound(expr.operand, Op.EQ, True)
    if not isinstance(expr, Compare):
        return None
    if isinstance(expr.right, Const):
        return _Bound(expr.left, expr.op, expr.right.value)
    if isinstance(expr.left, Const):
        return _Bound(expr.right, MIRRORED[expr.op], expr.left.value)
    return None
