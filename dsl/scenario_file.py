"""Scenario files: 用例 of a ruleset that stand in a file of their own, beside the rule file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dsl.compile import Parsed, parse_ruleset
from dsl.diagnostics.nodes import Diagnostic, Severity, Span
from dsl.diagnostics.source import SourceText
from dsl.model import messages, scenario_messages
from dsl.model.blocks import group
from dsl.model.context import Context
from dsl.model.nodes import RuleSet, Scenario
from dsl.model.scenarios import read_scenario

SCENARIO = "用例"


@dataclass(frozen=True, slots=True)
class ScenarioFile:
    """The scenarios of a file, as far as they could be read, and all that is wrong with it."""

    source: SourceText
    scenarios: tuple[Scenario, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def ok(self) -> bool:
        """Whether there is no error (warnings don't count)."""
        return not any(found.severity is Severity.ERROR for found in self.diagnostics)


def read_scenario_file(text: str, name: str, ruleset: RuleSet, uppers: Sequence[RuleSet]) -> ScenarioFile:
    """Read the scenarios of ``ruleset`` that ``text`` holds; ``uppers`` are all rulesets above it.

    ``name`` is shown in messages; one that ends in ``.md`` is a literate file.
    Mistakes never raise: they are in ``diagnostics``, all of them.
    """
    parsed = parse_ruleset(text, name)
    context = Context(uppers)
    scenarios = tuple(_scenarios(parsed, ruleset, context))
    found = dict.fromkeys((*parsed.diagnostics, *context.diagnostics))
    ordered = sorted(found, key=lambda one: (one.span.start if one.span else -1, one.code))
    return ScenarioFile(parsed.source, scenarios, tuple(ordered))


def _scenarios(parsed: Parsed, ruleset: RuleSet, context: Context) -> Iterable[Scenario]:
    blocks, orphans = group(parsed.surface)
    for item in orphans[:1]:
        context.report(
            scenario_messages.not_a_scenario(str(getattr(item, "label", "") or "第一个“用例”前面的内容"), item.span)
        )
    acts = {name for layer in (*context.uppers, ruleset) for name in layer.act_names}
    taken: dict[str, Span] = {scenario.name: scenario.span for scenario in ruleset.scenarios}
    for block in blocks:
        if block.header.word != SCENARIO:
            context.report(scenario_messages.not_a_scenario(block.header.word, block.header.span))
            continue
        scenario = read_scenario(context, block, acts.__contains__)
        if scenario.name in taken:
            context.report(messages.duplicate(SCENARIO, scenario.name, scenario.span, taken[scenario.name]))
            continue
        taken[scenario.name] = scenario.span
        yield scenario
