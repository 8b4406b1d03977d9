"""Exact arithmetic in generated code: sums of whole multiples instead of fractions."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm

from dsl.norms.nodes import Op
from engine.interpret.codegen.tri import Guarded, Static, Tri
from engine.interpret.truths import OPERATORS

CONTRARY = {Op.GE: Op.LT, Op.LT: Op.GE, Op.GT: Op.LE, Op.LE: Op.GT, Op.EQ: Op.NE, Op.NE: Op.EQ}

PYTHON = {Op.GE: ">=", Op.GT: ">", Op.LE: "<=", Op.LT: "<", Op.EQ: "==", Op.NE: "!="}


@dataclass(frozen=True)
class Unknown:
    """A value that is never known."""


@dataclass(frozen=True)
class Plain:
    """A value that is no number: its code, and the locals that must not be None."""

    guards: tuple[str, ...]
    code: str


@dataclass(frozen=True)
class Linear:
    """A number: ``constant`` plus multiples of terms of code."""

    guards: tuple[str, ...] = ()
    terms: dict[str, Fraction] = field(default_factory=dict)
    constant: Fraction = Fraction(0)

    def scaled(self, factor: Fraction) -> Linear:
        """A multiple."""
        return Linear(self.guards, {code: part * factor for code, part in self.terms.items()}, self.constant * factor)

    def plus(self, other: Linear) -> Linear:
        """The sum; a term whose multiples cancel stays guarded."""
        terms = dict(self.terms)
        for code, part in other.terms.items():
            terms[code] = terms.get(code, Fraction(0)) + part
        return Linear(
            tuple(dict.fromkeys(self.guards + other.guards)),
            {code: part for code, part in terms.items() if part},
            self.constant + other.constant,
        )


Val = Unknown | Plain | Linear


def compare_numbers(op: Op, left: Linear, right: Linear) -> Tri:
    """``left op right`` over whole numbers: both sides times the least common denominator."""
    difference = left.plus(right.scaled(Fraction(-1)))
    if not difference.terms and not difference.guards:
        return Static(OPERATORS[op](difference.constant, 0))
    scale = lcm(*(part.denominator for part in difference.terms.values()), difference.constant.denominator)
    whole = difference.scaled(Fraction(scale))
    above = _sum({code: part for code, part in whole.terms.items() if part > 0}, max(whole.constant, Fraction(0)))
    below = _sum({code: -part for code, part in whole.terms.items() if part < 0}, max(-whole.constant, Fraction(0)))
    return comparison(op, difference.guards, above, below)


def comparison(op: Op, guards: tuple[str, ...], left: str, right: str) -> Tri:
    """``left op right`` once none of ``guards`` is None."""
    return Guarded(guards, f"{left} {PYTHON[op]} {right}", f"{left} {PYTHON[CONTRARY[op]]} {right}")


def code_of(value: Plain | Linear) -> str:
    """The value itself, as code (its guards not looked at)."""
    if isinstance(value, Plain):
        return value.code
    return _sum(value.terms, value.constant)


def number_code(value: Fraction) -> str:
    """A number literal."""
    if value.denominator == 1:
        return str(value.numerator)
    return f"Fraction({value.numerator}, {value.denominator})"


def _sum(terms: dict[str, Fraction], constant: Fraction) -> str:
    parts = [code if part == 1 else f"{code} * {number_code(part)}" for code, part in terms.items()]
    if constant or not parts:
        parts.append(number_code(constant))
    return " + ".join(parts)
