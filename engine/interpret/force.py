"""Whether a norm is in force on a day, and which citation counts then."""

from __future__ import annotations

from datetime import date

from dsl.norms.nodes import Citation, Norm
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


def citation_on(norm: Norm, day: date) -> Citation | None:
    """The first of the norm's citations whose source is in force on ``day``."""
    for citation in norm.citations:
        if citation.validity.contains(day):
            return citation
    return None
