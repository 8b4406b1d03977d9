"""Scenarios (用例): small records inside rule files, and whether they come out as the file says.

A scenario's facts take the same way as a record's, through the reader. It is
judged by the norms of its own ruleset; an expectation may also name a norm of
a ruleset above.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dsl.diagnostics.nodes import Diagnostic, Severity, Span
from dsl.literals import day
from dsl.model.nodes import Expectation, RuleSet, Scenario
from dsl.norms.nodes import Program
from dsl.surface.nodes import Dated, Literal
from engine.facts import facts_of
from engine.findings.nodes import Finding, MissingFact, Overall, Report, Verdict
from engine.interpret.evaluator import Evaluator, compile_programs
from engine.records.nodes import DecisionRecord
from engine.records.read import from_mapping
from engine.records.vocabulary import EVENTS, STEP, Vocabulary

_OF_THE_RECORD = {
    "违规": Overall.VIOLATED,
    "待补充": Overall.INCOMPLETE,
    "未到期": Overall.IN_PROGRESS,
    "不适用": Overall.NO_RULE,
    **{overall.value: overall for overall in Overall},
}
"""Verdict words where an expectation speaks of the record as a whole."""


class Failure(StrEnum):
    """Why a scenario failed."""

    RECORD = "记录有误"
    AS_OF = "审查日有误"
    NORM = "没有这条规范"
    VERDICT = "结论不同"
    MISSING = "缺少的事实不同"
    READING = "不取决于这个读法"


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One expectation that wasn't met: what the file says, what came out, and where it stands.

    ``finding`` is what came out for a norm; ``diagnostics`` say why a record
    could not be made.
    """

    failure: Failure
    expected: str
    actual: str
    span: Span
    finding: Finding | None = None
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class ScenarioResult:
    """A scenario of the ruleset of that id, and all in which it came out differently."""

    ruleset: str
    scenario: Scenario
    mismatches: tuple[Mismatch, ...]

    @property
    def passed(self) -> bool:
        """Whether it came out as the file says."""
        return not self.mismatches


class ScenarioRunner:
    """Runs the scenarios of some rulesets.

    ``rulesets`` and ``programs`` are all that were loaded, upper layers
    included. Raises nothing for mistakes in a scenario: they are mismatches.
    """

    def __init__(self, rulesets: Sequence[RuleSet], programs: Sequence[Program]) -> None:
        self._rulesets = {ruleset.id: ruleset for ruleset in rulesets}
        self._programs = {program.ruleset: program for program in programs}
        self._order = [ruleset.id for ruleset in rulesets]
        self._evaluators: dict[tuple[tuple[str, ...], str], Evaluator] = {}

    def run(self, ruleset: RuleSet) -> tuple[ScenarioResult, ...]:
        """Run the ruleset's scenarios, in the order of the file."""
        layers = self._layers(ruleset)
        vocabulary = Vocabulary(field for layer in layers for field in self._rulesets[layer].fields)
        return tuple(
            ScenarioResult(ruleset.id, scenario, tuple(self._mismatches(scenario, ruleset.id, layers, vocabulary)))
            for scenario in ruleset.scenarios
        )

    def _mismatches(
        self, scenario: Scenario, ruleset: str, layers: tuple[str, ...], vocabulary: Vocabulary
    ) -> Iterable[Mismatch]:
        record, diagnostics = from_mapping(mapping_of(scenario), vocabulary)
        if record is None:
            errors = tuple(found for found in diagnostics if found.severity is Severity.ERROR)
            said = "；".join(found.message for found in errors)
            yield Mismatch(Failure.RECORD, "", said, scenario.span, diagnostics=errors)
            return
        as_of = as_of_day(scenario, record)
        if as_of is None:
            yield Mismatch(Failure.AS_OF, "一个日期", "", scenario.span)
            return
        facts = facts_of(record, as_of)
        own = self._evaluator((ruleset,)).report(facts, as_of)
        for expectation in scenario.expectations:
            if not expectation.norm:
                yield from _check_record(expectation, own)
                continue
            ids: tuple[str, ...] = (ruleset,)
            found = matching(expectation.norm, own.findings)
            if not found:
                ids = layers
                found = matching(expectation.norm, self._evaluator(ids).findings(facts, as_of))
            yield from _check_norm(expectation, found)
            for reading in expectation.readings:
                other = self._evaluator(ids, reading)
                verdicts = {other.finding(facts, as_of, one.norm.id).verdict for one in found}
                if verdicts == {one.verdict for one in found}:
                    expected = f"{expectation.verdict} {expectation.norm}（取决于 {reading}）"
                    yield Mismatch(Failure.READING, expected, "", expectation.span, found[0] if found else None)

    def _layers(self, ruleset: RuleSet) -> tuple[str, ...]:
        """The ruleset and all above it, in the order in which they were loaded."""
        wanted, queue = {self._order[0]}, [ruleset.id]
        while queue:
            one = queue.pop()
            if one in self._rulesets:
                queue += [upper for upper in self._rulesets[one].uppers if upper not in wanted]
                wanted.add(one)
        return tuple(one for one in self._order if one in wanted)

    def _evaluator(self, ids: tuple[str, ...], flipped: str = "") -> Evaluator:
        """The norms of these rulesets, with one reading taken the other way than usual."""
        key = (ids, flipped)
        if key not in self._evaluators:
            programs = [self._programs[one] for one in ids if one in self._programs]
            usual = {name: default for program in reversed(programs) for name, default in program.readings}
            self._evaluators[key] = compile_programs(
                programs, {flipped: not usual.get(flipped, False)} if flipped else {}
            )
        return self._evaluators[key]


