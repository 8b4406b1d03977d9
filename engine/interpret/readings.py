"""Named readings (读法): how each is taken, and which of them a norm depends on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dsl.norms.nodes import ByReading, Expr, Norm, Program
from dsl.norms.rewrite import rewritten_norm
from dsl.norms.shape import walk


class Taken(dict[str, bool]):
    """Readings by name; one that no program declares is taken as 否."""

    def __missing__(self, name: str) -> bool:
        return False


def resolve_readings(programs: Sequence[Program], overrides: Mapping[str, bool]) -> list[Taken]:
    """How the norms of each program take each reading.

    A program's own default goes before that of another program, and
    ``overrides`` before both.
    """
    everywhere = {name: default for program in reversed(programs) for name, default in program.readings}
    return [Taken({**everywhere, **dict(program.readings), **overrides}) for program in programs]


def readings_of(norm: Norm) -> tuple[str, ...]:
    """Names of the readings that ``norm`` depends on, in order of appearance."""
    parts: list[Expr | None] = [norm.when, norm.require, norm.deadline]
    parts += [part for exception in norm.exceptions for part in (exception.when, exception.require)]
    return tuple(dict.fromkeys(name for part in parts if part is not None for name in reading_names(part)))


def reading_names(expr: Expr) -> Iterator[str]:
    """Names of the readings in an expression and all its parts, in order of appearance."""
    return (part.reading for part in walk(expr) if isinstance(part, ByReading))


def resolve_norm(norm: Norm, readings: Mapping[str, bool]) -> Norm:
    """The same norm with each value that depends on a reading replaced by the one that is taken."""

    def taken(expr: Expr) -> Expr:
        if isinstance(expr, ByReading):
            return expr.if_yes if readings[expr.reading] else expr.if_no
        return expr

    return rewritten_norm(norm, taken)
