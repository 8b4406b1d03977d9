"""Runs scenarios and compares what comes out with what they say.

A scenario's facts take the same way as a record's, through the reader. It is
judged by the norms of its own ruleset; an expectation may also name a norm of
a ruleset above.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath

from dsl.diagnostics.nodes import Severity
from dsl.file_names import without_ending
from dsl.model.nodes import Expectation, RuleSet, Scenario
from dsl.norms.link import link
from dsl.norms.nodes import Norm, Program
from engine.facts import Facts, facts_of
from engine.findings.nodes import Report
from engine.interpret.evaluator import Evaluator
from engine.interpret.readings import resolve_readings
from engine.records.vocabulary import Vocabulary
from engine.scenarios.apart import Apart
from engine.scenarios.compare import compare_norm, compare_record, matching, no_such_norm, relevant
from engine.scenarios.nodes import Failure, Mismatch, Outcome, ScenarioResult, ScenarioRun
from engine.scenarios.record import as_of_day, record_of


@dataclass(frozen=True, slots=True)
class _Judged:
    """A record that was judged by the norms of its own ruleset; ``layers`` are all that may be named."""

    ruleset: str
    layers: tuple[str, ...]
    facts: Facts
    as_of: date
    report: Report


class ScenarioRunner:
    """Runs the scenarios of some rulesets.

    ``rulesets`` and ``programs`` are all that were loaded, upper layers
    included. Raises nothing for mistakes in a scenario: they are mismatches.
    """

    def __init__(self, rulesets: Sequence[RuleSet], programs: Sequence[Program]) -> None:
        self._rulesets = {ruleset.id: ruleset for ruleset in rulesets}
        self._programs = {program.ruleset: program for program in programs}
        self._order = [ruleset.id for ruleset in rulesets]
        self._evaluators: dict[tuple[tuple[str, ...], str, str], Evaluator] = {}
        self._apart: dict[tuple[tuple[str, ...], str], Apart] = {}

    def run(self, ruleset: RuleSet, scenarios: Sequence[Scenario] | None = None) -> tuple[ScenarioResult, ...]:
        """The results of ``runs``."""
        return tuple(run.result for run in self.runs(ruleset, scenarios))

    def runs(
        self, ruleset: RuleSet, scenarios: Sequence[Scenario] | None = None, *, apart: bool = False
    ) -> Iterator[ScenarioRun]:
        """Run scenarios by the rules of a ruleset one after the other; without ``scenarios``, those of its file.

        ``apart``: of several occurrences of an act, tell of each, not only of the one that decides.
        """
        layers = self._layers(ruleset)
        vocabulary = Vocabulary(field for layer in layers for field in self._rulesets[layer].fields)
        acts = frozenset(name for layer in layers for name in self._rulesets[layer].act_names)
        for scenario in ruleset.scenarios if scenarios is None else scenarios:
            run = self._run(scenario, ruleset.id, layers, vocabulary, acts)
            yield self._told_apart(run, layers) if apart else run

    def uppers(self, ruleset: RuleSet) -> tuple[RuleSet, ...]:
        """All rulesets above one, the highest first."""
        return tuple(self._rulesets[layer] for layer in self._layers(ruleset) if layer != ruleset.id)

    def norms(self, ruleset: RuleSet) -> tuple[Norm, ...]:
        """The norms of a ruleset and of all above it, as they apply together."""
        return self._evaluator(self._layers(ruleset)).norms

    def _run(
        self, scenario: Scenario, ruleset: str, layers: tuple[str, ...], vocabulary: Vocabulary, acts: frozenset[str]
    ) -> ScenarioRun:
        record, diagnostics = record_of(scenario, vocabulary, acts)
        if record is None:
            errors = (found for found in diagnostics if found.severity is Severity.ERROR)
            told = [
                Mismatch(Failure.RECORD, "", found.message, found.span or scenario.span, diagnostics=(found,))
                for found in errors
            ]
            return _unusable(ruleset, scenario, *sorted(told, key=lambda one: one.span.start))
        as_of = as_of_day(scenario, record)
        if as_of is None:
            return _unusable(ruleset, scenario, Mismatch(Failure.AS_OF, "一个日期", "", scenario.span))
        facts = facts_of(record, as_of)
        report = self._evaluator(layers, ruleset).report(facts, as_of)
        judged = _Judged(ruleset, layers, facts, as_of, report)
        outcomes = tuple(self._outcome(expectation, judged) for expectation in scenario.expectations)
        stated = {finding.norm.id for one in outcomes if not one.mismatches for finding in one.found}
        result = ScenarioResult(ruleset, scenario, (), outcomes, as_of)
        return ScenarioRun(result, report.findings, frozenset(stated), facts)

    def _told_apart(self, run: ScenarioRun, layers: tuple[str, ...]) -> ScenarioRun:
        facts, as_of, own = run.facts, run.result.as_of, run.result.ruleset
        if facts is None or as_of is None:
            return run
        key = (layers, own)
        if key not in self._apart:
            self._apart[key] = Apart(self._evaluator(layers, own).programs)
        found = (one for finding in run.findings for one in self._apart[key].findings(finding, facts, as_of))
        return replace(run, apart=tuple(found))

    def _outcome(self, expectation: Expectation, judged: _Judged) -> Outcome:
        overall = judged.report.overall
        if not expectation.norm:
            return Outcome(
                expectation, overall, mismatches=tuple(compare_record(expectation, overall, judged.report.findings))
            )
        own = judged.ruleset
        named = matching(expectation.norm, judged.report.findings)
        if not named:
            own = ""
            evaluator = self._evaluator(judged.layers)
            named = matching(expectation.norm, evaluator.findings(judged.facts, judged.as_of))
            if not named:
                lacking = no_such_norm(expectation, (norm.name for norm in evaluator.norms))
                return Outcome(expectation, overall, mismatches=(lacking,))
        found = relevant(named)
        mismatches = list(compare_norm(expectation, found))
        independent = []
        for reading in expectation.readings:
            other = self._evaluator(judged.layers, own, reading)
            verdicts = {other.finding(judged.facts, judged.as_of, one.norm.id).verdict for one in named}
            if verdicts == {one.verdict for one in named}:
                independent.append(reading)
                expected = f"{expectation.verdict} {expectation.norm}（取决于 {reading}）"
                actual = f"取“是”取“否”都是{found[0].verdict.chinese}"
                mismatches.append(Mismatch(Failure.READING, expected, actual, expectation.span, found[0]))
        return Outcome(expectation, overall, found, tuple(independent), tuple(mismatches))

    def _layers(self, ruleset: RuleSet) -> tuple[str, ...]:
        """The ruleset and all above it, in the order in which they were loaded."""
        wanted, queue = {self._order[0]}, [ruleset.id]
        while queue:
            one = queue.pop()
            if one in self._rulesets:
                queue += [upper for upper in map(self._id, self._rulesets[one].uppers) if upper not in wanted]
                wanted.add(one)
        return tuple(one for one in self._order if one in wanted)

    def _id(self, upper: str) -> str:
        """The id of a ruleset that a 上位 names; a file of one's own may be named with its folder and ending."""
        if upper in self._rulesets:
            return upper
        return without_ending(PurePosixPath(upper).name)

    def _evaluator(self, layers: tuple[str, ...], own: str = "", flipped: str = "") -> Evaluator:
        """The norms of these rulesets as they apply together, or those of ``own`` among them.

        One reading, ``flipped``, is taken the other way than usual.
        """
        key = (layers, own, flipped)
        if key not in self._evaluators:
            programs = link([self._programs[one] for one in layers if one in self._programs]).programs
            # Lower rulesets may take a reading otherwise than those above: each is flipped as the program takes it.
            settled = [
                replace(program, readings=tuple((name, taken != (name == flipped)) for name, taken in its.items()))
                for program, its in zip(programs, resolve_readings(programs, {}), strict=True)
            ]
            judging = [program for program in settled if program.ruleset == own] if own else settled
            self._evaluators[key] = Evaluator(judging, {})
        return self._evaluators[key]


def _unusable(ruleset: str, scenario: Scenario, *mismatches: Mismatch) -> ScenarioRun:
    return ScenarioRun(ScenarioResult(ruleset, scenario, mismatches), (), frozenset())
