"""Many cases of one procedure: how many took each step and each way, where they deviate, how long it took."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, TypeVar

from dsl.model.nodes import Procedure
from dsl.norms.nodes import DATE
from engine.findings.nodes import Finding, Verdict
from engine.findings.steps import states_of

if TYPE_CHECKING:
    from engine.facts import Facts


K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class StepCount:
    """A step: the cases that took it, that took it more than once, and in which something about it is violated."""

    step: str
    taken: int
    repeated: int
    violated: int


@dataclass(frozen=True, slots=True)
class Passage:
    """From one step to the next one taken: how often, and the median of the days between (None: days not stated)."""

    source: str
    target: str
    times: int
    days: Fraction | None


@dataclass(frozen=True, slots=True)
class Way:
    """The steps that some cases took, in the order of their days."""

    steps: tuple[str, ...]
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deviation:
    """A norm of the procedure that some cases violated."""

    norm: str
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Archive:
    """What many cases of a procedure come to; the most frequent passages, ways and deviations first."""

    procedure: str
    cases: int
    steps: tuple[StepCount, ...]
    passages: tuple[Passage, ...]
    ways: tuple[Way, ...]
    deviations: tuple[Deviation, ...]


def archive_of(procedure: Procedure, looks: Iterable[tuple[str, Sequence[Finding], Facts]]) -> Archive:
    """Cases, each with its number, its findings and its facts, laid over ``procedure``; advice is no deviation."""
    count = 0
    taken: Counter[str] = Counter()
    repeated: Counter[str] = Counter()
    violated: Counter[str] = Counter()
    days: dict[tuple[str, str], list[int | None]] = {}
    ways: dict[tuple[str, ...], list[str]] = {}
    deviations: dict[str, list[str]] = {}
    for case, findings, facts in looks:
        count += 1
        states = states_of(procedure, findings, facts)
        for state in states:
            taken[state.step] += bool(state.occurrences)
            repeated[state.step] += len(state.occurrences) > 1
            wrong = [one for one in state.findings if one.verdict is Verdict.VIOLATED and not one.norm.advice]
            violated[state.step] += bool(wrong)
            for finding in wrong:
                deviations.setdefault(finding.norm.name, []).append(case)
        passed = sorted(
            ((one.when, number, state.step, one.values.get(DATE)) for number, state in enumerate(states)
             for one in state.occurrences),
            key=lambda each: each[:2],
        )  # fmt: skip
        ways.setdefault(tuple(step for _, _, step, _ in passed), []).append(case)
        for (_, _, source, first), (_, _, target, second) in pairwise(passed):
            between = second - first if isinstance(first, date) and isinstance(second, date) else None
            days.setdefault((source, target), []).append(between.days if between is not None else None)
    names = dict.fromkeys(step.name for step in procedure.steps)
    return Archive(
        procedure.name,
        count,
        tuple(StepCount(name, taken[name], repeated[name], violated[name]) for name in names),
        tuple(sorted((_passage(*pair, found) for pair, found in days.items()), key=lambda one: -one.times)),
        tuple(sorted((Way(*each) for each in _tuples(ways)), key=lambda one: -len(one.cases))),
        tuple(sorted((Deviation(*each) for each in _tuples(deviations)), key=lambda one: -len(one.cases))),
    )


def _passage(source: str, target: str, days: Sequence[int | None]) -> Passage:
    known = [Fraction(one) for one in days if one is not None]
    return Passage(source, target, len(days), median(known) if known else None)


def _tuples(found: dict[K, list[str]]) -> Iterable[tuple[K, tuple[str, ...]]]:
    return ((key, tuple(cases)) for key, cases in found.items())
