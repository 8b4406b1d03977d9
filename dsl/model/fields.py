"""Fields of the vocabulary; apart from the other nodes, since reading a record needs no more than these."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from dsl.diagnostics.nodes import Span
from dsl.values import FieldType

if TYPE_CHECKING:
    from dsl.surface.nodes import SurfaceExpr


class Scope(StrEnum):
    """Where a field of the vocabulary is written in a record."""

    RECORD = "记录"
    EVENT = "经过"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the vocabulary (词汇).

    ``aliases`` are other keys for it, the English one first; ``options`` the
    allowed values of a CHOICE or LIST (none: any); ``derivation`` (推算)
    computes it where it isn't given.
    """

    name: str
    aliases: tuple[str, ...]
    scope: Scope
    type: FieldType
    options: tuple[str, ...]
    meaning: str
    derivation: SurfaceExpr | None
    span: Span | None
