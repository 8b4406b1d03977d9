"""Verdicts as small numbers, for evaluators that give many of them."""

from __future__ import annotations

from enum import IntEnum

from engine.findings.nodes import Verdict


class Code(IntEnum):
    """A verdict as a number: the larger, the worse for a norm about each occurrence."""

    NOT_APPLICABLE = 0
    COMPLIANT = 1
    PENDING = 2
    UNKNOWN = 3
    VIOLATED = 4

    @property
    def verdict(self) -> Verdict:
        """The same verdict by its name."""
        return VERDICTS[self]


VERDICTS = (Verdict.NOT_APPLICABLE, Verdict.COMPLIANT, Verdict.PENDING, Verdict.UNKNOWN, Verdict.VIOLATED)
"""The verdict of each code, in order of the codes."""

CODES = {verdict: Code(number) for number, verdict in enumerate(VERDICTS)}
"""The code of each verdict."""
