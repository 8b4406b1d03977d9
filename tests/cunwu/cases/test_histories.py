"""Generated histories: after every entry the case is judged as the record so far is, told whole and at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cunwu.cases.bodies import given_by, verdicts_of
from cunwu.cases.desk import Desk
from cunwu.cases.standing import Answer
from cunwu.errors import CunwuError
from cunwu.register import Register
from engine.findings.nodes import Finding
from tests.cunwu.cases.conftest import MOMENT, OPENING, Teller, day

FIRST = day("2-25")
DAYS = st.integers(0, 40).map(lambda count: FIRST + timedelta(days=count))
COUNTS = st.integers(0, 48).map(str)
EVENTS = st.one_of(
    st.fixed_dictionaries({"步骤": st.just("商议")}, optional={"日期": DAYS, "主体": st.just("村务联席会议")}),
    st.fixed_dictionaries({"步骤": st.sampled_from(["方案公示", "决议公示"]), "日期": DAYS}, optional={"止": DAYS}),
    st.fixed_dictionaries(
        {"步骤": st.just("决议")},
        optional={
            "日期": DAYS,
            "主体": st.just("村民代表会议"),
            "实到": COUNTS,
            "同意": COUNTS,
            "材料": st.sampled_from(["会议记录", "会议记录、签到册"]),
            "结果": st.sampled_from(["通过", "未通过", "作废"]),
        },
    ),
    st.fixed_dictionaries({"步骤": st.just("报备"), "日期": DAYS}),
)
FIXES = st.one_of(
    st.dictionaries(st.sampled_from(["实到", "同意", "日期", "结果"]), st.none(), min_size=1, max_size=2),
    st.fixed_dictionaries({"实到": COUNTS}),
    st.fixed_dictionaries({"日期": DAYS.map(date.isoformat)}),
)
MOVES = st.lists(
    st.one_of(
        st.tuples(st.just("add"), EVENTS),
        st.tuples(st.just("again"), st.integers(0, 9)),
        st.tuples(st.just("fix"), st.tuples(st.integers(0, 12), FIXES)),
        st.tuples(st.just("withdraw"), st.integers(0, 12)),
    ),
    max_size=9,
)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A new folder for each example."""
    return (tmp_path_factory.mktemp("台账") for _ in count())


class ByHand:
    """The record kept beside the register: what was said of each event, and which entries were withdrawn."""

    def __init__(self, opening: dict[str, Any]) -> None:
        self.said: dict[int, list[tuple[int, dict[str, Any]]]] = {0: [(1, opening)]}
        self.gone: set[int] = set()

    def event(self, number: int) -> dict[str, Any]:
        event: dict[str, Any] = {}
        for place, content in self.said[number]:
            if place not in self.gone:
                event |= content
        return {name: value for name, value in event.items() if value is not None}

    @property
    def record(self) -> dict[str, Any]:
        opening, *events = [self.event(number) for number in self.said if number not in self.gone]
        return {**opening, "经过": events} if events else opening

    def tell(self, move: tuple[str, Any], say: Teller, as_of: date) -> Answer | None:
        """Tell the desk, and keep what it has taken; None where it was refused."""
        kind, what = move
        number = len(say.desk.entries("A1")) + 1
        if kind == "again" and (events := sorted(self.said)[1:]):
            kind, what = "add", self.said[events[what % len(events)]][0][1]
        try:
            if kind == "add":
                answer = say.desk.add(say.plain({"经过": [what]}), "A1", "王会计", MOMENT, as_of)
                self.said[number] = [(number, what)]
            elif kind == "fix":
                answer = say.desk.fix(what[0], what[1], "A1", "王会计", MOMENT, as_of)
                self.said[what[0]].append((number, what[1]))
            elif kind == "withdraw":
                answer = say.desk.withdraw(what, "", "A1", "王会计", MOMENT, as_of)
                self.gone.add(what)
            else:
                return None
        except CunwuError:
            assert len(say.desk.entries("A1")) == number - 1
            return None
        return answer


@settings(max_examples=150)
@given(st.booleans(), MOVES, st.lists(st.integers(0, 6), min_size=9, max_size=9))
def test_a_live_case_is_judged_as_its_record_is(work, folders, closed, moves, pauses):
    kept = ByHand({**OPENING, "经过完整": "是" if closed else "否"})
    with Register.open(next(folders) / "台账.db") as register:
        say = Teller(Desk(register, work))
        as_of = FIRST + timedelta(days=20)
        before = say.desk.open(say.plain(kept.record), "A1", "王会计", MOMENT, as_of)
        for move, pause in zip(moves, pauses, strict=False):
            as_of += timedelta(days=pause)
            answer = kept.tell(move, say, as_of)
            if answer is None:
                continue
            findings = answer.standing.result.findings
            assert findings_of(findings) == findings_of(work.judge(kept.record, as_of, {}).findings)
            assert given_by(say.desk.entries("A1")).verdicts == verdicts_of(findings)
            rebuilt = Desk(register, work).look("A1", as_of)
            assert (rebuilt.state, rebuilt.result.report) == (answer.standing.state, answer.standing.result.report)
            changed = {shift.norm for shift in answer.shifts}
            pairs = zip(before.standing.result.findings, findings, strict=True)
            assert {new.norm.id for old, new in pairs if old.verdict is not new.verdict} <= changed
            before = answer


def findings_of(findings: Iterable[Finding]) -> list[tuple[Any, ...]]:
    """All that is said of a record, but the places where its facts stand."""
    return [
        (one.norm.id, one.verdict, one.step, one.day, one.deadline, one.missing, one.reasons, one.exception, one.human)
        for one in findings
    ]
