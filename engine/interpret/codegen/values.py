"""Values as Python code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import cast

from dsl.norms.nodes import (
    DATE,
    Act,
    Arithmetic,
    Bound,
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
from dsl.norms.shape import type_of
from dsl.values import FieldType, Interval, Period, Value
from engine.interpret.codegen.numbers import (
    Linear,
    Plain,
    Unknown,
    Val,
    code_of,
)
from engine.interpret.codegen.places import Binder, Block, Make
from engine.interpret.shape import CURRENT, DAY_HEIGHT, Shapes

Code = Callable[[Block], str]
"""Writes an expression, as used in a block."""

SHARED = 2
"""Uses from which on a value gets a local of its own."""


@dataclass(frozen=True)
class Env:
    """Where an expression stands: its group of norms, and the occurrences that it can refer to.

    ``owner`` identifies the group, ``current`` is the local that holds its
    occurrence ('' for norms without an act). ``bound`` gives for each bound
    name its loop and its local, the innermost last.
    """

    owner: object
    current: str
    bound: Mapping[str, tuple[object, str]] = field(default_factory=dict)

    def bind(self, variable: str, loop: object, local: str) -> Env:
        """The same place, inside a loop over occurrences."""
        outer = {name: place for name, place in self.bound.items() if name != variable}
        return Env(self.owner, self.current, {**outer, variable: (loop, local)})


class Constants:
    """Constants of the generated module, each defined once."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def name(self, code: str, prefix: str) -> str:
        """The global that holds the value of ``code``."""
        return self._names.setdefault(code, f"{prefix}{len(self._names) + 1}")

    def date(self, day: date) -> str:
        """The global that holds ``day``."""
        return self.name(f"date({day.year}, {day.month}, {day.day})", "D")

    def period(self, period: Period) -> str:
        """The global that holds ``period``."""
        return self.name(f"Period({period.count}, FieldType.{period.unit.name})", "P")

    def lines(self) -> list[str]:
        """The definitions."""
        return [f"{name} = {code}" for code, name in self._names.items()]


