"""How long does advice take over all bundled scenarios, and is all of it what it says?

Every turn, way, next step and answer is applied to its record and judged
again by the reference evaluator; what isn't as it says is counted as wrong.
Run from the root of the repository: ``python -m benchmarks.advice [every]``,
with ``every`` 5 only each fifth scenario.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from time import perf_counter
from typing import TypeVar

from engine.advice import Force, Mender, NextSteps, Questions, turns
from engine.advice.changes import applied, day_of
from engine.advice.kit import View
from engine.advice.steps import opened
from engine.findings.nodes import Verdict
from tests.engine.advice.cases import Case, scenarios

T = TypeVar("T")
OPEN = (Verdict.VIOLATED, Verdict.PENDING, Verdict.UNKNOWN)


class Tools:
    """What is prepared once for each ruleset."""

    def __init__(self, case: Case) -> None:
        self.steps = NextSteps(case.kit, case.procedures)
        self.mender = Mender(case.kit, case.procedures)
        self.questions = Questions(case.kit)


class Tally:
    """Times in milliseconds, how much was said, and how much of it was wrong."""

    def __init__(self) -> None:
        self.times: dict[str, list[float]] = {}
        self.said: Counter[str] = Counter()
        self.wrong: Counter[str] = Counter()

    def timed(self, what: str, ask: Callable[[], Sequence[T]]) -> Sequence[T]:
        start = perf_counter()
        found = ask()
        if found:
            self.times.setdefault(what, []).append((perf_counter() - start) * 1000)
        return found

    def note(self, what: str, right: bool) -> None:
        self.said[what] += 1
        self.wrong[what] += not right


def look(case: Case, tools: Tools, tally: Tally) -> None:
    """All advice on one scenario."""
    kit, record, as_of = case.kit, case.record, case.as_of
    view, open_ = View(kit, record, as_of), opened(record)
    findings = list(tally.timed("findings", lambda: tuple(View(kit, record, as_of).findings.values())))
    for finding in findings:
        key = finding.norm.id
        if finding.verdict in OPEN and (finding.step or finding.verdict is not Verdict.UNKNOWN):
            for turn in tally.timed("why not", lambda key=key: turns(kit, record, as_of, key)):  # type: ignore[misc]
                after = View(kit, applied(record, turn.changes), turn.day)
                tally.note("why not", after.finding(key).verdict is turn.verdict)
        if finding.verdict is Verdict.VIOLATED:
            for way in tally.timed("put right", lambda key=key: tools.mender.ways(record, as_of, key)):  # type: ignore[misc]
                if way.hopeless is None:
                    after, before = View(kit, applied(open_, way.changes), way.day), View(kit, open_, way.day)
                    new = after.violated - before.violated - view.violated
                    tally.note("put right", key not in after.violated and not _binding(after, new))
    for step in tally.timed("next steps", lambda: tools.steps.of(record, as_of)):
        if not step.blocks:
            before_it = applied(open_, step.before)
            change = step.goes_on or step.event
            day = day_of((*step.before, change), as_of)
            after = View(kit, applied(before_it, (change,)), day)
            new = after.violated - View(kit, before_it, day).violated
            tally.note("next steps", not (new if step.force is Force.ADVISED else _binding(after, new)))
    for question in tally.timed("questions", lambda: tools.questions.of(record, as_of, findings)):
        for answer in question.answers:
            after = View(kit, applied(record, answer.changes), as_of)
            tally.note("questions", all(after.finding(key).verdict is verdict for key, verdict in answer.verdicts))


def _binding(view: View, ids: frozenset[str]) -> set[str]:
    """Those that are more than advice."""
    return {key for key in ids if not view.findings[key].norm.advice}


def main(every: int = 1) -> int:
    tally = Tally()
    tools: dict[int, Tools] = {}
    for case in scenarios()[::every]:
        look(case, tools.setdefault(id(case.kit), Tools(case)), tally)
    for what, times in tally.times.items():
        times.sort()
        median, high = times[len(times) // 2], times[len(times) * 99 // 100]
        said = f"{tally.said[what]} said, {tally.wrong[what]} wrong" if what in tally.said else ""
        print(f"{what:12} {len(times):6} times: median {median:6.1f} ms, p99 {high:6.1f} ms  {said}")
    return int(any(tally.wrong.values()))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
