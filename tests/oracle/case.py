"""A plain record, as YAML gives it, on the day on which it is looked at."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

import chinese_calendar

from tests.oracle.truth import Truth

Event = Mapping[str, Any]
BODIES = {
    "两会": ("村民会议", "村民代表会议"),
    "村党组织": ("村党支部", "村党总支", "村党委", "党组织研究"),
    "村务监督机构": ("村务监督委员会",),
    "公布决定": ("村务公布", "决议公示"),
}
"""What counts as another name's occurrence, besides what bears that name itself."""

LAST_DAYS = date(max(day.year for day in chinese_calendar.holidays), 12, 29)


class Case:
    """The record's facts, and its events as they count on ``today``: those that had come and stood."""

    def __init__(self, record: Mapping[str, Any], today: date):
        self.record = record
        self.today = today
        listed = [event for event in record.get("经过", ()) if not (event.get("日期") and event["日期"] > today)]
        self.listed = [_without_future(event, today) for event in listed]
        self.events = [event for event in self.listed if event.get("结果") not in ("未通过", "作废")]
        days = [event["日期"] for event in self.listed if event.get("日期")]
        self.reference: date | None = record.get("日期") or max(days, default=None)

    def __getitem__(self, name: str) -> Any:
        """A fact of the record; None where it isn't stated."""
        return self.record.get(name)

    def acts(self, *names: str) -> list[Event]:
        """The events that are one of these acts, or were done by one of these bodies."""
        wanted = {*names, *(narrower for name in names for narrower in BODIES.get(name, ()))}
        return [event for event in self.events if event["步骤"] in wanted or wanted & set(event.get("主体") or ())]

    def closed(self, *names: str) -> bool:
        """Whether an act that isn't listed is known not to have happened."""
        return bool(self["经过完整"]) or set(names) <= set(self["没有的步骤"] or ())

    def happened(self, *names: str) -> Truth:
        return True if self.acts(*names) else False if self.closed(*names) else None

    def day_of(self, event: Event) -> date | None:
        """The day whose law counts."""
        return event.get("日期") or self["日期"]


def _without_future(event: Event, today: date) -> Event:
    until = event.get("止")
    return {name: value for name, value in event.items() if name != "止"} if until and until > today else event


def has_document(event: Event, name: str) -> Truth:
    if name in (event.get("材料") or ()):
        return True
    return False if event.get("材料完整") or name in (event.get("缺少材料") or ()) else None


def member(name: str, names: list[str] | None) -> Truth:
    return None if names is None else name in names


def on_or_before(day: date | None, other: date | None) -> Truth:
    return None if day is None or other is None else day <= other


def days_between(start: date | None, end: date | None) -> int | None:
    """Civil Code art. 201: the first day isn't counted."""
    return None if start is None or end is None else (end - start).days


@cache
def works_on(day: date) -> Truth:
    """Whether ``day`` is a working day by the State Council's arrangement; None where that isn't known.

    The arrangement of a year may still move the last three days of the one before.
    """
    if day >= LAST_DAYS:
        return None
    try:
        return chinese_calendar.is_workday(day)
    except NotImplementedError:
        return None


def working_days_between(start: date | None, end: date | None) -> int | None:
    """The working days after ``start`` up to ``end``; negative the other way round; None in unknown years."""
    if start is None or end is None:
        return None
    if end < start:
        backwards = working_days_between(end, start)
        return None if backwards is None else -backwards
    worked = [works_on(start + timedelta(days=number)) for number in range((end - start).days + 1)]
    return None if None in worked else sum(map(bool, worked[1:]))


def last_day(start: date, days: int) -> date | None:
    """The end of a period of ``days``; a rest day moves it to the next working day (Civil Code art. 203)."""
    day = start + timedelta(days=days)
    while works_on(day) is False:
        day += timedelta(days=1)
    return day if works_on(day) else None
