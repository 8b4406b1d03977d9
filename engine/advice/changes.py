"""Changes of a record as data, and the record that they lead to.

The number of an occurrence counts those of its step from 1 in canonical order
(``engine.facts``); all changes of a list speak of the record before any of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from dsl.norms.nodes import ACTOR, DATE, OUTCOME, UNTIL
from dsl.values import FieldType, Value
from engine.facts import Occurrence, canonical
from engine.records.nodes import DecisionRecord, Event, FactValue

VOID_OCCURRENCE = "作废"
"""The 结果 of an occurrence that was done anew: it doesn't count."""
NEW = 0
"""The number of an occurrence that isn't in the record yet."""


class Sort(IntEnum):
    """What a change would be; the less it asks of the past the smaller."""

    SUPPLY = 0
    """The record is silent: say what was so anyhow."""
    ACT = 1
    """Something is done from the as-of day on."""
    REWRITE = 2
    """The past would have had to be otherwise."""


class Bound(StrEnum):
    """What of a value is asked for: just it, it or more (later), it or less (earlier), or anything at all."""

    EXACT = "="
    LEAST = ">="
    MOST = "<="
    ANY = "*"


@dataclass(frozen=True, slots=True)
class StateFact:
    """The record states a fact of the case as a whole."""

    name: str
    value: Value
    type: FieldType
    bound: Bound = Bound.EXACT


@dataclass(frozen=True, slots=True)
class StateOfStep:
    """The record states a fact of one occurrence of a step."""

    step: str
    number: int
    name: str
    value: Value
    type: FieldType
    bound: Bound = Bound.EXACT


@dataclass(frozen=True, slots=True)
class AddDocument:
    """One occurrence of a step has a document."""

    step: str
    number: int
    name: str


@dataclass(frozen=True, slots=True)
class LacksDocument:
    """One occurrence of a step lacks a document."""

    step: str
    number: int
    name: str


@dataclass(frozen=True, slots=True)
class AddStep:
    """There is one more occurrence of a step, with these facts and documents."""

    step: str
    facts: tuple[StateOfStep, ...] = ()
    documents: tuple[str, ...] = ()

    def value(self, name: str) -> Value | None:
        """A fact of it, None where it isn't stated."""
        return next((fact.value for fact in reversed(self.facts) if fact.name == name), None)

    @property
    def day(self) -> date | None:
        """Its 日期."""
        day = self.value(DATE)
        return day if isinstance(day, date) else None


@dataclass(frozen=True, slots=True)
class SetAside:
    """One occurrence is set aside (结果：作废), to be done anew. Says nothing of what it brought about."""

    step: str
    number: int


@dataclass(frozen=True, slots=True)
class DidNotHappen:
    """An act did not happen; where the record lists it, it would have had to be left undone."""

    step: str


Change = StateFact | StateOfStep | AddDocument | LacksDocument | AddStep | SetAside | DidNotHappen
Changes = tuple[Change, ...]


def dated(step: str, day: date) -> StateOfStep:
    """That an occurrence that is added lies on ``day`` or later."""
    return StateOfStep(step, NEW, DATE, day, FieldType.DATE, Bound.LEAST)


Numbered = dict[tuple[str, int], Event]
"""Occurrences by step and number."""


def numbered(record: DecisionRecord) -> Numbered:
    """The occurrences in canonical order, by step and number."""
    counts: dict[str, int] = {}
    found: dict[tuple[str, int], Event] = {}
    for event in canonical(record.events):
        counts[event.step] = number = counts.get(event.step, 0) + 1
        found[event.step, number] = event
    return found


def number_of(events: Numbered, occurrence: Occurrence, as_of: date) -> int:
    """The number in the whole record of an occurrence among the facts on ``as_of``, which leave out later ones."""
    counted = 0
    for (step, number), event in events.items():
        if step != occurrence.step:
            continue
        day = event.facts.get(DATE)
        counted += not (isinstance(day, date) and day > as_of)
        if counted == occurrence.number:
            return number
    return NEW


def applied(record: DecisionRecord, changes: Iterable[Change]) -> DecisionRecord:
    """The record after ``changes``. A change of an occurrence that isn't there raises KeyError."""
    changes = tuple(changes)
    if all(isinstance(change, AddStep) for change in changes):
        return _added(record, [change for change in changes if isinstance(change, AddStep)])
    facts = dict(record.facts)
    events = numbered(record)
    missing = set(record.missing_steps)
    for place, change in enumerate(changes):
        match change:
            case StateFact(name, value):
                facts[name] = value
            case StateOfStep(step, number, name, value):
                events[step, number] = _stating(events[step, number], {name: value})
            case AddDocument(step, number, name):
                events[step, number] = _documented(events[step, number], name)
            case LacksDocument(step, number, name):
                events[step, number] = _undocumented(events[step, number], name)
            case SetAside(step, number):
                events[step, number] = _stating(events[step, number], {OUTCOME: VOID_OCCURRENCE})
            case AddStep(step):
                events[step, -1 - place] = event_of(change)
                missing -= {step, *_actors(change)}
            case DidNotHappen(step):
                missing.add(step)
    never = {change.step for change in changes if isinstance(change, DidNotHappen)}
    if never:
        events = {key: event for key, event in events.items() if not any(_is_of(event, step) for step in never)}
    return record.model_copy(
        update={"facts": facts, "events": tuple(events.values()), "missing_steps": frozenset(missing)}
    )


