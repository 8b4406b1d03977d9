"""``PYTHONPATH=WHERE/PM4PY/IS python -m tests.receipt LOG``: our rules and pm4py on a log in the form of receipt.csv.

With ``--discovered SUPPORT CONFIDENCE`` on all constraints that pm4py discovers with at least these (0.01 0.7).
The exit status is 1 where there is a difference that nothing explains.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from tests.receipt.compare import at_best, by_definition, by_rules
from tests.receipt.constraints import CONSTRAINTS
from tests.receipt.declare import BY_DAY, TEMPLATES, Constraint
from tests.receipt.event_table import Row, day_of, in_their_order, on_their_days, read_table
from tests.receipt.rules import FILE, name_of, ruleset_of

Cases = dict[Constraint, set[str]]


def by_pm4py(path: Path, asked: Sequence[object]) -> Cases:
    """The cases that break each constraint by pm4py, which runs in a process of its own."""
    command = [sys.executable, "-m", "tests.receipt.pm4py_answers", str(path)]
    said = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True, check=False)
    if said.returncode:
        sys.exit(said.stderr)
    return {Constraint(*constraint): set(cases) for constraint, cases in json.loads(said.stdout)}


def chosen(path: Path) -> int:
    """Our constraints, one a line."""
    log = read_table(path)
    began = perf_counter()
    ours, undecided = by_rules(in_their_order(log), CONSTRAINTS, FILE)
    took = perf_counter() - began
    theirs, checked = by_pm4py(path, CONSTRAINTS), by_definition(log, CONSTRAINTS)
    daily = [one for one in CONSTRAINTS if one.template in BY_DAY]
    on_days, undecided_by_day = by_rules(on_their_days(log), CONSTRAINTS, FILE)
    best = at_best(log, daily)
    unexplained = {one: len(on_days[one] - theirs[one]) + len(on_days[one] ^ best[one]) for one in daily}

    head(log, len(CONSTRAINTS), took)
    print(*(f"{title:>8}" for title in ("ours", "pm4py", "checker", "differ", "by day", "differ", "odd")), "constraint")
    for one in CONSTRAINTS:
        apart = (ours[one] ^ theirs[one]) | (checked[one] ^ theirs[one])
        numbers = [*(len(cases) for cases in (ours[one], theirs[one], checked[one], apart))]
        if one in best:
            numbers += [len(on_days[one]), len(on_days[one] ^ theirs[one]), unexplained[one]]
        print("".join(f"{number:>8} " for number in numbers).ljust(63), f"{one.template:<20}{name_of(one)}")
    print(
        f"\nin their order: {summary(log, ours, theirs, CONSTRAINTS)}, {undecided} undecided"
        f"\non their days: {summary(log, on_days, theirs, daily)}, of these {sum(unexplained.values())} odd: "
        f"not explained by the order within a day; {undecided_by_day} undecided"
    )
    return int(ours != theirs or checked != theirs or bool(undecided + undecided_by_day + sum(unexplained.values())))


def discovered(path: Path, support: float, confidence: float) -> int:
    """All constraints that pm4py discovers, one template a line."""
    log = read_table(path)
    theirs = by_pm4py(path, [support, confidence])
    ours: Cases = {}
    undecided, began = 0, perf_counter()
    for template in TEMPLATES:  # a file for each: a discovered 有则有 may stand against a discovered 不并有
        some = [one for one in theirs if one.template == template]
        with tempfile.TemporaryDirectory() as folder:
            rules = Path(folder) / "discovered.cunwu"
            rules.write_text(ruleset_of(some), "utf-8")
            found, open_ = by_rules(in_their_order(log), some, rules)
        ours |= found
        undecided += open_
    checked = by_definition(log, theirs)
    head(log, len(theirs), perf_counter() - began)
    for template in TEMPLATES:
        some = [one for one in theirs if one.template == template]
        print(f"{len(some):>5} {template:<20}{summary(log, ours, theirs, some)}")
    print(f"{len(theirs):>5} {'all':<20}{summary(log, ours, theirs, list(theirs))}, {undecided} undecided")
    print(f"the checker and pm4py: {summary(log, checked, theirs, list(theirs))}")
    return int(ours != theirs or checked != theirs or bool(undecided))


def head(log: dict[str, list[Row]], constraints: int, took: float) -> None:
    """What is compared."""
    steps = [row.step for rows in log.values() for row in rows]
    several = sum(len({day_of(row) for row in rows}) < len(rows) for rows in log.values())
    print(f"{len(log)} cases, {len(steps)} events, {len(set(steps))} activities, {constraints} constraints")
    print(f"{several} cases with several events on one day; our side took {took:.1f} s\n")


def summary(log: dict[str, list[Row]], ours: Cases, theirs: Cases, constraints: Sequence[Constraint]) -> str:
    """Verdicts, violations on both sides, and differences case by case."""
    return (
        f"{len(log) * len(constraints)} verdicts, violations {sum(len(ours[one]) for one in constraints)} / "
        f"{sum(len(theirs[one]) for one in constraints)}, "
        f"differences {sum(len(ours[one] ^ theirs[one]) for one in constraints)}"
    )


if __name__ == "__main__":
    match sys.argv[1:]:
        case [log]:
            sys.exit(chosen(Path(log)))
        case [log, "--discovered", support, confidence]:
            sys.exit(discovered(Path(log), float(support), float(confidence)))
        case _:
            sys.exit(__doc__)
