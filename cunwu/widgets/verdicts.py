"""Findings for a panel: those that a reader must deal with in full, the others by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from cunwu.report.build import item_of, verdict_word, view_of
from cunwu.widgets.marks import ADVICE, TONES
from engine.findings.nodes import Overall, Verdict
from engine.live.shifts import Cause, Shift

if TYPE_CHECKING:
    from cunwu.report.view import Item
    from cunwu.result import CheckResult

_MANY = 5
"""More findings that turned to the same are told by name alone."""
_CAUSES = {
    Cause.TIME: "时间经过引起的变化",
    Cause.RULES: "规则改动引起的变化",
    Cause.TOLD: "这一步引起的变化",
}
_ORDER = (Verdict.VIOLATED, Verdict.PENDING, Verdict.COMPLIANT, Verdict.UNKNOWN)
_IN_FULL = (Verdict.VIOLATED, Verdict.PENDING)


class Head(NamedTuple):
    """The verdict on the whole record."""

    overall: Overall
    word: str
    tone: str
    as_of: str
    counts: tuple[str, ...]
    title: str


class Group(NamedTuple):
    """Findings with one verdict; ``names`` are those that are told by name alone."""

    verdict: Verdict | str
    word: str
    tone: str
    size: int
    items: tuple[Item, ...]
    names: tuple[str, ...]


class Change(NamedTuple):
    """A finding that changed, and what it was before; or, by their ``names``, several that changed alike."""

    verdict: Verdict | str
    word: str
    tone: str
    was: str
    item: Item | None
    names: tuple[str, ...] = ()


class Changes(NamedTuple):
    """What one cause has changed."""

    cause: str
    changes: tuple[Change, ...]


def head_of(result: CheckResult) -> Head:
    """What stands above everything."""
    view = view_of(result, "zh")
    return Head(view.overall, view.overall_word, TONES[view.overall], view.as_of, view.counts, view.title)


def groups_of(result: CheckResult) -> tuple[Group, ...]:
    """All findings by verdict, those to be dealt with first; empty groups are left out."""
    view = view_of(result, "zh")
    unknown = [item for group in (*view.unknown, *view.unlisted) for item in group.items]
    groups = (
        _group(Verdict.VIOLATED, view.violated, full=True),
        _group(Verdict.PENDING, view.pending, full=True),
        Group(ADVICE, "提示", "advice", len(view.advice), view.advice, ()),
        _group(Verdict.UNKNOWN, unknown, full=False),
        _group(Verdict.COMPLIANT, view.compliant, full=False),
        _group(Verdict.NOT_APPLICABLE, view.not_applicable, full=False),
    )
    return tuple(group for group in groups if group.size)


def _group(verdict: Verdict, items: Sequence[Item], *, full: bool) -> Group:
    names = () if full else tuple(map(_name, items))
    return Group(verdict, verdict.chinese, TONES[verdict], len(items), tuple(items) if full else (), names)


def _name(item: Item) -> str:
    return item.norm + (f"（缺{'、'.join(item.missing)}）" if item.missing else "")


def changes_of(shifts: Sequence[Shift], result: CheckResult) -> tuple[Changes, ...]:
    """The findings that changed, by what changed them; those that only ceased to be asked for are left out."""
    found = []
    for cause, label in _CAUSES.items():
        changes = tuple(_changes([one for one in shifts if one.cause is cause], result))
        if changes:
            found.append(Changes(label, changes))
    return tuple(found)


def _changes(shifts: Sequence[Shift], result: CheckResult) -> Iterator[Change]:
    for verdict in _ORDER:
        several = [one for one in shifts if one.after is verdict]
        if verdict not in _IN_FULL and len(several) > _MANY:
            yield from _by_name(verdict, several)
        else:
            yield from (_change(one, result) for one in several)
    for one in shifts:
        if one.after is Verdict.NOT_APPLICABLE and one.before in _IN_FULL:
            yield _change(one, result)


def _change(shift: Shift, result: CheckResult) -> Change:
    finding = shift.finding
    assert finding is not None, "a replay keeps to its rules"
    said_otherwise = finding.verdict is Verdict.NOT_APPLICABLE or bool(finding.missing)
    item = item_of(finding, result, "zh", brief=said_otherwise)
    lenient = item.advice and finding.verdict is Verdict.VIOLATED
    verdict = ADVICE if lenient else finding.verdict
    return Change(verdict, item.word, "advice" if lenient else TONES[finding.verdict], _was(shift), item)


def _by_name(verdict: Verdict, several: Iterable[Shift]) -> Iterator[Change]:
    by_before: dict[str, list[str]] = {}
    for one in several:
        if one.finding is not None:
            by_before.setdefault(_was(one), []).append(one.finding.norm.name)
    for was, names in by_before.items():
        yield Change(verdict, verdict.chinese, TONES[verdict], was, None, tuple(names))


def _was(shift: Shift) -> str:
    return "" if shift.before in (None, shift.after) else f"原为{verdict_word(shift.before, 'zh')}"
