"""Process maps: a procedure as a picture, with or without a case on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dsl.model.nodes import Procedure, Step
from visualize.boxes import Note, cited, step_box
from visualize.dot import source
from visualize.flow import flow_of, step_id
from visualize.graph import END, START, ProcessGraph, may_be_passed, process_graph
from visualize.labels import settled
from visualize.layout import lay_out
from visualize.metrics import clean
from visualize.overlay import CaseOverlay
from visualize.pen import Picture
from visualize.sheet import Sheet, lanes_of
from visualize.svg import Words, render


@dataclass(frozen=True, slots=True)
class MapOptions:
    """How a map is drawn.

    ``heading``: the procedure's name and caveats stand above the drawing;
    ``legend``: symbols and articles stand below it. ``lanes``: a column for each
    body, where two or more are named; without, the map is narrow enough for a
    phone. ``decisions``: what may be left out stands below a question; else its
    border is dashed; None: as long as there are few such steps. ``line_length``:
    Chinese characters in a line of a box, at least 8; three boxes of 16 fit beside
    each other on A4; None: 16, fewer where there are many steps or lanes.
    """

    heading: bool = True
    legend: bool = True
    lanes: bool = True
    decisions: bool | None = None
    line_length: int | None = None


DEFAULT = MapOptions()
DRAWING_ONLY = MapOptions(heading=False, legend=False)
"""For a page that says the rest itself."""
_LINE_LENGTH = 16
_LINE_LENGTHS = {3: 13, 4: 11}
"""Shorter lines where there are so many lanes."""
_MANY_STEPS = 12
_MOST_DECISIONS = 5
_SHORTEST = 8
_WHOLE_LENGTH = 32


def draw(procedure: Procedure, *, case: CaseOverlay | None = None, options: MapOptions = DEFAULT) -> str:
    """The map of ``procedure`` as SVG text; the same arguments give the same bytes.

    Steps run from top to bottom; ``case`` marks how each step of a case
    stands. The width fits an A4 page. Raises ``visualize.LayoutError`` where
    the layout program can't run.
    """
    return picture_of(procedure, case=case, options=options).svg(to_height=options.lanes)


def picture_of(procedure: Procedure, *, case: CaseOverlay | None = None, options: MapOptions = DEFAULT) -> Picture:
    """The map of ``procedure`` as a picture, to be put together with others; see ``draw``."""
    return drawn(_sheet(procedure, case, options), _words(procedure, case, options))


def drawn(sheet: Sheet, words: Words) -> Picture:
    """A sheet as a picture. Raises ``visualize.LayoutError``."""
    return render(words, sheet, settled(sheet, lay_out(source(sheet))))


def draw_step(procedure: Procedure, name: str, *, case: CaseOverlay | None = None) -> Picture:
    """One step with all that is asked of it, between the steps that come just before and after it.

    Raises KeyError where there is no such step, ``visualize.LayoutError``.
    """
    places = [place for place, step in enumerate(procedure.steps) if clean(step.name) == clean(name)]
    if not places:
        raise KeyError(name)
    here, graph = places[0], process_graph(procedure)
    edges = [edge for edge in graph.edges if here in (edge.source, edge.target)]
    near = sorted({place for edge in edges for place in (edge.source, edge.target) if place >= 0} | {here})
    renamed = {START: START, END: END} | {place: number for number, place in enumerate(near)}
    shown = ProcessGraph(
        tuple(replace(edge, source=renamed[edge.source], target=renamed[edge.target]) for edge in edges),
        {renamed[here]: graph.loose[here]} if here in graph.loose else {},
    )
    steps = [procedure.steps[place] for place in near]
    notes = {step: overlay.note() for step, overlay in case.steps.items()} if case else {}
    sheet = sheet_of(name, steps, shown, notes, MapOptions(lanes=False), whole=renamed[here])
    step = procedure.steps[here]
    title = f"步骤：{clean(step.name)}（{clean(procedure.name)}）"
    return drawn(sheet, Words(title, _description(replace(procedure, steps=(step,)), case), (), True, ()))


def dot_source(procedure: Procedure, *, case: CaseOverlay | None = None, options: MapOptions = DEFAULT) -> str:
    """The map of ``procedure`` as Graphviz source, every box and label with its size."""
    return source(_sheet(procedure, case, options))


def _sheet(procedure: Procedure, case: CaseOverlay | None, options: MapOptions) -> Sheet:
    notes = {name: overlay.note() for name, overlay in case.steps.items()} if case else {}
    return sheet_of(procedure.name, procedure.steps, process_graph(procedure), notes, options)


def sheet_of(
    name: str,
    steps: Sequence[Step],
    graph: ProcessGraph,
    notes: Mapping[str, Note],
    options: MapOptions,
    whole: int | None = None,
) -> Sheet:
    """The sheet of steps in an order, each with its note (by name of step).

    ``whole`` is the place of a step with which all that is known of it is told.
    """
    few = sum(map(may_be_passed, steps)) <= _MOST_DECISIONS
    flow = flow_of(steps, graph, decisions=few if options.decisions is None else options.decisions)
    lanes = lanes_of(steps, flow) if options.lanes else ()
    narrow = 4 if len(steps) > _MANY_STEPS else min(len(lanes), 4)
    length = options.line_length or _LINE_LENGTHS.get(narrow, _LINE_LENGTH)
    boxes = {
        step_id(place): step_box(
            step,
            notes.get(step.name),
            graph.loose.get(place, ()),
            _WHOLE_LENGTH if place == whole else max(_SHORTEST, length),
            actors=not lanes,
            whole=place == whole,
        )
        for place, step in enumerate(steps)
    }
    return Sheet(clean(name), flow, boxes, lanes)


def _words(procedure: Procedure, case: CaseOverlay | None, options: MapOptions) -> Words:
    title = f"流程图：{clean(procedure.name)}"
    notes = tuple(f"注意：{clean(caveat)}" for caveat in procedure.caveats if clean(caveat)) if options.heading else ()
    legend = articles_of(procedure) if options.legend else None
    return Words(title, _description(procedure, case), notes, options.heading, legend)


def articles_of(procedure: Procedure) -> tuple[str, ...]:
    """On which articles a procedure and its steps rest, those of equal articles together."""
    resting: dict[str, list[str]] = {}
    if procedure.citations:
        resting[cited(procedure.citations)] = ["依据"]
    for step in procedure.steps:
        citations = (*step.citations, *(one for demand in step.demands for one in demand.citations))
        if citations:
            resting.setdefault(cited(citations), []).append(clean(step.name))
    return tuple(f"{'、'.join(names)}：{clean(articles)}" for articles, names in resting.items())


def _description(procedure: Procedure, case: CaseOverlay | None) -> str:
    """The map in words, for those who hear it instead of seeing it."""
    stands = case.steps if case else {}
    spoken: list[str] = [clean(procedure.meaning)] if clean(procedure.meaning) else []
    for number, step in enumerate(procedure.steps, 1):
        overlay = stands.get(step.name)
        actors = f"（{clean('、'.join(step.actors))}）" if step.actors else ""
        status = f"，{overlay.status.value}" if overlay else ""
        spoken.append(f"{number}. {clean(step.name)}{actors}{status}")
    return f"共{len(procedure.steps)}步。" + _sentence(spoken)


def _sentence(parts: Sequence[str]) -> str:
    return "；".join(part.rstrip("。") for part in parts) + ("。" if parts else "")
