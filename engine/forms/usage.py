"""What norms read of a record: which fields, of which steps, and the names that they know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dsl.model.fields import Scope
from dsl.norms.nodes import (
    DATE,
    Act,
    Bound,
    Compare,
    Const,
    Current,
    EventFact,
    EventRef,
    Exists,
    Expr,
    Fact,
    ForAll,
    Happened,
    HasDocument,
    Norm,
    OneOf,
    Pick,
    Total,
)
from dsl.norms.shape import children, expressions_of

Key = tuple[Scope, str]
"""A field: its scope and name."""
Names = tuple[str, ...]


@dataclass(slots=True)
class Usage:
    """What some norms read, in the order in which they do.

    ``fields`` maps each field that is read to the steps of which it is read
    (none for a field of the record), ``documents`` each document likewise;
    ``values`` maps a field to the texts that norms compare it with.
    """

    fields: dict[Key, dict[str, None]] = field(default_factory=dict)
    documents: dict[str, dict[str, None]] = field(default_factory=dict)
    values: dict[Key, dict[str, None]] = field(default_factory=dict)
    acts: dict[str, None] = field(default_factory=dict)

    def steps_of(self, name: str) -> Names:
        """The steps of which norms read the event's field ``name``."""
        return tuple(self.fields.get((Scope.EVENT, name), ()))

    def values_of(self, scope: Scope, name: str) -> Names:
        """The texts that norms compare a field with."""
        return tuple(self.values.get((scope, name), ()))


def usage_of(norms: Iterable[Norm]) -> Usage:
    """Collect what ``norms`` read."""
    usage = Usage()
    for norm in norms:
        if norm.act is not None:
            usage.acts |= dict.fromkeys(norm.act.names)
        for part in expressions_of(norm):
            _collect(part, norm.act, {}, usage)
    return usage


def _collect(expr: Expr, act: Act | None, bound: Mapping[str, Act], usage: Usage) -> None:
    match expr:
        case Fact(name=name):
            usage.fields.setdefault((Scope.RECORD, name), {})
        case EventFact(event=event, name=name):
            usage.fields.setdefault((Scope.EVENT, name), {}).update(_steps(event, act, bound, usage))
        case HasDocument(event=event, name=name):
            usage.documents.setdefault(name, {}).update(_steps(event, act, bound, usage))
        case OneOf(operand=Fact() | EventFact() as operand, options=options):
            usage.values.setdefault(_key(operand), {}).update(dict.fromkeys(sorted(options)))
        case Compare(left=Fact() | EventFact() as operand, right=Const(value=str() as text)):
            usage.values.setdefault(_key(operand), {}).update({text: None})
        case Total(act=other, fact=name, same=same, period=period):
            usage.acts |= dict.fromkeys(other.names)
            for read in (*((name,) if name else ()), *same, *((DATE,) if period else ())):
                usage.fields.setdefault((Scope.EVENT, read), {}).update(dict.fromkeys(other.names))
        case Happened(act=other):
            usage.acts |= dict.fromkeys(other.names)
        case Exists(act=other, variable=variable) | ForAll(act=other, variable=variable):
            usage.acts |= dict.fromkeys(other.names)
            bound = {**bound, variable: other}
    for child in children(expr):
        _collect(child, act, bound, usage)


def _key(operand: Fact | EventFact) -> Key:
    return (Scope.RECORD if isinstance(operand, Fact) else Scope.EVENT), operand.name


def _steps(event: EventRef, act: Act | None, bound: Mapping[str, Act], usage: Usage) -> dict[str, None]:
    match event:
        case Pick(act=other):
            usage.acts |= dict.fromkeys(other.names)
            meant: Act | None = other
        case Bound(variable=variable):
            meant = bound.get(variable)
        case Current():
            meant = act
    return dict.fromkeys(meant.names if meant else ())
