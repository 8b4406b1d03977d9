"""Messages as plain data for other programs."""

from __future__ import annotations

from collections.abc import Iterable

from dsl.diagnostics.nodes import Diagnostic, Span
from dsl.diagnostics.render_text import ENGLISH_SEVERITIES, in_order


def to_dict(diagnostic: Diagnostic) -> dict[str, object]:
    """Return ``diagnostic`` as a dict of JSON types; ``severity`` is "error" or "warning"."""
    return {
        "code": diagnostic.code,
        "severity": ENGLISH_SEVERITIES[diagnostic.severity],
        "message": diagnostic.message,
        "english": diagnostic.english,
        "help": diagnostic.help,
        "english_help": diagnostic.english_help,
        "span": _span(diagnostic.span),
        "related": [{"span": _span(span), "label": label} for span, label in diagnostic.related],
    }


def to_document(diagnostics: Iterable[Diagnostic]) -> dict[str, object]:
    """Return all messages in the order of their places, with how many there are of each weight."""
    ordered = in_order(diagnostics)
    counts = {name: sum(d.severity is severity for d in ordered) for severity, name in ENGLISH_SEVERITIES.items()}
    return {
        "format": 1,
        "errors": counts["error"],
        "warnings": counts["warning"],
        "diagnostics": [to_dict(one) for one in ordered],
    }


def _span(span: Span | None) -> dict[str, object] | None:
    if span is None:
        return None
    place = {"file": span.file, "start": span.start, "end": span.end, "line": span.line, "column": span.column}
    return place | ({"cell": span.cell} if span.cell else {})
