"""A finding in short sentences, for an officer to read aloud."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from dsl.describe.words import Language, listed, named, shown
from dsl.norms.force import days_in_force
from dsl.norms.nodes import Norm, Parameter, Total, TruthExpr
from dsl.norms.shape import walk
from dsl.values import FieldType
from engine.findings.nodes import CONDITION, EXCEPTION, IN_FORCE, REQUIREMENT, Finding, MissingFact, Verdict
from engine.findings.phrases import Telling
from engine.findings.truths import Told, deciding, nested, sentences
from engine.findings.words import say


def finding_sentences(finding: Finding, language: Language = "zh") -> tuple[str, ...]:
    """Why the verdict is what it is, in sentences without full stops.

    The counts and dates that decided, what is missing, the deadline, the
    exception that was used; for 不适用, why. What only a person can decide
    (``finding.human``) comes last, in Chinese.
    """
    telling = Telling(finding, language)
    match finding.verdict:
        case Verdict.NOT_APPLICABLE:
            told = _not_applicable(telling)
        case Verdict.UNKNOWN:
            told = _unknown(telling)
        case _:
            told = _judged(telling)
    return tuple(dict.fromkeys([*told, *finding.human]))


def missing_text(missing: Iterable[MissingFact], language: Language = "zh") -> str:
    """Missing facts in a row: 组成人员（记录）；决议的通知日."""
    return ("；" if language == "zh" else "; ").join(missing_fact_text(fact, language) for fact in missing)


def missing_fact_text(fact: MissingFact, language: Language = "zh") -> str:
    """One missing fact."""
    if fact.reason in ("calendar", "parameter"):
        return say(f"missing_{fact.reason}", language, name=fact.name)
    if not fact.name:
        return say("missing_step", language, step=fact.step)
    if fact.step:
        return say("missing_of_step", language, step=fact.step, name=fact.name)
    if fact.name == "经过完整":
        return say("missing_complete", language)
    return say("missing_fact", language, name=fact.name)


def _judged(telling: Telling) -> Iterator[str]:
    """合规, 违规, 未到期: the exception that put another requirement in place, the requirement, the deadline."""
    finding = telling.finding
    yield from _exception(telling)
    if finding.verdict is not Verdict.COMPLIANT:
        yield from _limits(telling)
    yield from sentences(decisive(finding), telling)
    if finding.deadline is not None and finding.verdict is not Verdict.COMPLIANT:
        phrase = "deadline_open" if finding.verdict is Verdict.PENDING else "deadline_past"
        yield telling.say(phrase, day=shown(finding.deadline, FieldType.DATE, telling.language))


def _limits(telling: Telling) -> Iterator[str]:
    """The sums and the limits for which the norm applies: nobody sees them in the record."""
    told = deciding(telling.finding.norm.when, _of_part(telling.finding, CONDITION))
    unseen = [one for one in told if any(isinstance(part, Total | Parameter) for part in walk(one.reason.expr))]
    yield from sentences(unseen, telling)


def _unknown(telling: Telling) -> Iterator[str]:
    """待补充: what is missing."""
    if telling.finding.missing:
        yield telling.say("missing", facts=missing_text(telling.finding.missing, telling.language))


def _not_applicable(telling: Telling) -> Iterator[str]:
    """不适用: not in force, its condition, an exception, or an act that did not occur."""
    finding = telling.finding
    if any(reason.part == IN_FORCE for reason in finding.reasons):
        yield not_in_force_text(finding.norm, finding.day, telling.language)
    elif finding.exception:
        yield from _exception(telling)
    elif finding.reasons:
        told = deciding(finding.norm.when, _of_part(finding, CONDITION))
        reasons = sentences(told, telling)
        if reasons:
            yield telling.say("condition_false", reasons=listed(reasons, telling.language, "；"))
    elif finding.norm.act is not None:
        yield telling.say("not_listed", act=named(finding.norm.act.names, telling.language))


def not_in_force_text(norm: Norm, day: date | None, language: Language = "zh") -> str:
    """That a norm is not in force on ``day``, and since or until when it is."""
    days = days_in_force(norm)
    if not days:
        return say("never", language)
    written = shown(day, FieldType.DATE, language)
    start, end = days[0].start, days[-1].end
    if day is not None and start is not None and day < start:
        phrase = "not_yet" if len(days) == 1 else "not_then"
        return say(phrase, language, day=written, start=shown(start, FieldType.DATE, language))
    if day is not None and end is not None and day > end:
        return say("no_longer", language, day=written, end=shown(end, FieldType.DATE, language))
    later = next((interval.start for interval in days if interval.start and day and interval.start > day), start)
    return say("not_yet", language, day=written, start=shown(later, FieldType.DATE, language))


def _exception(telling: Telling) -> Iterator[str]:
    """The exception that was used, with what made it hold."""
    finding = telling.finding
    if not finding.exception:
        return
    exception = next((one for one in finding.norm.exceptions if one.name == finding.exception), None)
    reasons: list[str] = []
    if exception is not None:
        reasons = sentences(deciding(exception.when, _of_part(finding, EXCEPTION)), telling)
    if reasons:
        written = listed(reasons, telling.language, "；")
        yield telling.say("exception", name=finding.exception, reasons=written)
    else:
        yield telling.say("exception_bare", name=finding.exception)


def requirement_of(finding: Finding) -> TruthExpr:
    """The requirement that was judged: the norm's own, or that of the exception that was used."""
    for exception in finding.norm.exceptions:
        if exception.name == finding.exception and exception.require is not None:
            return exception.require
    return finding.norm.require


def decisive(finding: Finding) -> list[Told]:
    """The reasons in the requirement that decided."""
    return deciding(requirement_of(finding), _of_part(finding, REQUIREMENT))


def _of_part(finding: Finding, part: str) -> tuple[Told, ...]:
    return nested([reason for reason in finding.reasons if reason.part == part])