class ValueEmitter:
    """Writes the values of one generated function."""

    def __init__(self, constants: Constants, shapes: Shapes):
        self.binder = Binder()
        self.constants = constants
        self.shapes = shapes

    def value(self, expr: ValueExpr, env: Env, block: Block) -> Val:
        """A value, as used in ``block``; what it rests on is bound to locals."""
        match expr:
            case Const(value=value):
                return self._constant(value)
            case Fact(name=name):
                return self._bound(expr, env, block, "f", lambda _: f"record({name!r})")
            case EventFact():
                return self._event_fact(expr, env, block)
            case JudgedDay():
                return _held(self.day(env, block), FieldType.DATE)
            case Parameter():
                return self._parameter(expr, env, block)
            case Scale(operand=operand, factor=factor):
                inner = self.value(operand, env, block)
                return inner.scaled(factor) if isinstance(inner, Linear) else inner
            case Arithmetic(op=op, left=left, right=right):
                one, other = self.value(left, env, block), self.value(right, env, block)
                if not isinstance(one, Linear) or not isinstance(other, Linear):
                    return Unknown()
                return one.plus(other if op == "+" else other.scaled(Fraction(-1)))
            case Coalesce():
                return self._coalesce(expr, env, block)
            case DaysBetween():
                return self._days_between(expr, env, block)
            case Due():
                return self._due(expr, env, block)
            case Headcount():
                return self._headcount(expr, env, block)
            case Total():
                return self._total(expr, env, block)
            case ByReading(if_yes=yes):  # readings are resolved before: see source.py
                return self.value(yes, env, block)

    def occurrences(self, act: Act, block: Block) -> str:
        """The local that holds the occurrences of an act."""
        names = act.names
        one = len(names) == 1
        code = f"index.get({names[0]!r}, NO_OCCURRENCES)" if one else f"select(index, {names!r})"
        return self.binder.use(("occurrences", names), block, 1, None, "q", lambda _, name: [f"{name} = {code}"])

    def closed(self, act: Act) -> str:
        """A test that an act that isn't listed is known not to have occurred."""
        if len(act.names) == 1:
            return f"complete or {act.names[0]!r} in absent"
        return f"complete or absent.issuperset({act.names!r})"

    def day(self, env: Env, block: Block) -> str:
        """The local that holds the day of the act: that of the occurrence, else the one that the record states."""
        if not env.current:
            return "reference"

        def make(place: Block, name: str) -> list[str | Block]:
            own = code_of(self._value_of(EventFact(Current(), DATE, FieldType.DATE), env, place))
            stated = code_of(self._value_of(Fact(DATE, FieldType.DATE), env, place))
            return [f"{name} = {own} if {own} is not None or {env.current} is NOWHERE else {stated}"]

        return self.binder.use(("day", env.owner), block, DAY_HEIGHT, env.owner, "day", make)

    def _value_of(self, expr: EventFact | Fact, env: Env, block: Block) -> Plain:
        return cast(Plain, self.value(expr, env, block))

    def in_days(self, days: tuple[Interval, ...], local: str) -> str:
        """A test that the day in ``local`` lies in one of ``days``."""
        return " or ".join(self._in_interval(interval, local) for interval in days) or "False"

    def _in_interval(self, interval: Interval, local: str) -> str:
        start = "" if interval.start is None else self.constants.date(interval.start)
        end = "" if interval.end is None else self.constants.date(interval.end)
        if start and end:
            return f"{start} <= {local} <= {end}"
        return f"{start} <= {local}" if start else f"{local} <= {end}" if end else "True"

    def _constant(self, value: Value) -> Val:
        if isinstance(value, bool | str):
            return Plain((), repr(value))
        if isinstance(value, int | Fraction):
            return Linear(constant=Fraction(value))
        if isinstance(value, date):
            return Plain((), self.constants.date(value))
        return Plain((), self._set(frozenset(value)))

    def _set(self, members: frozenset[str]) -> str:
        return self.constants.name(f"frozenset({sorted(members)!r})", "S")

    def _scope(self, expr: Expr, env: Env) -> object:
        """The innermost loop on which a value depends; None for one that depends on the record alone."""
        needs = self.shapes.needs(expr)
        for name, (loop, _) in reversed(list(env.bound.items())):
            if name in needs:
                return loop
        return env.owner if CURRENT in needs else None

    def _local(self, expr: Expr, env: Env, block: Block, prefix: str, make: Make) -> str:
        """The local that holds the value of ``expr``."""
        scope = self._scope(expr, env)
        height = self.shapes.height(expr)
        return self.binder.use((scope, expr), block, height, scope, prefix, make)

    def _bound(self, expr: ValueExpr, env: Env, block: Block, prefix: str, code: Code) -> Val:
        """A value that is bound to a local, which may be None."""
        name = self._local(expr, env, block, prefix, lambda place, name: [f"{name} = {code(place)}"])
        return _held(name, type_of(expr))

    def _event_fact(self, expr: EventFact, env: Env, block: Block) -> Val:
        name = expr.name
        match expr.event:
            case Current():
                if not env.current:
                    return Unknown()
                loop, local = env.owner, env.current
                return self._bound(expr, env, block, "e", lambda place: self._fetch(loop, local, name, place))
            case Bound(variable):
                loop, local = env.bound[variable]
                return self._bound(expr, env, block, "e", lambda place: self._fetch(loop, local, name, place))
            case Pick(act):
                if act.which is Which.PRIOR and not env.current:
                    return Unknown()

                def code(place: Block) -> str:
                    event = self._picked(act, env, place)
                    return f"None if {event} is None else {event}.values.get({name!r})"

                return self._bound(expr, env, block, "e", code)

    def _fetch(self, loop: object, local: str, name: str, block: Block) -> str:
        """A fact of the occurrence in ``local``, over which ``loop`` goes."""
        get = self.binder.use(("get", loop), block, 0, loop, "get", lambda _, get: [f"{get} = {local}.values.get"])
        return f"{get}({name!r})"

    def _picked(self, act: Act, env: Env, block: Block) -> str:
        """The local that holds the first or last occurrence of an act, or the last before the judged one, or None."""
        if act.which is Which.PRIOR:
            owner, current = env.owner, env.current

            def before(place: Block, name: str) -> list[str | Block]:
                return [f"{name} = prior({self.occurrences(act, place)}, {current})"]

            return self.binder.use(("prior", act.names, owner), block, 2, owner, "o", before)
        function, index = ("first", "0") if act.which is Which.FIRST else ("last", "-1")

        def make(place: Block, name: str) -> list[str | Block]:
            found = self.occurrences(act, place)
            return [f"{name} = {found}[{index}] if len({found}) == 1 else {function}({found})"]

        return self.binder.use((function, act.names), block, 2, None, "o", make)

    def _parameter(self, expr: Parameter, env: Env, block: Block) -> Val:
        versions = [(interval, value) for interval, value in expr.versions]
        values = {value for _, value in versions}
        if values <= {None}:
            return Unknown()
        if len(values) == 1 and any(interval == Interval() for interval, _ in versions):
            only = versions[0][1]
            return Unknown() if only is None else self._constant(only)

        def code(place: Block) -> str:
            day = self.binder.fresh("d")
            undated = self._literal(versions[0][1]) if len(values) == 1 else "None"
            tests = [f"{self._literal(value)} if {self._in_interval(interval, day)}" for interval, value in versions]
            return f"{undated} if ({day} := {self.day(env, place)}) is None else {' else '.join(tests)} else None"

        return self._bound(expr, env, block, "p", code)

    def _literal(self, value: Value | None) -> str:
        if value is None:
            return "None"
        constant = self._constant(value)
        return "None" if isinstance(constant, Unknown) else code_of(constant)

    def _coalesce(self, expr: Coalesce, env: Env, block: Block) -> Val:
        first, fallback = self.value(expr.first, env, block), self.value(expr.fallback, env, block)
        if isinstance(first, Unknown):
            return fallback
        if isinstance(fallback, Unknown) or not first.guards:
            return first

        def code(place: Block) -> str:
            preferred, otherwise = self.value(expr.first, env, place), self.value(expr.fallback, env, place)
            return f"{_if_known(preferred)} else {_if_known(otherwise)} else None"

        return self._bound(expr, env, block, "c", code)

    def _days_between(self, expr: DaysBetween, env: Env, block: Block) -> Val:
        def code(place: Block) -> tuple[tuple[str, ...], str] | None:
            start, end = self.value(expr.start, env, place), self.value(expr.end, env, place)
            if isinstance(start, Unknown) or isinstance(end, Unknown):
                return None
            guards = tuple(dict.fromkeys(start.guards + end.guards))
            if expr.unit is FieldType.WORKDAYS:
                return guards, f"working_days_between({code_of(start)}, {code_of(end)})"
            return guards, f"({code_of(end)} - {code_of(start)}).days"

        written = code(block)
        if written is None:
            return Unknown()
        if expr.unit is not FieldType.WORKDAYS and self.shapes.uses(expr, env.owner) < SHARED:
            guards, days = written
            return Linear(guards, {days: Fraction(1)})
        return self._bound(expr, env, block, "n", lambda place: guarded_code(code(place)))

    def _headcount(self, expr: Headcount, env: Env, block: Block) -> Val:
        def code(place: Block) -> str:
            values = [self.value(one, env, place) for one in expr.lists]
            listed = ", ".join("None" if isinstance(value, Unknown) else code_of(value) for value in values)
            return f"headcount({expr.distinct}, {listed})"

        return self._bound(expr, env, block, "h", code)

    def _total(self, expr: Total, env: Env, block: Block) -> Val:
        period = "None" if expr.period is None else self.constants.period(expr.period)

        def code(place: Block) -> str:
            found = self.occurrences(expr.act, place)
            current = env.current if env.current and (expr.same or expr.period) else "NOWHERE"
            closed = self.closed(expr.act)
            return f"total({current}, {found}, {closed}, {expr.fact!r}, {expr.same!r}, {period})"

        return self._bound(expr, env, block, "s", code)

    def _due(self, expr: Due, env: Env, block: Block) -> Val:
        period = self.constants.period(expr.period)

        def code(place: Block) -> tuple[tuple[str, ...], str] | None:
            start = self.value(expr.start, env, place)
            return None if isinstance(start, Unknown) else (start.guards, f"due({code_of(start)}, {period})")

        if code(block) is None:
            return Unknown()
        return self._bound(expr, env, block, "d", lambda place: guarded_code(code(place)))


def _held(name: str, type: FieldType) -> Val:
    """A local that may be None."""
    return Linear((name,), {name: Fraction(1)}) if type.is_number else Plain((name,), name)


def _if_known(value: Val) -> str:
    """``value if it is known``, to be followed by ``else``."""
    if isinstance(value, Unknown):
        return "None if False"
    known = " and ".join(f"{guard} is not None" for guard in value.guards) or "True"
    return f"{code_of(value)} if {known}"


def guarded_code(written: tuple[tuple[str, ...], str] | None) -> str:
    """The code, or None where one of its guards is."""
    if written is None:
        return "None"
    guards, code = written
    return f"None if {' or '.join(f'{guard} is None' for guard in guards)} else {code}" if guards else code
