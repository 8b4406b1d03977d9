"""What stands in the box of a step, and how large the box must be for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from math import ceil

from dsl.describe.citations import places_by_source
from dsl.model.nodes import Demand, Step
from dsl.norms.nodes import Citation
from visualize.graph import may_be_passed
from visualize.marks import Badge
from visualize.metrics import clean, text_width, wrap

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
WAVE = 8
"""Height of the waved lower edge of a document."""
SIDE = 8
"""Width of the two bars of a predefined process."""

_SHOWN_ELSEWHERE = frozenset({"主体", "次序"})
"""Entries that the head of the box and the arrows show."""


class Symbol(Enum):
    """Symbols of GB/T 1526 (ISO 5807) that a step is drawn with; the value is what a legend says."""

    PROCESS = "步骤"
    DOCUMENT = "公示、公布"
    PREDEFINED = "另一个程序"


_PUBLISHED = frozenset({"公示", "公布", "公告", "公开"})


@dataclass(frozen=True, slots=True)
class Note:
    """What the lower part of a box says: a badge, a short text beside it, lines below it.

    ``details`` go to the tooltip.
    """

    badge: Badge
    beside: str = ""
    lines: tuple[str, ...] = ()
    details: tuple[str, ...] = ()


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
    heights of separating lines. ``dashed``: the step may be left out. ``band``
    is the height at which its note begins, with its ``badge`` and ``facts`` (the
    lines after the mark).
    """

    width: int
    height: int
    heads: tuple[Line, ...]
    demands: tuple[Line, ...]
    rules: tuple[int, ...]
    dashed: bool
    tip: str
    symbol: Symbol = Symbol.PROCESS
    badge: Badge | None = None
    band: int = 0
    facts: tuple[Line, ...] = ()


def step_box(
    step: Step, note: Note | None, loose: Sequence[str], wrap_em: int, *, actors: bool = True, whole: bool = False
) -> Box:
    """The box of a step, its text no wider than ``wrap_em`` Chinese characters.

    ``loose`` are phrases about its order that no arrow shows. ``actors``: its
    bodies stand in it; ``whole``: so do its meaning, articles and remedy, which
    the tooltip holds in any case.
    """
    limit = wrap_em * BODY_SIZE
    title = [(text, TITLE_SIZE, "name", True, "") for text in wrap(clean(step.name), limit, TITLE_SIZE, bold=True)]
    body = [(clean("、".join(step.actors)) if actors else "", "actor", ""), (_condition(step), "condition", "")]
    asked = [(clean(text), "demand", "") for text in loose]
    asked += [
        (_demand(demand), "demand", cited(demand.citations))
        for demand in step.demands
        if demand.label not in _SHOWN_ELSEWHERE
    ]
    if step.inner:
        asked.insert(0, (f"按{clean(step.inner)}办理", "demand", ""))
    if whole:
        asked = [(f"{text}【{tip}】" if tip else text, role, tip) for text, role, tip in asked]
        asked += [(text, "demand", "") for text in _told(step)]

    heads, y = _stack([*title, *_broken(body, limit)], PAD_Y)
    demands, bottom = _stack(_broken(list(dict.fromkeys(asked)), limit), y + _GAP)
    rules = (y + _GAP // 2,) if demands else ()
    band = (bottom if demands else y) + PAD_Y
    facts, y = _facts(note, limit, band + _GAP // 2) if note else ((), band)
    y += _GAP // 2 if facts else 0
    symbol = _symbol(step)
    y += WAVE if symbol is Symbol.DOCUMENT else 0
    width = max(_MIN_WIDTH, 2 * PAD_X + ceil(max((line.width for line in (*heads, *demands, *facts)), default=0)))
    return Box(
        # Even numbers put the corners of a centred box on whole pixels.
        width=width + width % 2,
        height=y + y % 2,
        heads=heads,
        demands=demands,
        rules=rules,
        dashed=may_be_passed(step),
        tip=_tip(step, note),
        symbol=symbol,
        badge=note.badge if note else None,
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


def cited(citations: Sequence[Citation]) -> str:
    """Several citations, each source once with all its articles; '' for none."""
    return "；".join(title + "、".join(places) for title, places in places_by_source(citations).items())


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


def _symbol(step: Step) -> Symbol:
    if step.inner:
        return Symbol.PREDEFINED
    published = any(demand.label in _PUBLISHED for demand in step.demands)
    return Symbol.DOCUMENT if published else Symbol.PROCESS


def _facts(note: Note, limit: float, top: int) -> tuple[tuple[Line, ...], int]:
    """The word of the badge beside its mark, the short text after it where it fits, then the lines."""
    indent = MARK + _MARK_GAP
    status = Line(note.badge.word, top + BODY_LEADING // 2, BODY_SIZE, "status", True, indent=indent)
    beside = Line(clean(note.beside), status.y, BODY_SIZE, "fact", indent=ceil(status.width) + _MARK_GAP)
    fits = beside.width <= limit
    below = [(clean(text), "fact", "") for text in (*(() if fits else (beside.text,)), *note.lines)]
    lines, bottom = _stack(_broken(below, limit - indent), top + BODY_LEADING)
    first = (status, beside) if fits and beside.text else (status,)
    return (*first, *(replace(line, indent=indent) for line in lines)), bottom


def _told(step: Step) -> list[str]:
    """Meaning, articles and remedy of a step, those that there are."""
    articles = cited((*step.citations, *(each for demand in step.demands for each in demand.citations)))
    told = [clean(step.meaning), articles and clean(f"依据：{articles}")]
    told.append(clean(f"补正：{step.remedy}") if step.remedy else "")
    return [text for text in told if text]


def _tip(step: Step, note: Note | None) -> str:
    """What the mouse brings up: meaning, articles, remedy, the case's findings."""
    lines = [clean(step.name), *_told(step)]
    lines += [clean(detail) for detail in note.details] if note else []
    return "\n".join(line for line in lines if line)
