"""Names in a record that the rules in use don't know: a misspelt one must not hide a finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dsl.diagnostics import nearest
from dsl.diagnostics.nodes import Diagnostic, Severity, Span
from dsl.norms.nodes import ACTOR, MATTER, PROCEDURE, EventFact, Exists, Expr, Fact, ForAll, Happened, Norm, OneOf
from dsl.norms.shape import children
from engine.records.messages import Problem, diagnostic
from engine.records.nodes import DecisionRecord
from engine.records.vocabulary import MISSING_STEPS, STEP

CATEGORIES = "类别"


@dataclass(frozen=True, slots=True)
class NamesInUse:
    """The names that some norms speak of."""

    acts: frozenset[str]
    actors: frozenset[str]
    values: dict[str, frozenset[str]]

    @classmethod
    def of(cls, norms: Iterable[Norm]) -> NamesInUse:
        """Collect the names of ``norms``; conditions that several norms share are looked at once."""
        acts: set[str] = set()
        actors: set[str] = set()
        values: dict[str, set[str]] = {PROCEDURE: set(), MATTER: set(), CATEGORIES: set()}
        seen: set[int] = set()
        for norm in norms:
            acts.update(norm.act.names if norm.act else ())
            for expr in _parts(norm, seen):
                if isinstance(expr, Happened | Exists | ForAll):
                    acts.update(expr.act.names)
                elif isinstance(expr, OneOf) and isinstance(expr.operand, Fact) and expr.operand.name in values:
                    values[expr.operand.name].update(expr.options)
                elif isinstance(expr, OneOf) and isinstance(expr.operand, EventFact) and expr.operand.name == ACTOR:
                    actors.update(expr.options)
        return cls(frozenset(acts), frozenset(actors), {name: frozenset(found) for name, found in values.items()})


def check_names(record: DecisionRecord, names: NamesInUse) -> tuple[Diagnostic, ...]:
    """What the record names and no rule in use knows.

    A procedure that is nearly one of theirs is an error, since all its norms
    would be passed over; everything else is a warning.
    """
    return tuple(_unknown(record, names))


def _unknown(record: DecisionRecord, names: NamesInUse) -> Iterator[Diagnostic]:
    for fact, known in names.values.items():
        stated = record.facts.get(fact)
        for value in sorted(stated) if isinstance(stated, frozenset) else [stated]:
            if isinstance(value, str) and known and value not in known:
                near = nearest(value, known)
                fatal = fact == PROCEDURE and near is not None
                if near is not None or fact != MATTER:
                    yield _diagnostic(fact, value, near, record.places.get(fact), fatal)
    for name in sorted(record.missing_steps - names.acts):
        yield _diagnostic("步骤", name, nearest(name, names.acts), record.places.get(MISSING_STEPS), False)
    for event in record.events:
        actors = event.facts.get(ACTOR)
        who = actors if isinstance(actors, frozenset) else frozenset()
        if event.step not in names.acts and not who & names.acts:
            yield _diagnostic("步骤", event.step, nearest(event.step, names.acts), event.places.get(STEP), False)
        for actor in sorted(who - names.actors - names.acts):
            if near := nearest(actor, names.actors | names.acts):
                yield _diagnostic(ACTOR, actor, near, event.places.get(ACTOR), False)


def _diagnostic(kind: str, name: str, near: str | None, place: Span | None, fatal: bool) -> Diagnostic:
    details = {"kind": kind, "name": name, "near": near or ""}
    found = diagnostic(Problem("R092", "near" if near else "", details), place)
    return replace(found, severity=Severity.ERROR) if fatal else found


def _parts(norm: Norm, seen: set[int]) -> Iterator[Expr]:
    stack: list[Expr] = [norm.when, norm.require]
    for exception in norm.exceptions:
        stack.append(exception.when)
        if exception.require is not None:
            stack.append(exception.require)
    while stack:
        expr = stack.pop()
        if id(expr) not in seen:
            seen.add(id(expr))
            yield expr
            stack.extend(children(expr))
