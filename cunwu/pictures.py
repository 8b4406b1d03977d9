"""Pictures of what the rules hold and of where cases stand, beside the map of a procedure (``views.ProcedureMap``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cunwu.catalogue import NotOneError
from cunwu.errors import UsageError

if TYPE_CHECKING:
    from cunwu.catalogue import Catalogue
    from cunwu.result import CheckResult
    from cunwu.views import ProcedureMap
    from cunwu.work import Work
    from dsl.model.nodes import Matter, Procedure, RuleSet
    from engine.advice.steps import NextStep
    from visualize import Picture


@dataclass(frozen=True)
class Drawing:
    """A picture that shows itself in a notebook; ``text`` is what it shows in words.

    ``long``: a table that may go over several pages, and isn't shrunk to one.
    """

    picture: Picture
    long: bool = False

    def svg(self) -> str:
        """The picture as SVG text."""
        return self.picture.svg(to_height=not self.long)

    @property
    def text(self) -> str:
        """The picture in words."""
        return f"{self.picture.title}。{self.picture.description}"

    def __str__(self) -> str:
        return self.text

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> Mapping[str, str]:
        return {"image/svg+xml": self.svg(), "text/plain": self.text}


@dataclass(frozen=True)
class ComparedMap:
    """Two procedures in one picture."""

    before: Procedure
    after: Procedure

    def svg(self) -> str:
        """The picture as SVG text."""
        return self.drawing.svg()

    def mermaid(self) -> str:
        """Both as Mermaid text."""
        from visualize.compare import mermaid

        return mermaid(self.before, self.after)

    @property
    def drawing(self) -> Drawing:
        """The picture."""
        from visualize.compared import compared

        return Drawing(compared(self.before, self.after))

    def __str__(self) -> str:
        return self.drawing.text

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> Mapping[str, str]:
        return self.drawing._repr_mimebundle_()


def map_of(catalogue: Catalogue, name: str, *, narrow: bool = False) -> ProcedureMap | Drawing:
    """The map of a procedure, of a matter (with its procedure, where it has one), or of a whole list of powers.

    ``narrow``: fit for a phone. Raises UsageError where there is nothing of that name.
    """
    if not name:
        raise UsageError("请写明画哪一个程序、事项或者清单。", "Say which procedure, matter or list to draw.")
    from cunwu.views import ProcedureMap

    try:
        return ProcedureMap(catalogue.procedure(name), narrow=narrow)
    except NotOneError as error:
        if error.several:
            raise
        unknown = error
    matter = _matter(catalogue, name)
    if matter is not None:
        return Drawing(_matter_picture(catalogue, matter, narrow), long=narrow)
    ruleset = _list(catalogue, name)
    if ruleset is not None:
        from visualize.power_list import draw_list

        return Drawing(draw_list(ruleset, 1) if narrow else draw_list(ruleset), long=narrow)
    raise unknown


def step_map(procedure: Procedure, step: str, result: CheckResult | None = None) -> Drawing:
    """One step of a procedure with all that is asked of it. Raises UsageError where there is no such step."""
    from visualize import draw_step, overlay_of

    case = overlay_of(procedure, result.findings, result.facts) if result else None
    try:
        return Drawing(draw_step(procedure, step, case=case))
    except KeyError as error:
        names = "、".join(one.name for one in procedure.steps)
        raise UsageError(
            f"程序“{procedure.name}”没有步骤“{step}”。有：{names}。",
            f"“{procedure.name}” has no step “{step}”. It has: {names}.",
        ) from error


def procedure_of(result: CheckResult) -> Procedure:
    """The procedure that a case follows. Raises UsageError where it follows none, or several."""
    from cunwu.report.page import procedures_of

    found = procedures_of(result)
    if len(found) == 1:
        return found[0]
    names = "、".join(one.name for one in found)
    raise UsageError(
        f"这份记录适用几个程序：{names}。请写明画哪一个。" if found else "这份记录没有适用的程序。请写明画哪一个程序。",
        f"The record follows several procedures: {names}. Say which one." if found else
        "The record follows no procedure. Say which one to draw.",
    )  # fmt: skip


def timeline_of(work: Work, result: CheckResult) -> Drawing:
    """A case on its days: what happened, what is due, what may come next."""
    from visualize.timeline import timeline

    title = f"时间线：{_title(result)}"
    return Drawing(timeline(title, result.facts, result.findings, result.report.as_of, coming(work, result)))


def coming(work: Work, result: CheckResult) -> tuple[NextStep, ...]:
    """The steps that may come next in a case."""
    from cunwu.cases.adviser import Adviser

    return Adviser.of(work.evaluator(result), result).steps(result)


def matrix_of(results: Sequence[CheckResult]) -> Drawing:
    """The norms by their verdicts, of one case or of several side by side."""
    from visualize.matrix import matrix

    cases = {}
    for number, result in enumerate(results, 1):
        name = _title(result)
        cases[f"{name}（{number}）" if name in cases else name] = result.findings
    title = f"规范核对表：{next(iter(cases))}" if len(results) == 1 else "规范核对表"
    return Drawing(matrix(title, cases), long=True)


def _title(result: CheckResult) -> str:
    return result.record.title or result.case or result.file or "记录"


def _matter(catalogue: Catalogue, name: str) -> Matter | None:
    """The matter of that title or number, or ``ruleset:title``. Raises UsageError where several lists have it."""
    wanted = name.strip()
    pairs = [(ruleset.id, one) for ruleset in catalogue.rulesets for one in ruleset.matters]
    found = [
        (ruleset, one)
        for ruleset, one in pairs
        if wanted.removeprefix("事项").strip() in (one.title, one.number) or wanted == f"{ruleset}:{one.title}"
    ]
    if len(found) > 1:
        several = "、".join(f"{ruleset}:{one.title}" for ruleset, one in found)
        raise UsageError(
            f"“{name}”可以指{len(found)}个事项：{several}。请写全名。",
            f"“{name}” can mean {len(found)} matters: {several}. Give the full name.",
        )
    return found[0][1] if found else None


def _list(catalogue: Catalogue, name: str) -> RuleSet | None:
    """The ruleset of that id or title that has matters."""
    return next((one for one in catalogue.rulesets if name.strip() in (one.id, one.title) and one.matters), None)


def _matter_picture(catalogue: Catalogue, matter: Matter, narrow: bool) -> Picture:
    from visualize import MapOptions
    from visualize.maps import picture_of
    from visualize.pen import together
    from visualize.power_list import draw_matter

    card = draw_matter(matter, narrow=narrow)
    if not matter.procedure:
        return card
    flow = picture_of(catalogue.procedure(matter.procedure), options=MapOptions(lanes=not narrow))
    return together(card.title, [card, flow], beside=False)
