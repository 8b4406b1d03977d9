"""What is told of a live case, entry by entry, and the record that it comes to.

Replay is all there is: the state of a case is what its entries, taken in
order, come to. Nothing is kept that could differ from it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from engine.records.vocabulary import EVENTS, STEP

Content = Mapping[str, object]
"""Fields and their values as a record has them, of JSON types; None where a correction takes a field back."""

RECORD = 0
"""The target of an entry that speaks of the record as a whole."""
OPENING = 1
"""The number of the entry that opens a case."""


class Kind(StrEnum):
    """What an entry tells; the value is what the register keeps."""

    OPENED = "opened"
    STATED = "stated"
    ADDED = "added"
    FIXED = "fixed"
    WITHDRAWN = "withdrawn"

    @property
    def chinese(self) -> str:
        """The word that users read."""
        return _CHINESE[self]

    @property
    def english(self) -> str:
        """The same in English."""
        return _ENGLISH[self]


_CHINESE = {
    Kind.OPENED: "立项",
    Kind.STATED: "载明",
    Kind.ADDED: "登记",
    Kind.FIXED: "更正",
    Kind.WITHDRAWN: "撤回",
}
_ENGLISH = {
    Kind.OPENED: "opened",
    Kind.STATED: "stated",
    Kind.ADDED: "added",
    Kind.FIXED: "corrected",
    Kind.WITHDRAWN: "withdrawn",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One entry of a case.

    ``number`` counts the entries of the case from 1, the opening. An event is
    known by the number of the entry that added it. ``target`` is the event that
    is corrected, or the entry that is withdrawn; ``RECORD`` otherwise.
    ``content`` holds the record's fields (opened, stated), one event (added),
    or the fields that change (fixed).
    """

    number: int
    kind: Kind
    content: Content
    target: int = RECORD


@dataclass(frozen=True, slots=True)
class State:
    """What the entries of a case come to: the record's own fields, and its events by the number of their entry."""

    fields: Content
    events: Mapping[int, Content]
    withdrawn: frozenset[int]

    @property
    def mapping(self) -> dict[str, object]:
        """The record so far, as a mapping that the readers of records take."""
        if not self.events:
            return dict(self.fields)
        return {**self.fields, EVENTS: [dict(event) for _, event in sorted(self.events.items())]}

    def number_of(self, place: int) -> int:
        """The number of the event that stands at ``place`` (from 1) in ``mapping``."""
        return sorted(self.events)[place - 1]

    def same_as(self, event: Content) -> int | None:
        """The number of an event that says just the same, None where there is none."""
        return next((number for number, other in sorted(self.events.items()) if dict(other) == dict(event)), None)


class TellingError(ValueError):
    """An entry that doesn't fit what was told before; ``chinese`` and ``english`` say why, ``near`` is its number."""

    def __init__(self, chinese: str, english: str) -> None:
        super().__init__(chinese)
        self.chinese, self.english = chinese, english


def state_of(told: Sequence[Told]) -> State:
    """Replay the entries of a case. Raises TellingError at the first that doesn't fit those before it."""
    withdrawn: set[int] = set()
    for place, one in enumerate(told):
        _check(one, told[:place], withdrawn)
        if one.kind is Kind.WITHDRAWN:
            withdrawn.add(one.target)
    fields: dict[str, object] = {}
    events: dict[int, dict[str, object]] = {}
    for one in told:
        if one.number in withdrawn or one.kind is Kind.WITHDRAWN:
            continue
        if one.kind is Kind.ADDED:
            events[one.number] = dict(one.content)
        elif one.target == RECORD:
            _alter(fields, one.content)
        elif one.target in events:  # else the event was withdrawn, and its corrections with it
            _alter(events[one.target], one.content)
    return State(
        MappingProxyType(fields), MappingProxyType({n: MappingProxyType(e) for n, e in events.items()}),
        frozenset(withdrawn),
    )  # fmt: skip


def _alter(fields: dict[str, object], content: Content) -> None:
    for name, value in content.items():
        if value is None:
            fields.pop(name, None)
        else:
            fields[name] = value


def _check(one: Told, before: Sequence[Told], withdrawn: set[int]) -> None:
    """Refuse an entry that doesn't fit those before it."""
    if one.number != len(before) + 1:
        raise _error("第{n}号登记前面少了登记，台账不完整。", "An entry before no. {n} is missing.", n=one.number)
    if (one.number == OPENING) != (one.kind is Kind.OPENED):
        raise _error(
            "第{n}号登记不是立项，也不能再立项一次。", "No. {n} is not the opening, or opens twice.", n=one.number
        )
    if one.kind is Kind.WITHDRAWN:
        _check_withdrawal(one.target, before, withdrawn)
    elif not one.content:
        raise _error("没有写内容。", "There is nothing in it.")
    if one.kind is Kind.FIXED and one.target != RECORD:
        _check_correction(one, before, withdrawn)


def _check_withdrawal(target: int, before: Sequence[Told], withdrawn: set[int]) -> None:
    meant = _meant(target, before, withdrawn)
    if meant.kind in (Kind.OPENED, Kind.WITHDRAWN):
        raise _error(
            "第{n}号是{kind}，不能撤回。", "No. {n} ({word}) can't be withdrawn.",
            n=target, kind=meant.kind.chinese, word=meant.kind.english,
        )  # fmt: skip


def _check_correction(one: Told, before: Sequence[Told], withdrawn: set[int]) -> None:
    meant = _meant(one.target, before, withdrawn)
    if meant.kind is Kind.ADDED:
        if STEP in one.content and one.content[STEP] is None:
            raise _error("步骤不能空着；整条记错了的，请撤回。", "A step can't be empty; withdraw the entry instead.")
        return
    if meant.kind is Kind.FIXED and meant.target != RECORD:
        raise _error(
            "第{n}号是对第{of}号的更正；请更正第{of}号。",
            "No. {n} corrects no. {of}; correct no. {of} instead.", n=one.target, of=meant.target,
        )  # fmt: skip
    raise _error(
        "第{n}号说的是记录本身；更正记录本身的内容，编号写0。",
        "No. {n} speaks of the record itself; to correct that, give number 0.", n=one.target,
    )  # fmt: skip


def _meant(target: int, before: Sequence[Told], withdrawn: set[int]) -> Told:
    """The entry that is meant; refused where there is none, or it was withdrawn."""
    if not 1 <= target <= len(before):
        raise _error(
            "没有第{n}号登记；现有第1号到第{last}号。", "There is no entry no. {n}; there are nos. 1 to {last}.",
            n=target, last=len(before),
        )  # fmt: skip
    if target in withdrawn:
        raise _error("第{n}号已经撤回。", "No. {n} has been withdrawn.", n=target)
    return before[target - 1]


def _error(chinese: str, english: str, **details: object) -> TellingError:
    return TellingError(chinese.format(**details), english.format(**details))
