"""When norms are in force: a norm's own days that are also those of a version that it cites."""

from __future__ import annotations

from dsl.norms.nodes import Norm
from dsl.values import Interval


def periods(norm: Norm) -> tuple[Interval, ...]:
    """The stretches of days on which a norm is in force, one for each citation, empty ones left out."""
    common = (norm.validity.intersect(citation.validity) for citation in norm.citations)
    return tuple(one for one in common if one is not None)


def concurrent(first: Norm, second: Norm) -> bool:
    """Whether both are in force on some day."""
    return any(one.intersect(other) is not None for one in periods(first) for other in periods(second))
