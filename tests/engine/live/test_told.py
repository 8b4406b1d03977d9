"""What entries come to: corrections, withdrawals, and what is refused."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.live.told import Kind, TellingError, Told, state_of

OPENED = Told(1, Kind.OPENED, {"标题": "修路"})


def told(*entries: tuple) -> list[Told]:
    """The opening and what follows it: kind, content, target."""
    return [OPENED, *(Told(number, *entry) for number, entry in enumerate(entries, 2))]


def event(step: str, **facts: str) -> dict:
    return {"步骤": step, **facts}


def test_the_record_holds_the_events_in_the_order_of_telling():
    state = state_of(told((Kind.ADDED, event("商议")), (Kind.STATED, {"组成人员": "48"}), (Kind.ADDED, event("提议"))))
    assert state.mapping == {"标题": "修路", "组成人员": "48", "经过": [event("商议"), event("提议")]}
    assert [state.number_of(place) for place in (1, 2)] == [2, 4]


def test_a_case_without_events_lists_none():
    assert state_of([OPENED]).mapping == {"标题": "修路"}


def test_a_correction_changes_adds_and_takes_back_fields():
    state = state_of(
        told(
            (Kind.ADDED, event("决议", 实到="31", 反对="1")),
            (Kind.FIXED, {"实到": "32", "反对": None, "同意": "30"}, 2),
        )
    )
    assert state.events[2] == event("决议", 实到="32", 同意="30")


def test_a_correction_of_the_record_itself():
    state = state_of(told((Kind.STATED, {"组成人员": "48"}), (Kind.FIXED, {"组成人员": "49", "标题": None}, 0)))
    assert dict(state.fields) == {"组成人员": "49"}


def test_what_is_withdrawn_was_never_told():
    state = state_of(told((Kind.ADDED, event("提议")), (Kind.ADDED, event("商议")), (Kind.WITHDRAWN, {}, 2)))
    assert dict(state.events) == {3: event("商议")} and state.withdrawn == {2}


def test_with_an_event_its_corrections_go():
    state = state_of(
        told((Kind.ADDED, event("决议", 实到="31")), (Kind.FIXED, {"实到": "32"}, 2), (Kind.WITHDRAWN, {}, 2))
    )
    assert not state.events


def test_a_withdrawn_correction_leaves_what_was_there_before():
    state = state_of(
        told(
            (Kind.ADDED, event("决议", 实到="31")),
            (Kind.FIXED, {"实到": "32"}, 2),
            (Kind.FIXED, {"同意": "20"}, 2),
            (Kind.WITHDRAWN, {"理由": "看错了"}, 3),
        )
    )
    assert state.events[2] == event("决议", 实到="31", 同意="20")


def test_an_event_that_says_the_same_is_known():
    state = state_of(told((Kind.ADDED, event("提议", 日期="2026-03-01"))))
    assert state.same_as(event("提议", 日期="2026-03-01")) == 2
    assert state.same_as(event("提议", 日期="2026-03-02")) is None


ADDED = (Kind.ADDED, event("决议"))


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ([(Kind.FIXED, {"实到": "1"}, 7)], "没有第7号登记；现有第1号到第2号。"),
        ([(Kind.WITHDRAWN, {}, 0)], "没有第0号登记；现有第1号到第2号。"),
        ([(Kind.WITHDRAWN, {}, 1)], "第1号是立项，不能撤回。"),
        ([(Kind.WITHDRAWN, {}, 2), (Kind.WITHDRAWN, {}, 2)], "第2号已经撤回。"),
        ([(Kind.WITHDRAWN, {}, 2), (Kind.FIXED, {"实到": "1"}, 2)], "第2号已经撤回。"),
        ([(Kind.WITHDRAWN, {}, 2), (Kind.WITHDRAWN, {}, 3)], "第3号是撤回，不能撤回。"),
        ([(Kind.FIXED, {"实到": "1"}, 2), (Kind.FIXED, {"实到": "2"}, 3)], "第3号是对第2号的更正；请更正第2号。"),
        ([(Kind.FIXED, {"实到": "1"}, 1)], "第1号说的是记录本身；更正记录本身的内容，编号写0。"),
        ([(Kind.FIXED, {}, 2)], "没有写内容。"),
        ([(Kind.ADDED, {})], "没有写内容。"),
        ([(Kind.FIXED, {"步骤": None}, 2)], "步骤不能空着；整条记错了的，请撤回。"),
        ([(Kind.OPENED, {"标题": "又一次"})], "第3号登记不是立项，也不能再立项一次。"),
    ],
)
def test_what_does_not_fit_is_refused(entries, message):
    with pytest.raises(TellingError) as refused:
        state_of(told(ADDED, *entries))
    assert refused.value.chinese == message
    assert refused.value.english.isascii()


def test_a_gap_is_refused():
    with pytest.raises(TellingError, match="第3号登记前面少了登记"):
        state_of([OPENED, Told(3, *ADDED)])
    with pytest.raises(TellingError, match="第1号登记不是立项"):
        state_of([Told(1, *ADDED)])


@given(st.lists(st.tuples(st.sampled_from("afw"), st.integers(2, 9), st.integers(0, 3)), max_size=12))
def test_replay_equals_keeping_a_record_by_hand(moves):
    """A second, plain way to keep the record: an undo log; moves that don't fit are left out of both."""
    entries = [OPENED]
    log: dict[int, list[tuple[int, dict]]] = {}  # event → what was said of it, by number of entry
    gone: set[int] = set()
    for kind, target, value in moves:
        number = len(entries) + 1
        if kind == "a":
            entries.append(Told(number, Kind.ADDED, event("决议", 实到=str(value))))
            log[number] = [(number, event("决议", 实到=str(value)))]
            continue
        fixes = {n for said in log.values() for n, _ in said[1:]}
        fits = target in log if kind == "f" else target in log or target in fixes
        one = (
            Told(number, Kind.FIXED, {"实到": str(value), "同意": "9"}, target)
            if kind == "f"
            else Told(number, Kind.WITHDRAWN, {}, target)
        )
        if not fits or target in gone:
            with pytest.raises(TellingError):
                state_of([*entries, one])
            continue
        entries.append(one)
        if kind == "f":
            log[target].append((number, dict(one.content)))
        else:
            gone.add(target)
    state = state_of(entries)
    expected: dict[int, dict] = {}
    for number, said in log.items():
        if number not in gone:
            expected[number] = {}
            for place, content in said:
                if place not in gone:
                    expected[number] |= content
    assert {n: dict(e) for n, e in state.events.items()} == expected


def test_events_may_be_told_in_any_order():
    events = [event("提议", 日期="2026-03-01"), event("商议", 日期="2026-03-05"), event("决议", 日期="2026-04-01")]
    for several in permutations(events):
        state = state_of(told(*((Kind.ADDED, one) for one in several)))
        assert sorted(map(str, state.events.values())) == sorted(map(str, events))
