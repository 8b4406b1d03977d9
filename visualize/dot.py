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
    import graphviz  # needed only when something is drawn

    digraph = graphviz.Digraph(
        _plain(name),
        graph_attr={"rankdir": "TB", "ranksep": "0.28", "nodesep": "0.3", "charset": "UTF-8"},
        node_attr={"shape": "box", "style": "rounded", "fixedsize": "true", "fontsize": str(BODY_SIZE)},
        edge_attr={"fontsize": str(BODY_SIZE)},
    )
    digraph.node(node_id(START), "开始", _attributes=_size(TERMINAL_WIDTH, TERMINAL_HEIGHT))
    for place, box in enumerate(boxes):
        style = {"style": "rounded,dashed"} if box.dashed else {}
        digraph.node(node_id(place), _box_label(box), _attributes=style | _size(box.width, box.height))
    digraph.node(node_id(END), "结束", _attributes=_size(TERMINAL_WIDTH, TERMINAL_HEIGHT))
    for number, edge in enumerate(graph.edges):
        # Written downwards and drawn upwards, a way back doesn't disturb the order of the ranks.
        tail, head = edge.downward
        label = _edge_label(edge) if edge.label else None
        digraph.edge(node_id(tail), node_id(head), label, _attributes=_edge_attributes(number, edge, boxes))
    return str(digraph.source)


def _edge_attributes(number: int, edge: Edge, boxes: Sequence[Box]) -> dict[str, str]:
    if edge.kind is not EdgeKind.FAILURE:
        return {"id": edge_id(number), "weight": str(_weight(edge, boxes))}
    back = {"dir": "back"} if edge.upward else {}
    return {"id": edge_id(number), "style": "dashed", "weight": "0"} | back


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
    return _plain("\n".join(line.text for line in (*box.heads, *box.demands, *box.facts)))


def _plain(text: str) -> str:
    """``text`` as it is: Graphviz would read escapes and entities in it."""
    import graphviz

    return str(graphviz.escape(text.replace("&", "&amp;")))


def _size(width: int, height: int) -> dict[str, str]:
    return {"width": f"{width / _POINTS_PER_INCH:.5f}", "height": f"{height / _POINTS_PER_INCH:.5f}"}