def mapping_of(scenario: Scenario) -> dict[str, object]:
    """The scenario's facts as a record would state them."""
    events = [{STEP: event.step, **dict(event.values)} for event in scenario.events]
    return {**dict(scenario.values), **({EVENTS: events} if events else {})}


def as_of_day(scenario: Scenario, record: DecisionRecord) -> date | None:
    """The scenario's 审查日; the last day that the record names where it states none.

    None where what it states is no day. A record without any day is judged on
    the last day of the calendar, since nothing in it can be later.
    """
    match scenario.as_of:
        case None:
            stated = [*record.facts.values(), *(value for event in record.events for value in event.facts.values())]
            return max((value for value in stated if isinstance(value, date)), default=date.max)
        case Literal(value=date() as value):
            return value
        case Literal(text=text):
            found = day(text)
            return found if isinstance(found, date) else None
        case Dated(interval=interval):
            return interval.start
        case _:
            return None


def matching(name: str, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings of the norms that ``name`` means: the whole name, else an end of it after ·, else any end."""
    listed = tuple(findings)
    tests: tuple[Callable[[Finding], bool], ...] = (
        lambda finding: name in (finding.norm.name, finding.norm.id),
        lambda finding: finding.norm.name.endswith("·" + name),
        lambda finding: finding.norm.name.endswith(name),
    )
    for test in tests:
        found = tuple(finding for finding in listed if test(finding))
        if found:
            return found
    return ()


def _check_record(expectation: Expectation, report: Report) -> Iterable[Mismatch]:
    expected = _OF_THE_RECORD[expectation.verdict]
    if report.overall is not expected:
        yield Mismatch(Failure.VERDICT, expected.value, report.overall.value, expectation.span)


def _check_norm(expectation: Expectation, found: tuple[Finding, ...]) -> Iterable[Mismatch]:
    """Compare with every norm that the name means; versions that don't apply count only if all don't."""
    expected = f"{expectation.verdict} {expectation.norm}"
    if not found:
        yield Mismatch(Failure.NORM, expected, "", expectation.span)
        return
    relevant = tuple(finding for finding in found if finding.verdict is not Verdict.NOT_APPLICABLE) or found
    for finding in relevant:
        if finding.verdict.chinese != expectation.verdict:
            actual = f"{finding.verdict.chinese} {finding.norm.name}"
            yield Mismatch(Failure.VERDICT, expected, actual, expectation.span, finding)
        elif expectation.missing and not _same_facts(expectation.missing, finding.missing):
            wanted = f"缺 {'、'.join(expectation.missing)}"
            actual = f"缺 {'、'.join(missing_name(fact) for fact in finding.missing) or '无'}"
            yield Mismatch(
                Failure.MISSING, f"{expected}（{wanted}）", f"{expected}（{actual}）", expectation.span, finding
            )


def missing_name(fact: MissingFact) -> str:
    """A missing fact as a scenario names it: 决议的通知日, 组成人员, or a step."""
    return f"{fact.step}的{fact.name}" if fact.step and fact.name else fact.name or fact.step


def _same_facts(names: tuple[str, ...], facts: tuple[MissingFact, ...]) -> bool:
    meanings = [{missing_name(fact), fact.name or fact.step} for fact in facts]
    return all(any(name in meant for meant in meanings) for name in names) and all(
        any(name in meant for name in names) for meant in meanings
    )
