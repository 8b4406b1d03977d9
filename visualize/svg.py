"""The map as SVG text, drawn from the layout and from our own boxes.

Graphviz says where things are; we draw them, so that text, tooltips and marks
come out the same everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from math import hypot

from visualize.boxes import BODY_LEADING, BODY_SIZE, MARK, PAD_X, SIDE, WAVE, Box, Line, Symbol
from visualize.dot import LANE_MARGIN
from visualize.flow import Link, Node, NodeKind
from visualize.graph import EdgeKind
from visualize.layout import Area, Course, Layout, Point
from visualize.legend import ARROWS, KEY_HEIGHT, KEY_WIDTH, Key, keys_of
from visualize.metrics import text_width, wrap
from visualize.pen import GREY, HEADING_SIZE, LINE, MARGIN, PAGE_WIDTH, Picture, heading, num, text
from visualize.sheet import LABEL_PAD, Sheet, label_lines, label_size, node_size

_CONDITION = "#0B5A8A"
_LANE = "#A6A6A6"
_LEGEND_WIDTH = 320
_LEGEND_GAP = 8
_KEY_GAP = 6
_INKS = {EdgeKind.OTHER: "#8A4A00", EdgeKind.REMOVED: GREY, EdgeKind.ADDED: "#00674B"}
_ROLE_INK = {"actor": GREY, "condition": _CONDITION}


@dataclass(frozen=True, slots=True)
class Words:
    """The texts around the drawing: ``description`` is for those who can't see it, ``notes`` stand below the title.

    ``legend``: what stands below the drawing and its symbols; None, no legend at all.
    """

    title: str
    description: str
    notes: tuple[str, ...]
    heading: bool
    legend: tuple[str, ...] | None = None


def render(words: Words, sheet: Sheet, layout: Layout) -> Picture:
    """The picture of a map."""
    links = [(link, layout.edges[link.id]) for link in sheet.flow.links]
    left, top, right, bottom = _extent(sheet, links, layout)
    keys = keys_of(sheet) if words.legend is not None else ()
    width = max(right - left, min(PAGE_WIDTH - 2 * MARGIN, _heading_width(words)), _LEGEND_WIDTH if keys else 0)
    shift_x = MARGIN + (width - (right - left)) / 2 - left
    head, head_end = heading(words.title if words.heading else "", words.notes, width)
    legend, legend_height = _legend(keys, words, width, head_end + bottom - top + MARGIN)
    size = (width + 2 * MARGIN, head_end + bottom - top + MARGIN + legend_height)
    steps = [(sheet.boxes[node.id], layout.nodes[node.id]) for node in sheet.flow.nodes if node.id in sheet.boxes]
    decided = any(node.kind is NodeKind.ASK for node in sheet.flow.nodes)
    body = [
        *head,
        f'<g transform="translate({num(shift_x)} {num(head_end - top)})">',
        *_lanes(sheet, layout, top, bottom),
        *(_arrow(link, course) for link, course in links),
        *(_node(node, layout.nodes[node.id]) for node in sheet.flow.nodes if node.id not in sheet.boxes),
        *(_step(box, centre, dashed=box.dashed and not decided) for box, centre in steps),
        *(_label(link, course) for link, course in links if link.label),
        "</g>",
        *legend,
    ]
    return Picture(words.title, words.description, *size, tuple(body))


def _extent(sheet: Sheet, links: Iterable[tuple[Link, Course]], layout: Layout) -> Area:
    """Everything that is drawn."""
    spots = [(layout.nodes[node.id], sheet.size(node)) for node in sheet.flow.nodes]
    for link, course in links:
        spots += [(point, (0, 0)) for point in course.points]
        if course.label:
            spots.append((course.label, label_size(link)))
    areas = [(x - width / 2, y - height / 2, x + width / 2, y + height / 2) for (x, y), (width, height) in spots]
    areas += [layout.areas[lane.id] for lane in sheet.lanes]
    lefts, tops, rights, bottoms = zip(*areas, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _lanes(sheet: Sheet, layout: Layout, top: float, bottom: float) -> Iterable[str]:
    """Columns from the top to the bottom of the drawing, each below the name of its body."""
    head = sheet.lane_head + LANE_MARGIN
    for lane in sheet.lanes:
        left, _, right, _ = layout.areas[lane.id]
        parts = [
            f'<rect x="0" y="0" width="{num(right - left)}" height="{num(height)}" fill="{fill}" stroke="{_LANE}"/>'
            for height, fill in ((bottom - top, "#FAFAFA"), (head, "#EDEDED"))
        ]
        first = (head - len(lane.title) * BODY_LEADING) / 2
        for row, line in enumerate(lane.title):
            middle = ((right - left) / 2, first + BODY_LEADING * (row + 0.5))
            parts.append(text(line, middle, BODY_SIZE, bold=True, anchor="middle"))
        yield f'<g class="map-lane" transform="translate({num(left)} {num(top)})">{"".join(parts)}</g>'


def _heading_width(words: Words) -> float:
    texts = [text_width(words.title, HEADING_SIZE, bold=True)] if words.heading else []
    return max([*texts, *(text_width(note, BODY_SIZE) for note in words.notes)], default=0.0)


def _step(box: Box, centre: Point, *, dashed: bool) -> str:
    """One step: its symbol, its texts, and its note."""
    style = box.badge.style if box.badge else None
    dash = ' stroke-dasharray="6 4"' if dashed else ""
    outline = _outline(box)
    parts = [
        f'<g class="map-step" transform="translate({_corner(centre, box.width, box.height)})">',
        f"<title>{escape(box.tip)}</title>",
        f'<rect x="0" y="0" width="{box.width}" height="{box.height}" fill="none"/>',
        f'<path d="{outline}" fill="#fff"/>',
    ]
    if style:
        parts.append(f'<path d="{_outline(box, box.band)}" fill="{style.tint}"/>')
    parts.append(
        f'<path d="{outline}" fill="none" stroke="{style.colour if style else LINE}" '
        f'stroke-width="{num(style.border if style else 1.2)}"{dash}/>'
    )
    if box.symbol is Symbol.PREDEFINED:
        sides = f"M{SIDE} 0V{box.height}M{box.width - SIDE} 0V{box.height}"
        parts.append(f'<path d="{sides}" fill="none" stroke="{style.colour if style else LINE}" stroke-width="1.2"/>')
    parts += [f'<path d="M{PAD_X} {y}H{box.width - PAD_X}" stroke="#BBBBBB" stroke-width="0.8"/>' for y in box.rules]
    parts += [_line(line, box.width / 2, "middle") for line in box.heads]
    parts += [_line(line, PAD_X, "") for line in (*box.demands, *box.facts)]
    if box.badge:
        parts.append(f'<g transform="translate({PAD_X} {box.facts[0].y - MARK // 2})">{box.badge.mark}</g>')
    return "\n".join([*parts, "</g>"])


def _outline(box: Box, top: int = 0) -> str:
    """The symbol's outline from ``top`` on: a document ends in a wave."""
    if box.symbol is not Symbol.DOCUMENT:
        return f"M0 {top}H{box.width}V{box.height}H0Z"
    base, half = box.height - WAVE / 2, box.width / 2
    wave = f"Q{num(half * 1.5)} {num(base - WAVE)} {num(half)} {num(base)}T0 {num(base)}"
    return f"M0 {top}H{box.width}V{num(base)}{wave}Z"


