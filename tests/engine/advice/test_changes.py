"""Changes of a record as data, and the record that they lead to."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from dsl.values import FieldType
from engine.advice.changes import (
    AddDocument,
    AddStep,
    Bound,
    DidNotHappen,
    LacksDocument,
    SetAside,
    Sort,
    StateFact,
    StateOfStep,
    applied,
    day_of,
    number_of,
    numbered,
    sort_of,
    sort_of_all,
)
from engine.advice.texts import change_text, changes_text
from engine.facts import facts_of
from engine.records.nodes import DecisionRecord, Event

PERSONS, DATE = FieldType.PERSONS, FieldType.DATE
TODAY = date(2026, 4, 20)


def day(text: str) -> date:
    return date.fromisoformat(text)


def event(step: str, on: str = "", /, **facts) -> Event:
    documents = frozenset(facts.pop("documents", ()))
    complete = facts.pop("complete", False)
    stated = {"日期": day(on)} if on else {}
    return Event(step=step, documents=documents, documents_complete=complete, facts={**stated, **facts})


MET = event("决议", "2026-04-10", 实到=31, 同意=20)
AGAIN = event("决议", "2026-04-15", 实到=40)
RECORD = DecisionRecord(events=(AGAIN, MET), facts={"组成人员": 48}, missing_steps=frozenset({"签约"}))


def heads(number: int, count: int, bound: Bound = Bound.LEAST) -> StateOfStep:
    return StateOfStep("决议", number, "实到", count, PERSONS, bound)


def new(step: str, on: str = "") -> AddStep:
    return AddStep(step, (StateOfStep(step, 0, "日期", day(on), DATE),) if on else ())


def test_occurrences_are_numbered_by_their_day_whatever_their_order_in_the_file():
    assert numbered(RECORD)["决议", 1] == MET
    assert numbered(RECORD)["决议", 2] == AGAIN


def test_each_change_changes_just_what_it_says():
    changed = applied(RECORD, [heads(1, 32), AddDocument("决议", 2, "会议记录"), StateFact("户数", 90, PERSONS)])
    assert numbered(changed)["决议", 1].facts == {**MET.facts, "实到": 32}
    assert numbered(changed)["决议", 2].documents == {"会议记录"}
    assert changed.facts == {"组成人员": 48, "户数": 90}
    assert changed.missing_steps == RECORD.missing_steps
    assert numbered(RECORD)["决议", 1] == MET  # the record itself stays


def test_a_step_that_is_added_is_no_longer_said_to_be_missing():
    changed = applied(RECORD, [new("签约", "2026-04-21")])
    assert changed.missing_steps == frozenset()
    assert numbered(changed)["签约", 1].facts == {"日期": day("2026-04-21")}


def test_an_occurrence_that_is_set_aside_no_longer_counts():
    changed = applied(RECORD, [SetAside("决议", 1)])
    assert [one.number for one in facts_of(changed, TODAY).occurrences["决议"]] == [2]


def test_what_did_not_happen_is_neither_listed_nor_open():
    changed = applied(RECORD, [DidNotHappen("决议")])
    assert changed.events == ()
    assert "决议" in facts_of(changed, TODAY).absent


def test_documents_come_and_go():
    lacking = applied(RECORD, [LacksDocument("决议", 1, "签到册")])
    assert numbered(lacking)["决议", 1].missing_documents == {"签到册"}
    again = applied(lacking, [AddDocument("决议", 1, "签到册")])
    assert numbered(again)["决议", 1].missing_documents == frozenset()


def test_an_occurrence_that_is_not_there_cannot_be_changed():
    with pytest.raises(KeyError):
        applied(RECORD, [heads(3, 32)])


def test_an_occurrence_keeps_its_number_where_others_are_left_out_as_later():
    undated = event("决议", 实到=12)
    record = DecisionRecord(events=(undated, event("决议", "2026-05-01"), MET))
    facts = facts_of(record, TODAY)
    assert [(one.values.get("实到"), one.number) for one in facts.occurrences["决议"]] == [(31, 1), (12, 2)]
    assert [number_of(numbered(record), one, TODAY) for one in facts.occurrences["决议"]] == [1, 3]


@pytest.mark.parametrize(
    ("change", "sort"),
    [
        (StateFact("户数", 90, PERSONS), Sort.SUPPLY),
        (StateFact("组成人员", 46, PERSONS), Sort.REWRITE),
        (heads(1, 32), Sort.REWRITE),
        (StateOfStep("决议", 2, "同意", 32, PERSONS), Sort.SUPPLY),
        (SetAside("决议", 1), Sort.ACT),
        (new("公示", "2026-04-19"), Sort.SUPPLY),
        (new("公示", "2026-04-20"), Sort.ACT),
        (new("决议", "2026-04-19"), Sort.REWRITE),
        (new("签约", "2026-04-19"), Sort.REWRITE),
        (new("签约"), Sort.REWRITE),
        (new("公示"), Sort.SUPPLY),
        (DidNotHappen("公示"), Sort.SUPPLY),
        (DidNotHappen("决议"), Sort.REWRITE),
        (AddDocument("决议", 1, "会议记录"), Sort.SUPPLY),
    ],
)
def test_the_sort_of_a_change_depends_on_what_the_record_says(change, sort):
    assert sort_of(change, RECORD, TODAY) is sort


@pytest.mark.parametrize(
    ("until", "wanted", "sort"),
    [
        ("2026-04-20", "2026-04-25", Sort.ACT),
        ("2026-04-19", "2026-04-25", Sort.REWRITE),
        ("2026-04-20", "2026-04-19", Sort.REWRITE),
        ("", "2026-04-20", Sort.ACT),
        ("", "2026-04-19", Sort.SUPPLY),
    ],
)
def test_a_last_day_can_be_put_off_until_it_has_passed(until, wanted, sort):
    stated = {"止": day(until)} if until else {}
    record = DecisionRecord(events=(event("公示", "2026-04-10", **stated),))
    assert sort_of(StateOfStep("公示", 1, "止", day(wanted), DATE), record, TODAY) is sort


def test_documents_known_to_be_lacking_are_brought_not_told():
    record = DecisionRecord(events=(event("决议", "2026-04-10", complete=True),))
    assert sort_of(AddDocument("决议", 1, "会议记录"), record, TODAY) is Sort.ACT


def test_several_changes_ask_as_much_as_the_worst_and_come_true_on_the_last_day():
    changes = (StateFact("户数", 90, PERSONS), new("公示", "2026-04-25"))
    assert sort_of_all(changes, RECORD, TODAY) is Sort.ACT
    assert day_of(changes, TODAY) == day("2026-04-25")
    assert day_of((), TODAY) == TODAY


def test_texts_say_what_is_now_and_which_occurrence_is_meant():
    assert change_text(heads(1, 32), RECORD, TODAY) == "2026年4月10日的“决议”的实到不少于32人（现为31人）"
    assert change_text(heads(1, 32), RECORD, TODAY, "en") == (
        "of “决议” of 2026-04-10, 实到: at least 32 people (now 31 people)"
    )
    money = StateFact("金额", Fraction(50_000), FieldType.MONEY, Bound.MOST)
    assert change_text(money, RECORD, TODAY) == "写明金额不超过5万元"
    assert changes_text((SetAside("决议", 1), DidNotHappen("公示")), RECORD, TODAY) == (
        "把2026年4月10日的“决议”在记录里写明结果作废；确实没有“公示”的，写明没有"
    )


def test_texts_of_steps_to_be_added_say_whether_they_lie_ahead():
    assert change_text(new("公示", "2026-04-21"), RECORD, TODAY) == "办理“公示”：日期2026年4月21日"
    assert change_text(new("公示", "2026-04-01"), RECORD, TODAY) == ("确实办过“公示”的，补写这一步：日期2026年4月1日")
    assert change_text(new("签约"), RECORD, TODAY) == "当初办过“签约”"
