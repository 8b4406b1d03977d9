"""Python values, as a notebook has them, to the same tree that a file gives."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from math import isnan

from dsl.diagnostics.nodes import Diagnostic
from engine.records.messages import Problem, diagnostic
from engine.records.tree import MOST_LEVELS, Broken, Entries, Items, Node, Parsed, Scalar

_MOST_BITS = 200


def parse(value: object) -> Parsed:
    """Read a mapping and what is in it; a place is a path of keys (经过 › 第2项 › 实到)."""
    diagnostics: list[Diagnostic] = []
    root = _node(value, "", (), diagnostics)
    return Parsed(root, tuple(diagnostics))


def _node(value: object, path: str, outer: tuple[int, ...], diagnostics: list[Diagnostic]) -> Node:
    if len(outer) > MOST_LEVELS or id(value) in outer:
        diagnostics.append(diagnostic(Problem("R016", "", {"limit": str(MOST_LEVELS)}), None, path))
        return Broken(None, path)
    inside = (*outer, id(value))
    if isinstance(value, Mapping):
        entries = []
        for key, inner in value.items():
            here = _join(path, key if isinstance(key, str) else type(key).__name__)
            name: Node = Scalar(key, None, here) if isinstance(key, str) else Items((), None, here)
            entries.append((name, _node(inner, here, inside, diagnostics)))
        return Entries(tuple(entries), None, path)
    if isinstance(value, list | tuple):
        items = [_node(item, _join(path, f"第{i}项"), inside, diagnostics) for i, item in enumerate(value, 1)]
        return Items(tuple(items), None, path)
    if isinstance(value, set | frozenset):
        texts = sorted(item for item in value if isinstance(item, str))
        rest = [item for item in value if not isinstance(item, str)]
        return _node([*texts, *rest], path, outer, diagnostics)
    text = _text(value)
    if text is None:
        diagnostics.append(diagnostic(Problem("R044", "", {"type": type(value).__name__}), None, path))
        return Broken(None, path)
    return Scalar(text, None, path)


def _text(value: object) -> str | None:
    """Write a value as a file would have it; None for a type that no record holds."""
    match value:
        case str():
            return value
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case int():
            return str(value) if value.bit_length() <= _MOST_BITS else "9" * 40
        case float():
            # NaN marks what is missing in a table. Other numbers are what they are written as.
            return "" if isnan(value) else str(value)
        case Decimal():
            return "" if value.is_nan() else str(value)
        case Fraction():
            sign = "-" if value < 0 else ""
            small = max(value.numerator.bit_length(), value.denominator.bit_length()) <= _MOST_BITS
            return f"{sign}{abs(value)}" if small else "9" * 40
        case datetime():
            if value != value:  # pandas.NaT
                return ""
            return value.date().isoformat() if value.time() == time() else value.isoformat()
        case date():
            return value.isoformat()
    # Scalars of NumPy and pandas turn into Python's own.
    try:
        plain = value.item() if hasattr(value, "item") else value
    except Exception:  # whatever a foreign class may raise, it is no value of a record
        return None
    return _text(plain) if type(plain) in (str, bool, int, float) else None


def _join(path: str, part: str) -> str:
    return f"{path} › {part}" if path else part
