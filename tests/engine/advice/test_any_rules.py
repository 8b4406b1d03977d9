"""Advice on arbitrary norms and records: it never fails, and is what it says however odd the rules are."""

from __future__ import annotations

from hypothesis import given, settings

from engine.advice import Force, Kit, Mender, NextSteps, Questions, turns
from engine.advice.changes import applied, day_of
from engine.advice.kit import View
from engine.advice.steps import opened
from engine.findings.nodes import Verdict
from engine.interpret.evaluator import compile_programs
from tests.engine.interpret.strategies import AS_OF, programs, records


@settings(max_examples=150)
@given(programs(), records)
def test_turns_of_any_norm(program, record):
    kit = Kit(compile_programs([program]))
    for norm_id, finding in View(kit, record, AS_OF).findings.items():
        for wanted in (None, Verdict.VIOLATED):
            for turn in turns(kit, record, AS_OF, norm_id, wanted):
                after = View(kit, applied(record, turn.changes), turn.day)
                assert after.finding(norm_id).verdict is turn.verdict
                assert turn.verdict is not finding.verdict or turn.day > AS_OF


@settings(max_examples=100)
@given(programs(), records)
def test_ways_of_any_norm(program, record):
    kit = Kit(compile_programs([program]))
    mender = Mender(kit, ())
    before = View(kit, record, AS_OF)
    for norm_id in before.violated:
        for way in mender.ways(record, AS_OF, norm_id):
            if way.hopeless is None:
                after = View(kit, applied(opened(record), way.changes), way.day)
                assert norm_id not in after.violated
                new = after.violated - View(kit, opened(record), way.day).violated - before.violated
                assert all(after.findings[one].norm.advice for one in new)


@settings(max_examples=100)
@given(programs(), records)
def test_steps_and_questions_of_any_norm(program, record):
    kit = Kit(compile_programs([program]))
    for step in NextSteps(kit, ()).of(record, AS_OF):
        before = applied(opened(record), step.before)
        change = step.goes_on or step.event
        day = day_of((*step.before, change), AS_OF)
        if not step.blocks:
            after = View(kit, applied(before, (change,)), day)
            new = after.violated - View(kit, before, day).violated
            assert all(after.findings[one].norm.advice and step.force is not Force.ADVISED for one in new)
    findings = View(kit, record, AS_OF).findings
    for question in Questions(kit).of(record, AS_OF, list(findings.values())):
        for answer in question.answers:
            after = View(kit, applied(record, answer.changes), AS_OF)
            assert all(after.finding(one).verdict is verdict for one, verdict in answer.verdicts)
