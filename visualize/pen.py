"""What all pictures are drawn with: a page, lines of text, numbers.

Only presentation attributes are used, and no id: several pictures can stand in
one page. Lengths are pixels of the drawing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from visualize.boxes import BODY_LEADING, BODY_SIZE
from visualize.metrics import is_guess, text_width, wrap

FONTS = "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC','SimHei',sans-serif"
PAGE_WIDTH = 718
PAGE_HEIGHT = 1046
"""What fits an A4 page at full size."""
MARGIN = 12
INK = "#1A1A1A"
GREY = "#4D4D4D"
LINE = "#555555"
HEADING_SIZE = 17
HEADING_LEADING = 25
_LEAST_SCALE = 0.6
# Middle of a Chinese character above its baseline, in em; attributes for vertical centring differ among viewers.
_CENTRE = 0.36

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its title, what it shows in words for those who can't see it, its size and the SVG in it."""

    title: str
    description: str
    width: float
    height: float
    body: tuple[str, ...]

    def svg(self, *, to_height: bool = True) -> str:
        """SVG text, shrunk to the width of an A4 page, and ``to_height`` of it while letters stay legible."""
        width, height = round(self.width), round(self.height)
        scale = _scale(width, height if to_height else 0)
        box = f'viewBox="0 0 {width} {height}" width="{num(width * scale)}" height="{num(height * scale)}"'
        return "\n".join(
            [
                f'<svg xmlns="http://www.w3.org/2000/svg" {box} role="img" aria-label="{escape(self.title)}">',
                f"<title>{escape(self.title)}</title>",
                f"<desc>{escape(self.description)}</desc>",
                f'<rect width="{width}" height="{height}" fill="#fff"/>',
                f'<g font-family="{FONTS}" font-size="{BODY_SIZE}" fill="{INK}">',
                *self.body,
                "</g>",
                "</svg>",
                "",
            ]
        )


def together(title: str, pictures: Sequence[Picture], *, beside: bool) -> Picture:
    """Several pictures in one, side by side or one below the other."""
    body: list[str] = []
    x = y = width = height = 0.0
    for one in pictures:
        body += [f'<g transform="translate({num(x)} {num(y)})">', *one.body, "</g>"]
        width, height = max(width, x + one.width), max(height, y + one.height)
        x, y = (x + one.width, 0.0) if beside else (0.0, y + one.height)
    return Picture(title, " ".join(one.description for one in pictures), width, height, tuple(body))


def _scale(width: int, height: int) -> float:
    """How much a picture shrinks for an A4 page."""
    fit = min(1.0, PAGE_WIDTH / width)
    return min(fit, max(PAGE_HEIGHT / height, _LEAST_SCALE)) if height * fit > PAGE_HEIGHT else fit


def heading(title: str, notes: Sequence[str], width: float) -> tuple[list[str], int]:
    """A title ('' for none) and notes in the middle above a picture, and where they end."""
    parts: list[str] = []
    y = MARGIN
    for line in wrap(title, width, HEADING_SIZE, bold=True):
        parts.append(
            text(line, (MARGIN + width / 2, y + HEADING_LEADING / 2), HEADING_SIZE, bold=True, anchor="middle")
        )
        y += HEADING_LEADING
    for note in notes:
        for line in wrap(note, width, BODY_SIZE):
            parts.append(text(line, (MARGIN + width / 2, y + BODY_LEADING / 2), ink=GREY, anchor="middle"))
            y += BODY_LEADING
    return parts, y + (8 if parts else 0)


def text(
    words: str,
    middle: Point,
    size: int = BODY_SIZE,
    *,
    bold: bool = False,
    ink: str = "",
    anchor: str = "",
    tip: str = "",
) -> str:
    """One line of text, ``middle`` its vertical middle."""
    x, y = middle
    attributes = [f'x="{num(x)}"', f'y="{num(y + size * _CENTRE)}"']
    if size != BODY_SIZE:
        attributes.append(f'font-size="{size}"')
    if bold:
        attributes.append('font-weight="bold"')
    if ink:
        attributes.append(f'fill="{ink}"')
    if anchor:
        attributes.append(f'text-anchor="{anchor}"')
    if any(map(is_guess, words)):
        # Nobody knows how wide a font makes these: the viewer is told what room there is.
        width = num(text_width(words, size, bold=bold))
        attributes.append(f'textLength="{width}" lengthAdjust="spacingAndGlyphs"')
    title = f"<title>{escape(tip)}</title>" if tip else ""
    return f"<text {' '.join(attributes)}>{title}{escape(words)}</text>"


def num(value: float) -> str:
    """A coordinate with at most one decimal, the shortest way."""
    told = f"{value:.1f}".removesuffix(".0")
    return "0" if told == "-0" else told
