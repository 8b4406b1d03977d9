"""Explained verdicts of sixty norms on one record: our findings against zen-engine with its trace on.

    pip install zen-engine
    python -m benchmarks.zen_trace [records]

The norms of ``verdict_norms`` are transliterated into one JDM decision. zen has
no calendar, no three-valued logic and no index of steps, so its input brings
what these need: days as numbers, working days counted up to each day, last days
of periods, occurrences by step. Making that input is timed by itself. The
verdicts are compared on every record first.
"""

from __future__ import annotations

import gc
import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from statistics import median
from time import perf_counter, process_time
from typing import Any

import zen

from benchmarks.verdict_norms import AS_OF, NORMS, PROGRAM, records
from dsl.values import FieldType, Period
from engine.calendar import add, due, working_days
from engine.facts import Facts, Occurrence
from engine.findings.prose import finding_sentences
from engine.interpret.codes import VERDICTS
from engine.interpret.evaluator import compile_programs

ROUNDS = 15
TIMED = 100
TRACE: Any = {"trace": True}

# --- the input ---------------------------------------------------------------------

STEPS = {
    "提议": "proposal", "商议": "talk", "方案公示": "plan", "审议": "review", "决议": "decision", "决议公示": "posting",
    "招标": "tender", "实施": "work", "结果公示": "results", "备案": "filing", "评议": "appraisal",
}  # fmt: skip
MEETINGS = {"村民代表会议": "assembly", "村民会议": "villagers"}
FACTS = {
    "金额": "amount", "组成人员": "members", "村民代表": "representatives", "村民委员会成员": "committee",
    "双重身份人数": "both", "党员": "party", "成年村民": "adults", "相对人": "counterparty", "抢险救灾": "urgent",
}  # fmt: skip
EVENT_FACTS = {"主持人": "chair", "应到": "entitled", "实到": "present", "同意": "favour"}
PERIODS = {
    "decision": (Period(10, FieldType.DAYS), Period(10, FieldType.DAYS)),
    "tender": (Period(5, FieldType.WORKDAYS), Period(5, FieldType.DAYS)),
    "work": (Period(12, FieldType.MONTHS), Period(12, FieldType.MONTHS)),
}
"""The period after a step, and the least that it can last."""


def context_of(facts: Facts, as_of: date) -> dict[str, Any]:
    """A record as zen can read it."""
    value = facts.values.get
    category: Any = value("类别")
    context: dict[str, Any] = {english: value(name) for name, english in FACTS.items()}
    context["category"] = None if category is None else sorted(category)
    context["as_of"] = as_of.toordinal()
    context["reference"] = _number(facts.reference_day)
    context["complete"] = facts.complete
    context["absent"] = [{**STEPS, **MEETINGS}[name] for name in facts.absent if name in STEPS or name in MEETINGS]
    for name, english in STEPS.items():
        context[english] = [_event(one, english) for one in facts.occurrences.get(name, ())]
    return context


def _event(occurrence: Occurrence, step: str) -> dict[str, Any]:
    values: Any = occurrence.values
    day, until, notice = (values.get(name) for name in ("日期", "止", "通知日"))
    event = {english: values.get(name) for name, english in EVENT_FACTS.items()}
    event |= {
        "day": _number(day), "until": _number(until), "notice": _number(notice),
        "worked": _worked(day), "worked_until": _worked(until), "worked_notice": _worked(notice),
        "documents": sorted(occurrence.documents), "lacking": sorted(occurrence.missing_documents),
        "all_documents": occurrence.documents_complete,
    }  # fmt: skip
    if step == "decision":
        actors = values.get("主体")
        event["by"] = None if actors is None else [MEETINGS[name] for name in sorted(actors)]
    if step in PERIODS and day is not None:
        period, least = PERIODS[step]
        event["due"], event["safe"] = _number(due(day, period)), _number(add(day, least))
    return event


def _number(day: date | None) -> int | None:
    return None if day is None else day.toordinal()


def _worked(day: date | None) -> int | None:
    """The working days up to ``day``, None outside the calendar."""
    table = working_days()
    known = day is not None and table.first <= day.toordinal() <= table.last
    return table.worked[day.toordinal() - table.first] if day is not None and known else None


# --- the rules, in zen's expression language -----------------------------------------
# 0 not applicable, 1 compliant, 2 pending, 3 unknown, 4 violated; of several occurrences the worst counts.


def day(year: int, month: int, of_month: int) -> int:
    return date(year, month, of_month).toordinal()


LIST = day(2014, 2, 25)
LAW_2010, LAW_2018, LAW_2025, ALWAYS = day(2010, 10, 28), day(2018, 12, 29), day(2026, 1, 1), day(9999, 12, 31)
TENDER_RAISED, MAJOR_RAISED = day(2020, 1, 1), day(2021, 7, 1)


