"""Truth expressions made ready for evaluation."""

from __future__ import annotations

from collections.abc import Iterable

from dsl.norms.nodes import (
    And,
    Compare,
    Exists,
    ForAll,
    Happened,
    HasDocument,
    IsTrue,
    Norm,
    Not,
    OneOf,
    Or,
    Stated,
    TruthExpr,
    Within,
)
from dsl.values import Interval
from engine.findings.nodes import REQUIREMENT
from engine.interpret.connectives import AndTruth, ExistsTruth, ForAllTruth, NotTruth, OrTruth, RecordTruth
from engine.interpret.force import Editions
from engine.interpret.ground import Ground
from engine.interpret.readings import reading_names
from engine.interpret.shape import Shapes
from engine.interpret.terms import Readings, term
from engine.interpret.truths import (
    CompareTruth,
    HappenedTruth,
    HasDocumentTruth,
    IsTrueTruth,
    OneOfTruth,
    StatedTruth,
    Truth,
    WithinTruth,
)

OFTEN = 6
"""Uses from which on even a single comparison is shared."""


class Preparer:
    """Prepares truth expressions of many norms for evaluation; those about the record as a whole are shared."""

    def __init__(self, norms: Iterable[Norm]):
        self._shapes = Shapes()
        self._shared: dict[tuple[TruthExpr, str, int], RecordTruth] = {}
        self._grounds: dict[object, Ground] = {}
        self._editions: dict[tuple[Interval, ...], Editions] = {}
        for norm in norms:
            for expr in (norm.when, norm.require, *(exception.when for exception in norm.exceptions)):
                self._shapes.count(expr, None)

    def ground(self, days: tuple[Interval, ...], gate: RecordTruth | None) -> Ground:
        """The one ground of all norms of which these are the same."""
        key = (days, id(gate))
        found = self._grounds.get(key)
        if found is None:
            found = self._grounds[key] = Ground(days, gate)
        return found

    def editions(self, norm: Norm) -> Editions:
        """The one object of all norms whose citations are in force on the same days."""
        days = tuple(citation.validity for citation in norm.citations)
        return self._editions.setdefault(days, Editions(days))

    def looks_at_occurrence(self, norm: Norm) -> bool:
        """Whether the condition, an exception or the requirement asks anything of the occurrence that is judged."""
        parts = [norm.when, norm.require]
        for exception in norm.exceptions:
            parts += [exception.when, *([] if exception.require is None else [exception.require])]
        return any(self._shapes.needs(part) for part in parts)

    def truth(self, expr: TruthExpr, part: str, readings: Readings) -> Truth:
        """``expr``, ready to be evaluated; ``part`` is that of its reasons."""
        if self._shapes.needs(expr) or not self._worth_sharing(expr):
            return self._own(expr, part, readings)
        key = (expr, part, id(readings))
        found = self._shared.get(key)
        if found is None:
            own = self._own(expr, part, readings)
            found = self._shared[key] = RecordTruth(own, frozenset(reading_names(expr)))
        return found

    def _worth_sharing(self, expr: TruthExpr) -> bool:
        """Whether several norms look at it, and looking it up takes less time than looking at it again."""
        uses = self._shapes.uses(expr, None)
        return uses >= OFTEN or (uses > 1 and self._leaves(expr) > 1)

    def _leaves(self, expr: TruthExpr) -> int:
        """How many truths have to be looked at, those that are shared anyway left aside."""
        if isinstance(expr, And | Or):
            return sum(self._leaves(one) for one in expr.operands if self._shapes.uses(one, None) < OFTEN)
        return self._leaves(expr.operand) if isinstance(expr, Not) else 1

    def _own(self, expr: TruthExpr, part: str, readings: Readings) -> Truth:
        match expr:
            case Compare():
                return CompareTruth(expr, part, term(expr.left, readings), term(expr.right, readings))
            case OneOf():
                return OneOfTruth(expr, part, term(expr.operand, readings))
            case IsTrue():
                return IsTrueTruth(expr, part, term(expr.operand, readings))
            case Stated():
                return StatedTruth(expr, part, term(expr.operand, readings))
            case Within():
                return WithinTruth(expr, part, term(expr.day, readings), term(expr.start, readings))
            case HasDocument():
                return HasDocumentTruth(expr, part)
            case Happened():
                return HappenedTruth(expr, part)
            case Exists():
                return ExistsTruth(expr, part, self.truth(expr.body, part, readings))
            case ForAll():
                return ForAllTruth(expr, part, self.truth(expr.body, part, readings))
            case Not():
                return NotTruth(self.truth(expr.operand, part, readings))
            case And():
                return AndTruth([self.truth(operand, part, readings) for operand in expr.operands], part != REQUIREMENT)
            case Or():
                return OrTruth([self.truth(operand, part, readings) for operand in expr.operands], part != REQUIREMENT)
