"""Whether two trees say the same, wherever they stand."""

from __future__ import annotations

from dataclasses import fields, is_dataclass

from dsl.diagnostics.nodes import Span

_AS_WRITTEN = frozenset({"text"})


def without_places(node: object) -> object:
    """``node`` as nested tuples, without spans and without the wording of literals and entries."""
    if isinstance(node, Span):
        return None
    if isinstance(node, tuple):
        return tuple(without_places(n) for n in node)
    if is_dataclass(node) and not isinstance(node, type):
        texts = not getattr(node, "values", None) and type(node).__name__ == "Attribute"
        kept = [f.name for f in fields(node) if texts or f.name not in _AS_WRITTEN]
        return (type(node).__name__, *(without_places(getattr(node, n)) for n in kept))
    return node
