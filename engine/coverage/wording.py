"""Boundaries as phrases: 实到不少于组成人员的三分之二, 备案在决议之后10日内."""

from __future__ import annotations

from dsl.describe.words import Language, named, period
from dsl.norms.nodes import UNTIL, EventFact, Norm, Op, ValueExpr, Within
from dsl.norms.shape import subject_first
from engine.coverage.boundaries import Boundary
from engine.findings.comparisons import days_between
from engine.findings.nodes import Finding, Verdict
from engine.findings.phrases import Telling, name_of

_SIGNS = {
    Op.GE: ("不少于", " ≥ "),
    Op.GT: ("超过", " > "),
    Op.LE: ("不超过", " ≤ "),
    Op.LT: ("少于", " < "),
}


def boundary_text(boundary: Boundary, language: Language = "zh") -> str:
    """What the boundary says, without the values that a record gives it."""
    expr = boundary.expr
    if expr is None:
        return "审查日不晚于期限" if language == "zh" else "day of the check ≤ deadline"
    telling = Telling(_nothing_found(boundary.norms[0]), language)
    for variable, names in boundary.acts:
        telling = telling.binding(variable, named(names, language))
    if isinstance(expr, Within):
        day, start, length = _name(expr.day, telling), _name(expr.start, telling), period(expr.period, language)
        return telling.say("in_time", day=day, start=start, period=length)
    expr = subject_first(expr)
    return _name(expr.left, telling) + _SIGNS[expr.op][0 if language == "zh" else 1] + _name(expr.right, telling)


def _name(expr: ValueExpr, telling: Telling) -> str:
    """A value by its name; a number of days without what a reading adds to it."""
    days = days_between(expr, telling)
    if days is None:
        return name_of(expr, telling)
    start, end = days.start, days.end
    if isinstance(start, EventFact) and isinstance(end, EventFact) and start.event == end.event and end.name == UNTIL:
        return f"{name_of(start, telling)}的日数" if telling.language == "zh" else f"days of {name_of(start, telling)}"
    return name_of(days, telling)


def _nothing_found(norm: Norm) -> Finding:
    """What sentences are about, where there is no record."""
    return Finding(norm, Verdict.NOT_APPLICABLE, "", None, None, (), (), (), None, "", ())
