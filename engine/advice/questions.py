"""What to ask: the few facts whose answers decide most of what is open, and what each answer would mean.

Answers are representative, on both sides of each boundary (32 people and 31),
and each is tried by the evaluator.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dsl.values import FieldType, Value
from engine.advice.changes import (
    NEW,
    AddDocument,
    AddStep,
    Bound,
    Change,
    Changes,
    DidNotHappen,
    LacksDocument,
    StateFact,
    StateOfStep,
    applied,
    numbered,
)
from engine.advice.kit import Kit, View, acts_of
from engine.advice.solve_norm import turning
from engine.findings.nodes import Finding, MissingFact, Verdict
from engine.interpret.evaluator import Evaluator
from engine.interpret.sets import COMPLETE
from engine.records.nodes import DecisionRecord

MOST = 8
"""Questions that are asked at most."""
_SOLVED = 8
"""Norms that are looked at for the boundaries of one fact."""
_ANSWERS = 5
_OPTIONS = 4


@dataclass(frozen=True, slots=True)
class Answer:
    """A representative answer, as changes of the record, and the verdicts of the open norms that it decides."""

    changes: Changes
    verdicts: tuple[tuple[str, Verdict], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A missing fact to ask for, with what its answers would mean.

    The fact 经过完整 asks whether all acts that the record is silent on, and that
    nothing else hangs on, did not happen; the changes of its one answer name them.
    ``type`` is that of the fact (None: of a step or a document); ``number`` that
    of the occurrence asked about (NEW: none in particular).
    ``open`` are the norms that lack the fact, alone or with others; where only
    with others, there may be no ``answers`` that decide anything yet.
    """

    fact: MissingFact
    type: FieldType | None
    number: int
    answers: tuple[Answer, ...]
    open: tuple[str, ...]

    @property
    def decides(self) -> frozenset[str]:
        """The norms that some answer decides."""
        return frozenset(norm_id for answer in self.answers for norm_id, _ in answer.verdicts)


def questions(
    evaluator: Evaluator, record: DecisionRecord, as_of: date, findings: Sequence[Finding]
) -> tuple[Question, ...]:
    """What to ask about a record, the most useful question first; ``findings`` are those of that day."""
    return Questions(Kit(evaluator)).of(record, as_of, findings)


class Questions:
    """Finds questions by the norms of one evaluator, for as many records as are asked."""

    def __init__(self, kit: Kit) -> None:
        self.kit = kit

    def of(
        self, record: DecisionRecord, as_of: date, findings: Sequence[Finding], most: int = MOST
    ) -> tuple[Question, ...]:
        """The questions about one record; of norms of mere advice only after the others."""
        view = View(self.kit, record, as_of)
        lacking: dict[MissingFact, list[Finding]] = {}
        silent: dict[str, list[Finding]] = {}
        for finding in findings:
            if finding.verdict is Verdict.UNKNOWN:
                for fact in finding.missing:
                    if _is_own_act(finding, fact):
                        silent.setdefault(fact.step, []).append(finding)
                    elif not fact.reason and fact.name != COMPLETE:
                        lacking.setdefault(fact, []).append(finding)
        # Trying takes time: what few norms lack can't come first.
        likely = sorted(lacking.items(), key=lambda pair: (-len(pair[1]), pair[0].step, pair[0].name))[: 3 * most]
        found = [_question(view, fact, several) for fact, several in likely]
        needed = {name for finding in findings if _is_judged(finding) for name in self._spoken_of(finding)}
        found += _silent(view, {step: several for step, several in silent.items() if step not in needed})
        return tuple(sorted(found, key=lambda one: _use(one, self.kit))[:most])

    def _spoken_of(self, finding: Finding) -> Iterator[str]:
        return (name for act in acts_of(self.kit.judges[finding.norm.id]) for name in act.names)


def _is_judged(finding: Finding) -> bool:
    """Whether a norm applies to something that took place: what it speaks of may still come."""
    return bool(finding.step) and finding.verdict is not Verdict.NOT_APPLICABLE


def _use(question: Question, kit: Kit) -> tuple[float, int, str, str]:
    """How useful a question is: what its answers decide on average, then how many norms lack the fact."""
    weighted = [
        sum(0.25 if kit.judges[norm_id].norm.advice else 1 for norm_id, _ in answer.verdicts)
        for answer in question.answers
    ]
    average = sum(weighted) / len(weighted) if weighted else 0
    return -average, -len(question.open), question.fact.step, question.fact.name


def _is_own_act(finding: Finding, fact: MissingFact) -> bool:
    """Whether nothing is known but that the record doesn't list the norm's own act."""
    act = finding.norm.act
    return not finding.step and not fact.name and act is not None and fact.step in act.names


