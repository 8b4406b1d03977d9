"""Ways to put a violation right, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dsl.describe.words import Language, shown
from dsl.norms.force import days_in_force
from dsl.norms.nodes import Norm
from dsl.values import FieldType
from engine.advice.changes import SetAside
from engine.advice.effects import effects_text
from engine.advice.mend import Hopeless, Way
from engine.advice.texts import moves
from engine.advice.words import say, verdict_text
from engine.interpret.force import in_force
from engine.records.nodes import DecisionRecord


def way_sentences(
    way: Way, norm: Norm, record: DecisionRecord, as_of: date, language: Language = "zh"
) -> tuple[str, ...]:
    """A way step by step, without full stops: what to do, what comes of it, what a person has to judge."""
    return tuple(_sentences(way, norm, record, as_of, language))


def _sentences(way: Way, norm: Norm, record: DecisionRecord, as_of: date, language: Language) -> Iterator[str]:
    told = moves(way.changes, record, as_of, language)
    if way.hopeless is not None:
        yield say("late" if way.hopeless is Hopeless.LATE else "human", language, norm=norm.name)
        for move in told:
            yield say("all_the_same", language, what=move)
        if norm.remedy:
            yield say("remedy", language, remedy=norm.remedy.rstrip("。"))
        return
    for number, move in enumerate(told, 1):
        yield say("numbered" if len(told) > 1 else "only", language, number=str(number), what=move)
    verdict = verdict_text(way.verdict, language)
    day = shown(way.day, FieldType.DATE, language)
    effects = effects_text(way.effects, language)
    yield say("then", language, day=day, norm=norm.name, verdict=verdict, effects=effects)
    if in_force(days_in_force(norm), way.day) is False:
        yield say("no_longer", language, norm=norm.name)
    if way.reaches_others:
        steps = "、".join(way.reaches_others) if language == "zh" else ", ".join(way.reaches_others)
        yield say("reaches_others", language, steps=steps)
    if any(isinstance(change, SetAside) for change in way.changes):
        yield say("not_validity", language)
