"""Norms as text: one compact form, for reviewers and for ``cunwu parse``."""

from __future__ import annotations

from functools import singledispatch

from dsl.literals import format_fraction, format_value
from dsl.norms.nodes import (
    Act,
    And,
    Arithmetic,
    Bound,
    ByReading,
    Citation,
    Coalesce,
    Compare,
    Const,
    Current,
    DaysBetween,
    Due,
    EventFact,
    EventRef,
    Exists,
    Expr,
    Fact,
    ForAll,
    Happened,
    HasDocument,
    Headcount,
    IsTrue,
    JudgedDay,
    Norm,
    NormException,
    Not,
    OneOf,
    Or,
    Parameter,
    Program,
    Scale,
    Stated,
    Total,
    Which,
    Within,
)
from dsl.values import FieldType, Interval, Period

_OPS = {">=": "≥", ">": ">", "<=": "≤", "<": "<", "=": "=", "!=": "≠"}


def print_program(program: Program) -> str:
    """All norms of a ruleset."""
    return "\n\n".join(print_norm(n) for n in program.norms) + "\n"


def print_norm(norm: Norm) -> str:
    """One norm, a line for each of its parts."""
    lines = [f"{norm.id}  {norm.kind.value}{'（提示）' if norm.advice else ''}"]
    if norm.act is not None:
        lines.append(f"  行为  {_act(norm.act)}")
    if norm.when != And(()):
        lines.append(f"  当    {print_expr(norm.when)}")
    lines.append(f"  要求  {print_expr(norm.require)}")
    for exception in norm.exceptions:
        replaced = f" → {print_expr(exception.require)}" if exception.require is not None else ""
        inner = "  " * _depth(exception, norm)
        lines.append(f"  {inner}例外  {exception.name}：{print_expr(exception.when)}{replaced}")
    if norm.deadline is not None:
        lines.append(f"  期限  {print_expr(norm.deadline)}")
    if norm.validity != Interval():
        lines.append(f"  施行  {print_interval(norm.validity)}")
    lines.extend(f"  依据  {print_citation(c)}" for c in norm.citations)
    lines.extend(f"  注意  {c}" for c in norm.caveats)
    return "\n".join(lines)


def _depth(exception: NormException, norm: Norm) -> int:
    """How many exceptions it is inside of."""
    above = {one.name: one.within for one in norm.exceptions}
    depth, name = 0, exception.within
    while name:
        depth, name = depth + 1, above[name]
    return depth


def print_citation(citation: Citation) -> str:
    """A citation with its rank and the days on which it is in force."""
    if citation.rank is None:
        return f"无上位依据（{citation.title}决定）"
    topic = f"“{citation.topic}”" if citation.topic else ""
    force = f"，{print_interval(citation.validity)}" if citation.validity != Interval() else ""
    return f"{citation.title}{citation.article}{topic}（{citation.rank.value}{force}）"


def print_interval(interval: Interval) -> str:
    """2010年10月28日起，2018年12月28日止."""
    start = f"{format_value(interval.start, FieldType.DATE)}起" if interval.start else ""
    end = f"{format_value(interval.end, FieldType.DATE)}止" if interval.end else ""
    return "，".join(filter(None, [start, end])) or "一直有效"


def print_period(period: Period) -> str:
    """15日, 7个工作日."""
    return f"{period.count}{period.unit.unit}"


def _act(act: Act) -> str:
    names = "或".join(act.names)
    return names if act.which is Which.EACH else f"{act.which.value}{names}"


def _event(event: EventRef) -> str:
    if isinstance(event, Current):
        return "本次"
    if isinstance(event, Bound):
        return event.variable
    return _act(event.act)


@singledispatch
def print_expr(expr: Expr) -> str:
    """An expression of the core."""
    raise TypeError(f"not an expression: {expr!r}")


@print_expr.register
def _(expr: Const) -> str:
    return format_value(expr.value, expr.type)


