"""Reads a map back from its SVG: boxes and texts, in pixels of the drawing.

The width of a text is estimated here by another rule than the one that made
the boxes: one em for a Chinese character, 0.62 em for an ASCII one.
"""

from __future__ import annotations

import re
import unicodedata
import xml.etree.ElementTree as ET
from dataclasses import dataclass

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Rect:
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Rect) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def shrunk(self, by: float) -> Rect:
        return Rect(self.left + by, self.top + by, self.right - by, self.bottom - by)

    def holds(self, point: tuple[float, float]) -> bool:
        return self.left < point[0] < self.right and self.top < point[1] < self.bottom

    def contains(self, other: Rect, slack: float = 0.0) -> bool:
        return (
            self.left <= other.left + slack
            and self.top <= other.top + slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )


@dataclass(frozen=True)
class Group:
    kind: str
    rect: Rect
    texts: tuple[tuple[str, Rect], ...]
    tip: str


def estimate(text: str) -> float:
    """Width in em."""
    total = 0.0
    for char in text:
        if char.isascii():
            total += 0.62
        elif unicodedata.category(char) not in ("Mn", "Me", "Cf"):
            total += 1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.62
    return total


def parse(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def size(svg: str) -> tuple[float, float]:
    """Width and height of the drawing, before it is shrunk to the page."""
    _, _, width, height = parse(svg).attrib["viewBox"].split()
    return float(width), float(height)


def groups(svg: str) -> list[Group]:
    """Steps, labels, start and end with their texts, in the drawing's coordinates."""
    found: list[Group] = []
    _walk(parse(svg), 0.0, 0.0, found)
    return found


def curves(svg: str) -> list[list[tuple[float, float]]]:
    """Points along every arrow, arrow heads left out."""
    body = parse(svg).find(f"{SVG}g/{SVG}g")
    assert body is not None
    dx, dy = (float(part) for part in body.attrib["transform"][len("translate(") : -1].split())
    found = []
    for arrow in body.findall(f"{SVG}g[@class='map-arrow']"):
        numbers = re.findall(r"-?[\d.]+", arrow.findall(f"{SVG}path")[0].attrib["d"])
        points = [(float(x) + dx, float(y) + dy) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
        curve = []
        for i in range(0, len(points) - 1, 3):
            curve += [_bezier(points[i : i + 4], step / 12) for step in range(13)]
        found.append(curve)
    return found


def _bezier(control: list[tuple[float, float]], t: float) -> tuple[float, float]:
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    return (
        sum(weight * x for weight, (x, _) in zip(weights, control, strict=True)),
        sum(weight * y for weight, (_, y) in zip(weights, control, strict=True)),
    )


def headings(svg: str) -> list[tuple[str, Rect]]:
    """The lines above the drawing."""
    body = parse(svg).find(f"{SVG}g")
    assert body is not None
    return [_text(node, 0.0, 0.0) for node in body.findall(f"{SVG}text")]


def _walk(node: ET.Element, x: float, y: float, found: list[Group]) -> None:
    if "translate" in node.get("transform", ""):
        dx, dy = node.attrib["transform"].removeprefix("translate(").removesuffix(")").split()
        x, y = x + float(dx), y + float(dy)
    kind = node.get("class", "")
    if kind in ("map-step", "map-label", "map-terminal", "map-decision", "map-join"):
        rect = node.find(f"{SVG}rect")
        assert rect is not None
        left, top = x + float(rect.attrib["x"]), y + float(rect.attrib["y"])
        box = Rect(left, top, left + float(rect.attrib["width"]), top + float(rect.attrib["height"]))
        texts = tuple(_text(text, x, y) for text in node.findall(f"{SVG}text"))
        found.append(Group(kind, box, texts, node.findtext(f"{SVG}title", "")))
        return
    for child in node:
        _walk(child, x, y, found)


def _text(node: ET.Element, x: float, y: float) -> tuple[str, Rect]:
    words = "".join(part for part in (node.text, *(child.tail for child in node)) if part)
    em = float(node.get("font-size", "12"))
    width = float(node.get("textLength", estimate(words) * em))
    left = x + float(node.attrib["x"]) - (width / 2 if node.get("text-anchor") == "middle" else 0)
    baseline = y + float(node.attrib["y"])
    return words, Rect(left, baseline - 0.88 * em, left + width, baseline + 0.12 * em)
