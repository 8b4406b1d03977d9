"""A scenario's facts as a record, and the day on which it is judged."""

from __future__ import annotations

from datetime import date

from dsl.literals import day
from dsl.model.nodes import Scenario
from dsl.surface.nodes import Dated, Literal
from engine.records.nodes import DecisionRecord
from engine.records.vocabulary import EVENTS, STEP


def mapping_of(scenario: Scenario) -> dict[str, object]:
    """The scenario's facts as a record would state them."""
    events = [{STEP: event.step, **dict(event.values)} for event in scenario.events]
    return {**dict(scenario.values), **({EVENTS: events} if events else {})}


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
