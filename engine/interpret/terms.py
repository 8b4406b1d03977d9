"""Values: one class for each kind of value expression, with its meaning and what it lacks when unknown."""

# ruff: noqa: D102 (a method means what its base class says)

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import cast

from dsl.norms.nodes import (
    DATE,
    Arithmetic,
    ByReading,
    Coalesce,
    Const,
    Current,
    DaysBetween,
    Due,
    EventFact,
    Expr,
    Fact,
    Headcount,
    JudgedDay,
    Parameter,
    Pick,
    Scale,
    Total,
    ValueExpr,
    Which,
)
from dsl.values import FieldType, Number, Value
from engine import calendar
from engine.facts import Occurrence
from engine.findings.nodes import UsedFact
from engine.interpret.occurrences import NOWHERE
from engine.interpret.scene import Scene
from engine.interpret.sets import Sets, both, either, one
from engine.totals import counted, headcount, lacking, total

Readings = Mapping[str, bool]
"""How each named reading (读法) is taken."""

Trail = list[tuple[Expr, Value | None]]
"""Sub-expressions in the order of their evaluation (operands first), with what came out."""


class Term(ABC):
    """A value expression, ready to be evaluated."""

    __slots__ = ()

    @abstractmethod
    def value(self, scene: Scene, trail: Trail) -> Value | None:
        """Its value, None where unknown; constants apart, it and its parts are added to ``trail``."""

    @abstractmethod
    def missing(self, scene: Scene) -> Sets:
        """What would make the value known; asked only where it is not."""


def term(expr: ValueExpr, readings: Readings) -> Term:
    """Prepare a value expression for evaluation."""
    match expr:
        case Const():
            return ConstTerm(expr)
        case Fact():
            return FactTerm(expr)
        case EventFact(event=Current()):
            return CurrentFactTerm(expr)
        case EventFact():
            return EventFactTerm(expr)
        case JudgedDay():
            return JudgedDayTerm(expr)
        case Parameter():
            return ParameterTerm(expr)
        case Scale():
            return ScaleTerm(expr, term(expr.operand, readings))
        case Arithmetic():
            return ArithmeticTerm(expr, term(expr.left, readings), term(expr.right, readings))
        case Coalesce():
            return CoalesceTerm(expr, term(expr.first, readings), term(expr.fallback, readings))
        case DaysBetween():
            return DaysBetweenTerm(expr, term(expr.start, readings), term(expr.end, readings))
        case Due():
            return DueTerm(expr, term(expr.start, readings))
        case ByReading():
            return ByReadingTerm(expr, term(expr.if_yes, readings), term(expr.if_no, readings), readings)
        case Headcount():
            return HeadcountTerm(expr, [term(one, readings) for one in expr.lists])
        case Total():
            return TotalTerm(expr)


class ConstTerm(Term):
    """A constant."""

    __slots__ = ("constant",)

    def __init__(self, expr: Const):
        self.constant = expr.value

    def value(self, scene: Scene, trail: Trail) -> Value | None:
        return self.constant

    def missing(self, scene: Scene) -> Sets:
        return ()


class FactTerm(Term):
    """A fact of the record; unknown unless the record states it."""

    __slots__ = ("expr", "name")

    def __init__(self, expr: Fact):
        self.expr = expr
        self.name = expr.name

    def value(self, scene: Scene, trail: Trail) -> Value | None:
        return looked_up(self.expr, scene.case.record.get(self.name), scene, trail)

    def missing(self, scene: Scene) -> Sets:
        return one(self.name, "")


class CurrentFactTerm(Term):
    """A fact of the occurrence that is judged; unknown where it isn't stated."""

    __slots__ = ("expr", "name")

    def __init__(self, expr: EventFact):
        self.expr = expr
        self.name = expr.name

    def value(self, scene: Scene, trail: Trail) -> Value | None:
        return looked_up(self.expr, scene.stated.get(self.name), scene, trail)

    def missing(self, scene: Scene) -> Sets:
        if scene.current is None:
            return one(scene.lack.name, scene.lack.step)
        return one(self.name, scene.current.step)


class EventFactTerm(Term):
    """A fact of another occurrence; unknown where it isn't stated, or there is no such occurrence."""

    __slots__ = ("expr", "name")

    def __init__(self, expr: EventFact):
        self.expr = expr
        self.name = expr.name

    def value(self, scene: Scene, trail: Trail) -> Value | None:
        event = scene.event(self.expr.event)
        fact = None if event is None else scene.case.shown(event).get(self.name)
        return looked_up(self.expr, fact, scene, trail)

    def missing(self, scene: Scene) -> Sets:
        event = scene.event(self.expr.event)
        return missing_event(self.expr.event, scene) if event is None else one(self.name, event.step)


