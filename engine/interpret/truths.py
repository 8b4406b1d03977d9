"""Truths under strong Kleene logic: one class for each kind, with its meaning and what it lacks when unknown.

Leaves of an expression (comparisons, documents, steps) add a ``Reason``;
connectives only combine.
"""

# ruff: noqa: D102 (a method means what its base class says)

from __future__ import annotations

import operator
from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import date
from typing import Any, cast

from dsl.norms.nodes import (
    Act,
    Compare,
    Due,
    Expr,
    Happened,
    HasDocument,
    OneOf,
    Op,
    Within,
)
from dsl.values import Value
from engine import calendar
from engine.findings.nodes import Reason
from engine.interpret.quick import maker
from engine.interpret.scene import Scene
from engine.interpret.sets import COMPLETE, Sets, one
from engine.interpret.terms import Term, Trail, missing_calendar, missing_event, missing_of

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
        return not self.options.isdisjoint(value) if isinstance(value, frozenset | tuple) else value in self.options


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
