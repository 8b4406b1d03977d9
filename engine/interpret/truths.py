"""Truths under strong Kleene logic: one class for each kind, with its meaning and what it lacks when unknown.

Leaves of an expression (comparisons, documents, steps) add a ``Reason``;
connectives only combine.
"""

# ruff: noqa: D102 (a method means what its base class says)

from __future__ import annotations

import operator
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, cast

from dsl.norms.nodes import (
    Act,
    And,
    Compare,
    Due,
    Exists,
    Expr,
    ForAll,
    Happened,
    HasDocument,
    IsTrue,
    Norm,
    Not,
    OneOf,
    Op,
    Or,
    Stated,
    TruthExpr,
    Within,
)
from dsl.values import Value
from engine import calendar
from engine.facts import Occurrence
from engine.findings.nodes import Reason
from engine.interpret.quick import maker
from engine.interpret.readings import reading_names
from engine.interpret.scene import Scene
from engine.interpret.sets import COMPLETE, Sets, both, either, one
from engine.interpret.shape import Shapes
from engine.interpret.terms import Readings, Term, Trail, missing_calendar, missing_event, missing_of, term

OPERATORS: dict[Op, Callable[[Any, Any], bool]] = {
    Op.GE: operator.ge,
    Op.GT: operator.gt,
    Op.LE: operator.le,
    Op.LT: operator.lt,
    Op.EQ: operator.eq,
    Op.NE: operator.ne,
}

make_reason = maker(Reason)

Reasons = list[Reason] | None
"""Where reasons are added; None where they aren't asked for."""


class Truth(ABC):
    """A truth expression, ready to be evaluated; ``part`` is that of its reasons."""

    __slots__ = ()

    @abstractmethod
    def holds(self, scene: Scene, reasons: Reasons) -> bool | None:
        """True, false, or None for unknown; what it rests on is added to ``reasons``."""

    @abstractmethod
    def missing(self, scene: Scene, want: bool) -> Sets:
        """What could make it ``want``; asked only where it is unknown."""


class Preparer:
    """Prepares truth expressions of many norms for evaluation; those about the record as a whole are shared."""

    def __init__(self, norms: Iterable[Norm]):
        self._shapes = Shapes()
        self._shared: dict[tuple[TruthExpr, str, int], RecordTruth] = {}
        for norm in norms:
            for expr in (norm.when, norm.require, *(exception.when for exception in norm.exceptions)):
                self._shapes.count(expr, None)

    def truth(self, expr: TruthExpr, part: str, readings: Readings) -> Truth:
        """``expr``, ready to be evaluated; ``part`` is that of its reasons."""
        if self._shapes.needs(expr) or self._shapes.uses(expr, None) < 2:
            return self._own(expr, part, readings)
        key = (expr, part, id(readings))
        found = self._shared.get(key)
        if found is None:
            own = self._own(expr, part, readings)
            found = self._shared[key] = RecordTruth(own, frozenset(reading_names(expr)))
        return found

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
                return AndTruth([self.truth(operand, part, readings) for operand in expr.operands])
            case Or():
                return OrTruth([self.truth(operand, part, readings) for operand in expr.operands])


class CompareTruth(Truth):
    """A comparison of two known values."""

    __slots__ = ("compare", "expr", "left", "part", "right")

    def __init__(self, expr: Compare, part: str, left: Term, right: Term):
        self.expr = expr
        self.part = part
        self.left = left
        self.right = right
        self.compare = OPERATORS[expr.op]

    def holds(self, scene: Scene, reasons: Reasons) -> bool | None:
        trail: Trail = []
        left = self.left.value(scene, trail)
        right = self.right.value(scene, trail)
        result = None if left is None or right is None else self.compare(left, right)
        if reasons is not None:
            reasons.append(make_reason(self.part, self.expr, result, tuple(trail)))
        return result

    def missing(self, scene: Scene, want: bool) -> Sets:
        return missing_of([self.left, self.right], scene)


class _OfOne(Truth):
    """A truth about one value."""

    __slots__ = ("expr", "operand", "part")

    def __init__(self, expr: Expr, part: str, operand: Term):
        self.expr = expr
        self.part = part
        self.operand = operand

    def holds(self, scene: Scene, reasons: Reasons) -> bool | None:
        trail: Trail = []
        result = self.decide(self.operand.value(scene, trail))
        if reasons is not None:
            reasons.append(make_reason(self.part, self.expr, result, tuple(trail)))
        return result

    def missing(self, scene: Scene, want: bool) -> Sets:
        return self.operand.missing(scene)

    @abstractmethod
    def decide(self, value: Value | None) -> bool | None:
        """What the value says."""


