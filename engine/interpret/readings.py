"""Named readings (读法): how each is taken, and which of them a norm depends on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import cast

from dsl.norms.nodes import ByReading, Norm, Program


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
    parts: list[object] = [norm.when, norm.require, norm.deadline]
    parts += [part for exception in norm.exceptions for part in (exception.when, exception.require)]
    return tuple(dict.fromkeys(name for part in parts for name in reading_names(part)))


def reading_names(node: object) -> Iterator[str]:
    """Names of the readings in a node and all its parts, in order of appearance."""
    if isinstance(node, ByReading):
        yield node.reading
    if isinstance(node, tuple):
        for part in node:
            yield from reading_names(part)
    elif is_dataclass(node):
        for field in fields(node):
            yield from reading_names(getattr(node, field.name))


def resolve_norm(norm: Norm, readings: Mapping[str, bool]) -> Norm:
    """The same norm with each value that depends on a reading replaced by the one that is taken."""
    return cast(Norm, _resolve(norm, readings)) if readings_of(norm) else norm


def _resolve(node: object, readings: Mapping[str, bool]) -> object:
    if isinstance(node, ByReading):
        return _resolve(node.if_yes if readings[node.reading] else node.if_no, readings)
    if isinstance(node, tuple):
        return tuple(_resolve(part, readings) for part in node)
    if is_dataclass(node) and not isinstance(node, type):
        changed = {field.name: _resolve(getattr(node, field.name), readings) for field in fields(node)}
        return replace(node, **changed)
    return node