def test(known: str, met: str) -> str:
    """``known`` lists what must not be null."""
    return f"{' or '.join(f'{one} == null' for one in known.split())} ? 3 : {met} ? 1 : 4"


def each(step: str, code: str, since: int = LIST, until: int = ALWAYS, applies: str = "") -> str:
    """The worst over all occurrences ``e``; ``applies`` is true, false or null."""
    in_force = f"e.day < {since}" + (f" or e.day >= {until}" if until != ALWAYS else "")
    condition = f"{applies} == null ? 3 : " if applies else ""
    one = f"e.day == null ? 3 : {in_force} ? 0 : {condition}({code})"
    listed = f"(len({step}) > 0 ? max(map({step} as e, {one})) : {unlisted(step, since, until)})"
    return f"{applies} == false ? 0 : {listed}" if applies else listed


def unlisted(step: str, since: int, until: int) -> str:
    later = f" or reference >= {until}" if until != ALWAYS else ""
    name = step.removeprefix("$.")
    return f"complete or '{name}' in absent ? 0 : reference == null ? 3 : reference < {since}{later} ? 0 : 3"


def presence(step: str, applies: str = "") -> str:
    name = step.removeprefix("$.")
    condition = f"{applies} == false ? 0 : {applies} == null ? 3 : " if applies else ""
    listed = f"len({step}) > 0 ? 1 : complete or '{name}' in absent ? 4 : 3"
    return f"reference != null and reference < {LIST} ? 0 : {condition}reference == null ? 3 : {listed}"


def after(step: str, earlier: str, strict: bool = False) -> str:
    return each(step, test(f"$.{earlier}", f"$.{earlier} {'<' if strict else '<='} e.day"))


def some_before(earlier: str) -> str:
    """An occurrence of ``earlier`` on or before the day of ``e``."""
    found = f"some({earlier} as o, o.day != null and o.day <= e.day)"
    none = f"(complete or '{earlier}' in absent ? 4 : 3)"
    return f"len({earlier}) == 0 ? {none} : {found} ? 1 : some({earlier} as o, o.day == null) ? 3 : 4"


def in_time(later: str) -> str:
    """An occurrence of ``later`` from the day of ``e`` to the last day of the period."""
    early = "o.day <= e.safe or (e.due != null and o.day <= e.due)"
    found = f"some({later} as o, o.day != null and o.day >= e.day and ({early}))"
    undecided = f"(len({later}) == 0 ? not(complete or '{later}' in absent) : some({later} as o, o.day == null))"
    return f"{found} ? 1 : e.due == null ? 3 : as_of <= e.due ? 2 : {undecided} ? 3 : 4"


def documents(step: str, name: str, applies: str = "") -> str:
    return each(step, _has(name), applies=applies)


def _has(name: str) -> str:
    return f"'{name}' in e.documents ? 1 : e.all_documents or '{name}' in e.lacking ? 4 : 3"


def limit(day: str) -> str:
    return f"({day} < {TENDER_RAISED} ? 50000 : 100000)"


WORKS, LAND = "$.works", "$.land"
MINUTES, PHOTOS, CONTRACT, BUDGET = "会议记录", "公示照片", "合同", "预算表"

SHARED: dict[str, str] = {
    "works": "category == null ? null : '工程建设' in category",
    "land": "category == null ? null : '土地流转' in category",
    "spending": "category == null ? null : '工程建设' in category or '重大支出' in category",
    "all_members": "members != null ? members : "
    "representatives == null or committee == null or both == null ? null : representatives + committee - both",
    "large": f"amount == null or reference == null ? null : amount >= {limit('reference')}",
    "tender_due": "$.works == false or $.large == false ? false : $.works == null or $.large == null ? null : true",
    "file_due": "amount == null ? null : amount >= 500000",
    "assembly": "filter(decision as e, e.by != null and 'assembly' in e.by)",
    "villagers": "filter(decision as e, e.by != null and 'villagers' in e.by)",
    **{
        f"{which}_{step}_{what}": f"len({step}) == 0 or (len({step}) > 1 and {step}[len({step}) - 1].day == null)"
        f" ? null : {step}[{'0' if which == 'first' else f'len({step}) - 1'}].{what}"
        for which, step, what in (
            ("first", "proposal", "day"), ("last", "talk", "day"), ("last", "plan", "until"), ("last", "review", "day"),
            ("last", "decision", "day"), ("last", "posting", "until"), ("last", "work", "day"),
        )
    },
}  # fmt: skip
"""Values that several rules use."""