class OneOfTruth(_OfOne):
    """A text, or a member of a list, is one of some."""

    __slots__ = ("options",)

    def __init__(self, expr: OneOf, part: str, operand: Term):
        super().__init__(expr, part, operand)
        self.options = expr.options

    def decide(self, value: Value | None) -> bool | None:
        if value is None:
            return None
        return not self.options.isdisjoint(value) if isinstance(value, frozenset) else value in self.options


class IsTrueTruth(_OfOne):
    """A flag says yes."""

    __slots__ = ()

    def decide(self, value: Value | None) -> bool | None:
        return None if value is None else bool(value)


class StatedTruth(_OfOne):
    """The record states a value."""

    __slots__ = ()

    def decide(self, value: Value | None) -> bool | None:
        return value is not None


class WithinTruth(Truth):
    """A day lies in a period that is counted from another."""

    __slots__ = ("day", "due", "expr", "part", "start")

    def __init__(self, expr: Within, part: str, day: Term, start: Term):
        self.expr = expr
        self.part = part
        self.day = day
        self.start = start
        self.due = Due(expr.start, expr.period)

    def holds(self, scene: Scene, reasons: Reasons) -> bool | None:
        trail: Trail = []
        day = cast(date | None, self.day.value(scene, trail))
        start = cast(date | None, self.start.value(scene, trail))
        result = None
        if day is not None and start is not None:
            result = calendar.within(day, start, self.expr.period)
        if start is not None and result is not True:
            trail.append((self.due, calendar.due(start, self.expr.period)))
        if reasons is not None:
            reasons.append(make_reason(self.part, self.expr, result, tuple(trail)))
        return result

    def missing(self, scene: Scene, want: bool) -> Sets:
        return missing_of([self.day, self.start], scene) or missing_calendar([self.start], scene)


class HasDocumentTruth(Truth):
    """An occurrence has a document."""

    __slots__ = ("expr", "name", "part")

    def __init__(self, expr: HasDocument, part: str):
        self.expr = expr
        self.part = part
        self.name = expr.name

    def holds(self, scene: Scene, reasons: Reasons) -> bool | None:
        event = scene.event(self.expr.event)
        result: bool | None = None
        if event is not None:
            if self.name in event.documents:
                result = True
                scene.use_document(event, self.name)
            elif event.documents_complete or self.name in event.missing_documents:
                result = False
        if reasons is not None:
            reasons.append(make_reason(self.part, self.expr, result, ()))
        return result

    def missing(self, scene: Scene, want: bool) -> Sets:
        event = scene.event(self.expr.event)
        return missing_event(self.expr.event, scene) if event is None else one(self.name, event.step)


class HappenedTruth(Truth):
    """An act occurred."""

    __slots__ = ("act", "expr", "part")

    def __init__(self, expr: Happened, part: str):
        self.expr = expr
        self.part = part
        self.act = expr.act

    def holds(self, scene: Scene, reasons: Reasons) -> bool | None:
        occurrences = scene.occurrences(self.act)
        result = True if occurrences else False if scene.closed(self.act) else None
        for occurrence in occurrences:
            scene.use_day(occurrence)
        if reasons is not None:
            reasons.append(make_reason(self.part, self.expr, result, ()))
        return result

    def missing(self, scene: Scene, want: bool) -> Sets:
        return missing_step(self.act, want)


def missing_step(act: Act, want: bool) -> Sets:
    """What could show that an act occurred (``want``), or that it did not."""
    return one("", act.names[0]) if want else one(COMPLETE, "")


class _Quantified(Truth):
    """A truth about the occurrences of an act, each bound to a name in turn."""

    __slots__ = ("act", "body", "expr", "part", "variable")

    def __init__(self, expr: Exists | ForAll, part: str, body: Truth):
        self.expr = expr
        self.part = part
        self.act = expr.act
        self.variable = expr.variable
        self.body = body

    def decide(self, scene: Scene, reasons: Reasons, decisive: bool, otherwise: bool | None) -> bool | None:
        """``decisive`` if the body is so for one occurrence; else unknown if it is for one; else ``otherwise``.

        The reasons given are those of the first occurrence that decided, or
        else of all, since then all of them had to be looked at.
        """
        result = otherwise
        inner: list[Reason] = []
        for occurrence in scene.occurrences(self.act):
            start = len(inner)
            held = self.holds_for(occurrence, scene, None if reasons is None else inner)
            if held is decisive:
                result, inner = decisive, inner[start:]
                break
            if held is None:
                result = None
        if reasons is not None:
            reasons.append(make_reason(self.part, self.expr, result, ()))
            reasons.extend(inner)
        return result

    def holds_for(self, occurrence: Occurrence, scene: Scene, reasons: Reasons) -> bool | None:
        """The body, for one occurrence."""
        outer = scene.bound.get(self.variable)
        scene.bound[self.variable] = occurrence
        held = self.body.holds(scene, reasons)
        if outer is not None:
            scene.bound[self.variable] = outer
        return held

    def missing_for_each(self, scene: Scene, want: bool) -> list[Sets]:
        """What the body lacks to be ``want``, for each occurrence for which it is unknown."""
        found = []
        for occurrence in scene.occurrences(self.act):
            if self.holds_for(occurrence, scene, None) is None:
                outer = scene.bound.get(self.variable)
                scene.bound[self.variable] = occurrence
                found.append(self.body.missing(scene, want))
                if outer is not None:
                    scene.bound[self.variable] = outer
        return found


