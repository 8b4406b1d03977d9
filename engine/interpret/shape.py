"""What evaluators must know of an expression: what it depends on, how deep it is, how often it is used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dsl.norms.nodes import (
    Bound,
    Current,
    EventFact,
    EventRef,
    Exists,
    Expr,
    ForAll,
    Happened,
    HasDocument,
    JudgedDay,
    Parameter,
    Pick,
    Total,
    Which,
)
from dsl.norms.shape import children

CURRENT = "@"
"""Stands for the occurrence that is judged, and for its day, among the names that an expression depends on."""

DAY_HEIGHT = 2
"""Height of the day whose law counts, which is made of facts."""


class Shapes:
    """Facts about expressions, each worked out once."""

    def __init__(self) -> None:
        self._needs: dict[Expr, frozenset[str]] = {}
        self._heights: dict[Expr, int] = {}
        self._uses: Counter[tuple[object, Expr]] = Counter()

    def needs(self, expr: Expr) -> frozenset[str]:
        """Bound names, and ``CURRENT``, that the value depends on."""
        found = self._needs.get(expr)
        if found is None:
            inner = frozenset(name for child in children(expr) for name in self.needs(child))
            match expr:
                case Exists(variable=variable) | ForAll(variable=variable):
                    found = inner - {variable}
                case EventFact(event=event) | HasDocument(event=event):
                    found = inner | _ref_needs(event)
                case Parameter() | JudgedDay():
                    found = frozenset({CURRENT})
                case Total(same=same, period=period) if same or period is not None:
                    found = frozenset({CURRENT})
                case _:
                    found = inner
            self._needs[expr] = found
        return found

    def height(self, expr: Expr) -> int:
        """A number larger than that of everything that the value is made of."""
        found = self._heights.get(expr)
        if found is None:
            found = self._heights[expr] = 1 + max((self.height(child) for child in children(expr)), default=_base(expr))
        return found

    def count(self, expr: Expr, owner: object) -> None:
        """Note one more use; ``owner`` is the group to whose occurrences ``CURRENT`` refers."""
        for part in self._once(expr, owner, frozenset()):
            self._uses[part] += 1

    def uses(self, expr: Expr, owner: object) -> int:
        """Places in which the value is used, those inside of a value that is itself shared counted once."""
        return self._uses[(owner if CURRENT in self.needs(expr) else None, expr)]

    def _once(self, expr: Expr, owner: object, bound: frozenset[str]) -> Iterator[tuple[object, Expr]]:
        needs = self.needs(expr)
        if not needs & bound:
            key = (owner if CURRENT in needs else None, expr)
            yield key
            if self._uses[key] > 1:
                return
        if isinstance(expr, Exists | ForAll):
            bound |= {expr.variable}
        for child in children(expr):
            yield from self._once(child, owner, bound)


def _ref_needs(event: EventRef) -> frozenset[str]:
    match event:
        case Current():
            return frozenset({CURRENT})
        case Bound(variable):
            return frozenset({variable})
        case Pick(act=act):
            return frozenset({CURRENT}) if act.which is Which.PRIOR else frozenset()


def _base(expr: Expr) -> int:
    """Height of what a leaf rests on: the occurrences of an act, and which of them is meant."""
    match expr:
        case EventFact(event=Pick()) | HasDocument(event=Pick()):
            return 2
        case Happened() | Total():
            return 1
        case Parameter() | JudgedDay():
            return DAY_HEIGHT
        case _:
            return 0
