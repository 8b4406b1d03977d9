"""Sets of missing facts, and which of them is smallest.

``Sets`` are alternatives: each is a set of facts that would do, kept as a
tuple in the order in which the expression names them. Only the smallest few
are kept, so that a norm with many alternatives stays cheap.
"""

from __future__ import annotations

from collections.abc import Iterable

from engine.findings.nodes import MissingFact
from engine.interpret.quick import maker

make_missing = maker(MissingFact)

Lack = tuple[str, str, str]
"""A missing fact: its name, its step, the reason; as in ``MissingFact``, but cheap to compare."""

Set = tuple[Lack, ...]
Sets = tuple[Set, ...]

KEPT = 16
"""Alternatives that are kept at most."""

NOTHING: Sets = ((),)
"""Nothing is missing."""

COMPLETE = "经过完整"
"""The field in which a record says that its list of steps is complete."""


def one(name: str, step: str, reason: str = "") -> Sets:
    """Exactly this fact is missing."""
    return (((name, step, reason),),)


def either(alternatives: Iterable[Sets]) -> Sets:
    """Any one of ``alternatives`` would do (Or): smaller sets first, ties in the given order."""
    found = dict.fromkeys([option for sets in alternatives for option in sets])
    return tuple(sorted(found, key=len)[:KEPT])


def both(parts: Iterable[Sets]) -> Sets:
    """All of ``parts`` are needed (And)."""
    result = NOTHING
    for sets in parts:
        if sets is NOTHING or sets == result:
            continue
        if result is NOTHING:
            result = sets
        elif len(result) == 1 and len(sets) == 1:
            result = (_union(result[0], sets[0]),)
        else:
            result = either([tuple([_union(left, right) for left in result for right in sets])])
    return result


def smallest(sets: Sets) -> tuple[MissingFact, ...]:
    """The first of the smallest sets; empty if there is none."""
    if not sets:
        return ()
    least = sets[0] if len(sets) == 1 else min(sets, key=len)
    return tuple([make_missing(name, step, reason) for name, step, reason in least])


def _union(left: Set, right: Set) -> Set:
    return left + tuple([lack for lack in right if lack not in left])
