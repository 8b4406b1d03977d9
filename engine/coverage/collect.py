"""Collects what scenario runs show of a ruleset."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dsl.model.nodes import RuleSet
from dsl.norms.nodes import Compare, Norm, Within
from engine.coverage.boundaries import DEADLINE, Boundary, Position, at_deadline, boundaries_of, position, shared_key
from engine.coverage.nodes import BoundaryCoverage, Coverage, ExceptionCoverage, NormCoverage, Sighting, Sightings
from engine.findings.nodes import Finding, Verdict
from engine.scenarios.nodes import ScenarioRun


@dataclass
class _Sides:
    """What was seen at a boundary, by whether it was met; and the nearest that wasn't at it."""

    at: dict[bool, dict[str, Sighting]] = field(default_factory=lambda: {True: {}, False: {}})
    nearest: dict[bool, tuple[Position, Sighting]] = field(default_factory=dict)

    def see(self, seen: Position, scenario: str, stated: bool) -> None:
        sighting = Sighting(scenario, stated, seen.detail)
        if seen.exact:
            _add(self.at[seen.met], sighting)
        elif seen.met not in self.nearest or seen.distance < self.nearest[seen.met][0].distance:
            self.nearest[seen.met] = (seen, sighting)


class Collector:
    """Takes runs of scenarios by the rules of one ruleset, one after the other.

    ``linked`` are its norms and those above it, as they apply together: of
    those above, the exceptions are of interest that this ruleset makes of them.
    """

    def __init__(self, ruleset: RuleSet, linked: Sequence[Norm]) -> None:
        self._ruleset = ruleset
        self._norms = norms = tuple(norm for norm in linked if norm.ruleset == ruleset.id)
        self._scenarios = 0
        self._verdicts: dict[str, dict[Verdict, dict[str, Sighting]]] = {norm.id: {} for norm in norms}
        self._own_exceptions = [
            (norm, exception.name)
            for norm in linked
            for exception in norm.exceptions
            if norm.ruleset == ruleset.id or exception.span.file == ruleset.span.file
        ]
        self._exceptions: dict[tuple[str, str], dict[str, Sighting]] = {
            (norm.id, name): {} for norm, name in self._own_exceptions
        }
        self._boundaries: dict[tuple[object, ...], Boundary] = {}
        self._keys: dict[tuple[str, str, object], tuple[object, ...]] = {}
        for norm in norms:
            for boundary in boundaries_of(norm):
                key = shared_key(boundary)
                known = self._boundaries.get(key)
                together = boundary if known is None else replace(known, norms=(*known.norms, norm))
                self._boundaries[key] = together
                self._keys[norm.id, boundary.part, boundary.expr] = key
        self._sides: dict[tuple[object, ...], _Sides] = {key: _Sides() for key in self._boundaries}

    def add(self, run: ScenarioRun) -> None:
        """Note what a run shows."""
        self._scenarios += 1
        name = run.result.scenario.name
        for finding in run.findings:
            stated = finding.norm.id in run.stated
            verdicts = self._verdicts[finding.norm.id]
            _add(verdicts.setdefault(finding.verdict, {}), Sighting(name, stated))
            self._see_boundaries(finding, run, stated)
        for finding in run.apart:
            self._see_boundaries(finding, run, finding.norm.id in run.stated)
        above = [finding for outcome in run.result.outcomes for finding in outcome.found]
        for finding in (*run.findings, *above):
            seen = self._exceptions.get((finding.norm.id, finding.exception))
            if seen is not None:
                _add(seen, Sighting(name, finding.norm.id in run.stated))

    def _see_boundaries(self, finding: Finding, run: ScenarioRun, stated: bool) -> None:
        norm, name = finding.norm, run.result.scenario.name
        for reason in finding.reasons:
            if not isinstance(reason.expr, Compare | Within):
                continue
            key = self._keys.get((norm.id, reason.part, reason.expr))
            seen = None if key is None else position(reason.expr, reason)
            if key is not None and seen is not None:
                self._sides[key].see(seen, name, stated)
        if norm.deadline is not None and run.result.as_of is not None:
            seen = at_deadline(finding, run.result.as_of)
            if seen is not None:
                self._sides[self._keys[norm.id, DEADLINE, None]].see(seen, name, stated)

    def coverage(self) -> Coverage:
        """What was seen so far."""
        return Coverage(
            self._ruleset.id,
            self._ruleset.title,
            self._scenarios,
            tuple(
                NormCoverage(norm, {verdict: _all(seen) for verdict, seen in self._verdicts[norm.id].items()})
                for norm in self._norms
            ),
            tuple(
                ExceptionCoverage(norm, name, _all(self._exceptions[norm.id, name]))
                for norm, name in self._own_exceptions
            ),
            tuple(self._boundary(key) for key in self._boundaries),
        )

    def _boundary(self, key: tuple[object, ...]) -> BoundaryCoverage:
        sides = self._sides[key]
        nearest = {met: sighting for met, (_, sighting) in sides.nearest.items()}
        return BoundaryCoverage(
            self._boundaries[key], _all(sides.at[True]), _all(sides.at[False]), nearest.get(True), nearest.get(False)
        )


def _add(seen: dict[str, Sighting], sighting: Sighting) -> None:
    """Keep a sighting once for each scenario; one that is stated counts more."""
    if sighting.scenario not in seen or (sighting.stated and not seen[sighting.scenario].stated):
        seen[sighting.scenario] = sighting


def _all(seen: dict[str, Sighting]) -> Sightings:
    return Sightings(tuple(seen.values()))
