"""Findings in words: the one place where reports meet ``engine.findings``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cunwu.language import Lang, pick
from dsl.describe.words import shown
from dsl.model.fields import Scope
from dsl.values import FieldType
from engine.findings import prose, remedy

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cunwu.catalogue import Head
    from dsl.diagnostics.nodes import Span
    from dsl.values import Value
    from engine.findings.nodes import Finding, MissingFact, UsedFact


def reason_lines(finding: Finding, lang: Lang) -> tuple[str, ...]:
    """Why the verdict is what it is, a sentence each; what only a person can decide is told apart from it."""
    said_apart = {*finding.human}
    return tuple(line for line in prose.finding_sentences(finding, lang) if line not in said_apart)


def remedy_text(finding: Finding, lang: Lang) -> str:
    """What would put the finding right, '' where there is nothing to do."""
    return remedy.remedy_text(finding, lang)


def missing_text(fact: MissingFact, lang: Lang) -> str:
    """What would have to be stated."""
    return prose.missing_fact_text(fact, lang)


def fact_name(fact: UsedFact, lang: Lang) -> str:
    """A fact that was used: its name, with its step, and which one of several."""
    if not fact.step:
        return fact.name
    step = fact.step
    if fact.occurrence > 1:
        step = pick(lang, f"第{fact.occurrence}次{step}", f"{step} no. {fact.occurrence}")
    return f"{step}的{fact.name}"


def value_text(heads: Iterable[Head], name: str, value: Value, scope: Scope, lang: Lang) -> str:
    """A stated value with the unit that the vocabulary gives it; what has no type there is a document."""
    for head in heads:
        for field in head.fields:
            if field.name == name and field.scope is scope:
                return shown(value, field.type, lang)
    if isinstance(value, bool):
        return pick(lang, "有", "listed") if value else pick(lang, "没有", "missing")
    return shown(value, FieldType.NUMBER, lang)


def used_text(heads: Iterable[Head], fact: UsedFact, lang: Lang) -> str:
    """The value of a fact that was used, as ``value_text`` words it."""
    return value_text(heads, fact.name, fact.value, Scope.EVENT if fact.step else Scope.RECORD, lang)


def where_text(finding: Finding, lang: Lang) -> str:
    """The occurrence that was judged, by its step and day; '' where the norm is about the whole record."""
    day = day_text(finding.day, lang) if finding.day else ""
    return pick(lang, "，", ", ").join(part for part in (finding.step, day) if part)


def day_text(day: date, lang: Lang) -> str:
    """A day as its readers write it."""
    return shown(day, FieldType.DATE, lang)


def place_of(span: Span | None) -> int | str | None:
    """Where a record states something: the line of its file, or the cell of its workbook (经过!D7)."""
    return (span.cell or span.line) if span else None


def place_text(place: int | str | None, lang: Lang) -> str:
    """That place in brackets, to stand after what is stated there; '' where there is none."""
    if isinstance(place, str):
        return pick(lang, f"（{place}）", f" ({place})")
    return pick(lang, f"（第{place}行）", f" (line {place})") if place else ""
