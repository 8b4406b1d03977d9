"""Why not: the smallest changes of facts that turn a finding, each checked by the evaluator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dsl.describe.words import Language
from dsl.norms.nodes import DATE, UNTIL
from engine.advice.alternatives import Ways, merged
from engine.advice.changes import (
    Change,
    Changes,
    DidNotHappen,
    SetAside,
    Sort,
    StateFact,
    StateOfStep,
    applied,
    day_of,
    sort_of_all,
)
from engine.advice.doing import Doing
from engine.advice.effects import Effects, effects, effects_text
from engine.advice.kit import Kit, View
from engine.advice.planner import Planner
from engine.advice.plausible import plausible
from engine.advice.solve_norm import turning
from engine.advice.steps import opened
from engine.advice.succession import only_out_of_force
from engine.advice.texts import changes_text, sort_text
from engine.advice.words import say, verdict_text
from engine.findings.nodes import Verdict
from engine.interpret.evaluator import Evaluator
from engine.records.nodes import DecisionRecord

_OF_EACH_SORT = 4
"""Turns of each sort that are told."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Changes that turn a finding, checked by the evaluator.

    After them, on ``day``, the norm has ``verdict``. ``effects`` is what else
    comes of them, next to the record without them on the same day.
    """

    norm_id: str
    changes: Changes
    sort: Sort
    day: date
    verdict: Verdict
    effects: Effects


def why_not(
    evaluator: Evaluator, record: DecisionRecord, as_of: date, norm_id: str, wanted: Verdict | None = None
) -> tuple[Turn, ...]:
    """What would have turned a finding into 合规, or into ``wanted``: lawful changes first, then what is past.

    Without ``wanted`` an exception that takes the norm away does, too. Empty
    where it is so already, or nothing was found. Raises KeyError for no such norm.
    """
    return turns(Kit(evaluator), record, as_of, norm_id, wanted)


def turns(
    kit: Kit, record: DecisionRecord, as_of: date, norm_id: str, wanted: Verdict | None = None
) -> tuple[Turn, ...]:
    """As ``why_not``, with a kit that is prepared once for many questions."""
    accepted: tuple[Verdict, ...] = (Verdict.COMPLIANT, Verdict.NOT_APPLICABLE) if wanted is None else (wanted,)
    view = View(kit, record, as_of)
    now = view.finding(norm_id).verdict
    if now in accepted[:1]:
        return ()
    accepted = tuple(verdict for verdict in accepted if verdict is not now)
    found = [
        turn
        for changes in _alternatives(view, norm_id, wanted)
        if (turn := _checked(view, norm_id, changes, accepted)) is not None
    ]
    return tuple(_few(sorted(found, key=lambda turn: (turn.sort, len(turn.effects.broken), _size(turn)))))


def _alternatives(view: View, norm_id: str, wanted: Verdict | None) -> Ways:
    goal = wanted or Verdict.COMPLIANT
    found = turning(view, norm_id, goal, lifted=wanted is None)
    finding = view.finding(norm_id)
    if wanted is not None or finding.verdict is not Verdict.VIOLATED or not finding.step:
        return found
    if not found:  # an act that is forbidden as such
        return ((DidNotHappen(finding.step),),)
    return (*found, *_anew(view, norm_id))


def _anew(view: View, norm_id: str) -> Ways:
    """What was done wrongly is set aside and done anew, by the same bodies, whatever that breaks."""
    judge = view.kit.judges[norm_id]
    if judge.deadline is not None:
        return ()  # an act isn't done anew so that a period begins anew
    scenes = [one for one in view.scenes(judge) if view.verdict_of(judge, one) is Verdict.VIOLATED]
    wrong = [one.current for one in scenes if one.current is not None]
    marked = tuple(SetAside(one.step, view.number(one)) for one in wrong)
    record = applied(opened(view.record), marked)
    everything = frozenset(view.kit.judges)
    doing = Doing(Planner(view.kit), lambda _: (), record, view.day, {one.step: one for one in wrong}, everything)
    done = [doing.do(one.step, 0) for one in wrong]
    return ((*marked, *doing.added),) if wrong and all(done) else ()


def _checked(view: View, norm_id: str, changes: Changes, accepted: tuple[Verdict, ...], more: int = 1) -> Turn | None:
    """The turn that changes are, None where the evaluator doesn't say so.

    What one change asks for in turn (a majority of the larger attendance) is
    found by looking ``more`` times at the record as changed.
    """
    record, as_of = view.record, view.day
    day = day_of(changes, as_of)
    changed = applied(record, changes)
    if not plausible(record, changed):
        return None
    after = View(view.kit, changed, day)
    verdict = after.finding(norm_id).verdict
    evades = verdict is Verdict.NOT_APPLICABLE and view.finding(norm_id).verdict is Verdict.VIOLATED
    if verdict in accepted and not (evades and only_out_of_force(view.finding(norm_id), after)):
        sort = sort_of_all(changes, record, as_of)
        return Turn(norm_id, changes, sort, day, verdict, effects(View(view.kit, record, day), after, norm_id))
    if more and all(map(_keeps_numbers, changes)):
        for further in turning(after, norm_id, accepted[0])[:1]:
            together = _then(changes, further)
            if further and together is not None:
                return _checked(view, norm_id, together, accepted, more - 1)
    return None


def _keeps_numbers(change: Change) -> bool:
    """Whether all occurrences keep their numbers."""
    return isinstance(change, StateFact) or (isinstance(change, StateOfStep) and change.name not in (DATE, UNTIL))


def _then(changes: Changes, further: Changes) -> Changes | None:
    """Both, where the further ones are about the same occurrences as they are numbered in the record."""
    return merged(changes, further) if all(map(_keeps_numbers, further)) else None


def _bends_the_record(turn: Turn) -> bool:
    """Whether what the record states of the case as a whole would have to be otherwise."""
    return turn.sort is Sort.REWRITE and any(isinstance(change, StateFact) for change in turn.changes)


def _size(turn: Turn) -> int:
    return len(turn.changes)


def _few(turns: list[Turn]) -> list[Turn]:
    """Some of each sort; none that does the same as a shorter one and more.

    The village's own numbers aren't to be bent: they stand only where nothing else would have done.
    """
    kept: list[Turn] = []
    others = [turn for turn in turns if not _bends_the_record(turn)]
    for turn in others or turns:
        same = [one for one in kept if one.sort is turn.sort]
        if len(same) < _OF_EACH_SORT and not any(set(one.changes) < set(turn.changes) for one in kept):
            kept.append(turn)
    return kept


def turn_text(turn: Turn, record: DecisionRecord, as_of: date, language: Language = "zh") -> str:
    """A turn in one sentence without a full stop, with what else comes of it."""
    what = changes_text(turn.changes, record, as_of, language)
    said = say(
        "turn", language, sort=sort_text(turn.sort, language), what=what, verdict=verdict_text(turn.verdict, language)
    )
    return said + effects_text(turn.effects, language)