def looked_up(expr: Expr, fact: UsedFact | None, scene: Scene, trail: Trail) -> Value | None:
    """The value of a fact, which counts as used where it is known."""
    if fact is None:
        trail.append((expr, None))
        return None
    scene.used.append(fact)
    trail.append((expr, fact.value))
    return fact.value


def missing_event(ref: object, scene: Scene) -> Sets:
    """What is missing where an occurrence isn't known: the occurrence, or the date that would tell which it is."""
    if isinstance(ref, Pick):
        occurrences = scene.occurrences(ref.act)
        if ref.act.which is Which.PRIOR:
            return _missing_prior(occurrences, ref.act.names[0], scene)
        return one(DATE, occurrences[-1].step) if occurrences else one("", ref.act.names[0])
    return one(scene.lack.name, scene.lack.step)


def _missing_prior(occurrences: tuple[Occurrence, ...], step: str, scene: Scene) -> Sets:
    """What would tell the last occurrence before the judged one: its day, theirs, or an earlier occurrence."""
    if scene.current is None:
        return one(scene.lack.name, scene.lack.step)
    if DATE not in scene.current.values:
        return one(DATE, scene.current.step)
    undated = [occurrence.step for occurrence in occurrences if DATE not in occurrence.values]
    return one(DATE, undated[0]) if undated else one("", step)


class JudgedDayTerm(Term):
    """The day whose law counts."""

    __slots__ = ("expr",)

    def __init__(self, expr: JudgedDay):
        self.expr = expr

    def value(self, scene: Scene, trail: Trail) -> Value | None:
        day = scene.day
        if day is not None:
            fact = scene.stated.get(DATE) or scene.case.record.get(DATE)
            if fact is not None:
                scene.used.append(fact)
        trail.append((self.expr, day))
        return day

    def missing(self, scene: Scene) -> Sets:
        return one(scene.lack.name, scene.lack.step)


class ParameterTerm(Term):
    """A parameter, in the version in force on the day of the act."""

    __slots__ = ("expr", "same")

    def __init__(self, expr: Parameter):
        self.expr = expr
        values = {value for _, value in expr.versions}
        self.same = values.pop() if len(values) == 1 else None

    def value(self, scene: Scene, trail: Trail) -> Value | None:
        day = scene.day
        result = None
        if day is None:
            result = self.same
        else:
            for interval, value in self.expr.versions:
                if interval.contains(day):
                    result = value
                    break
        trail.append((self.expr, result))
        return result

    def missing(self, scene: Scene) -> Sets:
        if scene.day is not None or all(value is None for _, value in self.expr.versions):
            return one(self.expr.name, "", "parameter")
        return one(scene.lack.name, scene.lack.step)


class ScaleTerm(Term):
    """A part of a number, exact."""

    __slots__ = ("expr", "operand")

    def __init__(self, expr: Scale, operand: Term):
        self.expr = expr
        self.operand = operand

    def value(self, scene: Scene, trail: Trail) -> Value | None:
        number = cast(Number | None, self.operand.value(scene, trail))
        result = None if number is None else _times(number, self.expr.factor)
        trail.append((self.expr, result))
        return result

    def missing(self, scene: Scene) -> Sets:
        return self.operand.missing(scene)


def _times(number: Number, factor: Fraction) -> Number:
    """The product, whole where it is (multiplying fractions is slow, and most numbers are whole)."""
    if isinstance(number, int):
        whole, rest = divmod(number * factor.numerator, factor.denominator)
        if not rest:
            return whole
    return number * factor


class ArithmeticTerm(Term):
    """A sum or a difference."""

    __slots__ = ("expr", "left", "right")

    def __init__(self, expr: Arithmetic, left: Term, right: Term):
        self.expr = expr
        self.left = left
        self.right = right

    def value(self, scene: Scene, trail: Trail) -> Value | None:
        left = cast(Number | None, self.left.value(scene, trail))
        right = cast(Number | None, self.right.value(scene, trail))
        result = None
        if left is not None and right is not None:
            result = left + right if self.expr.op == "+" else left - right
        trail.append((self.expr, result))
        return result

    def missing(self, scene: Scene) -> Sets:
        return missing_of([self.left, self.right], scene)


class CoalesceTerm(Term):
    """A value, or how it is worked out where the record doesn't state it."""

    __slots__ = ("expr", "fallback", "first")

    def __init__(self, expr: Coalesce, first: Term, fallback: Term):
        self.expr = expr
        self.first = first
        self.fallback = fallback

    def value(self, scene: Scene, trail: Trail) -> Value | None:
        result = self.first.value(scene, trail)
        if result is None:
            result = self.fallback.value(scene, trail)
        trail.append((self.expr, result))
        return result

    def missing(self, scene: Scene) -> Sets:
        return either([self.first.missing(scene), self.fallback.missing(scene)])


