"""Whether a norm is in force on a day, and which citation counts then."""

from __future__ import annotations

from datetime import date

from dsl.values import Interval

ALWAYS = (Interval(),)
"""In force on all days."""


def in_force(days: tuple[Interval, ...], day: date | None) -> bool | None:
    """Whether a norm in force on ``days`` is so on ``day``; for an unknown day, None unless all days agree."""
    if day is not None:
        for interval in days:  # noqa: SIM110 (a generator would double the time of most norms)
            if interval.contains(day):
                return True
        return False
    return None if days and days != ALWAYS else bool(days)


class Editions:
    """When the sources that a norm cites are in force, in their order; one object for all norms with the same."""

    __slots__ = ("days",)

    def __init__(self, days: tuple[Interval, ...]):
        self.days = days

    def on(self, day: date) -> int:
        """The place of the first that is in force on ``day``; -1 where none is."""
        for place, interval in enumerate(self.days):
            if interval.contains(day):
                return place
        return -1