def _line(line: Line, x: float, anchor: str) -> str:
    ink = _ROLE_INK.get(line.role, "")
    return text(line.text, (x + line.indent, line.y), line.size, bold=line.bold, ink=ink, anchor=anchor, tip=line.tip)


def _legend(keys: Sequence[Key], words: Words, width: float, top: float) -> tuple[list[str], int]:
    """The symbols that occur, each with its word, and the entries below them; and the height that they take."""
    if not keys:
        return [], 0
    parts = [f'<g class="map-legend" transform="translate({MARGIN} {num(top)})">']
    x, y = 0.0, _LEGEND_GAP
    for key in keys:
        needed = KEY_WIDTH + _KEY_GAP + text_width(key.word, BODY_SIZE)
        if x and x + needed > width:
            x, y = 0.0, y + KEY_HEIGHT + 4
        parts.append(f'<g transform="translate({num(x)} {num(y)})">{key.drawing}</g>')
        parts.append(text(key.word, (x + KEY_WIDTH + _KEY_GAP, y + KEY_HEIGHT / 2), BODY_SIZE))
        x += needed + 3 * _KEY_GAP
    y += KEY_HEIGHT + _LEGEND_GAP
    for entry in words.legend or ():
        for line in wrap(entry, width, BODY_SIZE):
            parts.append(text(line, (0, y + BODY_LEADING / 2), BODY_SIZE, ink=GREY))
            y += BODY_LEADING
    return [*parts, "</g>"], int(y) + 1


