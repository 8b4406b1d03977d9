"""All nodes below a node, whatever level it is of: new kinds of nodes need no entry here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from dsl.diagnostics.nodes import Span
from dsl.surface.compare import without_places


def walk(node: object) -> Iterator[object]:
    """``node`` and every node below it, in the order of their fields."""
    if isinstance(node, tuple | list):
        for one in node:
            yield from walk(one)
    elif is_dataclass(node) and not isinstance(node, type | Span):
        yield node
        for field in fields(node):
            yield from walk(getattr(node, field.name))


def same(left: object, right: object) -> bool:
    """Whether two nodes say the same, wherever they stand and however they are spaced."""
    return without_places(left) == without_places(right)
