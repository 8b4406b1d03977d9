"""用例: a block to a scenario. Values stay raw, as a record's would be; the reader converts both."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from dsl.diagnostics.nodes import Span
from dsl.literals import format_value
from dsl.model import habits, messages, scenario_messages
from dsl.model.blocks import Block
from dsl.model.conclusions import KINDS, MISSING, READINGS, REASON, Conclusion, conclusions
from dsl.model.context import Context
from dsl.model.declarations import block_name
from dsl.model.nodes import Expectation, Scenario, ScenarioEvent
from dsl.model.procedures import flatten, plain_text
from dsl.norms.nodes import DATE, UNTIL
from dsl.surface.nodes import (
    Attribute,
    Dated,
    Enumeration,
    Literal,
    Pair,
    PeriodLiteral,
    SurfaceExpr,
)
from dsl.values import FieldType

VERDICTS = ("合规", "违规", "未到期", "待补充", "不适用", "不合规", "待补正", "进行中", "无适用规则")
_FULL_WIDTH = str.maketrans("()", "（）")


def read_scenario(context: Context, block: Block, is_act: Callable[[str], bool]) -> Scenario:
    """A scenario; ``is_act`` tells labels that name a step or a body from fields."""
    values: list[tuple[str, object]] = []
    places: list[tuple[str, Span]] = []
    events: list[ScenarioEvent] = []
    expectations: list[Expectation] = []
    as_of: SurfaceExpr | None = None
    for entry in block.entries:
        item = entry.item
        if not isinstance(item, Attribute):
            context.report(messages.wrong_value("用例", "事实和“结论”", "facts and “结论”", item.span))
        elif item.label == "结论":
            expectations.extend(_expectations(context, item))
        elif item.label == "审查日":
            as_of = item.values[0] if item.values else None
        elif is_act(item.label):
            events.append(_event(context, item))
        else:
            raw = _raw_list(context, item.label, item.values)
            values.append((item.label, raw[0] if len(raw) == 1 else raw))
            places.append((item.label, item.span))
    if not block.attributes("结论"):
        example = "结论：违规 决议·到会"
        context.report(messages.missing("用例", block_name(block), "结论", example, block.header.span))
    return Scenario(
        block_name(block),
        tuple(values),
        tuple(events),
        as_of,
        tuple(expectations),
        block.header.span,
        _whole(block),
        tuple(places),
    )


def _whole(block: Block) -> Span:
    head = block.header.span
    return replace(head, end=max([head.end, *(e.item.span.end for e in block.entries)]))


def _event(context: Context, item: Attribute) -> ScenarioEvent:
    values: list[tuple[str, object]] = []
    places: list[tuple[str, Span]] = []
    for value in item.values:
        for part in value.items if isinstance(value, Enumeration) else (value,):
            stated = len(values)
            if isinstance(part, Dated):
                ends = ((DATE, part.interval.start), (UNTIL, part.interval.end))
                values.extend((name, str(day)) for name, day in ends if day is not None)
            elif isinstance(part, Literal) and part.type is FieldType.DATE:
                values.append((DATE, str(part.value)))
            elif isinstance(part, Pair):
                raw = _raw_list(context, part.name.parts[0], part.values)
                values.append((part.name.parts[0], raw[0] if len(raw) == 1 else raw))
            else:
                wanted = "日期和“实到31”这样的事实"
                context.report(messages.wrong_value(item.label, wanted, "a day and facts such as “实到31”", part.span))
            places.extend((name, part.span) for name, _ in values[stated:])
    return ScenarioEvent(item.label, tuple(values), item.span, tuple(places))


def _raw_list(context: Context, label: str, values: Sequence[SurfaceExpr]) -> list[str]:
    raw: list[str] = []
    for value in flatten(values):
        if isinstance(value, Literal) and value.type is not FieldType.TEXT:
            raw.append(format_value(value.value, value.type) if value.type is FieldType.DATE else value.text)
        elif isinstance(value, PeriodLiteral):
            raw.append(value.text)
        elif (text := plain_text(value)) is not None:
            raw.append(text)
        elif isinstance(value, Pair):
            raw.append("".join([*value.name.parts, *(v.text for v in value.values)]))
        else:
            context.report(messages.wrong_value(label, "一个值", "a value", value.span))
    return raw


def _expectations(context: Context, item: Attribute) -> Iterator[Expectation]:
    """违规 决议·到会；待补充 决议·通知（缺 通知日） — read from the entry's own text."""
    for place, part in enumerate(conclusions(item.text)):
        if part.verdict not in VERDICTS:
            context.report(messages.unknown_name("结论", part.verdict, VERDICTS, item.span, habits.VERDICTS))
            continue
        _check_notes(context, part, item.span)
        yield Expectation(
            part.verdict,
            part.norm.translate(_FULL_WIDTH),
            part.names(MISSING),
            part.names(READINGS),
            part.names(REASON),
            item.span,
            place,
        )


def _check_notes(context: Context, part: Conclusion, span: Span) -> None:
    for note in part.notes:
        if not part.norm:
            context.report(scenario_messages.note_on_the_record(note.kind or part.verdict, span))
        elif not note.kind:
            context.report(scenario_messages.unknown_note(KINDS, span))
        elif not any(note.names):
            context.report(scenario_messages.empty_note(note.kind, span))