LAWS = ((LAW_2010, LAW_2018), (LAW_2018, LAW_2025), (LAW_2025, ALWAYS))
ENTITLED, PRESENT, FAVOUR, MEMBERS = "e.entitled", "e.present", "e.favour", "$.all_members"
NOTICE, UNTIL, CHAIR = "e.notice", "e.until", "e.chair"
WORKED = "e.worked e.worked_notice"
NOTICED = "e.worked - e.worked_notice"
RECUSED = test(f"{CHAIR} counterparty", f"{CHAIR} != counterparty")
LARGE = f"amount != null and amount < {limit('e.day')} ? 0 : {WORKS} == null or amount == null ? 3 : "
STRICTER = f"amount == null ? 3 : amount < (e.day < {MAJOR_RAISED} ? 300000 : 500000) ? 0 : "
BUDGETED = f"amount == null ? 3 : amount <= {limit('e.day')} ? 0 : {_has(BUDGET)}"
APPRAISED = each("work", in_time("appraisal"))
BOTH_DOCUMENTS = (
    f"'{CONTRACT}' in e.documents and '{BUDGET}' in e.documents ? 1 : e.all_documents"
    f" or ('{CONTRACT}' in e.lacking and not('{CONTRACT}' in e.documents))"
    f" or ('{BUDGET}' in e.lacking and not('{BUDGET}' in e.documents)) ? 4 : 3"
)

RULES = (
    # presence
    presence("proposal"), presence("decision"), presence("posting"), presence("appraisal"),
    presence("tender", "$.tender_due"), presence("filing", "$.file_due"),
    presence("$.villagers", LAND), presence("review", "$.spending"),
    # order
    after("talk", "first_proposal_day"), after("plan", "last_talk_day"),
    after("review", "last_plan_until", strict=True), after("decision", "last_review_day"),
    after("posting", "last_decision_day"), after("work", "last_posting_until", strict=True),
    after("appraisal", "last_work_day"),
    each("tender", some_before("decision")), f"{WORKS} == false ? 0 : {each('work', LARGE + some_before('tender'))}",
    each("filing", some_before("decision")),
    # quorum
    *(each("$.assembly", test(f"{PRESENT} {MEMBERS}", f"{PRESENT} * 3 >= {MEMBERS} * 2"), *law) for law in LAWS),
    each("review", test(f"{PRESENT} party", f"{PRESENT} * 2 > party")),
    each("talk", test(f"{PRESENT} {ENTITLED}", f"{PRESENT} * 2 > {ENTITLED}")),
    each("$.villagers", test(f"{PRESENT} adults", f"{PRESENT} * 2 > adults")),
    each("review", test(f"{PRESENT} party", f"{PRESENT} * 3 >= party * 2"), LAW_2025),
    each("decision", test(f"{PRESENT} {ENTITLED}", f"{PRESENT} * 5 >= {ENTITLED} * 4")),
    # majority
    *(each("$.assembly", test(f"{FAVOUR} {PRESENT}", f"{FAVOUR} * 2 > {PRESENT}"), *law) for law in LAWS),
    each("review", test(f"{FAVOUR} {PRESENT}", f"{FAVOUR} * 2 > {PRESENT}")),
    each("talk", test(f"{FAVOUR} {ENTITLED}", f"{FAVOUR} * 2 >= {ENTITLED}")),
    each("$.villagers", test(f"{FAVOUR} {PRESENT}", f"{FAVOUR} * 2 > {PRESENT}")),
    each("decision", test(f"{FAVOUR} {MEMBERS}", f"{FAVOUR} * 3 >= {MEMBERS} * 2"), applies=LAND),
    # notice and posting
    *(each(step, test(NOTICE, f"e.day - {NOTICE} >= {days}"))
      for step, days in (("decision", 3), ("$.villagers", 10), ("review", 2), ("talk", 1))),
    each("decision", test(WORKED, f"{NOTICED} >= 3")), each("tender", test(WORKED, f"{NOTICED} >= 5")),
    *(each(step, test(UNTIL, f"{UNTIL} - e.day >= {days}"))
      for step, days in (("plan", 15), ("posting", 3), ("results", 7))),
    each("plan", test("e.worked e.worked_until", "e.worked_until - e.worked >= 7")),
    # documents
    documents("decision", MINUTES), documents("decision", "签到册"), documents("decision", "表决结果"),
    documents("review", MINUTES), documents("talk", MINUTES), documents("plan", PHOTOS),
    documents("posting", PHOTOS), documents("tender", CONTRACT), each("work", BOTH_DOCUMENTS),
    # thresholds by date
    each("decision", STRICTER + test(f"{FAVOUR} {PRESENT}", f"{FAVOUR} * 4 >= {PRESENT} * 3")),
    each("proposal", BUDGETED),
    # recusal
    each("decision", RECUSED), each("review", RECUSED), each("talk", RECUSED),
    # deadlines
    each("decision", in_time("posting")), each("tender", in_time("filing")),
    f"urgent == true ? 0 : urgent == null and {APPRAISED} > 1 ? 3 : {APPRAISED}",
)  # fmt: skip
"""In the order of ``NORMS``."""


