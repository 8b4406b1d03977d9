"""Live cases for a notebook: a register, its rules, and who tells, once for all calls."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from cunwu.cases.desk import Desk
from cunwu.cases.due import Due, due_of, last_day
from cunwu.cases.standing import Answer
from cunwu.cases.telling import changes_of
from cunwu.register import Broken, Entry, Register
from engine.records.vocabulary import EVENTS, STEP

if TYPE_CHECKING:
    from engine.records.nodes import DecisionRecord

    Record = Mapping[str, Any] | str | Path | DecisionRecord


@dataclass(frozen=True)
class CaseBook:
    """An open register (台账). Use it as a context, or ``close`` it.

    ``record`` in the methods is a record file, a mapping of fields or a record; days are
    dates or texts, today where none is given. All raise as ``Desk`` does.
    """

    desk: Desk
    who: str = field(default_factory=getpass.getuser)
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC), repr=False)

    def open(
        self, record: Mapping[str, Any] | str | Path, case: str = "", *, as_of: date | str | None = None
    ) -> Answer:
        """Open a case; without a number the register gives one."""
        day = _day(as_of)
        told = self._plain(record)
        if not case:
            return self.desk.open_new(told, self.who, self.now(), day)
        return self.desk.open(told, case, self.who, self.now(), day)

    def add(self, case: str, record: Record, *, as_of: date | str | None = None) -> Answer:
        """Tell what has happened: an event (a mapping with its 步骤), fields of the record, or a record with both."""
        if isinstance(record, Mapping) and STEP in record:
            record = {EVENTS: [record]}
        return self.desk.add(self._plain(record), case, self.who, self.now(), _day(as_of))

    def fix(self, case: str, number: int, changes: Mapping[str, Any], *, as_of: date | str | None = None) -> Answer:
        """Correct event ``number``, or the record itself (0); None takes a field back."""
        fields = changes_of(changes, self.desk.work, event=number != 0)
        return self.desk.fix(number, fields, case, self.who, self.now(), _day(as_of))

    def withdraw(self, case: str, number: int, reason: str = "", *, as_of: date | str | None = None) -> Answer:
        """Withdraw entry ``number``."""
        return self.desk.withdraw(number, reason, case, self.who, self.now(), _day(as_of))

    def status(self, case: str, *, as_of: date | str | None = None) -> Answer:
        """Where a case stands, and what time and changed rules have made of it since the last entry."""
        return self.desk.news(case, _day(as_of))

    def due(self, days: int = 30, *, as_of: date | str | None = None) -> tuple[Due, ...]:
        """What falls due in the next days over all cases, overdue first. Raises where a case can't be read."""
        day = _day(as_of)
        found, refused = due_of(self.desk.all(day), last_day(day, days), "zh")
        if refused:
            raise refused[0].error
        return found

    def history(self, case: str) -> tuple[Entry, ...]:
        """All entries of a case."""
        return self.desk.entries(case)

    def record(self, case: str) -> dict[str, Any]:
        """The record that a case comes to, as ``cunwu.check``, ``map`` and ``timeline`` take it."""
        return self.desk.record(case)

    def verify(self, head: str | None = None) -> tuple[Broken, ...]:
        """Where the chain of entries doesn't hold."""
        return self.desk.register.verify(head)

    def close(self) -> None:
        """Let go of the register."""
        self.desk.work.close()
        self.desk.register.close()

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.close()

    def _plain(self, record: Record) -> dict[str, Any]:
        work = self.desk.work
        if isinstance(record, str | Path):
            return work.plain(work.read(str(record)))
        return work.plain(work.read_mapping(record)) if isinstance(record, Mapping) else work.plain(record)


def book_of(register: str | Path, rules: tuple[str | Path, ...], who: str, *, create: bool) -> CaseBook:
    """Open a register; see ``cunwu.casebook``."""
    from cunwu.work import Work

    opened = Register.open(register, create=create)
    try:
        desk = Desk(opened, Work.open(rules, _day(None), {}))
    except BaseException:
        opened.close()
        raise
    return CaseBook(desk, who) if who else CaseBook(desk)


def _day(as_of: date | str | None) -> date:
    from cunwu.api import day_of

    return day_of(as_of)
