"""Comparisons as sentences: counts with what is lacking, days, texts."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import cast

from dsl.describe.words import COUNTED, fraction, listed, shown
from dsl.norms.nodes import (
    DATE,
    UNTIL,
    Arithmetic,
    ByReading,
    Compare,
    Const,
    Current,
    DaysBetween,
    EventFact,
    Headcount,
    Op,
    Scale,
    ValueExpr,
)
from dsl.norms.shape import subject_first, type_of
from dsl.values import FieldType, Number
from engine.findings.phrases import Telling, chosen, name_of, valued
from engine.totals import named


def comparison(expr: Compare, telling: Telling) -> str:
    """A comparison whose two sides are known."""
    expr = subject_first(expr)
    if isinstance(expr.left, Headcount) and (written := _people(expr.left, expr, telling)):
        return written
    kind = type_of(expr.left)
    if kind is FieldType.DATE:
        return _days(expr, telling)
    if not kind.is_number:
        return _texts(expr, telling)
    exact = (Op.EQ, Op.NE) if kind in COUNTED else (Op.EQ, Op.NE, Op.GT, Op.LT)
    if isinstance(expr.right, Scale) and expr.op not in exact:
        return _part(expr, expr.right, telling)
    return _numbers(expr, telling)


def _people(heads: Headcount, expr: Compare, telling: Telling) -> str:
    """Whether lists share a name, or one repeats a name; '' where it is a number that is asked for."""
    values = [telling.value(one) for one in heads.lists]
    names = [name_of(one, telling) for one in heads.lists]
    if len(values) == 2 and expr.op is Op.GT and expr.right == Const(0, FieldType.PERSONS):
        left, right = names
        if None in values:  # one of them is empty
            return telling.say("share_none", left=left, right=right)
        both = sorted(named(values[0]) & named(values[1]))
        who = listed(both, telling.language)
        return telling.say("share" if both else "share_none", left=left, right=right, names=who)
    if isinstance(expr.right, Headcount) and expr.right.lists == heads.lists and expr.op is Op.GT:
        written = values[0] if isinstance(values[0], tuple) else ()
        twice = sorted({name for name in written if written.count(name) > 1})
        who = listed(twice, telling.language)
        return telling.say("repeats" if twice else "repeats_none", name=names[0], names=who)
    return ""


def least(expr: Compare, telling: Telling) -> Number | None:
    """The least number that would satisfy ``left ≥ right`` or ``left > right``; None for other comparisons.

    Of people and other things that are counted only whole ones do. The least
    amount of money above a limit doesn't exist: there it is the limit.
    """
    limit = telling.value(expr.right)
    if limit is None or expr.op not in (Op.GE, Op.GT) or not type_of(expr.left).is_number:
        return None
    number = cast(Number, limit)
    if type_of(expr.left) not in COUNTED:
        return number
    return ceil(number) if expr.op is Op.GE else floor(number) + 1


def _part(expr: Compare, scale: Scale, telling: Telling) -> str:
    """A number against a part of another: 组成人员48人，三分之二为32人；实到31人，缺1人."""
    kind = type_of(expr.left)
    number = cast(Number, telling.value(expr.left))
    exact = cast(Number, telling.value(scale))
    part, whole = fraction(scale.factor, telling.language), valued(scale.operand, telling)
    limit: Number | None = least(expr, telling)
    phrase = "part_ge" if exact == ceil(exact) else "part_ge_whole"
    if expr.op is Op.GT:
        phrase = "half_gt" if scale.factor == Fraction(1, 2) else "part_gt"
    if limit is None:
        limit = exact if kind not in COUNTED else floor(exact) if expr.op is Op.LE else ceil(exact) - 1
        phrase = "part_le"
    basis = telling.say(phrase, whole=whole, fraction=part, limit=shown(limit, kind, telling.language))
    left = valued(expr.left, telling)
    if telling.value(expr.left) is not None and _holds(expr.op, number, exact):
        return telling.say("part_met", basis=basis, left=left)
    gap = shown(_gap(limit, number), kind, telling.language)
    return telling.say("part_short" if expr.op in (Op.GE, Op.GT) else "part_over", basis=basis, left=left, gap=gap)


def _numbers(expr: Compare, telling: Telling) -> str:
    """Two numbers, and the difference where one falls short."""
    kind = type_of(expr.left)
    number, limit = cast(Number, telling.value(expr.left)), cast(Number, telling.value(expr.right))
    left, right = _subject(expr.left, telling), valued(expr.right, telling)
    gap = shown(_gap(limit, number), kind, telling.language)
    if _holds(expr.op, number, limit):
        phrase = {
            Op.GE: "reaches",
            Op.GT: "exceeds",
            Op.LE: "not_exceeds",
            Op.LT: "below",
            Op.EQ: "equals",
            Op.NE: "differs",
        }[expr.op]
    else:
        phrase = {
            Op.GE: "short",
            Op.GT: "not_exceeds",
            Op.LE: "over",
            Op.LT: "reaches",
            Op.EQ: "differs",
            Op.NE: "equals",
        }[expr.op]
    return telling.say(phrase, left=left, right=right, gap=gap)


def _gap(one: Number, other: Number) -> Number:
    return one - other if one >= other else other - one


def _holds(op: Op, left: Number, right: Number) -> bool:
    return {
        Op.GE: left >= right,
        Op.GT: left > right,
        Op.LE: left <= right,
        Op.LT: left < right,
        Op.EQ: left == right,
        Op.NE: left != right,
    }[op]


def _subject(expr: ValueExpr, telling: Telling) -> str:
    """The left side; a number of days with the days that it is counted from and to."""
    between = days_between(expr, telling)
    if between is None:
        return valued(expr, telling)
    return telling.say("counted", span=_span(between, telling), count=telling.shown(expr))


def days_between(expr: ValueExpr, telling: Telling) -> DaysBetween | None:
    """The days that a number is counted from and to, where it is such a number."""
    match expr:
        case DaysBetween():
            return expr
        case Arithmetic(left=left):
            return days_between(left, telling)
        case ByReading():
            return days_between(chosen(expr, telling), telling)
        case _:
            return None


def is_running(expr: DaysBetween) -> bool:
    """Whether the days are those that the judged occurrence itself lasted."""
    return is_current(expr.start, DATE) and is_current(expr.end, UNTIL)


def is_current(expr: ValueExpr, name: str = "") -> bool:
    """Whether ``expr`` is a fact (of that name) of the occurrence that is judged."""
    return isinstance(expr, EventFact) and isinstance(expr.event, Current) and name in ("", expr.name)


def _span(expr: DaysBetween, telling: Telling) -> str:
    if is_running(expr) and telling.step():
        start, end = telling.shown(expr.start), telling.shown(expr.end)
        return telling.say("running", step=telling.step(), start=start, end=end)
    return telling.say("span", start=valued(expr.start, telling), end=valued(expr.end, telling))


def _days(expr: Compare, telling: Telling) -> str:
    """Two days: which is earlier."""
    left, right = cast(date, telling.value(expr.left)), cast(date, telling.value(expr.right))
    phrase = "earlier" if left < right else "later" if left > right else "same_day"
    return telling.say(phrase, left=valued(expr.left, telling), right=valued(expr.right, telling))


def _texts(expr: Compare, telling: Telling) -> str:
    """Two texts, lists or flags: whether they are the same."""
    same = telling.value(expr.left) == telling.value(expr.right)
    if isinstance(expr.right, Const):
        name, value = name_of(expr.left, telling), telling.shown(expr.left)
        if same or expr.op is Op.NE:
            return telling.say("is", name=name, value=value)
        return telling.say("is_not", name=name, value=value, wanted=telling.shown(expr.right))
    phrase = "same" if same else "not_same"
    return telling.say(phrase, left=valued(expr.left, telling), right=valued(expr.right, telling))
