"""A decision record (决策记录), checked against the vocabulary."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from dsl.diagnostics.nodes import Diagnostic, Span
from dsl.diagnostics.source import SourceText

FactValue = bool | int | Fraction | date | str | frozenset[str] | tuple[str, ...]


class Event(BaseModel):
    """One occurrence of a step (经过).

    ``facts`` holds the vocabulary's fields of scope 经过 under their Chinese
    names (日期, 止, 主体, 结果, 应到, 实到 …); what the record doesn't state is absent.
    """

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    step: str
    documents: frozenset[str] = frozenset()
    missing_documents: frozenset[str] = frozenset()
    documents_complete: bool = False
    note: str = ""
    facts: dict[str, FactValue] = {}
    places: dict[str, Span] = {}


class DecisionRecord(BaseModel):
    """How one matter went through.

    ``rules`` names the rulesets, and ``only`` (只核对) parts of the names of
    those norms that are to be checked, all if empty.

    ``missing_steps`` names steps, bodies' meetings and acts that are known not
    to have happened; ``events_complete`` says so of all that isn't listed.

    ``facts`` holds the vocabulary's fields of scope 记录. ``places`` maps a
    field's name to where it stands in the file.
    """

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    title: str = ""
    rules: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    source: str = ""
    note: str = ""
    events_complete: bool = False
    missing_steps: frozenset[str] = frozenset()
    events: tuple[Event, ...] = ()
    facts: dict[str, FactValue] = {}
    places: dict[str, Span] = {}


class RecordFile(NamedTuple):
    """What came of a file, or of one case in a workbook.

    ``source`` is its text for messages, None where it has none; ``case`` the
    case's number in its workbook, '' elsewhere.
    """

    record: DecisionRecord | None
    diagnostics: tuple[Diagnostic, ...]
    source: SourceText | None
    case: str = ""
