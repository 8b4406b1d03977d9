"""Changes as sentences, for the people who would have to make them."""

from __future__ import annotations

from datetime import date

from dsl.describe.words import Language, listed, shown
from dsl.norms.nodes import ACTOR, DATE, OUTCOME, UNTIL
from dsl.values import FieldType, Value
from engine.advice.changes import (
    AddDocument,
    AddStep,
    Bound,
    Change,
    Changes,
    DidNotHappen,
    LacksDocument,
    SetAside,
    Sort,
    StateFact,
    StateOfStep,
    numbered,
    sort_of,
)
from engine.advice.words import say
from engine.records.nodes import DecisionRecord

_AMOUNTS = {
    Bound.EXACT: "exactly",
    Bound.LEAST: "at_least",
    Bound.MOST: "at_most",
}
_DAYS = {Bound.EXACT: "on", Bound.LEAST: "not_before", Bound.MOST: "not_after"}


def changes_text(changes: Changes, record: DecisionRecord, as_of: date, language: Language = "zh") -> str:
    """Several changes in one sentence without a full stop."""
    said = moves(changes, record, as_of, language)
    return listed(said, language, "；") if language == "zh" else "; ".join(said)


def moves(changes: Changes, record: DecisionRecord, as_of: date, language: Language = "zh") -> list[str]:
    """What is done or said, one by one; what is set aside goes with what is done in its place."""
    changes = _together(changes)
    aside = {one.step: one for one in changes if isinstance(one, SetAside)}
    anew = {one.step for one in changes if isinstance(one, AddStep)} & aside.keys()
    told = []
    for change in changes:
        if isinstance(change, AddStep) and change.step in anew:
            old = aside[change.step]
            what = say("anew", language, step=occurrence_text(record, old.step, old.number, language))
            asked = asked_text(change, language)
            told.append(say("with", language, what=what, asked=asked) if asked else what)
        elif not isinstance(change, SetAside) or change.step not in anew:
            told.append(change_text(change, record, as_of, language))
    return list(dict.fromkeys(told))


def _together(changes: Changes) -> Changes:
    """The same with the documents that one occurrence needs in one change."""
    names: dict[tuple[str, int], list[str]] = {}
    for change in changes:
        if isinstance(change, AddDocument):
            names.setdefault((change.step, change.number), []).append(change.name)
    return tuple(
        AddDocument(one.step, one.number, "、".join(names.pop((one.step, one.number))))
        if isinstance(one, AddDocument)
        else one
        for one in changes
        if not isinstance(one, AddDocument) or (one.step, one.number) in names
    )


def change_text(change: Change, record: DecisionRecord, as_of: date, language: Language = "zh") -> str:
    """One change of a record, as it would be on ``as_of``, without a full stop."""
    sort = sort_of(change, record, as_of)
    match change:
        case StateFact(name, value, type_, bound):
            said = value_text(name, value, type_, bound, language)
            return _with_now(said, record.facts.get(name), type_, sort, language)
        case StateOfStep(step, number, name, value, type_, bound):
            now = numbered(record)[step, number].facts.get(name)
            where = occurrence_text(record, step, number, language)
            if name == UNTIL and sort is Sort.ACT:
                return say("go_on", language, step=where, day=shown(value, type_, language))
            said = say("of_step", language, step=where, fact=value_text(name, value, type_, bound, language))
            return _with_now(said, now, type_, sort, language)
        case AddDocument(step, number, name):
            where = occurrence_text(record, step, number, language)
            return say("bring" if sort is Sort.ACT else "has_document", language, step=where, name=name)
        case LacksDocument(step, number, name):
            where = occurrence_text(record, step, number, language)
            return say("lacks_document", language, step=where, name=name)
        case AddStep(step):
            phrase = {Sort.SUPPLY: "did", Sort.ACT: "do", Sort.REWRITE: "had_done"}[sort]
            said = say(phrase, language, step=step)
            asked = asked_text(change, language)
            return say("with", language, what=said, asked=asked) if asked else said
        case SetAside(step, number):
            return say("set_aside", language, step=occurrence_text(record, step, number, language))
        case DidNotHappen(step):
            return say("did_not" if sort is Sort.SUPPLY else "had_not", language, step=step)


def asked_text(change: AddStep, language: Language = "zh") -> str:
    """What an occurrence that is added must be like, '' where nothing is asked of it."""
    parts = [
        value_text(fact.name, fact.value, fact.type, fact.bound, language)
        for fact in sorted(change.facts, key=_place)
        if fact.name != OUTCOME and fact.bound is not Bound.ANY
    ]
    if change.documents:
        parts.append(say("documents", language, names=listed(change.documents, language)))
    return listed(parts, language, "，")


def _place(fact: StateOfStep) -> int:
    order = (DATE, UNTIL, ACTOR)
    return order.index(fact.name) if fact.name in order else len(order)


def value_text(name: str, value: Value, type_: FieldType, bound: Bound, language: Language = "zh") -> str:
    """What a fact must be: 实到不少于32人, 通知日不晚于2026年4月1日, 主体包括党员大会."""
    if bound is Bound.ANY:
        return say("anything", language, name=name)
    if type_ is FieldType.FLAG:
        return say("flag", language, name=name, value=shown(value, type_, language))
    phrases = _DAYS if type_ is FieldType.DATE else _AMOUNTS
    if type_ is FieldType.DATE or type_.is_number:
        return say(phrases[bound], language, name=name, value=shown(value, type_, language))
    return say("list" if type_.is_list else "is", language, name=name, value=shown(value, type_, language))


def occurrence_text(record: DecisionRecord, step: str, number: int, language: Language = "zh") -> str:
    """An occurrence: by its step alone where it is the only one, else by its day or its place as well."""
    events = {n: event for (s, n), event in numbered(record).items() if s == step}
    if len(events) < 2:
        return say("step", language, step=step)
    day = events[number].facts.get(DATE)
    if isinstance(day, date) and sum(event.facts.get(DATE) == day for event in events.values()) == 1:
        return say("step_on", language, step=step, day=shown(day, FieldType.DATE, language))
    return say("step_number", language, step=step, number=str(number))


def _with_now(said: str, now: Value | None, type_: FieldType, sort: Sort, language: Language) -> str:
    """The same with what the record says now; of what it doesn't say, that it is to be written down."""
    if now is not None:
        return say("now", language, what=said, now=shown(now, type_, language))
    return say("write", language, what=said) if sort is Sort.SUPPLY else said


def sort_text(sort: Sort, language: Language = "zh") -> str:
    """What sort of change it is, as a heading."""
    return say({Sort.SUPPLY: "supply", Sort.ACT: "act", Sort.REWRITE: "rewrite"}[sort], language)
