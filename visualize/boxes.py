"""What stands in the box of a step, and how large the box must be for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

from dsl.describe.citations import citation_text
from dsl.model.nodes import Demand, Step
from dsl.norms.nodes import Citation
from engine.findings.steps import StepStatus
from visualize.metrics import clean, text_width, wrap
from visualize.overlay import StepOverlay

TITLE_SIZE = 14
BODY_SIZE = 12
TITLE_LEADING = 20
BODY_LEADING = 17
MARK = 14
PAD_X = 12
PAD_Y = 8
_GAP = 6
_MARK_GAP = 6
_MIN_WIDTH = 132


_SHOWN_ELSEWHERE = frozenset({"主体", "次序"})
"""Entries that the head of the box and the arrows show."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text.

    ``y`` is its middle, from the top of the box; ``indent`` where it begins,
    beyond the padding, for lines that aren't centred; ``tip`` its own tooltip.
    """

    text: str
    y: int
    size: int
    role: str
    bold: bool = False
    tip: str = ""
    indent: int = 0

    @property
    def width(self) -> float:
        """Room that the text needs, its indent included."""
        return self.indent + text_width(self.text, self.size, bold=self.bold)


@dataclass(frozen=True, slots=True)
class Box:
    """A box of ``width`` by ``height`` pixels, and its text.

    ``heads`` are centred, ``demands`` begin at the left; ``rules`` are the
    heights of separating lines. ``band`` is the height at which the case's
    status begins, with its ``status`` and ``facts`` (the lines after the mark).
    """

    width: int
    height: int
    heads: tuple[Line, ...]
    demands: tuple[Line, ...]
    rules: tuple[int, ...]
    dashed: bool
    tip: str
    status: StepStatus | None = None
    band: int = 0
    facts: tuple[Line, ...] = ()


def step_box(step: Step, overlay: StepOverlay | None, loose: Sequence[str], wrap_em: int) -> Box:
    """The box of a step, its text no wider than ``wrap_em`` Chinese characters.

    ``loose`` are phrases about its order that no arrow shows.
    """
    limit = wrap_em * BODY_SIZE
    title = [(text, TITLE_SIZE, "name", True, "") for text in wrap(clean(step.name), limit, TITLE_SIZE, bold=True)]
    body = [(clean("、".join(step.actors)), "actor", ""), (_condition(step), "condition", "")]
    asked = [(clean(text), "demand", "") for text in loose]
    asked += [
        (_demand(demand), "demand", _cited(demand.citations))
        for demand in step.demands
        if demand.label not in _SHOWN_ELSEWHERE
    ]

    heads, y = _stack([*title, *_broken(body, limit)], PAD_Y)
    demands, bottom = _stack(_broken(list(dict.fromkeys(asked)), limit), y + _GAP)
    rules = (y + _GAP // 2,) if demands else ()
    band = (bottom if demands else y) + PAD_Y
    facts, y = _facts(overlay, limit, band + _GAP // 2) if overlay else ((), band)
    y += _GAP // 2 if facts else 0
    width = max(_MIN_WIDTH, 2 * PAD_X + ceil(max((line.width for line in (*heads, *demands, *facts)), default=0)))
    return Box(
        # Even numbers put the corners of a centred box on whole pixels.
        width=width + width % 2,
        height=y + y % 2,
        heads=heads,
        demands=demands,
        rules=rules,
        dashed=step.optional or step.condition is not None or bool(step.condition_text),
        tip=_tip(step, overlay),
        status=overlay.status if overlay else None,
        band=band,
        facts=facts,
    )


_Raw = tuple[str, int, str, bool, str]
"""A line before it has a place: text, size, role, bold, tooltip."""


def _broken(texts: Sequence[tuple[str, str, str]], limit: float) -> list[_Raw]:
    return [(piece, BODY_SIZE, role, False, tip) for text, role, tip in texts for piece in wrap(text, limit, BODY_SIZE)]


def _stack(raw: Sequence[_Raw], top: int) -> tuple[tuple[Line, ...], int]:
    """Lines one below the other from ``top``, and where they end."""
    lines = []
    for text, size, role, bold, tip in raw:
        leading = TITLE_LEADING if size == TITLE_SIZE else BODY_LEADING
        lines.append(Line(text, top + leading // 2, size, role, bold, tip))
        top += leading
    return tuple(lines), top


def _cited(citations: Sequence[Citation]) -> str:
    """Several citations, versions of one source named once; '' for none."""
    return "；".join(dict.fromkeys(map(citation_text, citations)))


def _condition(step: Step) -> str:
    """When the step is asked for, '' for always."""
    text = clean(step.condition_text)
    parts = ["可选"] if step.optional else []
    if text:
        parts.append(f"条件：{text}")
    elif step.condition is not None:
        parts.append("有条件")
    return "；".join(parts)


def _demand(demand: Demand) -> str:
    text = clean(f"{demand.label}：{demand.text}" if demand.text.strip() else demand.label)
    return f"{text}（提示）" if demand.advice else text


def _facts(overlay: StepOverlay, limit: float, top: int) -> tuple[tuple[Line, ...], int]:
    """The status word beside its mark, the dates after it where they fit, then the counts."""
    indent = MARK + _MARK_GAP
    status = Line(overlay.status.value, top + BODY_LEADING // 2, BODY_SIZE, "status", True, indent=indent)
    beside = Line(clean(overlay.dates), status.y, BODY_SIZE, "fact", indent=ceil(status.width) + _MARK_GAP)
    fits = beside.width <= limit
    below = [(clean(text), "fact", "") for text in (*(() if fits else (beside.text,)), *overlay.counts)]
    lines, bottom = _stack(_broken(below, limit - indent), top + BODY_LEADING)
    first = (status, beside) if fits and beside.text else (status,)
    return (*first, *(replace(line, indent=indent) for line in lines)), bottom


def _tip(step: Step, overlay: StepOverlay | None) -> str:
    """What the mouse brings up: meaning, articles, remedy, the case's findings."""
    lines = [clean(step.name), clean(step.meaning)]
    articles = _cited((*step.citations, *(each for demand in step.demands for each in demand.citations)))
    lines.append(clean(f"依据：{articles}") if articles else "")
    lines.append(clean(f"补正：{step.remedy}") if step.remedy else "")
    lines += [clean(detail) for detail in overlay.details] if overlay else []
    return "\n".join(line for line in lines if line)
