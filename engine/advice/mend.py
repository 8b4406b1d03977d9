"""How to put a violation right from the as-of day on: the shortest lawful way, each checked by the evaluator.

What was done wrongly is set aside and done anew, together with the later
steps that rest on it; what is missing is done, if its time has not passed.
Nothing here says that a decision is void: that is for others to decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from dsl.model.nodes import Procedure
from dsl.norms.nodes import DATE, UNTIL, Compare, Due, Exists, Happened, Within
from dsl.norms.shape import type_of, walk
from dsl.values import FieldType
from engine.advice.changes import (
    AddDocument,
    AddStep,
    Change,
    Changes,
    SetAside,
    Sort,
    StateOfStep,
    applied,
    day_of,
    sort_of_all,
)
from engine.advice.doing import Doing
from engine.advice.effects import Effects, effects
from engine.advice.kit import Kit, View, acts_of
from engine.advice.order import later_steps
from engine.advice.planner import Planner
from engine.advice.solve_norm import turning
from engine.advice.steps import opened
from engine.advice.succession import only_out_of_force
from engine.facts import Occurrence
from engine.findings.nodes import REQUIREMENT, Finding, Verdict
from engine.findings.prose import requirement_of
from engine.interpret.evaluator import Evaluator
from engine.interpret.judge import Judge
from engine.records.nodes import DecisionRecord

REACHES_OTHERS = frozenset({"签约", "付款", "开工", "实施", "资产交易", "提供担保", "发包", "采购"})
"""Acts that reach people outside: whether they can be undone is not for a record of procedure to say."""

_CHECKS = "检查"
"""At the end of the name of an act that only stands for the day on which something is looked at (年度检查)."""
_ROUNDS = 4
_DEPTH = 2
_WAYS = 3
_MENDED = (Verdict.COMPLIANT, Verdict.PENDING, Verdict.NOT_APPLICABLE)


class Hopeless(Enum):
    """Why a violation can't be put right any more by anything that a record would show."""

    LATE = "为时已晚"
    HUMAN = "需人工"


@dataclass(frozen=True, slots=True)
class Way:
    """A sequence of acts after which, on ``day``, a norm is no longer violated and nothing else is newly so.

    ``changes`` are in the order in which they are done. ``reaches_others``
    names acts set aside that reach people outside, which needs a person to
    judge (需人工). Where there is no way ``hopeless`` says why; then ``changes``
    hold what should be done all the same, if anything.
    """

    norm_id: str
    changes: Changes
    day: date
    verdict: Verdict
    effects: Effects
    reaches_others: tuple[str, ...] = ()
    hopeless: Hopeless | None = None


def ways(
    evaluator: Evaluator, procedures: Sequence[Procedure], record: DecisionRecord, as_of: date, finding: Finding
) -> tuple[Way, ...]:
    """How to put a violation right, the shortest first; for a finding that is no violation, nothing."""
    return Mender(Kit(evaluator), procedures).ways(record, as_of, finding.norm.id)


class Mender:
    """Finds ways to put violations right, by the norms of one evaluator and its procedures."""

    def __init__(self, kit: Kit, procedures: Sequence[Procedure]) -> None:
        self.kit = kit
        self.planner = Planner(kit)
        self.procedures = tuple(procedures)
        self.places = {
            step.name: (number, place)
            for number, one in reversed(list(enumerate(procedures)))
            for place, step in enumerate(one.steps)
        }
        self.later = {name: found for one in procedures for name, found in later_steps(one).items()}

    def ways(self, record: DecisionRecord, as_of: date, norm_id: str) -> tuple[Way, ...]:
        """The ways for one norm."""
        view = View(self.kit, record, as_of)
        if view.finding(norm_id).verdict is not Verdict.VIOLATED:
            return ()
        return _Search(self, view, norm_id).run()

    def bodies_of(self, step: str) -> tuple[str, ...]:
        """The bodies that may take a step, where a procedure says so."""
        found = (one.actors for procedure in self.procedures for one in procedure.steps if one.name == step)
        return next(found, ())


