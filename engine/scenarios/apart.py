"""Occurrences judged one at a time, where a norm's finding tells only of the one that decides.

A norm about each occurrence of an act (每次, 任一) is judged by the worst or
the best of them; what is said of the others would change its verdict as well
where they come to the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from dsl.norms.nodes import Act, Norm, Program, Which
from engine.facts import Facts
from engine.findings.nodes import Finding
from engine.interpret.evaluator import Evaluator
from engine.interpret.occurrences import select

_THIS = "\0本次"
"""The act under whose name the one occurrence stands; no record has a step of that name."""


class Apart:
    """Judges single occurrences by the norms of linked programs; sums are still those of the whole record."""

    def __init__(self, programs: Sequence[Program]) -> None:
        norms = [replace(program, norms=tuple(map(_of_this, program.norms))) for program in programs]
        self._evaluator = Evaluator(norms, {})

    def findings(self, decided: Finding, facts: Facts, as_of: date) -> Iterator[Finding]:
        """What the norm of a finding comes to for each of several occurrences, where that is the same verdict."""
        act = decided.norm.act
        if act is None or act.which not in (Which.EACH, Which.ANY):
            return
        listed = select(facts.occurrences, act.names)
        for occurrence in listed if len(listed) > 1 else ():
            one = replace(facts, occurrences={**facts.occurrences, _THIS: (occurrence,)})
            finding = self._evaluator.finding(one, as_of, decided.norm.id)
            if finding.verdict is decided.verdict:
                yield finding


def _of_this(norm: Norm) -> Norm:
    return norm if norm.act is None else replace(norm, act=Act((_THIS,)))
