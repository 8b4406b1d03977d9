"""Two procedures side by side: which steps came in, went or changed, and how."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

from dsl.describe.citations import citation_text
from dsl.model.nodes import Procedure, Step
from visualize.graph import END, START, EdgeKind, process_graph
from visualize.mermaid import text as mermaid_text
from visualize.metrics import clean


class Mark(Enum):
    """What became of a step; the value is the word that users read."""

    SAME = "不变"
    ADDED = "新增"
    REMOVED = "删去"
    CHANGED = "改动"
    MOVED = "移动"


@dataclass(frozen=True, slots=True)
class StepChange:
    """A step of either procedure. ``details`` say what is asked now and was before, a line each."""

    step: str
    mark: Mark
    details: tuple[str, ...] = ()


def compare(before: Procedure, after: Procedure) -> tuple[StepChange, ...]:
    """The steps of both procedures, those that went where they stood.

    Steps are the same by their name. One that stands elsewhere among those that
    stayed is moved; one whose body, order, condition, demands or sources
    differ is changed.
    """
    old = {clean(step.name): step for step in before.steps}
    new = {clean(step.name): step for step in after.steps}
    left, right = list(old), list(new)
    found: list[StepChange] = []
    stayed = SequenceMatcher(a=left, b=right, autojunk=False).get_opcodes()
    in_place = {left[i] for tag, start, end, _, _ in stayed if tag == "equal" for i in range(start, end)}
    for tag, start, end, other_start, other_end in stayed:
        if tag == "equal":
            found += (_of(name, old[name], new[name], moved=False) for name in left[start:end])
            continue
        found += (StepChange(name, Mark.REMOVED) for name in left[start:end] if name not in new)
        for name in right[other_start:other_end]:
            if name in old and name not in in_place:
                found.append(_of(name, old[name], new[name], moved=True))
            elif name not in old:
                found.append(StepChange(name, Mark.ADDED, tuple(f"{key}：{value}" for key, value in _asked(new[name]))))
    return tuple(found)


def _of(name: str, old: Step, new: Step, *, moved: bool) -> StepChange:
    details = tuple(_differences(dict(_asked(old)), dict(_asked(new))))
    if moved:
        return StepChange(name, Mark.MOVED, details)
    return StepChange(name, Mark.CHANGED if details else Mark.SAME, details)


def _differences(old: dict[str, str], new: dict[str, str]) -> Iterator[str]:
    for key in dict.fromkeys((*old, *new)):
        was, now = old.get(key), new.get(key)
        if was == now:
            continue
        if was is None:
            yield f"{key}：新增“{now}”"
        elif now is None:
            yield f"{key}：删去“{was}”"
        else:
            yield f"{key}：由“{was}”改为“{now}”"


def _asked(step: Step) -> Iterator[tuple[str, str]]:
    """What a step asks, by label."""
    if step.actors:
        yield "主体", "、".join(map(clean, step.actors))
    if step.condition_text:
        yield "条件", clean(step.condition_text)
    if step.optional:
        yield "可选", "是"
    if step.on_failure:
        yield "未通过", f"退回{clean(step.on_failure)}"
    several: dict[str, list[str]] = {}
    for demand in step.demands:
        if demand.label != "主体":
            several.setdefault(demand.label, []).append(clean(demand.text) + ("（提示）" if demand.advice else ""))
    yield from ((label, "；".join(texts)) for label, texts in several.items())
    sources = dict.fromkeys(citation_text(one) for one in step.citations)
    if sources:
        yield "依据", "；".join(sources)


# --- as Mermaid text -------------------------------------------------------------------------

_STYLES = {
    Mark.ADDED: "fill:#d9f2e6,stroke:#009e73,stroke-width:3px",
    Mark.REMOVED: "fill:#f2f2f2,stroke:#999999,stroke-dasharray:5 4,color:#666666",
    Mark.CHANGED: "fill:#fff3d6,stroke:#e69f00,stroke-width:3px",
    Mark.MOVED: "fill:#dcecf8,stroke:#0072b2,stroke-width:3px",
}


def mermaid(before: Procedure, after: Procedure) -> str:
    """Both procedures in one Mermaid flow chart: each step with its mark as a word, what went with a dashed border."""
    changes = compare(before, after)
    places = {change.step: number for number, change in enumerate(changes)}
    lines = ["flowchart TD", "  start([开始])"]
    for number, change in enumerate(changes):
        word = "" if change.mark is Mark.SAME else f"【{change.mark.value}】"
        told = "<br>".join([word + mermaid_text(change.step), *(mermaid_text(one) for one in change.details)])
        lines.append(f'  s{number}["{told}"]')
    lines.append("  done([结束])")
    now, then = _edges(after, places), _edges(before, places)
    lines += [f"  {source} --> {target}" for source, target in now]
    lines += [f"  {source} -.-> {target}" for source, target in then if (source, target) not in now]
    for kind, style in _STYLES.items():
        marked = [f"s{number}" for number, change in enumerate(changes) if change.mark is kind]
        if marked:
            lines += [f"  classDef {kind.name.lower()} {style}", f"  class {','.join(marked)} {kind.name.lower()}"]
    return "\n".join(lines) + "\n"


def _edges(procedure: Procedure, places: dict[str, int]) -> Sequence[tuple[str, str]]:
    names = {START: "start", END: "done"}
    names |= {number: f"s{places[clean(step.name)]}" for number, step in enumerate(procedure.steps)}
    order = [edge for edge in process_graph(procedure).edges if edge.kind is EdgeKind.ORDER]
    return list(dict.fromkeys((names[edge.source], names[edge.target]) for edge in order))
