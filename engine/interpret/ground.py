"""What norms have in common where the record doesn't list their act: the days in force and the first condition.

Most norms of most records end there: they were not in force, or the record as
a whole isn't what they are about. That is looked at once for all that share it.
"""

from __future__ import annotations

from datetime import date
from typing import cast

from dsl.norms.nodes import DATE, Current, EventFact, Fact
from dsl.values import FieldType, Interval
from engine.findings.nodes import IN_FORCE, Reason, UsedFact
from engine.interpret.connectives import NONE, RecordTruth
from engine.interpret.force import in_force
from engine.interpret.scene import Case, Known, Scene
from engine.interpret.truths import make_reason

_CURRENT_DATE = EventFact(Current(), DATE, FieldType.DATE)
_RECORD_DATE = Fact(DATE, FieldType.DATE)


class Outside:
    """What is said of a norm that is not in force on ``day``."""

    __slots__ = ("day", "reasons", "step", "used")

    def __init__(self, step: str, day: date | None, used: tuple[UsedFact, ...], reasons: tuple[Reason, ...]):
        self.step = step
        self.day = day
        self.used = used
        self.reasons = reasons


class Standing:
    """How far one ground leads on a record.

    Either ``outside``, or what came out for the gate (``known``, nothing where
    there is none). ``closed``: the norms don't apply. ``read`` are the named
    readings by which the gate can change that.
    """

    __slots__ = ("closed", "known", "outside", "read")

    def __init__(self, known: Known, read: frozenset[str], outside: Outside | None = None):
        self.known = known
        self.closed = known.held is False
        self.read = read
        self.outside = outside


_NO_GATE = Known(True, (), (), NONE)


class Ground:
    """The days in force, and the condition on the record as a whole that comes first (``gate``)."""

    __slots__ = ("days", "first_day", "gate", "last_day", "one_span")

    def __init__(self, days: tuple[Interval, ...], gate: RecordTruth | None):
        self.days = days
        self.gate = gate
        self.one_span = len(days) == 1
        self.first_day = days[0].start or date.min if days else date.max
        self.last_day = days[-1].end or date.max if days else date.min

    def in_force(self, day: date) -> bool:
        """Whether the norms are in force on ``day``."""
        within = self.first_day <= day <= self.last_day
        return within and (self.one_span or in_force(self.days, day) is True)

    def stand(self, case: Case, scene: Scene) -> Standing:
        """What is said where the act isn't listed; ``scene`` is that of such an act."""
        day = case.facts.reference_day
        if day is not None and not self.in_force(day):
            found = Standing(_NO_GATE, NONE, outside(scene, day))
        elif self.gate is None:
            found = Standing(_NO_GATE, NONE)
        else:
            scene.flipped = ""
            known = self.gate.known(scene)
            found = Standing(known, self._turning(known, scene) if known.read else NONE)
        case.standings[self] = found
        return found

    def _turning(self, known: Known, scene: Scene) -> frozenset[str]:
        """The readings that turn the gate to or from “false”: where the act isn't listed, no others matter."""
        gate, shut = cast(RecordTruth, self.gate), known.held is False
        return frozenset([name for name in known.read if (gate.flipped(scene, name) is False) is not shut])


def outside(scene: Scene, day: date | None) -> Outside:
    """What is said of every norm that isn't in force on the day of a scene."""
    kept = scene.outside
    if kept is None:
        expr = _RECORD_DATE if scene.current is None else _CURRENT_DATE
        stated = (scene.case.record if scene.current is None else scene.stated).get(DATE)
        reason = make_reason(IN_FORCE, expr, False, ((expr, day),))
        step = "" if scene.current is None else scene.current.step
        kept = scene.outside = Outside(step, day, (stated,) if stated else (), (reason,))
    return kept
