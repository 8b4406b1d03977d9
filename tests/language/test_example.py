"""The literate example of the documents: it compiles without a word, and its scenarios come out as written."""

from __future__ import annotations

from pathlib import Path

from engine.scenarios import ScenarioRunner
from rulesets.loader import load

EXAMPLE = Path(__file__).parents[2] / "docs" / "example.cunwu.md"


def test_the_example_compiles_and_its_scenarios_come_out_as_written() -> None:
    library = load([str(EXAMPLE)])
    assert [(d.code, d.message) for d in library.diagnostics] == []
    ruleset = library.rulesets[-1]
    results = ScenarioRunner(library.rulesets, library.programs).run(ruleset)
    assert len(results) == 11
    assert [(one.scenario.name, one.mismatches) for one in results if not one.passed] == []
