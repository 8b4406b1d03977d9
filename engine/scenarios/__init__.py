"""Scenarios (用例): small records with what must come of them; running, comparing, rewriting."""

from engine.scenarios.compare import matching, missing_name
from engine.scenarios.nodes import Failure, Mismatch, Outcome, ScenarioResult, ScenarioRun
from engine.scenarios.record import as_of_day, mapping_of
from engine.scenarios.runner import ScenarioRunner

__all__ = [
    "Failure",
    "Mismatch",
    "Outcome",
    "ScenarioResult",
    "ScenarioRun",
    "ScenarioRunner",
    "as_of_day",
    "mapping_of",
    "matching",
    "missing_name",
]
