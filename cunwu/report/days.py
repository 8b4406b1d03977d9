"""A period counted day by day, for readers who want to check it on a calendar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from cunwu.language import Lang, pick
from dsl.norms.nodes import DATE, Current, DaysBetween, Due, EventFact, Fact, Pick, Within
from dsl.values import FieldType
from engine.calendar import due, is_working_day

if TYPE_CHECKING:
    from dsl.norms.nodes import ValueExpr
    from engine.findings.nodes import Finding

_WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")
_ENGLISH_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_LONGEST = 400  # days listed one by one; longer spans are told in a sentence


@dataclass(frozen=True, slots=True)
class Span:
    """Days to count: from ``start`` (not counted) to ``end`` (counted).

    ``unit`` WORKDAYS counts working days alone. ``wanted`` is the length of a
    deadline: days after it are those by which its last day moved off a rest day.
    """

    start: date
    end: date
    unit: FieldType
    wanted: int | None = None


def spans_of(finding: Finding) -> tuple[Span, ...]:
    """The spans of days that the finding's norm counts and whose ends are known, each once, in order."""
    norm = finding.norm
    exceptions = [part for exception in norm.exceptions for part in (exception.when, exception.require)]
    counted: dict[Span, None] = {}
    for part in (norm.when, norm.require, norm.deadline, *exceptions):
        for node in _nodes(part):
            span = _span(node, finding)
            if span is not None:
                counted.setdefault(span)
    return tuple(counted)


def _nodes(node: object) -> Iterator[object]:
    if isinstance(node, tuple):
        for part in node:
            yield from _nodes(part)
    elif is_dataclass(node) and not isinstance(node, type):
        yield node
        for field in fields(node):
            yield from _nodes(getattr(node, field.name))


def _span(node: object, finding: Finding) -> Span | None:
    match node:
        case DaysBetween(start, end, unit):
            first, last = _day(start, finding), _day(end, finding)
            return Span(min(first, last), max(first, last), unit) if first and last else None
        case Due(start, period) | Within(_, start, period) if period.unit in (FieldType.DAYS, FieldType.WORKDAYS):
            first = _day(start, finding)
            last = due(first, period) if first else None
            return Span(first, last, period.unit, period.count) if first and last else None
        case _:
            return None


def _day(expr: ValueExpr, finding: Finding) -> date | None:
    """The day that ``expr`` came to: as the reasoning has it, else as the facts do."""
    for reason in finding.reasons:
        for operand, value in reason.operands:
            if operand == expr and isinstance(value, date):
                return value
    match expr:
        case EventFact(Current(), name):
            if name == DATE and finding.day:
                return finding.day
            found = [fact.value for fact in finding.facts if (fact.step, fact.name) == (finding.step, name)]
        case EventFact(Pick(act), name):
            found = [fact.value for fact in finding.facts if fact.step in act.names and fact.name == name]
        case Fact(name):
            found = [fact.value for fact in finding.facts if not fact.step and fact.name == name]
        case _:
            return None
    # Several occurrences may have been looked at; only a day that is certain is counted from.
    return found[0] if len(found) == 1 and isinstance(found[0], date) else None


def lines_of(span: Span, lang: Lang) -> tuple[str, ...]:
    """The days of a span one by one, each with its number, weekday and whether it counts."""
    days = (span.end - span.start).days
    head = pick(
        lang,
        f"自 {span.start}（当日不计入）起数：",
        f"Counting from {span.start} (not counted itself):",
    )
    if days > _LONGEST:
        return (head, pick(lang, f"到 {span.end} 共{days}日", f"{days} days to {span.end}"))
    return (head, *_numbered(span, lang))


def _numbered(span: Span, lang: Lang) -> Iterator[str]:
    count = 0
    for offset in range(1, (span.end - span.start).days + 1):
        day = span.start + timedelta(days=offset)
        works = is_working_day(day)
        counted = works is True if span.unit is FieldType.WORKDAYS else True
        if span.wanted is not None and count >= span.wanted and span.unit is FieldType.DAYS:
            number = pick(lang, "顺延", "moved on")
        elif counted:
            count += 1
            number = pick(lang, f"第{count}日", f"day {count}")
        else:
            number = pick(lang, "不计", "not counted")
        yield f"{day} {_kind(day, works, lang)} {number}"


def _kind(day: date, works: bool | None, lang: Lang) -> str:
    weekend = day.weekday() >= 5
    name = pick(lang, _WEEKDAYS[day.weekday()], _ENGLISH_WEEKDAYS[day.weekday()])
    if works is None:
        return name
    if works and weekend:
        return pick(lang, f"{name}（调休上班）", f"{name} (make-up working day)")
    if not works:
        return pick(
            lang, f"{name}（{'休息日' if weekend else '节假日'}）", f"{name} ({'rest day' if weekend else 'holiday'})"
        )
    return name
