"""Case by case and constraint by constraint: what our rules say of a log, and what DECLARE says."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from engine.facts import facts_of
from engine.interpret.codes import Code
from engine.interpret.evaluator import compile_programs
from engine.records.nodes import DecisionRecord
from engine.records.read import read_bytes
from engine.records.vocabulary import Vocabulary
from rulesets.loader import Library, load
from tests.receipt.declare import Constraint, holds
from tests.receipt.event_table import Row, day_of
from tests.receipt.rules import name_of


def records_of(log: bytes, library: Library) -> dict[str, DecisionRecord]:
    """The records that our import reads from a log."""
    files = read_bytes(log, "receipt.csv", Vocabulary(library.fields))
    records = {file.case: file.record for file in files if file.record is not None and not file.diagnostics}
    assert len(records) == len(files), [found.message for file in files for found in file.diagnostics]
    return records


def by_rules(log: bytes, constraints: Iterable[Constraint], rules: Path) -> tuple[dict[Constraint, set[str]], int]:
    """The cases that break each constraint by our rules; and how often a verdict was neither yes nor no."""
    library = load([str(rules)])
    assert not library.diagnostics, [found.message for found in library.diagnostics]
    evaluator = compile_programs(library.programs)
    broken: dict[Constraint, set[str]] = {constraint: set() for constraint in constraints}
    owner = {name_of(constraint): cases for constraint, cases in broken.items()}
    judged = [(place, owner[_constraint_of(norm.name, owner)]) for place, norm in enumerate(evaluator.norms)]
    undecided = 0
    for case, record in records_of(log, library).items():
        as_of = max(day for event in record.events if isinstance(day := event.facts["日期"], date))
        codes = evaluator.verdicts(facts_of(record, as_of), as_of)
        for place, cases in judged:
            if codes[place] == Code.VIOLATED:
                cases.add(case)
            undecided += codes[place] in (Code.UNKNOWN, Code.PENDING)
    return broken, undecided


def by_definition(log: Mapping[str, Sequence[Row]], constraints: Iterable[Constraint]) -> dict[Constraint, set[str]]:
    """The same by the checker of ``declare``."""
    traces = {case: [row.step for row in rows] for case, rows in log.items()}
    return {one: {case for case, trace in traces.items() if not holds(one, trace)} for one in constraints}


def at_best(log: Mapping[str, Sequence[Row]], constraints: Iterable[Constraint]) -> dict[Constraint, set[str]]:
    """The same, the events of each day in the order that suits the constraint best.

    That is: on each day its first activity before all others, its second behind all others.
    """
    broken = {}
    for one in constraints:

        def key(row: Row, one: Constraint = one) -> tuple[date, int]:
            return day_of(row), (row.step == one.second) - (row.step == one.first)

        traces = {case: [row.step for row in sorted(rows, key=key)] for case, rows in log.items()}
        broken[one] = {case for case, trace in traces.items() if not holds(one, trace)}
    return broken


def _constraint_of(norm: str, names: Collection[str]) -> str:
    """A norm is named after its constraint, perhaps with a part behind it."""
    while norm not in names:
        norm, _, _ = norm.rpartition("·")
    return norm
