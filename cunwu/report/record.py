"""A record as a reader checks it against the file: what it states, and in which line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from cunwu.language import Lang, pick
from cunwu.report.view import FactLine
from cunwu.report.words import day_text, place_of, value_text
from dsl.model.fields import Scope
from dsl.norms.nodes import DATE, UNTIL
from engine.records.vocabulary import EVENTS_COMPLETE, MISSING_STEPS

if TYPE_CHECKING:
    from cunwu.result import CheckResult
    from engine.records.nodes import Event


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event: its step, its days, all else that it states, and the line or cell of the record."""

    step: str
    day: str
    content: str
    line: int | str | None


def fact_lines(result: CheckResult, lang: Lang) -> tuple[FactLine, ...]:
    """The facts of the record as a whole, in the order of the file."""
    record = result.record
    places = record.places
    lines = [
        FactLine(name, value_text(result.catalogue.heads, name, value, Scope.RECORD, lang), place_of(places.get(name)))
        for name, value in record.facts.items()
    ]
    if record.events_complete:
        lines.append(FactLine(EVENTS_COMPLETE, pick(lang, "是", "yes"), place_of(places.get(EVENTS_COMPLETE))))
    if record.missing_steps:
        value = pick(lang, "、", ", ").join(sorted(record.missing_steps))
        lines.append(FactLine(MISSING_STEPS, value, place_of(places.get(MISSING_STEPS))))
    starts = {name: place.start for name, place in places.items()}
    return tuple(sorted(lines, key=lambda fact: starts.get(fact.name, 0)))


def event_lines(result: CheckResult, lang: Lang) -> tuple[EventLine, ...]:
    """The events in the order of their days; undated ones last, as in the file."""
    events = sorted(result.record.events, key=_day_order)
    return tuple(
        EventLine(event.step, _days(event, lang), _content(event, result, lang), _place(event)) for event in events
    )


def _day_order(event: Event) -> date:
    day = event.facts.get(DATE)
    return day if isinstance(day, date) else date.max


def _days(event: Event, lang: Lang) -> str:
    first, last = event.facts.get(DATE), event.facts.get(UNTIL)
    days = [day_text(day, lang) if isinstance(day, date) else "" for day in (first, last)]
    if first == last or not days[1]:
        return days[0]
    return pick(lang, f"{days[0]}至{days[1]}", f"{days[0]} to {days[1]}")


def _content(event: Event, result: CheckResult, lang: Lang) -> str:
    comma = pick(lang, "，", ", ")
    parts = [
        f"{name} {value_text(result.catalogue.heads, name, value, Scope.EVENT, lang)}"
        for name, value in event.facts.items()
        if name not in (DATE, UNTIL)
    ]
    lists = (
        (pick(lang, "材料", "documents"), event.documents),
        (pick(lang, "缺少材料", "missing documents"), event.missing_documents),
    )
    parts += [f"{label} {'、'.join(sorted(names))}" for label, names in lists if names]
    if event.documents_complete:
        parts.append(pick(lang, "材料完整", "documents complete"))
    if event.note:
        parts.append(event.note)
    return comma.join(parts)


def _place(event: Event) -> int | str | None:
    return place_of(min(event.places.values(), key=lambda place: place.start, default=None))
