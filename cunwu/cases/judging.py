"""A case as its entries leave it, put next to the rules."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from cunwu.errors import UsageError
from engine.live.told import State, TellingError, Told, state_of
from engine.records.vocabulary import EVENTS

if TYPE_CHECKING:
    from cunwu.result import CheckResult
    from cunwu.work import Work


def replayed(told: Sequence[Told]) -> State:
    """What the entries come to. Raises UsageError for one that doesn't fit those before it."""
    try:
        return state_of(told)
    except TellingError as error:
        raise UsageError(error.chinese, error.english) from error


def judged(work: Work, state: State, as_of: date) -> CheckResult:
    """The case next to the rules on a day; messages name its events by the numbers of their entries."""
    places = {f"{EVENTS} › 第{place}项": f"第{number}号" for place, number in enumerate(sorted(state.events), 1)}
    return work.judge(state.mapping, as_of, places)
