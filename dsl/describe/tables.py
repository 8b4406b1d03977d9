"""A decision table in plain words: its rows side by side, each with what its norm asks."""

from __future__ import annotations

from dataclasses import dataclass

from dsl.describe.clauses import inline
from dsl.describe.context import Context
from dsl.describe.norms import NormText, describe_norm, sentences
from dsl.describe.phrases import say
from dsl.describe.procedures import ASKED, asked
from dsl.model.nodes import HitPolicy, Table
from dsl.norms.nodes import Program

_HITS = {HitPolicy.UNIQUE: "hit_unique", HitPolicy.FIRST: "hit_first", HitPolicy.ALL: "hit_all"}
_THEN = ASKED - {"when"}
"""The parts of a row's norm that stand behind its condition."""


@dataclass(frozen=True, slots=True)
class RowText:
    """A row: what must hold for it ('' where nothing must), what it asks then, its sources, and its norm."""

    when: str
    asks: str
    cited: str
    norm: NormText


@dataclass(frozen=True, slots=True)
class TableText:
    """A table: ``hit`` says which rows count where several hold; the rows in the order of the file."""

    table: Table
    hit: str
    rows: tuple[RowText, ...]


def describe_table(table: Table, program: Program, context: Context) -> TableText:
    """A decision table in words; ``program`` is that of its ruleset."""
    norms = {norm.name: norm for norm in program.norms}
    told = [describe_norm(norms[row.name], context) for row in table.rows if row.name in norms]
    return TableText(table, say(_HITS[table.hit], context.language), tuple(_row(one) for one in told))


def _row(told: NormText) -> RowText:
    """A row; on what it acts is told only where that isn't the case as a whole."""
    if told.norm.act is None and not told.procedure:
        asks = sentences((part for part in told.paragraphs if part.key in _THEN), told.context.language)
    else:
        asks = asked(told, keys=_THEN)
    return RowText(_inline(told, "when"), asks, _inline(told, "citations"), told)


def _inline(told: NormText, key: str) -> str:
    part = told.part(key)
    return inline(part.clause, told.context.language) if part is not None else ""
