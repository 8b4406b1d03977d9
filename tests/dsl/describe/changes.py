"""Every small change of a norm that can change a verdict: one number, name, comparison, operand … at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from dsl.diagnostics.nodes import Span
from dsl.norms.nodes import (
    OF_NORMS,
    TRUE,
    Act,
    And,
    Arithmetic,
    ByReading,
    Coalesce,
    Compare,
    Const,
    Current,
    DaysBetween,
    Due,
    EventFact,
    Exists,
    Fact,
    ForAll,
    Happened,
    HasDocument,
    Headcount,
    IsTrue,
    JudgedDay,
    Kind,
    Norm,
    NormException,
    Not,
    OneOf,
    Op,
    Or,
    Parameter,
    Pick,
    Scale,
    Stated,
    Total,
    Which,
    Within,
)
from dsl.values import FieldType, Interval, Period

SPAN = Span("改.cunwu", 0, 1, 1, 1)
TRUTHS = (Compare, OneOf, IsTrue, Stated, Happened, Exists, ForAll, HasDocument, Within, And, Or)
PARTS = ("operand", "left", "right", "first", "fallback", "start", "end", "day", "if_yes", "if_no", "body")
EXTRA = IsTrue(Fact("另一件事", FieldType.FLAG))


def changes(norm: Norm) -> Iterator[tuple[str, Norm]]:
    """Each change with a word for it. Force (validity) is changed by ``changed_force``."""
    for kind in Kind:
        if kind is not norm.kind:
            yield f"类型 {kind}", replace(norm, kind=kind)
    yield "提示", replace(norm, advice=not norm.advice)
    for which, act in _acts(norm.act):
        yield f"行为 {which}", replace(norm, act=act)
    if norm.act is not None:
        for which in OF_NORMS:
            if which is not norm.act.which:
                yield f"行为 {which}", replace(norm, act=replace(norm.act, which=which))
    for field in ("when", "require"):
        for what, changed in of_expr(getattr(norm, field)):
            yield f"{field} {what}", replace(norm, **{field: changed})
    yield "加条件", replace(norm, when=And((norm.when, EXTRA)))
    yield "加要求", replace(norm, require=And((norm.require, EXTRA)))
    yield from _exceptions(norm)
    if norm.deadline is not None:
        yield "没有期限", replace(norm, deadline=None)
        for what, changed in of_expr(norm.deadline):
            yield f"期限 {what}", replace(norm, deadline=changed)
    elif norm.act is not None:
        start = EventFact(Current(), "日期", FieldType.DATE)
        yield "加期限", replace(norm, deadline=Due(start, Period(10, FieldType.DAYS)))


def changed_force(norm: Norm) -> Iterator[tuple[str, Norm]]:
    """The norm with other days of force, by its own validity and by each citation's."""
    for what, interval in _intervals(norm.validity):
        yield f"施行 {what}", replace(norm, validity=interval)
    for place, citation in enumerate(norm.citations):
        for what, interval in _intervals(citation.validity):
            several = list(norm.citations)
            several[place] = replace(citation, validity=interval)
            yield f"依据{place} {what}", replace(norm, citations=tuple(several))


def _exceptions(norm: Norm) -> Iterator[tuple[str, Norm]]:
    several = list(norm.exceptions)
    added = NormException("另加", EXTRA, None, (), SPAN)
    yield "加例外", replace(norm, exceptions=(*several, added))
    for place, exception in enumerate(several):
        yield f"没有例外{place}", replace(norm, exceptions=tuple(several[:place] + several[place + 1 :]))
        made: list[tuple[str, NormException]] = []
        made += [(f"情形 {w}", replace(exception, when=e)) for w, e in of_expr(exception.when)]
        if exception.require is None:
            made.append(("改为要求", replace(exception, require=EXTRA)))
        else:
            made.append(("不改为要求", replace(exception, require=None)))
            made += [(f"改为 {w}", replace(exception, require=e)) for w, e in of_expr(exception.require)]
        for what, changed in made:
            exceptions = (*several[:place], changed, *several[place + 1 :])
            yield f"例外{place} {what}", replace(norm, exceptions=exceptions)
    if len(several) > 1:
        yield "例外换次序", replace(norm, exceptions=tuple(reversed(several)))


def of_expr(expr: Any) -> Iterator[tuple[str, Any]]:
    """Each change of an expression, its parts included."""
    yield from _here(expr)
    for field, part in _children(expr):
        for what, changed in of_expr(part):
            yield what, _with(expr, field, changed)


