"""A scenario's facts as a record, and the day on which it is judged."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from dsl.diagnostics.nodes import Diagnostic, Span
from dsl.literals import day
from dsl.model.nodes import Scenario, ScenarioEvent
from dsl.surface.nodes import Dated, Literal
from engine.records.build import build
from engine.records.nodes import DecisionRecord
from engine.records.tree import Entries, Items, Node, Scalar
from engine.records.vocabulary import EVENTS, STEP, Vocabulary


def mapping_of(scenario: Scenario) -> dict[str, object]:
    """The scenario's facts as a record would state them."""
    events = [{STEP: event.step, **dict(event.values)} for event in scenario.events]
    return {**dict(scenario.values), **({EVENTS: events} if events else {})}


def record_of(
    scenario: Scenario, vocabulary: Vocabulary, acts: Collection[str]
) -> tuple[DecisionRecord | None, tuple[Diagnostic, ...]]:
    """The scenario's facts through the reader of records, each at its place in the file.

    ``acts`` are the names of steps, bodies and acts that an entry may be for.
    """
    places = dict(scenario.places)
    entries = [_entry(name, value, places.get(name, scenario.span)) for name, value in dict(scenario.values).items()]
    if scenario.events:
        events = Items(tuple(_event(event) for event in scenario.events), scenario.events[0].span)
        entries.append((Scalar(EVENTS, events.span), events))
    return build(Entries(tuple(entries), scenario.span), vocabulary, acts=acts)


def _event(event: ScenarioEvent) -> Node:
    places = dict(event.places)
    stated = [_entry(name, value, places.get(name, event.span)) for name, value in dict(event.values).items()]
    return Entries((_entry(STEP, event.step, event.span), *stated), event.span)


def _entry(name: str, value: object, span: Span) -> tuple[Node, Node]:
    if isinstance(value, list):
        return Scalar(name, span), Items(tuple(Scalar(str(item), span) for item in value), span)
    return Scalar(name, span), Scalar(str(value), span)


def as_of_day(scenario: Scenario, record: DecisionRecord) -> date | None:
    """The scenario's 审查日; the last day that the record names where it states none.

    None where what it states is no day. A record without any day is judged on
    the last day of the calendar, since nothing in it can be later.
    """
    match scenario.as_of:
        case None:
            stated = [*record.facts.values(), *(value for event in record.events for value in event.facts.values())]
            return max((value for value in stated if isinstance(value, date)), default=date.max)
        case Literal(value=date() as value):
            return value
        case Literal(text=text):
            found = day(text)
            return found if isinstance(found, date) else None
        case Dated(interval=interval):
            return interval.start
        case _:
            return None
