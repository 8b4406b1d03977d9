"""What falls due in a township: the obligations of all cases in a register, overdue ones first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from cunwu.cases.standing import Standing, Unread
from cunwu.language import Lang
from cunwu.report import words
from dsl.describe.citations import citation_text


class Due(NamedTuple):
    """An obligation of a case, in words.

    ``days`` are those left until ``due``, 0 on the last day, negative when it is overdue; ``untold``: it isn't known
    whether it was done. ``what`` says what to do.
    """

    case: str
    title: str
    village: str
    due: date
    days: int
    overdue: bool
    untold: bool
    norm: str
    norm_id: str
    citation: str
    what: str
    advice: bool


VILLAGE = "村"
"""The field of a record that names the village, where there is one."""


def due_of(looks: Iterable[Standing | Unread], until: date, lang: Lang) -> tuple[tuple[Due, ...], tuple[Unread, ...]]:
    """What falls due until a day, and what is overdue; and the cases that can't be read.

    Overdue first, then by day, case and norm. Only one case at a time is kept.
    """
    found: list[Due] = []
    refused: list[Unread] = []
    for look in looks:
        if isinstance(look, Unread):
            refused.append(look)
        else:
            found += (one for one in _of(look, lang) if one.overdue or one.due <= until)
    found.sort(key=lambda one: (not one.overdue, one.due, one.case, one.norm_id))
    return tuple(found), tuple(refused)


def last_day(as_of: date, days: int) -> date:
    """The last of so many days from ``as_of`` on."""
    return as_of + timedelta(days=days)


def _of(standing: Standing, lang: Lang) -> Iterator[Due]:
    result = standing.result
    for one in standing.obligations:
        norm = one.finding.norm
        village = result.record.facts.get(VILLAGE, "")
        yield Due(
            case=standing.case,
            title=result.record.title,
            village=village if isinstance(village, str) else "",
            due=one.due,
            days=(one.due - result.report.as_of).days,
            overdue=one.overdue,
            untold=one.untold,
            norm=norm.name,
            norm_id=norm.id,
            citation=citation_text(one.finding.citation, lang) if one.finding.citation else "",
            what=words.remedy_text(one.finding, lang),
            advice=norm.advice,
        )
