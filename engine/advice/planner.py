"""One more occurrence of a step, made lawful: its day, its numbers and its papers, found norm by norm.

The occurrence is added to the record, the norms that touch it judge it, and
what they miss is solved for that occurrence alone, until nothing is missing or
nothing helps. What only another step or another fact would help is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple, cast

from dsl.norms.nodes import ACTOR, DATE, UNTIL
from dsl.values import FieldType
from engine.advice.alternatives import Ways, merged
from engine.advice.changes import (
    NEW,
    AddDocument,
    AddStep,
    Bound,
    Changes,
    StateOfStep,
    applied,
    dated,
    day_of,
)
from engine.advice.kit import Kit, View
from engine.advice.plans import Asked, Block, Judged, Need, Plan
from engine.advice.solve import Solver
from engine.advice.solve_norm import Turning
from engine.advice.touching import Touching
from engine.facts import Occurrence
from engine.findings.nodes import MissingFact, Verdict
from engine.interpret.judge import Judge
from engine.interpret.scene import Scene
from engine.records.nodes import DecisionRecord

_ROUNDS = 10
_LATER = timedelta(days=1)


class Planner:
    """Plans occurrences by the norms of one evaluator; keeps nothing of a record."""

    def __init__(self, kit: Kit) -> None:
        self.kit = kit
        self._touching: dict[tuple[object, ...], Touching] = {}

    def touching(self, step: str, bodies: Sequence[str], advice: bool) -> Touching:
        """The norms that touch an occurrence of ``step`` by ``bodies``; those of mere advice only with ``advice``."""
        key = (step, *bodies, advice)
        found = self._touching.get(key)
        if found is None:
            names = {step, *bodies}
            ids = {norm_id for name in names for norm_id in self.kit.mentions.get(name, ())}
            judges = [one for norm_id, one in self.kit.judges.items() if norm_id in ids]
            judges = [one for one in judges if advice or not one.norm.advice]
            own = [one for one in judges if one.norm.act is not None and not names.isdisjoint(one.norm.act.names)]
            others = [one for one in judges if one not in own]
            found = self._touching[key] = Touching(tuple(own), tuple(others))
        return found

    def plan(self, record: DecisionRecord, asked: Asked) -> Plan:
        """One more occurrence as it is asked for."""
        fitting = _Fitting(self, record, asked)
        plan = fitting.run()
        actors = plan.event.value(ACTOR)
        if not asked.bodies and isinstance(actors, frozenset):  # what is asked of these bodies counts as well
            return self.plan(record, replace(asked, bodies=tuple(sorted(actors))))
        if plan.blocks or asked.advice:
            return plan
        return replace(plan, advised=fitting.advised())

    def breaks(self, record: DecisionRecord, event: AddStep, judges: Touching, seen: date) -> Judged:
        """What an occurrence, and what it touches, comes to by some of the norms that touch it."""
        view = View(self.kit, applied(record, (event,)), day_of((event,), seen))
        scene = added_scene(view, event)
        verdicts = [
            (judge.norm.id, view.verdict_of(judge, scene)) for judge in judges.own if scene in view.scenes(judge)
        ]
        verdicts += [(judge.norm.id, view.verdict(judge)) for judge in judges.others]
        return Judged(
            frozenset(norm_id for norm_id, verdict in verdicts if verdict is Verdict.VIOLATED),
            frozenset(norm_id for norm_id, verdict in verdicts if verdict is Verdict.UNKNOWN),
        )


class _Problem(NamedTuple):
    """An occurrence of which a norm isn't met."""

    judge: Judge
    scene: Scene
    own: bool
    verdict: Verdict