class _Search:
    """The search for ways to put one violation right."""

    def __init__(self, mender: Mender, view: View, norm_id: str) -> None:
        self.mender = mender
        self.view = view
        self.norm_id = norm_id
        self.judge = view.kit.judges[norm_id]
        self.finding = view.finding(norm_id)
        self.record = opened(view.record)

    def run(self) -> tuple[Way, ...]:
        """The ways, each once, those that reach nobody outside first, then by length and day."""
        found: dict[Changes, Way] = {}
        for changes in self._candidates():
            way = self._checked(changes)
            if way is not None:
                found.setdefault(changes, way)
        best = sorted(found.values(), key=lambda way: (len(way.reaches_others), len(way.changes), way.day))
        return tuple(best[:_WAYS]) or (self._none(),)

    def _candidates(self) -> Iterator[Changes]:
        yield from self._at_once()
        if self.judge.deadline is not None or self.judge.act is None:
            return  # an act isn't done anew so that a period begins anew
        wrong = self._wrong(self.view, self.judge)
        if any(one.step.endswith(_CHECKS) for one in wrong):
            return
        roots = tuple(dict.fromkeys(one.step for one in wrong))
        yield from self._anew(wrong, roots)
        for steps in self._roots(roots):
            yield from self._anew(self._resting_on(steps, wrong), steps)

    # --- what is done at once -------------------------------------------------------------

    def _at_once(self) -> Iterator[Changes]:
        """What is missing is done now: a paper, an act, some more days of what still runs."""
        for changes in turning(self.view, self.norm_id, Verdict.COMPLIANT):
            if sort_of_all(changes, self.view.record, self.view.day) is not Sort.ACT:
                continue
            if all(isinstance(one, AddDocument | StateOfStep) for one in changes):
                yield changes
            elif all(isinstance(one, AddStep) for one in changes):
                steps = [one.step for one in changes if isinstance(one, AddStep)]
                planned = () if any(map(self._has_gone_on, steps)) else self._planned(steps)
                if planned and not self._comes_after(planned):
                    yield planned

    def _has_gone_on(self, step: str) -> bool:
        """Whether steps have been taken already that come after it: what rests on it is done anew with it."""
        return any(one in self.view.facts.occurrences for one in self.mender.later.get(step, ()))

    def _comes_after(self, planned: Changes) -> bool:
        """Whether what is added had to come before the act of the norm, which was taken today already.

        Days alone don't show it: only a day later it would plainly come after.
        """
        acts = self._wrong(self.view, self.judge) if self.judge.deadline is None else []
        if all(one.values.get(DATE) != self.view.day for one in acts):
            return False
        return self._checked(tuple(_a_day_later(one) for one in planned)) is None

    # --- what is done anew ----------------------------------------------------------------

    def _wrong(self, view: View, judge: Judge) -> list[Occurrence]:
        """The occurrences of which a norm is violated."""
        wrong = [one for one in view.scenes(judge) if view.verdict_of(judge, one) is Verdict.VIOLATED]
        return [one.current for one in wrong if one.current is not None]

    def _roots(self, own: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        """The steps from which on all is done anew: the norm's own, then those that it speaks of."""
        yield own
        places, last = self.mender.places, (len(self.mender.places), 0)
        acts = [act for act in acts_of(self.judge) if act != self.judge.act]
        asked = dict.fromkeys(name for act in acts for name in act.names if name in places)
        asked |= dict.fromkeys(act.names[0] for act in acts)
        for name in sorted(asked.keys() - set(own), key=lambda one: (places.get(one, last), one), reverse=True):
            yield (name, *own)

    def _resting_on(self, steps: tuple[str, ...], wrong: list[Occurrence]) -> list[Occurrence]:
        """The occurrences of some steps and of all that come later in their procedure."""
        names = {name for step in steps for name in (step, *self.mender.later.get(step, ()))}
        listed = [one for name in sorted(names) for one in self.view.facts.occurrences.get(name, ())]
        found = {id(one): one for one in (*wrong, *listed) if one.step in names or one in wrong}
        return list(found.values())

    def _anew(self, aside: list[Occurrence], needed: tuple[str, ...], rounds: int = _ROUNDS) -> Iterator[Changes]:
        """Occurrences are set aside, and their steps are taken anew, with those that are needed as well.

        What stands in the way because it rests on them is done anew, too.
        """
        places = self.mender.places
        first = {one.step: one.when for one in reversed(aside)}

        def place(step: str) -> tuple[tuple[int, int], tuple[int, int]]:
            outside = -1 if step == needed[0] else len(places)  # what the norm speaks of comes before its own act
            return places.get(step, (outside, 0)), first.get(step, (0, 0))

        steps = sorted(dict.fromkeys((*needed, *first)), key=place)
        marked = tuple(SetAside(one.step, self.view.number(one)) for one in sorted(aside, key=lambda one: one.when))
        doing = self._done(marked, steps, {one.step: one for one in aside})
        if not doing.blocks:
            yield (*marked, *doing.added)
            return
        more = [one for one in self._broken_by(doing) if one.when not in {old.when for old in aside}]
        if more and rounds:
            yield from self._anew([*aside, *more], needed, rounds - 1)

    def _broken_by(self, doing: Doing) -> list[Occurrence]:
        """The listed occurrences because of which something can't be done: they rest on what is done anew."""
        later = View(self.view.kit, applied(self.record, doing.tried), day_of(doing.tried, self.view.day))
        known = {(one.step, one.when): one for several in self.view.facts.occurrences.values() for one in several}
        judges = [self.view.kit.judges[block.norm_id] for block in doing.blocks]
        found = [known.get((one.step, one.when)) for judge in judges for one in self._wrong(later, judge)]
        return [one for one in found if one is not None]

    def _planned(self, steps: Sequence[str]) -> Changes:
        """All steps planned one after the other; nothing where one of them can't be."""
        doing = self._done((), steps, {})
        return () if doing.blocks else tuple(doing.added)

    def _done(self, marked: tuple[SetAside, ...], steps: Sequence[str], old: dict[str, Occurrence]) -> Doing:
        mender, view = self.mender, self.view
        record = applied(self.record, marked)
        doing = Doing(mender.planner, mender.bodies_of, record, view.day, old, view.violated)
        for step in steps:
            if step not in doing.done and not doing.do(step, _DEPTH):
                break
        return doing

    # --- checking -------------------------------------------------------------------------

    def _checked(self, changes: Changes) -> Way | None:
        """The way that changes are, None where the evaluator doesn't say so."""
        day = day_of(changes, self.view.day)
        before = View(self.view.kit, self.record, day)
        after = View(self.view.kit, applied(self.record, changes), day)
        finding = after.findings[self.norm_id]
        if finding.verdict not in _MENDED or only_out_of_force(self.finding, after):
            return None
        found = effects(before, after, self.norm_id)
        if any(not after.findings[one].norm.advice and one not in self.view.violated for one in found.broken):
            return None
        outside = {one.step for one in changes if isinstance(one, SetAside)} & REACHES_OTHERS
        return Way(self.norm_id, changes, day, finding.verdict, found, tuple(sorted(outside)))

    def _undone(self) -> Iterator[str]:
        """The acts that the requirement misses, and that were not done at all."""
        for reason in self.finding.reasons:
            if reason.part == REQUIREMENT and isinstance(reason.expr, Happened | Exists) and reason.outcome is False:
                names = reason.expr.act.names
                if not any(name in self.view.facts.occurrences for name in names):
                    yield names[0]

    def _none(self) -> Way:
        """That there is no way, why, and what should be done all the same."""
        late = self.judge.deadline is not None or any(map(_is_of_time, walk(requirement_of(self.finding))))
        changes: Changes = ()
        if self.judge.deadline is not None:
            for step in self._undone():
                changes = changes or self._planned([step])
        day = day_of(changes, self.view.day)
        before = View(self.view.kit, self.record, day)
        after = View(self.view.kit, applied(self.record, changes), day)
        reason = Hopeless.LATE if late else Hopeless.HUMAN
        found = effects(before, after, self.norm_id)
        return Way(self.norm_id, changes, day, Verdict.VIOLATED, found, hopeless=reason)


def _a_day_later(change: Change) -> Change:
    if not isinstance(change, AddStep):
        return change
    facts = (
        replace(one, value=one.value + timedelta(days=1))
        if one.name in (DATE, UNTIL) and isinstance(one.value, date)
        else one
        for one in change.facts
    )
    return replace(change, facts=tuple(facts))


def _is_of_time(expr: object) -> bool:
    """Whether an expression compares days."""
    if isinstance(expr, Compare):
        return type_of(expr.left) in (FieldType.DATE, FieldType.DAYS, FieldType.WORKDAYS)
    return isinstance(expr, Within | Due)
