"""What an evaluator says of a record: findings, independent of how they are shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dsl.diagnostics.nodes import Span
from dsl.norms.nodes import Citation, Expr, Norm
from dsl.values import Value


class Verdict(StrEnum):
    """The five verdicts on one norm; the value is its English code."""

    COMPLIANT = "compliant"
    VIOLATED = "violated"
    PENDING = "pending"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"

    @property
    def chinese(self) -> str:
        """The word that users read."""
        return _CHINESE[self]


_CHINESE = {
    Verdict.COMPLIANT: "合规",
    Verdict.VIOLATED: "违规",
    Verdict.PENDING: "未到期",
    Verdict.UNKNOWN: "待补充",
    Verdict.NOT_APPLICABLE: "不适用",
}


class Overall(StrEnum):
    """The verdict on a record; the value is the Chinese word."""

    COMPLIANT = "合规"
    VIOLATED = "不合规"
    INCOMPLETE = "待补正"
    IN_PROGRESS = "进行中"
    NO_RULE = "无适用规则"


@dataclass(frozen=True, slots=True)
class UsedFact:
    """A fact that a finding rests on. ``event`` is its step and place in date order, or None."""

    name: str
    step: str
    occurrence: int
    value: Value
    place: Span | None


@dataclass(frozen=True, slots=True)
class MissingFact:
    """A fact whose absence leaves a norm undecided.

    ``step`` '' : a fact of the record as a whole. ``name`` '' : the occurrence
    of the step itself. ``reason`` is set when it isn't the record that lacks
    something (``calendar``: a year outside the known arrangement;
    ``parameter``: a value that its source leaves open).
    """

    name: str
    step: str
    reason: str = ""


IN_FORCE, CONDITION, EXCEPTION, REQUIREMENT = "施行", "条件", "例外", "要求"
"""The parts of a norm that a reason comes from: its validity, its condition, an exception, its requirement."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of the reasoning: an expression, what came out, and its operands' values.

    ``part`` says where it comes from: ``IN_FORCE``, ``CONDITION``, ``EXCEPTION`` or ``REQUIREMENT``.
    """

    part: str
    expr: Expr
    outcome: Value | None
    operands: tuple[tuple[Expr, Value | None], ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One norm on one record.

    ``step`` and ``day`` name the occurrence that decided (for a norm about
    each occurrence: the worst one). ``citation`` is the one in force on that
    day. ``human`` lists what no engine can decide (需人工), in Chinese.
    """

    norm: Norm
    verdict: Verdict
    step: str
    day: date | None
    citation: Citation | None
    reasons: tuple[Reason, ...]
    facts: tuple[UsedFact, ...]
    missing: tuple[MissingFact, ...]
    deadline: date | None
    exception: str
    human: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All findings on a record, in the order of the rulesets."""

    overall: Overall
    findings: tuple[Finding, ...]
    as_of: date
    notes: tuple[str, ...]
