"""What the scenarios of a ruleset try out of it: verdicts on its norms, exceptions, boundaries."""

from engine.coverage.collect import Collector
from engine.coverage.nodes import (
    VERDICTS,
    BoundaryCoverage,
    Coverage,
    ExceptionCoverage,
    NormCoverage,
    Sighting,
    Sightings,
)

__all__ = [
    "VERDICTS",
    "BoundaryCoverage",
    "Collector",
    "Coverage",
    "ExceptionCoverage",
    "NormCoverage",
    "Sighting",
    "Sightings",
]
