"""What would make a comparison true: the leaves of both sides, each moved to the nearest value that would do."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import cast

from dsl.norms.nodes import (
    DATE,
    Arithmetic,
    ByReading,
    Coalesce,
    Compare,
    Current,
    DaysBetween,
    Due,
    EventFact,
    Fact,
    Headcount,
    JudgedDay,
    Op,
    Pick,
    Scale,
    Total,
    TruthExpr,
    ValueExpr,
    Which,
    Within,
)
from dsl.norms.shape import MIRRORED, OPPOSITE, subject_first, type_of
from dsl.values import FieldType, Number, Period, Value
from engine import calendar
from engine.advice.alternatives import NEVER, Ways, either
from engine.advice.changes import NEW, AddStep, Bound, Change, Changes, SetAside, StateFact, StateOfStep, dated
from engine.advice.kit import View
from engine.advice.numbers import (
    BOUNDS,
    earliest_start,
    end_for,
    latest_start,
    nearest_day,
    nearest_number,
    start_for,
)
from engine.facts import Occurrence
from engine.interpret.occurrences import NOWHERE
from engine.interpret.scene import Scene
from engine.interpret.terms import Readings
from engine.totals import counted, named

_MOST_TIMES = 3
"""Occurrences that are added at most to reach a number of them."""
_OPTIONS = 3
"""Texts that are tried at most."""


class ValueSolver:
    """Comparisons and facts, in one view of a record."""

    def __init__(self, view: View, readings: Readings) -> None:
        self.view = view
        self.readings = readings

    def rank(self, change: Change) -> int:
        """How much a change asks."""
        raise NotImplementedError

    def holds(self, expr: TruthExpr, scene: Scene) -> bool | None:
        """Whether a truth holds."""
        return self.view.holds(expr, scene, self.readings)

    def value(self, expr: ValueExpr, scene: Scene) -> Value | None:
        """What a value comes to."""
        return self.view.value(expr, scene, self.readings)

    def compare(self, expr: Compare, want: bool, scene: Scene) -> Ways:
        """A comparison is ``want``: its left side moves, or its right one."""
        expr = subject_first(expr)
        op = expr.op if want else OPPOSITE[expr.op]
        if isinstance(expr.left, Headcount):
            return self._heads(expr.left, op, scene)
        left, right = self.value(expr.left, scene), self.value(expr.right, scene)
        found = []
        if right is not None:
            found.append(self.move(expr.left, op, right, scene))
        if left is not None:
            found.append(self.move(expr.right, MIRRORED[op], left, scene))
        return either(found, self.rank)

    def within(self, expr: Within, want: bool, scene: Scene) -> Ways:
        """A day lies in a period, or doesn't."""
        day, start = self.value(expr.day, scene), self.value(expr.start, scene)
        found = []
        if isinstance(start, date):
            last = calendar.due(start, expr.period) or calendar.add(start, expr.period)
            if not want:
                found.append(self.move(expr.day, Op.LT, start, scene))
            if last is not None and not (want and isinstance(day, date) and day < start):
                found.append(self.move(expr.day, Op.LE if want else Op.GT, last, scene))
            if want and isinstance(day, date) and day < start:
                found.append(self.move(expr.day, Op.GE, start, scene))
        if isinstance(day, date) and want:
            if not isinstance(start, date) or start > day:
                found.append(self.move(expr.start, Op.LE, day, scene))
            elif (first := earliest_start(day, expr.period)) is not None:
                found.append(self.move(expr.start, Op.GE, first, scene))
        return either(found, self.rank)

    def move(self, expr: ValueExpr, op: Op, limit: Value, scene: Scene) -> Ways:
        """Alternatives by which ``expr op limit`` would hold, with one of its facts moved."""
        match expr:
            case Fact() | EventFact() | JudgedDay():
                return self._nearest(expr, op, limit, scene)
            case Scale(operand, factor) if factor:
                op = op if factor > 0 else MIRRORED[op]
                return self.move(operand, op, Fraction(cast(Number, limit)) / factor, scene)
            case Arithmetic(sign, left, right):
                return self._sum(sign, left, right, op, cast(Number, limit), scene)
            case Coalesce(first, fallback):
                stated = self.value(first, scene) is not None
                worked_out = not stated and self.value(fallback, scene) is not None
                ways = [] if worked_out else [self.move(first, op, limit, scene)]
                return either([*ways, *([] if stated else [self.move(fallback, op, limit, scene)])], self.rank)
            case DaysBetween(start, end, unit):
                return self._days(start, end, unit, op, cast(Number, limit), scene)
            case Due(start, period):
                return self._due(start, period, op, cast(date, limit), scene)
            case ByReading(reading, if_yes, if_no):
                return self.move(if_yes if self.readings[reading] else if_no, op, limit, scene)
            case Total():
                return self._total(expr, op, cast(Number, limit), scene)
            case _:
                return NEVER

    def leaf(self, expr: ValueExpr, value: Value, bound: Bound, scene: Scene) -> Ways:
        """A fact is stated so."""
        match expr:
            case Fact(name, type_):
                return ((StateFact(name, value, type_, bound),),)
            case JudgedDay():
                return self.leaf(EventFact(Current(), DATE, FieldType.DATE), value, bound, scene)
            case EventFact(ref, name, type_):
                event = scene.event(ref)
                if event is not None:
                    return ((StateOfStep(event.step, self.view.number(event), name, value, type_, bound),),)
                if isinstance(ref, Pick) and not scene.occurrences(ref.act):
                    if ref.act.which is Which.PRIOR and name != DATE:
                        return NEVER
                    step = ref.act.names[0]
                    return ((AddStep(step, (StateOfStep(step, NEW, name, value, type_, bound),)),),)
                return NEVER
            case Coalesce(first):
                return self.leaf(first, value, bound, scene)
            case ByReading(reading, if_yes, if_no):
                return self.leaf(if_yes if self.readings[reading] else if_no, value, bound, scene)
            case _:
                return NEVER

    def state(self, expr: ValueExpr, scene: Scene) -> Ways:
        """A fact is stated, whatever it is; a value that stands for all is taken."""
        kind = type_of(expr)
        if kind is FieldType.FLAG:
            return either([self.leaf(expr, flag, Bound.ANY, scene) for flag in (True, False)], self.rank)
        if kind is FieldType.DATE:
            return self.leaf(expr, self.view.day, Bound.ANY, scene)
        if kind.is_number:
            return self.leaf(expr, 1, Bound.ANY, scene)
        options = self._known(expr)[:1] or ("（写明）",)
        return self.leaf(expr, _as(kind, options), Bound.ANY, scene)

    def one_of(self, operand: ValueExpr, options: frozenset[str], want: bool, scene: Scene) -> Ways:
        """A text is one of some, a list holds one of them, or the contrary."""
        kind, now = type_of(operand), self.value(operand, scene)
        if not kind.is_list:
            known = (text for text in self._known(operand) if text not in options)
            texts = sorted(options, key=self._plainest) if want else list(known)
            return either([self.leaf(operand, t, Bound.EXACT, scene) for t in texts[:_OPTIONS]], self.rank)
        have = named(now)
        if want:
            wanted = sorted(options, key=self._plainest)[:_OPTIONS]
            found = [self.leaf(operand, _as(kind, (*sorted(have), one)), Bound.EXACT, scene) for one in wanted]
            return either(found, self.rank)
        if now is None:
            others = [text for text in self._known(operand) if text not in options]
            return either([self.leaf(operand, _as(kind, (t,)), Bound.EXACT, scene) for t in others[:1]], self.rank)
        left = tuple(sorted(have - options))
        return self.leaf(operand, _as(kind, left), Bound.EXACT, scene) if left else NEVER

    def _plainest(self, text: str) -> tuple[bool, bool, int, str]:
        """General names of bodies before what counts as one, long names before what is short for them."""
        kit = self.view.kit
        return text not in kit.heads, text not in kit.mentions, -len(text), text

    # --- what a comparison is made of -----------------------------------------------------

    def _known(self, expr: ValueExpr) -> tuple[str, ...]:
        """The texts that the rules look for in a fact."""
        if not isinstance(expr, Fact | EventFact):
            return ()
        return self.view.kit.options.get((isinstance(expr, EventFact), expr.name), ())

    def _nearest(self, expr: ValueExpr, op: Op, limit: Value, scene: Scene) -> Ways:
        if isinstance(limit, date):
            day = nearest_day(op, limit)
            return NEVER if day is None else self.leaf(expr, day, BOUNDS[op], scene)
        if isinstance(limit, str | frozenset | tuple | bool):
            return self.leaf(expr, limit, Bound.EXACT, scene) if op is Op.EQ else NEVER
        number = nearest_number(op, limit, type_of(expr))
        return NEVER if number is None else self.leaf(expr, number, BOUNDS[op], scene)

    def _sum(self, sign: str, left: ValueExpr, right: ValueExpr, op: Op, limit: Number, scene: Scene) -> Ways:
        one, other = self.value(left, scene), self.value(right, scene)
        found = []
        if other is not None:
            addend = cast(Number, other)
            found.append(self.move(left, op, limit - addend if sign == "+" else limit + addend, scene))
        if one is not None:
            addend = cast(Number, one)
            turned = op if sign == "+" else MIRRORED[op]
            found.append(self.move(right, turned, limit - addend if sign == "+" else addend - limit, scene))
        return either(found, self.rank)

    def _days(self, start: ValueExpr, end: ValueExpr, unit: FieldType, op: Op, count: Number, scene: Scene) -> Ways:
        first, last = self.value(start, scene), self.value(end, scene)
        upward = {Op.GE: Op.GE, Op.GT: Op.GE, Op.LE: Op.LE, Op.LT: Op.LE, Op.EQ: Op.EQ, Op.NE: Op.GE}[op]
        found = []
        if isinstance(first, date) and (day := end_for(first, op, count, unit)) is not None:
            found.append(self.move(end, upward, day, scene))
        if isinstance(last, date) and (day := start_for(last, op, count, unit)) is not None:
            found.append(self.move(start, MIRRORED[upward], day, scene))
        return either(found, self.rank)

    def _due(self, start: ValueExpr, period: Period, op: Op, limit: date, scene: Scene) -> Ways:
        if op in (Op.EQ, Op.NE) or (target := nearest_day(op, limit)) is None:
            return NEVER
        later = op in (Op.GE, Op.GT)
        day = earliest_start(target, period) if later else latest_start(target, period)
        return NEVER if day is None else self.move(start, Op.GE if later else Op.LE, day, scene)

    def _heads(self, heads: Headcount, op: Op, scene: Scene) -> Ways:
        """Lists that share nobody: the names are struck from one of them."""
        if not heads.distinct or len(heads.lists) != 2 or op not in (Op.LE, Op.LT, Op.EQ):
            return NEVER
        values = [named(self.value(one, scene)) for one in heads.lists]
        shared = values[0] & values[1]
        found = []
        for expr, value in zip(heads.lists, values, strict=True):
            left = tuple(sorted(value - shared))
            if shared and type_of(expr).is_list:
                found.append(self.leaf(expr, _as(type_of(expr), left), Bound.EXACT, scene))
        return either(found, self.rank)

    def _total(self, expr: Total, op: Op, limit: Number, scene: Scene) -> Ways:
        """A sum: one of its parts moves. A number of times: occurrences are added, or set aside."""
        current = scene.current or NOWHERE
        listed = [
            one for one in scene.occurrences(expr.act) if counted(current, one, expr.same, expr.period) is not False
        ]
        now = self.value(expr, scene)
        target = nearest_number(op, limit, expr.type)
        if target is None or (now is None and listed):
            return NEVER
        gap = target - cast(Number, now or 0)
        if not expr.fact:
            return self._times(expr, listed, int(gap), scene)
        found = []
        for one in reversed(listed):
            value = cast(Number, one.values[expr.fact]) + gap
            if value >= 0:
                number = self.view.number(one)
                found.append(((StateOfStep(one.step, number, expr.fact, value, expr.type, BOUNDS[op]),),))
        return either(found, self.rank)

    def _times(self, expr: Total, listed: list[Occurrence], gap: int, scene: Scene) -> Ways:
        if gap < 0:
            aside: Changes = tuple(SetAside(one.step, self.view.number(one)) for one in listed[gap:])
            return (aside,) if len(aside) == -gap else NEVER
        if not 0 < gap <= _MOST_TIMES or expr.same:
            return NEVER
        step = expr.act.names[0]
        days = (self.view.day, scene.day if scene.current is not None else None)
        found = []
        for day in dict.fromkeys(one for one in days if one is not None):
            added = AddStep(step, (dated(step, day),))
            found.append(((added,) * gap,))
        return either([*found, ((AddStep(step),) * gap,)], self.rank)


def _as(kind: FieldType, names: tuple[str, ...]) -> Value:
    if kind is FieldType.LIST:
        return frozenset(names)
    return names if kind is FieldType.ROLL else names[0] if names else ""
