"""One more event in an open case: the answer, what may come next, and the entry on the disk.

    pip install clipspy
    python -m benchmarks.live [cases] [times]

A register on the disk holds so many open cases of the five discussions. The
next event is told to some of them, as ``cunwu case add`` does, by the county
list's own norms. Timed by the clock, each part by itself: judging the case as
it was and as it is, the steps that may come next, the entry with its commit.

Beside it the same norms are asked as rules of durable-rules (in its process)
and of CLIPS, both with the flat facts that ``engine.rete`` makes of a record;
their verdicts are compared with ours on every record first.
"""

from __future__ import annotations

import gc
import random
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import Any

import clips

from cunwu.cases.desk import Desk
from cunwu.register import Draft, Register
from cunwu.work import Work
from engine.facts import Facts, facts_of
from engine.interpret.codes import CODES, Code
from engine.interpret.evaluator import Evaluator
from engine.records.vocabulary import Vocabulary
from engine.rete.evaluator import ReteEvaluator, codes_of
from engine.rete.plan import Plan

COUNTY = "ninghai/power_list"
RULES = (COUNTY, "zhejiang/organic_law_measures")
"""Sixty-odd norms; with all rulesets above the list there are several times as many."""
MOMENT = datetime(2026, 3, 1, 8, tzinfo=UTC)
FIRST = date(2026, 3, 2)
Times = dict[str, list[float]]


def main(cases: int = 10_000, times: int = 400) -> None:
    everything = Work.open([COUNTY], FIRST, {})
    own = Work(everything.catalogue.only(RULES), FIRST, {}, True, Vocabulary(everything.catalogue.fields))
    for work in (own, everything):
        _measured(work, cases, times)


def _measured(work: Work, cases: int, times: int) -> None:
    with tempfile.TemporaryDirectory() as folder, Register.open(Path(folder) / "cunwu.db") as register:
        desk = Desk(register, work)
        chance = random.Random(20261126)
        started = perf_counter()
        for number in range(cases):
            register.append(f"2026-{number:05}", list(_opening(work, chance, number)), "王会计", MOMENT, after=0)
        print(f"{cases} open cases in the register, {cases / (perf_counter() - started):.0f} a second, each committed")
        chosen = chance.sample(range(cases), min(times, cases))
        told: Times = {"judging": [], "next steps": [], "register": [], "all of it": []}
        for number in (*chosen[:5], *chosen):  # the first few only warm up
            case = f"2026-{number:05}"
            standing = desk.look(case, FIRST + timedelta(days=40))
            event = _next_event(len(standing.state.events), chance, again=len(standing.entries))
            _tell(desk, case, work.plain(work.read_mapping({"经过": [event]})), told)
        for parts in told.values():
            del parts[:5]
        norms = work.evaluator(standing.result).norms
        print(f"{len(norms)} norms, {len(chosen)} times; ms: median, 99th percentile")
        for name, found in told.items():
            print(f"  {name:12}{median(found):8.2f}{quantiles(found, n=100)[98]:8.2f}")
        _engines(desk, work.evaluator(standing.result), [f"2026-{number:05}" for number in chosen[:100]])


def _tell(desk: Desk, case: str, record: dict[str, Any], told: Times) -> None:
    """Tell an event; how long the parts took."""
    parts = {"judging": 0.0, "register": 0.0}
    judge, append = desk.work.judge, desk.register.append
    desk.work.judge = _timed(judge, parts, "judging")  # type: ignore[method-assign]
    desk.register.append = _timed(append, parts, "register")  # type: ignore[method-assign]
    try:
        started = perf_counter()
        answer = desk.add(record, case, "王会计", MOMENT, FIRST + timedelta(days=40))
        written = perf_counter()
        desk.next(answer.standing)
        ended = perf_counter()
    finally:
        desk.work.judge, desk.register.append = judge, append  # type: ignore[method-assign]
    for name, spent in (*parts.items(), ("next steps", ended - written), ("all of it", ended - started)):
        told[name].append(1e3 * spent)


def _timed(work: Callable[..., Any], parts: dict[str, float], name: str) -> Callable[..., Any]:
    def timed(*arguments: Any, **named: Any) -> Any:
        started = perf_counter()
        try:
            return work(*arguments, **named)
        finally:
            parts[name] += perf_counter() - started

    return timed


# --- cases ------------------------------------------------------------------------------

STEPS = ("提议", "商议", "方案公示", "审议", "决议", "决议公示", "实施", "评议")
_BODIES = {"提议": "村党组织", "商议": "村务联席会议", "审议": "党员大会", "决议": "村民代表会议"}


def _opening(work: Work, chance: random.Random, number: int) -> Iterator[Draft]:
    """An open case that has got to one of the steps."""
    record = {
        "标题": f"第{number}件", "程序": "五议决策法", "组成人员": chance.randint(30, 60), "经过完整": "是",
        "金额": f"{chance.randint(1, 60)}万元", "类别": "工程建设",
    }  # fmt: skip
    yield Draft("opened", {"content": work.plain(work.read_mapping(record))})
    for done in range(chance.randint(0, 6)):
        event = work.plain(work.read_mapping({"经过": [_next_event(done, chance)]}))["经过"][0]
        yield Draft("added", {"content": event})


