"""The names that a file uses, gathered from its norms and its declarations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dsl.lint.walk import walk
from dsl.model.nodes import RuleSet, Step
from dsl.norms.nodes import Act, ByReading, Citation, EventFact, Fact, OneOf, Parameter, Program, Total
from dsl.surface.nodes import Name


@dataclass(frozen=True, slots=True)
class Uses:
    """Names by what they are names of; ``acts`` are steps, bodies and acts."""

    fields: frozenset[str]
    parameters: frozenset[str]
    readings: frozenset[str]
    acts: frozenset[str]
    sources: frozenset[str]

    @staticmethod
    def joined(uses: Iterable[Uses]) -> Uses:
        """What any of them uses."""
        all_ = list(uses)
        return Uses(
            frozenset[str]().union(*(u.fields for u in all_)),
            frozenset[str]().union(*(u.parameters for u in all_)),
            frozenset[str]().union(*(u.readings for u in all_)),
            frozenset[str]().union(*(u.acts for u in all_)),
            frozenset[str]().union(*(u.sources for u in all_)),
        )


def uses_of(model: RuleSet, program: Program) -> Uses:
    """All names that the norms of a ruleset and its declarations speak of; scenarios don't count."""
    nodes = list(walk((program.norms, program.refinements)))
    fields = {n.name for n in nodes if isinstance(n, Fact | EventFact)}
    fields |= {name for n in nodes if isinstance(n, Total) for name in (n.fact, *n.same)}
    parameters = {n.name for n in nodes if isinstance(n, Parameter)}
    # 推算 and 条件 are surface expressions: a name there may be any of them.
    named = {part for n in _surface_names(model) for part in n.parts}
    acts = {name for n in nodes if isinstance(n, Act) for name in n.names}
    acts |= {option for n in nodes if isinstance(n, OneOf) for option in n.options}
    acts |= {wider for body in (*model.bodies, *model.acts) for wider in body.counts_as}
    acts |= {wider for step in _steps(model) for wider in step.counts_as}
    acts |= {name for matter in model.matters for name in matter.bodies}
    return Uses(
        fields=frozenset(fields | named),
        parameters=frozenset(parameters | named),
        readings=frozenset({n.reading for n in nodes if isinstance(n, ByReading)} | named),
        acts=frozenset(acts | named),
        sources=frozenset(n.source for n in walk(_cited(model)) if isinstance(n, Citation)),
    )


def _steps(model: RuleSet) -> Iterable[Step]:
    return (step for procedure in model.procedures for step in procedure.steps)


def _cited(model: RuleSet) -> tuple[object, ...]:
    return (model.parameters, model.procedures, model.matters, model.rules, model.tables, model.uncheckable)


def _surface_names(model: RuleSet) -> Iterable[Name]:
    derived = tuple(f.derivation for f in model.fields)
    return (
        n for n in walk((derived, model.procedures, model.matters, model.rules, model.tables)) if isinstance(n, Name)
    )
