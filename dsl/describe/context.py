"""What the description of a norm must know beside the norm: readings, and which cases a procedure is for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dsl.describe.words import Language
from dsl.model.nodes import RuleSet
from dsl.norms.nodes import PROCEDURE, And, Fact, Norm, OneOf, Program, TruthExpr
from dsl.norms.shape import walk


@dataclass(frozen=True, slots=True)
class Context:
    """Shared by the descriptions of the norms of some rulesets.

    ``defaults`` is how each reading is taken by each ruleset (by id),
    ``meanings`` what each reading is about; ``scopes`` names the conditions
    that all norms of a procedure share.
    """

    language: Language = "zh"
    defaults: Mapping[tuple[str, str], bool] = field(default_factory=dict)
    meanings: Mapping[str, str] = field(default_factory=dict)
    scopes: Mapping[TruthExpr, str] = field(default_factory=dict)

    @classmethod
    def of(cls, programs: Sequence[Program], rulesets: Iterable[RuleSet] = (), language: Language = "zh") -> Context:
        """The context of the norms of ``programs``; ``rulesets`` say what their readings mean."""
        return cls(
            language,
            {(program.ruleset, name): default for program in programs for name, default in program.readings},
            {reading.name: reading.meaning for ruleset in rulesets for reading in ruleset.readings},
            {scope: name for program in programs for norm in program.norms for name, scope in _scope_of(norm)},
        )

    def split(self, norm: Norm) -> tuple[TruthExpr | None, TruthExpr | None]:
        """The condition that the norm shares with all of its procedure, and its own; None where there is none."""
        scope = next((part for part in _conjuncts(norm.when) if part in self.scopes), None)
        return (None, norm.when) if scope is None else (scope, _without(norm.when, scope))


def _conjuncts(when: TruthExpr) -> Iterator[TruthExpr]:
    """``when`` and all that must hold for it, the whole before its parts."""
    yield when
    if isinstance(when, And):
        for operand in when.operands:
            yield from _conjuncts(operand)


def _without(when: TruthExpr, scope: TruthExpr) -> TruthExpr | None:
    """``when`` without one of its conjuncts; None where nothing is left."""
    if when == scope:
        return None
    if not isinstance(when, And):
        return when
    left = tuple(part for one in when.operands if (part := _without(one, scope)) is not None)
    return (left[0] if len(left) == 1 else And(left)) if left else None


def _scope_of(norm: Norm) -> list[tuple[str, TruthExpr]]:
    """The procedure of a norm that a step became, and the part of its condition that says which cases follow it."""
    name = norm.name.partition("·")[0]
    if name == norm.name or norm.act is None:
        return []
    for part in _conjuncts(norm.when):
        if isinstance(part, And) and part.operands and _asks_for(name, part.operands[0]):
            return [(name, part.operands[0])]
    return []


def _asks_for(procedure: str, expr: TruthExpr) -> bool:
    return any(
        isinstance(part, OneOf)
        and isinstance(part.operand, Fact)
        and part.operand.name == PROCEDURE
        and part.options == {procedure}
        for part in walk(expr)
    )
