"""How a predicate about one occurrence of an act becomes one about a record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps

from tests.oracle.case import Case, Event, last_day, on_or_before
from tests.oracle.truth import Truth, Verdict, every, required, some, worst

Predicate = Callable[[Case], Verdict | None]
OfOne = Callable[[Case, Event], Verdict | None]


def each(*names: str, since: date | None = None, until: date | None = None) -> Callable[[OfOne], Predicate]:
    """A norm about each occurrence of an act, by the law in force on its day; both ends are included.

    Where the record neither lists nor rules out the act, nothing can be said,
    unless the norm doesn't apply to a record like this one.
    """

    def made(judge: OfOne) -> Predicate:
        @wraps(judge)
        def predicate(case: Case) -> Verdict | None:
            found = case.acts(*names)
            if found:
                return worst(_dated(in_force(case.day_of(event), since, until), judge(case, event)) for event in found)
            if case.closed(*names) or in_force(case.reference, since, until) is False:
                return None
            return _dated(None, judge(case, {}))

        return predicate

    return made


def in_force(day: date | None, since: date | None, until: date | None) -> Truth:
    if since is None and until is None:
        return True
    return None if day is None else (since or date.min) <= day <= (until or date.max)


def _dated(force: Truth, verdict: Verdict | None) -> Verdict | None:
    if force is False or verdict is None:
        return None
    return verdict if force else Verdict.UNKNOWN


def preceded(case: Case, event: Event, *names: str) -> Truth:
    """Whether one of the acts happened on the day of ``event`` or before."""
    return _some_day(case, names, lambda day: on_or_before(day, event.get("日期")))


def followed(case: Case, event: Event, *names: str) -> Truth:
    """Whether one of the acts happened on the day of ``event`` or after."""
    return _some_day(case, names, lambda day: on_or_before(event.get("日期"), day))


def by_the_deadline(case: Case, event: Event, days: int, *names: str) -> Verdict:
    """Whether one of the acts followed within so many days; as long as there is time, nobody need know yet.

    Where the last day isn't known, that nothing was done is no breach for certain.
    """
    start = event.get("日期")
    last = None if start is None else last_day(start, days)
    done = _some_day(case, names, lambda day: every(on_or_before(start, day), _by(day, start, days, last)))
    if done is not True and last is not None and case.today <= last:
        return Verdict.PENDING
    return Verdict.UNKNOWN if done is False and last is None else required(done)


def _by(day: date | None, start: date | None, days: int, last: date | None) -> Truth:
    """Within the days as counted it doesn't matter whether the last one is a rest day."""
    if day is None or start is None:
        return None
    return True if (day - start).days <= days else on_or_before(day, last)


def _some_day(case: Case, names: tuple[str, ...], fits: Callable[[date | None], Truth]) -> Truth:
    found = case.acts(*names)
    if not found:
        return False if case.closed(*names) else None
    return some(*(fits(event.get("日期")) for event in found))
