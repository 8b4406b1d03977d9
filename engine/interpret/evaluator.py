"""Norms compiled for one purpose: to judge records, one at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, cast

from dsl.norms.link import link
from dsl.norms.nodes import Norm, Program
from engine.facts import Facts
from engine.findings.nodes import Finding, Overall, Report, Verdict
from engine.interpret.codes import CODES
from engine.interpret.judge import Judge
from engine.interpret.prepare import Preparer
from engine.interpret.readings import resolve_readings
from engine.interpret.scene import Case

if TYPE_CHECKING:
    from engine.interpret.codegen.source import VerdictFunction
    from engine.interpret.ground import Ground

FAILED = "核对这一条时程序出错，没有得出结论，请人工核对"
"""Shown where judging a norm failed; the other norms keep their findings."""


class Evaluator:
    """Judges records against the norms of some programs.

    Nothing of a record is kept between calls. Verdicts come from one generated
    function, findings from a separate evaluation of the same norms; the two
    agree on every record.
    """

    def __init__(self, programs: Sequence[Program], readings: Mapping[str, bool], source: str | None = None):
        self.programs = tuple(programs)
        self.norms: tuple[Norm, ...] = tuple(norm for program in programs for norm in program.norms)
        self.readings = dict(readings)
        self._given_source = source

    @cached_property
    def prepare(self) -> Preparer:
        """What makes the truths of the norms ready; those about the record as a whole are shared."""
        return Preparer(self.norms)

    @cached_property
    def judges(self) -> list[Judge]:
        """What judges each norm, in their order."""
        taken = resolve_readings(self.programs, self.readings)
        return [
            Judge(norm, readings, self.prepare)
            for program, readings in zip(self.programs, taken, strict=True)
            for norm in program.norms
        ]

    @cached_property
    def _by_ground(self) -> tuple[list[tuple[str, ...]], list[list[tuple[int, int, Judge]]]]:
        """The names of all acts; and, for each ground, its norms: place, that of the act (-1: none), judge."""
        acts: dict[tuple[str, ...], int] = {}
        grounds: dict[Ground, list[tuple[int, int, Judge]]] = {}
        for place, judge in enumerate(self.judges):
            act = -1 if judge.act is None else acts.setdefault(judge.act.names, len(acts))
            grounds.setdefault(judge.ground, []).append((place, act, judge))
        return list(acts), list(grounds.values())

    @cached_property
    def source(self) -> str:
        """The generated Python source of the verdict function."""
        from engine.interpret.codegen.source import generate_source  # findings alone don't need it

        return self._given_source or generate_source(self.programs, self.readings)

    @cached_property
    def _function(self) -> VerdictFunction:
        from engine.interpret.codegen.source import load

        return load(self.source)

    @cached_property
    def _places_of_ids(self) -> dict[str, int]:
        return {norm.id: place for place, norm in reversed(list(enumerate(self.norms)))}

    def verdicts(self, facts: Facts, as_of: date) -> list[int]:
        """The ``Code`` of each norm, in their order, on a record as it stands on ``as_of``."""
        try:
            return self._function(facts, as_of)
        except Exception:  # one norm's failure must not lose the others: judge them one by one
            return [CODES[finding.verdict].value for finding in self.findings(facts, as_of)]

    def findings(self, facts: Facts, as_of: date) -> tuple[Finding, ...]:
        """The finding of each norm, in their order."""
        case = Case(facts, as_of)
        acts, grounds = self._by_ground
        unlisted = [*case.are_unlisted(acts), False]
        found: list[Finding | None] = [None] * len(self.judges)
        for members in grounds:
            standing = None
            for place, act, judge in members:
                try:
                    if unlisted[act]:
                        if standing is None:
                            standing = judge.standing(case)
                        found[place] = judge.unlisted_finding(case, standing)
                    else:
                        found[place] = judge.finding(case)
                except Exception:  # semantics: no finding is lost because another one failed
                    found[place] = _failed(judge.norm)
        return tuple(cast(list[Finding], found))

    def finding(self, facts: Facts, as_of: date, norm_id: str) -> Finding:
        """The finding of one norm; raises KeyError if there is no norm of that id."""
        judge = self.judges[self._places_of_ids[norm_id]]
        try:
            return judge.finding(Case(facts, as_of))
        except Exception:
            return _failed(judge.norm)

    def report(self, facts: Facts, as_of: date) -> Report:
        """All findings, and what they come to."""
        findings = self.findings(facts, as_of)
        return Report(overall(findings), findings, as_of, facts.notes)


def compile_programs(
    programs: Sequence[Program], readings: Mapping[str, bool] | None = None, source: str | None = None
) -> Evaluator:
    """Prepare the norms of ``programs`` for judging records.

    ``readings`` overrides the default of named readings (读法). ``source`` is
    what ``generate_source`` gave for the same arguments, where it was kept.
    The verdict function is made when a verdict is first asked for. Programs are
    linked: lower ones refine those above them (``dsl.norms.link``).
    """
    return Evaluator(link(programs).programs, readings or {}, source)


def overall(findings: Iterable[Finding]) -> Overall:
    """What the findings on a record come to; norms of mere advice don't count."""
    verdicts = {finding.verdict for finding in findings if not finding.norm.advice}
    if Verdict.VIOLATED in verdicts:
        return Overall.VIOLATED
    if Verdict.UNKNOWN in verdicts:
        return Overall.INCOMPLETE
    if Verdict.PENDING in verdicts:
        return Overall.IN_PROGRESS
    return Overall.COMPLIANT if Verdict.COMPLIANT in verdicts else Overall.NO_RULE


def _failed(norm: Norm) -> Finding:
    """What is said of a norm that could not be judged."""
    return Finding(norm, Verdict.UNKNOWN, "", None, None, (), (), (), None, "", (FAILED,))