@print_expr.register
def _(expr: Fact) -> str:
    return expr.name


@print_expr.register
def _(expr: EventFact) -> str:
    return f"{_event(expr.event)}.{expr.name}"


@print_expr.register
def _(expr: JudgedDay) -> str:
    return "当日"


@print_expr.register
def _(expr: Parameter) -> str:
    return f"参数〈{expr.name}〉"


@print_expr.register
def _(expr: Scale) -> str:
    return f"{_tight(expr.operand)}×{format_fraction(expr.factor)}"


@print_expr.register
def _(expr: Arithmetic) -> str:
    return f"{_tight(expr.left)} {expr.op} {_tight(expr.right)}"


@print_expr.register
def _(expr: Coalesce) -> str:
    return f"{print_expr(expr.first)}（或推算 {print_expr(expr.fallback)}）"


@print_expr.register
def _(expr: DaysBetween) -> str:
    unit = "工作日数" if expr.unit is FieldType.WORKDAYS else "日数"
    return f"{unit}（{print_expr(expr.start)} 至 {print_expr(expr.end)}）"


@print_expr.register
def _(expr: Due) -> str:
    return f"{print_expr(expr.start)} 之后{print_period(expr.period)}届满"


@print_expr.register
def _(expr: ByReading) -> str:
    return f"［{expr.reading}：是 {print_expr(expr.if_yes)}；否 {print_expr(expr.if_no)}］"


@print_expr.register
def _(expr: Headcount) -> str:
    once = "不重复人数" if expr.distinct else "人数"
    return f"{once}（{'、'.join(print_expr(one) for one in expr.lists)}）"


@print_expr.register
def _(expr: Total) -> str:
    limits = [f"同一{name}" for name in expr.same] + ([f"{print_period(expr.period)}内"] if expr.period else [])
    return f"{_act(expr.act)}.{expr.fact or '次数'}合计" + (f"（{'，'.join(limits)}）" if limits else "")


@print_expr.register
def _(expr: Compare) -> str:
    return f"{print_expr(expr.left)} {_OPS[expr.op.value]} {print_expr(expr.right)}"


@print_expr.register
def _(expr: OneOf) -> str:
    return f"{print_expr(expr.operand)} ∈ {{{'、'.join(sorted(expr.options))}}}"


@print_expr.register
def _(expr: IsTrue) -> str:
    return print_expr(expr.operand)


@print_expr.register
def _(expr: Stated) -> str:
    return f"已载明 {print_expr(expr.operand)}"


@print_expr.register
def _(expr: Happened) -> str:
    return f"有 {_act(expr.act)}"


@print_expr.register
def _(expr: Exists) -> str:
    return f"有 {_act(expr.act)} {expr.variable}，使（{print_expr(expr.body)}）"


@print_expr.register
def _(expr: ForAll) -> str:
    return f"每次 {_act(expr.act)} {expr.variable}，都（{print_expr(expr.body)}）"


@print_expr.register
def _(expr: HasDocument) -> str:
    return f"{_event(expr.event)}有材料“{expr.name}”"


@print_expr.register
def _(expr: Within) -> str:
    return f"{print_expr(expr.day)} 在 {print_expr(expr.start)} 之后{print_period(expr.period)}内"


@print_expr.register
def _(expr: Not) -> str:
    return f"非（{print_expr(expr.operand)}）"


@print_expr.register
def _(expr: And) -> str:
    return " 且 ".join(_tight(o) for o in expr.operands) or "真"


@print_expr.register
def _(expr: Or) -> str:
    return " 或 ".join(_tight(o) for o in expr.operands) or "假"


def _tight(expr: Expr) -> str:
    """``expr`` in brackets where it has more than one part."""
    compound = isinstance(expr, Arithmetic) or (isinstance(expr, And | Or) and len(expr.operands) != 1)
    return f"（{print_expr(expr)}）" if compound else print_expr(expr)
