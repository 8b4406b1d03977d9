"""What the description of a norm must know beside the norm: readings, and which cases a procedure is for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
        if norm.when in self.scopes:
            return norm.when, None
        if isinstance(norm.when, And) and norm.when.operands and norm.when.operands[0] in self.scopes:
            own = norm.when.operands[1:]
            return norm.when.operands[0], (own[0] if len(own) == 1 else And(own)) if own else None
        return None, norm.when


def _scope_of(norm: Norm) -> list[tuple[str, TruthExpr]]:
    """The procedure of a norm that a step became, and the first part of its condition: which cases follow it."""
    name = norm.name.partition("·")[0]
    if name == norm.name or norm.act is None or not isinstance(norm.when, And) or not norm.when.operands:
        return []
    first = norm.when.operands[0]
    followed = any(
        isinstance(part, OneOf)
        and isinstance(part.operand, Fact)
        and part.operand.name == PROCEDURE
        and part.options == {name}
        for part in walk(first)
    )
    return [(name, first)] if followed else []
