"""Each rail of the corridor: what the engine does without it, and that it is there."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from engine.interpret.codes import Code
from engine.interpret.evaluator import compile_programs
from engine.rete import worker as worker_module
from engine.rete.corridor import (
    FIELDS,
    MOST_FIELDS,
    TAG,
    UnsafeRulesError,
    fnv,
    refuse_unsafe,
    refuse_unsafe_fact,
)
from engine.rete.evaluator import ReteEvaluator, is_installed
from engine.rete.workers import Worker, Workers
from tests.engine.interpret.build import AS_OF, at_least, count, fact, norm, program, record

pytestmark = pytest.mark.skipif(not is_installed(), reason="durable-rules is not installed")

SAME_HASH = ("2024-0122789", "2024-0339192")


def rule(*conditions: Any) -> dict[str, Any]:
    return {"all": [{"m": {"$and": [dict(TAG), *conditions]}}]}


def asked(rules: dict[str, Any], values: dict[str, int]) -> list[str] | None:
    """What the engine answers, whether or not it may be given these rules."""
    one = Worker([rules], limit=5, start_limit=60)
    try:
        return one.ask([(0, values)])[0]
    finally:
        one.stop()


def two_norms() -> ReteEvaluator:
    norms = (
        norm(at_least(fact("实到"), count(32)), name="到会"),
        norm(at_least(fact("同意"), count(17)), name="通过"),
    )
    return ReteEvaluator(compile_programs([program(*norms)]), workers=1)


# --- the process ----------------------------------------------------------------------------


def test_a_dead_worker_gives_no_answer_and_the_next_one_does():
    with two_norms() as engine:
        found = record(实到=32, 同意=16)
        assert engine.verdicts(found, AS_OF) == [Code.COMPLIANT, Code.VIOLATED]
        process = engine.workers._all[0]._process
        assert process is not None
        process.kill()
        process.wait()
        assert engine.verdicts(found, AS_OF) == [None, None]
        assert engine.verdicts(found, AS_OF) == [Code.COMPLIANT, Code.VIOLATED]
        assert engine.workers.starts == 2


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="needs a signal that this system doesn't have")
def test_a_hanging_worker_is_ended_at_the_limit():
    workers = Workers([{"0.1.0": rule({"a": 1})}], limit=0.3, count=1)
    assert workers.ask([(0, {"a": 1})]) == [["0.1.0"]]
    process = workers._all[0]._process
    assert process is not None
    os.kill(process.pid, signal.SIGSTOP)
    assert workers.ask([(0, {"a": 1})] * 2000) == [None] * 2000  # more than a pipe holds
    assert process.poll() is not None
    assert workers.ask([(0, {"a": 1})]) == [["0.1.0"]]
    workers.stop()


def test_the_engine_itself_can_die_of_a_rule_that_is_refused():
    """A division by a field that is 0 ends the process."""
    dividing = rule({"$gt": {"a": {"$div": {"$l": {"$m": "b"}, "$r": {"$m": "c"}}}}})
    assert asked({"0.1.0": dividing}, {"a": 5, "b": 8, "c": 0}) is None
    with pytest.raises(UnsafeRulesError, match=r"\$div|no whole number"):
        refuse_unsafe({"0.1.0": dividing}, {"a", "b", "c"})


def test_every_thread_may_ask():
    found = record(实到=32, 同意=16)
    answers: list[object] = []
    with two_norms() as engine:
        threads = [threading.Thread(target=lambda: answers.append(engine.verdicts(found, AS_OF))) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert answers == [[Code.COMPLIANT, Code.VIOLATED]] * 8


def test_the_host_is_quiet():
    """Only the threads that are there before: the engine's own dispatcher takes actions away."""
    code = (
        "import sys, threading; sys.path.insert(0, sys.argv[1]); import worker\n"
        "add, ask = worker.engine(); add({'0.1.0': {'all': [{'m': {'$and': [{'k': 1}, {'a': 1}]}}]}})\n"
        "print(ask(0, {'a': 1}), ask(0, {'a': 2}), threading.active_count())"
    )
    folder = str(Path(worker_module.__file__).parent)
    said = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, folder], capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "['0.1.0'] [] 1"


