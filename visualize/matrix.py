"""Norms by verdict: what each norm comes to in one case, or in several beside each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby

from engine.findings.nodes import Finding, Verdict
from visualize.boxes import BODY_LEADING, BODY_SIZE, cited
from visualize.marks import STATUS_OF, mark
from visualize.metrics import clean, text_width, wrap
from visualize.pen import LINE, MARGIN, Picture, heading, num, text

_LABEL_WIDTH = 340
_COLUMN = 56
_PAD = 4


def matrix(title: str, cases: Mapping[str, Sequence[Finding]]) -> Picture:
    """A row for each norm that applies to a case, in the order of the rules, those of a procedure or topic together.

    Of one case the columns are the verdicts; of several, each case has one. What applies to none, or
    only waits for an act that no record tells of, is counted only.
    """
    names = list(cases)
    rows = _rows(cases)
    spoken = {one.norm.id for findings in cases.values() for one in findings if _speaks(one)}
    waiting = {one.norm.id for findings in cases.values() for one in findings if _waits(one)} - spoken
    shown = [(finding, verdicts) for finding, verdicts in rows if finding.norm.id in spoken]
    columns = [status.value for status in list(STATUS_OF.values())[:-1]] if len(names) == 1 else names
    heads = [wrap(clean(name), _COLUMN - _PAD, BODY_SIZE) for name in columns]
    width = _LABEL_WIDTH + len(columns) * _COLUMN
    counts = (
        (len(shown), "列出规范{}条"),
        (len(waiting), "另有{}条待补充，等记录没有提到的行为，没有列出"),
        (len(rows) - len(shown) - len(waiting), "另有{}条不适用，没有列出"),
    )
    notes = [words.format(count) for count, words in counts if count]
    body, top = heading(clean(title), notes, width)
    y = float(top + max((len(head) for head in heads), default=1) * BODY_LEADING + _PAD)
    for column, head in enumerate(heads):
        for row, line in enumerate(reversed(head)):
            middle = (_middle(column), y - _PAD - BODY_LEADING * (row + 0.5))
            body.append(text(line, middle, bold=True, anchor="middle"))
    for group, several in groupby(shown, key=lambda row: row[0].norm.name.partition("·")[0]):
        found = list(several)
        if len(found) > 1:
            body.append(_rule(y, width, LINE))
            body.append(text(clean(group), (MARGIN, y + _PAD + BODY_LEADING / 2), bold=True))
            y += BODY_LEADING + 2 * _PAD
        for finding, verdicts in found:
            drawn, height = _row(finding, verdicts, y, width, inside=len(found) > 1, single=len(names) == 1)
            body.append(drawn)
            y += height
    body += _totals(shown, y, width, single=len(names) == 1)
    told = "；".join(
        f"{clean(finding.norm.name)}：{'、'.join(verdict.chinese if verdict else '没有核对' for verdict in verdicts)}"
        for finding, verdicts in shown
    )
    bottom = y + BODY_LEADING + 2 * _PAD
    if len(names) > 1:
        body += _legend(bottom)
        bottom += BODY_LEADING + _PAD
    return Picture(clean(title), f"{told}。", width + 2 * MARGIN, bottom + MARGIN, tuple(body))


def _waits(finding: Finding) -> bool:
    """Whether the verdict waits for an act of which the record tells nothing."""
    return finding.verdict is Verdict.UNKNOWN and any(not fact.name for fact in finding.missing)


def _speaks(finding: Finding) -> bool:
    return finding.verdict is not Verdict.NOT_APPLICABLE and not _waits(finding)


_Row = tuple[Finding, tuple[Verdict | None, ...]]


def _rows(cases: Mapping[str, Sequence[Finding]]) -> list[_Row]:
    """Each norm with a finding that names it, and its verdict in each case; None where it wasn't asked."""
    found: dict[str, Finding] = {}
    verdicts: list[dict[str, Verdict]] = []
    for findings in cases.values():
        verdicts.append({one.norm.id: one.verdict for one in findings})
        for one in findings:
            found.setdefault(one.norm.id, one)
    return [(finding, tuple(one.get(norm) for one in verdicts)) for norm, finding in found.items()]


def _row(
    finding: Finding, verdicts: Sequence[Verdict | None], y: float, width: float, *, inside: bool, single: bool
) -> tuple[str, float]:
    """A norm with its marks, and the height of its row."""
    name = finding.norm.name.partition("·")[2] if inside else finding.norm.name
    indent = BODY_SIZE if inside else 0
    told = clean(name or finding.norm.name) + ("（提示）" if finding.norm.advice else "")
    lines = wrap(told, _LABEL_WIDTH - indent - 8, BODY_SIZE)
    height = len(lines) * BODY_LEADING + 2 * _PAD
    tip = clean(f"{finding.norm.name}：{cited(finding.norm.citations)}")
    parts = [_rule(y, width, "#DDDDDD")]
    for at, line in enumerate(lines):
        parts.append(text(line, (MARGIN + indent, y + _PAD + BODY_LEADING * (at + 0.5))))
    for place, verdict in enumerate(verdicts):
        if verdict is None:
            continue
        column = list(STATUS_OF).index(verdict) if single else place
        if single and verdict is Verdict.NOT_APPLICABLE:
            continue
        corner = f"translate({num(_middle(column) - 7)} {num(y + height / 2 - 7)})"
        word = f"<title>{verdict.chinese}</title>"
        parts.append(f'<g class="matrix-mark" transform="{corner}">{word}{mark(STATUS_OF[verdict])}</g>')
    return f'<g class="matrix-row"><title>{escape(tip)}</title>{"".join(parts)}</g>', height


def _totals(rows: Sequence[_Row], y: float, width: float, *, single: bool) -> list[str]:
    """How many of each verdict, by column; of several cases how many are violated."""
    middle = y + _PAD + BODY_LEADING / 2
    parts = [_rule(y, width, LINE), text("共" if single else "违规", (MARGIN, middle), bold=True)]
    if single:
        counted = Counter(verdicts[0] for _, verdicts in rows)
        counts = [counted[verdict] for verdict in list(STATUS_OF)[:-1]]
    else:
        several = len(rows[0][1]) if rows else 0
        counts = [sum(verdicts[place] is Verdict.VIOLATED for _, verdicts in rows) for place in range(several)]
    parts += [text(str(count), (_middle(at), middle), bold=True, anchor="middle") for at, count in enumerate(counts)]
    return parts


def _legend(y: float) -> list[str]:
    """The words of the marks."""
    parts, x = [], float(MARGIN)
    for status in STATUS_OF.values():
        parts.append(f'<g transform="translate({num(x)} {num(y + 2)})">{mark(status)}</g>')
        parts.append(text(status.value, (x + 20, y + 9)))
        x += 20 + text_width(status.value, BODY_SIZE) + 18
    return parts


def _middle(column: int) -> float:
    return MARGIN + _LABEL_WIDTH + (column + 0.5) * _COLUMN


def _rule(y: float, width: float, ink: str) -> str:
    return f'<path d="M{MARGIN} {num(y)}H{num(MARGIN + width)}" stroke="{ink}" stroke-width="0.8"/>'
