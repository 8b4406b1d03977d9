"""Scenarios as teaching cases: the facts, and what must come of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from cunwu.language import Lang, pick
from dsl.describe.words import shown
from dsl.norms.nodes import DATE, UNTIL
from dsl.surface.nodes import Dated, Literal
from dsl.values import FieldType

if TYPE_CHECKING:
    from dsl.model.nodes import Expectation, Scenario

_TONES = {
    "合规": "compliant",
    "违规": "violated",
    "不合规": "violated",
    "待补充": "unknown",
    "待补正": "unknown",
    "未到期": "pending",
    "进行中": "pending",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """One thing that must come out: a verdict on a norm ('' : on the case), with what is lacking or decisive."""

    verdict: str
    norm: str
    note: str
    tone: str


@dataclass(frozen=True, slots=True)
class Case:
    """A scenario: its facts in lines, each event with its step before it, and its outcomes."""

    name: str
    facts: tuple[str, ...]
    events: tuple[tuple[str, str], ...]
    as_of: str
    outcomes: tuple[Outcome, ...]


def cases_of(scenarios: Iterable[Scenario], lang: Lang) -> list[tuple[Scenario, Case]]:
    """Each scenario with its case."""
    return [(one, _case(one, lang)) for one in scenarios]


def _case(scenario: Scenario, lang: Lang) -> Case:
    return Case(
        scenario.name,
        tuple(_fact(name, value) for name, value in scenario.values),
        tuple((event.step, "，".join(_event(event.values))) for event in scenario.events),
        _as_of(scenario, lang),
        tuple(_outcome(one, lang) for one in scenario.expectations),
    )


def _fact(name: str, value: object) -> str:
    return f"{name}：{said(value)}"


def _event(values: tuple[tuple[str, object], ...]) -> Iterator[str]:
    for name, value in values:
        if name == DATE:
            yield said(value)
        elif name == UNTIL:
            yield f"至{said(value)}止"
        else:
            yield f"{name} {said(value)}"


def said(value: object) -> str:
    """A stated value as it is read: days in Chinese, several with 、 between them."""
    if isinstance(value, list | tuple):
        return "、".join(said(one) for one in value)
    text = str(value)
    try:
        return shown(date.fromisoformat(text), FieldType.DATE)
    except ValueError:
        return text


def _as_of(scenario: Scenario, lang: Lang) -> str:
    match scenario.as_of:
        case Literal(value=date() as day):
            return shown(day, FieldType.DATE, lang)
        case Dated(interval=interval) if interval.start is not None:
            return shown(interval.start, FieldType.DATE, lang)
        case _:
            return ""


def _outcome(one: Expectation, lang: Lang) -> Outcome:
    note = ""
    if one.missing:
        note = pick(lang, f"缺 {'、'.join(one.missing)}", f"missing {', '.join(one.missing)}")
    if one.readings:
        note = pick(lang, f"取决于读法 {'、'.join(one.readings)}", f"depends on {', '.join(one.readings)}")
    return Outcome(one.verdict, one.norm, note, _TONES.get(one.verdict, "none"))
