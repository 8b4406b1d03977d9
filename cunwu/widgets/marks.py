"""The marks of verdicts, as the maps have them: each with its own shape beside its colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.findings.nodes import Overall, Verdict
from engine.findings.steps import StepStatus
from visualize.marks import mark as mark_of

if TYPE_CHECKING:
    from markupsafe import Markup

_STATUS = {
    Verdict.COMPLIANT: StepStatus.COMPLIANT,
    Verdict.VIOLATED: StepStatus.VIOLATED,
    Verdict.PENDING: StepStatus.PENDING,
    Verdict.UNKNOWN: StepStatus.UNKNOWN,
    Verdict.NOT_APPLICABLE: StepStatus.NOT_APPLICABLE,
    Overall.COMPLIANT: StepStatus.COMPLIANT,
    Overall.VIOLATED: StepStatus.VIOLATED,
    Overall.INCOMPLETE: StepStatus.UNKNOWN,
    Overall.IN_PROGRESS: StepStatus.PENDING,
    Overall.NO_RULE: StepStatus.NOT_APPLICABLE,
}
ADVICE = "advice"
"""What isn't followed and need not be (提示)."""
# ! in a rhombus
_ADVICE = (
    '<path d="M7 -0.8L14.8 7L7 14.8L-0.8 7Z" fill="#56B4E9"/>'
    '<path d="M7 3.2V8.2" stroke="#000" stroke-width="1.8"/><circle cx="7" cy="10.8" r="1.1" fill="#000"/>'
)
TONES = {
    Verdict.COMPLIANT: "compliant",
    Verdict.VIOLATED: "violated",
    Verdict.PENDING: "pending",
    Verdict.UNKNOWN: "unknown",
    Verdict.NOT_APPLICABLE: "none",
    Overall.COMPLIANT: "compliant",
    Overall.VIOLATED: "violated",
    Overall.INCOMPLETE: "unknown",
    Overall.IN_PROGRESS: "pending",
    Overall.NO_RULE: "none",
}


def mark(verdict: Verdict | Overall | str) -> Markup:
    """The mark of a verdict, or of ``ADVICE``, as a small SVG; the word stands beside it."""
    from markupsafe import Markup

    drawn = _ADVICE if verdict == ADVICE else mark_of(_STATUS[verdict])  # type: ignore[index]
    return Markup(
        f'<svg class="cunwu-mark" viewBox="-1 -1 16 16" width="16" height="16" aria-hidden="true">{drawn}</svg>'
    )
