"""The model level as an indented outline."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from enum import Enum

from dsl.diagnostics.nodes import Span
from dsl.model.nodes import RuleSet

_EMPTY: tuple[object, ...] = ((), "", None, False)


def print_ruleset(ruleset: RuleSet) -> str:
    """Every declaration with its resolved parts; places and empty parts are left out."""
    return "\n".join(_lines(ruleset, 0)) + "\n"


def _lines(node: object, depth: int) -> list[str]:
    pad = "  " * depth
    if not is_dataclass(node) or isinstance(node, type):
        return [f"{pad}{_plain(node)}"]
    lines = [f"{pad}{type(node).__name__}"]
    for f in fields(node):
        value = getattr(node, f.name)
        if isinstance(value, Span) or value in _EMPTY:
            continue
        if isinstance(value, tuple) and any(is_dataclass(v) or isinstance(v, tuple) for v in value):
            lines.append(f"{pad}  {f.name}:")
            for part in value:
                lines.extend(_lines(part, depth + 2))
        elif is_dataclass(value):
            lines.append(f"{pad}  {f.name}:")
            lines.extend(_lines(value, depth + 2))
        else:
            lines.append(f"{pad}  {f.name}: {_plain(value)}")
    return lines


def _plain(value: object) -> str:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, tuple):
        return "、".join(_plain(v) for v in value)
    return str(value)
