"""Names in scope of a ruleset: its own and those of the rulesets above it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dsl.model.fields import Field, Scope
from dsl.model.nodes import ParameterDef, Procedure, RuleSet
from dsl.norms.nodes import Act, Which


@dataclass(frozen=True, slots=True)
class Names:
    """Look-up tables; a field is found by its name and by each of its aliases.

    ``counted`` maps an act to those that say 计入 of it, near or far; ``inner``
    a step that consists of a procedure (子程序) to that one's steps.
    """

    record_fields: dict[str, Field]
    event_fields: dict[str, Field]
    parameters: dict[str, ParameterDef]
    acts: frozenset[str]
    readings: frozenset[str]
    counted: dict[str, tuple[str, ...]]
    inner: dict[str, tuple[str, ...]]

    def act(self, name: str, which: Which = Which.EACH) -> Act:
        """The act of that name, with those that count as it (计入)."""
        return Act((name, *self.counted.get(name, ())), which)

    def actors(self, names: Iterable[str]) -> frozenset[str]:
        """Those bodies and all that count as one of them."""
        return frozenset(n for name in names for n in self.act(name).names)

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
    parents: dict[str, tuple[str, ...]] = {}
    for layer in [*uppers, ruleset]:
        for field in layer.fields:
            table = record if field.scope is Scope.RECORD else event
            for key in (*field.aliases, field.name):
                table[key] = field
        parameters.update((p.name, p) for p in layer.parameters)
        acts.update(b.name for b in (*layer.bodies, *layer.acts))
        acts.update(s.name for p in layer.procedures for s in p.steps)
        readings.update(r.name for r in layer.readings)
        for body in (*layer.bodies, *layer.acts):
            parents[body.name] = body.counts_as
        parents.update((s.name, s.counts_as) for p in layer.procedures for s in p.steps)
    inner = {}
    procedures = {p.name: p for layer in [*uppers, ruleset] for p in layer.procedures}
    for procedure in procedures.values():
        for step in procedure.steps:
            if step.inner in procedures:
                inside = procedures[step.inner]
                inner[step.name] = tuple(one.name for one in inside.steps)
                for last in last_steps(inside):
                    parents[last] = (*parents.get(last, ()), step.name)
    return Names(record, event, parameters, frozenset(acts), frozenset(readings), _counted(parents), inner)


def last_steps(procedure: Procedure) -> tuple[str, ...]:
    """The steps after which the procedure has no other."""
    earlier = {
        phrase.name.parts[0] if phrase.relation == "之后" else step.name
        for step in procedure.steps
        for phrase in step.after
    }
    return tuple(step.name for step in procedure.steps if step.name not in earlier)


def _counted(parents: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    counted: dict[str, list[str]] = {}
    for name in parents:
        seen: set[str] = {name}
        stack = list(parents[name])
        while stack:
            above = stack.pop()
            if above not in seen:
                seen.add(above)
                counted.setdefault(above, []).append(name)
                stack.extend(parents.get(above, ()))
    return {above: tuple(names) for above, names in counted.items()}
