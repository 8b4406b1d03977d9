"""One norm on one record: the verdict, and everything that a finding says of it.

This is the reference. It follows the meaning of norms step by step: which
occurrences are judged, whether the norm is in force, its condition, its
exceptions, its requirement, its deadline.

Where it isn't known whether there is an occurrence, which one counts, or on
which day it was, the norm is judged as far as that goes: if it doesn't apply
in any case the verdict is 不适用, else 待补充.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache, partial
from itertools import islice
from typing import cast

from dsl.norms.force import days_in_force
from dsl.norms.nodes import DATE, TRUE, Citation, Norm, NormException, Which
from engine.findings.nodes import (
    CONDITION,
    EXCEPTION,
    REQUIREMENT,
    Finding,
    MissingFact,
    Reason,
    UsedFact,
    Verdict,
)
from engine.interpret.codes import CODES
from engine.interpret.connectives import of_the_occurrence, taken_apart
from engine.interpret.force import in_force
from engine.interpret.ground import Outside, Standing, outside
from engine.interpret.prepare import Preparer
from engine.interpret.quick import maker
from engine.interpret.readings import readings_of
from engine.interpret.scene import Case, Scene, each_once, no_occurrence
from engine.interpret.sets import NOTHING, Sets, both, either, one, smallest
from engine.interpret.terms import Readings, Term, term
from engine.interpret.truths import Reasons, Truth

make_finding = maker(Finding)

NO_FACTS: tuple[MissingFact, ...] = ()
_NO_READING = "\0"
"""Taken the other way where only the verdict is asked for: no reading has this name."""


class Judgement:
    """What came out for one occurrence; 不适用 until more is said.

    ``day`` is the day whose law counts, ``dated`` whether it is the occurrence's
    own; ``outside``: not in force on that day.
    """

    __slots__ = ("dated", "day", "deadline", "exception", "missing", "outside", "reasons", "step", "used", "verdict")

    def __init__(self, step: str, day: date | None, used: list[UsedFact], reasons: Reasons):
        self.step = step
        self.day = day
        self.used = used
        self.reasons = reasons
        self.verdict = Verdict.NOT_APPLICABLE
        self.missing: tuple[MissingFact, ...] = ()
        self.deadline: date | None = None
        self.exception = ""
        self.dated = True
        self.outside = False


class Judge:
    """A norm, ready to be judged."""

    __slots__ = (
        "absent",
        "act",
        "alike",
        "at_once",
        "bare",
        "blank",
        "condition",
        "deadline",
        "editions",
        "exceptions",
        "ground",
        "lacking",
        "latest",
        "norm",
        "reading_names",
        "readings",
        "requirement",
        "rest",
        "undated",
    )

    def __init__(self, norm: Norm, readings: Readings, prepare: Preparer):
        self.norm = norm
        self.act = norm.act
        self.readings = readings
        self.reading_names = readings_of(norm)
        days = days_in_force(norm)
        self.undated = in_force(days, None)
        self.condition = None if norm.when == TRUE else prepare.truth(norm.when, CONDITION, readings)
        self.alike = (
            norm.act is not None
            and norm.act.which in (Which.EACH, Which.ANY)
            and norm.deadline is None
            and not prepare.looks_at_occurrence(norm)
        )
        gate, self.rest = taken_apart(self.condition)
        self.ground = prepare.ground(days, gate)
        self.exceptions = tuple(_Exception(exception, prepare, readings) for exception in norm.exceptions)
        self.bare = bool(days) and not self.exceptions
        self.requirement = prepare.truth(norm.require, REQUIREMENT, readings)
        self.deadline: Term | None = None if norm.deadline is None else term(norm.deadline, readings)
        self.latest = max(norm.citations, key=lambda citation: citation.validity.start or date.min, default=None)
        single = len(days) == 1 and len({citation.validity for citation in norm.citations}) < 2
        self.editions = None if single else prepare.editions(norm)
        self.lacking = (MissingFact("", norm.act.names[0] if norm.act else ""),)
        self.absent = self._finding(Judgement("", None, [], []), None, ())
        self.blank = _on_nothing(self.rest)
        self.at_once: tuple[Finding, ...] = ()
        """What is said where the act isn't listed and the record can't tell more: by citation, the latest last."""
        if self.bare and gate is None and self.blank is not None:
            known, reasons = self.blank
            verdict, missing = (Verdict.NOT_APPLICABLE, NO_FACTS) if known else (Verdict.UNKNOWN, self.lacking)
            self.at_once = tuple(
                make_finding(norm, verdict, "", None, citation, reasons, (), missing, None, "", ())
                for citation in (*norm.citations, self.latest)
            )

    def finding(self, case: Case) -> Finding:
        """Judge the norm on a record.

        Most norms end on the way, where ``judge`` would say just the same.
        """
        scene = case.whole
        if self.act is not None:
            acts = case.earliest(self.act.names) if self.alike else case.acts(self.act.names)
            if acts.only is None:
                if acts.unlisted:
                    return self.unlisted_finding(case, self.standing(case))
                return self.reference(case) if acts.scenes else self.absent
            scene = acts.only
            if acts.several and not (scene.day is not None and self.ground.in_force(scene.day)):
                return self.reference(case)
        day = scene.day
        if day is None:
            return self.reference(case)
        if not self.ground.in_force(day):
            return self._finding(_outside(outside(scene, day)), None, ())
        gate = self.ground.gate
        if gate is not None:
            scene.flipped = ""
            known = gate.known(scene)
            if known.held is False and not known.read:
                shown = day if scene.dated else None
                citation = self._citation(day, case)
                verdict = Verdict.NOT_APPLICABLE
                return make_finding(
                    self.norm, verdict, scene.step, shown, citation, known.reasons, known.used, (), None, "", ()
                )
        if self.bare and self.deadline is None:
            return self._plain_finding(scene, case)
        return self.reference(case)

    def standing(self, case: Case) -> Standing:
        """How far the ground of the norm leads where the record doesn't list the act."""
        return case.standings.get(self.ground) or self.ground.stand(case, case.unlisted(self.lacking))

    def unlisted_finding(self, case: Case, standing: Standing) -> Finding:
        """The finding where the record doesn't list the act, but it may have happened: the requirement can't decide.

        ``standing`` is that of the norm's ground.
        """
        if standing.outside is not None:
            said = standing.outside
            day = said.day
            verdict = Verdict.NOT_APPLICABLE
            return make_finding(self.norm, verdict, said.step, day, None, said.reasons, said.used, (), None, "", ())
        if self.at_once:
            return self.at_once[self._edition(case)]
        known = standing.known
        if standing.read or not (self.bare or standing.closed):
            return self.reference(case)
        verdict, missing = Verdict.NOT_APPLICABLE, NO_FACTS
        reasons, used = known.reasons, known.used
        if not standing.closed:
            verdict, missing = Verdict.UNKNOWN, self.lacking
            if self.blank is not None:
                if self.blank[0]:
                    verdict, missing = Verdict.NOT_APPLICABLE, NO_FACTS
                reasons += self.blank[1]
            else:
                scene = case.unlisted(self.lacking)
                looked_up, told = list(used), list(reasons)
                case.read.clear()
                scene.used, scene.flipped = looked_up, ""
                for truth in self.rest:
                    if truth.holds(scene, told) is False:
                        verdict, missing = Verdict.NOT_APPLICABLE, NO_FACTS
                        break
                if case.read:
                    return self.reference(case)
                reasons = tuple(told)
                if len(looked_up) > len(used):
                    used = each_once(looked_up)
        citation = self._citation(None, case)
        return make_finding(self.norm, verdict, "", None, citation, reasons, used, missing, None, "", ())

    def _plain_finding(self, scene: Scene, case: Case) -> Finding:
        """The finding of a norm with neither exceptions nor a deadline, in force, of one occurrence."""
        if case.read:
            case.read.clear()
        reasons: list[Reason] = []
        verdict = self._plainly(scene, "", reasons)
        used = each_once(scene.used)
        notes: tuple[str, ...] = ()
        if case.read:
            notes = tuple(self._notes(case, verdict, partial(self._plainly, scene, reasons=None)))
        missing: tuple[MissingFact, ...] = ()
        if verdict is Verdict.UNKNOWN:
            scene.flipped = ""
            missing = smallest(both(self._missing(scene, case.as_of)))
        shown = scene.day if scene.dated else None
        citation = self._citation(scene.day, case)
        return make_finding(
            self.norm, verdict, scene.step, shown, citation, tuple(reasons), used, missing, None, "", notes
        )

    def _plainly(self, scene: Scene, flipped: str, reasons: Reasons) -> Verdict:
        """Condition, then requirement; there is nothing else to a plain norm."""
        scene.used, scene.flipped = [], flipped
        if self.condition is not None:
            held = self.condition.holds(scene, reasons)
            if not held:
                return Verdict.UNKNOWN if held is None else Verdict.NOT_APPLICABLE
        held = self.requirement.holds(scene, reasons)
        if held is None:
            return Verdict.UNKNOWN
        return Verdict.COMPLIANT if held else Verdict.VIOLATED

    def reference(self, case: Case) -> Finding:
        """As ``finding``, all the way, whatever the record."""
        case.read.clear()
        judgement = self.judge(case)
        if judgement is None:
            return self.absent
        notes: tuple[str, ...] = ()
        if case.read:
            notes = tuple(self._notes(case, judgement.verdict, partial(self._verdict, case)))
        return self._finding(judgement, None if judgement.outside else self._citation(judgement.day, case), notes)

    def verdict(self, case: Case) -> Verdict:
        """The verdict of ``finding`` alone, without reasons and what is missing."""
        return self._verdict(case, _NO_READING)

    def verdict_of(self, scene: Scene, as_of: date) -> Verdict:
        """What comes out for one occurrence alone, or for the record as a whole."""
        return self.occurrence(scene, as_of, True, _NO_READING).verdict

    def _verdict(self, case: Case, flipped: str) -> Verdict:
        judgement = self.judge(case, flipped)
        return Verdict.NOT_APPLICABLE if judgement is None else judgement.verdict

    def judge(self, case: Case, flipped: str = "") -> Judgement | None:
        """The judgement that decides; None where the act is known not to have occurred.

        ``flipped`` is a reading to take the other way; then only the verdict is asked for.
        """
        act = self.act
        if act is None:
            return self.occurrence(case.whole, case.as_of, True, flipped)
        acts = case.acts(act.names)
        scenes = acts.scenes
        if not scenes:
            return self._unlisted(case, flipped) if acts.unlisted else None
        if len(scenes) == 1:
            return self.occurrence(scenes[0], case.as_of, True, flipped)
        if act.which is Which.FIRST or act.which is Which.LAST:
            if DATE not in scenes[-1].stated:
                return self.occurrence(case.undated(scenes[-1].lack.step), case.as_of, False, flipped)
            scene = scenes[0] if act.which is Which.FIRST else scenes[-1]
            return self.occurrence(scene, case.as_of, True, flipped)
        if self.alike:
            scenes = self._telling(scenes)
        judgements = [self.occurrence(scene, case.as_of, True, flipped) for scene in scenes]
        return _best(judgements) if act.which is Which.ANY else _worst(judgements)

    def _unlisted(self, case: Case, flipped: str) -> Judgement:
        """The act isn't listed, but the record doesn't say that it lists everything."""
        scene = case.unlisted(self.lacking)
        reference = case.facts.reference_day
        if reference is not None and not self.ground.in_force(reference):
            return _outside(outside(scene, reference))
        return self.occurrence(scene, case.as_of, False, flipped)

    def _telling(self, scenes: tuple[Scene, ...]) -> tuple[Scene, ...]:
        """Those that can differ for a norm that looks only at the record as a whole: by their day.

        The first, the first on whose day the norm is in force, and the first without a day.
        """
        dated = (scene for scene in scenes if scene.day is not None and self.ground.in_force(scene.day))
        undated = (scene for scene in scenes if scene.day is None)
        return tuple(dict.fromkeys((scenes[0], *islice(dated, 1), *islice(undated, 1))))

    def _citation(self, day: date | None, case: Case) -> Citation | None:
        """The citation in force on ``day``; the likeliest one where that isn't known."""
        if self.editions is None:
            return self.latest
        place = self._edition(case) if day is None else self.editions.on(day)
        return self.latest if place < 0 else self.norm.citations[place]

    def _edition(self, case: Case) -> int:
        """The place of the citation in force on the day of the record as a whole; -1: the latest."""
        editions = self.editions
        if editions is None:
            return -1
        place = case.cited.get(editions)
        if place is None:
            place = case.cited[editions] = editions.on(case.facts.reference_day or case.as_of)
        return place

    def occurrence(self, scene: Scene, as_of: date, known: bool, flipped: str) -> Judgement:
        """Judge one occurrence; ``known`` is false where it isn't known which, or whether there is one."""
        day = scene.day
        force = self.undated if day is None else self.ground.in_force(day)
        if force is False:
            return _outside(outside(scene, day))
        scene.used, scene.flipped = [], flipped
        judgement = Judgement(scene.step, day, scene.used, None if flipped else [])
        judgement.dated = scene.dated
        verdict = self._apply(scene, as_of, known, judgement)
        doubtful = not known or not force
        if doubtful and verdict is not Verdict.NOT_APPLICABLE:
            verdict, judgement.exception, judgement.deadline = Verdict.UNKNOWN, "", None
        judgement.verdict = verdict
        if verdict is Verdict.UNKNOWN and not flipped:
            missing = [one(scene.lack.name, scene.lack.step)] if doubtful else []
            if known:
                missing += self._missing(scene, as_of)
            judgement.missing = smallest(both(missing))
        return judgement

    def _apply(self, scene: Scene, as_of: date, known: bool, judgement: Judgement) -> Verdict:
        """Condition, then exceptions, then requirement, of a norm that is in force.

        An exception that holds takes the norm away, even where the condition isn't known.

        Where the occurrence isn't known the requirement can't decide, and isn't looked at.
        """
        if self.condition is not None:
            held = self.condition.holds(scene, judgement.reasons)
            if held is None and not self._excused(scene, judgement):
                return Verdict.UNKNOWN
            if not held:
                return Verdict.NOT_APPLICABLE
        if not self.exceptions:
            return self._required(self.requirement, scene, as_of, judgement) if known else Verdict.UNKNOWN
        return self._from(0, scene, as_of, judgement)

    def _excused(self, scene: Scene, judgement: Judgement) -> bool:
        """Whether an exception takes the norm away, be its condition true or not."""
        used = len(scene.used)
        told: Reasons = None if judgement.reasons is None else []
        for exception in self.exceptions:
            held = exception.condition.holds(scene, told)
            if held is not False and exception.requirement is not None:
                break
            if held:
                judgement.exception = exception.name
                if judgement.reasons is not None:
                    judgement.reasons += told or ()
                return True
        del scene.used[used:]
        return False

    def _from(self, index: int, scene: Scene, as_of: date, judgement: Judgement) -> Verdict:
        """The exceptions from ``index`` on, then the requirement."""
        if index == len(self.exceptions):
            return self._required(self.requirement, scene, as_of, judgement)
        exception = self.exceptions[index]
        held = exception.condition.holds(scene, judgement.reasons)
        if held:
            judgement.exception = exception.name
            if exception.requirement is None:
                return Verdict.NOT_APPLICABLE
            return self._required(exception.requirement, scene, as_of, judgement)
        otherwise = self._from(index + 1, scene, as_of, judgement)
        if held is False:
            return otherwise
        if exception.requirement is None:
            relieved = otherwise is Verdict.COMPLIANT or otherwise is Verdict.NOT_APPLICABLE
            verdict = otherwise if relieved else Verdict.UNKNOWN
        else:
            instead = self._required(exception.requirement, scene, as_of, judgement)
            verdict = otherwise if instead is otherwise else Verdict.UNKNOWN
        if verdict is Verdict.UNKNOWN:
            judgement.exception, judgement.deadline = "", None
        return verdict

    def _required(self, requirement: Truth, scene: Scene, as_of: date, judgement: Judgement) -> Verdict:
        """A requirement, and the deadline for it."""
        held = requirement.holds(scene, judgement.reasons)
        deadline = None
        if self.deadline is not None:
            deadline = cast(date | None, self.deadline.value(scene, []))
            judgement.deadline = deadline
        if held:
            return Verdict.COMPLIANT
        if self.deadline is not None:
            if deadline is None:
                return Verdict.UNKNOWN
            if as_of <= deadline:
                return Verdict.PENDING
        return Verdict.VIOLATED if held is False else Verdict.UNKNOWN

    def _missing(self, scene: Scene, as_of: date) -> list[Sets]:
        """What is missing to apply a norm whose verdict is unknown."""
        scene.used = []  # what is looked up from here on was looked up before
        found = []
        if self.condition is not None and self.condition.holds(scene, None) is None:
            found.append(self.condition.missing(scene, True))
        found.append(self._missing_from(0, scene, as_of))
        return found

    def _missing_from(self, index: int, scene: Scene, as_of: date) -> Sets:
        """What is missing from exception ``index`` on; an exception may hold, or not."""
        if index == len(self.exceptions):
            return self._missing_required(self.requirement, scene, as_of)
        exception = self.exceptions[index]
        instead = exception.requirement
        lacking = () if instead is None else self._missing_required(instead, scene, as_of)
        held = exception.condition.holds(scene, None)
        if held:
            return lacking or NOTHING
        otherwise = self._missing_from(index + 1, scene, as_of)
        if held is False:
            return otherwise
        return either(
            [
                both([exception.condition.missing(scene, True), *([lacking] if lacking else [])]),
                both([exception.condition.missing(scene, False), otherwise]),
            ]
        )

    def _missing_required(self, requirement: Truth, scene: Scene, as_of: date) -> Sets:
        """What is missing to see a requirement met, or else its deadline."""
        held = requirement.holds(scene, None)
        if held is None:
            return requirement.missing(scene, True)
        if held is False and self.deadline is not None and self.deadline.value(scene, []) is None:
            return self.deadline.missing(scene)
        return NOTHING

    def _notes(self, case: Case, verdict: Verdict, flip: Callable[[str], Verdict]) -> Iterable[str]:
        """For each reading on which the verdict depends, both results (需人工)."""
        for name in [name for name in self.reading_names if name in case.read]:
            flipped = flip(name)
            if flipped is not verdict:
                yield _by_reading(name, self.readings[name], verdict, flipped)

    def _finding(self, judgement: Judgement, citation: Citation | None, notes: tuple[str, ...]) -> Finding:
        return make_finding(
            self.norm,
            judgement.verdict,
            judgement.step,
            judgement.day if judgement.dated else None,
            citation,
            tuple(judgement.reasons or ()),
            each_once(judgement.used),
            judgement.missing,
            judgement.deadline,
            judgement.exception,
            notes,
        )


