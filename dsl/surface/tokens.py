"""The token: the smallest piece of a rule file that means something."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from dsl.values import FieldType, Period

TokenValue = str | int | Fraction | date | Period | bool | None


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its kind, meaning, place, and how it stood in the text."""

    kind: str
    value: TokenValue
    text: str
    start: int
    end: int
    type: FieldType | None = None
