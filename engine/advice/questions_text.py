"""Questions and what their answers mean, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dsl.describe.words import Language, listed, shown
from dsl.values import FieldType
from engine.advice.changes import AddDocument, AddStep, DidNotHappen, StateFact, StateOfStep
from engine.advice.effects import names_text
from engine.advice.questions import Answer, Question
from engine.advice.texts import occurrence_text
from engine.advice.words import say, verdict_text
from engine.findings.nodes import Verdict
from engine.interpret.sets import COMPLETE
from engine.records.nodes import DecisionRecord

_TOLD = 6
_PHRASES = {FieldType.FLAG: "ask_flag", FieldType.DATE: "ask_day"}


def question_sentences(
    question: Question, record: DecisionRecord, as_of: date, language: Language = "zh"
) -> tuple[str, ...]:
    """The question, then what each answer would mean, without full stops."""
    return (_asked(question, record, language), *_meanings(question, language))


def _asked(question: Question, record: DecisionRecord, language: Language) -> str:
    fact = question.fact
    first = question.answers[0].changes if question.answers else ()
    if fact.name == COMPLETE:
        acts = [say("step", language, step=one.step) for one in first if isinstance(one, DidNotHappen)]
        named = listed(acts[:_TOLD], language)
        return say("ask_silent", language, acts=named, count=str(len(acts)))
    if not fact.name:
        return say("ask_step", language, step=fact.step)
    name = say("step", language, step=fact.name)
    if fact.step:
        step = occurrence_text(record, fact.step, question.number, language) if question.number > 0 else ""
        step = step or say("step", language, step=fact.step)
        if question.type is None:
            return say("ask_document", language, step=step, name=fact.name)
        name = say("ask_of", language, step=step, name=fact.name)
    return say(_phrase(question.type), language, name=name)


def _phrase(type_: FieldType | None) -> str:
    if type_ is None:
        return "ask"
    return _PHRASES.get(type_, "ask_number" if type_.is_number else "ask")


def _meanings(question: Question, language: Language) -> Iterator[str]:
    for answer in question.answers:
        groups: dict[Verdict, list[str]] = {}
        for norm_id, verdict in answer.verdicts:
            groups.setdefault(verdict, []).append(norm_id)
        told = [
            say("outcome", language, verdict=verdict_text(verdict, language), names=names_text(ids, language))
            for verdict, ids in groups.items()
        ]
        outcome = listed(told, language, "；")
        yield say("answer", language, answer=_answer(answer, language), outcome=outcome)
    left = [norm_id for norm_id in question.open if norm_id not in question.decides]
    if left and not question.answers:
        yield say("with_others", language, names=names_text(left, language))


def _answer(answer: Answer, language: Language) -> str:
    change = answer.changes[0]
    if len(answer.changes) > 1:
        return say("none_of_them", language)
    if isinstance(change, StateFact | StateOfStep):
        return shown(change.value, change.type, language)
    return say("yes" if isinstance(change, AddStep | AddDocument) else "no", language)
