"""What counts as a change, and what became of an obligation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dsl.norms.nodes import TRUE
from engine.findings.nodes import Finding, Verdict
from engine.live.shifts import Cause, Duty, shifts, shifts_of_rules
from tests.engine.interpret.build import norm

C, V, P, U, N = (
    Verdict.COMPLIANT, Verdict.VIOLATED, Verdict.PENDING, Verdict.UNKNOWN, Verdict.NOT_APPLICABLE
)  # fmt: skip
DAY = date(2024, 3, 5)


def finding(verdict: Verdict, name: str = "甲", *, act: str | None = "决议", day: date = DAY, due: date | None = None):
    return Finding(norm(TRUE, act, name=name), verdict, act or "", day, None, (), (), (), due, "", ())


def told(before: list[Finding], after: list[Finding]) -> list[tuple]:
    return [(one.norm.partition(":")[2], one.before, one.after) for one in shifts(before, after, Cause.TOLD)]


def test_only_what_differs_is_told_in_the_order_of_the_norms():
    before = [finding(U, "甲"), finding(C, "乙"), finding(N, "丙")]
    after = [finding(C, "甲"), finding(C, "乙"), finding(V, "丙")]
    assert told(before, after) == [("甲", U, C), ("丙", N, V)]
    assert told([], after[:1]) == [("甲", None, C)] and told(before[:1], []) == [("甲", U, None)]


@pytest.mark.parametrize(
    ("old", "new", "counts"),
    [
        (finding(P, due=DAY), finding(P, due=date(2024, 3, 6)), True),
        (finding(C, due=DAY), finding(C, due=date(2024, 3, 6)), False),
        (finding(V), finding(V, day=date(2024, 3, 9)), True),  # another occurrence is the one that is wrong
        (finding(C), finding(C, day=date(2024, 3, 9)), False),
        (finding(V, act=None), finding(V, act=None, day=date(2024, 3, 9)), False),  # the record's day moves with events
    ],
)
def test_the_same_verdict_may_be_news(old, new, counts):
    assert bool(shifts([old], [new], Cause.TOLD)) is counts


@pytest.mark.parametrize(
    ("before", "after", "duty"),
    [
        (N, P, Duty.AROSE), (U, P, Duty.AROSE), (None, P, Duty.AROSE), (P, C, Duty.MET), (P, V, Duty.FELL_DUE),
        (P, N, Duty.LIFTED), (P, U, Duty.UNSURE), (N, V, None), (V, C, None),
    ],
)  # fmt: skip
def test_what_became_of_an_obligation(before, after, duty):
    old = [] if before is None else [finding(before)]
    (shift,) = shifts(old, [finding(after)], Cause.TIME)
    assert shift.duty is duty


def test_an_obligation_whose_norm_is_gone_is_lifted():
    (shift,) = shifts([finding(P)], [], Cause.RULES)
    assert shift.duty is Duty.LIFTED and shift.finding is None


def test_of_other_rules_only_what_was_answered_then_counts():
    ids = {name: finding(C, name).norm.id for name in "甲乙丙丁"}
    before = {ids["甲"]: C, ids["丙"]: V, "别的:戊": U}
    after = [finding(V, "甲"), finding(N, "乙"), finding(V, "丙"), finding(C, "丁")]
    found = {one.norm: (one.before, one.after) for one in shifts_of_rules(before, after)}
    assert found == {ids["甲"]: (C, V), ids["丁"]: (None, C), "别的:戊": (U, None)}
    assert all(one.cause is Cause.RULES for one in shifts_of_rules(before, after))


def test_a_deadline_that_moved_is_no_new_obligation():
    (shift,) = shifts([finding(P, due=DAY)], [finding(P, due=date(2024, 4, 1))], Cause.TOLD)
    assert shift.duty is None and replace(shift, before=N).duty is Duty.AROSE
