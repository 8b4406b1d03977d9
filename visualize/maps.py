"""Process maps: a procedure as a picture, with or without a case on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dsl.model.nodes import Procedure
from visualize.boxes import Box, step_box
from visualize.dot import source
from visualize.graph import ProcessGraph, process_graph
from visualize.layout import lay_out
from visualize.metrics import clean
from visualize.overlay import CaseOverlay
from visualize.svg import Words, render


@dataclass(frozen=True, slots=True)
class MapOptions:
    """How a map is drawn.

    ``heading``: the procedure's name and caveats stand above the drawing.
    ``line_length``: Chinese characters in a line of a box, at least 8; three boxes of
    the default fit beside each other on A4.
    """

    heading: bool = True
    line_length: int = 16


DEFAULT = MapOptions()


def draw(procedure: Procedure, *, case: CaseOverlay | None = None, options: MapOptions = DEFAULT) -> str:
    """The map of ``procedure`` as SVG text; the same arguments give the same bytes.

    Steps run from top to bottom; ``case`` marks how each step of a case
    stands. The width fits an A4 page. Raises ``visualize.LayoutError`` where
    the layout program can't run.
    """
    graph, boxes = _prepare(procedure, case, options)
    layout = lay_out(source(clean(procedure.name), graph, boxes))
    return render(
        _words(procedure, case, options), graph, boxes, [clean(step.name) for step in procedure.steps], layout
    )


def dot_source(procedure: Procedure, *, case: CaseOverlay | None = None, options: MapOptions = DEFAULT) -> str:
    """The map of ``procedure`` as Graphviz source, every box and label with its size."""
    return source(clean(procedure.name), *_prepare(procedure, case, options))


def _prepare(procedure: Procedure, case: CaseOverlay | None, options: MapOptions) -> tuple[ProcessGraph, list[Box]]:
    graph = process_graph(procedure)
    stands = case.steps if case else {}
    length = max(8, options.line_length)
    boxes = [
        step_box(step, stands.get(step.name), graph.loose.get(place, ()), length)
        for place, step in enumerate(procedure.steps)
    ]
    return graph, boxes


def _words(procedure: Procedure, case: CaseOverlay | None, options: MapOptions) -> Words:
    title = f"流程图：{clean(procedure.name)}"
    notes = tuple(f"注意：{clean(caveat)}" for caveat in procedure.caveats if clean(caveat)) if options.heading else ()
    return Words(title, _description(procedure, case), notes, options.heading)


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
