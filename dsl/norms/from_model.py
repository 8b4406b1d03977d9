"""Model level to norms: everything that a ruleset says becomes a norm of the core."""

from __future__ import annotations

from collections.abc import Sequence

from dsl.diagnostics.nodes import Diagnostic
from dsl.model.messages import duplicate
from dsl.model.nodes import RuleSet
from dsl.norms.expressions import Lowering
from dsl.norms.nodes import Norm, Program
from dsl.norms.procedures import matter_norms, procedure_norms, scope
from dsl.norms.rules import rule_norm
from dsl.norms.scope import names_of


def from_model(ruleset: RuleSet, uppers: Sequence[RuleSet]) -> tuple[Program, tuple[Diagnostic, ...]]:
    """The norms of ``ruleset`` itself; ``uppers`` give the names from above.

    A norm with a mistake is left out and reported.
    """
    diagnostics: list[Diagnostic] = []
    names = names_of(ruleset, uppers)
    norms: list[Norm] = []
    for procedure in ruleset.procedures:
        norms.extend(procedure_norms(ruleset, procedure, ruleset.matters, names, diagnostics))
    for matter in ruleset.matters:
        norms.extend(matter_norms(ruleset, matter, names, diagnostics))
    matters = tuple(m for layer in (*uppers, ruleset) for m in layer.matters)
    scopes = {p.name: scope(p, matters, names, []) for layer in (*uppers, ruleset) for p in layer.procedures}
    for rule in ruleset.rules:
        norm = rule_norm(ruleset, rule, scopes, names, diagnostics)
        if norm is not None:
            norms.append(norm)
    for field in ruleset.fields:
        if field.derivation is not None and field.span is not None:
            Lowering(names, diagnostics).record_fact(field, field.span)
    first: dict[str, Norm] = {}
    for norm in norms:
        if norm.name in first and "·" not in norm.name:
            diagnostics.append(duplicate("规则", norm.name, norm.span, first[norm.name].span))
        first.setdefault(norm.name, norm)
    readings = tuple((r.name, r.default) for layer in (*uppers, ruleset) for r in layer.readings)
    return Program(ruleset.id, tuple(first.values()), readings), tuple(dict.fromkeys(diagnostics))
