"""What is said of two things that can't be compared: a missing unit, a share of nothing, or two kinds."""

from __future__ import annotations

from fractions import Fraction

from dsl.diagnostics.nodes import Diagnostic, Span
from dsl.norms import messages
from dsl.norms.quoted import quoted
from dsl.surface.nodes import Literal, Name, SurfaceExpr
from dsl.surface.slips import messages as slips
from dsl.values import FieldType

Side = tuple[FieldType, SurfaceExpr | str]
"""The type of one side, and the side itself: an expression, or what messages call it."""


def mismatch(left: Side, right: Side, span: Span) -> Diagnostic:
    """The message for ``left`` and ``right``, which stand together at ``span``."""
    for (type_, side), (other, _) in ((left, right), (right, left)):
        if not isinstance(side, Literal) or type_ is not FieldType.NUMBER or not other.is_number:
            continue
        if isinstance(side.value, Fraction) and side.value < 1:
            return _share(span, side, left[1])
        return messages.unit_missing(side.text, other, side.span)
    texts = [side if isinstance(side, str) else quoted(side) for _, side in (left, right)]
    return messages.units(left[0].value, right[0].value, span, *texts)


def _share(span: Span, share: Literal, before: SurfaceExpr | str) -> Diagnostic:
    """三分之二以上 without what it is a share of: 的 is missing behind a name, or the whole."""
    text = share.text + ("以上" if span.end > share.span.end else "")
    if isinstance(before, Name) and share.span.start - before.span.end <= 1:
        return slips.of_missing(quoted(before), text, span)
    return slips.share_of_nothing(text, span)
