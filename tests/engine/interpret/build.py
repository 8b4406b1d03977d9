"""Norms and records in few words, and a judge that asks both evaluators."""

from __future__ import annotations

from datetime import date
from typing import Any

from dsl.diagnostics.nodes import Span
from dsl.norms.nodes import (
    TRUE,
    Act,
    Citation,
    Compare,
    Const,
    Current,
    EventFact,
    Fact,
    Kind,
    Norm,
    NormException,
    Op,
    Parameter,
    Pick,
    Program,
    Rank,
    Which,
)
from dsl.values import FieldType, Interval, Value
from engine.facts import Facts, facts_of
from engine.findings.nodes import Finding
from engine.interpret.codes import VERDICTS
from engine.interpret.evaluator import compile_programs
from engine.records.nodes import DecisionRecord, Event

SPAN = Span("测试.cunwu", 0, 1, 1, 1)
AS_OF = date(2024, 12, 31)
CURRENT = Current()
DAY = EventFact(CURRENT, "日期", FieldType.DATE)
UNTIL = EventFact(CURRENT, "止", FieldType.DATE)


def day(text: str) -> date:
    return date.fromisoformat(text)


def since(text: str, until: str = "") -> Interval:
    return Interval(day(text), day(until) if until else None)


def count(value: Value, type: FieldType = FieldType.PERSONS) -> Const:
    return Const(value, type)


def fact(name: str, type: FieldType = FieldType.PERSONS) -> Fact:
    return Fact(name, type)


def current(name: str, type: FieldType = FieldType.PERSONS) -> EventFact:
    return EventFact(CURRENT, name, type)


def picked(step: str, name: str, which: Which = Which.LAST, type: FieldType = FieldType.DATE) -> EventFact:
    return EventFact(Pick(Act((step,), which)), name, type)


def parameter(*versions: tuple[Interval, Value | None], type: FieldType = FieldType.MONEY) -> Parameter:
    return Parameter("限额", versions, type)


def at_least(left: Any, right: Any) -> Compare:
    return Compare(Op.GE, left, right)


def more_than(left: Any, right: Any) -> Compare:
    return Compare(Op.GT, left, right)


def cited(validity: Interval, article: str = "第二十六条第二款") -> Citation:
    return Citation("村组法", "中华人民共和国村民委员会组织法", Rank.LAW, article, "", validity)


def exception(name: str, when: Any, require: Any = None) -> NormException:
    return NormException(name, when, require, (), SPAN)


def norm(
    require: Any,
    act: str | Act | None = None,
    when: Any = TRUE,
    *,
    name: str = "测试",
    exceptions: tuple[NormException, ...] = (),
    deadline: Any = None,
    validity: Interval = Interval(),  # noqa: B008 (frozen)
    citations: tuple[Citation, ...] = (),
    advice: bool = False,
    remedy: str = "",
) -> Norm:
    return Norm(
        ruleset="测试集",
        name=name,
        kind=Kind.OBLIGATION,
        advice=advice,
        act=Act((act,)) if isinstance(act, str) else act,
        when=when,
        require=require,
        exceptions=exceptions,
        deadline=deadline,
        validity=validity,
        citations=citations,
        consequence="",
        remedy=remedy,
        caveats=(),
        span=SPAN,
    )


def program(*norms: Norm, readings: tuple[tuple[str, bool], ...] = ()) -> Program:
    return Program("测试集", norms, readings)


def event(
    step: str,
    on: str = "",
    *,
    documents: tuple[str, ...] = (),
    without: tuple[str, ...] = (),
    all_documents: bool = False,
    **facts: Any,
) -> Event:
    if on:
        facts["日期"] = day(on)
    return Event(
        step=step,
        facts=facts,
        documents=frozenset(documents),
        missing_documents=frozenset(without),
        documents_complete=all_documents,
    )


def record(*events: Event, closed: bool = False, without: tuple[str, ...] = (), **values: Any) -> Facts:
    """The facts of a record; ``closed``: 经过完整, ``without``: 没有的步骤."""
    return facts_of(
        DecisionRecord(events=events, facts=values, events_complete=closed, missing_steps=frozenset(without)), AS_OF
    )


def judge(one: Norm, facts: Facts, as_of: date = AS_OF, readings: tuple[tuple[str, bool], ...] = ()) -> Finding:
    """The finding of a norm, after both evaluators gave the same verdict."""
    evaluator = compile_programs([program(one, readings=readings)])
    (finding,) = evaluator.findings(facts, as_of)
    assert evaluator._function(facts, as_of) == [VERDICTS.index(finding.verdict)], evaluator.source
    return finding


def verdict(one: Norm, facts: Facts, as_of: date = AS_OF) -> str:
    return judge(one, facts, as_of).verdict.chinese


def missing(one: Norm, facts: Facts) -> list[tuple[str, str, str]]:
    """What a finding lacks: name, step and reason of each fact."""
    return [(lack.name, lack.step, lack.reason) for lack in judge(one, facts).missing]
