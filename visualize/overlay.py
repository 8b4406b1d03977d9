"""Where one case stands on the map of its procedure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dsl.describe.citations import citation_text
from dsl.model.nodes import Procedure
from dsl.norms.nodes import DATE, UNTIL
from engine.findings.nodes import Finding, Verdict
from engine.findings.steps import StepState, StepStatus, states_of
from visualize.boxes import Note
from visualize.marks import badge_of

if TYPE_CHECKING:  # neither advice nor the reader of records is needed to draw
    from engine.advice.steps import NextStep
    from engine.facts import Facts, Occurrence


@dataclass(frozen=True, slots=True)
class StepOverlay:
    """What the map shows of one step of a case.

    ``dates`` is a short text, '' where the record is silent; ``counts`` are
    lines of head counts, ``wrong`` lines that say what is missing or against a norm,
    ``next`` lines that say when it comes next; ``details`` are lines of the tooltip.
    """

    status: StepStatus
    dates: str = ""
    counts: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    next: tuple[str, ...] = ()

    def note(self) -> Note:
        """As the box of the step says it."""
        return Note(badge_of(self.status), self.dates, (*self.counts, *self.wrong, *self.next), self.details)


@dataclass(frozen=True, slots=True)
class CaseOverlay:
    """One case, by name of step; a step that isn't in ``steps`` is drawn without a mark."""

    steps: Mapping[str, StepOverlay]


_COUNTED = (("应到", "实到"), ("同意", "反对", "弃权"))


def overlay_of(
    procedure: Procedure, findings: Sequence[Finding], facts: Facts, coming: Sequence[NextStep] = ()
) -> CaseOverlay:
    """The overlay of a case: its findings and occurrences, step by step (``engine.findings.steps``).

    ``coming`` are the steps that may come next (``engine.advice``).
    """
    states = states_of(procedure, findings, facts)
    following = {one.step: one for one in coming if one.procedure == procedure.name}
    return CaseOverlay({state.step: _step_overlay(state, following.get(state.step)) for state in states})


def _step_overlay(state: StepState, coming: NextStep | None) -> StepOverlay:
    return StepOverlay(
        status=state.status,
        dates=_dates(state.occurrences),
        counts=_counts(state.occurrences[-1]) if state.occurrences else (),
        details=tuple(_detail(finding) for finding in state.findings if finding.verdict is not Verdict.NOT_APPLICABLE),
        wrong=tuple(dict.fromkeys(_wrong(state.findings))),
        next=tuple(_coming(coming)) if coming else (),
    )


def _wrong(findings: Sequence[Finding]) -> Iterator[str]:
    """What is against a norm, with the count or the day that decides, and what isn't known."""
    from engine.findings.prose import finding_sentences, missing_text  # not needed to draw

    for finding in findings:
        if finding.verdict is Verdict.VIOLATED and not finding.norm.advice:
            yield next(iter(finding_sentences(finding)), finding.norm.name.rpartition("·")[2])
    missing = dict.fromkeys(
        one for finding in findings if finding.verdict is Verdict.UNKNOWN for one in finding.missing
    )
    if missing:
        yield f"缺：{missing_text(missing)}"


def _coming(step: NextStep) -> Iterator[str]:
    """From when to when a step may be taken."""
    if step.goes_on is not None:
        if step.until is not None:
            yield f"要持续到{day_text(step.until)}"
        return
    if step.blocks or step.earliest is None:
        yield "下一步：现在还不能办"
        return
    until = f"，最迟{day_text(step.latest, since=step.earliest)}" if step.latest else ""
    after = f"（{'、'.join(step.waits_for)}以后）" if step.waits_for else ""
    yield f"下一步：最早{day_text(step.earliest)}{until}{after}"


def _dates(occurrences: Sequence[Occurrence]) -> str:
    """The days of the first and last occurrence, and how many there were if more than two."""
    spoken = [text for text in map(_days, occurrences) if text]
    if len(spoken) > 2:
        return f"{spoken[0]}、{spoken[-1]}（共{len(spoken)}次）"
    return "、".join(spoken)


def _days(occurrence: Occurrence) -> str:
    start, end = occurrence.values.get(DATE), occurrence.values.get(UNTIL)
    if isinstance(start, date) and isinstance(end, date) and end != start:
        return f"{day_text(start)}至{day_text(end, since=start)}"
    known = start if isinstance(start, date) else end
    if not isinstance(known, date):
        return ""
    return day_text(known) if known is start else f"至{day_text(known)}"


def day_text(day: date, since: date | None = None) -> str:
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
    due = f"，截止{day_text(finding.deadline)}" if finding.deadline and finding.verdict is Verdict.PENDING else ""
    return f"{word}：{finding.norm.name}{due}{place}"
