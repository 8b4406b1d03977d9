"""Whether norms are in force together."""

from __future__ import annotations

from dsl.norms.force import days_in_force
from dsl.norms.nodes import Norm


def concurrent(first: Norm, second: Norm) -> bool:
    """Whether both are in force on some day."""
    return any(one.intersect(other) is not None for one in days_in_force(first) for other in days_in_force(second))
