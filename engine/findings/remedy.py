"""What would put a finding right: the norm's own remedy (补正), else one that fits what failed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import cast

from dsl.describe.words import COUNTED, Language, listed, named, shown
from dsl.norms.nodes import DATE, UNTIL, Bound, Compare, Exists, Expr, Happened, HasDocument, Scale
from dsl.norms.shape import type_of
from dsl.values import FieldType
from engine.findings.comparisons import days_between, is_current, is_running, least
from engine.findings.nodes import Finding, Verdict
from engine.findings.phrases import Telling, name_of
from engine.findings.prose import decisive, missing_text
from engine.findings.truths import Told

VOTES = frozenset({"同意", "反对", "弃权"})
"""Fields of a vote: they change only with another vote, not with a larger attendance."""


def remedy_text(finding: Finding, language: Language = "zh") -> str:
    """What to do about a finding; '' where there is nothing to do.

    A remedy that the norm states is given in its own words (Chinese).
    """
    if finding.verdict in (Verdict.COMPLIANT, Verdict.NOT_APPLICABLE):
        return ""
    telling = Telling(finding, language)
    if finding.verdict is Verdict.UNKNOWN:
        return _supply(finding, telling)
    if finding.norm.remedy:
        return finding.norm.remedy
    told = decisive(finding)
    steps = [*_documents(told, telling), *(step for one in told for step in _step(one, telling))]
    text = listed(dict.fromkeys(steps), language, "；")
    if finding.verdict is Verdict.PENDING and finding.deadline is not None:
        day = shown(finding.deadline, FieldType.DATE, language)
        return listed([text or telling.say("put_right"), telling.say("by", day=day)], language, "；")
    if text:
        return text
    return telling.say("redo", step=telling.step()) if telling.step() else telling.say("put_right")


def _supply(finding: Finding, telling: Telling) -> str:
    """The missing facts; for a missing step also what to write if it did not take place."""
    if not finding.missing:
        return ""
    phrase = "supply_step" if any(not fact.name for fact in finding.missing) else "supply"
    return telling.say(phrase, facts=missing_text(finding.missing, telling.language))


def _documents(told: list[Told], telling: Telling) -> Iterator[str]:
    """The documents that are lacking, by step."""
    lacking: dict[str, list[str]] = {}
    for one in told:
        expr = one.reason.expr
        if isinstance(expr, HasDocument) and one.reason.outcome is False:
            lacking.setdefault(telling.event(expr.event), []).append(expr.name)
    for step, names in lacking.items():
        yield telling.say("bring", step=step, names=listed(names, telling.language))


def _step(told: Told, telling: Telling) -> Iterator[str]:
    """What to do about one reason."""
    telling = telling.about(told.reason)
    if told.reason.outcome is not False:
        return
    match told.reason.expr:
        case Compare() as compare:
            yield from _comparison(compare, telling)
        case Happened(act=act):
            yield telling.say("make_up", act=named(act.names, telling.language))
        case Exists() as exists:
            yield _missing_act(exists, bool(told.inner), telling)


def _comparison(expr: Compare, telling: Telling) -> Iterator[str]:
    limit, between = least(expr, telling), days_between(expr.left, telling)
    kind = type_of(expr.left)
    if kind is FieldType.DATE:
        if telling.step():
            yield telling.say("order", step=telling.step())
        return
    if limit is None or not telling.step():
        return
    written = shown(limit, kind, telling.language)
    if between is not None:
        end = _new_end(between.start, expr, telling)
        if is_running(between) and end is not None:
            yield telling.say("extend", step=telling.step(), day=shown(end, FieldType.DATE, telling.language))
        elif is_current(between.end, UNTIL):
            yield telling.say("extend_count", step=telling.step(), limit=written)
        elif is_current(between.end, DATE):
            yield telling.say("notify", step=telling.step(), limit=written)
    elif isinstance(expr.right, Scale) and is_current(expr.left) and kind in COUNTED:
        name = name_of(expr.left, telling)
        yield telling.say(
            "again_vote" if name in VOTES else "again_count", step=telling.step(), name=name, limit=written
        )


def _new_end(start: Expr, expr: Compare, telling: Telling) -> date | None:
    """The last day of a posting that would have been long enough; None for working days and beyond the calendar."""
    between, limit = days_between(expr.left, telling), least(expr, telling)
    first, last = telling.values.get(start), None if between is None else telling.values.get(between.end)
    if between is None or between.unit is not FieldType.DAYS or not isinstance(limit, int):
        return None
    if not isinstance(first, date) or not isinstance(last, date):
        return None
    try:
        return last + timedelta(days=limit - cast(int, telling.value(expr.left)))
    except OverflowError:
        return None


def _missing_act(expr: Exists, listed_ones: bool, telling: Telling) -> str:
    """The act that is missing, and whether it has to come first; one that was done at a wrong time stays done."""
    act = named(expr.act.names, telling.language)
    if isinstance(expr.body, Compare) and telling.step():
        sides = (expr.body.left, expr.body.right)
        if any(is_current(side, DATE) for side in sides) and any(_is_bound(side, expr.variable) for side in sides):
            if listed_ones:
                return telling.say("order", step=telling.step())
            return telling.say("make_up_before", act=act, step=telling.step())
    return telling.say("put_right") if listed_ones else telling.say("make_up", act=act)


def _is_bound(expr: Expr, variable: str) -> bool:
    return getattr(expr, "event", None) == Bound(variable)