def _silent(view: View, silent: dict[str, list[Finding]]) -> Iterator[Question]:
    """One question for all acts that the record is silent on and that would only bring norms of their own."""
    never = [DidNotHappen(step) for step, several in silent.items() if _only_lifts(view, step, several)]
    ids = [finding.norm.id for change in never for finding in silent[change.step]]
    if ids:
        answer = Answer(tuple(never), _decided(view, tuple(never), ids))
        yield Question(MissingFact(COMPLETE, ""), None, NEW, (answer,), tuple(ids))


def _only_lifts(view: View, step: str, findings: list[Finding]) -> bool:
    """Whether all norms on an act are gone if it didn't happen."""
    decided = _decided(view, (DidNotHappen(step),), [finding.norm.id for finding in findings])
    return all(verdict is Verdict.NOT_APPLICABLE for _, verdict in decided)


def _question(view: View, fact: MissingFact, findings: list[Finding]) -> Question:
    ids = [finding.norm.id for finding in findings]
    changes = [change for change in dict.fromkeys(_answers(view, fact, ids)) if _fits(view, change)]
    tried = [Answer((change,), _decided(view, (change,), ids)) for change in changes]
    number = next((change.number for change in changes if isinstance(change, StateOfStep | AddDocument)), NEW)
    return Question(fact, _type_of(view.kit, fact), number, tuple(_telling(tried)), tuple(ids))


def _fits(view: View, change: Change) -> bool:
    """Whether a change of an occurrence is of one that is listed under its own step (not its body), or of none."""
    if not isinstance(change, StateOfStep | AddDocument | LacksDocument):
        return True
    return (change.step, change.number) in numbered(view.record)


def _decided(view: View, changes: Changes, ids: Iterable[str]) -> tuple[tuple[str, Verdict], ...]:
    """The norms that are no longer open after an answer."""
    after = View(view.kit, applied(view.record, changes), view.day)
    verdicts = ((norm_id, after.finding(norm_id).verdict) for norm_id in ids)
    return tuple((norm_id, verdict) for norm_id, verdict in verdicts if verdict is not Verdict.UNKNOWN)


def _telling(answers: list[Answer]) -> Iterator[Answer]:
    """Answers that decide something, each with its own outcome."""
    seen = set()
    for answer in answers:
        if answer.verdicts and answer.verdicts not in seen:
            seen.add(answer.verdicts)
            if len(seen) <= _ANSWERS:
                yield answer


def _answers(view: View, fact: MissingFact, ids: Sequence[str]) -> Iterator[Change]:
    """Representative answers for a missing fact."""
    if not fact.name:
        yield AddStep(fact.step)
        yield DidNotHappen(fact.step)
        return
    kit = view.kit
    type_ = _type_of(kit, fact)
    if type_ is None:
        number = _number(view, fact)
        yield AddDocument(fact.step, number, fact.name)
        yield LacksDocument(fact.step, number, fact.name)
    elif type_ is FieldType.FLAG:
        yield from (_stating(view, fact, flag, type_) for flag in (True, False))
    elif type_.is_number or type_ is FieldType.DATE:
        yield from sorted(_boundaries(view, fact, ids), key=_order)
    else:
        options = kit.options.get((bool(fact.step), fact.name), ())
        for option in options[:_OPTIONS]:
            value: Value = option
            if type_.is_list:
                value = frozenset([option]) if type_ is FieldType.LIST else (option,)
            yield _stating(view, fact, value, type_)


def _type_of(kit: Kit, fact: MissingFact) -> FieldType | None:
    return (kit.types if fact.step else kit.record_types).get(fact.name)


def _boundaries(view: View, fact: MissingFact, ids: Sequence[str]) -> Iterator[StateFact | StateOfStep]:
    """The values on both sides of what norms ask of a number or a day."""
    for norm_id in ids[:_SOLVED]:
        for wanted in (Verdict.COMPLIANT, Verdict.VIOLATED, Verdict.NOT_APPLICABLE):
            for changes in turning(view, norm_id, wanted):
                only = changes[0] if len(changes) == 1 else None
                same = isinstance(only, StateFact) and not fact.step and only.name == fact.name
                if isinstance(only, StateOfStep):
                    same = (only.step, only.name) == (fact.step, fact.name)
                if same and isinstance(only, StateFact | StateOfStep):
                    yield replace(only, bound=Bound.EXACT)


def _order(change: StateFact | StateOfStep) -> tuple[int, float]:
    """By number or day, as far as that goes without rounding mattering."""
    value = change.value
    if isinstance(value, date):
        return 0, value.toordinal()
    return 0, float(value) if isinstance(value, int) else 0.0


def _stating(view: View, fact: MissingFact, value: Value, type_: FieldType) -> Change:
    if not fact.step:
        return StateFact(fact.name, value, type_)
    return StateOfStep(fact.step, _number(view, fact), fact.name, value, type_)


def _number(view: View, fact: MissingFact) -> int:
    """The first occurrence of the step that doesn't state the fact."""
    listed = view.facts.occurrences.get(fact.step, ())
    without = [one for one in listed if one.step == fact.step and fact.name not in one.values]
    return view.number(without[0]) if without else 1
