"""The names that rulesets know for the fields of a record: offered where one is to be written, never demanded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dsl.model.fields import Scope
from dsl.model.nodes import RuleSet
from dsl.norms.nodes import ACTOR, FAILED, MATTER, PROCEDURE
from engine.findings.names import CATEGORIES
from engine.forms.usage import Key, Names, Usage
from engine.records.vocabulary import DOCUMENTS, MISSING_DOCUMENTS, MISSING_STEPS, RULES, STEP


def known_names(rulesets: Sequence[RuleSet], usage: Usage, ids: Iterable[str] = ()) -> Mapping[Key, Names]:
    """The names for each field that has any, those of the lowest ruleset first.

    ``rulesets`` are in the order of their layers, the highest first; ``ids`` are those that a record may name.
    """
    lowest_first = tuple(reversed(rulesets))
    procedures = [one for ruleset in lowest_first for one in ruleset.procedures]
    steps = [step.name for one in procedures for step in one.steps]
    acts = [act.name for ruleset in lowest_first for act in ruleset.acts if _offered(act.name, ruleset, usage)]
    bodies = [body.name for ruleset in lowest_first for body in ruleset.bodies if _offered(body.name, ruleset, usage)]
    actors = _unique(bodies, (name for name in usage.values_of(Scope.EVENT, ACTOR) if name not in usage.acts))
    matters = {matter.number: matter.title for ruleset in lowest_first for matter in ruleset.matters}
    others = [name for name in usage.acts if name not in actors and not name.endswith(FAILED)]
    documents = _unique(usage.documents)
    found = {
        (Scope.RECORD, RULES): _unique(ids),
        (Scope.RECORD, PROCEDURE): _unique((one.name for one in procedures), usage.values_of(Scope.RECORD, PROCEDURE)),
        (Scope.RECORD, MATTER): _unique(
            (matter.title for ruleset in lowest_first for matter in ruleset.matters if not matter.vacant),
            (name for name in usage.values_of(Scope.RECORD, MATTER) if name not in matters),
        ),
        (Scope.RECORD, CATEGORIES): usage.values_of(Scope.RECORD, CATEGORIES),
        (Scope.RECORD, MISSING_STEPS): _unique(steps, acts, others, bodies),
        (Scope.EVENT, STEP): _unique(steps, acts, others),
        (Scope.EVENT, ACTOR): actors,
        (Scope.EVENT, DOCUMENTS): documents,
        (Scope.EVENT, MISSING_DOCUMENTS): documents,
    }
    return {key: names for key, names in found.items() if names}


def _offered(name: str, ruleset: RuleSet, usage: Usage) -> bool:
    """A vocabulary without rules declares for others: of its names only those that a norm looks at are of use."""
    return bool(ruleset.rules or ruleset.procedures or ruleset.tables) or name in usage.acts


def _unique(*names: Iterable[str]) -> Names:
    return tuple(dict.fromkeys(name for some in names for name in some))
