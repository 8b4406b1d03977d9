"""Where one case stands on the map of its procedure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from dsl.describe.citations import citation_text
from dsl.model.nodes import Procedure
from dsl.norms.nodes import DATE, UNTIL
from engine.findings.nodes import Finding, Verdict

if TYPE_CHECKING:  # the reader of records is not needed to draw
    from engine.facts import Facts, Occurrence


class StepStatus(StrEnum):
    """How a step of a case stands; the value is the word on the map."""

    COMPLIANT = "合规"
    VIOLATED = "违规"
    UNKNOWN = "待补充"
    PENDING = "未到期"
    NOT_STARTED = "未进行"
    NOT_APPLICABLE = "不适用"


@dataclass(frozen=True, slots=True)
class StepOverlay:
    """What the map shows of one step of a case.

    ``dates`` is a short text, '' where the record is silent; ``counts`` are
    lines of head counts, ``details`` lines of the tooltip.
    """

    status: StepStatus
    dates: str = ""
    counts: tuple[str, ...] = ()
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseOverlay:
    """One case, by name of step; a step that isn't in ``steps`` is drawn without a mark."""

    steps: Mapping[str, StepOverlay]


_COUNTED = (("应到", "实到"), ("同意", "反对", "弃权"))
_WORST_FIRST = (
    (Verdict.VIOLATED, StepStatus.VIOLATED),
    (Verdict.UNKNOWN, StepStatus.UNKNOWN),
    (Verdict.PENDING, StepStatus.PENDING),
)


def overlay_of(procedure: Procedure, findings: Sequence[Finding], facts: Facts) -> CaseOverlay:
    """The overlay of a case: its findings and occurrences, step by step.

    A finding belongs to the step that its norm is named after
    (``procedure·step·…``), else to the step of the occurrence that decided.
    Advice never changes a status. A step that didn't occur is 未进行, unless
    something about it is violated, unknown or pending, or all that is asked of
    it is 不适用.
    """
    names = tuple(dict.fromkeys(step.name for step in procedure.steps))
    mine: dict[str, list[Finding]] = {name: [] for name in names}
    for finding in findings:
        owner = _owner(procedure.name, names, finding)
        if owner:
            mine[owner].append(finding)
    return CaseOverlay({name: _step_overlay(mine[name], facts.occurrences.get(name, ())) for name in names})


def _owner(procedure: str, names: tuple[str, ...], finding: Finding) -> str:
    """The step to which a finding belongs, '' for none."""
    named = [name for name in names if finding.norm.name.startswith(f"{procedure}·{name}·")]
    if named:
        return max(named, key=len)
    return finding.step if finding.step in names else ""


def _step_overlay(findings: Sequence[Finding], occurrences: Sequence[Occurrence]) -> StepOverlay:
    return StepOverlay(
        status=_status(findings, happened=bool(occurrences)),
        dates=_dates(occurrences),
        counts=_counts(occurrences[-1]) if occurrences else (),
        details=tuple(_detail(finding) for finding in findings if finding.verdict is not Verdict.NOT_APPLICABLE),
    )


def _status(findings: Sequence[Finding], *, happened: bool) -> StepStatus:
    verdicts = {finding.verdict for finding in findings if not finding.norm.advice}
    for verdict, status in _WORST_FIRST:
        if verdict in verdicts:
            return status
    if verdicts == {Verdict.NOT_APPLICABLE}:
        return StepStatus.NOT_APPLICABLE
    if not happened:
        return StepStatus.NOT_STARTED
    # A step that occurred and of which nothing is asked has nothing to comply with.
    return StepStatus.COMPLIANT if Verdict.COMPLIANT in verdicts else StepStatus.NOT_APPLICABLE


def _dates(occurrences: Sequence[Occurrence]) -> str:
    """The days of the first and last occurrence, and how many there were if more than two."""
    spoken = [text for text in map(_days, occurrences) if text]
    if len(spoken) > 2:
        return f"{spoken[0]}、{spoken[-1]}（共{len(spoken)}次）"
    return "、".join(spoken)


def _days(occurrence: Occurrence) -> str:
    start, end = occurrence.values.get(DATE), occurrence.values.get(UNTIL)
    if isinstance(start, date) and isinstance(end, date) and end != start:
        return f"{_day(start)}至{_day(end, since=start)}"
    known = start if isinstance(start, date) else end
    if not isinstance(known, date):
        return ""
    return _day(known) if known is start else f"至{_day(known)}"


def _day(day: date, since: date | None = None) -> str:
    """A day in words, without the year and month that it shares with ``since``."""
    if since and (since.year, since.month) == (day.year, day.month):
        return f"{day.day}日"
    if since and since.year == day.year:
        return f"{day.month}月{day.day}日"
    return f"{day.year}年{day.month}月{day.day}日"


def _counts(occurrence: Occurrence) -> tuple[str, ...]:
    """The head counts that an occurrence states: who came, and how they voted."""
    lines = []
    for names in _COUNTED:
        stated = [(name, occurrence.values.get(name)) for name in names]
        lines.append(" ".join(f"{name}{value}" for name, value in stated if isinstance(value, int)))
    return tuple(line for line in lines if line)


def _detail(finding: Finding) -> str:
    """One finding in a line: its verdict, its norm, and where that stands."""
    word = "提示" if finding.norm.advice and finding.verdict is Verdict.VIOLATED else finding.verdict.chinese
    place = f"【{citation_text(finding.citation)}】" if finding.citation else ""
    due = f"，截止{_day(finding.deadline)}" if finding.deadline and finding.verdict is Verdict.PENDING else ""
    return f"{word}：{finding.norm.name}{due}{place}"
