"""Norms with some of their expressions replaced."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any, TypeVar, cast

from dsl.norms.nodes import Expr, Norm, NormException

Part = TypeVar("Part")
Change = Callable[[Expr], Expr]
"""Gives what stands in place of an expression; the same one where nothing changes."""


def rewritten(part: Part, change: Change) -> Part:
    """An expression (or a tuple of them, or None) with ``change`` applied to each of its parts, inner ones first."""
    if isinstance(part, tuple):
        return cast(Part, tuple(rewritten(each, change) for each in part))
    if not isinstance(part, Expr):
        return part
    changed = {}
    for field in fields(part):
        old = getattr(part, field.name)
        if isinstance(old, Expr | tuple) and (new := rewritten(old, change)) != old:
            changed[field.name] = new
    inner = replace(cast(Any, part), **changed) if changed else part
    return cast(Part, change(cast(Expr, inner)))


def rewritten_norm(norm: Norm, change: Change) -> Norm:
    """A norm with ``change`` applied to all its expressions; the norm itself where nothing changes."""
    made = replace(
        norm,
        when=rewritten(norm.when, change),
        require=rewritten(norm.require, change),
        deadline=rewritten(norm.deadline, change),
        exceptions=tuple(_exception(exception, change) for exception in norm.exceptions),
    )
    return norm if made == norm else made


def _exception(exception: NormException, change: Change) -> NormException:
    return replace(exception, when=rewritten(exception.when, change), require=rewritten(exception.require, change))
