"""Values of norms in the words of a message."""

from __future__ import annotations

from dsl.literals import format_share, format_value
from dsl.norms.nodes import (
    Arithmetic,
    ByReading,
    Coalesce,
    Const,
    Current,
    DaysBetween,
    Due,
    EventFact,
    Fact,
    Headcount,
    JudgedDay,
    Op,
    Parameter,
    Pick,
    Scale,
    Total,
    ValueExpr,
)

OPS = {Op.GE: "不少于", Op.GT: "超过", Op.LE: "不超过", Op.LT: "不满", Op.EQ: "等于", Op.NE: "不等于"}
"""Comparisons of numbers as a rule file writes them."""


def value_text(value: ValueExpr) -> str:
    """A value as an officer would say it: 组成人员的三分之二, 5万元."""
    match value:
        case Const(value=constant, type=kind):
            return format_value(constant, kind)
        case Fact(name=name) | Parameter(name=name) | EventFact(event=Current(), name=name):
            return name
        case EventFact(event=Pick(act=act), name=name):
            return f"{act.names[0]}的{name}"
        case EventFact(name=name):
            return name
        case Scale(operand=operand, factor=factor):
            return f"{value_text(operand)}的{format_share(factor)}"
        case Arithmetic(op=op, left=left, right=right):
            return f"{value_text(left)}{'加上' if op == '+' else '减去'}{value_text(right)}"
        case Coalesce(first=first):
            return value_text(first)
        case DaysBetween(start=EventFact() as start, end=EventFact() as end) if start.event == end.event:
            return f"从{value_text(start)}到{end.name}的日数"
        case DaysBetween(start=first, end=last):
            return f"从{value_text(first)}到{value_text(last)}的日数"
        case JudgedDay():
            return "当日"
        case Due():
            return "期限的最后一日"
        case ByReading(if_no=plain):
            return value_text(plain)
        case Headcount(lists=lists):
            return "、".join(map(value_text, lists)) + "的人数"
        case Total(act=act, fact=fact):
            return f"{act.names[0]}的{fact or '次数'}{'合计' if fact else ''}"
