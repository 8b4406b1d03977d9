"""Circles among named things that wait for, hold or stand against each other."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping


def circles(following: Mapping[str, Collection[str]]) -> Iterator[tuple[str, ...]]:
    """The names on each circle of ``following``, from its first in that order on.

    Names on a circle that was given begin none. Of several ways round it is the
    shortest; nothing follows a name without an entry.
    """
    told: set[str] = set()
    for name in following:
        way = () if name in told else _way_round(name, following)
        if way:
            told.update(way)
            yield way


def _way_round(name: str, following: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """The shortest way from ``name`` back to itself, () where there is none."""
    ways: list[tuple[str, ...]] = [(name,)]
    seen = {name}
    for way in ways:
        for successor in following.get(way[-1], ()):
            if successor == name:
                return way
            if successor not in seen:
                seen.add(successor)
                ways.append((*way, successor))
    return ()
