"""Truths made of truths: quantifiers over occurrences, negation, conjunction, disjunction."""
# ruff: noqa: D102 (a method means what its base class says)

from __future__ import annotations

from dsl.norms.nodes import (
    Arithmetic,
    Compare,
    Const,
    Current,
    DaysBetween,
    EventFact,
    Exists,
    ForAll,
    HasDocument,
    IsTrue,
    OneOf,
    Scale,
    Stated,
)
from dsl.norms.shape import walk
from engine.facts import Occurrence
from engine.findings.nodes import Reason
from engine.interpret.scene import Known, Scene, each_once, make_known
from engine.interpret.sets import Sets, both, either
from engine.interpret.truths import (
    CompareTruth,
    HasDocumentTruth,
    IsTrueTruth,
    OneOfTruth,
    Reasons,
    StatedTruth,
    Truth,
    make_reason,
    missing_step,
)


class _Quantified(Truth):
    """A truth about the occurrences of an act, each bound to a name in turn."""

    __slots__ = ("act", "body", "expr", "part", "variable")

    def __init__(self, expr: Exists | ForAll, part: str, body: Truth):
        self.expr = expr
        self.part = part
        self.act = expr.act
        self.variable = expr.variable
        self.body = body

    def decide(self, scene: Scene, reasons: Reasons, decisive: bool, otherwise: bool | None) -> bool | None:
        """``decisive`` if the body is so for one occurrence; else unknown if it is for one; else ``otherwise``.

        The reasons given are those of the first occurrence that decided, or
        else of all, since then all of them had to be looked at.
        """
        result = otherwise
        inner: list[Reason] = []
        for occurrence in scene.occurrences(self.act):
            start = len(inner)
            held = self.holds_for(occurrence, scene, None if reasons is None else inner)
            if held is decisive:
                result, inner = decisive, inner[start:]
                break
            if held is None:
                result = None
        if reasons is not None:
            reasons.append(make_reason(self.part, self.expr, result, ()))
            reasons.extend(inner)
        return result

    def holds_for(self, occurrence: Occurrence, scene: Scene, reasons: Reasons) -> bool | None:
        """The body, for one occurrence."""
        outer = scene.bound.get(self.variable)
        scene.bound[self.variable] = occurrence
        held = self.body.holds(scene, reasons)
        if outer is not None:
            scene.bound[self.variable] = outer
        return held

    def missing_for_each(self, scene: Scene, want: bool) -> list[Sets]:
        """What the body lacks to be ``want``, for each occurrence for which it is unknown."""
        found = []
        for occurrence in scene.occurrences(self.act):
            if self.holds_for(occurrence, scene, None) is None:
                outer = scene.bound.get(self.variable)
                scene.bound[self.variable] = occurrence
                found.append(self.body.missing(scene, want))
                if outer is not None:
                    scene.bound[self.variable] = outer
        return found


class ExistsTruth(_Quantified):
    """Some occurrence satisfies the body; where none is listed, there may be one unless the record closes the act."""

    __slots__ = ()

    def holds(self, scene: Scene, reasons: Reasons) -> bool | None:
        return self.decide(scene, reasons, True, None if self.unlisted(scene) else False)

    def missing(self, scene: Scene, want: bool) -> Sets:
        if self.unlisted(scene):
            return missing_step(self.act, want)
        found = self.missing_for_each(scene, want)
        return either(found) if want else both(found)

    def unlisted(self, scene: Scene) -> bool:
        """Whether no occurrence is listed, and still there may be one."""
        return not scene.occurrences(self.act) and not scene.closed(self.act)


class ForAllTruth(_Quantified):
    """Every listed occurrence satisfies the body."""

    __slots__ = ()

    def holds(self, scene: Scene, reasons: Reasons) -> bool | None:
        return self.decide(scene, reasons, False, True)

    def missing(self, scene: Scene, want: bool) -> Sets:
        found = self.missing_for_each(scene, want)
        return both(found) if want else either(found)


NONE: frozenset[str] = frozenset()
"""No readings."""


