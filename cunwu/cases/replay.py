"""A case told again from its beginning: how it stood after each step, and what each step changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from cunwu.cases.bodies import told_of
from cunwu.cases.judging import judged, replayed
from dsl.norms.nodes import CONCLUDED, DATE
from engine.facts import canonical
from engine.live.shifts import Cause, Shift, shifts
from engine.live.told import Kind, State, Told
from engine.records.vocabulary import EVENTS, MISSING_STEPS, TITLE

if TYPE_CHECKING:
    from typing import Any

    from cunwu.register import Entry
    from cunwu.result import CheckResult
    from cunwu.work import Work
    from engine.records.nodes import DecisionRecord

_AT_THE_END = (CONCLUDED, MISSING_STEPS)
"""Fields of a record that speak of its end: told before, they would blame a step for what comes later."""
UNTITLED = "未命名的记录"


class ToldOn(NamedTuple):
    """One entry, and the day on which the case was looked at after it."""

    told: Told
    as_of: date


@dataclass(frozen=True, slots=True)
class Moment:
    """A case after one more entry: how it stands, and what changed since the moment before.

    ``told`` None: nothing was told, only days have passed.
    """

    told: Told | None
    result: CheckResult
    shifts: tuple[Shift, ...]


def told_by_record(record: DecisionRecord, work: Work, as_of: date) -> tuple[ToldOn, ...]:
    """The entries by which a finished record would have been told: first its fields, then event by event by date.

    The case is looked at on the day of each event, or as early as the one before where it has none.
    """
    plain: dict[str, Any] = work.plain(record.model_copy(update={"events": tuple(canonical(record.events))}))
    events: list[Mapping[str, object]] = plain.pop(EVENTS, [])
    closing = {name: plain.pop(name) for name in _AT_THE_END if events and name in plain}
    days = [_day(event.get(DATE)) for event in events]
    known = [day for day in (*days, record.facts.get(DATE)) if isinstance(day, date)]
    now = min((*known, as_of))
    told = [ToldOn(Told(1, Kind.OPENED, plain or {TITLE: UNTITLED}), now)]
    for event, day in zip(events, days, strict=True):
        now = min(max(now, day or now), as_of)
        told.append(ToldOn(Told(len(told) + 1, Kind.ADDED, event), now))
    if closing:
        told.append(ToldOn(Told(len(told) + 1, Kind.STATED, closing), now))
    return tuple(told)


def told_by_entries(entries: Sequence[Entry], as_of: date) -> tuple[ToldOn, ...]:
    """The entries of a case in a register, each with the day of the answer to it. Raises RegisterError."""
    told: list[ToldOn] = []
    day = as_of
    for entry in reversed(entries):  # what was told in one go is answered with its last entry
        answer = entry.body.get("answer")
        day = min(_day(answer.get("as_of")) or day, as_of) if isinstance(answer, Mapping) else day
        told.append(ToldOn(told_of(entry), day))
    return tuple(reversed(told))


def moments(tellings: Iterable[ToldOn], work: Work, last: date) -> Iterator[Moment]:
    """How the case stood after each entry, and on the ``last`` day where that is later.

    Raises UsageError for an entry that doesn't fit those before it, RecordError for one that can't be read.
    """
    told: list[Told] = []
    before: tuple[State, CheckResult] | None = None
    for one, as_of in tellings:
        told.append(one)
        state = replayed(told)
        result = judged(work, state, as_of)
        if before is None:
            yield Moment(one, result, shifts((), result.findings, Cause.TOLD))
        else:
            then, by_time = _later(work, *before, as_of)
            yield Moment(one, result, (*by_time, *shifts(then.findings, result.findings, Cause.TOLD)))
        before = state, result
    if before is not None and before[1].report.as_of < last:
        yield Moment(None, *_later(work, *before, last))


def _later(work: Work, state: State, result: CheckResult, as_of: date) -> tuple[CheckResult, tuple[Shift, ...]]:
    """The same case on a later day, and what the days between have changed."""
    if as_of == result.report.as_of:
        return result, ()
    then = judged(work, state, as_of)
    return then, shifts(result.findings, then.findings, Cause.TIME)


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
