"""A slider that tells a case again: at each position only what was known by then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import traitlets

from cunwu.cases.replay import UNTITLED
from cunwu.report.handbook_cases import said
from cunwu.report.words import day_text
from cunwu.widgets.shown import Shown, rendered, script
from cunwu.widgets.verdicts import Changes, Group, Head, changes_of, groups_of, head_of
from dsl.norms.nodes import DATE
from engine.live.told import RECORD, Kind
from engine.records.vocabulary import STEP

if TYPE_CHECKING:
    from cunwu.cases.replay import Moment
    from cunwu.work import Work
    from dsl.model.nodes import Procedure

_DAY_OF_CHECK = "审查日"


class Spoken(NamedTuple):
    """What is told at a position: the name of the position, and what else is said."""

    label: str
    said: str


class Frame(NamedTuple):
    """One position of the slider."""

    moment: Spoken
    head: Head
    changes: tuple[Changes, ...]
    found: tuple[Group, ...]
    step: str


class Replay(Shown):
    """A case step by step. ``position`` is the entry up to which it is told; each has its frame in ``frames``."""

    _esm = script("replay.js")
    title = traitlets.Unicode().tag(sync=True)
    frames = traitlets.List(trait=traitlets.Dict()).tag(sync=True)
    position = traitlets.Int(0).tag(sync=True)

    def __init__(self, moments: Sequence[Moment], procedure: Procedure | None, maps: Sequence[str]) -> None:
        self._told = tuple(_frame(moment) for moment in moments)
        self._maps = tuple(maps)
        names = [step.name for step in procedure.steps] if procedure else []
        frames = [
            {
                "label": frame.moment.label,
                "word": frame.head.word,
                "tone": frame.head.tone,
                "html": rendered("replay_frame.html", **frame._asdict()),
                "svg": svg,
                "step": names.index(frame.step) if frame.step in names else -1,
            }
            for frame, svg in zip(self._told, self._maps, strict=True)
        ]
        title = moments[-1].result.record.title or UNTITLED
        super().__init__(title=title, frames=frames, position=len(frames) - 1)

    @traitlets.validate("position")
    def _inside(self, proposal: Any) -> int:
        return max(0, min(int(proposal["value"]), len(self.frames) - 1))

    def still_html(self) -> str:
        """All positions below each other, with the map of the last."""
        from markupsafe import Markup

        svg = Markup(self._maps[-1])
        return rendered("replay_still.html", title=self.title, frames=self._told, svg=svg)

    def still_text(self) -> str:
        """A line for each position."""
        lines = [
            f"{number}. {frame.moment.label}（{frame.head.as_of}）→ {frame.head.word}" + _turned(frame.changes)
            for number, frame in enumerate(self._told)
        ]
        return "\n".join([self.title, *lines])


def maps_of(moments: Sequence[Moment], procedure: Procedure | None, work: Work) -> list[str]:
    """The map at each position, with the steps that may come next; '' where there is no procedure to draw."""
    from cunwu.cases.adviser import Adviser
    from cunwu.views import ProcedureMap
    from visualize import LayoutError, MapOptions

    if procedure is None:
        return [""] * len(moments)
    narrow = MapOptions(heading=False, legend=False, lanes=False)
    advisers: dict[int, Adviser] = {}
    maps = []
    for moment in moments:
        evaluator = work.evaluator(moment.result)
        if id(evaluator) not in advisers:
            advisers[id(evaluator)] = Adviser.of(evaluator, moment.result)
        steps = advisers[id(evaluator)].steps(moment.result)
        try:
            maps.append(ProcedureMap(procedure, moment.result, steps).svg(narrow))
        except LayoutError:
            maps.append("")
    return maps


def _frame(moment: Moment) -> Frame:
    result = moment.result
    step = str(moment.told.content.get(STEP, "")) if moment.told else ""
    return Frame(_spoken(moment), head_of(result), changes_of(moment.shifts, result), groups_of(result), step)


def _spoken(moment: Moment) -> Spoken:
    told = moment.told
    if told is None:
        return Spoken(_DAY_OF_CHECK, f"到{day_text(moment.result.report.as_of, 'zh')}，没有新的登记")
    content = {name: value for name, value in told.content.items() if name not in (STEP, DATE)}
    facts = "，".join(_facts(content))
    if told.kind is Kind.ADDED:
        return Spoken(str(told.content[STEP]), "，".join(filter(None, (said(told.content.get(DATE, "")), facts))))
    target = f"第{told.target}号" if told.target != RECORD else ""
    return Spoken(told.kind.chinese + target, facts)


def _facts(content: dict[str, object]) -> Iterator[str]:
    for name, value in content.items():
        if value is None:
            yield f"{name}改回未载明"
        else:
            yield f"{name} {said(value)}"


def _turned(changes: Sequence[Changes]) -> str:
    """The violations that arose, by name."""
    names = [one.item.norm for group in changes for one in group.changes if one.item and one.tone == "violated"]
    return f"，违规：{'、'.join(names)}" if names else ""