def test_without_the_sentinel_there_is_no_answer():
    """A fact that the engine refuses fires nothing: that must not be read as “no rule applies”."""
    fields = {f"f{number}": 0 for number in range(300)}
    assert asked({"0.1.0": rule({"f0": 0})}, fields) is None
    with pytest.raises(UnsafeRulesError, match="fields"):
        refuse_unsafe({"0.1.0": rule({"f0": 0})}, fields)
    assert len(fields) > MOST_FIELDS > FIELDS


def test_a_ruleset_is_never_changed_only_others_are_added():
    with two_norms() as engine:
        engine.verdicts(record(实到=32, 同意=16), AS_OF)
        before = json.dumps(engine.plan.rulesets)
        engine.verdicts(record(实到=31, 同意=17), AS_OF)
        assert json.dumps(engine.plan.rulesets) == before


# --- the rules ------------------------------------------------------------------------------


def test_the_sixty_fifth_rule_is_refused():
    """A fact that satisfies more than 64 conditions at once gets no answer."""

    def rules(number: int) -> dict[str, Any]:
        return {f"{place}.1.0": rule({"$gte": {"a": place}}) for place in range(number)}

    answer = asked(rules(60), {"a": 100})
    assert answer is not None and len(answer) == 60
    assert asked(rules(65), {"a": 100}) is None
    refuse_unsafe(rules(60), {"a"})
    with pytest.raises(UnsafeRulesError, match="65 ways"):
        refuse_unsafe(rules(65), {"a"})


def test_names_of_one_hash_are_refused():
    one, other = SAME_HASH
    assert fnv(one) == fnv(other)
    assert asked({"0.1.0": rule({one: 1})}, {other: 1}) == ["0.1.0"]  # the engine takes the one for the other
    with pytest.raises(UnsafeRulesError, match="one hash"):
        refuse_unsafe({"0.1.0": rule({one: 1})}, {one, other})


def test_a_field_that_is_compared_must_be_there():
    """The engine compares with whatever it finds in place of a field that is absent."""
    rules = {"0.1.0": rule({"$gte": {"a": {"$m": "b"}}}), "0.4.0": rule({"$lt": {"a": {"$m": "b"}}})}
    assert asked(rules, {"a": 3, "b": 3}) == ["0.1.0"]
    assert asked(rules, {"a": 3}) != []
    refuse_unsafe_fact({"a": 3, "b": 3}, {"a", "b"})
    with pytest.raises(UnsafeRulesError, match="missing"):
        refuse_unsafe_fact({"a": 3}, {"a", "b"})


@pytest.mark.parametrize("value", [0.5, True, "5", None, 2**62, -(2**62)])
def test_only_whole_numbers_that_fit_are_handed_over(value: object) -> None:
    with pytest.raises(UnsafeRulesError, match="whole number"):
        refuse_unsafe_fact({"a": value}, {"a"})


@pytest.mark.parametrize(
    ("refused", "said"),
    [
        ({"all": [{"a": {"k": 1}}, {"b": {"k": 1}}]}, "one pattern"),
        ({"all": [{"m": {"$and": [dict(TAG), {"a": 1}]}}], "pri": 3}, "one pattern"),
        ({"all": [{"m": {"$and": [{"a": 1}, dict(TAG)]}}]}, "tag"),
        ({"all": [{"m": {"$nex": {"a": 1}}}]}, "tag"),
        (rule(), "tag"),
        (rule({"$nex": {"a": 1}}), "not allowed"),
        (rule({"$not": [{"a": 1}]}), "not allowed"),
        (rule({"$or": []}), "without parts"),
        (rule({"a": 0.5}), "whole number"),
        (rule({"a": "五"}), "whole number"),
        (rule({"$gt": {"a": {"$m": "z"}}}), "“z” is no field"),
        (rule({"z": 1}), "“z” is no field"),
        (rule({"a": 1, "b": 1}), "no condition"),
        (rule(*[{"$or": [{"a": 1}, {"b": 1}]}] * 11), "11 groups"),
    ],
)
def test_what_lies_outside_is_refused(refused: dict[str, Any], said: str) -> None:
    with pytest.raises(UnsafeRulesError, match=said):
        refuse_unsafe({"0.1.0": refused}, {"a", "b"})
