"""``python -m tests.receipt.pm4py_answers LOG``: what pm4py says of a log, as JSON on stdout.

On stdin stand constraints, or two numbers: the least support and confidence with which it is to discover them. The
answer is a list: each constraint with the cases that deviate from it.

A process of its own: pm4py (AGPL) is a tool for tests alone, and nothing of ours but its names is used beside it.
"""

from __future__ import annotations

import json
import sys
import warnings
from importlib import import_module
from typing import Any

from tests.receipt.declare import TEMPLATES, UNARY


def main(path: str, asked: list[Any]) -> list[tuple[list[str], list[str]]]:
    """Each constraint with the cases that deviate from it."""
    pandas, pm4py = map(import_module, ("pandas", "pm4py"))
    table = pm4py.format_dataframe(
        pandas.read_csv(path),
        case_id="case:concept:name",
        activity_key="concept:name",
        timestamp_key="time:timestamp",
    )
    model: dict[str, dict[Any, dict[str, int]]] = {}
    if isinstance(asked[0], list):
        for template, first, second in asked:
            model.setdefault(template, {})[first if template in UNARY else (first, second)] = {}
    else:
        support, confidence = asked
        found = pm4py.discover_declare(
            table, allowed_templates=set(TEMPLATES), min_support_ratio=support, min_confidence_ratio=confidence
        )
        model = {template: found[template] for template in TEMPLATES if template in found}
    log = pm4py.convert_to_event_log(table)
    broken: dict[tuple[str, Any], list[str]] = {(template, key): [] for template in model for key in model[template]}
    for trace, of_case in zip(log, pm4py.conformance_declare(log, model), strict=True):
        for template, key in of_case["deviations"]:
            broken[template, key].append(trace.attributes["concept:name"])
    return [
        ([template, key, ""] if template in UNARY else [template, *key], cases)
        for (template, key), cases in broken.items()
    ]


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    out, sys.stdout = sys.stdout, sys.stderr  # pm4py prints a notice
    json.dump(main(sys.argv[1], json.load(sys.stdin)), out)
