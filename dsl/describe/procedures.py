"""A procedure in plain words: which cases follow it, and step by step what its norms ask."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass

from dsl.describe.clauses import inline
from dsl.describe.context import Context
from dsl.describe.norms import NormText, Paragraph, describe_norm, sentence, sentences
from dsl.describe.phrases import say
from dsl.describe.words import listed
from dsl.model.nodes import Procedure, Step
from dsl.norms.nodes import Program, Which

ASKED = frozenset({"when", "应当", "不得", "可以", "有权", "exceptions", "deadline", "advice"})
"""The parts of a norm that say what is asked; the others say on what that rests and what follows."""


@dataclass(frozen=True, slots=True)
class AspectText:
    """One norm of a step: ``name`` is its aspect (到会), ``asks`` what it asks, '' of what goes without saying."""

    name: str
    asks: str
    norm: NormText


@dataclass(frozen=True, slots=True)
class StepText:
    """A step: its norms, and beside them what a map shows but no norm asks."""

    step: Step
    aspects: tuple[AspectText, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProcedureText:
    """A procedure: its cases (``scope``), its steps in the order of the file, and the rules for its cases."""

    procedure: Procedure
    scope: tuple[Paragraph, ...]
    steps: tuple[StepText, ...]
    rules: tuple[NormText, ...]


def describe_procedure(procedure: Procedure, program: Program, context: Context) -> ProcedureText:
    """A procedure in words; ``program`` is that of its ruleset."""
    norms = [describe_norm(norm, context) for norm in program.norms]
    steps = tuple(_step(procedure, step, norms, context) for step in procedure.steps)
    followed = [one for one in norms if one.procedure == procedure.name]
    rules = tuple(one for one in followed if not one.norm.name.startswith(f"{procedure.name}·"))
    return ProcedureText(procedure, followed[0].scope if followed else (), steps, rules)


def _step(procedure: Procedure, step: Step, norms: list[NormText], context: Context) -> StepText:
    start = f"{procedure.name}·{step.name}·"
    own = [one for one in norms if one.norm.name.startswith(start)]
    aspects = tuple(AspectText(one.norm.name.removeprefix(start), asked(one, step), one) for one in own)
    return StepText(step, aspects, tuple(_remarks(step, context)))


def asked(told: NormText, step: Step | None = None, keys: Container[str] = ASKED) -> str:
    """What a norm asks, without its sources; of a norm of ``step`` not that it is about each occurrence of that."""
    act = told.norm.act
    plain = step is not None and act is not None and act.names[0] == step.name and act.which is Which.EACH
    language = told.context.language
    asks = sentences((part for part in told.paragraphs if part.key in keys), language)
    return asks if plain else (sentence(told.paragraphs[0], language, _without_procedure(told)) + asks).strip()


def _without_procedure(told: NormText) -> str:
    """To what a norm of a procedure applies, the procedure left out."""
    language = told.context.language
    text = inline(told.paragraphs[0].clause, language)
    if not told.procedure:
        return text
    scope = say("of_cases", language, procedure=told.procedure)
    return text.removeprefix(say("with_scope", language, scope=scope, what=""))


def _remarks(step: Step, context: Context) -> Iterator[str]:
    language = context.language
    if step.optional:
        yield say("step_optional", language)
    if step.on_failure:
        yield say("step_back", language, step=step.on_failure)
    if step.inner:
        yield say("step_inner", language, procedure=step.inner)
    if step.counts_as:
        yield say("step_counts_as", language, acts=listed(step.counts_as, language))