def _node(node: Node, centre: Point) -> str:
    """A terminal, a decision, or where ways come together."""
    width, height = node_size(node.kind)
    looks = f'fill="#fff" stroke="{LINE}" stroke-width="1.2"'
    box = f'<rect x="0" y="0" width="{width}" height="{height}"'
    label = node.label
    if node.kind is NodeKind.JOIN:
        kind, shape = "map-join", f'{box} rx="{height // 2}" {looks}/>'
    elif node.kind in (NodeKind.ASK, NodeKind.VOTE):
        diamond = f"M{width // 2} 0L{width} {height // 2}L{width // 2} {height}L0 {height // 2}Z"
        kind, shape = "map-decision", f'{box} fill="none"/><path d="{diamond}" {looks}/>'
    else:
        label = "开始" if node.kind is NodeKind.START else "结束"
        kind = "map-terminal"
        shape = f'{box} rx="{height // 2}" fill="#EEEEEE" stroke="{LINE}" stroke-width="1.2"/>'
    words = text(label, (width / 2, height / 2), anchor="middle") if label else ""
    return f'<g class="{kind}" transform="translate({_corner(centre, width, height)})">{shape}{words}</g>'


def _label(link: Link, course: Course) -> str:
    """The label of an arrow, on white, so that no line runs through it."""
    assert course.label is not None  # Graphviz places every label that the source has
    width, height = label_size(link)
    texts = "".join(
        text(line, (LABEL_PAD, 1 + BODY_LEADING * (row + 0.5)), BODY_SIZE, ink=_INKS.get(link.kind, _CONDITION))
        for row, line in enumerate(label_lines(link))
    )
    return (
        f'<g class="map-label" transform="translate({_corner(course.label, width, height)})">'
        f'<rect x="{LABEL_PAD}" y="0" width="{width - 2 * LABEL_PAD}" height="{height}" fill="#fff"/>'
        f"{texts}</g>"
    )


def _arrow(link: Link, course: Course) -> str:
    """An arrow with its tooltip."""
    points = [f"{num(x)} {num(y)}" for x, y in course.points]
    path = f"M{points[0]}C{' '.join(points[1:])}"
    ink, width, dash = ARROWS[link.kind]
    base = course.points[0] if course.tip_first else course.points[-1]
    title = f"<title>{escape(link.tip)}</title>" if link.tip else ""
    return (
        f'<g class="map-arrow">{title}<path d="{path}" fill="none" stroke="{ink}" stroke-width="{width}"{dash}/>'
        f'<path d="{_head(base, course.tip)}" fill="{ink}"/></g>'
    )


def _head(base: Point, tip: Point) -> str:
    """A triangle from the end of the line to the box."""
    along = (tip[0] - base[0], tip[1] - base[1])
    length = hypot(*along) or 1.0
    across = (-along[1] / length * 3.8, along[0] / length * 3.8)
    corners = [tip, (base[0] + across[0], base[1] + across[1]), (base[0] - across[0], base[1] - across[1])]
    return "M" + "L".join(f"{num(x)} {num(y)}" for x, y in corners) + "Z"


def _corner(centre: Point, width: int, height: int) -> str:
    return f"{num(centre[0] - width / 2)} {num(centre[1] - height / 2)}"