def _next_event(done: int, chance: random.Random, again: int = 0) -> dict[str, Any]:
    step = STEPS[min(done, len(STEPS) - 1)]
    day = FIRST + timedelta(days=4 * done)
    event: dict[str, Any] = {"步骤": step, "日期": day, "说明": f"第{again}次登记"}
    if step in _BODIES:
        event["主体"] = _BODIES[step]
    if step in ("方案公示", "决议公示"):
        event["止"] = day + timedelta(days=chance.choice((3, 14, 15, 16)))
    if step == "决议":
        event |= {"实到": chance.randint(18, 40), "同意": chance.randint(10, 18), "材料": "会议记录"}
    return event


# --- the same norms in other engines -------------------------------------------------------


def _engines(desk: Desk, reference: Evaluator, cases: Sequence[str]) -> None:
    as_of = FIRST + timedelta(days=40)
    facts = [facts_of(desk.look(case, as_of).result.record, as_of) for case in cases]
    with ReteEvaluator(reference, workers=1) as durable:
        clips_engine = Clips(durable.plan)
        for one in facts:
            ours = [Code(code) for code in reference.verdicts(one, as_of)]
            assert [CODES[finding.verdict] for finding in reference.findings(one, as_of)] == ours
            assert durable.verdicts(one, as_of) == ours
            assert clips_engine.verdicts(one, as_of) == ours
        asked: dict[str, Callable[[Facts], object]] = {
            "verdicts": lambda one: reference.verdicts(one, as_of),
            "findings with reasons": lambda one: reference.findings(one, as_of),
            "flat facts for an engine": lambda one: durable.plan.questions(one, as_of),
            "durable-rules, facts made": lambda one: durable.verdicts(one, as_of),
            "CLIPS, facts made": lambda one: clips_engine.verdicts(one, as_of),
        }
        spent: Times = {name: [] for name in asked}
        gc.collect()
        for one in facts * 3:
            for name, ask in asked.items():
                started = perf_counter()
                ask(one)
                spent[name].append(1e3 * (perf_counter() - started))
    base = median(spent["findings with reasons"])
    print(f"one record asked, {len(facts)} records, 3 times each; ms: median, 99th percentile; ratio to the findings")
    for name, found in spent.items():
        print(f"  {name:26}{median(found):8.2f}{quantiles(found, n=100)[98]:8.2f}{median(found) / base:8.2f}")


class Clips:
    """The rules that ``engine.rete`` makes for durable-rules, as rules of CLIPS: a template and its rules for each."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.fired: list[str] = []
        self.environment = clips.Environment()
        self.environment.define_function(self.fired.append, name="fired")
        self.made = 0

    def verdicts(self, facts: Facts, as_of: date) -> list[Code | None]:
        questions = self.plan.questions(facts, as_of)
        for number in range(self.made, len(self.plan.parts)):
            self._make(number)
        codes: list[list[Code | None]] = [[] for _ in self.plan.norms]
        for question in questions:
            self.fired.clear()
            template = self.environment.find_template(f"facts{question.ruleset}")
            fact = template.assert_fact(**question.fact)
            self.environment.run()
            fact.retract()
            for place, code in codes_of(question, frozenset(self.fired)).items():
                codes[place].append(code)
        return [self.plan.verdict(place, [code for code in found if code]) for place, found in enumerate(codes)]

    def _make(self, number: int) -> None:
        part = self.plan.parts[number]
        slots = " ".join(f"(slot {name})" for name in sorted(part.fields))
        self.environment.build(f"(deftemplate facts{number} {slots})")
        for name, rule in part.rules.items():
            condition = rule["all"][0]["m"]
            used = sorted(_fields(condition))
            pattern = " ".join(f"({field} ?{field})" for field in used)
            self.environment.build(
                f"(defrule r{name.replace('.', '_')} (facts{number} {pattern}) (test {_test(condition)}) "
                f'=> (fired "{name}"))'
            )
        self.made = number + 1


_OPERATORS = {"$gt": ">", "$gte": ">=", "$lt": "<", "$lte": "<=", "$neq": "<>"}


def _test(condition: dict[str, Any]) -> str:
    """A condition of durable-rules as one of CLIPS."""
    ((operator, inside),) = condition.items()
    if operator in ("$and", "$or"):
        parts = [_test(part) for part in inside if part != {"k": 1}]
        return f"({operator[1:]} {' '.join(parts)})" if len(parts) > 1 else parts[0]
    if operator not in _OPERATORS:
        return f"(= ?{operator} {_value(inside)})"
    ((field, other),) = inside.items()
    return f"({_OPERATORS[operator]} ?{field} {_value(other)})"


def _value(other: int | dict[str, str]) -> str:
    return f"?{other['$m']}" if isinstance(other, dict) else str(other)


def _fields(condition: dict[str, Any]) -> frozenset[str]:
    ((operator, inside),) = condition.items()
    if operator in ("$and", "$or"):
        return frozenset(field for part in inside if part != {"k": 1} for field in _fields(part))
    pairs = inside.items() if operator in _OPERATORS else ((operator, inside),)
    return frozenset(
        name for field, other in pairs for name in (field, *(other.values() if isinstance(other, dict) else ()))
    )


if __name__ == "__main__":
    main(*(int(one) for one in sys.argv[1:]))
