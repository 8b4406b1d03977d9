"""What somebody wants to tell, read and brought to the form in which the register keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from dsl.model.fields import Scope
from engine.records.vocabulary import EVENTS, STEP

if TYPE_CHECKING:
    from cunwu.work import Work

INLINE = {f"{EVENTS} › 第1项 › ": ""}
"""How messages call the fields of the one event that is told: by their names alone."""
_SOME_STEP = "步骤"


def changes_of(fields: Mapping[str, Any], work: Work, *, event: bool) -> dict[str, Any]:
    """The fields that a correction changes, of an event or of the record itself; None takes a field back.

    Raises RecordError for fields or values that can't be read.
    """
    stated = {name: value for name, value in fields.items() if value is not None}
    if event:
        plain: Any = work.plain(work.read_mapping({EVENTS: [{STEP: _SOME_STEP, **stated}]}, INLINE))
        told = dict(plain[EVENTS][0])
        if not any(_name(name, work, Scope.EVENT) == STEP for name in stated):
            del told[STEP]
    else:
        told = dict(work.plain(work.read_mapping(stated)))
    scope = Scope.EVENT if event else Scope.RECORD
    return told | {_name(name, work, scope): None for name, value in fields.items() if value is None}


def _name(name: str, work: Work, scope: Scope) -> str:
    """A field's own name, for one of its other names."""
    found = work.vocabulary.find(scope, name)
    return found.name if found else name
