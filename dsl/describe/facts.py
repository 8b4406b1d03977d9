"""What a norm must know of a record: its facts, and the numbers and readings that it uses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dsl.describe.speaker import Speaker, told_beside
from dsl.describe.truths import Side, parts_of
from dsl.describe.values import value_text
from dsl.describe.words import listed
from dsl.norms.nodes import (
    DATE,
    TRUE,
    And,
    ByReading,
    Coalesce,
    Current,
    EventFact,
    Exists,
    Expr,
    Fact,
    ForAll,
    Happened,
    HasDocument,
    JudgedDay,
    Norm,
    Not,
    Or,
    Parameter,
    Stated,
    Total,
    TruthExpr,
)
from dsl.norms.shape import children, expressions_of, walk
from dsl.values import FieldType


def unclear_names(norm: Norm) -> frozenset[str]:
    """Names that stand for more than one thing in ``norm``: a fact and a parameter, a fact worked out and not."""
    meanings = {part for expr in expressions_of(norm) for part in _with_meaning(expr)}
    counts = Counter(_name(part) for part in meanings)
    return frozenset(name for name, count in counts.items() if count > 1)


def _with_meaning(expr: Expr) -> Iterator[Fact | Parameter | Coalesce]:
    match expr:
        case Coalesce(first=Fact(), fallback=fallback):
            yield expr
            yield from _with_meaning(fallback)
        case Fact() | Parameter():
            yield expr
        case _:
            for child in children(expr):
                yield from _with_meaning(child)


def _name(expr: Fact | Parameter | Coalesce) -> str:
    match expr:
        case Coalesce(first=first):
            return first.name if isinstance(first, Fact) else ""
        case _:
            return expr.name


def parameters_of(exprs: Iterable[Expr]) -> tuple[Parameter, ...]:
    """The parameters that are used, in order of appearance."""
    return tuple(dict.fromkeys(e for expr in exprs for e in walk(expr) if isinstance(e, Parameter)))


def derived_of(exprs: Iterable[Expr]) -> tuple[Coalesce, ...]:
    """The facts that may be worked out, in order of appearance; not those that are told in their place."""
    found = (e for expr in exprs for e in walk(expr) if isinstance(e, Coalesce) and told_beside(e))
    return tuple(dict.fromkeys(found))


def readings_of(exprs: Iterable[Expr]) -> tuple[str, ...]:
    """The readings on which the expressions depend, in order of appearance."""
    return tuple(dict.fromkeys(e.reading for expr in exprs for e in walk(expr) if isinstance(e, ByReading)))


@dataclass(frozen=True, slots=True)
class _Document:
    """A document of an occurrence."""

    event: str
    name: str


def needed(exprs: Iterable[Expr], speaker: Speaker) -> tuple[str, ...]:
    """The facts without which the expressions may be unknown, each by its name.

    Not those of which they only ask whether the record states them.
    """
    found = tuple(dict.fromkeys(name for expr in exprs for name in _needed(expr, speaker)))
    told: dict[str, None] = {}
    for one in found:
        if isinstance(one, _Document):
            names = [other.name for other in found if isinstance(other, _Document) and other.event == one.event]
            quoted = listed((speaker.say("quoted", text=name) for name in names), speaker.language)
            told[speaker.say("whether_document", event=one.event, names=quoted)] = None
        else:
            told[one] = None
    return tuple(told)


def _needed(expr: Expr, speaker: Speaker) -> Iterator[str | _Document]:
    match expr:
        case And() | Or() | Not():
            yield from _of_parts(expr, speaker)
        case Stated():
            return
        case Coalesce():
            yield value_text(expr.first, speaker)
        case Fact() | EventFact():
            yield value_text(expr, speaker)
        case JudgedDay():
            own = EventFact(Current(), DATE, FieldType.DATE)
            yield value_text(Fact(DATE, FieldType.DATE) if speaker.whole else own, speaker)
        case Total(act=act, fact=fact, same=same, period=period):
            name = speaker.act(act)
            yield speaker.say("whether_act", act=name)
            shared = [*same, *([DATE] if period is not None else [])]
            asked = [fact, *shared] if fact else shared
            yield from (speaker.say("that_of", event=name, name=one) for one in asked)
            yield from (speaker.say("this", name=one) for one in shared)
        case Happened(act=act):
            yield speaker.say("whether_act", act=speaker.act(act))
        case HasDocument(event=event, name=name):
            yield _Document(speaker.event(event), name)
        case Exists(act=act, variable=variable, body=body) | ForAll(act=act, variable=variable, body=body):
            yield speaker.say("whether_act", act=speaker.act(act))
            yield from _needed(body, speaker.calling(variable, speaker.act(act)))
        case _:
            for child in children(expr):
                yield from _needed(child, speaker)


def _of_parts(expr: TruthExpr, speaker: Speaker) -> Iterator[str | _Document]:
    """A statement that the record states a fact keeps the others of its conjunction from lacking it."""
    how, sides = parts_of(expr)
    stated = {value_text(s.expr.operand, speaker) for s in sides if _closes(s, how) and isinstance(s.expr, Stated)}
    for side in sides:
        for name in _needed(side.expr, speaker):
            if name not in stated:
                yield name


def _closes(side: Side, how: str) -> bool:
    """Whether the statement decides the whole where the record lacks the fact: 写明了 among 并且, 没有写 among 或者."""
    return isinstance(side.expr, Stated) and side.held is (how == "and")


def asks_nothing(expr: TruthExpr) -> bool:
    """Whether a condition is always met."""
    return expr == TRUE or parts_of(expr) == ("and", [])