def _here(expr: Any) -> Iterator[tuple[str, Any]]:
    match expr:
        case Const(value=value):
            yield f"常数 {value}", replace(expr, value=_other_value(value))
        case Fact(name=name):
            yield f"事实 {name}", replace(expr, name=name + "甲")
        case JudgedDay():
            yield "写明的日期", Fact("日期", FieldType.DATE)
        case EventFact(name=name, event=event):
            yield f"事实 {name}", replace(expr, name=name + "甲")
            yield from ((f"哪一次 {w}", replace(expr, event=e)) for w, e in _events(event))
        case Parameter(name=name, versions=versions):
            yield f"参数 {name}", replace(expr, name=name + "甲")
            for place, version in enumerate(versions):
                for other in _versions(*version):
                    several = (*versions[:place], other, *versions[place + 1 :])
                    yield f"参数版本 {name}", replace(expr, versions=several)
        case Scale(factor=factor):
            yield f"分数 {factor}", replace(expr, factor=factor + Fraction(1, 7))
        case Arithmetic(op=op):
            yield f"算式 {op}", replace(expr, op="-" if op == "+" else "+")
        case Coalesce(first=first):
            yield "不推算", first
        case DaysBetween(start=start, end=end, unit=unit):
            yield "日数单位", replace(expr, unit=_OTHER_UNIT[unit])
            yield "日数反过来", replace(expr, start=end, end=start)
        case Due(period=period) | Within(period=period):
            yield "期间", replace(expr, period=replace(period, count=period.count + 1))
            for unit in (FieldType.DAYS, FieldType.WORKDAYS, FieldType.MONTHS, FieldType.YEARS):
                if unit is not period.unit:
                    yield "期间单位", replace(expr, period=replace(period, unit=unit))
        case Headcount(lists=lists, distinct=distinct):
            if len(lists) == 1:
                yield "不重复", replace(expr, distinct=not distinct)
            else:
                yield "少一个名单", replace(expr, lists=lists[1:])
        case Total(act=act, fact=fact, same=same, period=period):
            yield from ((f"行为 {w}", replace(expr, act=a)) for w, a in _acts(act))
            yield "合计", replace(expr, fact=fact + "甲")
            yield "同一", replace(expr, same=(*same, "另一项"))
            yield "合计期间", replace(expr, period=None if period else Period(12, FieldType.MONTHS))
        case ByReading(reading=reading, if_yes=yes, if_no=no):
            yield "读法", replace(expr, reading=reading + "甲")
            yield "读法反过来", replace(expr, if_yes=no, if_no=yes)
            yield "不看读法", no
        case Compare(op=op):
            for other_op in Op:
                if other_op is not op:
                    yield f"比较 {other_op}", replace(expr, op=other_op)
        case OneOf(options=options):
            yield "多一个选项", replace(expr, options=options | {"另一个"})
            for option in options:
                if len(options) > 1:
                    yield f"少 {option}", replace(expr, options=options - {option})
        case HasDocument(name=name, event=event):
            yield "材料", replace(expr, name=name + "甲")
            yield from ((f"哪一次 {w}", replace(expr, event=e)) for w, e in _events(event))
        case Happened(act=act):
            yield from ((f"行为 {w}", replace(expr, act=a)) for w, a in _acts(act))
        case Exists(act=act, variable=variable, body=body):
            yield "都", ForAll(act, variable, body)
            yield "只要有", Happened(act)
            yield from ((f"行为 {w}", replace(expr, act=a)) for w, a in _acts(act))
        case ForAll(act=act, variable=variable, body=body):
            yield "有一次", Exists(act, variable, body)
            yield from ((f"行为 {w}", replace(expr, act=a)) for w, a in _acts(act))
        case And(operands=operands) | Or(operands=operands):
            if len(operands) > 1:
                yield "并且、或者", (Or if isinstance(expr, And) else And)(operands)
                for place in (place for place, operand in enumerate(operands) if operand != TRUE):
                    yield "少一项", replace(expr, operands=operands[:place] + operands[place + 1 :])
    if isinstance(expr, TRUTHS) and expr != TRUE:
        yield "并非", Not(expr)


def _children(expr: Any) -> Iterator[tuple[Any, Any]]:
    match expr:
        case And(operands=operands) | Or(operands=operands):
            yield from enumerate(operands)
        case _:
            for field in PARTS:
                part = getattr(expr, field, None)
                if part is not None and not isinstance(part, str):
                    yield field, part


def _with(expr: Any, field: Any, changed: Any) -> Any:
    if isinstance(expr, And | Or):
        return replace(expr, operands=(*expr.operands[:field], changed, *expr.operands[field + 1 :]))
    return replace(expr, **{field: changed})


def _acts(act: Act | None) -> Iterator[tuple[str, Act]]:
    if act is None:
        yield "加行为", Act(("另一步",))
        return
    yield "改名", replace(act, names=(act.names[0] + "甲", *act.names[1:]))
    yield "多一个", replace(act, names=(*act.names, "另一步"))
    if len(act.names) > 1:
        yield "少一个", replace(act, names=act.names[1:])


def _events(event: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(event, Pick):
        which = Which.FIRST if event.act.which is Which.LAST else Which.LAST
        yield which.value, Pick(replace(event.act, which=which))
        yield from ((what, Pick(act)) for what, act in _acts(event.act))
        return
    yield "末次", Pick(Act(("另一步",), Which.LAST))


_OTHER_UNIT = {FieldType.DAYS: FieldType.WORKDAYS, FieldType.WORKDAYS: FieldType.DAYS}


def _versions(interval: Interval, value: Any) -> Iterator[tuple[Interval, Any]]:
    yield from ((other, value) for _, other in _intervals(interval))
    yield interval, 7 if value is None else None
    if value is not None:
        yield interval, _other_value(value)


def _intervals(interval: Interval) -> Iterator[tuple[str, Interval]]:
    yield "起日", replace(interval, start=_other_day(interval.start) if interval.start else date(2012, 2, 3))
    if interval.end is None:
        yield "止日", replace(interval, end=date(2041, 2, 3))
    else:
        yield "止日", replace(interval, end=_other_day(interval.end))
        yield "没有止日", replace(interval, end=None)


def _other_value(value: Any) -> Any:
    match value:
        case bool():
            return not value
        case str():
            return value + "甲"
        case date():
            return _other_day(value)
        case _:
            return value + 1


def _other_day(day: date) -> date:
    return day - timedelta(days=1) if day > date.min else day + timedelta(days=1)
