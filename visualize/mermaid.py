"""A procedure as Mermaid text, for a README or any page that draws it."""

from __future__ import annotations

from dsl.model.nodes import Procedure, Step
from visualize.graph import END, START, EdgeKind, may_be_passed, process_graph
from visualize.metrics import clean

_ENTITIES = str.maketrans({'"': "#quot;", "#": "#35;", ";": "#59;", "<": "#lt;", ">": "#gt;"})


def mermaid(procedure: Procedure) -> str:
    """The procedure as a Mermaid flow chart from above to below. The same procedure gives the same text.

    A step that may be left out, or is asked for under a condition, has a dashed
    border; a way back is dotted.
    """
    graph = process_graph(procedure)
    lines = ["flowchart TD", "  start([开始])"]
    passed = []
    for place, step in enumerate(procedure.steps):
        lines.append(f'  s{place}["{"<br>".join(_label(step))}"]')
        if may_be_passed(step):
            passed.append(f"s{place}")
    lines.append("  done([结束])")
    names = {START: "start", END: "done"}
    for edge in graph.edges:
        source, target = (names.get(one, f"s{one}") for one in (edge.source, edge.target))
        arrow = "-->" if edge.kind is EdgeKind.ORDER else "-.->"
        label = f'|"{text(edge.label)}"|' if edge.label else ""
        lines.append(f"  {source} {arrow}{label} {target}")
    if passed:
        lines += ["  classDef maybe stroke-dasharray: 4 3", f"  class {','.join(passed)} maybe"]
    return "\n".join(lines) + "\n"


def _label(step: Step) -> list[str]:
    parts = [text(step.name)]
    if step.actors:
        parts.append(text("、".join(step.actors)))
    condition = clean(step.condition_text)
    if condition:
        parts.append(text(f"（{condition}）"))
    elif step.optional:
        parts.append("（可选）")
    return parts


def text(text: str) -> str:
    """A text as a label may hold it."""
    return clean(text).translate(_ENTITIES)
