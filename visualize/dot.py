"""The map as Graphviz source: every box and label with its own fixed size."""

from __future__ import annotations

from html import escape
from typing import Any

from visualize.boxes import BODY_SIZE, Box, Symbol
from visualize.flow import Link, Node, NodeKind
from visualize.graph import EdgeKind
from visualize.sheet import Sheet, label_lines, label_size

_POINTS_PER_INCH = 72
_WORDS = {NodeKind.START: "开始", NodeKind.END: "结束"}
_SHAPES = {
    NodeKind.START: "box",
    NodeKind.END: "box",
    NodeKind.ASK: "diamond",
    NodeKind.VOTE: "diamond",
    NodeKind.JOIN: "circle",
}
_SYMBOLS = {Symbol.DOCUMENT: "note", Symbol.PREDEFINED: "component"}
LANE_MARGIN = 8
"""Between the border of a lane and what is in it."""
_FONT = "Noto Sans CJK SC"


def source(sheet: Sheet) -> str:
    """DOT text of the map, for the layout and for anyone who wants to draw it otherwise.

    Pixels of the drawing are points of Graphviz. Names stand in labels only;
    identifiers are ``s0``, ``s1`` … for steps, ``q0`` … and ``v0`` … for the
    questions before and behind them, ``start``, ``end`` and ``e0`` …
    """
    import graphviz  # needed only when something is drawn

    digraph = graphviz.Digraph(
        _plain(sheet.name),
        graph_attr={"rankdir": "TB", "ranksep": "0.28", "nodesep": "0.3", "charset": "UTF-8", "fontname": _FONT},
        node_attr={"shape": "box", "fixedsize": "true", "fontsize": str(BODY_SIZE), "fontname": _FONT},
        edge_attr={"fontsize": str(BODY_SIZE), "fontname": _FONT},
    )
    nodes = {node.id: node for node in sheet.flow.nodes}
    if sheet.lanes:
        _lanes(digraph, sheet, nodes)
    else:
        for node in nodes.values():
            _node(digraph, sheet, node)
    beside = {node.id for node in nodes.values() if node.id in sheet.boxes and sheet.boxes[node.id].dashed}
    beside |= {node.id for node in nodes.values() if node.kind in (NodeKind.ASK, NodeKind.JOIN)}
    for link in sheet.flow.links:
        # Written downwards and drawn upwards, a way back doesn't disturb the order of the ranks.
        tail, head = link.downward
        label = _link_label(link) if link.label else None
        digraph.edge(tail, head, label, _attributes=_link(link, sheet, nodes, beside))
    return str(digraph.source)


def _lanes(digraph: Any, sheet: Sheet, nodes: dict[str, Node]) -> None:
    """Columns of equal height: each is a cluster from a head to a foot, heads and feet on ranks of their own."""
    digraph.attr("graph", newrank="true")
    for number, lane in enumerate(sheet.lanes):
        with digraph.subgraph(name=lane.id) as cluster:
            cluster.attr(margin=str(LANE_MARGIN), label="")
            head = _size(lane.width, sheet.lane_head)
            cluster.node(f"h{number}", _plain("\n".join(lane.title)), shape="plaintext", _attributes=head)
            for node_id in lane.nodes:
                _node(cluster, sheet, nodes[node_id])
            cluster.node(f"f{number}", "", style="invis", _attributes=_size(lane.width, 2))
    for letter, rank in (("h", "min"), ("f", "max")):
        with digraph.subgraph() as row:
            row.attr(rank=rank)
            for number in range(len(sheet.lanes)):
                row.node(f"{letter}{number}")
    for number, lane in enumerate(sheet.lanes):
        first = "start" if "start" in lane.nodes else lane.nodes[0]
        digraph.edge(f"h{number}", first, style="invis", _attributes={"weight": "0"})
        last = "end" if "end" in lane.nodes else lane.nodes[-1]
        digraph.edge(last, f"f{number}", style="invis", _attributes={"weight": "0"})


def _node(graph: Any, sheet: Sheet, node: Node) -> None:
    size = _size(*sheet.size(node))
    if node.kind is NodeKind.STEP:
        box = sheet.boxes[node.id]
        looks = {"shape": _SYMBOLS[box.symbol]} if box.symbol in _SYMBOLS else {}
        if box.badge:
            looks |= {"color": box.badge.style.colour, "penwidth": str(box.badge.style.border)}
        elif box.dashed:
            looks |= {"style": "dashed"}
        graph.node(node.id, _box_label(box), _attributes=looks | size)
    else:
        looks = {"style": "rounded"} if node.kind in _WORDS else {"shape": _SHAPES[node.kind]}
        graph.node(node.id, _plain(_WORDS.get(node.kind, node.label)), _attributes=looks | size)


def _link(link: Link, sheet: Sheet, nodes: dict[str, Node], beside: set[str]) -> dict[str, str]:
    if link.kind is not EdgeKind.ORDER:
        back = {"dir": "back"} if link.upward else {}
        dashed = {} if link.kind is EdgeKind.ADDED else {"style": "dashed"}
        return {"id": link.id, "weight": "0"} | dashed | back
    return {"id": link.id, "weight": str(_weight(link, len(sheet.boxes), nodes, beside))}


def _weight(link: Link, count: int, nodes: dict[str, Node], beside: set[str]) -> int:
    """How much Graphviz should keep the link short and straight.

    The steps that always come form a straight line, conditional ones stand
    beside it. Earlier links weigh more, so that a step with slack stands just
    below the one that it follows, in line with others, instead of in between.
    """
    if nodes[link.source].place == nodes[link.target].place:
        return 8 * count
    if link.target == "end":
        return 1
    if link.source == "start":
        return 2
    light = link.source in beside or link.target in beside
    return (1 if light else 4) * count + count - nodes[link.target].place


def _link_label(link: Link) -> str:
    """A table of fixed size: the only label whose room doesn't depend on a font."""
    width, height = label_size(link)
    text = "<BR/>".join(escape(line) for line in label_lines(link))
    table = f'<TABLE BORDER="0" CELLBORDER="0" CELLPADDING="0" CELLSPACING="0" FIXEDSIZE="TRUE" WIDTH="{width}"'
    return f'<{table} HEIGHT="{height}"><TR><TD>{text}</TD></TR></TABLE>>'


def _box_label(box: Box) -> str:
    return _plain("\n".join(line.text for line in (*box.heads, *box.demands, *box.facts)))


def _plain(text: str) -> str:
    """``text`` as it is: Graphviz would read escapes and entities in it."""
    import graphviz

    escaped: str = graphviz.escape(text.replace("&", "&amp;"))
    return escaped  # of a type of its own, which says that it isn't HTML


def _size(width: int, height: int) -> dict[str, str]:
    return {"width": f"{width / _POINTS_PER_INCH:.5f}", "height": f"{height / _POINTS_PER_INCH:.5f}"}
