"""A desk on a register of its own, with a small ruleset."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from cunwu.cases.desk import Desk
from cunwu.cases.standing import Answer
from cunwu.register import Register
from cunwu.work import Work

RULES = Path(__file__).parent.parent / "data" / "village.cunwu"
MOMENT = datetime(2024, 5, 1, 8, 30, tzinfo=UTC)
OPENING = {"标题": "修村道", "程序": "五议决策法", "金额": "12万元", "组成人员": "48", "经过完整": "是"}


class Teller:
    """Says things to a desk in few words; each day may be given as 3-5, which is in 2024."""

    def __init__(self, desk: Desk, who: str = "王会计") -> None:
        self.desk, self.who = desk, who

    def plain(self, mapping: dict[str, Any]) -> dict[str, Any]:
        return self.desk.work.plain(self.desk.work.read_mapping(mapping))

    def open(self, case: str = "A1", as_of: str = "3-1", **more: Any) -> Answer:
        return self.desk.open(self.plain({**OPENING, **more}), case, self.who, MOMENT, day(as_of))

    def add(self, step: str, on: str = "", as_of: str = "", case: str = "A1", **facts: Any) -> Answer:
        event = {"步骤": step, **({"日期": day(on)} if on else {}), **facts}
        return self.desk.add(self.plain({"经过": [event]}), case, self.who, MOMENT, day(as_of or on))

    def state(self, as_of: str = "3-1", case: str = "A1", **fields: Any) -> Answer:
        return self.desk.add(self.plain(fields), case, self.who, MOMENT, day(as_of))

    def fix(self, number: int, as_of: str = "5-1", case: str = "A1", **fields: Any) -> Answer:
        return self.desk.fix(number, fields, case, self.who, MOMENT, day(as_of))

    def withdraw(self, number: int, as_of: str = "5-1", case: str = "A1", reason: str = "") -> Answer:
        return self.desk.withdraw(number, reason, case, self.who, MOMENT, day(as_of))


def day(text: str) -> date:
    month, number = text.split("-")
    return date(2024, int(month), int(number))


@pytest.fixture(scope="session")
def work() -> Work:
    return Work.open([RULES], date(2024, 5, 1), {})


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with Register.open(str(tmp_path / "台账.db")) as opened:
        yield opened


@pytest.fixture
def say(register: Register, work: Work) -> Teller:
    return Teller(Desk(register, work))


@pytest.fixture
def other(register: Register, work: Work, tmp_path: Path) -> Iterator[Callable[[str], Teller]]:
    """Somebody else with a connection of their own to the same register."""
    opened = []

    def of(who: str) -> Teller:
        opened.append(Register.open(str(tmp_path / "台账.db")))
        return Teller(Desk(opened[-1], work), who)

    yield of
    for one in opened:
        one.close()
