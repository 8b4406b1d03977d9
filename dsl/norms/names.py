"""Which of several things a name means that a user wrote: norms, procedures, rulesets."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")


def meant(name: str, things: Iterable[T], names_of: Callable[[T], tuple[str, str]]) -> tuple[T, ...]:
    """The things that ``name`` means: one of their whole names, else an end of it after ·, else any end."""
    listed = tuple(things)
    tests: tuple[Callable[[str], bool], ...] = (
        lambda known: known == name,
        lambda known: known.endswith(f"·{name}"),
        lambda known: known.endswith(name),
    )
    for same in tests:
        found = tuple(thing for thing in listed if any(map(same, names_of(thing))))
        if found:
            return found
    return ()
