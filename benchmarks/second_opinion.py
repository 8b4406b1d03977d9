"""The rule engine beside the reference: how long it takes to ask both about one record.

    python -m benchmarks.second_opinion [times]

Timed by the clock from the facts of a record, the engine in a process of its
own: the first question of a run, which makes its rulesets and waits for the
process, and the questions after it. Verdicts are compared before.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from engine.facts import facts_of
from engine.interpret.evaluator import compile_programs
from engine.records.read import read_file
from engine.records.vocabulary import Vocabulary
from engine.rete.evaluator import ReteEvaluator
from rulesets.loader import load

EXAMPLES = Path(__file__).parent.parent / "examples" / "records"
AS_OF = date(2026, 6, 30)


def main(times: int = 100) -> None:
    library = load()
    vocabulary = Vocabulary(library.fields)
    reference = compile_programs(library.programs)
    print(f"{len(reference.norms)} norms; {times} times each; ms a record, ratio to the findings of the reference")
    print(f"{'':24}{'asked':>8}{'findings':>10}{'first':>8}{'median':>8}{'p99':>8}{'ratio':>8}")
    for path in sorted(EXAMPLES.glob("*.yaml")):
        record = read_file(path, vocabulary).record
        assert record is not None
        facts = facts_of(record, AS_OF)
        reference.findings(facts, AS_OF)
        with ReteEvaluator(reference, workers=1) as engine:
            first = _timed(lambda engine=engine, facts=facts: engine.verdicts(facts, AS_OF))
            assert engine.verdicts(facts, AS_OF) == reference.verdicts(facts, AS_OF)
            asked = sum(len(question.norms) for question in engine.plan.questions(facts, AS_OF))
            again = [_timed(lambda engine=engine, facts=facts: engine.verdicts(facts, AS_OF)) for _ in range(times)]
        found = median(_timed(lambda facts=facts: reference.findings(facts, AS_OF)) for _ in range(times))
        middle, last = median(again), quantiles(again, n=100)[98]
        print(f"{path.stem:24}{asked:8}{found:10.2f}{first:8.0f}{middle:8.1f}{last:8.1f}{middle / found:8.1f}")


def _timed(work) -> float:
    started = perf_counter()
    work()
    return 1e3 * (perf_counter() - started)


if __name__ == "__main__":
    main(*(int(one) for one in sys.argv[1:]))
