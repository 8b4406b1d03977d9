"""A result as its readers see it: sentences and groups, before any layout.

Terminal, page and JSON are all made from this, so they say the same.
"""

from __future__ import annotations

from typing import NamedTuple

from engine.findings.nodes import Overall, Verdict

FEW = 5
"""So many findings in order are shown with their reasons."""


class FactLine(NamedTuple):
    """A fact that a finding rests on, its value in words, and the line or cell of the record that states it."""

    name: str
    value: str
    line: int | str | None


class Item(NamedTuple):
    """One finding in words.

    ``word`` is the verdict as read (advice that isn't followed is 提示, not 违规);
    ``where`` names the occurrence (step and day); ``place`` is the norm's own,
    as file and line; ``human`` is what no engine can decide. A finding that
    need not be told in full has neither reasons nor facts nor a remedy.
    """

    verdict: Verdict
    mark: str
    word: str
    norm: str
    norm_id: str
    ruleset: str
    advice: bool
    citation: str
    where: str
    reasons: tuple[str, ...]
    remedy: str
    consequence: str
    missing: tuple[str, ...]
    facts: tuple[FactLine, ...]
    human: tuple[str, ...]
    caveats: tuple[str, ...]
    place: str


class MissingGroup(NamedTuple):
    """What is missing, and all norms that the same missing facts would decide."""

    missing: tuple[str, ...]
    items: tuple[Item, ...]


class UnlistedStep(NamedTuple):
    """A step that the record doesn't mention, and how many norms wait to hear of it."""

    step: str
    norms: int


class ReportView(NamedTuple):
    """A report in words, its findings grouped by what a reader must do about them.

    ``unknown`` waits for facts of what the record does mention; ``unlisted`` for
    whole steps, which ``steps`` sums up: a record that isn't closed leaves
    many of those open. ``counts`` are words with numbers (2 条违规); ``warnings`` concern the
    record's own numbers; ``human`` is said once for the whole record.
    """

    title: str
    file: str
    overall: Overall
    overall_word: str
    as_of: str
    rulesets: tuple[str, ...]
    counts: tuple[str, ...]
    violated: tuple[Item, ...]
    unknown: tuple[MissingGroup, ...]
    unlisted: tuple[MissingGroup, ...]
    steps: tuple[UnlistedStep, ...]
    pending: tuple[Item, ...]
    advice: tuple[Item, ...]
    compliant: tuple[Item, ...]
    not_applicable: tuple[Item, ...]
    warnings: tuple[str, ...]
    notes: tuple[str, ...]
    human: tuple[str, ...]
