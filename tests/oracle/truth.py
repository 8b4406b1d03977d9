"""Verdicts, and truths that may be unknown (None): strong Kleene logic."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from fractions import Fraction

Truth = bool | None
HALF, THIRD, TWO_THIRDS = Fraction(1, 2), Fraction(1, 3), Fraction(2, 3)


class Verdict(Enum):
    """What a predicate says of a record; a norm that doesn't apply gives None. The larger is the worse."""

    COMPLIANT = 1
    PENDING = 2
    UNKNOWN = 3
    VIOLATED = 4


def every(*truths: Truth) -> Truth:
    return False if False in truths else None if None in truths else True


def some(*truths: Truth) -> Truth:
    return True if True in truths else None if None in truths else False


def negate(truth: Truth) -> Truth:
    return None if truth is None else not truth


def at_least(count: int | None, share: Fraction, whole: int | None) -> Truth:
    """X分之Y以上: the exact share counts (Civil Code art. 1259)."""
    return None if count is None or whole is None else count >= share * whole


def majority(count: int | None, whole: int | None) -> Truth:
    """过半数: more than half, exactly half isn't enough."""
    return None if count is None or whole is None else count > HALF * whole


def required(truth: Truth) -> Verdict:
    """What comes of a requirement that applies."""
    return Verdict.UNKNOWN if truth is None else Verdict.COMPLIANT if truth else Verdict.VIOLATED


def when(condition: Truth, verdict: Verdict | None) -> Verdict | None:
    """A norm under a condition: as long as that is open, nothing can be said."""
    if condition is False or verdict is None:
        return None
    return verdict if condition else Verdict.UNKNOWN


def unless(exception: Truth, verdict: Verdict | None) -> Verdict | None:
    """A norm with an exception: whether it holds is of no interest to one who has done what is required."""
    if exception is True or verdict is None:
        return None
    return verdict if exception is False or verdict is Verdict.COMPLIANT else Verdict.UNKNOWN


def worst(verdicts: Iterable[Verdict | None]) -> Verdict | None:
    return max((verdict for verdict in verdicts if verdict is not None), key=lambda one: one.value, default=None)
