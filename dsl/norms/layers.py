"""What a lower ruleset may make of a parameter of one above it."""

from __future__ import annotations

from dsl.literals import format_value
from dsl.model.nodes import Latitude, ParameterDef
from dsl.values import Number, Value


def against_latitude(upper: ParameterDef, lower: ParameterDef) -> str:
    """Why ``lower`` may not be set as it is, in Chinese; '' where it may.

    Versions are compared where their days overlap. What the upper ruleset leaves
    open may be filled in, unless it says 固定不变.
    """
    if upper.type is not lower.type:
        return f"的单位是“{upper.type.value}”，不是“{lower.type.value}”"
    if upper.latitude is Latitude.NONE:
        return "写明固定不变"
    for above in upper.versions:
        for below in lower.versions:
            if above.validity.intersect(below.validity) is None or above.value is None or below.value is None:
                continue
            if not _allowed(upper.latitude, above.value, below.value):
                shown = format_value(above.value, upper.type)
                return f"是{shown}，" + (upper.latitude.value if upper.latitude else "没有写下级可以改变")
    return ""


def _allowed(latitude: Latitude | None, above: Value, below: Value) -> bool:
    if above == below or latitude is Latitude.FREE:
        return True
    if not isinstance(above, Number) or not isinstance(below, Number):
        return False
    if latitude is Latitude.RAISE:
        return below >= above
    return latitude is Latitude.LOWER and below <= above
