"""Where a case stands, and what an entry changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from engine.findings.steps import StepState, states_of
from engine.live.obligations import Obligation, obligations
from engine.live.shifts import Shift
from engine.live.told import State

if TYPE_CHECKING:
    from cunwu.errors import CunwuError
    from cunwu.language import Lang
    from cunwu.register import Entry
    from cunwu.result import CheckResult
    from dsl.model.nodes import Procedure


@dataclass(frozen=True)
class Standing:
    """A case as it stands on the day of ``result.report.as_of``: its entries, what they come to, and what was found."""

    case: str
    entries: tuple[Entry, ...]
    state: State
    result: CheckResult

    @cached_property
    def steps(self) -> tuple[tuple[Procedure, tuple[StepState, ...]], ...]:
        """The procedures that the case follows, and how each of their steps stands."""
        from cunwu.report.page import procedures_of

        result = self.result
        return tuple((one, states_of(one, result.findings, result.facts)) for one in procedures_of(result))

    @cached_property
    def obligations(self) -> tuple[Obligation, ...]:
        """What has to be done by a day, the earliest first."""
        return obligations(self.result.findings, self.result.facts)

    @property
    def rules(self) -> Mapping[str, str]:
        """The digest of each ruleset by which the case was judged."""
        return digests(self.result)


class Unread(NamedTuple):
    """A case that can't be judged, and why."""

    case: str
    error: CunwuError


@dataclass(frozen=True)
class Answer:
    """What the engine answers to new entries of a case: where it stands now, and what changed.

    ``new`` are the entries just written, ``meanwhile`` those that others wrote
    since the writer looked; ``rules`` the titles of rulesets that changed since
    the last answer; ``twins`` pairs of a new entry and an older one that says the same.
    """

    standing: Standing
    new: tuple[Entry, ...]
    shifts: tuple[Shift, ...]
    rules: tuple[str, ...] = ()
    meanwhile: tuple[Entry, ...] = ()
    twins: tuple[tuple[int, int], ...] = ()

    def text(self, lang: Lang = "zh", columns: int = 100) -> str:
        """For a person: what changed; or, where nothing was written, where the case stands."""
        from cunwu.report.case import CaseText

        layout = CaseText(lang, colour=False, columns=columns)
        return layout.answer(self) if self.new else layout.status(self.standing, self)

    def to_dict(self) -> dict[str, Any]:
        """As JSON types."""
        from cunwu.report.case_data import answer_data

        return answer_data(self)

    def __str__(self) -> str:
        return self.text()

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> Mapping[str, str]:
        return {"text/plain": self.text()}


def digests(result: CheckResult) -> dict[str, str]:
    """The digests of the rulesets that have norms for a record."""
    with_norms = {program.ruleset for program in result.catalogue.programs if program.norms}
    return {head.id: head.digest for head in result.catalogue.heads if head.id in with_norms}
