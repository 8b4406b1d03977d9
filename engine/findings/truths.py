"""Reasons as sentences: one function for each kind of truth, and which reasons decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dsl.describe.words import listed, named, period, shown
from dsl.norms.nodes import (
    DATE,
    UNTIL,
    And,
    Bound,
    ByReading,
    Coalesce,
    Compare,
    Due,
    EventFact,
    Exists,
    Expr,
    ForAll,
    Happened,
    HasDocument,
    IsTrue,
    Not,
    OneOf,
    Op,
    Or,
    Stated,
    TruthExpr,
    ValueExpr,
    Within,
)
from dsl.norms.shape import MIRRORED, children
from dsl.values import FieldType, Period, Value
from engine import calendar
from engine.findings.comparisons import comparison
from engine.findings.nodes import Reason
from engine.findings.phrases import Telling, name_of, valued, with_origin


@dataclass(frozen=True)
class Told:
    """A reason, and those inside of it (of the occurrences that a quantifier looked at)."""

    reason: Reason
    inner: tuple[Told, ...] = ()


def nested(reasons: Sequence[Reason]) -> tuple[Told, ...]:
    """Reasons as a tree: those of a quantifier's occurrences follow it."""
    found: list[Told] = []
    place = 0
    while place < len(reasons):
        reason = reasons[place]
        place += 1
        inner: tuple[Told, ...] = ()
        if isinstance(reason.expr, Exists | ForAll):
            parts = frozenset(_leaves(reason.expr.body))
            start = place
            while place < len(reasons) and reasons[place].expr in parts and reasons[place].part == reason.part:
                place += 1
            inner = nested(reasons[start:place])
        found.append(Told(reason, inner))
    return tuple(found)


def _leaves(expr: TruthExpr) -> Iterator[Expr]:
    """All truths in ``expr`` that give reasons, those inside of quantifiers included."""
    match expr:
        case Not(operand=operand):
            yield from _leaves(operand)
        case And(operands=operands) | Or(operands=operands):
            for operand in operands:
                yield from _leaves(operand)
        case Exists(body=body) | ForAll(body=body):
            yield expr
            yield from _leaves(body)
        case _:
            yield expr


def deciding(expr: TruthExpr, told: Sequence[Told]) -> list[Told]:
    """The reasons that made ``expr`` true or false; none where it is unknown."""
    outcomes = {one.reason.expr: one for one in told}
    return list(_deciding(expr, outcomes))


def outcome(expr: TruthExpr, outcomes: dict[Expr, Told]) -> bool | None:
    """What ``expr`` came to, from the outcomes of its leaves."""
    match expr:
        case Not(operand=operand):
            held = outcome(operand, outcomes)
            return None if held is None else not held
        case And(operands=operands) | Or(operands=operands):
            decisive = isinstance(expr, Or)
            results = [outcome(operand, outcomes) for operand in operands]
            return decisive if decisive in results else None if None in results else not decisive
        case _:
            one = outcomes.get(expr)
            return None if one is None or one.reason.outcome is None else bool(one.reason.outcome)


def _deciding(expr: TruthExpr, outcomes: dict[Expr, Told]) -> Iterator[Told]:
    held = outcome(expr, outcomes)
    if held is None:
        return
    match expr:
        case Not(operand=operand):
            yield from _deciding(operand, outcomes)
        case And(operands=operands) | Or(operands=operands):
            for operand in operands:
                if outcome(operand, outcomes) is held:
                    yield from _deciding(operand, outcomes)
        case _:
            yield outcomes[expr]


def sentence(told: Told, telling: Telling) -> str:
    """One reason whose outcome is known, as a sentence without its full stop."""
    reason = told.reason
    telling = telling.about(reason)
    held = bool(reason.outcome)
    match reason.expr:
        case Compare() as compare:
            return comparison(compare, telling)
        case OneOf() as one_of:
            return _one_of(one_of, held, telling)
        case IsTrue(operand=ByReading(reading=reading) as operand):
            return telling.say("taken", reading=reading, value=telling.shown(operand))
        case IsTrue(operand=operand):
            flag = telling.say("flag", name=name_of(operand, telling), value=telling.shown(operand))
            return with_origin(flag, operand, telling)
        case Stated(operand=operand):
            return telling.say("stated" if held else "not_stated", name=name_of(operand, telling))
        case Happened(act=act):
            return telling.say("happened" if held else "not_happened", act=named(act.names, telling.language))
        case HasDocument(event=event, name=name):
            phrase = "documents" if held else "no_documents"
            return telling.say(phrase, step=telling.event(event), names=name)
        case Within() as within:
            return _within(within, held, telling)
        case Exists() as exists:
            return _exists(exists, held, told, telling)
        case ForAll() as for_all:
            return _for_all(for_all, held, told, telling)
        case _:
            return ""


def sentences(several: Sequence[Told], telling: Telling) -> list[str]:
    """Several reasons; documents of one step together."""
    found: list[str] = []
    documents: dict[tuple[bool, str], list[str]] = {}
    for told in several:
        expr = told.reason.expr
        if isinstance(expr, HasDocument):
            documents.setdefault((bool(told.reason.outcome), telling.event(expr.event)), []).append(expr.name)
        else:
            found.append(sentence(told, telling))
    for (held, step), names in documents.items():
        phrase = "documents" if held else "no_documents"
        found.append(telling.say(phrase, step=step, names=listed(names, telling.language)))
    return [text for text in dict.fromkeys(found) if text]


