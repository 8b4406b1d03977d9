"""What still goes on: postings and the like whose last day the record doesn't state, and how long they must go on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from dsl.norms.nodes import ACTOR, DATE, UNTIL
from engine.advice.changes import StateOfStep
from engine.advice.kit import View
from engine.advice.planner import Planner
from engine.advice.solve import Solver
from engine.advice.solve_norm import Turning
from engine.facts import Occurrence
from engine.findings.nodes import Verdict


class Running(NamedTuple):
    """An occurrence that goes on until the day that ``change`` states, by a norm."""

    change: StateOfStep
    norm_id: str
    occurrence: Occurrence


def running(planner: Planner, view: View) -> Iterator[Running]:
    """The occurrences that norms ask to last longer than until the day of the view."""
    seen: dict[int, Occurrence] = {}
    for several in view.facts.occurrences.values():
        for occurrence in several:
            if UNTIL not in occurrence.values and DATE in occurrence.values:
                seen.setdefault(id(occurrence), occurrence)
    for occurrence in seen.values():
        found = max(_ends(planner, view, occurrence), key=lambda one: (_day(one), one.norm_id), default=None)
        if found is not None:
            yield found


def _ends(planner: Planner, view: View, occurrence: Occurrence) -> Iterator[Running]:
    actors = occurrence.values.get(ACTOR)
    bodies = tuple(sorted(actors)) if isinstance(actors, frozenset) else ()
    number, scene = view.number(occurrence), view.case.at(occurrence)
    for judge in planner.touching(occurrence.step, bodies, False).own:
        if scene not in view.scenes(judge) or view.verdict_of(judge, scene) is not Verdict.UNKNOWN:
            continue
        for changes in Turning(Solver(view, judge.readings), judge, Verdict.COMPLIANT, False).scene(scene):
            only = changes[0] if len(changes) == 1 else None
            if not isinstance(only, StateOfStep) or not isinstance(only.value, date):
                continue
            if (only.step, only.number, only.name) == (occurrence.step, number, UNTIL) and only.value >= view.day:
                yield Running(only, judge.norm.id, occurrence)


def _day(one: Running) -> date:
    assert isinstance(one.change.value, date)
    return one.change.value
