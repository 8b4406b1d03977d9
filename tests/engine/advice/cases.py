"""Records to try advice on: all bundled scenarios, and one case that tests spell out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from cunwu.catalogue import Catalogue
from cunwu.library.stock import stock
from dsl.model.nodes import Procedure
from engine.advice.kit import Kit
from engine.interpret.evaluator import compile_programs
from engine.records.nodes import DecisionRecord
from engine.records.read import from_mapping
from engine.records.vocabulary import Vocabulary
from engine.scenarios import as_of_day
from engine.scenarios.record import record_of
from rulesets.loader import VOCABULARY


class Case(NamedTuple):
    """A record, when it is judged, and by what."""

    name: str
    kit: Kit
    procedures: tuple[Procedure, ...]
    record: DecisionRecord
    as_of: date


@cache
def rules(*names: str) -> Catalogue:
    """The bundled rulesets of these names with all above them."""
    everything = stock(())
    return everything.only(everything.with_uppers([VOCABULARY, *names]))


@cache
def kit(*names: str) -> Kit:
    return Kit(compile_programs(rules(*names).programs))


@cache
def procedures(*names: str) -> tuple[Procedure, ...]:
    return tuple(one for ruleset in rules(*names).rulesets if ruleset.id in names for one in ruleset.procedures)


def read(mapping: dict[str, object], *names: str) -> DecisionRecord:
    """A record as an officer writes it."""
    record, diagnostics = from_mapping(mapping, Vocabulary(rules(*names).fields))
    assert record is not None, diagnostics
    return record


@cache
def scenarios() -> tuple[Case, ...]:
    """All bundled scenarios, each with the norms of its own ruleset as they apply under those above it."""
    return tuple(_scenarios())


def _scenarios() -> Iterator[Case]:
    everything = stock(())
    together = {program.ruleset: program for program in everything.together().programs}
    for ruleset in everything.rulesets:
        layers = [one for one in everything.rulesets if one.id in everything.with_uppers([VOCABULARY, ruleset.id])]
        vocabulary = Vocabulary(field for layer in layers for field in layer.fields)
        acts = frozenset(name for layer in layers for name in layer.act_names)
        own = Kit(compile_programs([together[ruleset.id]]))
        for scenario in ruleset.scenarios:
            record, _ = record_of(scenario, vocabulary, acts)
            as_of = None if record is None else as_of_day(scenario, record)
            if record is not None and as_of is not None and as_of < date.max:
                yield Case(f"{ruleset.id}：{scenario.name}", own, ruleset.procedures, record, as_of)