def _one_of(expr: OneOf, held: bool, telling: Telling) -> str:
    name, options = name_of(expr.operand, telling), sorted(expr.options)
    value = telling.value(expr.operand)
    wanted = named(options, telling.language)
    if not options:
        return telling.say("is", name=name, value=telling.shown(expr.operand))
    if isinstance(value, frozenset | tuple):
        if held:
            both = listed(sorted(expr.options.intersection(value)), telling.language)
            return telling.say("includes", name=name, value=both)
        return telling.say("not_includes", name=name, value=telling.shown(expr.operand), wanted=wanted)
    if held:
        return telling.say("is", name=name, value=telling.shown(expr.operand))
    return telling.say("is_not", name=name, value=telling.shown(expr.operand), wanted=wanted)


def _within(expr: Within, held: bool, telling: Telling) -> str:
    day, start = valued(expr.day, telling), valued(expr.start, telling)
    length = period(expr.period, telling.language)
    actual, first = telling.value(expr.day), telling.value(expr.start)
    if held:
        moved = _moved(first, actual, expr.period)
        if moved is not None:
            last = shown(moved, FieldType.DATE, telling.language)
            return telling.say("in_time_moved", day=day, start=start, period=length, due=last)
        return telling.say("in_time", day=day, start=start, period=length)
    if isinstance(actual, date) and isinstance(first, date) and actual < first:
        return telling.say("earlier", left=day, right=start)
    due = telling.values.get(Due(expr.start, expr.period))
    if due is None:
        return telling.say("too_late_undated", day=day, start=start, period=length)
    limit = shown(due, FieldType.DATE, telling.language)
    return telling.say("too_late", day=day, start=start, period=length, due=limit)


def _moved(first: Value | None, actual: Value | None, length: Period) -> date | None:
    """The last day of a period, where the day lies in it only because that one was moved off a rest day."""
    if not isinstance(first, date) or not isinstance(actual, date):
        return None
    last = calendar.add(first, length)
    return calendar.due(first, length) if last is not None and last < actual else None


def _exists(expr: Exists, held: bool, told: Told, telling: Telling) -> str:
    act = named(expr.act.names, telling.language)
    inside = telling.binding(expr.variable, act)
    if held:
        reasons = sentences(deciding(expr.body, told.inner), inside)
        return listed(reasons, telling.language, "；") or telling.say("happened", act=act)
    pattern = _by_day(expr, told, inside)
    if pattern is None:
        return _none_such(expr, act, told, inside)
    ended = any(_is_fact_of(part, expr.variable, UNTIL) for part in children(expr.body))
    text = telling.say(pattern[0], act=telling.say("ended", act=act) if ended else act, **pattern[1])
    days = _days_of(expr, told, telling)
    return telling.say("others", sentence=text, days=listed(days, telling.language)) if days else text


def _none_such(expr: Exists, act: str, told: Told, telling: Telling) -> str:
    """That no occurrence will do: there is none, or, where there is just one, why that won't."""
    if not told.inner:
        return telling.say("not_happened", act=act)
    exprs = [inner.reason.expr for inner in told.inner]
    reasons = sentences(deciding(expr.body, told.inner), telling) if len(set(exprs)) == len(exprs) else []
    if not reasons:
        return telling.say("none_such", act=act)
    return telling.say("none_such_since", act=act, reasons=listed(reasons, telling.language, "；"))


def _by_day(expr: Exists, told: Told, telling: Telling) -> tuple[str, dict[str, str]] | None:
    """The phrase for an act that is missing before, after or on some day."""
    body = expr.body
    if isinstance(body, Within) and _is_day_of(body.day, expr.variable):
        day = _day(body.start, told, telling)
        return "none_within", {"day": day, "period": period(body.period, telling.language)}
    if not isinstance(body, Compare):
        return None
    op, other = body.op, body.right
    if _is_day_of(body.right, expr.variable):
        op, other = MIRRORED[op], body.left
    elif not _is_day_of(body.left, expr.variable):
        return None
    phrase = {Op.LE: "none_before", Op.LT: "none_before", Op.GE: "none_after", Op.GT: "none_after", Op.EQ: "none_on"}
    return (phrase[op], {"day": _day(other, told, telling)}) if op in phrase else None


def _day(expr: ValueExpr, told: Told, telling: Telling) -> str:
    """A day that an act is compared with; its date from the reasons, or from the finding where it is its own."""
    values: dict[Expr, Value | None] = {}
    for inner in told.inner:
        values.update(inner.reason.operands)
    finding = telling.finding
    if isinstance(expr, EventFact) and expr.name == DATE and values.get(expr) is None:
        values[expr] = finding.day
    about = Telling(finding, telling.language, values, telling.acts)
    return valued(expr, about) if about.value(expr) is not None else name_of(expr, about)


def _days_of(expr: Exists, told: Told, telling: Telling) -> list[str]:
    """The days of the occurrences that were looked at."""
    days: list[str] = []
    for inner in told.inner:
        for operand, value in inner.reason.operands:
            if value is not None and _is_day_of(operand, expr.variable):
                days.append(shown(value, FieldType.DATE, telling.language))
    return list(dict.fromkeys(days))


def _is_day_of(expr: Expr, variable: str) -> bool:
    return _is_fact_of(expr, variable, DATE) or _is_fact_of(expr, variable, UNTIL)


def _is_fact_of(expr: Expr, variable: str, name: str) -> bool:
    if isinstance(expr, Coalesce):
        return _is_fact_of(expr.first, variable, name)
    return isinstance(expr, EventFact) and expr.event == Bound(variable) and expr.name == name


def _for_all(expr: ForAll, held: bool, told: Told, telling: Telling) -> str:
    act = named(expr.act.names, telling.language)
    if held:
        return telling.say("all_such", act=act)
    reasons = sentences(deciding(expr.body, told.inner), telling.binding(expr.variable, act))
    if not reasons:
        return telling.say("not_all_bare", act=act)
    return telling.say("not_all", act=act, reason=listed(reasons, telling.language, "；"))
