"""The map as SVG text, drawn from the layout and from our own boxes.

Graphviz says where things are; we draw them, so that text, tooltips and marks
come out the same everywhere. Only presentation attributes are used, and no id:
several maps can stand in one page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from math import hypot

from visualize.boxes import BODY_LEADING, BODY_SIZE, MARK, PAD_X, Box, Line
from visualize.dot import LABEL_PAD, TERMINAL_HEIGHT, TERMINAL_WIDTH, edge_id, label_lines, label_size, node_id
from visualize.graph import Edge, EdgeKind, ProcessGraph
from visualize.layout import Course, Layout, Point
from visualize.marks import STYLES, mark
from visualize.metrics import is_guess, text_width, wrap

FONTS = "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC','SimHei',sans-serif"
PAGE_WIDTH = 718
PAGE_HEIGHT = 1046
_LEAST_SCALE = 0.6
_MARGIN = 12
_INK = "#1A1A1A"
_GREY = "#4D4D4D"
_LINE = "#555555"
_CONDITION = "#0B5A8A"
_ROLE_INK = {"actor": _GREY, "condition": _CONDITION}
_HEADING_SIZE = 17
_HEADING_LEADING = 25
# Middle of a Chinese character above its baseline, in em; attributes for vertical centring differ among viewers.
_CENTRE = 0.36


@dataclass(frozen=True, slots=True)
class Words:
    """The texts around the drawing: ``description`` is for those who can't see it, ``notes`` stand below the title."""

    title: str
    description: str
    notes: tuple[str, ...]
    heading: bool


def render(words: Words, graph: ProcessGraph, boxes: Sequence[Box], names: Sequence[str], layout: Layout) -> str:
    """SVG text. ``names`` are the steps' names, for the tooltips of arrows."""
    edges = [(edge, layout.edges[edge_id(number)]) for number, edge in enumerate(graph.edges)]
    left, top, right, bottom = _extent(boxes, edges, layout)
    width = max(right - left, min(PAGE_WIDTH - 2 * _MARGIN, _heading_width(words)))
    shift_x = _MARGIN + (width - (right - left)) / 2 - left
    head, head_height = _heading(words, width)
    full_width, full_height = round(width + 2 * _MARGIN), round(bottom - top + head_height + 2 * _MARGIN)
    body = [
        _root(words.title, full_width, full_height),
        f"<title>{escape(words.title)}</title>",
        f"<desc>{escape(words.description)}</desc>",
        f'<rect width="{full_width}" height="{full_height}" fill="#fff"/>',
        f'<g font-family="{FONTS}" font-size="{BODY_SIZE}" fill="{_INK}">',
        *head,
        f'<g transform="translate({_num(shift_x)} {_num(_MARGIN + head_height - top)})">',
        *(_arrow(edge, course, names) for edge, course in edges),
        _terminal("开始", layout.nodes["start"]),
        _terminal("结束", layout.nodes["end"]),
        *(_step(box, layout.nodes[node_id(place)]) for place, box in enumerate(boxes)),
        *(_label(edge, course) for edge, course in edges if edge.label),
        "</g>",
        "</g>",
        "</svg>",
        "",
    ]
    return "\n".join(body)


def _root(title: str, width: int, height: int) -> str:
    scale = _scale(width, height)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{_num(width * scale)}" height="{_num(height * scale)}" role="img" aria-label="{escape(title)}">'
    )


def _scale(width: int, height: int) -> float:
    """How much the map shrinks for an A4 page: always to its width, to its height while letters stay legible."""
    fit = min(1.0, PAGE_WIDTH / width)
    return min(fit, max(PAGE_HEIGHT / height, _LEAST_SCALE)) if height * fit > PAGE_HEIGHT else fit


