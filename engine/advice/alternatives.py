"""Alternatives of changes: any one of them would do. The smallest first, those that ask least of the past before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import cast

from dsl.values import Number
from engine.advice.changes import AddStep, Bound, Change, Changes, DidNotHappen, StateFact, StateOfStep

Ways = tuple[Changes, ...]
Rank = Callable[[Change], int]

KEPT = 8
"""Alternatives that are kept at most."""
NOTHING: Ways = ((),)
"""Nothing has to change."""
NEVER: Ways = ()
"""No change would do."""


def either(alternatives: Iterable[Ways], rank: Rank) -> Ways:
    """Any one of ``alternatives`` would do."""
    found = dict.fromkeys(changes for ways in alternatives for changes in ways)
    return tuple(sorted(found, key=lambda changes: weight(changes, rank))[:KEPT])


def both(parts: Iterable[Ways], rank: Rank) -> Ways:
    """All of ``parts`` are needed; those that contradict each other don't go together."""
    result = NOTHING
    for ways in parts:
        pairs = (merged(left, right) for left in result for right in ways)
        result = either([tuple(one for one in pairs if one is not None)], rank)
        if not result:
            break
    return result


def weight(changes: Changes, rank: Rank) -> tuple[int, int]:
    """The worst sort and the number of changes; what a step that is added must be like counts, too."""
    facts = sum(len(one.facts) for one in changes if isinstance(one, AddStep))
    return max((rank(one) for one in changes), default=0), len(changes) + facts


def merged(left: Changes, right: Changes) -> Changes | None:
    """Both together, None where they contradict each other."""
    never = {change.step for change in (*left, *right) if isinstance(change, DidNotHappen)}
    if never and any(_step(change) in never for change in (*left, *right) if not isinstance(change, DidNotHappen)):
        return None  # what didn't happen can't have been otherwise
    result = dict(_by_subject(left))
    for subject, change in _by_subject(right):
        other = result.get(subject)
        together = change if other is None or other == change else _stricter(other, change)
        if together is None:
            return None
        result[subject] = together
    return tuple(result.values())


def _step(change: Change) -> str:
    return "" if isinstance(change, StateFact) else change.step


def _by_subject(changes: Changes) -> Iterator[tuple[object, Change]]:
    """Changes by what they change; of several added occurrences of a step, each by its place."""
    added: Counter[str] = Counter()
    for change in changes:
        match change:
            case StateFact(name):
                yield name, change
            case StateOfStep(step, number, name):
                yield (step, number, name), change
            case AddStep(step):
                added[step] += 1
                yield ("added", step, added[step]), change
            case _:
                yield change, change


def _one_step(one: AddStep, other: AddStep) -> AddStep | None:
    """One occurrence that is as both must be."""
    facts = merged(one.facts, other.facts)
    if facts is None:
        return None
    stated = tuple(fact for fact in facts if isinstance(fact, StateOfStep))
    return AddStep(one.step, stated, tuple(dict.fromkeys((*one.documents, *other.documents))))


def _stricter(one: Change, other: Change) -> Change | None:
    """The stricter of two bounds on the same fact; None where both can't be met at once."""
    if isinstance(one, AddStep) and isinstance(other, AddStep):
        return _one_step(one, other)
    if not isinstance(one, StateFact | StateOfStep) or not isinstance(other, StateFact | StateOfStep):
        return None
    if Bound.ANY in (one.bound, other.bound):
        return other if one.bound is Bound.ANY else one
    if isinstance(one.value, frozenset) and isinstance(other.value, frozenset):
        return None
    if not (one.type.is_number or isinstance(one.value, date)) or isinstance(one.value, bool):
        return None
    a, b = cast(Number, one.value), cast(Number, other.value)  # dates compare just as well
    low, high = (one, other) if a <= b else (other, one)
    if low.bound in (Bound.LEAST,) and high.bound in (Bound.LEAST, Bound.EXACT):
        return high
    if high.bound is Bound.MOST and low.bound in (Bound.MOST, Bound.EXACT):
        return low
    if low.bound is Bound.LEAST and high.bound is Bound.MOST:
        return low  # anything between both would do
    return None
