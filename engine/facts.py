"""From a record to the facts that norms speak of; the one place where that happens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from dsl.diagnostics.nodes import Span
from dsl.norms.nodes import ACTOR, CONCLUDED, DATE, FAILED, OUTCOME, SET_ASIDE, UNTIL
from dsl.values import Value
from engine.records.nodes import DecisionRecord, Event

_NOT_PASSED = "未通过"
_UNDATED = date.max.toordinal() + 1


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One occurrence of a step, as far as the record states it.

    ``values`` has no key for what isn't stated. ``number`` counts the
    occurrences of the same step from 1 in order of date. ``when`` orders
    occurrences: by 日期, then by 止 (ordinals), what isn't known last.
    """

    step: str
    number: int
    values: Mapping[str, Value]
    documents: frozenset[str]
    missing_documents: frozenset[str]
    documents_complete: bool
    places: Mapping[str, Span]
    when: tuple[int, int] = (_UNDATED, _UNDATED)


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one record on one as-of day.

    ``occurrences`` maps the name of a step or of an actor to its effective
    occurrences (those with 结果 未通过 or 作废 are set aside), in canonical order: by
    date, undated ones last. ``complete`` is 经过完整. ``reference_day`` is the
    record's 日期, else the latest 日期 among its events, else None. ``absent``
    names acts that the record says did not happen. Those of a step that failed
    stand under its name with ``FAILED`` behind it; of a step that is listed, all
    that failed are.
    """

    values: Mapping[str, Value]
    occurrences: Mapping[str, tuple[Occurrence, ...]]
    complete: bool
    reference_day: date | None
    places: Mapping[str, Span]
    notes: tuple[str, ...]
    absent: frozenset[str] = frozenset()


def facts_of(record: DecisionRecord, as_of: date) -> Facts:
    """Collect the facts of ``record`` as they stand on ``as_of``.

    Events dated after ``as_of`` are left out, and a note names each of them; so
    is a last day (止) after it, which hasn't come, and 办结, which the record
    says of a later day. The result does not depend on the order of the events
    in the file.
    """
    index: dict[str, list[Occurrence]] = {}
    numbers: dict[str, int] = {}
    latest: date | None = None
    notes = []
    dropped = False
    for event in canonical(record.events):
        day = event.facts.get(DATE)
        if isinstance(day, date):
            if day > as_of:
                dropped = True
                notes.append(f"“{event.step}”（{_written(day)}）在审查日（{_written(as_of)}）之后，没有计入。")
                continue
            latest = day  # events come in order of date
        numbers[event.step] = number = numbers.get(event.step, 0) + 1
        outcome = event.facts.get(OUTCOME)
        values = event.facts
        until = values.get(UNTIL)
        if isinstance(until, date) and until > as_of:
            values = {name: value for name, value in values.items() if name != UNTIL}
            notes.append(f"“{event.step}”到{_written(until)}届满，审查日（{_written(as_of)}）还没有届满。")
        occurrence = Occurrence(
            event.step,
            number,
            values,
            event.documents,
            event.missing_documents,
            event.documents_complete,
            event.places,
            _by_date(values),
        )
        if outcome in SET_ASIDE:
            if outcome == _NOT_PASSED:
                index.setdefault(event.step + FAILED, []).append(occurrence)
            continue
        for name in _names(event):
            index.setdefault(name, []).append(occurrence)
    own = record.facts.get(DATE)
    stated = record.facts
    if dropped and CONCLUDED in stated:
        stated = {name: value for name, value in stated.items() if name != CONCLUDED}
    return Facts(
        values=stated,
        occurrences={name: tuple(found) for name, found in index.items()},
        complete=record.events_complete,
        reference_day=own if isinstance(own, date) else latest,
        places=record.places,
        notes=tuple(notes),
        absent=record.missing_steps | {step + FAILED for step in numbers if step + FAILED not in index},
    )


def _names(event: Event) -> Iterable[str]:
    """Name the step and every actor, each once."""
    actors = event.facts.get(ACTOR)
    if isinstance(actors, frozenset):
        return dict.fromkeys((event.step, *sorted(actors)))
    return (event.step,)


def canonical(events: Iterable[Event]) -> list[Event]:
    """Sort by 日期, then by 止, what is unknown last; what still ties, by content."""
    events = tuple(events)
    keys = [_by_date(event.facts) for event in events]
    if len(set(keys)) == len(keys):
        return [event for _, event in sorted(zip(keys, events, strict=True), key=lambda pair: pair[0])]
    tied = {key for key, count in Counter(keys).items() if count > 1}
    contents = (_by_content(event) if key in tied else "" for key, event in zip(keys, events, strict=True))
    return [event for *_, event in sorted(zip(keys, contents, events, strict=True), key=itemgetter(0, 1))]


def _by_date(values: Mapping[str, Value]) -> tuple[int, int]:
    start, end = values.get(DATE), values.get(UNTIL)
    return (
        start.toordinal() if isinstance(start, date) else _UNDATED,
        end.toordinal() if isinstance(end, date) else _UNDATED,
    )


def _by_content(event: Event) -> str:
    """Give the same text for equal events, whatever the order of their fields and lists."""
    facts = sorted(
        (name, repr(sorted(value) if isinstance(value, frozenset) else value)) for name, value in event.facts.items()
    )
    documents = (sorted(event.documents), sorted(event.missing_documents), event.documents_complete)
    return repr((event.step, facts, documents, event.note))


def _written(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
