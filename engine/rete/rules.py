"""A norm as rules of the engine: for each verdict the condition under which it is given.

Where no rule fires the verdict is 待补充: what isn't decided is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from dsl.norms.nodes import TRUE, And, Compare, Norm, Not, Op, Or, TruthExpr
from engine.findings.nodes import CONDITION, EXCEPTION, REQUIREMENT
from engine.interpret.codes import Code
from engine.interpret.prepare import Preparer
from engine.interpret.scene import Scene
from engine.interpret.terms import Readings, Term, term
from engine.rete.formula import ALWAYS, NEVER, Ask, Comparison, Formula, all_of, any_of
from engine.rete.leaves import FAR, MAYBE, YES, FlagLeaf, Leaf, OrderLeaf, SameLeaf, is_ordered

NOT_ASKED = -1

Outcomes = Mapping[Code, Formula]


class NormRules:
    """The rules of one norm, and how the fields that they read are filled.

    ``prefix`` begins the names of its fields. One of them, ``standing``, says
    whether it is known that the norm is in force, and of which occurrence: 1
    not known, 2 known; -1 (``NOT_ASKED``): the fact is about other norms.
    """

    def __init__(self, norm: Norm, prefix: str, prepare: Preparer, readings: Readings):
        self.norm = norm
        self.standing = f"{prefix}s"
        self._prefix = prefix
        self._prepare = prepare
        self._readings = readings
        self._leaves: dict[tuple[TruthExpr, str], Leaf] = {}
        self._deadline: Term | None = None if norm.deadline is None else term(norm.deadline, readings)
        self.day, self.due, self.latest = f"{prefix}t", f"{prefix}u", f"{prefix}v"
        self.formulas: dict[Code, Formula] = dict(self._formulas())

    @property
    def fields(self) -> tuple[str, ...]:
        """All fields that ``fill`` gives."""
        timed = (self.day, self.due, self.latest) if self._deadline else ()
        return (self.standing, *timed, *(field for leaf in self._leaves.values() for field in leaf.fields))

    def fill(self, scene: Scene, standing: int, as_of: date) -> dict[str, int]:
        """The fields for one occurrence."""
        scene.used, scene.flipped = [], ""
        found = {self.standing: standing}
        for leaf in self._leaves.values():
            found.update(zip(leaf.fields, leaf.values(scene), strict=True))
        if self._deadline is not None:
            due = self._deadline.value(scene, [])
            ends = (due.toordinal(), due.toordinal()) if isinstance(due, date) else (-FAR, FAR)
            found |= {self.day: as_of.toordinal(), self.due: ends[0], self.latest: ends[1]}
        return found

    # --- verdicts -----------------------------------------------------------------

    def _formulas(self) -> Iterator[tuple[Code, Formula]]:
        norm = self.norm
        applies = self._asked(norm.when, CONDITION, Ask.TRUE)
        gone = self._asked(norm.when, CONDITION, Ask.FALSE)
        sure = Comparison(self.standing, "$eq", YES)
        for code, formula in self._from(0).items():
            if code is Code.NOT_APPLICABLE:
                found = all_of([Comparison(self.standing, "$gte", MAYBE), any_of([gone, formula])])
            else:
                found = all_of([sure, applies, formula])
            if found is not NEVER:
                yield code, found

    def _from(self, index: int) -> Outcomes:
        """What the exceptions from ``index`` on, and the requirement, come to."""
        norm = self.norm
        if index == len(norm.exceptions):
            return {**self._required(norm.require), Code.NOT_APPLICABLE: NEVER}
        exception, otherwise = norm.exceptions[index], self._from(index + 1)
        held, not_held = (self._asked(exception.when, EXCEPTION, ask) for ask in (Ask.TRUE, Ask.FALSE))
        gone = otherwise[Code.NOT_APPLICABLE]
        if exception.require is None:
            maybe_not = self._asked(exception.when, EXCEPTION, Ask.NOT_TRUE)
            return {
                Code.COMPLIANT: all_of([maybe_not, otherwise[Code.COMPLIANT]]),
                Code.PENDING: all_of([not_held, otherwise[Code.PENDING]]),
                Code.VIOLATED: all_of([not_held, otherwise[Code.VIOLATED]]),
                Code.NOT_APPLICABLE: any_of([held, gone]),
            }
        # Held, the one counts; not held, the other; unknown, what both say.
        instead = self._required(exception.require)
        both = {
            code: all_of([any_of([not_held, instead[code]]), any_of([held, otherwise[code]])])
            for code in (Code.COMPLIANT, Code.PENDING, Code.VIOLATED)
        }
        return {**both, Code.NOT_APPLICABLE: all_of([not_held, gone])}

    def _required(self, require: TruthExpr) -> Outcomes:
        """What a requirement and the deadline come to."""
        met, unmet = (self._asked(require, REQUIREMENT, ask) for ask in (Ask.TRUE, Ask.FALSE))
        if self._deadline is None:
            return {Code.COMPLIANT: met, Code.VIOLATED: unmet, Code.PENDING: NEVER}
        maybe_unmet = self._asked(require, REQUIREMENT, Ask.NOT_TRUE)
        return {
            Code.COMPLIANT: met,
            Code.VIOLATED: all_of([unmet, Comparison(self.day, "$gt", self.latest)]),
            Code.PENDING: all_of([maybe_unmet, Comparison(self.day, "$lte", self.due)]),
        }

    # --- truths -------------------------------------------------------------------

    def _asked(self, expr: TruthExpr, part: str, ask: Ask) -> Formula:
        if expr == TRUE:
            return ALWAYS if ask in (Ask.TRUE, Ask.NOT_FALSE) else NEVER
        match expr:
            case And(operands=operands) | Or(operands=operands):
                parts = [self._asked(one, part, ask) for one in operands]
                every = isinstance(expr, And) is (ask in (Ask.TRUE, Ask.NOT_FALSE))
                return all_of(parts) if every else any_of(parts)
            case Not(operand=operand):
                return self._asked(operand, part, ask.negated)
        return self._leaf(expr, part).asked(ask)

    def _leaf(self, expr: TruthExpr, part: str) -> Leaf:
        found = self._leaves.get((expr, part))
        if found is None:
            name = f"{self._prefix}{len(self._leaves)}"
            if isinstance(expr, Compare) and is_ordered(expr):
                left, right = term(expr.left, self._readings), term(expr.right, self._readings)
                kind = SameLeaf if expr.op in (Op.EQ, Op.NE) else OrderLeaf
                found = kind(name, expr.op, left, right)
            else:
                found = FlagLeaf(name, self._prepare.truth(expr, part, self._readings))
            self._leaves[expr, part] = found
        return found