def _extent(
    boxes: Sequence[Box], edges: Iterable[tuple[Edge, Course]], layout: Layout
) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of everything that is drawn."""
    sizes = {"start": (TERMINAL_WIDTH, TERMINAL_HEIGHT), "end": (TERMINAL_WIDTH, TERMINAL_HEIGHT)}
    sizes |= {node_id(place): (box.width, box.height) for place, box in enumerate(boxes)}
    areas = [(layout.nodes[node], size) for node, size in sizes.items()]
    for edge, course in edges:
        areas += [(point, (0, 0)) for point in course.points]
        if course.label:
            areas.append((course.label, label_size(edge)))
    return (
        min(x - width / 2 for (x, _), (width, _) in areas),
        min(y - height / 2 for (_, y), (_, height) in areas),
        max(x + width / 2 for (x, _), (width, _) in areas),
        max(y + height / 2 for (_, y), (_, height) in areas),
    )


def _heading_width(words: Words) -> float:
    texts = [text_width(words.title, _HEADING_SIZE, bold=True)] if words.heading else []
    return max([*texts, *(text_width(note, BODY_SIZE) for note in words.notes)], default=0.0)


def _heading(words: Words, width: float) -> tuple[list[str], int]:
    """The title and the notes above the drawing, and the height that they take."""
    parts: list[str] = []
    y = _MARGIN
    for line in wrap(words.title, width, _HEADING_SIZE, bold=True) if words.heading else ():
        middle = (width / 2 + _MARGIN, y + _HEADING_LEADING / 2)
        parts.append(_text(line, middle, _HEADING_SIZE, bold=True, anchor="middle"))
        y += _HEADING_LEADING
    for note in words.notes:
        for line in wrap(note, width, BODY_SIZE):
            parts.append(
                _text(line, (width / 2 + _MARGIN, y + BODY_LEADING / 2), BODY_SIZE, ink=_GREY, anchor="middle")
            )
            y += BODY_LEADING
    return parts, y - _MARGIN + (8 if parts else 0)


def _step(box: Box, centre: Point) -> str:
    """One step: its box, its texts, and where the case stands."""
    style = STYLES[box.status] if box.status else None
    dash = ' stroke-dasharray="6 4"' if box.dashed else ""
    frame = f'x="0" y="0" width="{box.width}" height="{box.height}" rx="6"'
    parts = [
        f'<g class="map-step" transform="translate({_corner(centre, box.width, box.height)})">',
        f"<title>{escape(box.tip)}</title>",
        f'<rect {frame} fill="#fff"/>',
    ]
    if style:
        parts.append(_band(box, style.tint))
    parts.append(
        f'<rect {frame} fill="none" stroke="{style.colour if style else _LINE}" '
        f'stroke-width="{_num(style.border if style else 1.2)}"{dash}/>'
    )
    parts += [f'<path d="M{PAD_X} {y}H{box.width - PAD_X}" stroke="#BBBBBB" stroke-width="0.8"/>' for y in box.rules]
    parts += [_line(line, box.width / 2, "middle") for line in box.heads]
    parts += [_line(line, PAD_X, "") for line in (*box.demands, *box.facts)]
    if box.status:
        parts.append(f'<g transform="translate({PAD_X} {box.facts[0].y - MARK // 2})">{mark(box.status)}</g>')
    return "\n".join([*parts, "</g>"])


def _band(box: Box, tint: str) -> str:
    """The lower part of the box, tinted, its corners as round as the box's."""
    down = box.height - box.band - 6
    path = f"M0 {box.band}H{box.width}v{down}a6 6 0 0 1 -6 6H6a6 6 0 0 1 -6 -6Z"
    return f'<path d="{path}" fill="{tint}"/>'


def _line(line: Line, x: float, anchor: str) -> str:
    ink = _ROLE_INK.get(line.role, "")
    return _text(line.text, (x + line.indent, line.y), line.size, bold=line.bold, ink=ink, anchor=anchor, tip=line.tip)


