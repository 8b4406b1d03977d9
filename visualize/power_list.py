"""A list of powers as a picture: all its matters, or one of them with what is known of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from dsl.model.nodes import Matter, RuleSet
from visualize.boxes import BODY_LEADING, BODY_SIZE, TITLE_LEADING, TITLE_SIZE, cited
from visualize.metrics import clean, wrap
from visualize.pen import GREY, LINE, MARGIN, PAGE_WIDTH, Picture, heading, num, text

_COLUMNS = 3
_GAP = 10
_PAD = 9
_NUMBER = 26
"""Room for the number of a matter, left of its title."""
_NARROW = 336
_WIDTH = PAGE_WIDTH - 2 * MARGIN


@dataclass(frozen=True, slots=True)
class _Card:
    """A matter: its number, the lines of its title and those below it; ``vacant``: its text isn't known."""

    number: str
    title: tuple[str, ...]
    lines: tuple[str, ...]
    vacant: bool
    tip: str

    @property
    def height(self) -> int:
        return 2 * _PAD + len(self.title) * TITLE_LEADING + len(self.lines) * BODY_LEADING


def draw_list(ruleset: RuleSet, columns: int = _COLUMNS) -> Picture:
    """All matters of a ruleset: number, title, group, bodies and procedure; vacant places are dashed.

    One column is narrow enough for a phone.
    """
    width = (_WIDTH - (_COLUMNS - 1) * _GAP) // _COLUMNS
    cards = [_card(one, width) for one in ruleset.matters]
    full = columns * width + (columns - 1) * _GAP
    title = clean(ruleset.title)
    vacant = sum(card.vacant for card in cards)
    head = [f"共{len(cards)}项" + (f"，其中{vacant}项空缺，待填" if vacant else "")]
    head += [f"注意：{clean(caveat)}" for caveat in ruleset.caveats if clean(caveat)]
    body, y = heading(title, head, full)
    for start in range(0, len(cards), columns):
        row = cards[start : start + columns]
        height = max(card.height for card in row)
        for column, card in enumerate(row):
            body.append(_drawn(card, (MARGIN + column * (width + _GAP), y), (width, height)))
        y += height + _GAP
    told = "；".join(f"{card.number}. {''.join(card.title)}" for card in cards)
    return Picture(title, f"{head[0]}。{told}。", full + 2 * MARGIN, y - _GAP + MARGIN, tuple(body))


def draw_matter(matter: Matter, *, narrow: bool = False) -> Picture:
    """What is known of one matter, under the headings of the list: 责任主体, 依据, 流程 and so on.

    ``narrow``: fit for a phone.
    """
    full = _NARROW if narrow else _WIDTH
    title = f"事项{clean(matter.number)}：{clean(matter.title)}"
    body, y = heading(title, ("空缺，待填",) if matter.vacant else (), full)
    label_width = 6 * BODY_SIZE
    for label, told in entries(matter):
        lines = wrap(told, full - label_width - 2 * _PAD, BODY_SIZE)
        height = len(lines) * BODY_LEADING + _PAD
        body.append(
            f'<path d="M{MARGIN} {y}H{MARGIN + full}" stroke="#BBBBBB" stroke-width="0.8"/>'
            + text(label, (MARGIN + _PAD, y + _PAD / 2 + BODY_LEADING / 2), bold=True)
        )
        for row, line in enumerate(lines):
            middle = (MARGIN + _PAD + label_width, y + _PAD / 2 + BODY_LEADING * (row + 0.5))
            body.append(text(line, middle))
        y += height
    told = "。".join(f"{label}：{words}" for label, words in entries(matter))
    return Picture(title, told, full + 2 * MARGIN, y + MARGIN, tuple(body))


def entries(matter: Matter) -> Iterator[tuple[str, str]]:
    """What is known of a matter, by the headings of Ninghai's booklet, then what has to be confirmed."""
    if matter.group:
        yield "类别", clean(matter.group)
    if matter.bodies:
        yield "责任主体", clean("、".join(matter.bodies))
    if matter.citations:
        yield "依据", clean(cited(matter.citations))
    if matter.procedure:
        yield "程序", clean(matter.procedure)
    yield from ((clean(label), clean(told)) for label, told in matter.texts)
    yield from (("注意", clean(caveat)) for caveat in matter.caveats if clean(caveat))


def _card(matter: Matter, width: int) -> _Card:
    room = width - _NUMBER - 2 * _PAD
    title = "空缺，待填" if matter.vacant else clean(matter.title)
    below = ["、".join(matter.bodies) or matter.group, f"程序：{matter.procedure}" if matter.procedure else ""]
    lines = [] if matter.vacant else [line for told in below if told for line in wrap(clean(told), room, BODY_SIZE)]
    tip = "\n".join(f"{label}：{told}" for label, told in entries(matter))
    return _Card(
        clean(matter.number), wrap(title, room, TITLE_SIZE, bold=not matter.vacant), tuple(lines), matter.vacant, tip
    )


def _drawn(card: _Card, corner: tuple[float, float], size: tuple[int, int]) -> str:
    width, height = size
    looks = 'fill="#FAFAFA" stroke="#999999" stroke-dasharray="6 4"' if card.vacant else f'fill="#fff" stroke="{LINE}"'
    ink = GREY if card.vacant else ""
    parts = [
        f'<g class="map-card" transform="translate({num(corner[0])} {num(corner[1])})">',
        f"<title>{escape(card.tip)}</title>",
        f'<rect x="0" y="0" width="{width}" height="{height}" {looks} stroke-width="1.2"/>',
        text(card.number, (_PAD, _PAD + TITLE_LEADING / 2), TITLE_SIZE, bold=True, ink=GREY),
    ]
    y = _PAD
    for line in card.title:
        parts.append(text(line, (_PAD + _NUMBER, y + TITLE_LEADING / 2), TITLE_SIZE, bold=not card.vacant, ink=ink))
        y += TITLE_LEADING
    for line in card.lines:
        parts.append(text(line, (_PAD + _NUMBER, y + BODY_LEADING / 2), ink=GREY))
        y += BODY_LEADING
    return "\n".join([*parts, "</g>"])
