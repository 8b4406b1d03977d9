"""What next: the steps that may lawfully be taken, from when to when, and what each of them needs.

The steps of the procedure that the record follows are planned one after the
other, each on the record as it would then be, and so are other acts that
findings ask for. What depends on the rules alone is prepared once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from dsl.model.nodes import Procedure, Step
from dsl.norms.nodes import ACTOR, CONCLUDED, DATE, PROCEDURE, UNTIL, And, Exists, Fact, Happened, TruthExpr
from dsl.norms.shape import walk
from dsl.values import FieldType
from engine.advice.changes import NEW, AddStep, Change, Changes, StateOfStep, applied, day_of
from engine.advice.kit import Kit, View
from engine.advice.order import later_steps
from engine.advice.planner import Planner
from engine.advice.plans import Asked, Block, Need, Plan
from engine.advice.running import Running, running
from engine.advice.window import latest
from engine.facts import facts_of
from engine.findings.nodes import REQUIREMENT, Finding, MissingFact, Verdict
from engine.interpret.evaluator import Evaluator
from engine.interpret.sets import both, smallest
from engine.records.nodes import DecisionRecord

_DEPTH = 2
"""How far it is followed what has to come first."""
_BODIES = 4
"""Bodies that are tried, where a step may be taken by several."""


class Force(Enum):
    """Whether a step has to be taken, is advised, may have to be (a fact is missing to tell), or may be."""

    MUST = "应当"
    ADVISED = "提示"
    PERHAPS = "看情况"
    MAY = "可以"


@dataclass(frozen=True, slots=True)
class NextStep:
    """A step that may be taken, checked by the evaluator.

    ``event`` is the occurrence as planned on its ``earliest`` day, after
    ``before`` (what is planned to come first); together they break nothing.
    ``latest`` is the last day, set by the norm ``latest_by``; None where open, as
    ``until`` (the earliest last day of what lasts). ``advised`` is what advice asks
    beyond the ``needs``. With ``blocks`` it can't be taken as it stands.
    ``waits_for`` are the steps that must come first; ``asks`` are facts without
    which not all can be told. ``norms`` spoke of it. ``goes_on`` is set for what
    has begun already and goes on until then: ``event`` is then that occurrence.
    """

    step: str
    procedure: str
    force: Force
    bodies: tuple[str, ...]
    event: AddStep
    before: Changes
    earliest: date | None
    latest: date | None
    latest_by: str
    until: date | None
    needs: tuple[Need, ...]
    advised: tuple[Need, ...]
    blocks: tuple[Block, ...]
    waits_for: tuple[str, ...]
    asks: tuple[MissingFact, ...]
    norms: tuple[str, ...]
    goes_on: StateOfStep | None = None

    @property
    def ready(self) -> bool:
        """Whether nothing has to come first and nothing stands in the way."""
        return not self.blocks and not self.waits_for


def next_steps(
    evaluator: Evaluator, procedures: Sequence[Procedure], record: DecisionRecord, as_of: date
) -> tuple[NextStep, ...]:
    """What may be done on ``as_of`` and after; in the order in which it would be done."""
    return NextSteps(Kit(evaluator), procedures).of(record, as_of)


class NextSteps:
    """Finds next steps by the norms of one evaluator and its procedures, for as many records as are asked."""

    def __init__(self, kit: Kit, procedures: Sequence[Procedure]) -> None:
        self.kit = kit
        self.planner = Planner(kit)
        self.procedures = tuple(_Prepared(kit, one) for one in procedures)

    def of(self, record: DecisionRecord, as_of: date) -> tuple[NextStep, ...]:
        """The next steps of one record; its 经过完整 and 没有的步骤 speak of the time until now only.

        What the record dates after ``as_of`` hasn't happened: it has still to be taken.
        """
        open_ = until(opened(record), as_of)
        return tuple(_Chain(self, open_, as_of).run(View(self.kit, open_, as_of)))


class _Prepared:
    """A procedure, and what the norms say of when it and its steps are asked for."""

    def __init__(self, kit: Kit, procedure: Procedure) -> None:
        self.procedure = procedure
        self.steps = {step.name: step for step in procedure.steps if not step.inner}
        own = [one for one in kit.judges.values() if one.norm.name.startswith(f"{procedure.name}·")]
        self.whole = next((one for one in own if isinstance(one.norm.when, And) and one.norm.when.operands), None)
        self.later = later_steps(procedure)
        presence = {one.norm.name: one for one in own}
        self.presence = {name: presence.get(f"{procedure.name}·{name}·办理") for name in self.steps}

    def followed(self, view: View) -> bool:
        """Whether the record follows the procedure."""
        if self.whole is None or not isinstance(self.whole.norm.when, And):
            return view.record.facts.get(PROCEDURE) == self.procedure.name
        applies = self.whole.norm.when.operands[0]
        return view.holds(applies, view.case.whole, self.whole.readings) is True

    def asked(self, view: View, step: Step) -> tuple[bool | None, tuple[MissingFact, ...]]:
        """Whether a step is asked for on this record; where that isn't known, None and what would tell."""
        judge, scene = self.presence[step.name], view.case.whole
        if judge is None or not isinstance(judge.norm.when, And):
            return True, ()
        conditions = [one for one in judge.norm.when.operands[1:] if not _concludes(one)]
        held = [view.holds(one, scene, judge.readings) for one in conditions]
        if all(held):
            return True, ()
        if False in held:
            return False, ()
        unknown = (one for one, holds in zip(conditions, held, strict=True) if holds is None)
        lacks = both(view.kit.truth(one, judge.readings).missing(scene, True) for one in unknown)
        return None, smallest(lacks)