class _Fitting:
    """An occurrence on its way to be lawful."""

    def __init__(self, planner: Planner, record: DecisionRecord, asked: Asked) -> None:
        self.planner = planner
        self.record = record
        self.asked = asked
        self.step, self.start, self.seen = asked.step, asked.start, asked.seen
        self.touching = planner.touching(asked.step, asked.bodies, asked.advice)
        self.facts = {fact.name: replace(fact, bound=Bound.ANY) for fact in asked.like}
        self.facts |= {fact.name: fact for fact in asked.given}
        self.facts[DATE] = dated(asked.step, asked.first)
        if asked.bodies:
            self.facts[ACTOR] = self._fact(ACTOR, frozenset(asked.bodies), FieldType.LIST)
        for name in self.touching.ahead:
            self.facts[name] = self._fact(name, asked.start, FieldType.DATE)
        self.documents: dict[str, None] = {}
        self.needs: dict[object, Need] = {}
        self._before: dict[date, View] = {}
        self._scenes: dict[int, tuple[View, Scene]] = {}

    def _fact(self, name: str, value: date | frozenset[str], kind: FieldType) -> StateOfStep:
        return StateOfStep(self.step, NEW, name, value, kind, Bound.EXACT)

    def event(self) -> AddStep:
        """The occurrence as it is by now."""
        return AddStep(self.step, tuple(self.facts.values()), tuple(self.documents))

    def run(self) -> Plan:
        """Fit the occurrence to its norms."""
        view, problems = self._fit()
        blocks, asks = self._left(view, problems)
        norms = tuple(judge.norm.id for judge in self.touching.own if self._speaks(view, judge))
        return Plan(self.event(), tuple(self.needs.values()), (), blocks, asks, norms)

    def advised(self) -> tuple[Need, ...]:
        """What advice would ask of the occurrence besides."""
        touching = self.planner.touching(self.asked.step, self.asked.bodies, True)
        if len(touching.own) == len(self.touching.own):
            return ()
        self.touching, asked = touching, dict(self.needs)
        self._fit()
        return tuple(need for key, need in self.needs.items() if asked.get(key) != need)

    def _fit(self) -> tuple[View, list[_Problem]]:
        """Solve for the occurrence until nothing is unmet or nothing helps; what is unmet then."""
        view = self._view()
        problems = list(self._problems(view))
        for _ in range(_ROUNDS):
            solved = [self._solved(view, problem) for problem in problems]
            if not any(solved):
                break
            view = self._view()
            problems = list(self._problems(view))
        return view, problems

    # --- judging ------------------------------------------------------------------------

    def _view(self, *more: AddStep) -> View:
        changes = (self.event(), *more)
        view = View(self.planner.kit, applied(self.record, changes), day_of(changes, self.seen))
        self._scenes[id(view)] = view, added_scene(view, self.event())
        return view

    def _scene(self, view: View) -> Scene:
        """The occurrence that is planned, as it was when the view was made."""
        return self._scenes[id(view)][1]

    def _without(self, day: date) -> View:
        """The record without the occurrence, on the same day."""
        found = self._before.get(day)
        if found is None:
            found = self._before[day] = View(self.planner.kit, self.record, day)
        return found

    def _problems(self, view: View) -> Iterator[_Problem]:
        """What is unmet: by the occurrence itself, or of other norms just because of it."""
        scene = self._scene(view)
        for judge in self.touching.own:
            if scene in view.scenes(judge):
                verdict = view.verdict_of(judge, scene)
                if verdict is Verdict.VIOLATED or (verdict is Verdict.UNKNOWN and _applies(view, judge, scene)):
                    yield _Problem(judge, scene, True, verdict)
        for judge in self.touching.others:
            if judge.norm.id in self.asked.despite or view.verdict(judge) is not Verdict.VIOLATED:
                continue
            if self._without(view.day).verdict(judge) is not Verdict.VIOLATED:
                for one in view.scenes(judge):
                    if view.verdict_of(judge, one) is Verdict.VIOLATED:
                        yield _Problem(judge, one, False, Verdict.VIOLATED)

    def _speaks(self, view: View, judge: Judge) -> bool:
        """Whether a norm says something of the occurrence."""
        scene = self._scene(view)
        return scene in view.scenes(judge) and view.verdict_of(judge, scene) is not Verdict.NOT_APPLICABLE

    # --- solving ------------------------------------------------------------------------

    def _ways(self, view: View, problem: _Problem) -> Ways:
        solver = Solver(view, problem.judge.readings)
        return Turning(solver, problem.judge, Verdict.COMPLIANT, False).scene(problem.scene)

    def _solved(self, view: View, problem: _Problem) -> bool:
        """Whether a change of the occurrence alone was found that helps."""
        number = view.number(cast(Occurrence, self._scene(view).current))
        ways = sorted(self._ways(view, problem), key=_plainness)
        return any(self._take(changes, number, problem.judge.norm.id) for changes in ways)

    def _take(self, changes: Changes, number: int, norm_id: str) -> bool:
        """Take over what the occurrence must be like, unless it can't be so."""
        facts: dict[str, StateOfStep] = {}
        documents: list[AddDocument] = []
        for change in changes:
            if isinstance(change, AddDocument) and (change.step, change.number) == (self.step, number):
                documents.append(replace(change, number=NEW))
            elif isinstance(change, StateOfStep) and (change.step, change.number) == (self.step, number):
                fact = self._possible(replace(change, number=NEW))
                if fact is None:
                    return False
                facts[fact.name] = fact
            else:
                return False
        self.facts |= facts
        for name, fact in facts.items():
            self.needs[name] = Need(fact, norm_id)
        for document in documents:
            self.documents[document.name] = None
            self.needs.setdefault(document, Need(document, norm_id))
        return bool(changes)

    def _possible(self, fact: StateOfStep) -> StateOfStep | None:
        """A fact together with what is known of the occurrence; None where it can't be so: no day is in the past."""
        now, value = self.facts.get(fact.name), fact.value
        if fact.name == DATE:
            later = isinstance(value, date) and value > cast(date, cast(StateOfStep, now).value)
            return fact if later and fact.bound in (Bound.LEAST, Bound.EXACT) else None
        if isinstance(value, date) and value < self.start:
            return None
        if now is None or fact.name in self.touching.ahead:
            return fact
        together = merged((now,), (fact,))
        return None if together is None else cast(StateOfStep, together[0])

    # --- what is left -------------------------------------------------------------------

    def _left(self, view: View, problems: list[_Problem]) -> tuple[tuple[Block, ...], tuple[MissingFact, ...]]:
        blocks, asks = dict[Block, None](), dict[MissingFact, None]()
        for problem in problems:
            if problem.own and problem.verdict is Verdict.UNKNOWN:
                if self._was_open(view, problem):
                    continue
                first, later = self._first(view, problem)
                if first:
                    blocks[Block(problem.judge.norm.id, first)] = None
                elif not later:
                    lacking = problem.judge.occurrence(problem.scene, view.day, True, "").missing
                    asks |= dict.fromkeys(fact for fact in lacking if fact.name)
            elif not self._was_open(view, problem):
                blocks[Block(problem.judge.norm.id, self._first(view, problem)[0])] = None
        return tuple(blocks), tuple(asks)

    def _was_open(self, view: View, problem: _Problem) -> bool:
        """Whether the norm is unmet of an earlier occurrence just as well: then this one isn't the reason."""
        if not problem.own:
            return False
        before, judge = self._without(view.day), problem.judge
        return any(before.verdict_of(judge, scene) is problem.verdict for scene in before.scenes(judge))

    def _first(self, view: View, problem: _Problem) -> tuple[str, bool]:
        """The step that would have to come first, '' where none would help; and whether one may come later as well."""
        judge, day = problem.judge, cast(date, self.event().day)
        steps = [
            change.step
            for changes in self._ways(view, problem)
            for change in changes
            if isinstance(change, AddStep) and change.step != self.step
        ]
        listed = self._without(view.day).facts.occurrences if problem.verdict is Verdict.UNKNOWN else {}
        steps = [step for step in steps if step not in listed]  # of those it is to be told how they were
        for step in dict.fromkeys(steps):
            if self._helps(judge, AddStep(step, (dated(step, day + _LATER),))):
                return "", True
            ended = replace(dated(step, self.start), name=UNTIL)
            if self._helps(judge, AddStep(step, (dated(step, self.start), ended))) or not problem.own:
                return step, False
        return (steps[0] if steps else ""), False

    def _helps(self, judge: Judge, added: AddStep) -> bool:
        view = self._view(added)
        scene = self._scene(view)
        return scene in view.scenes(judge) and view.verdict_of(judge, scene) is Verdict.COMPLIANT


def added_scene(view: View, event: AddStep) -> Scene:
    """The occurrence that a change has added: the last of its step that says just this."""
    wanted = {fact.name: fact.value for fact in event.facts}
    found = [one for one in view.facts.occurrences[event.step] if one.values == wanted]
    return view.case.at(found[-1])


def _plainness(changes: Changes) -> tuple[int, int]:
    """Doing what is asked comes before saying that the case is a special one."""
    flags = sum(isinstance(one, StateOfStep) and one.type is FieldType.FLAG for one in changes)
    return flags, len(changes)


def _applies(view: View, judge: Judge, scene: Scene) -> bool:
    return view.holds(judge.norm.when, scene, judge.readings) is True
