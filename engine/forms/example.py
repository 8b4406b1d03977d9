"""The example in a form: a scenario of the rulesets that is in order, as a record."""

from __future__ import annotations

from collections.abc import Sequence

from dsl.model.nodes import RuleSet, Scenario
from engine.records.nodes import DecisionRecord
from engine.records.read import from_mapping
from engine.records.vocabulary import Vocabulary
from engine.scenarios import mapping_of

_ENOUGH = 3
"""Events of an example that shows something; lower rulesets come first while theirs have so many."""
_WRONG = {"违规", "不合规"}
_IN_ORDER = {"合规", "不适用", "无适用规则"}


def example_of(rulesets: Sequence[RuleSet], vocabulary: Vocabulary) -> DecisionRecord | None:
    """The fullest scenario of the lowest of ``rulesets`` in which nothing is violated; None where there is none.

    ``rulesets`` are in the order of their layers, the highest first.
    """
    found = [
        (_rank(scenario, layer), scenario)
        for layer, ruleset in enumerate(rulesets)
        for scenario in ruleset.scenarios
        if scenario.events and not _verdicts(scenario) & _WRONG
    ]
    for _, scenario in sorted(found, key=lambda one: one[0], reverse=True):
        record, _ = from_mapping(mapping_of(scenario), vocabulary)
        if record is not None:
            return record if record.title else record.model_copy(update={"title": _title(scenario)})
    return None


def _rank(scenario: Scenario, layer: int) -> tuple[int, ...]:
    """How well a scenario serves: one with something in order; all in order, nothing missing; how much it states."""
    events = len(scenario.events)
    shown = sum(one.verdict == "合规" for one in scenario.expectations)
    return (
        bool(shown),
        min(events, _ENOUGH),
        layer,
        _verdicts(scenario) <= _IN_ORDER,
        events,
        shown,
        len(scenario.values),
    )


def _verdicts(scenario: Scenario) -> set[str]:
    return {one.verdict for one in scenario.expectations}


def _title(scenario: Scenario) -> str:
    return f"示例：{scenario.name}"
