"""Names in scope of a ruleset: its own and those of the rulesets above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dsl.model.nodes import Field, ParameterDef, RuleSet, Scope


@dataclass(frozen=True, slots=True)
class Names:
    """Look-up tables; a field is found by its name and by each of its aliases."""

    record_fields: dict[str, Field]
    event_fields: dict[str, Field]
    parameters: dict[str, ParameterDef]
    acts: frozenset[str]
    readings: frozenset[str]

    def all(self) -> list[str]:
        """Every name, for suggestions."""
        fields = [f.name for table in (self.record_fields, self.event_fields) for f in table.values()]
        return sorted({*fields, *self.parameters, *self.acts})


def names_of(ruleset: RuleSet, uppers: Sequence[RuleSet]) -> Names:
    """The names that expressions of ``ruleset`` may use; what is below hides what is above."""
    record: dict[str, Field] = {}
    event: dict[str, Field] = {}
    parameters: dict[str, ParameterDef] = {}
    acts: set[str] = set()
    readings: set[str] = set()
    for layer in [*uppers, ruleset]:
        for field in layer.fields:
            table = record if field.scope is Scope.RECORD else event
            for key in (*field.aliases, field.name):
                table[key] = field
        parameters.update((p.name, p) for p in layer.parameters)
        acts.update(b.name for b in (*layer.bodies, *layer.acts))
        acts.update(s.name for p in layer.procedures for s in p.steps)
        readings.update(r.name for r in layer.readings)
    return Names(record, event, parameters, frozenset(acts), frozenset(readings))
