"""How long does drawing take: all bundled procedures together, one map warm, the other pictures?

    python -m benchmarks.maps [times]

The layout is computed by a program of its own (graphviz-pure) for each map; its
share is given beside.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from statistics import median, quantiles
from time import perf_counter

from cunwu.pictures import coming
from cunwu.work import Work, opened
from visualize import MapOptions, dot_source, draw
from visualize.layout import lay_out
from visualize.matrix import matrix
from visualize.power_list import draw_list
from visualize.timeline import timeline

RECORD = "examples/records/c55.yaml"
AS_OF = date(2026, 3, 1)


def main(times: int = 20) -> None:
    catalogue = opened(())
    procedures = [procedure for ruleset in catalogue.rulesets for procedure in ruleset.procedures]
    for lanes in (True, False):
        options = MapOptions(lanes=lanes)
        started = perf_counter()
        for procedure in procedures:
            draw(procedure, options=options)
        spent = perf_counter() - started
        print(f"{len(procedures)} procedures {'with' if lanes else 'without'} lanes: {spent:.2f} s together")
    for procedure in procedures:
        sources = dot_source(procedure)
        whole = _spent(lambda one=procedure: draw(one), times)  # type: ignore[misc]
        layout = _spent(lambda one=sources: lay_out(one), times)  # type: ignore[misc]
        name = procedure.name
        print(f"{name}（{len(procedure.steps)}）: {_told(whole)}, layout {median(layout) / median(whole):.2f} of it")
    work = Work.open([], AS_OF, {})
    result = work.check_file(RECORD)
    steps = coming(work, result)
    others: dict[str, Callable[[], object]] = {
        "the list of 36": lambda: draw_list(catalogue.ruleset("ninghai/power_list")).svg(),
        "a timeline": lambda: timeline("时间线", result.facts, result.findings, AS_OF, steps).svg(),
        "a matrix": lambda: matrix("核对表", {"记录": result.findings}).svg(),
    }
    for what, make in others.items():
        print(f"{what}: {_told(_spent(make, times))}")


def _spent(make: Callable[[], object], times: int) -> list[float]:
    spent = []
    make()
    for _ in range(times):
        started = perf_counter()
        make()
        spent.append((perf_counter() - started) * 1000)
    return spent


def _told(spent: list[float]) -> str:
    return f"{median(spent):.0f} ms (p95 {quantiles(spent, n=20)[-1]:.0f})"


if __name__ == "__main__":
    main(*(int(one) for one in sys.argv[1:]))
