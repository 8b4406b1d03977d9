"""Verdicts of sixty norms: the generated function against the same norms written by hand.

    python -m benchmarks.verdicts [records]

Runs of both are interleaved, so that a busy machine slows both; the ratio of
their medians is what counts. Their verdicts are compared on every record first.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from statistics import median
from time import perf_counter

from benchmarks.verdict_norms import AS_OF, PROGRAM, records
from benchmarks.verdicts_by_hand import by_hand
from engine.facts import Facts
from engine.interpret.codegen.source import compile_source, generate_source
from engine.interpret.codes import VERDICTS
from engine.interpret.evaluator import compile_programs

ROUNDS = 21


def main(count: int = 1000) -> None:
    several = records(count)
    started = perf_counter()
    source = generate_source([PROGRAM])
    written = perf_counter()
    compile_source(source)
    compiled = perf_counter()
    evaluator = compile_programs([PROGRAM], source=source)
    verdicts: Counter[str] = Counter()
    for facts in several:
        codes = evaluator.verdicts(facts, AS_OF)
        differing = [
            (norm.name, code, other)
            for norm, code, other in zip(evaluator.norms, codes, by_hand(facts, AS_OF), strict=True)
            if code != other
        ]
        assert not differing, f"generated and hand-written verdicts differ: {differing}"
        verdicts.update(VERDICTS[code].chinese for code in codes)
    for facts in several[:200]:
        found = [finding.verdict for finding in evaluator.findings(facts, AS_OF)]
        assert found == [VERDICTS[code] for code in evaluator.verdicts(facts, AS_OF)]

    generated, hand, full = interleaved([evaluator.verdicts, by_hand, evaluator.findings], several[:200])
    print(f"{len(evaluator.norms)} norms, {count} records, same verdicts: {dict(verdicts)}")
    print(f"source {len(source)} characters: written in {1e3 * (written - started):.1f} ms, "
          f"compiled in {1e3 * (compiled - written):.1f} ms")  # fmt: skip
    print(f"verdicts, one record: generated {generated:.1f} µs, by hand {hand:.1f} µs, ratio {generated / hand:.2f}")
    print(f"all findings of one record: {full:.0f} µs, {full / len(evaluator.norms):.2f} µs a norm")


def interleaved(functions: Sequence[Callable[[Facts, date], object]], several: Sequence[Facts]) -> list[float]:
    """Median time of each function on one record, in microseconds."""
    times: list[list[float]] = [[] for _ in functions]
    for _ in range(ROUNDS):
        for place, function in enumerate(functions):
            started = perf_counter()
            for facts in several:
                function(facts, AS_OF)
            times[place].append((perf_counter() - started) / len(several) * 1e6)
    return [median(found) for found in times]


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
