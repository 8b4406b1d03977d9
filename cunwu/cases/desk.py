"""Where cases are told and looked at: the register on one side, the rules on the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from cunwu.cases.bodies import Given, answer_of, body_of, given_by, told_of
from cunwu.cases.judging import judged, replayed
from cunwu.cases.standing import Answer, Standing, Unread, digests
from cunwu.errors import CunwuError, RegisterError, UsageError
from cunwu.register import ConflictError, Draft, NumberTakenError, Register
from engine.live.shifts import Cause, Shift, shifts, shifts_of_rules
from engine.live.told import RECORD, Content, Kind, State, Told
from engine.records.vocabulary import EVENTS

if TYPE_CHECKING:
    from cunwu.cases.adviser import Advice, Adviser
    from cunwu.register import Entry
    from cunwu.result import CheckResult
    from cunwu.work import Work
    from engine.advice.steps import NextStep

_TRIES = 20
"""How often an entry is tried again when others write to the same case at the same time."""


class Telling(NamedTuple):
    """What somebody wants to tell of a case: see ``engine.live.told.Told``."""

    kind: Kind
    content: Content
    target: int = RECORD


@dataclass(frozen=True)
class Desk:
    """A register and the rules that its cases are judged by.

    All that depends on the time is an argument: ``as_of`` is the day of the
    check, ``told_at`` the moment of telling.
    """

    register: Register
    work: Work
    _advisers: dict[tuple[str, ...], Adviser] = field(default_factory=dict, repr=False, compare=False)

    def open(self, record: Mapping[str, Any], case: str, who: str, told_at: datetime, as_of: date) -> Answer:
        """Open a case with what is known of it: fields of the record, and events that have happened.

        Raises RecordError where the record can't be read, RegisterError where it
        can't be kept (ConflictError: there is such a case already).
        """
        fields = {name: value for name, value in record.items() if name != EVENTS}
        tellings = [Telling(Kind.OPENED, fields), *_events(record)]
        return self._told((), case, tellings, who, told_at, as_of)

    def open_new(self, record: Mapping[str, Any], who: str, told_at: datetime, as_of: date) -> Answer:
        """Open a case under the next free number of the year. Raises as ``open`` does."""
        for _ in range(_TRIES):
            try:
                return self.open(record, self.register.next_number(as_of.year), who, told_at, as_of)
            except NumberTakenError:
                continue  # somebody else has just taken it
        raise RegisterError("一直有人在立项，没有写进去。请稍后再试。", "Others keep opening cases; try again.")

    def add(self, record: Mapping[str, Any], case: str, who: str, told_at: datetime, as_of: date) -> Answer:
        """Tell what has happened since: events, and fields of the record that weren't known.

        Raises as ``open`` does, and UsageError for a field that was told differently before.
        """
        fields = {name: value for name, value in record.items() if name != EVENTS}
        stated = [Telling(Kind.STATED, fields)] if fields else []
        return self.tell([*stated, *_events(record)], case, who, told_at, as_of)

    def fix(self, number: int, content: Content, case: str, who: str, told_at: datetime, as_of: date) -> Answer:
        """Correct event ``number``, or the record itself (0); a field that is None is taken back. Raises as ``add``."""
        return self.tell([Telling(Kind.FIXED, content, number)], case, who, told_at, as_of)

    def withdraw(self, number: int, reason: str, case: str, who: str, told_at: datetime, as_of: date) -> Answer:
        """Withdraw entry ``number``: it is as if it had not been told. Raises as ``add`` does."""
        content = {"理由": reason} if reason else {}
        return self.tell([Telling(Kind.WITHDRAWN, content, number)], case, who, told_at, as_of)

    def tell(self, tellings: Sequence[Telling], case: str, who: str, told_at: datetime, as_of: date) -> Answer:
        """Write entries to a case, all or none of them, and say what that changes. Raises as ``add`` does."""
        entries = self.entries(case)
        if not tellings:
            raise UsageError("没有写内容。", "There is nothing in it.")
        return self._told(entries, case, tellings, who, told_at, as_of)

    def look(self, case: str, as_of: date) -> Standing:
        """Where a case stands. Raises UsageError where there is none, RecordError where the rules can't read it."""
        return self._standing(case, self.entries(case), as_of)

    def news(self, case: str, as_of: date) -> Answer:
        """What time and changed rules have made of a case since the last answer."""
        entries = self.entries(case)
        standing = self._standing(case, entries, as_of)
        found, titles, _ = self._since(entries, standing.state, as_of)
        return Answer(standing, (), found, titles)

    def next(self, standing: Standing) -> tuple[NextStep, ...]:
        """The steps that may lawfully come next, in the order in which they would be taken."""
        return self._adviser(standing).steps(standing.result)

    def advice(self, standing: Standing) -> Advice:
        """The next steps, how to put right what is violated, and what to ask about what is unknown."""
        return self._adviser(standing).advice(standing.result)

    def _adviser(self, standing: Standing) -> Adviser:
        ids = tuple(digests(standing.result))
        if ids not in self._advisers:
            from cunwu.cases.adviser import Adviser

            self._advisers[ids] = Adviser.of(self.work.evaluator(standing.result), standing.result)
        return self._advisers[ids]

    def record(self, case: str) -> dict[str, Any]:
        """The record that a case comes to, as a mapping that reads back as the same record. Raises as ``look``."""
        state = replayed([told_of(entry) for entry in self.entries(case)])
        return self.work.plain(self.work.read_mapping(state.mapping))

    def log(self, cases: Sequence[str]) -> str:
        """Cases as an event log in XES. Raises as ``look``."""
        from engine.records.to_xes import to_xes

        read = ((case, self.work.read_mapping(self.record(case))) for case in cases)
        return to_xes(read, self.work.vocabulary)

    def all(self, as_of: date) -> Iterator[Standing | Unread]:
        """Where each case stands, one after the other."""
        for head in self.register.cases():
            try:
                yield self.look(head.case, as_of)
            except CunwuError as error:
                yield Unread(head.case, error)

    def entries(self, case: str) -> tuple[Entry, ...]:
        """The entries of a case. Raises UsageError where there is no such case."""
        found = self.register.entries(case)
        if not found:
            raise _no_case(case, self.register)
        return found

    # --- telling --------------------------------------------------------------------

    def _told(
        self,
        entries: tuple[Entry, ...],
        case: str,
        tellings: Sequence[Telling],
        who: str,
        told_at: datetime,
        as_of: date,
    ) -> Answer:
        meanwhile: tuple[Entry, ...] = ()
        for _ in range(_TRIES):
            _check_against(meanwhile, tellings)
            answer, drafts = self._answer(entries, case, tellings, as_of)
            try:
                new = self.register.append(case, drafts, who, told_at, after=len(entries))
            except ConflictError as conflict:
                if not entries:
                    raise NumberTakenError(case, conflict.meanwhile) from conflict
                meanwhile += conflict.meanwhile
                entries += conflict.meanwhile
                continue
            standing = replace(answer.standing, entries=(*entries, *new))
            return replace(answer, standing=standing, new=new, meanwhile=meanwhile)
        raise RegisterError(
            f"一直有人在登记{case}，没有写进去。请稍后再试。",
            f"Others keep writing to {case}; nothing was written. Try again.",
        )

    def _answer(
        self, entries: tuple[Entry, ...], case: str, tellings: Sequence[Telling], as_of: date
    ) -> tuple[Answer, list[Draft]]:
        told = [told_of(entry) for entry in entries]
        before = replayed(told) if told else None
        for telling in tellings:
            if before is not None:
                _check_fields(telling, before)
            told.append(Told(len(told) + 1, telling.kind, telling.content, telling.target))
        state = replayed(told)
        result = judged(self.work, state, as_of)
        if before is None:
            found: tuple[Shift, ...] = shifts((), result.findings, Cause.TOLD)
            titles: tuple[str, ...] = ()
            given = Given()
        else:
            found, titles, then = self._since(entries, before, as_of)
            found += shifts(then.findings, result.findings, Cause.TOLD)
            given = given_by(entries)
        answer = answer_of(as_of, digests(result), result.findings, given)
        last = len(tellings) - 1
        drafts = [
            Draft(one.kind.value, body_of(one.content, one.target, answer if place == last else None))
            for place, one in enumerate(tellings)
        ]
        first = len(entries) + 1
        twins = tuple(
            (number, twin)
            for number, one in enumerate(tellings, first)
            if one.kind is Kind.ADDED and before is not None and (twin := before.same_as(one.content)) is not None
        )
        return Answer(Standing(case, entries, state, result), (), found, titles, twins=twins), drafts

    def _since(
        self, entries: Sequence[Entry], state: State, as_of: date
    ) -> tuple[tuple[Shift, ...], tuple[str, ...], CheckResult]:
        """What changed rules and the days that passed make of a case; which rulesets changed; the case on ``as_of``."""
        given = given_by(entries)
        result = judged(self.work, state, as_of)
        if given.as_of is None:
            return (), (), result
        then = result if given.as_of == as_of else judged(self.work, state, given.as_of)
        titles = tuple(_changed(given.rules, then))
        found = shifts_of_rules(given.verdicts, then.findings) if titles else ()
        if then is not result:
            found += shifts(then.findings, result.findings, Cause.TIME)
        return found, titles, result

    def _standing(self, case: str, entries: tuple[Entry, ...], as_of: date) -> Standing:
        state = replayed([told_of(entry) for entry in entries])
        return Standing(case, entries, state, judged(self.work, state, as_of))