def _on_nothing(truths: tuple[Truth, ...]) -> tuple[bool, tuple[Reason, ...]] | None:
    """Whether one of them fails and why, where there is no occurrence; None where the record could tell more."""
    if not all(map(of_the_occurrence, truths)):
        return None
    scene, reasons = no_occurrence(), list[Reason]()
    failed = any(truth.holds(scene, reasons) is False for truth in truths)
    return failed, tuple(reasons)


class _Exception:
    """An exception, ready to be evaluated."""

    __slots__ = ("condition", "name", "requirement")

    def __init__(self, exception: NormException, prepare: Preparer, readings: Readings):
        self.name = exception.name
        self.condition = prepare.truth(exception.when, EXCEPTION, readings)
        self.requirement = (
            None if exception.require is None else prepare.truth(exception.require, REQUIREMENT, readings)
        )


@cache
def _by_reading(name: str, taken: bool, verdict: Verdict, flipped: Verdict) -> str:
    """What is said of a verdict that would be ``flipped`` if the reading were taken the other way."""
    results = {taken: verdict.chinese, not taken: flipped.chinese}
    conclusion = f"本结论取“{'是' if taken else '否'}”"
    return f"结论取决于读法“{name}”：取“是”为{results[True]}，取“否”为{results[False]}；{conclusion}"


def _outside(said: Outside) -> Judgement:
    judgement = Judgement(said.step, said.day, list(said.used), list(said.reasons))
    judgement.outside = True
    return judgement


def _worst(judgements: list[Judgement]) -> Judgement:
    """The first of the worst."""
    return max(judgements, key=lambda judgement: CODES[judgement.verdict])


def _best(judgements: list[Judgement]) -> Judgement:
    """The first of the best, those to which the norm doesn't apply left aside."""
    applicable = [judgement for judgement in judgements if judgement.verdict is not Verdict.NOT_APPLICABLE]
    return min(applicable or judgements[:1], key=lambda judgement: CODES[judgement.verdict])
