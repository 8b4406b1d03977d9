"""Two procedures in one picture: each step with what became of it, or both side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dsl.model.nodes import Procedure, Step
from engine.findings.steps import StepStatus
from visualize.boxes import Note
from visualize.compare import Mark, StepChange, compare
from visualize.graph import END, START, Edge, EdgeKind, ProcessGraph, process_graph, reaches
from visualize.maps import MapOptions, drawn, picture_of, sheet_of
from visualize.marks import STYLES, Badge, Style
from visualize.metrics import clean
from visualize.pen import Picture, together
from visualize.svg import Words

_LEAST_COMMON = 3
"""Side by side, where fewer than one of so many steps stayed."""
_PLUS = '<circle cx="7" cy="7" r="7" fill="{c}"/><path d="M7 3V11M3 7H11" fill="none" stroke="#fff" stroke-width="2"/>'
_MINUS = (
    '<rect x="0" y="0" width="14" height="14" fill="#fff" stroke="{c}" stroke-width="1.6" stroke-dasharray="3 2"/>'
    '<path d="M3 7H11" fill="none" stroke="{c}" stroke-width="2.2"/>'
)
_DIFFERENT = (
    '<path d="M7 -0.6L14.6 7L7 14.6L-0.6 7Z" fill="{c}"/>'
    '<path d="M4 5.5H10M4 8.5H10M8.5 3.5L5.5 10.5" fill="none" stroke="#000" stroke-width="1.2"/>'
)
_ARROWS = '<path d="M4 13V2M1 5L4 1.5L7 5M10 1V12M7 9L10 12.5L13 9" fill="none" stroke="{c}" stroke-width="1.8"/>'
_LOOKS = {
    Mark.ADDED: (Style("#009E73", "#E3F4EE", 2.8), _PLUS),
    Mark.REMOVED: (STYLES[StepStatus.NOT_STARTED], _MINUS),
    Mark.CHANGED: (STYLES[StepStatus.UNKNOWN], _DIFFERENT),
    Mark.MOVED: (STYLES[StepStatus.PENDING], _ARROWS),
}


def compared(before: Procedure, after: Procedure, options: MapOptions | None = None) -> Picture:
    """Both procedures in one map, each step with its mark; side by side where they have little in common.

    Raises ``visualize.LayoutError``.
    """
    options = options or MapOptions(lanes=False)
    changes = compare(before, after)
    stayed = sum(change.mark not in (Mark.ADDED, Mark.REMOVED) for change in changes)
    title = f"对比：{clean(before.name)}、{clean(after.name)}"
    if stayed * _LEAST_COMMON < min(len(before.steps), len(after.steps)):
        return together(title, [picture_of(one, options=options) for one in (before, after)], beside=True)
    steps = _steps(before, after, changes)
    sheet = sheet_of(title, steps, _graph(before, after, steps), _notes(changes), options)
    told = "；".join(f"{change.step}：{change.mark.value}" for change in changes)
    return drawn(sheet, Words(title, f"{told}。", (), options.heading, () if options.legend else None))


def _steps(before: Procedure, after: Procedure, changes: Sequence[StepChange]) -> list[Step]:
    """The steps of both, those that went where they stood."""
    by_name = {clean(step.name): step for procedure in (before, after) for step in procedure.steps}
    return [by_name[change.step] for change in changes]


def _notes(changes: Sequence[StepChange]) -> Mapping[str, Note]:
    notes = {}
    for change in changes:
        if change.mark in _LOOKS:
            style, mark = _LOOKS[change.mark]
            badge = Badge(change.mark.value, style, mark.replace("{c}", style.colour))
            # What is new asks all that its box says; what became different says how.
            notes[change.step] = Note(badge, "", () if change.mark is Mark.ADDED else change.details)
    return notes


def _graph(before: Procedure, after: Procedure, steps: Sequence[Step]) -> ProcessGraph:
    """The order of the later procedure; what is new in it, and what went with the earlier one, marked as such."""
    places = {clean(step.name): place for place, step in enumerate(steps)}
    now, then = (_edges(procedure, places) for procedure in (after, before))
    known = {clean(step.name) for step in before.steps}
    old = {places[name] for name in known} | {START, END}
    edges = []
    for edge in now.edges:
        new = edge.kind is EdgeKind.ORDER and (edge.source, edge.target) not in _pairs(then)
        kind = EdgeKind.ADDED if new and {edge.source, edge.target} <= old else edge.kind
        edges.append(Edge(edge.source, edge.target, edge.label, kind, edge.upward))
    for edge in then.edges:
        if (edge.source, edge.target) not in _pairs(now):
            upward = reaches(edges, edge.target, edge.source)
            edges.append(Edge(edge.source, edge.target, "", EdgeKind.REMOVED, upward))
    return ProcessGraph(tuple(edges), {**then.loose, **now.loose})


def _edges(procedure: Procedure, places: Mapping[str, int]) -> ProcessGraph:
    """The order of a procedure by the places of its steps in the picture."""
    graph = process_graph(procedure)
    moved = {START: START, END: END} | {number: places[clean(step.name)] for number, step in enumerate(procedure.steps)}
    edges = (Edge(moved[edge.source], moved[edge.target], edge.label, edge.kind, edge.upward) for edge in graph.edges)
    return ProcessGraph(tuple(edges), {moved[place]: phrases for place, phrases in graph.loose.items()})


def _pairs(graph: ProcessGraph) -> set[tuple[int, int]]:
    return {(edge.source, edge.target) for edge in graph.edges}
