"""What the scenarios of a file say of its norms, and the values that their facts give to a number.

Nothing is judged here: a scenario's own facts are put into a norm's bounds, so
that it can be told which side of a bound is shown by an example.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from dsl.lint.context import LintContext
from dsl.literals import day, match, money, normalise, number
from dsl.model.nodes import Expectation, Scenario, ScenarioEvent
from dsl.norms.names import meant
from dsl.norms.nodes import (
    ACTOR,
    DATE,
    UNTIL,
    Act,
    Arithmetic,
    Bound,
    ByReading,
    Coalesce,
    Const,
    Current,
    DaysBetween,
    EventFact,
    EventRef,
    Fact,
    Norm,
    Parameter,
    Pick,
    Scale,
    ValueExpr,
    Which,
)
from dsl.values import FieldType

Known = Fraction | date


def scenarios_of(context: LintContext) -> Iterator[tuple[Scenario, Expectation, tuple[Norm, ...]]]:
    """Each expectation of the file's and the lower files' scenarios with the file's norms that it names."""
    lower = [s for f in context.lowers if f.model is not None for s in f.model.scenarios]
    for scenario in (*context.model.scenarios, *lower):
        for expectation in scenario.expectations:
            if expectation.norm:
                yield scenario, expectation, meant(expectation.norm, context.norms, lambda norm: (norm.id, norm.name))


@dataclass(frozen=True, slots=True)
class Situation:
    """A scenario at one occurrence of an act: ``current`` is the occurrence that is judged."""

    facts: Mapping[str, object]
    events: tuple[tuple[str, Mapping[str, object]], ...]
    current: Mapping[str, object]
    readings: Mapping[str, bool]

    def value(self, expr: ValueExpr) -> Known | None:
        """The number or the day that an expression has here, None where the scenario doesn't say."""
        match expr:
            case Const(value=int() | Fraction() as value) if not isinstance(value, bool):
                return Fraction(value)
            case Const(value=date() as value):
                return value
            case Fact(name=name, type=kind):
                return read(self.facts.get(name), kind)
            case EventFact(event=event, name=name, type=kind):
                return read(self._event(event).get(name), kind)
            case Parameter():
                return self._parameter(expr)
            case Scale(operand=operand, factor=factor):
                inner = self.value(operand)
                return inner * factor if isinstance(inner, Fraction) else None
            case Coalesce(first=first, fallback=fallback):
                found = self.value(first)
                return found if found is not None else self.value(fallback)
            case Arithmetic(op=op, left=left, right=right):
                one, other = self.value(left), self.value(right)
                if not isinstance(one, Fraction) or not isinstance(other, Fraction):
                    return None
                return one + other if op == "+" else one - other
            case DaysBetween(start=start, end=end, unit=FieldType.DAYS):
                begun, ended = self.value(start), self.value(end)
                if not isinstance(begun, date) or not isinstance(ended, date):
                    return None
                return Fraction((ended - begun).days)
            case ByReading(reading=reading, if_yes=yes, if_no=no):
                return self.value(yes if self.readings.get(reading, False) else no)
        return None

    def _event(self, event: EventRef) -> Mapping[str, object]:
        match event:
            case Current():
                return self.current
            case Bound():
                return {}  # Some occurrence or every one: which isn't said here.
            case Pick(act=Act(names=names, which=which)):
                found = [facts for step, facts in self.events if step in names]
                if which is Which.PRIOR:
                    return self._prior(found)
                return found[0 if which is Which.FIRST else -1] if found else {}

    def _prior(self, found: Iterable[Mapping[str, object]]) -> Mapping[str, object]:
        """The last of these occurrences that isn't after the day of the judged one, nor is it that one."""
        until = read(self.current.get(DATE), FieldType.DATE)
        dated = [(read(facts.get(DATE), FieldType.DATE), facts) for facts in found if facts is not self.current]
        earlier = [
            (on, facts) for on, facts in dated if isinstance(on, date) and isinstance(until, date) and on <= until
        ]
        return max(earlier, key=lambda one: one[0])[1] if earlier else {}

    def _parameter(self, expr: Parameter) -> Known | None:
        """The value on the day of the act; of a parameter with one value, that one."""
        on = read(self.current.get(DATE) or self.current.get(UNTIL) or self.facts.get(DATE), FieldType.DATE)
        values = [
            value
            for validity, value in expr.versions
            if len(expr.versions) == 1 or (isinstance(on, date) and validity.contains(on))
        ]
        value = values[0] if values else None
        if isinstance(value, bool) or not isinstance(value, int | Fraction | date):
            return None
        return value if isinstance(value, date) else Fraction(value)


def situations(context: LintContext, scenario: Scenario, act: Act | None) -> Iterator[Situation]:
    """The scenario at each occurrence of ``act``; as a whole where there is none."""
    layers = (*context.uppers, context.model, *(f.model for f in context.lowers if f.model is not None))
    names = {key: f.name for layer in layers for f in layer.fields for key in (*f.aliases, f.name)}
    readings = {r.name: r.default for layer in reversed(layers) for r in layer.readings}
    facts = {names.get(key, key): value for key, value in scenario.values}
    events = tuple((e.step, _facts(e, names)) for e in scenario.events)
    occurrences = [f for step, f in events if act is not None and (step in act.names or _acted(f, act))]
    for current in occurrences if act is not None else [{}]:
        yield Situation(facts, events, current, readings)


def _acted(facts: Mapping[str, object], act: Act) -> bool:
    actors = facts.get(ACTOR)
    listed = actors if isinstance(actors, list | tuple) else (actors,)
    return any(name in listed for name in act.names)


def _facts(event: ScenarioEvent, names: Mapping[str, str]) -> dict[str, object]:
    return {names.get(key, key): value for key, value in event.values}


def read(raw: object, kind: FieldType) -> Known | None:
    """A value as a scenario writes it, as a number in the unit of its type or as a day."""
    if not isinstance(raw, str):
        return None
    if kind is FieldType.DATE:
        found = day(raw)
        return found if isinstance(found, date) else None
    if kind is FieldType.MONEY:
        amount = money(raw)
        return None if amount is None else Fraction(amount)
    if not kind.is_number:
        return None
    plain = number(raw)
    if plain is not None:
        return Fraction(plain)
    text = normalise(raw)
    literal = match(text, 0)
    if literal is None or literal.end != len(text):
        return None
    value = getattr(literal.value, "count", literal.value)
    return Fraction(value) if isinstance(value, int | Fraction) and not isinstance(value, bool) else None
