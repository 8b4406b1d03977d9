"""Steps taken one after the other, each planned on the record as the ones before it leave it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from dsl.norms.nodes import ACTOR, DATE, OUTCOME, UNTIL
from engine.advice.changes import NEW, AddStep, Changes, StateOfStep, applied, day_of
from engine.advice.planner import Planner
from engine.advice.plans import Asked, Block, Plan
from engine.advice.steps import stated_days
from engine.facts import Occurrence
from engine.records.nodes import DecisionRecord

_GIVEN = ("事由", "原因", "理由", "情形", "对象", "类型", "性质", "用途", "身份")
"""At the end of the names of facts that tell why and to whom an act was done: they aren't others the next time."""

Bodies = Callable[[str], tuple[str, ...]]
"""The bodies that may take a step, as far as a procedure says so."""

_BODIES = 4
_NOT_ALIKE = frozenset({DATE, UNTIL, OUTCOME, ACTOR, "反对", "弃权"})
"""What of an occurrence isn't taken over when it is done anew."""


class Doing:
    """Steps taken one after the other, each where the norms allow it."""

    def __init__(
        self,
        planner: Planner,
        bodies: Bodies,
        record: DecisionRecord,
        as_of: date,
        old: Mapping[str, Occurrence],
        despite: frozenset[str],
    ) -> None:
        self.despite = despite
        self.planner = planner
        self.bodies = bodies
        self.record = record
        self.as_of = as_of
        self.old = old
        self.seen = max([as_of, *stated_days(record)])
        self.added: list[AddStep] = []
        self.done: set[str] = set()
        self.tried: Changes = ()
        self.blocks: tuple[Block, ...] = ()

    def do(self, step: str, depth: int) -> bool:
        """Plan a step, and before it what has to come first; whether it can be done."""
        for bodies in self._bodies(step):
            plan = self._plan(step, bodies)
            first = [one.step for one in plan.blocks if one.step and one.step != step and one.step not in self.done]
            if first and depth:
                for one in dict.fromkeys(first):
                    self.do(one, depth - 1)
                plan = self._plan(step, bodies)
            if not plan.blocks:
                self.added.append(plan.event)
                self.done.add(step)
                self.seen = day_of((plan.event,), self.seen)
                self.blocks = ()
                return True
            self.blocks, self.tried = plan.blocks, (*self.added, plan.event)
        return False

    def _plan(self, step: str, bodies: tuple[str, ...]) -> Plan:
        """The plan for a step; where its norms can't be met of nothing, with the numbers of the earlier occurrence."""
        like = self._like(step)
        given = tuple(fact for fact in like if fact.name.endswith(_GIVEN))
        asked = Asked(step, bodies, self.as_of, self.as_of, self.seen, given=given, despite=self.despite)
        plan = self.planner.plan(self._now(), asked)
        if like and not plan.blocks and any(fact.step == step for fact in plan.asks):
            return self.planner.plan(self._now(), replace(asked, like=like))
        return plan

    def _now(self) -> DecisionRecord:
        return applied(self.record, self.added)

    def _like(self, step: str) -> tuple[StateOfStep, ...]:
        """What is taken over from the occurrence that is done anew: its numbers, not its days and papers."""
        occurrence, types = self.old.get(step), self.planner.kit.types
        stated = {} if occurrence is None else occurrence.values
        return tuple(
            StateOfStep(step, NEW, name, value, types[name])
            for name, value in stated.items()
            if name in types and name not in _NOT_ALIKE and not isinstance(value, date)
        )

    def _bodies(self, step: str) -> Iterator[tuple[str, ...]]:
        """Who may take a step: who took it before, then those whom the procedure names, then whoever the norms ask."""
        occurrence = self.old.get(step)
        actors = None if occurrence is None else occurrence.values.get(ACTOR)
        named = [(one,) for one in self.bodies(step)[:_BODIES]]
        before = [tuple(sorted(actors))] if isinstance(actors, frozenset) else []
        yield from dict.fromkeys((*before, *named, *([] if named else [()])))
