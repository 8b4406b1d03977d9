"""Truths as Python code."""

from __future__ import annotations

from functools import partial

from dsl.norms.nodes import (
    And,
    Bound,
    Compare,
    Current,
    Exists,
    ForAll,
    Happened,
    HasDocument,
    IsTrue,
    Not,
    OneOf,
    Or,
    Pick,
    Stated,
    TruthExpr,
    Which,
    Within,
)
from dsl.norms.shape import type_of
from engine.interpret.codegen.numbers import (
    Linear,
    Unknown,
    code_of,
    compare_numbers,
    comparison,
)
from engine.interpret.codegen.places import Block
from engine.interpret.codegen.tri import TRI, Either, Guarded, Held, Static, Tri, connect
from engine.interpret.codegen.values import SHARED, Env, ValueEmitter, guarded_code

SHARED_LEAF = 3
"""Uses from which on a comparison gets a local of its own; a larger truth does from ``SHARED`` on."""


class Emitter(ValueEmitter):
    """Writes the expressions of one generated function."""

    def truth(self, expr: TruthExpr, env: Env, block: Block) -> Tri:
        """A truth, as used in ``block``; one that is used often is bound to a local."""
        match expr:
            case Exists() | ForAll():
                return Held(self._local(expr, env, block, "x", partial(self._quantified, expr, env)))
            case Within():
                return self._within(expr, env, block)
            case Not(operand=operand):
                return self.truth(operand, env, block).negated()
            case Compare() | OneOf() | HasDocument():
                enough = SHARED_LEAF
            case And() | Or():
                enough = SHARED
            case _:
                return self._written(expr, env, block)
        if self.shapes.uses(expr, env.owner) < enough or self.shapes.needs(expr) & env.bound.keys():
            return self._written(expr, env, block)
        written = self._written(expr, env, block)
        if isinstance(written, Static):
            return written

        def make(place: Block, name: str) -> list[str | Block]:
            return [f"{name} = {self._written(expr, env, place).render(*TRI)}"]

        return Held(self._local(expr, env, block, "t", make))

    def _written(self, expr: TruthExpr, env: Env, block: Block) -> Tri:
        match expr:
            case Compare():
                return self._compare(expr, env, block)
            case OneOf():
                return self._one_of(expr, env, block)
            case IsTrue(operand=operand):
                value = self.value(operand, env, block)
                if isinstance(value, Unknown):
                    return Static(None)
                return Guarded(value.guards, code_of(value), f"not {code_of(value)}")
            case Stated(operand=operand):
                value = self.value(operand, env, block)
                if isinstance(value, Unknown):
                    return Static(False)
                if not value.guards:
                    return Static(True)
                stated = " and ".join(f"{guard} is not None" for guard in value.guards)
                return Guarded((), stated, " or ".join(f"{guard} is None" for guard in value.guards))
            case Happened(act=act):
                return Either(self.occurrences(act, block), self.closed(act))
            case HasDocument():
                return self._has_document(expr, env, block)
            case And(operands=operands):
                return connect(False, [self.truth(part, env, block) for part in operands], self.binder.fresh)
            case Or(operands=operands):
                return connect(True, [self.truth(part, env, block) for part in operands], self.binder.fresh)
            case _:
                return self.truth(expr, env, block)

    def _compare(self, expr: Compare, env: Env, block: Block) -> Tri:
        left, right = self.value(expr.left, env, block), self.value(expr.right, env, block)
        if isinstance(left, Unknown) or isinstance(right, Unknown):
            return Static(None)
        if isinstance(left, Linear) and isinstance(right, Linear):
            return compare_numbers(expr.op, left, right)
        guards = tuple(dict.fromkeys(left.guards + right.guards))
        return comparison(expr.op, guards, code_of(left), code_of(right))

    def _one_of(self, expr: OneOf, env: Env, block: Block) -> Tri:
        value = self.value(expr.operand, env, block)
        if isinstance(value, Unknown):
            return Static(None)
        code, options = code_of(value), sorted(expr.options)
        if not options:
            return Guarded(value.guards, "False", "True")
        if type_of(expr.operand).is_list:
            if len(options) == 1:
                return Guarded(value.guards, f"{options[0]!r} in {code}", f"{options[0]!r} not in {code}")
            apart = f"{self._set(expr.options)}.isdisjoint({code})"
            return Guarded(value.guards, f"not {apart}", apart)
        if len(options) == 1:
            return Guarded(value.guards, f"{code} == {options[0]!r}", f"{code} != {options[0]!r}")
        listed = ", ".join(map(repr, options))
        return Guarded(value.guards, f"{code} in {{{listed}}}", f"{code} not in {{{listed}}}")

    def _within(self, expr: Within, env: Env, block: Block) -> Tri:
        period = self.constants.period(expr.period)

        def code(place: Block) -> tuple[tuple[str, ...], str] | None:
            day, start = self.value(expr.day, env, place), self.value(expr.start, env, place)
            if isinstance(day, Unknown) or isinstance(start, Unknown):
                return None
            guards = tuple(dict.fromkeys(day.guards + start.guards))
            return guards, f"within({code_of(day)}, {code_of(start)}, {period})"

        if code(block) is None:
            return Static(None)
        return Held(self._local(expr, env, block, "w", lambda place, name: [f"{name} = {guarded_code(code(place))}"]))

    def _has_document(self, expr: HasDocument, env: Env, block: Block) -> Tri:
        name = repr(expr.name)
        match expr.event:
            case Current():
                event = env.current
            case Bound(variable):
                event = env.bound[variable][1]
            case Pick(act):
                if act.which is Which.PRIOR and not env.current:
                    return Static(None)
                event = self._picked(act, env, block)
                return Either(
                    f"{event} is not None and {name} in {event}.documents",
                    f"{event} is not None and ({event}.documents_complete or {name} in {event}.missing_documents)",
                )
        if not event:
            return Static(None)
        return Either(
            f"{name} in {event}.documents", f"{event}.documents_complete or {name} in {event}.missing_documents"
        )

    def _quantified(self, expr: Exists | ForAll, env: Env, block: Block, name: str) -> list[str | Block]:
        """The loop that binds an ``Exists`` or a ``ForAll``."""
        found = self.occurrences(expr.act, block)
        local, decisive = self.binder.fresh("b"), isinstance(expr, Exists)
        loop = object()
        body = Block(block, f"for {local} in {found}:", loop)
        held = self.truth(expr.body, env.bind(expr.variable, loop, local), body)
        result = self.binder.fresh("y")
        body.items.append(f"{result} = {held.render(*TRI)}")
        body.items.append(f"if {result} is {decisive}:")
        body.items += [f"    {name} = {decisive}", "    break"]
        body.items += [f"if {result} is None:", f"    {name} = None"]
        start = f"False if {found} or {self.closed(expr.act)} else None" if decisive else "True"
        return [f"{name} = {start}", body]
