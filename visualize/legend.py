"""The legend of a map: the symbols that occur in it, each with a word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from visualize.boxes import Symbol
from visualize.flow import NodeKind
from visualize.graph import EdgeKind
from visualize.pen import LINE
from visualize.sheet import Sheet

KEY_WIDTH = 34
KEY_HEIGHT = 18
DASHED = ' stroke-dasharray="5 4"'
ARROWS = {
    EdgeKind.ORDER: (LINE, "1.2", ""),
    EdgeKind.FAILURE: (LINE, "1.2", DASHED),
    EdgeKind.ADDED: ("#009E73", "2.4", ""),
    EdgeKind.REMOVED: ("#777777", "1.2", ' stroke-dasharray="2 3"'),
    EdgeKind.OTHER: ("#D55E00", "1.6", DASHED),
}
"""Colour, width and dashes of an arrow."""
_ARROW_WORDS = {
    EdgeKind.FAILURE: "未通过，退回",
    EdgeKind.ADDED: "新增的次序",
    EdgeKind.REMOVED: "删去的次序",
    EdgeKind.OTHER: "程序以外的走法",
}


@dataclass(frozen=True, slots=True)
class Key:
    """An entry: its word, and its drawing (SVG, 34 by 18 pixels from the origin)."""

    word: str
    drawing: str


_FRAME = f'fill="#fff" stroke="{LINE}" stroke-width="1.2"'
_SYMBOLS = {
    Symbol.PROCESS: f'<path d="M1 1H33V17H1Z" {_FRAME}/>',
    Symbol.DOCUMENT: f'<path d="M1 1H33V14Q25 10 17 14T1 14Z" {_FRAME}/>',
    Symbol.PREDEFINED: f'<path d="M1 1H33V17H1ZM5 1V17M29 1V17" {_FRAME}/>',
}


def keys_of(sheet: Sheet) -> tuple[Key, ...]:
    """The symbols of the map in a fixed order, without what explains itself."""
    return tuple(_keys(sheet))


def _keys(sheet: Sheet) -> Iterator[Key]:
    kinds = {node.kind for node in sheet.flow.nodes}
    boxes = sheet.boxes.values()
    yield Key("开始、结束", f'<rect x="1" y="2" width="32" height="14" rx="7" fill="#EEEEEE" stroke="{LINE}"/>')
    for symbol, drawing in _SYMBOLS.items():
        if any(box.symbol is symbol for box in boxes):
            yield Key(symbol.value, drawing)
    if kinds & {NodeKind.ASK, NodeKind.VOTE}:
        yield Key("判断", f'<path d="M17 1L33 9L17 17L1 9Z" {_FRAME}/>')
    elif any(box.dashed for box in boxes):
        yield Key("有条件的、可以不办的", f'<path d="M1 1H33V17H1Z" {_FRAME}{DASHED}/>')
    if NodeKind.JOIN in kinds:
        yield Key("会合", f'<rect x="11" y="3" width="12" height="12" rx="6" {_FRAME}/>')
    for kind, word in _ARROW_WORDS.items():
        if any(link.kind is kind for link in sheet.flow.links):
            ink, width, dash = ARROWS[kind]
            line = f'<path d="M1 9H27" fill="none" stroke="{ink}" stroke-width="{width}"{dash}/>'
            yield Key(word, f'{line}<path d="M34 9L26 5V13Z" fill="{ink}"/>')
