"""What a map is made of, before it has places: nodes with their sizes, links, lanes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from dsl.model.nodes import Step
from visualize.boxes import BODY_LEADING, BODY_SIZE, Box
from visualize.flow import Flow, Link, Node, NodeKind
from visualize.graph import NOBODY, lane_of
from visualize.metrics import text_width, wrap

_TERMINAL = (56, 26)
_DECISION = (88, 36)
_JOIN = (12, 12)
LABEL_PAD = 4
_LABEL_EM = 12
_LANE_EM = 11
_LANE_PAD = 8


@dataclass(frozen=True, slots=True)
class Lane:
    """A column of the map: its title in lines, the nodes in it, and the width that the title needs."""

    id: str
    title: tuple[str, ...]
    nodes: tuple[str, ...]

    @property
    def width(self) -> int:
        """Width that the title needs."""
        return ceil(max(text_width(line, BODY_SIZE, bold=True) for line in self.title)) + 2 * _LANE_PAD


@dataclass(frozen=True, slots=True)
class Sheet:
    """A map without places: ``boxes`` by the id of a step's node; no ``lanes``, no columns."""

    name: str
    flow: Flow
    boxes: Mapping[str, Box]
    lanes: tuple[Lane, ...] = ()

    @property
    def lane_head(self) -> int:
        """Height of the titles of the lanes, 0 without lanes."""
        return max((len(lane.title) * BODY_LEADING + 2 * _LANE_PAD for lane in self.lanes), default=0)

    def size(self, node: Node) -> tuple[int, int]:
        """Width and height of a node in pixels."""
        if node.kind is NodeKind.STEP:
            return self.boxes[node.id].width, self.boxes[node.id].height
        return node_size(node.kind)


def node_size(kind: NodeKind) -> tuple[int, int]:
    """Width and height of what is no step."""
    if kind in (NodeKind.START, NodeKind.END):
        return _TERMINAL
    return _JOIN if kind is NodeKind.JOIN else _DECISION


def lanes_of(steps: Sequence[Step], flow: Flow) -> tuple[Lane, ...]:
    """A lane for each body or group of bodies, in the order in which they first act.

    Steps that name no body have a lane of their own; where fewer than two
    bodies are named there are no lanes.
    """
    members: dict[str, list[str]] = {}
    for node in flow.nodes:
        if node.place >= 0:
            members.setdefault(lane_of(steps[node.place]), []).append(node.id)
    if len(members.keys() - {NOBODY}) < 2:
        return ()
    # A terminal stands with the step that comes next to it.
    first = next(link.target for link in flow.links if link.source == "start")
    last = [link.source for link in flow.links if link.target == "end"][-1]
    for terminal, beside in (("start", first), ("end", last)):
        next(nodes for nodes in members.values() if beside in nodes).append(terminal)
    return tuple(
        Lane(f"cluster_{number}", wrap(title, _LANE_EM * BODY_SIZE, BODY_SIZE, bold=True), tuple(nodes))
        for number, (title, nodes) in enumerate(members.items())
    )


def label_lines(link: Link) -> tuple[str, ...]:
    """The label of a link, in lines."""
    return wrap(link.label, _LABEL_EM * BODY_SIZE, BODY_SIZE)


def label_size(link: Link) -> tuple[int, int]:
    """Width and height of the room that the label of a link takes, in pixels."""
    lines = label_lines(link)
    width = max((text_width(line, BODY_SIZE) for line in lines), default=0)
    return int(width) + 1 + 2 * LABEL_PAD, len(lines) * BODY_LEADING + 2
