"""Which occurrences of an act there are, and which of them is the first or the last."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from operator import attrgetter

from dsl.norms.nodes import DATE
from engine.facts import Facts, Occurrence

_WHEN = attrgetter("when")

Index = Mapping[str, tuple[Occurrence, ...]]

NOWHERE = Occurrence("", 0, {}, frozenset(), frozenset(), False, {})
"""Stands for an occurrence of which nothing is known, its existence included."""


def select(index: Index, names: tuple[str, ...]) -> tuple[Occurrence, ...]:
    """Occurrences of steps or actors of these names, each once, by date, undated ones last.

    ``index`` is ``Facts.occurrences``. Those of one day stay in the order of
    ``names``.
    """
    if len(names) == 1:
        return index.get(names[0], ())
    found = [occurrences for name in names if (occurrences := index.get(name))]
    if len(found) < 2:
        return found[0] if found else ()
    once = {id(occurrence): occurrence for several in found for occurrence in several}
    return tuple(sorted(once.values(), key=_WHEN))


def closed(facts: Facts, names: tuple[str, ...]) -> bool:
    """Whether steps or actors of these names that aren't listed are known not to have occurred."""
    return facts.complete or facts.absent.issuperset(names)


def first(occurrences: tuple[Occurrence, ...]) -> Occurrence | None:
    """The first by date; None where there is none, or where an undated one could come before it."""
    return occurrences[0] if decided(occurrences) else None


def last(occurrences: tuple[Occurrence, ...]) -> Occurrence | None:
    """The last by date; None where there is none, or where an undated one could come after it."""
    return occurrences[-1] if decided(occurrences) else None


def prior(occurrences: tuple[Occurrence, ...], current: Occurrence) -> Occurrence | None:
    """The last one by date that is not after ``current`` and not that one; None where there is none.

    None also where the day of ``current``, or of one of them, isn't known.
    """
    day = current.values.get(DATE)
    if not isinstance(day, date) or (occurrences and DATE not in occurrences[-1].values):
        return None
    earlier = [one for one in occurrences if one is not current and one.when[0] <= day.toordinal()]
    return earlier[-1] if earlier else None


def decided(occurrences: tuple[Occurrence, ...]) -> bool:
    """Whether it is known which occurrence came first and which last."""
    if len(occurrences) < 2:
        return bool(occurrences)
    return DATE in occurrences[-1].values
