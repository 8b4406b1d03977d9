"""What ``cunwu.explain`` and ``cunwu.map`` answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cunwu.errors import UsageError
from cunwu.language import Lang

if TYPE_CHECKING:
    from cunwu.result import CheckResult
    from cunwu.work import Work
    from dsl.model.nodes import Procedure
    from engine.advice.steps import NextStep
    from engine.advice.whynot import Turn
    from engine.findings.nodes import Finding
    from engine.interpret.evaluator import Evaluator
    from visualize import CaseOverlay, MapOptions
    from visualize.raster import Format


@dataclass(frozen=True)
class Explanation:
    """How one norm was judged on one record, and by the ``evaluator`` what would have turned the verdict."""

    result: CheckResult
    finding: Finding
    evaluator: Evaluator

    @classmethod
    def of(cls, work: Work, result: CheckResult, norm: str) -> Explanation:
        """The explanation for the norm of that name. Raises UsageError where there is none, or it wasn't checked."""
        wanted = result.catalogue.norm(norm).id
        for finding in result.findings:
            if finding.norm.id == wanted:
                return cls(result, finding, work.evaluator(result))
        raise UsageError(
            f"这份记录写明了只核对哪些规范，其中没有“{wanted}”。",
            f"The record says which norms to check, and “{wanted}” is not among them.",
        )

    def why_not(self) -> tuple[Turn, ...]:
        """The smallest changes of facts that turn the finding into 合规, lawful ones first; none where it is 合规."""
        from engine.advice.whynot import why_not

        result = self.result
        return why_not(self.evaluator, result.record, result.report.as_of, self.finding.norm.id)

    def text(self, lang: Lang = "zh", colour: bool = False, *, days: bool = False, columns: int = 100) -> str:
        """The explanation for a terminal; ``days`` counts periods day by day."""
        from cunwu.report.explanation import explanation

        return explanation(self, lang, colour=colour, days=days, columns=columns)

    def __str__(self) -> str:
        return self.text()

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> Mapping[str, str]:
        return {"text/plain": self.text()}


@dataclass(frozen=True)
class ProcedureMap:
    """A procedure as a picture, with a case on it where there is one. In a notebook it shows itself.

    ``coming`` are the steps that may come next in the case. ``narrow``: fit for a
    phone, without a column for each body.
    """

    procedure: Procedure
    result: CheckResult | None = None
    coming: tuple[NextStep, ...] = ()
    narrow: bool = False

    @classmethod
    def of(cls, work: Work, result: CheckResult, procedure: str = "", *, narrow: bool = False) -> ProcedureMap:
        """The map of a case with what may come next, by default of the procedure that it follows.

        Raises UsageError where there is no such procedure.
        """
        from cunwu.pictures import coming, procedure_of

        found = result.catalogue.procedure(procedure) if procedure else procedure_of(result)
        return cls(found, result, coming(work, result), narrow)

    def svg(self, options: MapOptions | None = None) -> str:
        """The picture as SVG text."""
        from visualize import draw

        return draw(self.procedure, case=self._case(), options=options or self._options())

    def _options(self) -> MapOptions:
        from visualize import MapOptions

        return MapOptions(lanes=not self.narrow)

    def _case(self) -> CaseOverlay | None:
        if self.result is None:
            return None
        from visualize import overlay_of

        return overlay_of(self.procedure, self.result.findings, self.result.facts, self.coming)

    def bpmn(self) -> str:
        """The procedure as BPMN 2.0 XML with its layout."""
        from visualize import bpmn

        return bpmn(self.procedure)

    def mermaid(self) -> str:
        """The procedure as Mermaid text."""
        from visualize import mermaid

        return mermaid(self.procedure)

    def dot(self) -> str:
        """The source from which Graphviz draws the procedure."""
        from visualize import dot_source

        return dot_source(self.procedure, case=self._case(), options=self._options())

    def png(self) -> bytes:
        """The picture as PNG by a system Graphviz. Raises UsageError where there is none, or no Chinese font."""
        return self._image("png")

    def pdf(self) -> bytes:
        """The picture as PDF by a system Graphviz. Raises UsageError where there is none, or no Chinese font."""
        return self._image("pdf")

    def _image(self, form: Format) -> bytes:
        from visualize.raster import ImageError, image

        try:
            return image(self.dot(), form, f"流程图：{self.procedure.name}")
        except ImageError as error:
            raise UsageError(str(error), error.english) from error

    def __str__(self) -> str:
        return f"{self.procedure.name}：{' → '.join(step.name for step in self.procedure.steps)}"

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> Mapping[str, str]:
        return {"image/svg+xml": self.svg(), "text/plain": str(self)}
