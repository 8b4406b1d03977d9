"""Rules to norms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dsl.diagnostics.nodes import Diagnostic
from dsl.model.messages import missing, unknown_name
from dsl.model.nodes import Rule, RuleException, RuleSet
from dsl.norms import messages
from dsl.norms.exceptions import Placed, arranged
from dsl.norms.expressions import THIS_EVENT, Lowering, day, until
from dsl.norms.force import days_of, during
from dsl.norms.moments import by_moment, first_day
from dsl.norms.nodes import (
    ACTOR,
    TRUE,
    Act,
    And,
    Bound,
    Current,
    Due,
    EventFact,
    Exists,
    Happened,
    Kind,
    Norm,
    NormException,
    Not,
    OneOf,
    Refinement,
    TruthExpr,
    ValueExpr,
)
from dsl.norms.scope import Names
from dsl.norms.shape import all_of
from dsl.surface.nodes import Advised, Enumeration, Literal, Name, SurfaceExpr, TimePhrase
from dsl.values import FieldType, Interval

ALWAYS = (Interval(),)
"""All days."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A requirement as written: plain conditions, and the demand of a step with its time."""

    conditions: tuple[SurfaceExpr, ...]
    step: Name | None
    phrases: tuple[TimePhrase, ...]


def rule_norm(
    ruleset: RuleSet, rule: Rule, scopes: Mapping[str, TruthExpr], names: Names, diagnostics: list[Diagnostic]
) -> Norm | None:
    """The norm of one rule, or None after a mistake. ``scopes`` says for each procedure when it applies."""
    clause = _clause(rule.require, names)
    act = _act(rule, clause, names, diagnostics)
    lowering = Lowering(names, diagnostics, act)
    when = lowering.truth(rule.when) if rule.when is not None else TRUE
    if rule.procedure and rule.procedure not in scopes:
        diagnostics.append(unknown_name("程序", rule.procedure, scopes, rule.span))
    elif rule.procedure and when is not None:
        scope = scopes[rule.procedure]
        when = scope if when == TRUE else And((scope, when))
    if rule.kind is Kind.POWER:
        require: TruthExpr | None = OneOf(EventFact(Current(), ACTOR, FieldType.LIST), names.actors(rule.holders))
        deadline = None
        if act is None:
            diagnostics.append(messages.no_act("主体", rule.span))
    else:
        require, deadline = _requirement(lowering, clause, rule.kind)
    # Without a day of the ruleset it is a mistake, told of elsewhere.
    validity = ruleset.validity.intersect(rule.validity) or rule.validity
    days = days_of(validity, rule.citations)
    placed = [_exception(lowering, e, days, rule.moment) for e in rule.exceptions]
    if when is None or require is None or any(e is None for e in placed):
        return None
    exceptions = arranged([e for e in placed if e is not None], require, diagnostics)
    norm = Norm(
        ruleset=ruleset.id,
        name=rule.name,
        kind=rule.kind,
        advice=rule.advice,
        act=act,
        when=when,
        require=require,
        exceptions=exceptions,
        deadline=deadline,
        validity=validity,
        citations=rule.citations,
        consequence=rule.consequence,
        remedy=rule.remedy,
        caveats=(*ruleset.caveats, *rule.caveats, *lowering.caveats),
        span=rule.span,
        delegates=rule.delegates,
        meaning=rule.meaning,
    )
    return by_moment(norm, rule.moment, names, diagnostics) if rule.moment else norm


def refinements(ruleset: RuleSet, rule: Rule, names: Names, diagnostics: list[Diagnostic]) -> tuple[Refinement, ...]:
    """A rule that is an exception of others (变通), for each of them; none after a mistake.

    Under 时间效力 the day of another act is part of its condition, and it counts on every day of the norm.
    """
    clause = _clause(rule.require, names)
    lowering = Lowering(names, diagnostics, _act(rule, clause, names, diagnostics))
    if rule.when is None:
        diagnostics.append(missing("例外", rule.name, "条件", "当 抢险救灾", rule.span))
        return ()
    when = lowering.truth(rule.when)
    require = _requirement(lowering, clause, rule.kind)[0] if rule.require else None
    if when is None or (rule.require and require is None):
        return ()
    days = days_of(ruleset.validity.intersect(rule.validity) or rule.validity, rule.citations)
    if rule.moment:
        if rule.moment not in names.acts:
            diagnostics.append(messages.not_an_act(rule.moment, names.acts, rule.span))
            return ()
        when, days = during(when, days, ALWAYS, first_day(rule.moment, names)), ALWAYS
    exception = NormException(rule.name, when, require, rule.citations, rule.span)
    return tuple(Refinement(name, rule.against, rule.before, exception, days, rule.span) for name in rule.excepts)