def _concludes(expr: TruthExpr) -> bool:
    return any(isinstance(part, Fact) and part.name == CONCLUDED for part in walk(expr))


class _Chain:
    """Steps planned one after the other for one record."""

    def __init__(self, prepared: NextSteps, record: DecisionRecord, as_of: date) -> None:
        self.planner = prepared.planner
        self.procedures = prepared.procedures
        self.record = record
        self.as_of = as_of
        self.before: list[Change] = []
        self.seen = max([as_of, *stated_days(record)])
        self.found: dict[str, NextStep] = {}

    def run(self, view: View) -> Iterator[NextStep]:
        """All next steps in order."""
        for one in running(self.planner, view):
            self._go_on(one)
        for prepared in self.procedures:
            if prepared.followed(view):
                self._follow(prepared, view)
        steps = {name for one in self.procedures for name in one.steps}
        for names, advice in _asked_for(view):
            done = names[0] in steps and names[0] in view.facts.occurrences
            if self.found.keys().isdisjoint(names) and not done:
                self._add(names[0], "", (), Force.ADVISED if advice else Force.MUST, helping=names)
        yield from self.found.values()

    def _go_on(self, one: Running) -> None:
        """What has begun goes on as long as it must."""
        day = day_of((one.change,), self.seen)
        before, after = (View(self.planner.kit, record, day) for record in (self._now(), self._with(one.change)))
        if any(not after.findings[norm_id].norm.advice for norm_id in after.violated - before.violated):
            return  # what came after it came too early: that is for mending
        step, end = one.change.step, one.change.value
        facts = [replace(one.change, number=NEW)]
        facts.append(StateOfStep(step, NEW, DATE, one.occurrence.values[DATE], FieldType.DATE))
        self.found[step] = NextStep(
            step, "", Force.MUST, (), AddStep(step, tuple(facts)), tuple(self.before), self.as_of, None, "",
            end if isinstance(end, date) else None, (Need(facts[0], one.norm_id),), (), (), (), (), (one.norm_id,),
            one.change,
        )  # fmt: skip
        self.before.append(one.change)
        self.seen = day_of((one.change,), self.seen)

    def _follow(self, prepared: _Prepared, view: View) -> None:
        procedure = prepared.procedure
        listed = facts_of(view.record, self.seen).occurrences  # what has been set for a day to come, too
        for step in prepared.steps.values():
            if step.name in listed or step.name in self.found:
                continue
            gone_on = next((one for one in prepared.later[step.name] if one in listed), "")
            if gone_on and step.optional:
                continue
            asked, lacking = prepared.asked(View(self.planner.kit, self._now(), self.seen), step)
            if asked is False:
                continue
            force = Force.ADVISED if procedure.advice else Force.MUST
            if step.optional or asked is None:
                force = Force.MAY if step.optional else Force.PERHAPS
            if gone_on:
                self._passed_over(step, prepared, force, gone_on)
                continue
            first = [phrase.name.parts[0] for phrase in step.after if phrase.relation == "之后"]
            waits = tuple(name for name in first if name in prepared.steps and self._is_due(name))
            self._add(step.name, procedure.name, step.actors, force, waits=waits, lacking=lacking)

    def _passed_over(self, step: Step, prepared: _Prepared, force: Force, gone_on: str) -> None:
        """Later steps have been taken without it: doing it now doesn't put that right."""
        judge = prepared.presence[step.name]
        if judge is None:
            return
        blocks = (Block(judge.norm.id, "", gone_on),)
        self.found[step.name] = NextStep(
            step.name, prepared.procedure.name, force, step.actors, AddStep(step.name), tuple(self.before), None, None,
            "", None, (), (), blocks, (), (), (),
        )  # fmt: skip

    def _is_due(self, step: str) -> bool:
        found = self.found.get(step)
        if found is None or any(block.gone_on for block in found.blocks):
            return False
        return found.force in (Force.MUST, Force.ADVISED)

    def _add(
        self,
        step: str,
        procedure: str,
        bodies: tuple[str, ...],
        force: Force,
        waits: tuple[str, ...] = (),
        depth: int = _DEPTH,
        helping: tuple[str, ...] = (),
        lacking: tuple[MissingFact, ...] = (),
    ) -> None:
        """Plan a step, and before it what has to come first."""
        advice = force is Force.ADVISED
        plan, asked = self._plan(step, bodies, waits, advice)
        for block in plan.blocks if depth else ():
            if block.step and block.step not in self.found and block.step != step:
                self._add(block.step, procedure, self._bodies_of(block.step), force, depth=depth - 1)
                waits = (*waits, *(name for name in (block.step,) if name in self.found))
        if waits and plan.blocks:
            plan, asked = self._plan(step, bodies, waits, advice)
        if (helping and (plan.blocks or not self._helps(plan))) or (plan.blocks and force is Force.MAY):
            return
        earliest = None if plan.blocks else plan.event.day
        last = None if plan.blocks else latest(self.planner, self._now(), plan.event, asked)
        until = plan.event.value(UNTIL)
        self.found[step] = NextStep(
            step, procedure, force, bodies or asked.bodies, plan.event, tuple(self.before), earliest,
            last[0] if last else None, last[1] if last else "", until if isinstance(until, date) else None,
            plan.needs, plan.advised, plan.blocks, waits, (*lacking, *plan.asks), plan.norms,
        )  # fmt: skip
        if not plan.blocks and self._is_due(step):
            self.before.append(plan.event)
            self.seen = day_of((plan.event,), self.seen)

    def _now(self) -> DecisionRecord:
        """The record as it would be after what is planned so far."""
        return applied(self.record, self.before)

    def _with(self, change: Change) -> DecisionRecord:
        return applied(self.record, (*self.before, change))

    def _plan(self, step: str, bodies: tuple[str, ...], waits: tuple[str, ...], advice: bool) -> tuple[Plan, Asked]:
        """The plan by the first body by which it can be done: one that did it before goes first."""
        first = max([self.as_of, *(self.found[one].earliest or self.as_of for one in waits)])
        did = {name for event in self.record.events if event.step == step for name in _named(event.facts.get(ACTOR))}
        order = sorted(bodies, key=lambda body: body not in did)[:_BODIES]
        tried = []
        for body in order or [""]:
            asked = Asked(step, (body,) if body else (), self.as_of, first, self.seen, advice)
            plan = self.planner.plan(self._now(), asked)
            if not plan.blocks:
                return plan, asked
            tried.append((plan, asked))
        return tried[0]

    def _bodies_of(self, step: str) -> tuple[str, ...]:
        return next((one.steps[step].actors for one in self.procedures if step in one.steps), ())

    def _helps(self, plan: Plan) -> bool:
        """Whether a finding that asks for the act is met by it."""
        before = View(self.planner.kit, self._now(), day_of((plan.event,), self.seen))
        after = View(self.planner.kit, applied(self._now(), (plan.event,)), before.day)
        touched = self.planner.touching(plan.event.step, (), True).others
        return any(after.verdict(one) is Verdict.COMPLIANT is not before.verdict(one) for one in touched)


