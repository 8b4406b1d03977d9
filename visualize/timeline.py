"""A case on its days: what happened, what is due by when, what may come next; rest days are visible."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from dsl.norms.nodes import DATE, UNTIL
from engine.calendar import is_working_day
from engine.findings.nodes import Finding, Verdict
from engine.findings.steps import StepStatus
from visualize.boxes import BODY_LEADING, BODY_SIZE
from visualize.marks import STATUS_OF, STYLES, mark
from visualize.metrics import clean, text_width, wrap
from visualize.overlay import day_text
from visualize.pen import GREY, LINE, MARGIN, PAGE_WIDTH, Picture, heading, num, text

if TYPE_CHECKING:
    from engine.advice.steps import NextStep
    from engine.facts import Facts

_AHEAD = timedelta(days=60)
"""How far after the day of the check days are drawn; what ends later runs to the edge."""
_NOTICE = "通知日"
_LABEL_WIDTH = 150
_MOST_PER_DAY = 14.0
_LEAST_PER_DAY = 0.6
_SHADED_FROM = 2.5
"""A day must be so wide for rest days to be shown."""
_BAR = 12
_ROW_GAP = 8
_HEAD = 36
_REST = "#E4E4E4"
_UNKNOWN_REST = "#F6EBD2"


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the timeline: what stands left, from when to when, what stands beside the bar.

    ``kind``: happened, notice, due or next. ``end`` is None where the end is open.
    """

    label: str
    kind: str
    start: date
    end: date | None
    told: str
    tip: str = ""
    status: StepStatus | None = None


def timeline(
    title: str, facts: Facts, findings: Sequence[Finding], as_of: date, coming: Sequence[NextStep] = ()
) -> Picture:
    """The days of a case with its deadlines; ``coming`` are the steps that may come next (``engine.advice``)."""
    rows = [*_happened(facts, findings), *_due(findings), *_next(coming)]
    days = [day for row in rows for day in (row.start, row.end) if day is not None]
    seen = [day for day in days if day <= as_of + _AHEAD]
    first, last = min([*seen, as_of]) - timedelta(days=2), max([*seen, as_of]) + timedelta(days=3)
    return _Drawing(title, rows, first, last, as_of).picture()


def _happened(facts: Facts, findings: Sequence[Finding]) -> Iterator[_Row]:
    """Each occurrence of a step that has a day, in order, and the notice that was given of it."""
    seen: set[tuple[str, int]] = set()
    rows = []
    for occurrence in (one for several in facts.occurrences.values() for one in several):
        start, end = occurrence.values.get(DATE), occurrence.values.get(UNTIL)
        start = start if isinstance(start, date) else end
        if (occurrence.step, occurrence.number) in seen or not isinstance(start, date):
            continue
        seen.add((occurrence.step, occurrence.number))
        end = end if isinstance(end, date) else start
        label = occurrence.step + (f"（第{occurrence.number}次）" if occurrence.number > 1 else "")
        mine = [one for one in findings if one.step == occurrence.step and one.day == occurrence.values.get(DATE)]
        told = day_text(start) + (f"至{day_text(end, since=start)}，{(end - start).days}日" if end != start else "")
        notice = occurrence.values.get(_NOTICE)
        if isinstance(notice, date) and notice < start:
            ahead = f"提前{(start - notice).days}日"
            rows.append(_Row(f"{label}的通知", "notice", notice, start, f"{day_text(notice)}，{ahead}"))
        tip = "\n".join(f"{one.verdict.chinese}：{one.norm.name}" for one in mine)
        rows.append(_Row(label, "happened", start, end, told, tip, _worst(mine)))
    yield from sorted(rows, key=lambda row: (row.end or row.start, row.kind != "notice"))


def _worst(findings: Sequence[Finding]) -> StepStatus | None:
    found = {one.verdict for one in findings if not one.norm.advice}
    found.discard(Verdict.NOT_APPLICABLE)
    return next((status for verdict, status in STATUS_OF.items() if verdict in found), None)


def _due(findings: Sequence[Finding]) -> Iterator[_Row]:
    """Each last day that a norm sets, the earliest first; norms with the same day together."""
    due = [one for one in findings if one.deadline is not None and one.verdict is not Verdict.NOT_APPLICABLE]
    due.sort(key=lambda one: (one.deadline or date.max, one.verdict.value, one.norm.name))
    for (deadline, verdict), several in groupby(due, key=lambda one: (one.deadline, one.verdict)):
        norms = list(several)
        assert deadline is not None
        names = "；".join(one.norm.name for one in norms)
        label = norms[0].norm.name + (f"等{len(norms)}条" if len(norms) > 1 else "")
        told = f"最迟{day_text(deadline)}，{verdict.chinese}"
        yield _Row(label, "due", deadline, deadline, told, names, STATUS_OF[verdict])


