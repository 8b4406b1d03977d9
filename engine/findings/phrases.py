"""Value expressions as phrases: what a number, a day or a text is of, and what it came to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dsl.describe.citations import citation_text
from dsl.describe.values import value_text
from dsl.describe.words import Language, named, shown
from dsl.norms.nodes import (
    DATE,
    UNTIL,
    Bound,
    ByReading,
    Coalesce,
    Const,
    Current,
    EventFact,
    EventRef,
    Expr,
    Fact,
    Parameter,
    Pick,
    ValueExpr,
)
from dsl.norms.shape import type_of
from dsl.values import FieldType, Value
from engine.findings.nodes import Finding, Reason
from engine.findings.words import say


@dataclass(frozen=True)
class Telling:
    """What a sentence is about: a finding, the values of one of its reasons, and the language.

    ``acts`` names the act that each bound variable stands for.
    """

    finding: Finding
    language: Language = "zh"
    values: Mapping[Expr, Value | None] = field(default_factory=dict)
    acts: Mapping[str, str] = field(default_factory=dict)

    def about(self, reason: Reason) -> Telling:
        """The same, with the values of a reason."""
        return Telling(self.finding, self.language, dict(reason.operands), self.acts)

    def binding(self, variable: str, act: str) -> Telling:
        """The same, inside a statement about the occurrences of ``act``."""
        return Telling(self.finding, self.language, self.values, {**self.acts, variable: act})

    def say(self, phrase: str, **parts: str) -> str:
        """A phrase of ``words.PHRASES``."""
        return say(phrase, self.language, **parts)

    def value(self, expr: ValueExpr) -> Value | None:
        """What a value came to."""
        return expr.value if isinstance(expr, Const) else self.values.get(expr)

    def shown(self, expr: ValueExpr) -> str:
        """What a value came to, with its unit."""
        return shown(self.value(expr), type_of(expr), self.language)

    def step(self) -> str:
        """The occurrence that is judged."""
        act = self.finding.norm.act
        return self.finding.step or (named(act.names, self.language) if act else "")

    def event(self, event: EventRef) -> str:
        """An occurrence."""
        match event:
            case Current():
                return self.step()
            case Bound(variable):
                return self.acts.get(variable, "")
            case Pick(act):
                return named(act.names, self.language)

    # --- what the phrases of values ask (``dsl.describe.values.Voice``) ---------------

    def constant(self, expr: Const) -> str:
        """A constant, with its unit."""
        return self.shown(expr)

    def own(self, expr: Fact | Parameter) -> str:
        """A fact of the record, or a parameter."""
        return expr.name

    def event_fact(self, expr: EventFact) -> str:
        """A field of an occurrence; its day goes by the name of the step."""
        step, name = self.event(expr.event), expr.name
        if name == DATE:
            return step or name
        if name == UNTIL:
            return self.say("of", whole=step, part=name) if step else name
        if isinstance(expr.event, Current):
            return name
        return self.say("of", whole=step, part=name)

    def judged_day(self) -> str:
        """The step, which its day goes by; of the record as a whole, its reference day."""
        return self.step() or self.say("reference_day")

    def derived(self, expr: Coalesce) -> str:
        """A fact by its name, whether stated or worked out."""
        return name_of(expr.first, self)

    def reading(self, expr: ByReading) -> str:
        """The side that was taken."""
        return name_of(chosen(expr, self), self)


def name_of(expr: ValueExpr, telling: Telling) -> str:
    """What a value is of, without the value: 组成人员, 决议的止日, 组成人员的三分之二."""
    return value_text(expr, telling)


def chosen(expr: ByReading, telling: Telling) -> ValueExpr:
    """The side of a reading that was taken."""
    return expr.if_yes if expr.if_yes in telling.values or not _in(expr.if_no, telling) else expr.if_no


def _in(expr: ValueExpr, telling: Telling) -> bool:
    return isinstance(expr, Const) or expr in telling.values


def valued(expr: ValueExpr, telling: Telling) -> str:
    """What a value is of, and the value: 组成人员48人."""
    match expr:
        case Const():
            return telling.shown(expr)
        case ByReading():
            return telling.shown(expr) if isinstance(chosen(expr, telling), Const) else valued_plain(expr, telling)
        case Coalesce(first=first) if telling.value(first) is None:
            return telling.say("worked_out", name=name_of(first, telling), value=telling.shown(expr))
        case _:
            return with_origin(valued_plain(expr, telling), expr, telling)


def with_origin(said: str, expr: ValueExpr, telling: Telling) -> str:
    """What is said of a value, and where it stands if a ruleset below has set it: the norm cites another source."""
    origin = expr.origin_on(telling.finding.day) if isinstance(expr, Parameter) else None
    return said if origin is None else telling.say("dated", name=said, value=citation_text(origin, telling.language))


def valued_plain(expr: ValueExpr, telling: Telling) -> str:
    """Name and value: one after the other for numbers, the value in brackets for days and texts."""
    phrase = "valued" if type_of(expr).is_number else "dated"
    if type_of(expr) is FieldType.DATE and isinstance(expr, Const):
        return telling.shown(expr)
    return telling.say(phrase, name=name_of(expr, telling), value=telling.shown(expr))