class RecordTruth(Truth):
    """A truth about the record as a whole, looked at once for all the norms that ask for it.

    ``readings`` are the named readings that it depends on; only those that
    would change it on this record count as read.
    """

    __slots__ = ("readings", "truth")

    def __init__(self, truth: Truth, readings: frozenset[str]):
        self.truth = truth
        self.readings = readings

    def holds(self, scene: Scene, reasons: Reasons) -> bool | None:
        known = self.known(scene)
        if known.read:
            scene.case.read |= known.read
        scene.used += known.used
        if reasons is not None:
            reasons += known.reasons
        return known.held

    def known(self, scene: Scene) -> Known:
        """What came out, looked at once."""
        key = (self, scene.flipped) if self.readings else self
        return scene.case.memo.get(key) or self._look(scene, key)

    def _look(self, scene: Scene, key: object) -> Known:
        case, flipped = scene.case, scene.flipped
        before, read, scene.used, case.read = scene.used, case.read, [], set()
        reasons: list[Reason] = []
        held = self.truth.holds(scene, reasons)
        used, mattering = each_once(scene.used), NONE
        if case.read and not flipped:
            mattering = frozenset([name for name in case.read if self._otherwise(scene, name) is not held])
        scene.used, case.read, scene.flipped = before, read, flipped
        known: Known = make_known(held, tuple(reasons), used, mattering)
        case.memo[key] = known
        return known

    def _otherwise(self, scene: Scene, name: str) -> bool | None:
        scene.flipped = name
        return self.truth.holds(scene, None)

    def flipped(self, scene: Scene, name: str) -> bool | None:
        """What would come out with a reading taken the other way."""
        scene.flipped = name
        held = self.known(scene).held
        scene.flipped = ""
        return held

    def missing(self, scene: Scene, want: bool) -> Sets:
        key = (self, want, scene.flipped)
        known = scene.case.lacks.get(key)
        if known is None:
            known = scene.case.lacks[key] = self.truth.missing(scene, want)
        return known


def taken_apart(condition: Truth | None) -> tuple[RecordTruth | None, tuple[Truth, ...]]:
    """What a condition asks of the record as a whole before anything else, and what it asks besides, in order."""
    if condition is None:
        return None, ()
    if isinstance(condition, AndTruth) and condition.operands:
        gate, rest = taken_apart(condition.operands[0])
        if gate is not None:
            return gate, (*rest, *condition.operands[1:])
    return (condition, ()) if isinstance(condition, RecordTruth) else (None, (condition,))


_OF_THE_OCCURRENCE = (Compare, OneOf, IsTrue, Stated, HasDocument, EventFact, Const, Scale, Arithmetic, DaysBetween)


def of_the_occurrence(truth: Truth) -> bool:
    """Whether a truth looks at nothing but the occurrence that is judged: then nothing is known where there is none."""
    if isinstance(truth, _Several):
        return all(of_the_occurrence(operand) for operand in truth.operands)
    if isinstance(truth, NotTruth):
        return of_the_occurrence(truth.operand)
    if not isinstance(truth, CompareTruth | OneOfTruth | IsTrueTruth | StatedTruth | HasDocumentTruth):
        return False
    parts = list(walk(truth.expr))
    events = [part.event for part in parts if isinstance(part, EventFact | HasDocument)]
    return all(isinstance(part, _OF_THE_OCCURRENCE) for part in parts) and set(events) == {Current()}


class NotTruth(Truth):
    """The contrary."""

    __slots__ = ("operand",)

    def __init__(self, operand: Truth):
        self.operand = operand

    def holds(self, scene: Scene, reasons: Reasons) -> bool | None:
        held = self.operand.holds(scene, reasons)
        return None if held is None else not held

    def missing(self, scene: Scene, want: bool) -> Sets:
        return self.operand.missing(scene, not want)


class _Several(Truth):
    """A connective.

    In a requirement all operands are looked at, so that all reasons are told;
    elsewhere (``brief``) no further than to the one that decides.
    """

    __slots__ = ("brief", "operands")
    decisive: bool

    def __init__(self, operands: list[Truth], brief: bool):
        self.operands = operands
        self.brief = brief

    def holds(self, scene: Scene, reasons: Reasons) -> bool | None:
        """``decisive`` if one operand is; else unknown if one is; else the contrary."""
        decisive = self.decisive
        result: bool | None = not decisive
        for operand in self.operands:
            held = operand.holds(scene, reasons)
            if held is decisive:
                result = decisive
                if self.brief:
                    break
            elif held is None and result is not decisive:
                result = None
        return result

    def unknown(self, scene: Scene, want: bool) -> list[Sets]:
        """What each unknown operand lacks to be ``want``."""
        return [operand.missing(scene, want) for operand in self.operands if operand.holds(scene, None) is None]


class AndTruth(_Several):
    """All operands hold."""

    __slots__ = ()
    decisive = False

    def missing(self, scene: Scene, want: bool) -> Sets:
        found = self.unknown(scene, want)
        return both(found) if want else either(found)


class OrTruth(_Several):
    """One of the operands holds."""

    __slots__ = ()
    decisive = True

    def missing(self, scene: Scene, want: bool) -> Sets:
        found = self.unknown(scene, want)
        return either(found) if want else both(found)
