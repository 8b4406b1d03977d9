"""Conditions on the fields of a flat fact, of which each holds or doesn't.

The truths of norms have three values, the conditions of the engine two. So a
truth gives four conditions, one for each of what can be asked of it (``Ask``).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Ask(Enum):
    """What is asked of a truth with three values."""

    TRUE = "true"
    FALSE = "false"
    NOT_FALSE = "not false"
    NOT_TRUE = "not true"

    @property
    def negated(self) -> Ask:
        """The same, asked of the contrary."""
        return _NEGATED[self]


_NEGATED = {
    Ask.TRUE: Ask.FALSE,
    Ask.FALSE: Ask.TRUE,
    Ask.NOT_FALSE: Ask.NOT_TRUE,
    Ask.NOT_TRUE: Ask.NOT_FALSE,
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """A field compared with a number, or with another field of the same fact. ``op``: as the engine writes it."""

    field: str
    op: str
    other: int | str


@dataclass(frozen=True, slots=True)
class All:
    """All parts hold; without parts it always does."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """One of the parts holds; without parts it never does."""

    parts: tuple[Formula, ...]


Formula = Comparison | All | Any

ALWAYS, NEVER = All(()), Any(())


def all_of(parts: Iterable[Formula]) -> Formula:
    """All of them, as flat as can be; ``ALWAYS`` and ``NEVER`` themselves where it comes to that."""
    found: list[Formula] = []
    for part in parts:
        if part is NEVER:
            return NEVER
        if isinstance(part, All):
            found += part.parts
        else:
            found.append(part)
    if len(found) < 2:
        return found[0] if found else ALWAYS
    return All(tuple(found))


def any_of(parts: Iterable[Formula]) -> Formula:
    """One of them, as flat as can be; ``ALWAYS`` and ``NEVER`` themselves where it comes to that."""
    found: list[Formula] = []
    for part in parts:
        if part is ALWAYS:
            return ALWAYS
        if isinstance(part, Any):
            found += part.parts
        else:
            found.append(part)
    if len(found) < 2:
        return found[0] if found else NEVER
    return Any(tuple(found))


def alternatives(formula: Formula, most: int) -> list[Formula]:
    """Formulas of at most ``most`` groups each, of which one holds where ``formula`` does.

    Raises ValueError where a single alternative is larger than that.
    """
    if groups(formula) <= most:
        return [formula]
    if isinstance(formula, Any):
        return [one for part in formula.parts for one in alternatives(part, most)]
    if isinstance(formula, All):
        widest = max((part for part in formula.parts if isinstance(part, Any)), key=groups, default=None)
        if widest is not None:
            rest = [part for part in formula.parts if part is not widest]
            return [one for part in widest.parts for one in alternatives(all_of([part, *rest]), most)]
    raise ValueError(f"{groups(formula)} groups in one alternative")


def groups(formula: Formula) -> int:
    """How many conjunctions and disjunctions there are in it."""
    return 0 if isinstance(formula, Comparison) else 1 + sum(map(groups, formula.parts))


def fields(formula: Formula) -> frozenset[str]:
    """The fields that are read."""
    if isinstance(formula, Comparison):
        return frozenset({formula.field, *([formula.other] if isinstance(formula.other, str) else [])})
    return frozenset(name for part in formula.parts for name in fields(part))


def as_json(formula: Formula) -> dict[str, object]:
    """As the engine reads it. ``formula`` is neither ``ALWAYS`` nor ``NEVER``."""
    if isinstance(formula, Comparison):
        other = {"$m": formula.other} if isinstance(formula.other, str) else formula.other
        return {formula.field: other} if formula.op == "$eq" else {formula.op: {formula.field: other}}
    if not formula.parts:
        raise ValueError("a condition that says nothing")
    return {"$and" if isinstance(formula, All) else "$or": [as_json(part) for part in formula.parts]}