def _next(coming: Sequence[NextStep]) -> Iterator[_Row]:
    for step in coming:
        if step.blocks or step.earliest is None:
            continue
        until = step.until if step.goes_on is not None else step.latest
        told = f"最早{day_text(step.earliest)}" + (f"，最迟{day_text(until)}" if until else "")
        yield _Row(f"下一步：{step.step}", "next", step.earliest, until, told)


class _Drawing:
    def __init__(self, title: str, rows: Sequence[_Row], first: date, last: date, as_of: date) -> None:
        self.title = clean(title)
        self.rows = rows
        self.first, self.last, self.as_of = first, last, as_of
        self.count = (last - first).days + 1
        room = PAGE_WIDTH - 2 * MARGIN - _LABEL_WIDTH
        self.per_day = min(_MOST_PER_DAY, max(_LEAST_PER_DAY, room / self.count))
        self.width = _LABEL_WIDTH + max(self.count * self.per_day, 240.0)
        self.left = MARGIN + _LABEL_WIDTH

    def x(self, day: date) -> float:
        """Where a day begins, the edge for one that isn't drawn."""
        return self.left + min((day - self.first).days, self.count) * self.per_day

    def picture(self) -> Picture:
        note = f"审查日{day_text(self.as_of)}" + ("" if self.shaded else "；时间太长，没有画出休息日")
        body, top = heading(self.title, [note], self.width)
        rows: list[str] = []
        y = float(top + _HEAD)
        for row in self.rows:
            drawn, height = self.row(row, y)
            rows.append(drawn)
            y += height + _ROW_GAP
        if not self.rows:
            rows.append(text("没有写明日期的步骤", (self.left, y + BODY_LEADING / 2), ink=GREY))
            y += BODY_LEADING + _ROW_GAP
        body += [*self.calendar(top, y), self.check_day(top, y), *rows]
        legend, bottom = self.legend(y + _ROW_GAP)
        told = "；".join(f"{clean(row.label)}：{row.told}" for row in self.rows)
        return Picture(self.title, f"{told}。", self.width + 2 * MARGIN, bottom + MARGIN, (*body, *legend))

    @property
    def shaded(self) -> bool:
        return self.per_day >= _SHADED_FROM

    def calendar(self, top: float, bottom: float) -> Iterator[str]:
        """Months above, weeks as lines, and behind all the days of rest."""
        base = top + _HEAD - 4
        for number in range(self.count) if self.shaded else ():
            day = self.first + timedelta(days=number)
            fill = self.rest(day)
            if fill:
                yield (
                    f'<rect class="map-rest" x="{num(self.x(day))}" y="{num(base)}" width="{num(self.per_day)}" '
                    f'height="{num(bottom - base)}" fill="{fill}"/>'
                )
        end = self.left + self.count * self.per_day
        yield f'<path d="M{self.left} {num(base)}H{num(end)}" stroke="{LINE}" stroke-width="1"/>'
        yield from self.months(top, end)
        for number in range(self.count):
            day = self.first + timedelta(days=number)
            if day.day == 1 and number:
                yield f'<path d="M{num(self.x(day))} {num(top)}V{num(bottom)}" stroke="#BBBBBB" stroke-width="0.8"/>'
            if day.day in self.marked:
                middle = self.x(day) + self.per_day / 2
                yield text(str(day.day), (middle, base - 8), 10, ink=GREY, anchor="middle")

    def months(self, top: float, end: float) -> Iterator[str]:
        """The names of months where there is room, the year with the first and each January."""
        starts = [self.first + timedelta(days=number) for number in range(self.count)]
        starts = [day for number, day in enumerate(starts) if number == 0 or day.day == 1]
        year = 0
        taken = 0.0
        for day, following in zip(starts, [*starts[1:], None], strict=True):
            words = f"{day.month}月" if day.year == year else f"{day.year}年{day.month}月"
            right = self.x(day) + text_width(words, BODY_SIZE, bold=True)
            room = self.x(following) if following and day == self.first else end
            if self.x(day) >= taken and right <= room:
                yield text(words, (self.x(day), top + BODY_LEADING / 2), bold=True)
                taken, year = right + 8, day.year

    @property
    def marked(self) -> frozenset[int]:
        """The days of a month whose numbers are written."""
        for step, least in ((1, 13.0), (2, 7.0), (5, 3.6), (10, 1.8)):
            if self.per_day >= least:
                return frozenset(range(1, 32) if step == 1 else range(step, 31, step))
        return frozenset()

    @staticmethod
    def rest(day: date) -> str:
        """The tint behind a day: rest, or unknown; '' for a working day."""
        working = is_working_day(day)
        return _UNKNOWN_REST if working is None and day.weekday() < 5 else "" if working else _REST

    def row(self, row: _Row, y: float) -> tuple[str, float]:
        """A bar with its words, and its height."""
        label = wrap(clean(row.label), _LABEL_WIDTH - 8, BODY_SIZE)
        lines = [text(line, (MARGIN, y + BODY_LEADING * (at + 0.5))) for at, line in enumerate(label)]
        height = max(len(label), 1) * BODY_LEADING
        middle = y + BODY_LEADING / 2
        bar, left, right = self.bar(row, middle)
        words = clean(row.told)
        needed = text_width(words, BODY_SIZE) + 6
        mark_width = 18 if row.status else 0
        limit = MARGIN + self.width
        if right + 6 + mark_width + needed <= limit:
            at = right + 6
        elif left - 6 - mark_width - needed >= self.left:
            at = left - 6 - mark_width - needed
        else:  # nowhere beside the bar: below it
            at = max(self.left, min(left, limit - mark_width - needed))
            middle += BODY_LEADING
            height = max(height, 2 * BODY_LEADING)
        signs = f'<g transform="translate({num(at)} {num(middle - 7)})">{mark(row.status)}</g>' if row.status else ""
        room = f'x="{num(at - 2)}" y="{num(middle - 8)}" width="{num(mark_width + needed)}" height="16"'
        back = f'<rect {room} fill="#fff"/>'
        told = text(words, (at + mark_width, middle))
        tip = f"<title>{escape(clean(row.tip))}</title>" if row.tip else ""
        return f'<g class="map-row">{tip}{bar}{"".join(lines)}{back}{signs}{told}</g>', height

    def bar(self, row: _Row, middle: float) -> tuple[str, float, float]:
        """The bar, and where it begins and ends."""
        left = self.x(row.start)
        edge = self.left + self.count * self.per_day
        right = max(min(self.x(row.end) + self.per_day, edge) if row.end else edge, left + 4)
        style = STYLES[row.status] if row.status else STYLES[StepStatus.NOT_STARTED]
        top = middle - _BAR / 2
        box = f'x="{num(left)}" y="{num(top)}" width="{num(right - left)}" height="{_BAR}"'
        if row.kind == "due":
            pole = f"M{num(right)} {num(top - 2)}V{num(top + _BAR + 2)}"
            flag = f"{pole}M{num(right)} {num(middle)}L{num(right - 9)} {num(middle - 6)}V{num(middle + 6)}Z"
            looks = f'fill="{style.colour}" stroke="{style.colour}" stroke-width="1.6"'
            return f'<path d="{flag}" {looks}/>', right - 9, right
        if row.kind == "notice":
            line = f"M{num(left)} {num(middle)}H{num(right - self.per_day)}M{num(left)} {num(top)}V{num(top + _BAR)}"
            return f'<path d="{line}" stroke="{LINE}" stroke-width="1.6" fill="none"/>', left, right
        if row.kind == "next":
            return f'<rect {box} fill="#fff" stroke="#0072B2" stroke-width="1.4" stroke-dasharray="4 3"/>', left, right
        return f'<rect {box} fill="{style.tint}" stroke="{style.colour}" stroke-width="1.6"/>', left, right

    def check_day(self, top: float, bottom: float) -> str:
        at = self.x(self.as_of) + self.per_day / 2
        line = f"M{num(at)} {num(top + _HEAD - 4)}V{num(bottom)}"
        return f'<path class="map-check-day" d="{line}" stroke="#CC0000" stroke-width="1.4" stroke-dasharray="6 3"/>'

    def legend(self, y: float) -> tuple[list[str], float]:
        """What the drawings mean, those that occur."""
        kinds = {row.kind for row in self.rows}
        keys = [
            ("办理的日子", f'<rect x="0" y="3" width="30" height="12" fill="#F4F4F4" stroke="{LINE}"/>', "happened"),
            ("提前通知", f'<path d="M0 9H30M0 3V15" stroke="{LINE}" stroke-width="1.6" fill="none"/>', "notice"),
            ("最迟的日子", f'<path d="M30 1V17M30 9L21 3V15Z" fill="{LINE}" stroke="{LINE}"/>', "due"),
            (
                "下一步可以办的日子",
                '<rect x="0" y="3" width="30" height="12" fill="#fff" stroke="#0072B2" stroke-dasharray="4 3"/>',
                "next",
            ),
        ]
        shown = [(word, drawing) for word, drawing, kind in keys if kind in kinds]
        shown.append(("审查日", '<path d="M15 0V18" stroke="#CC0000" stroke-width="1.4" stroke-dasharray="6 3"/>'))
        if self.shaded:
            shown.append(("休息日", f'<rect x="0" y="1" width="30" height="16" fill="{_REST}"/>'))
            tints = {self.rest(self.first + timedelta(days=number)) for number in range(self.count)}
            if _UNKNOWN_REST in tints:
                words = "放假安排还没有公布"
                shown.append((words, f'<rect x="0" y="1" width="30" height="16" fill="{_UNKNOWN_REST}"/>'))
        parts, x = [], float(MARGIN)
        for word, drawing in shown:
            needed = 36 + text_width(word, BODY_SIZE) + 14
            if x > MARGIN and x + needed > MARGIN + self.width:
                x, y = float(MARGIN), y + 22
            parts.append(f'<g transform="translate({num(x)} {num(y)})">{drawing}</g>')
            parts.append(text(word, (x + 36, y + 9)))
            x += needed
        return parts, y + 20
