"""Predicates and engine side by side on many records."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from engine.facts import facts_of
from engine.interpret.codes import Code
from engine.interpret.evaluator import compile_programs
from engine.records.read import from_mapping
from engine.records.vocabulary import Vocabulary
from rulesets.loader import load
from tests.oracle.case import Case
from tests.oracle.norms import NORMS, Pair
from tests.oracle.readings import READINGS
from tests.oracle.records import records
from tests.oracle.truth import Verdict

OURS = {code: None if code is Code.NOT_APPLICABLE else Verdict[code.name] for code in Code}
"""What the engine's verdicts are here."""


@dataclass
class Compared:
    """What came out for a norm: how often each verdict, and the records on which it was another."""

    pair: Pair
    places: tuple[int, ...]
    verdicts: Counter[Verdict | None] = field(default_factory=Counter)
    explained: int = 0
    different: list[tuple[dict[str, Any], date, Verdict | None, Verdict | None]] = field(default_factory=list)
    differences: int = 0

    @property
    def occurred(self) -> dict[Verdict | None, int]:
        """How often each verdict did that can."""
        return {one: self.verdicts[one] for one in (None, *Verdict) if one not in self.pair.never}


MOST_KEPT = 5
TAKEN = {"参照视同适用": False}
"""Named readings of the rule files other than by default: art. 42 of the decree alone doesn't bind townships."""


def compare(count: int, seed: int) -> list[Compared]:
    """Judge so many records both ways."""
    library = load()
    vocabulary = Vocabulary(library.fields)
    evaluator = compile_programs(library.programs, TAKEN)
    places = {norm.id: place for place, norm in enumerate(evaluator.norms)}
    compared = [Compared(pair, tuple(places[norm] for norm in pair.norms)) for pair in NORMS]
    for plain, today in records(count, seed):
        record, mistakes = from_mapping(plain, vocabulary)
        assert record is not None, mistakes
        codes = evaluator.verdicts(facts_of(record, today), today)
        case = Case(plain, today)
        for one in compared:
            ours = one.pair.predicate(case)
            engines = OURS[Code(max(codes[place] for place in one.places))]
            one.verdicts[ours] += 1
            if ours is engines:
                continue
            if any(reading(case) is engines for reading in READINGS.get(one.pair.predicate, ())):
                one.explained += 1
                continue
            one.differences += 1
            if len(one.different) < MOST_KEPT:
                one.different.append((plain, today, ours, engines))
    return compared
