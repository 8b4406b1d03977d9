"""All norms as rulesets for the engine, small enough for it, and the facts that are put to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Any

from dsl.norms.force import days_in_force
from dsl.norms.nodes import DATE, Which
from dsl.values import Interval
from engine.facts import Facts
from engine.findings.nodes import MissingFact
from engine.interpret.codes import Code
from engine.interpret.evaluator import Evaluator
from engine.interpret.force import in_force
from engine.interpret.readings import resolve_readings
from engine.interpret.scene import Case, Scene
from engine.rete import formula
from engine.rete.corridor import FIELDS, GROUPS, RULES, TAG, WAYS, most_ways, refuse_unsafe
from engine.rete.leaves import NO, state
from engine.rete.rules import NOT_ASKED, NormRules

Ruleset = dict[str, Any]
"""Rules by name, as the engine reads them, the action left out."""


@dataclass(frozen=True, slots=True)
class Question:
    """A fact that is put to one ruleset, and the norms for which it asks."""

    ruleset: int
    fact: dict[str, int]
    norms: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A ruleset, the norms in it, by their places, and the fields of the facts that are put to it."""

    rules: Ruleset
    norms: tuple[int, ...]
    fields: frozenset[str]


class Plan:
    """The norms of the reference as rulesets, made when a norm is first asked for.

    ``parts``, and ``rulesets``, their rules, only grow: no ruleset is ever changed.
    """

    def __init__(self, reference: Evaluator):
        self.norms = reference.norms
        self.parts: list[Part] = []
        self.rulesets: list[Ruleset] = []
        taken = resolve_readings(reference.programs, reference.readings)
        self._readings = [one for program, one in zip(reference.programs, taken, strict=True) for _ in program.norms]
        self._days = [days_in_force(norm) for norm in self.norms]
        self._prepare = reference.prepare
        self._rules: dict[int, NormRules] = {}
        self._part_of: dict[int, int] = {}
        self._making = Lock()

    def questions(self, facts: Facts, as_of: date) -> list[Question]:
        """What to ask the engine of a record: of each norm, the occurrences on whose day it is or may be in force."""
        case = Case(facts, as_of)
        asked: dict[int, list[tuple[Scene, int]]] = {}
        for place in range(len(self.norms)):
            for scene, standing in self._scenes(place, case):
                if standing != NO:
                    asked.setdefault(place, []).append((scene, standing))
        self._make(asked)
        columns: dict[tuple[int, int], tuple[dict[str, int], list[int]]] = {}
        for place, scenes in asked.items():
            for column, (scene, standing) in enumerate(scenes):
                fact, norms = columns.setdefault((self._part_of[place], column), ({}, []))
                fact |= self._rules[place].fill(scene, standing, as_of)
                norms.append(place)
        questions = []
        for (number, _), (fact, norms) in columns.items():
            whole = dict.fromkeys(self.parts[number].fields, NOT_ASKED) | fact
            questions.append(Question(number, whole, tuple(norms)))
        return questions

    def _make(self, places: Iterable[int]) -> None:
        """Make rulesets of the norms that have none yet."""
        with self._making:
            new = [place for place in places if place not in self._part_of]
            for place in new:
                self._rules[place] = NormRules(self.norms[place], f"n{place}_", self._prepare, self._readings[place])
            for part in self._packed(new):
                refuse_unsafe(part.rules, part.fields)
                self.parts.append(part)
                self.rulesets.append(part.rules)
                self._part_of.update(dict.fromkeys(part.norms, len(self.parts) - 1))

    def _packed(self, places: Iterable[int]) -> Iterator[Part]:
        rules: Ruleset = {}
        together: list[int] = []
        fields: list[str] = []
        ways = 0
        for place in places:
            norm = self._rules[place]
            own = dict(_written(place, norm))
            more = most_ways(own)
            large = len(rules) + len(own) > RULES or len(fields) + len(norm.fields) > FIELDS or ways + more > WAYS
            if together and large:
                yield Part(rules, tuple(together), frozenset(fields))
                rules, together, fields, ways = {}, [], [], 0
            rules |= own
            together.append(place)
            fields += norm.fields
            ways += more
        if together:
            yield Part(rules, tuple(together), frozenset(fields))

    def _scenes(self, place: int, case: Case) -> Iterator[tuple[Scene, int]]:
        """The occurrences to judge, and how each stands (see ``NormRules``)."""
        norm, days = self.norms[place], self._days[place]
        act = norm.act
        if act is None:
            yield case.whole, _standing(days, case.whole.day)
            return
        acts = case.acts(act.names)
        scenes = acts.scenes
        if not scenes:
            if acts.unlisted:
                scene = case.unlisted((MissingFact("", act.names[0]),))
                reference = case.facts.reference_day
                out = not days or (reference is not None and not in_force(days, reference))
                yield scene, state(False if out else None)
            return
        if len(scenes) > 1 and act.which in (Which.FIRST, Which.LAST):
            if DATE not in scenes[-1].stated:
                undated = case.undated(scenes[-1].lack.step)
                yield undated, min(_standing(days, undated.day), state(None))
                return
            scenes = (scenes[0] if act.which is Which.FIRST else scenes[-1],)
        for scene in scenes:
            yield scene, _standing(days, scene.day)

    def verdict(self, place: int, codes: Sequence[Code]) -> Code:
        """What the codes of a norm's occurrences come to."""
        act = self.norms[place].act
        if act is not None and act.which is Which.ANY:
            return min((code for code in codes if code is not Code.NOT_APPLICABLE), default=Code.NOT_APPLICABLE)
        return max(codes, default=Code.NOT_APPLICABLE)


def _standing(days: tuple[Interval, ...], day: date | None) -> int:
    return state(in_force(days, day))


def _written(place: int, norm: NormRules) -> Iterator[tuple[str, dict[str, object]]]:
    for code, found in norm.formulas.items():
        for number, one in enumerate(formula.alternatives(found, GROUPS)):
            condition = {"$and": [dict(TAG), formula.as_json(one)]}
            yield f"{place}.{code.value}.{number}", {"all": [{"m": condition}]}