def decision() -> Any:
    """All rules in one expression node, compiled."""
    expressions = [*SHARED.items(), *((f"r{number}", rule) for number, rule in enumerate(RULES))]
    node = {
        "id": "rules",
        "type": "expressionNode",
        "name": "rules",
        "position": {"x": 1, "y": 0},
        "content": {"expressions": [{"id": key, "key": key, "value": value} for key, value in expressions]},
    }
    ends = [
        {"id": kind, "type": f"{kind}Node", "name": kind, "position": {"x": x, "y": 0}}
        for kind, x in (("input", 0), ("output", 2))
    ]
    edges = [
        {"id": f"{start}-{end}", "type": "edge", "sourceId": start, "targetId": end}
        for start, end in (("input", "rules"), ("rules", "output"))
    ]
    document = {"contentType": "application/vnd.gorules.decision", "nodes": [*ends, node], "edges": edges}
    return zen.ZenEngine().create_decision(zen.ZenDecisionContent(json.dumps(document)))


def codes_of(response: Any) -> list[int]:
    return [int(response["result"][f"r{number}"]) for number in range(len(RULES))]


# --- both side by side ------------------------------------------------------------------


def main(count: int = 300) -> None:
    several = records(count)
    evaluator, rules = compile_programs([PROGRAM]), decision()
    verdicts: Counter[str] = Counter()
    for number, facts in enumerate(several):
        ours = [finding.verdict for finding in evaluator.findings(facts, AS_OF)]
        theirs = [VERDICTS[code] for code in codes_of(rules.evaluate(context_of(facts, AS_OF), TRACE))]
        differing = [(norm.name, a, b) for norm, a, b in zip(NORMS, ours, theirs, strict=True) if a != b]
        assert not differing, f"record {number}, cunwu and zen: {differing}"
        verdicts.update(one.chinese for one in ours)

    timed = several[:TIMED]
    contexts = [context_of(facts, AS_OF) for facts in timed]
    texts = [json.dumps(context, ensure_ascii=False).encode() for context in contexts]
    everything = list(zip(timed, contexts, texts, strict=True))
    runs: dict[str, Callable[[Facts, Any, bytes], object]] = {
        "cunwu, all findings with their reasons": lambda facts, context, text: evaluator.findings(facts, AS_OF),
        "cunwu, the same and all sentences": lambda facts, context, text: [
            finding_sentences(finding) for finding in evaluator.findings(facts, AS_OF)
        ],
        "zen, trace, ready dict": lambda facts, context, text: rules.evaluate(context, TRACE),
        "zen, trace, ready JSON": lambda facts, context, text: rules.evaluate(text, TRACE),
        "zen, trace, dict made from the facts": lambda facts, context, text: rules.evaluate(
            context_of(facts, AS_OF), TRACE
        ),
        "zen, no trace, ready JSON": lambda facts, context, text: rules.evaluate(text),
    }
    # As the command line does: what stays is not garbage.
    gc.collect()
    gc.freeze()
    times = interleaved(list(runs.values()), everything)
    print(f"{len(NORMS)} norms, {count} records, same verdicts: {dict(verdicts)}")
    print(f"medians of {ROUNDS} interleaved rounds on {len(timed)} records; ratio to the first line; µs a record")
    (first_wall, first_busy) = times[0]
    for name, (wall, busy) in zip(runs, times, strict=True):
        print(
            f"{name:40} ratio {wall / first_wall:5.2f}  {wall:7.0f} µs"
            f"   processor: ratio {busy / first_busy:5.2f}  {busy:7.0f} µs"
        )


def interleaved(
    functions: Sequence[Callable[[Facts, Any, bytes], object]], several: Sequence[tuple[Facts, Any, bytes]]
) -> list[tuple[float, float]]:
    """Median time of each function on one record, in microseconds: by the clock, and of the processor.

    zen hands each call to a thread of its own, so the clock also shows how busy the machine is.
    """
    times: list[list[tuple[float, float]]] = [[] for _ in functions]
    for _ in range(ROUNDS):
        for place, function in enumerate(functions):
            started, busy = perf_counter(), process_time()
            for facts, context, text in several:
                function(facts, context, text)
            taken = (perf_counter() - started, process_time() - busy)
            times[place].append((taken[0] / len(several) * 1e6, taken[1] / len(several) * 1e6))
    return [(median(wall for wall, _ in found), median(busy for _, busy in found)) for found in times]


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
