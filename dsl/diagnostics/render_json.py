"""Messages as plain data for other programs."""

from __future__ import annotations

from dsl.diagnostics.nodes import Diagnostic, Severity, Span

_SEVERITIES = {Severity.ERROR: "error", Severity.WARNING: "warning"}


def to_dict(diagnostic: Diagnostic) -> dict[str, object]:
    """Return ``diagnostic`` as a dict of JSON types; ``severity`` is "error" or "warning"."""
    return {
        "code": diagnostic.code,
        "severity": _SEVERITIES[diagnostic.severity],
        "message": diagnostic.message,
        "english": diagnostic.english,
        "help": diagnostic.help,
        "english_help": diagnostic.english_help,
        "span": _span(diagnostic.span),
        "related": [{"span": _span(span), "label": label} for span, label in diagnostic.related],
    }


def _span(span: Span | None) -> dict[str, object] | None:
    if span is None:
        return None
    place = {"file": span.file, "start": span.start, "end": span.end, "line": span.line, "column": span.column}
    return place | ({"cell": span.cell} if span.cell else {})
