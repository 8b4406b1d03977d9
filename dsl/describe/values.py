"""Value expressions as phrases: what a number, a day or a text is of.

How an occurrence and a reading are named depends on who speaks: a description
of a norm says 本次实到, a finding says 决议的实到. A ``Voice`` says those; all the
rest is said here, for both.
"""

from __future__ import annotations

from functools import singledispatch
from typing import Protocol

from dsl.describe.phrases import say
from dsl.describe.words import Language, any_of, fraction, listed, period
from dsl.norms.nodes import (
    Arithmetic,
    ByReading,
    Coalesce,
    Const,
    DaysBetween,
    Due,
    EventFact,
    Fact,
    Headcount,
    JudgedDay,
    Parameter,
    Scale,
    Total,
    ValueExpr,
)
from dsl.values import FieldType

_DUE = {FieldType.DAYS: "due_days", FieldType.WORKDAYS: "due_workdays"}


class Voice(Protocol):
    """Who names what depends on the occasion."""

    @property
    def language(self) -> Language:
        """The language that is spoken."""

    def constant(self, expr: Const) -> str:
        """A constant."""

    def own(self, expr: Fact | Parameter) -> str:
        """A fact of the record as a whole, or a parameter."""

    def event_fact(self, expr: EventFact) -> str:
        """A fact of an occurrence."""

    def judged_day(self) -> str:
        """The day whose law counts."""

    def derived(self, expr: Coalesce) -> str:
        """A fact that is worked out where it isn't stated."""

    def reading(self, expr: ByReading) -> str:
        """A value that depends on a reading."""


@singledispatch
def value_text(expr: ValueExpr, voice: Voice) -> str:
    """What a value is of: 组成人员的三分之二, 本次的止日."""
    raise TypeError(f"not a value: {expr!r}")


@value_text.register
def _(expr: Const, voice: Voice) -> str:
    return voice.constant(expr)


@value_text.register(Fact)
@value_text.register(Parameter)
def _(expr: Fact | Parameter, voice: Voice) -> str:
    return voice.own(expr)


@value_text.register
def _(expr: EventFact, voice: Voice) -> str:
    return voice.event_fact(expr)


@value_text.register
def _(expr: JudgedDay, voice: Voice) -> str:
    return voice.judged_day()


@value_text.register
def _(expr: Scale, voice: Voice) -> str:
    phrase = "multiple" if expr.factor.denominator == 1 else "of"
    part = fraction(expr.factor, voice.language)
    return say(phrase, voice.language, whole=tight(expr.operand, voice), part=part)


@value_text.register
def _(expr: Arithmetic, voice: Voice) -> str:
    phrase = "plus" if expr.op == "+" else "minus"
    return say(phrase, voice.language, left=value_text(expr.left, voice), right=tight(expr.right, voice))


@value_text.register
def _(expr: Coalesce, voice: Voice) -> str:
    return voice.derived(expr)


@value_text.register
def _(expr: DaysBetween, voice: Voice) -> str:
    phrase = "workdays_from" if expr.unit is FieldType.WORKDAYS else "days_from"
    return say(phrase, voice.language, start=value_text(expr.start, voice), end=value_text(expr.end, voice))


@value_text.register
def _(expr: Due, voice: Voice) -> str:
    return say(
        _DUE.get(expr.period.unit, "due_long"),
        voice.language,
        start=value_text(expr.start, voice),
        count=str(expr.period.count),
        period=period(expr.period, voice.language),
    )


@value_text.register
def _(expr: Headcount, voice: Voice) -> str:
    names = [value_text(one, voice) for one in expr.lists]
    if len(names) > 1:
        return say("shared_heads", voice.language, names=listed(names, voice.language))
    return say("heads_once" if expr.distinct else "heads", voice.language, name="".join(names))


@value_text.register
def _(expr: Total, voice: Voice) -> str:
    language = voice.language
    limits = [say("of_same", language, name=name) for name in expr.same]
    if expr.period is not None:
        limits.append(say("inside", language, period=period(expr.period, language)))
    written = say("bracketed", language, limits=listed(limits, language, "，")) if limits else ""
    act = any_of(expr.act.names, language)
    return say("total" if expr.fact else "times", language, act=act, fact=expr.fact, limits=written)


@value_text.register
def _(expr: ByReading, voice: Voice) -> str:
    return voice.reading(expr)


def tight(expr: ValueExpr, voice: Voice) -> str:
    """A sum or difference in brackets, where what follows could be taken to belong to its last part."""
    text = value_text(expr, voice)
    return say("aside", voice.language, value=text) if isinstance(expr, Arithmetic) else text
