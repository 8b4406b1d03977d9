"""A procedure as BPMN 2.0 with its layout, for bpmn-js, Camunda Modeler and other tools of the field.

Each step is a block that passes on one token: what must come before it is
joined, a step that is only asked for under a condition, or that may be left
out, can be passed by, and a vote that failed goes back. Lanes are the bodies.
What only our norms can say (quorum, days, papers) stands in the documentation
of a task.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple
from xml.etree import ElementTree as Xml

from dsl.model.nodes import Procedure, Step
from visualize.graph import END, START, EdgeKind, ProcessGraph, lane_of, may_be_passed, process_graph
from visualize.metrics import clean

_BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
_DI = "http://www.omg.org/spec/BPMN/20100524/DI"
_DC = "http://www.omg.org/spec/DD/20100524/DC"
_DD = "http://www.omg.org/spec/DD/20100524/DI"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_NAMES = {"bpmn": _BPMN, "bpmndi": _DI, "dc": _DC, "di": _DD, "xsi": _XSI}

_TASK, _GATEWAY, _EVENT = (120, 80), (50, 50), (36, 36)
_ROW, _MARGIN, _HEAD, _GAP, _BETWEEN = 150, 40, 40, 24, 90
_PARTS = ("join", "again", "skip", "step", "vote", "merge", "split")
"""The parts of a block in their order; each column is as wide as the parts that its steps have."""


@dataclass
class _Flow:
    source: str
    target: str
    name: str = ""
    condition: str = ""


class _Node(NamedTuple):
    tag: str
    label: str
    column: int
    part: str
    row: int

    @property
    def size(self) -> tuple[int, int]:
        return {"userTask": _TASK, "startEvent": _EVENT, "endEvent": _EVENT}.get(self.tag, _GATEWAY)


@dataclass
class _Model:
    """Nodes (tag, name, size, column, part, row) and flows, in the order in which they are written."""

    nodes: dict[str, _Node] = field(default_factory=dict)
    flows: list[_Flow] = field(default_factory=list)
    defaults: dict[str, int] = field(default_factory=dict)
    lanes: dict[str, list[str]] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)


def bpmn(procedure: Procedure) -> str:
    """The procedure as BPMN 2.0 XML. The same procedure gives the same text.

    Conditions are written as variables: ``skip_3`` is true where step 3 is
    passed by, ``failed_3`` where its vote failed.
    """
    graph = process_graph(procedure)
    return _xml(procedure, _built(procedure, graph))


def variables(procedure: Procedure) -> tuple[str, ...]:
    """The variables that the exported process asks."""
    graph = process_graph(procedure)
    skips = (f"skip_{place}" for place, step in enumerate(procedure.steps) if may_be_passed(step))
    fails = (f"failed_{edge.source}" for edge in graph.edges if edge.kind is EdgeKind.FAILURE)
    return (*skips, *dict.fromkeys(fails))


# --- the process --------------------------------------------------------------------------


def _built(procedure: Procedure, graph: ProcessGraph) -> _Model:
    model = _Model()
    columns = _columns(len(procedure.steps), graph)
    rows = _rows(procedure, columns)
    first_row = min(rows.values(), default=0)
    order = [edge for edge in graph.edges if edge.kind is EdgeKind.ORDER]
    back = {edge.source: edge.target for edge in graph.edges if edge.kind is EdgeKind.FAILURE}
    entries = set(back.values())
    _node(model, "start", "startEvent", "开始", -1, "step", first_row)
    exits: dict[int, str] = {START: "start"}
    enters: dict[int, str] = {}
    for place, step in enumerate(procedure.steps):
        enters[place], exits[place] = _block(
            model, place, step, columns[place], rows[place],
            joins=sum(edge.target == place for edge in order) > 1,
            splits=sum(edge.source == place for edge in order) > 1,
            returns=place in back, entered=place in entries,
        )  # fmt: skip
    if sum(edge.source == START for edge in order) > 1:
        exits[START] = _node(model, "start_split", "parallelGateway", "", -1, "split", first_row)
        model.flows.append(_Flow("start", exits[START]))
    last = max(columns.values(), default=-1) + 1
    enters[END] = _node(model, "end", "endEvent", "结束", last, "step", first_row)
    if sum(edge.target == END for edge in order) > 1:
        enters[END] = _node(model, "end_join", "parallelGateway", "", last, "join", first_row)
        model.flows.append(_Flow(enters[END], "end"))
    for edge in order:
        if exits[edge.source] == f"vote_{edge.source}":
            model.defaults[exits[edge.source]] = len(model.flows)
        model.flows.append(_Flow(exits[edge.source], enters[edge.target], edge.label))
    for source, target in back.items():
        model.flows.append(_Flow(f"vote_{source}", f"again_{target}", "未通过", f"failed_{source}"))
    return model


def _block(
    model: _Model, place: int, step: Step, column: int, row: int, *,
    joins: bool, splits: bool, returns: bool, entered: bool,
) -> tuple[str, str]:  # fmt: skip
    """The nodes of one step in a row; where it is entered and where it is left."""
    task = f"step_{place}"
    skipped = may_be_passed(step)
    parts = [
        (f"join_{place}", "parallelGateway", "", joins),
        (f"again_{place}", "exclusiveGateway", "", entered),
        (f"skip_{place}", "exclusiveGateway", clean(step.condition_text) or "办不办", skipped),
        (task, "userTask", clean(step.name), True),
        (f"vote_{place}", "exclusiveGateway", "通过没有", returns),
        (f"merge_{place}", "exclusiveGateway", "", skipped),
        (f"split_{place}", "parallelGateway", "", splits),
    ]
    made = []
    for name, tag, label, wanted in parts:
        if wanted:
            made.append(_node(model, name, tag, label, column, name.partition("_")[0], row))
    for source, target in pairwise(made):
        model.flows.append(_Flow(source, target))
        if source in (f"skip_{place}", f"vote_{place}"):
            model.defaults[source] = len(model.flows) - 1
    if skipped:
        model.flows.append(_Flow(f"skip_{place}", f"merge_{place}", "不办", f"skip_{place}"))
    model.lanes.setdefault(lane_of(step), []).extend(made)
    model.notes[task] = "\n".join(_says(step))
    return made[0], made[-1]


def _says(step: Step) -> Iterator[str]:
    if step.actors:
        yield f"主体：{'、'.join(step.actors)}"
    for demand in step.demands:
        if demand.label not in ("主体", "次序"):
            yield f"{demand.label}：{clean(demand.text)}" + ("（提示）" if demand.advice else "")
    for citation in step.citations:
        yield f"依据：{citation.title}{citation.article or citation.topic}"


def _node(model: _Model, name: str, tag: str, label: str, column: int, part: str, row: int) -> str:
    model.nodes[name] = _Node(tag, label, column, part, row)
    return name


# --- the layout ----------------------------------------------------------------------------


def _columns(count: int, graph: ProcessGraph) -> dict[int, int]:
    """How many steps come before each one at the least."""
    before: dict[int, list[int]] = {place: [] for place in range(count)}
    for edge in graph.edges:
        if edge.kind is EdgeKind.ORDER and edge.target >= 0 and edge.source >= 0:
            before[edge.target].append(edge.source)
    columns: dict[int, int] = {}

    def column(place: int) -> int:
        if place not in columns:
            columns[place] = 0  # a circle ends here
            columns[place] = 1 + max(map(column, before[place]), default=-1)
        return columns[place]

    return {place: column(place) for place in range(count)}


def _rows(procedure: Procedure, columns: dict[int, int]) -> dict[int, int]:
    """A row for each lane, more where several of its steps stand in one column."""
    lanes: dict[str, list[int]] = {}
    for place, step in enumerate(procedure.steps):
        lanes.setdefault(lane_of(step), []).append(place)
    rows: dict[int, int] = {}
    first = 0
    for places in lanes.values():
        used: dict[int, int] = {}
        for place in places:
            used[columns[place]] = used.get(columns[place], 0) + 1
            rows[place] = first + used[columns[place]] - 1
        first += max(used.values())
    return rows


# --- the text ------------------------------------------------------------------------------


def _xml(procedure: Procedure, model: _Model) -> str:
    for prefix, uri in _NAMES.items():
        Xml.register_namespace(prefix, uri)
    root = Xml.Element(
        f"{{{_BPMN}}}definitions", {"id": "definitions", "targetNamespace": "urn:cunwu", "exporter": "cunwu"}
    )
    together = Xml.SubElement(root, f"{{{_BPMN}}}collaboration", {"id": "collaboration"})
    Xml.SubElement(
        together, f"{{{_BPMN}}}participant", {"id": "pool", "name": clean(procedure.name), "processRef": "process"}
    )
    process = Xml.SubElement(
        root, f"{{{_BPMN}}}process", {"id": "process", "name": clean(procedure.name), "isExecutable": "true"}
    )
    lanes = Xml.SubElement(process, f"{{{_BPMN}}}laneSet", {"id": "lanes"})
    placed = {name for names in model.lanes.values() for name in names}
    for number, (lane, names) in enumerate(model.lanes.items()):
        element = Xml.SubElement(lanes, f"{{{_BPMN}}}lane", {"id": f"lane_{number}", "name": lane})
        loose = [name for name in model.nodes if name not in placed] if number == 0 else []
        for name in (*loose, *names):
            Xml.SubElement(element, f"{{{_BPMN}}}flowNodeRef").text = name
    for name, node in model.nodes.items():
        label = {"name": node.label} if node.label else {}
        element = Xml.SubElement(process, f"{{{_BPMN}}}{node.tag}", {"id": name, **label})
        if name in model.defaults:
            element.set("default", f"flow_{model.defaults[name]}")
        if model.notes.get(name):
            Xml.SubElement(element, f"{{{_BPMN}}}documentation").text = model.notes[name]
        for number, flow in enumerate(model.flows):
            if flow.target == name:
                Xml.SubElement(element, f"{{{_BPMN}}}incoming").text = f"flow_{number}"
        for number, flow in enumerate(model.flows):
            if flow.source == name:
                Xml.SubElement(element, f"{{{_BPMN}}}outgoing").text = f"flow_{number}"
    for number, flow in enumerate(model.flows):
        attributes = {"id": f"flow_{number}", "sourceRef": flow.source, "targetRef": flow.target}
        element = Xml.SubElement(
            process, f"{{{_BPMN}}}sequenceFlow", attributes | ({"name": flow.name} if flow.name else {})
        )
        if flow.condition:
            condition = Xml.SubElement(
                element, f"{{{_BPMN}}}conditionExpression", {f"{{{_XSI}}}type": "bpmn:tFormalExpression"}
            )
            condition.text = flow.condition
    _diagram(root, model)
    Xml.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{Xml.tostring(root, encoding="unicode")}\n'


def _diagram(root: Xml.Element, model: _Model) -> None:
    diagram = Xml.SubElement(root, f"{{{_DI}}}BPMNDiagram", {"id": "diagram"})
    plane = Xml.SubElement(diagram, f"{{{_DI}}}BPMNPlane", {"id": "plane", "bpmnElement": "collaboration"})
    boxes = dict(_boxes(model))
    right = max(x + width for x, _, width, _ in boxes.values()) + _MARGIN
    bottom = 0
    for number, names in enumerate(model.lanes.values()):
        rows = [model.nodes[name].row for name in names]
        top, end = min(rows) * _ROW, (max(rows) + 1) * _ROW
        bottom = max(bottom, end)
        _shape(plane, f"lane_{number}", _HEAD, top, right - _HEAD, end - top, horizontal=True)
    _shape(plane, "pool", 0, 0, right, bottom or _ROW, horizontal=True)
    for name, box in boxes.items():
        _shape(plane, name, *box)
    for number, flow in enumerate(model.flows):
        edge = Xml.SubElement(plane, f"{{{_DI}}}BPMNEdge", {"id": f"edge_{number}", "bpmnElement": f"flow_{number}"})
        for x, y in _way(model, boxes, flow):
            Xml.SubElement(edge, f"{{{_DD}}}waypoint", {"x": str(x), "y": str(y)})


Box = tuple[int, int, int, int]


def _boxes(model: _Model) -> Iterator[tuple[str, Box]]:
    """Where each node stands: left, top, width, height."""
    lefts: dict[tuple[int, str], int] = {}
    left = _HEAD + _MARGIN
    for column in sorted({node.column for node in model.nodes.values()}):
        parts = {node.part: node.size[0] for node in model.nodes.values() if node.column == column}
        for part in _PARTS:
            if part in parts:
                lefts[column, part] = left
                left += parts[part] + _GAP
        left += _BETWEEN - _GAP
    for name, node in model.nodes.items():
        width, height = node.size
        yield name, (lefts[node.column, node.part], node.row * _ROW + (_ROW - height) // 2, width, height)


def _way(model: _Model, boxes: dict[str, Box], flow: _Flow) -> list[tuple[int, int]]:
    """A line with right angles: what is passed by or goes back runs above, what goes far runs below its row."""
    x, y, width, height = boxes[flow.source]
    to_x, to_y, to_width, to_height = boxes[flow.target]
    source, target = model.nodes[flow.source], model.nodes[flow.target]
    if flow.condition:
        above, out, into = min(y, to_y) - 22, x + width // 2, to_x + to_width // 2
        return [(out, y), (out, above), (into, above), (into, to_y)]
    start, end = (x + width, y + height // 2), (to_x, to_y + to_height // 2)
    if target.column - source.column <= 1:
        if start[1] == end[1]:
            return [start, end]
        middle = end[0] - _GAP
        return [start, (middle, start[1]), (middle, end[1]), end]
    below = (source.row + 1) * _ROW - 12
    return [
        start, (start[0] + 12, start[1]), (start[0] + 12, below), (end[0] - _GAP, below), (end[0] - _GAP, end[1]), end
    ]  # fmt: skip


def _shape(plane: Xml.Element, name: str, x: int, y: int, width: int, height: int, *, horizontal: bool = False) -> None:
    attributes = {"id": f"shape_{name}", "bpmnElement": name} | ({"isHorizontal": "true"} if horizontal else {})
    shape = Xml.SubElement(plane, f"{{{_DI}}}BPMNShape", attributes)
    Xml.SubElement(shape, f"{{{_DC}}}Bounds", {"x": str(x), "y": str(y), "width": str(width), "height": str(height)})