def _events(record: Mapping[str, Any]) -> list[Telling]:
    return [Telling(Kind.ADDED, event) for event in record.get(EVENTS, ())]


def _check_fields(telling: Telling, before: State) -> None:
    """Refuse to tell a field anew that was told differently, and to take back one that was never told."""
    event = before.events.get(telling.target, {})
    known = event if telling.target != RECORD else before.fields
    for name, value in telling.content.items():
        if telling.kind is Kind.STATED and known.get(name, value) != value:
            raise UsageError(
                f"“{name}”已经载明为“{known[name]}”。要改，请用更正：cunwu case fix 编号 0 {name}={value}",
                f"“{name}” was stated as “{known[name]}”. To change it: cunwu case fix CASE 0 {name}={value}",
            )
        if telling.kind is Kind.FIXED and value is None and name not in known and (event or telling.target == RECORD):
            raise UsageError(
                f"“{name}”没有载明过，不用改回未载明。", f"“{name}” was never stated, so it can't be taken back."
            )


def _check_against(meanwhile: Sequence[Entry], tellings: Sequence[Telling]) -> None:
    """Refuse a correction of what somebody else has corrected or withdrawn since the writer looked."""
    touched = {int(entry.body.get("target", RECORD)): entry for entry in meanwhile if "target" in entry.body}
    for one in tellings:
        if one.kind in (Kind.FIXED, Kind.WITHDRAWN) and (other := touched.get(one.target)):
            kind = Kind(other.kind)
            raise UsageError(
                f"{other.who}刚刚{kind.chinese}了第{one.target}号（第{other.number}号登记）。没有写入；请看过以后再改。",
                f"No. {one.target} has just been {kind.english} by {other.who} (entry no. {other.number}). "
                "Nothing was written; look at it first.",
            )


def _changed(before: Mapping[str, str], now: CheckResult) -> Iterator[str]:
    """The titles of rulesets that were changed, came in or went since."""
    digest = digests(now)
    titles = {head.id: head.title for head in now.catalogue.heads}
    for ruleset in dict.fromkeys((*digest, *before)):
        if before.get(ruleset) != digest.get(ruleset):
            yield titles.get(ruleset, ruleset)


def _no_case(case: str, register: Register) -> UsageError:
    from dsl.diagnostics.suggest import nearest

    numbers = [head.case for head in register.cases()]
    near = nearest(case, numbers)
    if not numbers:
        return UsageError(
            "台账里还没有事项。用 cunwu case open 立项。", "The register holds no case yet: cunwu case open."
        )
    more_zh = f"是不是“{near}”？" if near else f"现有{len(numbers)}件，用 cunwu case status 列出。"
    more_en = f"Did you mean “{near}”?" if near else f"It holds {len(numbers)}; cunwu case status lists them."
    return UsageError(f"台账里没有“{case}”。{more_zh}", f"The register has no case “{case}”. {more_en}")