def _added(record: DecisionRecord, added: list[AddStep]) -> DecisionRecord:
    """The record with some more occurrences."""
    missing = record.missing_steps.difference(*({change.step, *_actors(change)} for change in added))
    return record.model_copy(
        update={"events": (*record.events, *map(event_of, added)), "missing_steps": frozenset(missing)}
    )


def event_of(change: AddStep) -> Event:
    """The occurrence that a change adds."""
    facts: dict[str, FactValue] = {fact.name: fact.value for fact in change.facts}
    return Event.model_construct(
        step=change.step,
        documents=frozenset(change.documents),
        missing_documents=frozenset(),
        documents_complete=False,
        note="",
        facts=facts,
        places={},
    )


def sort_of(change: Change, record: DecisionRecord, as_of: date, events: Numbered | None = None) -> Sort:
    """What a change of ``record`` would be on ``as_of``; ``events`` are its occurrences, where they are at hand."""
    events = numbered(record) if events is None else events
    match change:
        case StateFact(name):
            return Sort.SUPPLY if name not in record.facts else Sort.REWRITE
        case StateOfStep(step, number, name, value):
            return _sort_of_fact(events[step, number], name, value, as_of)
        case AddDocument(step, number, name):
            event = events[step, number]
            lacking = event.documents_complete or name in event.missing_documents
            return Sort.ACT if lacking else Sort.SUPPLY
        case LacksDocument(step, number, name):
            return Sort.REWRITE if name in events[step, number].documents else Sort.SUPPLY
        case AddStep(step):
            if change.day is not None and change.day >= as_of:
                return Sort.ACT
            return Sort.REWRITE if _is_closed(record, step) else Sort.SUPPLY
        case SetAside():
            return Sort.ACT
        case DidNotHappen(step):
            return Sort.REWRITE if any(_is_of(event, step) for event in record.events) else Sort.SUPPLY


def sort_of_all(changes: Iterable[Change], record: DecisionRecord, as_of: date) -> Sort:
    """The sort of the change that asks most of the past."""
    return max((sort_of(change, record, as_of) for change in changes), default=Sort.SUPPLY)


def day_of(changes: Iterable[Change], as_of: date) -> date:
    """The first day, from ``as_of`` on, on which all that the changes say has come: the day to judge them on."""
    days = [as_of]
    for change in changes:
        facts = change.facts if isinstance(change, AddStep) else (change,)
        for fact in facts:
            if isinstance(fact, StateOfStep) and fact.name in (DATE, UNTIL) and isinstance(fact.value, date):
                days.append(fact.value)
    return max(days)


def _sort_of_fact(event: Event, name: str, value: Value, as_of: date) -> Sort:
    """A last day that hasn't come can still be put off; what else is stated stands."""
    stated = event.facts.get(name)
    open_end = name == UNTIL and (stated is None or (isinstance(stated, date) and stated >= as_of))
    if open_end and isinstance(value, date) and value >= as_of:
        return Sort.ACT
    return Sort.SUPPLY if stated is None else Sort.REWRITE


def _is_closed(record: DecisionRecord, step: str) -> bool:
    """Whether the record tells how often an act occurred: it lists it, or says that it didn't."""
    closed = record.events_complete or step in record.missing_steps
    return closed or any(_is_of(event, step) for event in record.events)


def _is_of(event: Event, name: str) -> bool:
    return event.step == name or name in _names(event.facts.get(ACTOR))


def _names(value: object) -> frozenset[str]:
    return value if isinstance(value, frozenset) else frozenset()


def _actors(change: AddStep) -> frozenset[str]:
    return _names(change.value(ACTOR))


def _stating(event: Event, facts: Mapping[str, FactValue]) -> Event:
    return event.model_copy(update={"facts": {**event.facts, **facts}})


def _documented(event: Event, name: str) -> Event:
    lacking = event.missing_documents - {name}
    return event.model_copy(update={"documents": event.documents | {name}, "missing_documents": lacking})


def _undocumented(event: Event, name: str) -> Event:
    lacking = event.missing_documents | {name}
    return event.model_copy(update={"documents": event.documents - {name}, "missing_documents": lacking})