class ExistsTruth(_Quantified):
    """Some occurrence satisfies the body; where none is listed, there may be one unless the record closes the act."""

    __slots__ = ()

    def holds(self, scene: Scene, reasons: Reasons) -> bool | None:
        return self.decide(scene, reasons, True, None if self.unlisted(scene) else False)

    def missing(self, scene: Scene, want: bool) -> Sets:
        if self.unlisted(scene):
            return missing_step(self.act, want)
        found = self.missing_for_each(scene, want)
        return either(found) if want else both(found)

    def unlisted(self, scene: Scene) -> bool:
        """Whether no occurrence is listed, and still there may be one."""
        return not scene.occurrences(self.act) and not scene.closed(self.act)


class ForAllTruth(_Quantified):
    """Every listed occurrence satisfies the body."""

    __slots__ = ()

    def holds(self, scene: Scene, reasons: Reasons) -> bool | None:
        return self.decide(scene, reasons, False, True)

    def missing(self, scene: Scene, want: bool) -> Sets:
        found = self.missing_for_each(scene, want)
        return both(found) if want else either(found)


class RecordTruth(Truth):
    """A truth about the record as a whole, looked at once for all the norms that ask for it.

    ``readings`` are the named readings that it depends on.
    """

    __slots__ = ("readings", "truth")

    def __init__(self, truth: Truth, readings: frozenset[str]):
        self.truth = truth
        self.readings = readings

    def holds(self, scene: Scene, reasons: Reasons) -> bool | None:
        case = scene.case
        key = (self, scene.flipped) if self.readings else self
        known = case.memo.get(key)
        if known is None:
            before, scene.used = scene.used, []
            own: list[Reason] = []
            held = self.truth.holds(scene, own)
            known = case.memo[key] = (held, own, scene.used)
            scene.used = before
        held, own, used = known
        case.read |= self.readings
        scene.used += used
        if reasons is not None:
            reasons += own
        return held

    def missing(self, scene: Scene, want: bool) -> Sets:
        key = (self, want, scene.flipped)
        known = scene.case.lacks.get(key)
        if known is None:
            known = scene.case.lacks[key] = self.truth.missing(scene, want)
        return known


class NotTruth(Truth):
    """The contrary."""

    __slots__ = ("operand",)

    def __init__(self, operand: Truth):
        self.operand = operand

    def holds(self, scene: Scene, reasons: Reasons) -> bool | None:
        held = self.operand.holds(scene, reasons)
        return None if held is None else not held

    def missing(self, scene: Scene, want: bool) -> Sets:
        return self.operand.missing(scene, not want)


class _Several(Truth):
    """A connective; all operands are evaluated, so that all reasons are told."""

    __slots__ = ("operands",)

    def __init__(self, operands: list[Truth]):
        self.operands = operands

    def decide(self, scene: Scene, reasons: Reasons, decisive: bool) -> bool | None:
        """``decisive`` if one operand is; else unknown if one is; else the contrary."""
        held = [operand.holds(scene, reasons) for operand in self.operands]
        if decisive in held:
            return decisive
        return None if None in held else not decisive

    def unknown(self, scene: Scene, want: bool) -> list[Sets]:
        """What each unknown operand lacks to be ``want``."""
        return [operand.missing(scene, want) for operand in self.operands if operand.holds(scene, None) is None]


class AndTruth(_Several):
    """All operands hold."""

    __slots__ = ()

    def holds(self, scene: Scene, reasons: Reasons) -> bool | None:
        return self.decide(scene, reasons, False)

    def missing(self, scene: Scene, want: bool) -> Sets:
        found = self.unknown(scene, want)
        return both(found) if want else either(found)


class OrTruth(_Several):
    """One of the operands holds."""

    __slots__ = ()

    def holds(self, scene: Scene, reasons: Reasons) -> bool | None:
        return self.decide(scene, reasons, True)

    def missing(self, scene: Scene, want: bool) -> Sets:
        found = self.unknown(scene, want)
        return either(found) if want else both(found)
