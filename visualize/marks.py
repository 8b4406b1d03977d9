"""The marks of a step: each with its own shape and word, so that no colour is needed to tell them apart.

Colours are those of Okabe and Ito, which people with colour-blindness can tell apart.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.findings.nodes import Verdict
from engine.findings.steps import StepStatus


@dataclass(frozen=True, slots=True)
class Style:
    """How a status is drawn: colour of mark and border, tint of the band, border width."""

    colour: str
    tint: str
    border: float


STYLES = {
    StepStatus.COMPLIANT: Style("#009E73", "#E3F4EE", 1.6),
    StepStatus.VIOLATED: Style("#D55E00", "#FBE9DF", 3.2),
    StepStatus.UNKNOWN: Style("#E69F00", "#FDF3DC", 2.2),
    StepStatus.PENDING: Style("#0072B2", "#E1EEF6", 1.6),
    StepStatus.NOT_STARTED: Style("#777777", "#F4F4F4", 1.0),
    StepStatus.NOT_APPLICABLE: Style("#777777", "#F4F4F4", 1.0),
}

STATUS_OF = {
    Verdict.VIOLATED: StepStatus.VIOLATED,
    Verdict.UNKNOWN: StepStatus.UNKNOWN,
    Verdict.PENDING: StepStatus.PENDING,
    Verdict.COMPLIANT: StepStatus.COMPLIANT,
    Verdict.NOT_APPLICABLE: StepStatus.NOT_APPLICABLE,
}
"""The status by whose mark a verdict is shown; the worst first."""

_MARKS = {
    # ✓ in a disc
    StepStatus.COMPLIANT: (
        '<circle cx="7" cy="7" r="7" fill="{c}"/>'
        '<path d="M3.4 7.3L6 9.9L10.7 4.6" fill="none" stroke="#fff" stroke-width="2"/>'
    ),
    # ✗ in a square
    StepStatus.VIOLATED: (
        '<rect x="0" y="0" width="14" height="14" fill="{c}"/>'
        '<path d="M3.5 3.5L10.5 10.5M10.5 3.5L3.5 10.5" fill="none" stroke="#fff" stroke-width="2.2"/>'
    ),
    # ? in a triangle; drawn, since a letter would depend on the font
    StepStatus.UNKNOWN: (
        '<path d="M7 -0.6L15 14.2H-1Z" fill="{c}"/>'
        '<path d="M5 6.6C5 3.9 9 3.9 9 6.6C9 8.2 7 8.1 7 10" fill="none" stroke="#000" stroke-width="1.4"/>'
        '<circle cx="7" cy="12" r="0.9" fill="#000"/>'
    ),
    # … in a ring
    StepStatus.PENDING: (
        '<circle cx="7" cy="7" r="6.2" fill="#fff" stroke="{c}" stroke-width="1.6"/>'
        '<circle cx="3.9" cy="7" r="1.1" fill="{c}"/><circle cx="7" cy="7" r="1.1" fill="{c}"/>'
        '<circle cx="10.1" cy="7" r="1.1" fill="{c}"/>'
    ),
    # an empty square
    StepStatus.NOT_STARTED: (
        '<rect x="1" y="1" width="12" height="12" fill="#fff" stroke="{c}" stroke-width="1.4" stroke-dasharray="3 2"/>'
    ),
    # a dash
    StepStatus.NOT_APPLICABLE: '<path d="M1.5 7H12.5" fill="none" stroke="{c}" stroke-width="2.4"/>',
}


@dataclass(frozen=True, slots=True)
class Badge:
    """What a step is marked with: a word, how box and band look, and the mark (SVG, 14 pixels square)."""

    word: str
    style: Style
    mark: str


def mark(status: StepStatus) -> str:
    """SVG of the mark, 14 pixels square from the origin."""
    return _MARKS[status].replace("{c}", STYLES[status].colour)


def badge_of(status: StepStatus) -> Badge:
    """How the status of a case's step is shown."""
    return Badge(status.value, STYLES[status], mark(status))