def _clause(values: Sequence[SurfaceExpr], names: Names) -> Clause:
    """Split a clause: time phrases belong to the step that is named before them."""
    conditions: list[SurfaceExpr] = []
    step: Name | None = None
    phrases: list[TimePhrase] = []
    plain = [_named(v.operand if isinstance(v, Advised) else v, names) for v in values]
    timed = any(_times(v) for v in plain)
    for value in plain:
        if step is not None and _times(value):
            phrases.extend(_times(value))
        elif (
            step is None
            and isinstance(value, Name)
            and len(value.parts) == 1
            and (timed or value.parts[0] in names.acts)
        ):
            step = value
        else:
            conditions.append(value)
    return Clause(tuple(conditions), step, tuple(phrases))


def _named(value: SurfaceExpr, names: Names) -> SurfaceExpr:
    """A quotation that stands where a step can is that step's name (应当 “公示之后检查”，在决议之前)."""
    if isinstance(value, Literal) and value.type is FieldType.TEXT and value.value in names.acts:
        return Name((str(value.value),), "", value.span)
    return value


def _times(value: SurfaceExpr) -> list[TimePhrase]:
    """Time phrases, if ``value`` is nothing else."""
    parts = value.items if isinstance(value, Enumeration) else (value,)
    times = [p for p in parts if isinstance(p, TimePhrase)]
    return times if len(times) == len(parts) else []


def _act(rule: Rule, clause: Clause, names: Names, diagnostics: list[Diagnostic]) -> Act | None:
    """The act that the norm speaks of: as written, else the one that its time hangs on."""
    if rule.act is not None:
        for name in rule.act.names:
            if name not in names.acts:
                diagnostics.append(messages.not_an_act(name, names.acts, rule.act.span))
        wide = dict.fromkeys(n for name in rule.act.names for n in names.act(name).names)
        return Act(tuple(wide), rule.act.which)
    if clause.step is None or not clause.phrases:
        return None
    if rule.kind is Kind.PROHIBITION:
        return names.act(clause.step.parts[0])
    before = [p for p in clause.phrases if p.relation == "之前"]
    hung = before[0] if before else clause.phrases[0]
    return names.act(hung.name.parts[0]) if hung.name.parts[0] in names.acts else None


def _requirement(lowering: Lowering, clause: Clause, kind: Kind) -> tuple[TruthExpr | None, ValueExpr | None]:
    """What is asked (for 不得: its denial), and until when."""
    parts = [lowering.truth(c) for c in clause.conditions]
    deadline: ValueExpr | None = None
    if clause.step is not None:
        step, deadline = _step(lowering, clause.step, clause.phrases, kind)
        parts.append(step)
    known = tuple(p for p in parts if p is not None)
    if len(known) < len(parts) or not known:
        return None, None
    asked = all_of(known)
    return (Not(asked) if kind is Kind.PROHIBITION else asked), deadline


def _step(
    lowering: Lowering, name: Name, phrases: Sequence[TimePhrase], kind: Kind
) -> tuple[TruthExpr | None, ValueExpr | None]:
    """The step occurred, in that order to the others."""
    act = lowering.act_of(name)
    if act is None:
        return None, None
    if kind is Kind.PROHIBITION and phrases:
        timed = [lowering.order(Current(), p) for p in phrases]
        known = tuple(t for t in timed if t is not None)
        return (And(known) if len(known) == len(timed) else None), None
    if not phrases:
        return Happened(act), None
    variable = lowering.variable()
    timed = [lowering.order(Bound(variable), p) for p in phrases]
    body = tuple(t for t in timed if t is not None)
    if len(body) < len(timed):
        return None, None
    return Exists(act, variable, all_of(body)), _deadline(lowering, phrases)


def _deadline(lowering: Lowering, phrases: Sequence[TimePhrase]) -> ValueExpr | None:
    for phrase in phrases:
        hangs = lowering.act is not None and phrase.name.parts[0] in (THIS_EVENT, *lowering.act.names)
        if phrase.relation == "之后" and phrase.period is not None and hangs:
            start = until(Current()) if phrase.complete else day(Current())
            return Due(start, phrase.period.period)
    return None


def _exception(lowering: Lowering, exception: RuleException, days: Sequence[Interval], moment: str) -> Placed | None:
    """An exception of a rule in force on ``days``; it counts only while its own sources are in force too."""
    if _names_itself(exception, lowering.names):
        lowering.fail(messages.no_such_case(exception.name, exception.span))
        return None
    condition = lowering.truth(exception.when) if exception.when is not None else None
    if condition is None:
        return None
    replaced: TruthExpr | None = None
    if exception.require:
        replaced, _ = _requirement(lowering, _clause(exception.require, lowering.names), Kind.OBLIGATION)
        if replaced is None:
            return None
    day = first_day(moment, lowering.names) if moment in lowering.names.acts else None
    condition = during(condition, days_of(Interval(), exception.citations), days, day)
    made = NormException(exception.name, condition, replaced, exception.citations, exception.span)
    return Placed(made, exception.against, exception.before)


def _names_itself(exception: RuleException, names: Names) -> bool:
    """Whether the exception has no condition but its own name, and that is no fact or step."""
    when = exception.when
    if not isinstance(when, Name) or when.parts != (exception.name,):
        return False
    known = {*names.acts, *names.record_fields, *names.event_fields, *names.parameters, *names.readings}
    return exception.name not in known
