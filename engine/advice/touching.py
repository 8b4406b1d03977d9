"""The norms that touch an occurrence; from the rules alone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from dsl.norms.nodes import DATE, UNTIL, Current, DaysBetween, EventFact, ValueExpr
from dsl.norms.shape import expressions_of, walk
from engine.interpret.judge import Judge


@dataclass(frozen=True)
class Touching:
    """The norms that an occurrence of some names is judged by, and those that only mention it; from the rules alone."""

    own: tuple[Judge, ...]
    others: tuple[Judge, ...]

    def only(self, ids: Collection[str]) -> Touching:
        """The same with the norms of these ids alone."""
        own, others = ([one for one in side if one.norm.id in ids] for side in (self.own, self.others))
        return Touching(tuple(own), tuple(others))

    @cached_property
    def ahead(self) -> tuple[str, ...]:
        """The days of what is done some days ahead of the occurrence (通知日 …): today at the earliest."""
        between = (
            part
            for judge in self.own
            for expr in expressions_of(judge.norm)
            for part in walk(expr)
            if isinstance(part, DaysBetween) and _name(part.end) == DATE
        )
        names = (_name(part.start) for part in between)
        return tuple(dict.fromkeys(name for name in names if name not in ("", DATE, UNTIL)))


def _name(expr: ValueExpr) -> str:
    """The fact of the judged occurrence that an expression is, '' for anything else."""
    return expr.name if isinstance(expr, EventFact) and isinstance(expr.event, Current) else ""
