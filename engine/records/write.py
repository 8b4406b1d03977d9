"""A record to a plain mapping that reads back as the same record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from dsl.literals import format_value
from dsl.model.fields import Scope
from dsl.values import FieldType
from engine.records.nodes import DecisionRecord, Event, FactValue
from engine.records.vocabulary import (
    DOCUMENTS,
    DOCUMENTS_COMPLETE,
    EVENTS,
    EVENTS_COMPLETE,
    MISSING_DOCUMENTS,
    MISSING_STEPS,
    NOTE,
    ONLY,
    RULES,
    SOURCE,
    STEP,
    TITLE,
    Vocabulary,
)

Plain = str | list[str] | list[dict[str, "Plain"]]


def to_mapping(record: DecisionRecord, vocabulary: Vocabulary) -> dict[str, Plain]:
    """Write ``record`` with Chinese keys, values as text, fields in the order of ``vocabulary``.

    What isn't known is left out, and so are places. Fields that the vocabulary
    lacks come last, by name.
    """
    written: dict[str, Plain] = {}
    _put_text(written, TITLE, record.title)
    _put_list(written, RULES, record.rules)
    _put_list(written, ONLY, record.only)
    _put_text(written, SOURCE, record.source)
    _put_text(written, NOTE, record.note)
    written |= _facts(record.facts, vocabulary, Scope.RECORD)
    _put_flag(written, EVENTS_COMPLETE, record.events_complete)
    _put_list(written, MISSING_STEPS, sorted(record.missing_steps))
    if record.events:
        written[EVENTS] = [_event(event, vocabulary) for event in record.events]
    return written


def _event(event: Event, vocabulary: Vocabulary) -> dict[str, Plain]:
    written: dict[str, Plain] = {STEP: event.step}
    written |= _facts(event.facts, vocabulary, Scope.EVENT)
    _put_list(written, DOCUMENTS, sorted(event.documents))
    _put_list(written, MISSING_DOCUMENTS, sorted(event.missing_documents))
    _put_flag(written, DOCUMENTS_COMPLETE, event.documents_complete)
    _put_text(written, NOTE, event.note)
    return written


def _facts(facts: dict[str, FactValue], vocabulary: Vocabulary, scope: Scope) -> dict[str, Plain]:
    types = {one.name: one.type for one in vocabulary.of(scope)}
    names = (*(name for name in types if name in facts), *sorted(facts.keys() - types.keys()))
    return {name: _value(facts[name], types.get(name, FieldType.TEXT)) for name in names}


def _value(value: FactValue, type_: FieldType) -> Plain:
    if isinstance(value, frozenset | tuple):
        return sorted(value)
    if isinstance(value, date):
        return value.isoformat()
    if type_ is FieldType.YEARS and isinstance(value, int) and value >= 1000:
        return str(value)  # 1000年 is read as a year, not as a length of time
    if type_ is FieldType.NUMBER and isinstance(value, Fraction):
        return str(value)  # 1/3 is read back, 1又三分之一 isn't
    return format_value(value, type_)


def _put_text(written: dict[str, Plain], name: str, text: str) -> None:
    if text:
        written[name] = text


def _put_list(written: dict[str, Plain], name: str, items: Iterable[str]) -> None:
    if listed := list(items):
        written[name] = listed


def _put_flag(written: dict[str, Plain], name: str, flag: bool) -> None:
    if flag:
        written[name] = "是"
