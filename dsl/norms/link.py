"""Programs put together for use: what lower rulesets change of those above them, and which norm prevails.

A record is checked against some rulesets only; so they are linked for each
choice of rulesets, not once for all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dsl.diagnostics.nodes import Diagnostic
from dsl.norms import messages
from dsl.norms.exceptions import Placed, place_into
from dsl.norms.force import days_in_force, during
from dsl.norms.nodes import Expr, Norm, Parameter, Program, Refinement
from dsl.norms.precedence import rank_of, settled
from dsl.norms.rewrite import rewritten_norm


@dataclass(frozen=True, slots=True)
class Linked:
    """The programs as they apply together, in the same order, and what is wrong between them."""

    programs: tuple[Program, ...]
    diagnostics: tuple[Diagnostic, ...]


def link(programs: Sequence[Program]) -> Linked:
    """Apply settings and refinements, and let norms that are overridden give way. ``programs`` come highest first."""
    diagnostics: list[Diagnostic] = []
    norms = {norm.id: norm for program in programs for norm in program.norms}
    for program in programs:
        _set(program, norms)
        for refinement in program.refinements:
            _refine(program, refinement, norms, diagnostics)
    by_id = {norm.id: norm for norm in settled(list(norms.values()), diagnostics)}
    linked = tuple(
        replace(program, norms=tuple(by_id[norm.id] for norm in program.norms)) if program.norms else program
        for program in programs
    )
    return Linked(linked, tuple(diagnostics))


def with_uppers(program: Program, programs: Sequence[Program]) -> tuple[Program, ...]:
    """``program``, last, and those of ``programs`` above it, as they apply together."""
    by_id = {one.ruleset: one for one in programs}
    return link([*(by_id[upper] for upper in program.uppers), program]).programs


def target_of(refinement: Refinement, linked: Sequence[Program]) -> Norm | None:
    """The norm of which ``refinement`` makes an exception, with what is changed of it; None where it is not there."""
    norms = (norm for program in linked for norm in program.norms)
    return next((norm for norm in norms if refinement.target in (norm.id, norm.name)), None)


def _set(program: Program, norms: dict[str, Norm]) -> None:
    """Let the parameters that ``program`` sets count in the norms above it; where it is silent, theirs stay."""
    if not program.settings:
        return
    settings = {setting.name: setting for setting in program.settings}
    used: dict[str, str] = {}

    def change(expr: Expr) -> Expr:
        if isinstance(expr, Parameter) and (setting := settings.get(expr.name)) is not None:
            used[setting.name] = setting.caveat
            versions, origins = (*setting.versions, *expr.versions), (*setting.origins, *expr.origins)
            return replace(expr, versions=versions, origins=origins)
        return expr

    for norm in list(norms.values()):
        if norm.ruleset in program.uppers:
            used.clear()
            changed = rewritten_norm(norm, change)
            if changed is not norm:
                caveats = [caveat for caveat in used.values() if caveat]
                norms[norm.id] = replace(changed, caveats=tuple(dict.fromkeys((*norm.caveats, *caveats))))


def _refine(program: Program, refinement: Refinement, norms: dict[str, Norm], diagnostics: list[Diagnostic]) -> None:
    """Put an exception of ``program`` into the norm that it means."""
    within = [norm for norm in norms.values() if norm.ruleset in (*program.uppers, program.ruleset)]
    found = [norm for norm in within if refinement.target in (norm.id, norm.name)]
    name, span = refinement.exception.name, refinement.span
    if not found:
        names = [norm.name for norm in within if norm.name != name]
        diagnostics.append(messages.no_target(refinement.target, names, span))
    elif len(found) > 1:
        diagnostics.append(messages.several_targets(refinement.target, [norm.id for norm in found], span))
    else:
        norm = found[0]
        higher = rank_of(norm.citations) < rank_of(refinement.exception.citations)
        if higher and not norm.delegates:
            diagnostics.append(messages.looser(name, norm.name, span, norm.span))
            return
        when = during(refinement.exception.when, refinement.days, days_in_force(norm))
        placed = Placed(replace(refinement.exception, when=when), refinement.against, refinement.before)
        coming = [one.exception.name for one in program.refinements if one.target in (norm.id, norm.name)]
        norms[norm.id] = place_into(norm, placed, diagnostics, span, coming)