class DaysBetweenTerm(Term):
    """Days, or working days, from one day (not counted) to another (counted)."""

    __slots__ = ("end", "expr", "start", "worked")

    def __init__(self, expr: DaysBetween, start: Term, end: Term):
        self.expr = expr
        self.start = start
        self.end = end
        self.worked = expr.unit is FieldType.WORKDAYS

    def value(self, scene: Scene, trail: Trail) -> Value | None:
        start = cast(date | None, self.start.value(scene, trail))
        end = cast(date | None, self.end.value(scene, trail))
        result = None
        if start is not None and end is not None:
            result = calendar.working_days_between(start, end) if self.worked else (end - start).days
        trail.append((self.expr, result))
        return result

    def missing(self, scene: Scene) -> Sets:
        return missing_of([self.start, self.end], scene) or missing_calendar([self.start, self.end], scene)


class DueTerm(Term):
    """The last day of a period, moved off a rest day."""

    __slots__ = ("expr", "start")

    def __init__(self, expr: Due, start: Term):
        self.expr = expr
        self.start = start

    def value(self, scene: Scene, trail: Trail) -> Value | None:
        start = cast(date | None, self.start.value(scene, trail))
        result = None if start is None else calendar.due(start, self.expr.period)
        trail.append((self.expr, result))
        return result

    def missing(self, scene: Scene) -> Sets:
        return missing_of([self.start], scene) or missing_calendar([self.start], scene)


class ByReadingTerm(Term):
    """One of two values, by a named reading."""

    __slots__ = ("expr", "if_no", "if_yes", "yes")

    def __init__(self, expr: ByReading, if_yes: Term, if_no: Term, readings: Readings):
        self.expr = expr
        self.if_yes = if_yes
        self.if_no = if_no
        self.yes = readings[expr.reading]

    def value(self, scene: Scene, trail: Trail) -> Value | None:
        scene.case.read.add(self.expr.reading)
        result = self._chosen(scene).value(scene, trail)
        trail.append((self.expr, result))
        return result

    def missing(self, scene: Scene) -> Sets:
        return self._chosen(scene).missing(scene)

    def _chosen(self, scene: Scene) -> Term:
        return self.if_yes if self.yes != (scene.flipped == self.expr.reading) else self.if_no


class HeadcountTerm(Term):
    """How many names stand in all of some lists."""

    __slots__ = ("expr", "lists")

    def __init__(self, expr: Headcount, lists: list[Term]):
        self.expr = expr
        self.lists = lists

    def value(self, scene: Scene, trail: Trail) -> Value | None:
        result = headcount(self.expr.distinct, *[one.value(scene, trail) for one in self.lists])
        trail.append((self.expr, result))
        return result

    def missing(self, scene: Scene) -> Sets:
        return missing_of(self.lists, scene)


class TotalTerm(Term):
    """A sum over occurrences of an act."""

    __slots__ = ("expr",)

    def __init__(self, expr: Total):
        self.expr = expr

    def value(self, scene: Scene, trail: Trail) -> Value | None:
        expr, current = self.expr, scene.current or NOWHERE
        occurrences = scene.occurrences(expr.act)
        result = total(current, occurrences, scene.closed(expr.act), expr.fact, expr.same, expr.period)
        for occurrence in occurrences:
            if counted(current, occurrence, expr.same, expr.period):
                fact = scene.case.shown(occurrence).get(expr.fact or DATE)
                if fact is not None:
                    scene.used.append(fact)
        trail.append((expr, result))
        return result

    def missing(self, scene: Scene) -> Sets:
        expr = self.expr
        occurrences = scene.occurrences(expr.act)
        if not occurrences:
            return one("", expr.act.names[0])
        if scene.current is None and (expr.same or expr.period):
            return one(scene.lack.name, scene.lack.step)
        found = lacking(scene.current or NOWHERE, occurrences, expr.fact, expr.same, expr.period)
        return both([one(name, occurrence.step) for name, occurrence in found])


def missing_of(terms: list[Term], scene: Scene) -> Sets:
    """What all unknown ones of ``terms`` lack; empty where all are known."""
    unknown = [part.missing(scene) for part in terms if part.value(scene, []) is None]
    return both(unknown) if unknown else ()


def missing_calendar(terms: list[Term], scene: Scene) -> Sets:
    """The first year whose arrangement of working days isn't known, from the first day on."""
    days = [cast(date, part.value(scene, [])) for part in terms]
    start = min(days)
    unknown = start.year
    while unknown < date.max.year and calendar.is_working_day(max(start, date(unknown, 1, 1))) is not None:
        unknown += 1
    return one(f"{unknown}年", "", "calendar")
