"""Messages about what the layout leaves alone."""

from __future__ import annotations

from dsl.diagnostics.nodes import Diagnostic, Severity, Span


def kept_as_written(span: Span) -> Diagnostic:
    """A place that would be read differently in the canonical layout."""
    return Diagnostic(
        "F101",
        "这一处保持原样，因为换一种排法会被读成别的意思",
        "this is left as it stands, since laid out it would be read differently",
        span,
        Severity.WARNING,
        help="把名称放进“”，再排一次",
        english_help="put the names into “” and format it again",
    )


def across_blocks(span: Span) -> Diagnostic:
    """An entry of a literate file that begins in one block and ends in another."""
    return Diagnostic(
        "F102",
        "这一条从一个规则块写到了另一个，全文保持原样",
        "this entry runs from one block of rules into another, and the file is left as it stands",
        span,
        Severity.WARNING,
        help="把整条写在同一个块里",
        english_help="write it in one block",
    )


def left_alone(span: Span) -> Diagnostic:
    """A text for which no safe layout was found."""
    return Diagnostic(
        "F103",
        "全文保持原样，因为换一种排法会被读成别的意思",
        "the file is left as it stands, since laid out it would be read differently",
        span,
        Severity.WARNING,
        help="先改正文件里的错误，再排一次",
        english_help="mend the mistakes of the file and format it again",
    )
