"""What would make a truth true, or false: alternatives of changes of the record, the smallest first.

A bounded search that follows the expression. What comes of it is checked by
the evaluator where it is used: a change that helps one part may undo another.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import cast

from dsl.norms.nodes import (
    DATE,
    Act,
    And,
    Compare,
    Exists,
    ForAll,
    Happened,
    HasDocument,
    IsTrue,
    Not,
    OneOf,
    Or,
    Stated,
    TruthExpr,
    Within,
)
from engine.advice.alternatives import NEVER, NOTHING, Ways, both, either, weight
from engine.advice.changes import (
    NEW,
    AddDocument,
    AddStep,
    Bound,
    Change,
    Changes,
    DidNotHappen,
    LacksDocument,
    SetAside,
    Sort,
    StateFact,
    StateOfStep,
    dated,
    sort_of,
)
from engine.advice.kit import View
from engine.advice.solve_values import ValueSolver
from engine.facts import Occurrence
from engine.interpret.scene import Scene
from engine.interpret.terms import Readings

MOST_LOOKED_AT = 600
"""Parts of expressions that one search looks at; beyond it gives up what it hasn't found."""


class Solver(ValueSolver):
    """Searches in one view of a record, by the readings of one norm."""

    def __init__(self, view: View, readings: Readings) -> None:
        super().__init__(view, readings)
        self._looked_at = 0
        self._fresh = NEW
        self._ranks: dict[Change, int] = {}
        self._alive: list[Occurrence] = []  # scenes know occurrences by their identity

    def rank(self, change: Change) -> int:
        """How much a change asks; that of an occurrence that is to be added goes with the occurrence."""
        if isinstance(change, StateOfStep | AddDocument | LacksDocument) and change.number <= NEW:
            return 0
        found = self._ranks.get(change)
        if found is None:
            found = sort_of(change, self.view.record, self.view.day, self.view.numbered).value
            # What the village itself is, its numbers above all, is the last thing to be otherwise.
            found += isinstance(change, StateFact) and found == Sort.REWRITE
            self._ranks[change] = found
        return found

    def truth(self, expr: TruthExpr, want: bool, scene: Scene) -> Ways:
        """Alternatives that would make a truth ``want``; nothing to change where it is."""
        self._looked_at += 1
        if self._looked_at > MOST_LOOKED_AT:
            return NEVER
        if self.holds(expr, scene) is want:
            return NOTHING
        match expr:
            case Not(operand):
                return self.truth(operand, not want, scene)
            case And(operands) | Or(operands):
                parts = (self.truth(one, want, scene) for one in operands)
                return both(parts, self.rank) if want is isinstance(expr, And) else either(parts, self.rank)
            case Compare():
                return self.compare(expr, want, scene)
            case Within():
                return self.within(expr, want, scene)
            case OneOf(operand, options):
                return self.one_of(operand, options, want, scene)
            case IsTrue(operand):
                return self.leaf(operand, want, Bound.EXACT, scene)
            case Stated(operand):
                return self.state(operand, scene) if want else NEVER
            case HasDocument(event, name):
                return self._document(scene.event(event), name, want)
            case Happened(act):
                return self._happened(act, scene) if want else self._undone(act, scene)
            case Exists(act, variable, body):
                return self._exists(act, variable, body, scene) if want else self._none(act, variable, body, scene)
            case ForAll(act, variable, body):
                contrary = Not(body)
                return (
                    self._none(act, variable, contrary, scene) if want else self._exists(act, variable, contrary, scene)
                )

    # --- occurrences ------------------------------------------------------------------

    def _document(self, event: Occurrence | None, name: str, want: bool) -> Ways:
        if event is None:
            return NEVER
        number = self.view.number(event)
        return ((AddDocument(event.step, number, name) if want else LacksDocument(event.step, number, name),),)

    def _happened(self, act: Act, scene: Scene) -> Ways:
        """The act was carried out, or is carried out now."""
        return either([((self._today(act),),), ((AddStep(act.names[0]),),)], self.rank)

    def _today(self, act: Act) -> AddStep:
        return AddStep(act.names[0], (dated(act.names[0], self.view.day),))

    def _undone(self, act: Act, scene: Scene) -> Ways:
        """No occurrence of the act counts."""
        listed = scene.occurrences(act)
        if not listed:
            return (tuple(DidNotHappen(name) for name in act.names),)
        aside = tuple(SetAside(one.step, self.view.number(one)) for one in listed)
        never = tuple(dict.fromkeys(DidNotHappen(one.step) for one in listed))
        open_ = tuple(DidNotHappen(name) for name in act.names if name not in {one.step for one in listed})
        return either([(never + open_,), (aside,)], self.rank)

    def _exists(self, act: Act, variable: str, body: TruthExpr, scene: Scene) -> Ways:
        """One of the listed occurrences is as it must be, or there is one more that is."""
        found = [self._bound(one, variable, body, True, scene) for one in scene.occurrences(act)]
        for day in (None, self.view.day):
            found.append(self._added(act, variable, body, scene, day))
        return either(found, self.rank)

    def _none(self, act: Act, variable: str, body: TruthExpr, scene: Scene) -> Ways:
        """None of the listed occurrences is so."""
        listed = scene.occurrences(act)
        if not listed:
            return (tuple(DidNotHappen(name) for name in act.names),)
        others = both([self._bound(one, variable, body, False, scene) for one in listed], self.rank)
        wrong = [one for one in listed if self._bound(one, variable, body, False, scene) != NOTHING]
        aside = tuple(SetAside(one.step, self.view.number(one)) for one in wrong)
        return either([others, (aside,)], self.rank)

    def _bound(self, event: Occurrence, variable: str, body: TruthExpr, want: bool, scene: Scene) -> Ways:
        before = scene.bound.get(variable)
        scene.bound[variable] = event
        try:
            return self.truth(body, want, scene)
        finally:
            if before is None:
                del scene.bound[variable]
            else:
                scene.bound[variable] = before

    def _added(self, act: Act, variable: str, body: TruthExpr, scene: Scene, day: date | None) -> Ways:
        """One more occurrence, on ``day`` or later, or on whatever day."""
        event = self.virtual(act.names[0], day)
        ways = self._bound(event, variable, body, True, scene)
        folded = (self.folded(changes, event) for changes in ways)
        return tuple(changes for changes in folded if changes is not None and not self._ahead(changes, day))

    def _ahead(self, changes: Changes, day: date | None) -> bool:
        """Whether an occurrence on whatever day would lie ahead: that is searched for by itself."""
        added = changes[-1]
        late = isinstance(added, AddStep) and added.day is not None and added.day >= self.view.day
        return day is None and late

    def virtual(self, step: str, day: date | None) -> Occurrence:
        """An occurrence that the record doesn't list, with a number of its own."""
        values = {} if day is None else {DATE: day}
        event = Occurrence(step, self._fresh, values, frozenset(), frozenset(), False, {})
        self._fresh -= 1
        self._alive.append(event)
        return event

    def folded(self, changes: Changes, event: Occurrence) -> Changes | None:
        """What is asked of a virtual occurrence as one that is added; None where it would have to be earlier."""
        day = event.values.get(DATE)
        facts: dict[str, StateOfStep] = {}
        if isinstance(day, date):
            facts[DATE] = dated(event.step, day)
        documents: list[str] = []
        others: list[Change] = []
        for change in changes:
            if isinstance(change, AddDocument) and _is_of(change, event):
                documents.append(change.name)
            elif isinstance(change, StateOfStep) and _is_of(change, event):
                if change.name == DATE and isinstance(day, date) and cast(date, change.value) < day:
                    return None
                facts[change.name] = replace(change, number=NEW)
            elif not isinstance(change, LacksDocument) or not _is_of(change, event):
                others.append(change)
        return (*others, AddStep(event.step, tuple(facts.values()), tuple(documents)))


def smallest_first(ways: Iterable[Changes], solver: Solver) -> list[Changes]:
    """Alternatives by the sort of change and their number."""
    return sorted(ways, key=lambda changes: weight(changes, solver.rank))


def _is_of(change: StateOfStep | AddDocument | LacksDocument, event: Occurrence) -> bool:
    return (change.step, change.number) == (event.step, event.number)
