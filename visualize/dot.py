"""The map as Graphviz source: every box and label with its own fixed size."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from visualize.boxes import BODY_LEADING, BODY_SIZE, Box
from visualize.graph import END, START, Edge, EdgeKind, ProcessGraph
from visualize.metrics import text_width, wrap

TERMINAL_WIDTH = 56
TERMINAL_HEIGHT = 26
LABEL_PAD = 4
_POINTS_PER_INCH = 72
_LABEL_EM = 12


def node_id(place: int) -> str:
    """The node of a step's place, or of START or END."""
    return {START: "start", END: "end"}.get(place, f"s{place}")


def edge_id(number: int) -> str:
    """The edge of that number in ``ProcessGraph.edges``."""
    return f"e{number}"


def label_lines(edge: Edge) -> tuple[str, ...]:
    """The label of an edge, in lines."""
    return wrap(edge.label, _LABEL_EM * BODY_SIZE, BODY_SIZE)


def label_size(edge: Edge) -> tuple[int, int]:
    """Width and height of the room that the label of an edge takes, in pixels."""
    lines = label_lines(edge)
    width = max((text_width(line, BODY_SIZE) for line in lines), default=0)
    return int(width) + 1 + 2 * LABEL_PAD, len(lines) * BODY_LEADING + 2


def source(name: str, graph: ProcessGraph, boxes: Sequence[Box]) -> str:
    """DOT text of the map, for the layout and for anyone who wants to draw it otherwise.

    Pixels of the drawing are points of Graphviz. Names stand in labels only;
    identifiers are ``s0``, ``s1`` …, ``start``, ``end`` and ``e0`` …
    """
    lines = [
        f"digraph {_quote(name)} {{",
        '  graph [rankdir=TB, ranksep=0.28, nodesep=0.3, charset="UTF-8"];',
        f"  node [shape=box, fixedsize=true, fontsize={BODY_SIZE}];",
        f"  edge [fontsize={BODY_SIZE}];",
        f'  start [label="开始", style=rounded, {_size(TERMINAL_WIDTH, TERMINAL_HEIGHT)}];',
    ]
    for place, box in enumerate(boxes):
        style = '"rounded,dashed"' if box.dashed else "rounded"
        lines.append(f"  {node_id(place)} [label={_box_label(box)}, style={style}, {_size(box.width, box.height)}];")
    lines.append(f'  end [label="结束", style=rounded, {_size(TERMINAL_WIDTH, TERMINAL_HEIGHT)}];')
    lines += [f"  {_edge(number, edge, boxes)};" for number, edge in enumerate(graph.edges)]
    return "\n".join([*lines, "}", ""])


def _edge(number: int, edge: Edge, boxes: Sequence[Box]) -> str:
    # Written downwards and drawn upwards, a way back doesn't disturb the order of the ranks.
    tail, head = edge.downward
    attributes = [f"id={edge_id(number)}"]
    if edge.kind is EdgeKind.FAILURE:
        attributes += ["style=dashed", "weight=0"]
        if edge.upward:
            attributes.append("dir=back")
    else:
        attributes.append(f"weight={_weight(edge, boxes)}")
    if edge.label:
        attributes.append(f"label={_edge_label(edge)}")
    return f"{node_id(tail)} -> {node_id(head)} [{', '.join(attributes)}]"


def _weight(edge: Edge, boxes: Sequence[Box]) -> int:
    """How much Graphviz should keep the edge short and straight.

    The steps that always come form a straight line, conditional ones stand
    beside it. Earlier edges weigh more, so that a step with slack stands just
    below the one that it follows, in line with others, instead of in between.
    """
    if edge.target == END:
        return 1
    if edge.source == START:
        return 2
    beside = boxes[edge.source].dashed or boxes[edge.target].dashed
    return (1 if beside else 4) * len(boxes) + len(boxes) - edge.target


def _edge_label(edge: Edge) -> str:
    """A table of fixed size: the only label whose room doesn't depend on a font."""
    width, height = label_size(edge)
    text = "<BR/>".join(escape(line) for line in label_lines(edge))
    table = f'<TABLE BORDER="0" CELLBORDER="0" CELLPADDING="0" CELLSPACING="0" FIXEDSIZE="TRUE" WIDTH="{width}"'
    return f'<{table} HEIGHT="{height}"><TR><TD>{text}</TD></TR></TABLE>>'


def _box_label(box: Box) -> str:
    return _quote("\n".join(line.text for line in (*box.heads, *box.demands, *box.facts)))


def _size(width: int, height: int) -> str:
    return f"width={width / _POINTS_PER_INCH:.5f}, height={height / _POINTS_PER_INCH:.5f}"


def _quote(text: str) -> str:
    r"""A DOT string; its escapes (``\N``, ``\l`` …) are taken away by doubling the backslash.

    An ampersand is written as an entity, since Graphviz reads entities in strings.
    """
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;").replace("\n", "\\n") + '"'