def _text(
    text: str, middle: Point, size: int, *, bold: bool = False, ink: str = "", anchor: str = "", tip: str = ""
) -> str:
    """One line of text, ``middle`` its vertical middle."""
    x, y = middle
    attributes = [f'x="{_num(x)}"', f'y="{_num(y + size * _CENTRE)}"']
    if size != BODY_SIZE:
        attributes.append(f'font-size="{size}"')
    if bold:
        attributes.append('font-weight="bold"')
    if ink:
        attributes.append(f'fill="{ink}"')
    if anchor:
        attributes.append(f'text-anchor="{anchor}"')
    if any(map(is_guess, text)):
        # Nobody knows how wide a font makes these: the viewer is told what room there is.
        width = _num(text_width(text, size, bold=bold))
        attributes.append(f'textLength="{width}" lengthAdjust="spacingAndGlyphs"')
    title = f"<title>{escape(tip)}</title>" if tip else ""
    return f"<text {' '.join(attributes)}>{title}{escape(text)}</text>"


def _terminal(word: str, centre: Point) -> str:
    corner = _corner(centre, TERMINAL_WIDTH, TERMINAL_HEIGHT)
    middle = (TERMINAL_WIDTH / 2, TERMINAL_HEIGHT / 2)
    return (
        f'<g class="map-terminal" transform="translate({corner})">'
        f'<rect x="0" y="0" width="{TERMINAL_WIDTH}" height="{TERMINAL_HEIGHT}" rx="{TERMINAL_HEIGHT // 2}" '
        f'fill="#EEEEEE" stroke="{_LINE}" stroke-width="1.2"/>{_text(word, middle, BODY_SIZE, anchor="middle")}</g>'
    )


def _label(edge: Edge, course: Course) -> str:
    """The label of an arrow, on white, so that no line runs through it."""
    assert course.label is not None  # Graphviz places every label that the source has
    width, height = label_size(edge)
    texts = "".join(
        _text(line, (LABEL_PAD, 1 + BODY_LEADING * (row + 0.5)), BODY_SIZE, ink=_CONDITION)
        for row, line in enumerate(label_lines(edge))
    )
    return (
        f'<g class="map-label" transform="translate({_corner(course.label, width, height)})">'
        f'<rect x="{LABEL_PAD}" y="0" width="{width - 2 * LABEL_PAD}" height="{height}" fill="#fff"/>'
        f"{texts}</g>"
    )


def _arrow(edge: Edge, course: Course, names: Sequence[str]) -> str:
    """An arrow with its tooltip."""
    failure = edge.kind is EdgeKind.FAILURE
    points = [f"{_num(x)} {_num(y)}" for x, y in course.points]
    path = f"M{points[0]}C{' '.join(points[1:])}"
    dash = ' stroke-dasharray="5 4"' if failure else ""
    base = course.points[0] if course.tip_first else course.points[-1]
    ends = [names[place] if place >= 0 else "" for place in (edge.source, edge.target)]
    title = f"<title>{escape(_arrow_tip(edge, *ends))}</title>" if all(ends) else ""
    return (
        f'<g class="map-arrow">{title}<path d="{path}" fill="none" stroke="{_LINE}" stroke-width="1.2"{dash}/>'
        f'<path d="{_head(base, course.tip)}" fill="{_LINE}"/></g>'
    )


def _arrow_tip(edge: Edge, source: str, target: str) -> str:
    return f"{source} → {target}" + (f"（{edge.label}）" if edge.label else "")


def _head(base: Point, tip: Point) -> str:
    """A triangle from the end of the line to the box."""
    along = (tip[0] - base[0], tip[1] - base[1])
    length = hypot(*along) or 1.0
    across = (-along[1] / length * 3.8, along[0] / length * 3.8)
    corners = [tip, (base[0] + across[0], base[1] + across[1]), (base[0] - across[0], base[1] - across[1])]
    return "M" + "L".join(f"{_num(x)} {_num(y)}" for x, y in corners) + "Z"


def _corner(centre: Point, width: int, height: int) -> str:
    return f"{_num(centre[0] - width / 2)} {_num(centre[1] - height / 2)}"


def _num(value: float) -> str:
    """A coordinate with at most one decimal, the shortest way."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text
