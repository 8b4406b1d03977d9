"""One record against all bundled rulesets, with full explanations: how long it takes.

    python -m benchmarks.explanations [times] [ruleset]...

A complete five-step decision with ten events, a complete major administrative
decision (713), and the records of ``examples/records``. Timed from the record
as read: its facts, all findings with their reasons, the report. The sentences
of all findings are timed apart, since a report tells only those that matter.
Without rulesets all bundled ones are taken; named ones without those above them.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Any

from dsl.literals import normalise
from dsl.model.nodes import Scenario
from engine.facts import facts_of
from engine.findings.nodes import Report
from engine.findings.prose import finding_sentences
from engine.findings.remedy import remedy_text
from engine.interpret.evaluator import Evaluator, compile_programs
from engine.records.nodes import DecisionRecord
from engine.records.read import from_mapping, read_file
from engine.records.vocabulary import Vocabulary
from engine.scenarios import mapping_of
from rulesets.loader import Library, load

EXAMPLES = Path(__file__).parent.parent / "examples" / "records"
AS_OF = date(2026, 6, 30)
WARM_UP = 50
TENDER: Sequence[dict[str, object]] = (
    {"步骤": "公开招标", "日期": "2022-03-28"},
    {"步骤": "签约", "日期": "2022-04-20"},
)
"""Two more events for the five steps, which are eight."""


def main(times: int = 300, *rulesets: str) -> None:
    library = load()
    vocabulary = Vocabulary(library.fields)
    five = mapping_of(_scenario(library, "五议决策法，每一步都在界内"))
    events: Any = five["经过"]
    five |= {"经过": [*events, *TENDER], "类别": "工程建设", "金额": "36.5万元"}
    records = {
        "five steps, ten events": _record(five, vocabulary),
        "713, all steps": _record(mapping_of(_scenario(library, "县级政府办完全部步骤")), vocabulary),
    }
    for path in sorted(EXAMPLES.glob("*.yaml")):
        record = read_file(path, vocabulary).record
        assert record is not None
        records[f"examples/{path.stem}"] = record

    programs = [one for one in library.programs if not rulesets or one.ruleset in rulesets]
    evaluator = compile_programs(programs)
    print(f"{len(evaluator.norms)} norms in {len(programs)} rulesets; {times} times each; ms a record, and")
    print("in brackets of the processor, which says more on a busy machine; ratio to the verdicts alone")
    print(f"{'':24}{'events':>7}{'median':>16}{'p99':>16}{'ratio':>7}{'sentences':>16}  verdict")
    gc.collect()
    gc.freeze()
    for name, record in records.items():
        report = evaluator.report(facts_of(record, AS_OF), AS_OF)
        full = timed(partial(explained, evaluator, record), times)
        bare = timed(partial(judged, evaluator, record), times)
        told = timed(partial(written, report), times // 5)
        ratio = median(busy for _, busy in full) / median(busy for _, busy in bare)
        print(
            f"{name:24}{len(record.events):7}{both(full, median)}{both(full, last_percent)}{ratio:7.1f}"
            f"{both(told, median)}  {report.overall}"
        )


def explained(evaluator: Evaluator, record: DecisionRecord) -> object:
    return evaluator.report(facts_of(record, AS_OF), AS_OF)


def judged(evaluator: Evaluator, record: DecisionRecord) -> object:
    return evaluator.verdicts(facts_of(record, AS_OF), AS_OF)


def written(report: Report) -> object:
    return [(finding_sentences(one), remedy_text(one)) for one in report.findings]


Times = Sequence[tuple[float, float]]
"""Milliseconds by the clock and of the processor."""


def timed(work: Callable[[], object], times: int) -> Times:
    """The times of each call, after some that don't count."""
    for _ in range(WARM_UP):
        work()
    taken = []
    for _ in range(times):
        started, busy = perf_counter(), process_time()
        work()
        taken.append((1e3 * (perf_counter() - started), 1e3 * (process_time() - busy)))
    return taken


def last_percent(values: Iterable[float]) -> float:
    return quantiles(values, n=100)[98]


def both(taken: Times, of: Callable[[Iterable[float]], float]) -> str:
    return f"{of(wall for wall, _ in taken):8.2f} ({of(busy for _, busy in taken):5.2f})"


def _scenario(library: Library, name: str) -> Scenario:
    wanted = normalise(name)
    return next(one for model in library.rulesets for one in model.scenarios if normalise(one.name) == wanted)


def _record(mapping: dict[str, object], vocabulary: Vocabulary) -> DecisionRecord:
    record, diagnostics = from_mapping(mapping, vocabulary)
    assert record is not None, [found.message for found in diagnostics]
    return record


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]), *sys.argv[2:])
