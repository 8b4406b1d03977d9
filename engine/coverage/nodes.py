"""What was seen of a ruleset while its scenarios ran."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dsl.norms.nodes import Norm
from engine.coverage.boundaries import Boundary
from engine.findings.nodes import Verdict

VERDICTS = (Verdict.COMPLIANT, Verdict.VIOLATED, Verdict.UNKNOWN, Verdict.NOT_APPLICABLE)
"""The verdicts that every norm should be tried with; 未到期 is only for those with a deadline."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A scenario in which something was seen.

    ``stated``: the scenario says what comes out for the norm, so that a change
    would be noticed; else it was only seen in passing. ``detail`` are the
    numbers or days, in Chinese.
    """

    scenario: str
    stated: bool
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Sightings:
    """All scenarios in which something was seen, in the order in which they ran."""

    all: tuple[Sighting, ...] = ()

    @property
    def stated(self) -> tuple[Sighting, ...]:
        """Those that say what comes out."""
        return tuple(one for one in self.all if one.stated)

    @property
    def covered(self) -> bool:
        """Whether one says what comes out."""
        return any(one.stated for one in self.all)


@dataclass(frozen=True, slots=True)
class NormCoverage:
    """A norm, and where each verdict on it was seen."""

    norm: Norm
    verdicts: Mapping[Verdict, Sightings]

    def of(self, verdict: Verdict) -> Sightings:
        """Where this verdict was seen."""
        return self.verdicts.get(verdict, Sightings())

    @property
    def lacking(self) -> tuple[Verdict, ...]:
        """Those of ``VERDICTS`` that no scenario states."""
        return tuple(verdict for verdict in VERDICTS if not self.of(verdict).covered)


@dataclass(frozen=True, slots=True)
class ExceptionCoverage:
    """An exception of a norm, and where it was seen to hold."""

    norm: Norm
    name: str
    seen: Sightings


@dataclass(frozen=True, slots=True)
class BoundaryCoverage:
    """A boundary, and where a record lay at it: at the last value that meets it, at the first that doesn't.

    ``nearest_met`` and ``nearest_missed`` are the sightings that came nearest
    on that side without lying at the boundary, where there are any.
    """

    boundary: Boundary
    met: Sightings
    missed: Sightings
    nearest_met: Sighting | None = None
    nearest_missed: Sighting | None = None

    @property
    def covered(self) -> bool:
        """Whether scenarios state what comes out on both sides."""
        return self.met.covered and self.missed.covered


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was seen of one ruleset; ``scenarios`` is how many ran."""

    ruleset: str
    title: str
    scenarios: int
    norms: tuple[NormCoverage, ...]
    exceptions: tuple[ExceptionCoverage, ...]
    boundaries: tuple[BoundaryCoverage, ...]

    def stated(self, verdict: Verdict) -> int:
        """The number of norms with a scenario that states this verdict."""
        return sum(one.of(verdict).covered for one in self.norms)
