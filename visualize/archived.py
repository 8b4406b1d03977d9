"""Many cases laid over the map of their procedure: how many took each step and each way, and how long it took."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from dsl.model.nodes import Procedure
from engine.findings.steps import StepStatus
from visualize.archive import Archive, Passage, StepCount
from visualize.boxes import Note
from visualize.graph import END, START, Edge, EdgeKind, ProcessGraph, may_be_passed, process_graph, reaches
from visualize.maps import MapOptions, drawn, sheet_of
from visualize.marks import STYLES, Badge, Style
from visualize.metrics import clean
from visualize.pen import Picture, num
from visualize.svg import Words

_MOST = 8
"""Ways beside the procedure that are drawn."""
_TAKEN = STYLES[StepStatus.PENDING]
_VIOLATED = STYLES[StepStatus.VIOLATED]
_NEVER = STYLES[StepStatus.NOT_STARTED]


def archived(procedure: Procedure, archive: Archive, options: MapOptions | None = None) -> Picture:
    """The archive as a map; the most frequent ways that the procedure doesn't go are drawn, too.

    Raises ``visualize.LayoutError``.
    """
    options = options or MapOptions(lanes=False, decisions=False)
    graph = process_graph(procedure)
    edges = [_counted(edge, procedure, archive) for edge in graph.edges]
    others = _others(procedure, archive, edges)
    edges += [edge for edge, _ in others[:_MOST]]
    sheet = sheet_of(procedure.name, procedure.steps, ProcessGraph(tuple(edges), graph.loose), _notes(archive), options)
    notes = [f"共{archive.cases}件"]
    if len(others) > _MOST:
        notes.append(f"另有{len(others) - _MOST}种少见的走法没有画出")
    told = "；".join(f"{one.step}{one.taken}件" for one in archive.steps)
    legend = tuple(_legend(archive)) if options.legend else None
    return drawn(sheet, Words(f"办理情况：{clean(procedure.name)}", f"{told}。", tuple(notes), options.heading, legend))


def _notes(archive: Archive) -> Mapping[str, Note]:
    return {one.step: _note(one, archive.cases) for one in archive.steps}


def _note(count: StepCount, cases: int) -> Note:
    style = _VIOLATED if count.violated else _TAKEN if count.taken else _NEVER
    lines = [f"重办{count.repeated}件"] if count.repeated else []
    lines += [f"违规{count.violated}件"] if count.violated else []
    return Note(Badge(f"{count.taken}件办了", style, _share(count.taken, cases, style)), "", tuple(lines))


def _share(part: int, whole: int, style: Style) -> str:
    """A column, filled as far as cases took the step."""
    height = 14 * part / whole if whole else 0
    return (
        f'<rect x="2" y="{num(14 - height)}" width="10" height="{num(height)}" fill="{style.colour}"/>'
        f'<rect x="2" y="0" width="10" height="14" fill="none" stroke="{style.colour}" stroke-width="1.2"/>'
    )


def _counted(edge: Edge, procedure: Procedure, archive: Archive) -> Edge:
    """An arrow of the procedure with how many cases went it, and the median of the days."""
    if edge.kind is EdgeKind.FAILURE:
        found = _passage(edge, procedure, archive)
        return replace(edge, label=f"{edge.label}，{_said(found)}") if found else edge
    if edge.source == START or edge.target == END:
        place, end = (edge.target, 0) if edge.source == START else (edge.source, -1)
        ends = Counter(way.steps[end] for way in archive.ways if way.steps for _ in way.cases)
        count = 0 if place < 0 else ends[procedure.steps[place].name]
        return replace(edge, label=f"{count}件") if count else edge
    found = _passage(edge, procedure, archive)
    return replace(edge, label="，".join(filter(None, (edge.label, _said(found) if found else "0件"))))


def _passage(edge: Edge, procedure: Procedure, archive: Archive) -> Passage | None:
    names = tuple(procedure.steps[place].name for place in (edge.source, edge.target))
    return next((one for one in archive.passages if (one.source, one.target) == names), None)


def _said(passage: Passage) -> str:
    return f"{passage.times}件" + (f"，中位{_days(passage.days)}" if passage.days is not None else "")


def _days(days: Fraction) -> str:
    return f"{days.numerator}日" if days.denominator == 1 else f"{float(days):.1f}日"


def _others(procedure: Procedure, archive: Archive, edges: Sequence[Edge]) -> list[tuple[Edge, Passage]]:
    """The ways that cases took beside the arrows, most frequent first: what they leave out, or that they go back."""
    places: dict[str, int] = {}
    for place, step in enumerate(procedure.steps):
        places.setdefault(step.name, place)
    known = {(edge.source, edge.target) for edge in edges}
    found = []
    for passage in archive.passages:
        source, target = places[passage.source], places[passage.target]
        if (source, target) in known or source == target:
            continue
        back = reaches(edges, target, source)
        why = "次序颠倒" if back else _left_out(procedure, edges, source, target)
        label = "，".join(filter(None, (_said(passage), why)))
        found.append((Edge(source, target, label, EdgeKind.OTHER, back), passage))
    return found


def _left_out(procedure: Procedure, edges: Sequence[Edge], source: int, target: int) -> str:
    """The steps between the two that every case has to take."""
    between = [
        clean(step.name)
        for place, step in enumerate(procedure.steps)
        if reaches(edges, source, place) and reaches(edges, place, target) and not may_be_passed(step)
    ]
    return f"没有接着办{'、'.join(between)}" if between else ""


def _legend(archive: Archive) -> Iterator[str]:
    for way in archive.ways[:5]:
        yield f"{len(way.cases)}件：{' → '.join(map(clean, way.steps)) or '一步也没有登记'}"
    for deviation in archive.deviations[:8]:
        yield f"违反“{clean(deviation.norm)}”的{len(deviation.cases)}件：{'、'.join(map(clean, deviation.cases[:8]))}"
