"""Whether the rules that scenarios (用例) speak of are there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dsl.diagnostics.nodes import Diagnostic
from dsl.model.nodes import RuleSet
from dsl.norms import messages
from dsl.norms.nodes import Norm


def check_expectations(ruleset: RuleSet, uppers: Sequence[RuleSet], norms: Iterable[Norm]) -> list[Diagnostic]:
    """A warning for each conclusion about a norm that neither this ruleset nor one above has.

    Norms of rulesets above are known here by the names that they are made of
    only, so that a conclusion which holds one of those is left to the run.
    """
    names = [norm.name for norm in norms]
    above = {part for upper in uppers for part in _parts(upper)}
    found: list[Diagnostic] = []
    for scenario in ruleset.scenarios:
        for expectation in scenario.expectations:
            wanted = expectation.norm
            if not wanted or any(name.endswith(wanted) for name in names) or wanted.startswith(f"{ruleset.id}:"):
                continue
            if any(part in wanted for part in above):
                continue
            found.append(messages.unknown_norm(wanted, [*names, *_ends(names)], expectation.span))
    return found


def _ends(names: Iterable[str]) -> Iterator[str]:
    """The ends of names that a conclusion may write instead of the whole."""
    for name in names:
        parts = name.split("·")
        yield from ("·".join(parts[i:]) for i in range(1, len(parts)))


def _parts(ruleset: RuleSet) -> Iterator[str]:
    """What the names of a ruleset's norms are made of."""
    yield ruleset.id
    yield from (rule.name for rule in ruleset.rules)
    for procedure in ruleset.procedures:
        yield procedure.name
        yield from (step.name for step in procedure.steps)
    if ruleset.matters:
        yield "事项"
