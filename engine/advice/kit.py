"""What advice prepares once for an evaluator, and the view of one record that it searches in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

from dsl.norms.nodes import DATE, Act, EventFact, Exists, Expr, Fact, ForAll, Happened, OneOf, TruthExpr, ValueExpr
from dsl.norms.shape import expressions_of, walk
from dsl.values import FieldType, Value
from engine.advice.changes import NEW, Numbered, number_of, numbered
from engine.facts import Facts, Occurrence, facts_of
from engine.findings.nodes import REQUIREMENT, Finding, Verdict
from engine.interpret.evaluator import Evaluator
from engine.interpret.judge import Judge
from engine.interpret.scene import Case, Scene
from engine.interpret.terms import Readings, Term, term
from engine.interpret.truths import Truth
from engine.records.nodes import DecisionRecord


class Kit:
    """Truths and values of an evaluator's norms, ready to be looked at one by one; depends on the rules only."""

    def __init__(self, evaluator: Evaluator) -> None:
        self.evaluator = evaluator
        self.judges: Mapping[str, Judge] = {judge.norm.id: judge for judge in reversed(evaluator.judges)}
        self._truths: dict[tuple[int, int], Truth] = {}
        self._terms: dict[tuple[int, int], Term] = {}
        self._kept: list[Expr] = []  # an id is a key only while the expression lives

    def truth(self, expr: TruthExpr, readings: Readings) -> Truth:
        """A truth, ready to be evaluated."""
        key = (id(expr), id(readings))
        found = self._truths.get(key)
        if found is None:
            self._kept.append(expr)
            found = self._truths[key] = self.evaluator.prepare.truth(expr, REQUIREMENT, readings)
        return found

    def term(self, expr: ValueExpr, readings: Readings) -> Term:
        """A value, ready to be evaluated."""
        key = (id(expr), id(readings))
        found = self._terms.get(key)
        if found is None:
            self._kept.append(expr)
            found = self._terms[key] = term(expr, readings)
        return found

    @cached_property
    def options(self) -> Mapping[tuple[bool, str], tuple[str, ...]]:
        """The texts that norms look for in a fact of a step (True) or of the record, by its name."""
        found: dict[tuple[bool, str], set[str]] = {}
        for judge in self.judges.values():
            for expr in expressions_of(judge.norm):
                for part in walk(expr):
                    if isinstance(part, OneOf) and isinstance(part.operand, Fact | EventFact):
                        key = (isinstance(part.operand, EventFact), part.operand.name)
                        found.setdefault(key, set()).update(part.options)
        return {key: tuple(sorted(several)) for key, several in found.items()}

    @cached_property
    def heads(self) -> frozenset[str]:
        """The names by which norms call acts, without those that count as one of them as well."""
        return frozenset(act.names[0] for judge in self.judges.values() for act in acts_of(judge))

    @cached_property
    def types(self) -> Mapping[str, FieldType]:
        """The types of the facts of steps that norms look at."""
        parts = (part for one in self.judges.values() for expr in expressions_of(one.norm) for part in walk(expr))
        return {part.name: part.type for part in parts if isinstance(part, EventFact)}

    @cached_property
    def record_types(self) -> Mapping[str, FieldType]:
        """The types of the facts of the record that norms look at."""
        parts = (part for one in self.judges.values() for expr in expressions_of(one.norm) for part in walk(expr))
        return {part.name: part.type for part in parts if isinstance(part, Fact)}

    @cached_property
    def mentions(self) -> Mapping[str, frozenset[str]]:
        """The ids of the norms that speak of an act, by its name: as their own, or anywhere in what they ask."""
        found: dict[str, set[str]] = {}
        for judge in self.judges.values():
            for act in acts_of(judge):
                for name in act.names:
                    found.setdefault(name, set()).add(judge.norm.id)
        return {name: frozenset(ids) for name, ids in found.items()}


def acts_of(judge: Judge) -> Iterable[Act]:
    """All acts that a norm speaks of."""
    if judge.norm.act is not None:
        yield judge.norm.act
    for expr in expressions_of(judge.norm):
        for part in walk(expr):
            if isinstance(part, Happened | Exists | ForAll):
                yield part.act
            else:
                event = getattr(part, "event", None)
                act = getattr(event, "act", None) or getattr(part, "act", None)
                if isinstance(act, Act):
                    yield act


class View:
    """One record on one day, and what comes of it by the evaluator of a kit."""

    def __init__(self, kit: Kit, record: DecisionRecord, day: date) -> None:
        self.kit = kit
        self.record = record
        self.day = day
        self.facts: Facts = facts_of(record, day)
        self.case = Case(self.facts, day)
        self._numbers: dict[int, int] = {}
        self._verdicts: dict[str, Verdict] = {}

    @cached_property
    def findings(self) -> Mapping[str, Finding]:
        """All findings by the id of their norm."""
        return {one.norm.id: one for one in self.kit.evaluator.findings(self.facts, self.day)}

    @cached_property
    def violated(self) -> frozenset[str]:
        """The norms that are violated."""
        return frozenset(key for key, one in self.findings.items() if one.verdict is Verdict.VIOLATED)

    def finding(self, norm_id: str) -> Finding:
        """The finding of one norm."""
        return self.kit.evaluator.finding(self.facts, self.day, norm_id)

    def verdict(self, judge: Judge) -> Verdict:
        """What a norm comes to."""
        key = judge.norm.id
        found = self._verdicts.get(key)
        if found is None:
            found = self._verdicts[key] = judge.verdict(self.case)
        return found

    @cached_property
    def numbered(self) -> Numbered:
        """All occurrences of the record, later ones included."""
        return numbered(self.record)

    def number(self, occurrence: Occurrence) -> int:
        """The number of an occurrence in the whole record; NEW or less for one that isn't in it."""
        if occurrence.number <= NEW:
            return occurrence.number
        found = self._numbers.get(id(occurrence))
        if found is None:
            found = self._numbers[id(occurrence)] = number_of(self.numbered, occurrence, self.day)
        return found

    def value(self, expr: ValueExpr, scene: Scene, readings: Readings) -> Value | None:
        """What a value comes to, None where unknown."""
        return self.kit.term(expr, readings).value(scene, [])

    def holds(self, expr: TruthExpr, scene: Scene, readings: Readings) -> bool | None:
        """Whether a truth holds, None where unknown."""
        return self.kit.truth(expr, readings).holds(scene, None)

    def verdict_of(self, judge: Judge, scene: Scene) -> Verdict:
        """What a norm comes to for one occurrence, or for the record as a whole."""
        return judge.verdict_of(scene, self.day)

    def scenes(self, judge: Judge) -> tuple[Scene, ...]:
        """The occurrences that decide what a norm comes to; that of the record for a norm without an act."""
        act = judge.norm.act
        if act is None:
            return (self.case.whole,)
        scenes = self.case.acts(act.names).scenes
        if len(scenes) < 2 or act.which.value in ("每次", "任一"):
            return scenes
        if DATE not in scenes[-1].stated:
            return ()
        return scenes[:1] if act.which.value == "首次" else scenes[-1:]
