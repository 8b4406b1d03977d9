"""Trees at another place of their file."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar

from dsl.diagnostics.nodes import Span

T = TypeVar("T")
_PLAIN = frozenset(
    {"str", "bool", "tuple[str, ...]", "tuple[int, ...]", "Fraction", "Value", "FieldType", "Period", "Interval"}
)
"""Types of fields, as they are written, below which no span is."""


def moved(node: T, by: int, lines: int) -> T:
    """``node`` with every ``Span`` in it ``by`` characters and so many ``lines`` further on, in the same column."""

    def move(node: Any) -> Any:
        cls: Any = type(node)
        if cls is Span:
            return Span(node.file, node.start + by, node.end + by, node.line + lines, node.column)
        if cls is tuple:
            return tuple([move(one) for one in node]) if node else node
        parts = _parts(cls)
        return cls(*[move(getattr(node, n)) if deep else getattr(node, n) for n, deep in parts]) if parts else node

    found: T = move(node)
    return found


@cache
def _parts(cls: Any) -> tuple[tuple[str, bool], ...]:
    """The fields of a node, each with whether spans may be below it; none for a plain value."""
    return tuple((field.name, field.type not in _PLAIN) for field in fields(cls)) if is_dataclass(cls) else ()
