"""The order of steps as procedures and rules ask for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dsl.model.nodes import Procedure, Rule
from dsl.norms.expressions import THIS_EVENT
from dsl.norms.nodes import Kind
from dsl.surface.nodes import Advised, Enumeration, Name, SurfaceExpr, TimePhrase


@dataclass(frozen=True, slots=True)
class Order:
    """``earlier`` comes before ``later``, as ``phrase`` says."""

    earlier: str
    later: str
    phrase: TimePhrase


def orders_of(procedure: Procedure) -> Iterator[Order]:
    """What the 次序 of its steps ask."""
    for step in procedure.steps:
        for phrase in step.after:
            yield _order(step.name, phrase)


def orders_asked(rule: Rule) -> Iterator[Order]:
    """What a rule asks: 应当 X，在Y之前; a 不得 forbids the order that it names."""
    step: str | None = None
    for value in rule.require:
        plain = value.operand if isinstance(value, Advised) else value
        if step is None:
            step = plain.parts[0] if isinstance(plain, Name) and len(plain.parts) == 1 else None
            continue
        for phrase in _phrases(plain):
            order = _order(step, phrase)
            if THIS_EVENT in (order.earlier, order.later):
                if rule.act is None or len(rule.act.names) != 1:
                    continue
                order = _named(order, rule.act.names[0])
            if rule.kind is Kind.PROHIBITION:
                order = Order(order.later, order.earlier, phrase)
            yield order


def followers(procedure: Procedure) -> Mapping[str, frozenset[str]]:
    """For each step those that come after it, near or far."""
    direct: dict[str, set[str]] = {}
    for order in orders_of(procedure):
        direct.setdefault(order.earlier, set()).add(order.later)
    return {step: _reach(direct, step) for step in direct}


def _reach(direct: Mapping[str, set[str]], start: str) -> frozenset[str]:
    seen: set[str] = set()
    stack = [start]
    while stack:
        for following in direct.get(stack.pop(), ()):
            if following not in seen:
                seen.add(following)
                stack.append(following)
    return frozenset(seen)


def _order(step: str, phrase: TimePhrase) -> Order:
    other = phrase.name.parts[0]
    return Order(other, step, phrase) if phrase.relation == "之后" else Order(step, other, phrase)


def _named(order: Order, act: str) -> Order:
    """The order with the name of the rule's act for 本次."""
    earlier, later = (act if name == THIS_EVENT else name for name in (order.earlier, order.later))
    return Order(earlier, later, order.phrase)


def _phrases(value: SurfaceExpr) -> Iterator[TimePhrase]:
    for one in value.items if isinstance(value, Enumeration) else (value,):
        if isinstance(one, TimePhrase):
            yield one