def stated_days(record: DecisionRecord) -> Iterator[date]:
    """The first and last days of what the record lists, those that are still to come included."""
    values = (event.facts.get(name) for event in record.events for name in (DATE, UNTIL))
    return (value for value in values if isinstance(value, date))


def _named(value: object) -> frozenset[str]:
    return value if isinstance(value, frozenset) else frozenset()


def _asked_for(view: View) -> Iterator[tuple[tuple[str, ...], bool]]:
    """The acts that findings still ask for, by their names, and whether only advice does; 应当 first."""
    found: dict[tuple[str, ...], bool] = {}
    for finding in view.findings.values():
        if finding.verdict in (Verdict.PENDING, Verdict.UNKNOWN, Verdict.VIOLATED) and _is_judged(finding):
            required = (reason for reason in finding.reasons if reason.part == REQUIREMENT)
            for reason in required:
                if reason.outcome is not True and isinstance(reason.expr, Happened | Exists):
                    names = reason.expr.act.names
                    found[names] = found.get(names, True) and finding.norm.advice
    yield from sorted(found.items(), key=lambda pair: pair[1])


def _is_judged(finding: Finding) -> bool:
    """Whether the finding is about an occurrence that took place, or the record as a whole."""
    return finding.norm.act is None or bool(finding.step)


def until(record: DecisionRecord, as_of: date) -> DecisionRecord:
    """The record without what it dates after ``as_of``; that isn't counted by a check on that day either."""
    days = ((event, event.facts.get(DATE)) for event in record.events)
    events = tuple(event for event, day in days if not isinstance(day, date) or day <= as_of)
    return record if len(events) == len(record.events) else record.model_copy(update={"events": events})


def opened(record: DecisionRecord) -> DecisionRecord:
    """The record without its claims that nothing else happened: they say nothing of what is still to come."""
    return record.model_copy(update={"events_complete": False, "missing_steps": frozenset()})
