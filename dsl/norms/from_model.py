"""Model level to norms: everything that a ruleset says becomes a norm of the core."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dsl.diagnostics.nodes import Diagnostic
from dsl.model.messages import duplicate
from dsl.model.nodes import RuleSet
from dsl.norms.expectations import check_expectations
from dsl.norms.expressions import Lowering
from dsl.norms.layers import against_latitude
from dsl.norms.messages import not_to_be_changed, outside_ruleset
from dsl.norms.nodes import Norm, Program, Refinement, Setting
from dsl.norms.procedures import matter_norms, nested_in_circles, procedure_norms, scope
from dsl.norms.rules import refinements, rule_norm
from dsl.norms.scope import names_of
from dsl.norms.tables import table_norms


def from_model(ruleset: RuleSet, uppers: Sequence[RuleSet]) -> tuple[Program, tuple[Diagnostic, ...]]:
    """The norms of ``ruleset`` itself; ``uppers`` give the names from above.

    A norm with a mistake is left out and reported.
    """
    diagnostics = [*_outside(ruleset), *nested_in_circles(ruleset.procedures)]
    names = names_of(ruleset, uppers)
    norms: list[Norm] = []
    layers = (*uppers, ruleset)
    procedures = tuple(p for layer in layers for p in layer.procedures)
    for procedure in ruleset.procedures:
        norms.extend(procedure_norms(ruleset, procedure, ruleset.matters, names, diagnostics, procedures))
    for matter in ruleset.matters:
        norms.extend(matter_norms(ruleset, matter, names, diagnostics))
    matters = tuple(m for layer in layers for m in layer.matters)
    scopes = {p.name: scope(p, matters, names, [], procedures) for p in procedures}
    refined: list[Refinement] = []
    for rule in ruleset.rules:
        if rule.excepts:
            refined += refinements(ruleset, rule, names, diagnostics)
            continue
        norm = rule_norm(ruleset, rule, scopes, names, diagnostics)
        if norm is not None:
            norms.append(norm)
    for table in ruleset.tables:
        norms.extend(table_norms(ruleset, table, scopes, names, diagnostics))
    for field in ruleset.fields:
        if field.derivation is not None and field.span is not None:
            Lowering(names, diagnostics).record_fact(field, field.span)
    first: dict[str, Norm] = {}
    for norm in norms:
        if norm.name in first and "·" not in norm.name:
            diagnostics.append(duplicate("规则", norm.name, norm.span, first[norm.name].span))
        first.setdefault(norm.name, norm)
    diagnostics.extend(check_expectations(ruleset, uppers, first.values()))
    readings = tuple((r.name, r.default) for layer in layers for r in layer.readings)
    settings = _settings(ruleset, uppers, diagnostics)
    above = tuple(layer.id for layer in uppers)
    program = Program(ruleset.id, tuple(first.values()), readings, above, tuple(refined), settings)
    return program, tuple(dict.fromkeys(diagnostics))


def _outside(ruleset: RuleSet) -> Iterator[Diagnostic]:
    """Messages about rules and tables that are in force on no day of their ruleset."""
    tables = [(table.name, row.validity, table.span) for table in ruleset.tables for row in table.rows[:1]]
    for name, days, span in [*((rule.name, rule.validity, rule.span) for rule in ruleset.rules), *tables]:
        if ruleset.validity.intersect(days) is None:
            yield outside_ruleset(name, span)


def _settings(ruleset: RuleSet, uppers: Sequence[RuleSet], diagnostics: list[Diagnostic]) -> tuple[Setting, ...]:
    """The parameters of rulesets above that this one sets anew, as far as they let it."""
    found = []
    for parameter in ruleset.parameters:
        above = [p for layer in uppers for p in layer.parameters if p.name == parameter.name]
        if not above:
            continue
        against = against_latitude(above[-1], parameter)
        if against:
            diagnostics.append(not_to_be_changed(parameter.name, against, parameter.span, above[-1].span))
        versions = tuple((v.validity, v.value) for v in parameter.versions if v.value is not None)
        origins = tuple((v.validity, v.citations[0]) for v in parameter.versions if v.value is not None and v.citations)
        found.append(Setting(parameter.name, versions, parameter.caveat, origins))
    return tuple(found)
