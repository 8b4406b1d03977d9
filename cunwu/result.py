"""What ``cunwu.check`` answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from engine.findings.nodes import Finding, Overall, Report

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cunwu.catalogue import Catalogue
    from cunwu.language import Lang
    from dsl.diagnostics.nodes import Diagnostic
    from engine.facts import Facts
    from engine.records.nodes import DecisionRecord
    from engine.rete.second import SecondOpinion

EXIT_CODES = {
    Overall.COMPLIANT: 0,
    Overall.VIOLATED: 1,
    Overall.INCOMPLETE: 2,
    Overall.IN_PROGRESS: 2,
    Overall.NO_RULE: 2,
}

ENGINE_DIFFERS = 4
"""The exit code that goes before all verdicts: the rule engine differs from the reference."""


@dataclass(frozen=True)
class CheckResult:
    """A record, what was found in it, and ways to show it.

    ``diagnostics`` are warnings about the record itself; ``file`` is where it
    was read from, '' if nowhere, and ``case`` the case's number where that is a
    workbook. ``opinion`` is that of the rule engine, where it was asked. In a
    notebook the result shows itself.
    """

    record: DecisionRecord
    report: Report
    facts: Facts
    catalogue: Catalogue
    diagnostics: tuple[Diagnostic, ...] = ()
    file: str = ""
    case: str = ""
    opinion: SecondOpinion | None = None

    @property
    def overall(self) -> Overall:
        """The verdict on the record."""
        return self.report.overall

    @property
    def findings(self) -> tuple[Finding, ...]:
        """One finding for each norm, in the order of the rulesets."""
        return self.report.findings

    @property
    def exit_code(self) -> int:
        """0 合规, 1 不合规, 2 otherwise; 4 where the rule engine gave another verdict, or none, on a norm."""
        return ENGINE_DIFFERS if self.opinion and self.opinion.disagreements else EXIT_CODES[self.overall]

    def text(self, lang: Lang = "zh", colour: bool = False, *, everything: bool = False, columns: int = 100) -> str:
        """The report for a terminal of so many columns.

        ``everything`` shows what is in order and what doesn't apply in full.
        """
        from cunwu.report.build import ALL, TO_DEAL_WITH, view_of
        from cunwu.report.text import TextReport

        view = view_of(self, lang, ALL if everything else TO_DEAL_WITH)
        return TextReport(lang, colour=colour, columns=columns, everything=everything).render(view)

    def to_dict(self) -> dict[str, Any]:
        """The report as data of JSON types."""
        from cunwu.report.data import to_dict

        return to_dict(self)

    def html(self, lang: Lang = "zh") -> str:
        """The report as one self-contained page, printable on A4."""
        from cunwu.report.page import page

        return page([self], lang)

    def __str__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        from cunwu.report.page import framed

        return framed(self.html())

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> Mapping[str, str]:
        return {"text/plain": self.text(), "text/html": self._repr_html_()}
