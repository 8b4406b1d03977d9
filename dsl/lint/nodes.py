"""What a rule of the linter yields, and the edits that would put it right."""

from __future__ import annotations

from dataclasses import dataclass

from dsl.diagnostics.nodes import Diagnostic, Severity, Span


@dataclass(frozen=True, slots=True)
class Edit:
    """The text from ``start`` to ``end`` (excluded, offsets in characters) becomes ``text``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is probably a mistake.

    ``message`` is one Chinese sentence without a full stop, ``english`` the
    same; ``help`` says what would be right. ``fix`` are edits that change
    nothing of what the file means; none where a person must decide. ``severity``
    is an error only where there is no doubt. ``code`` is the rule's, put in by
    the runner.
    """

    message: str
    english: str
    span: Span
    help: str = ""
    english_help: str = ""
    related: tuple[tuple[Span, str], ...] = ()
    fix: tuple[Edit, ...] = ()
    code: str = ""
    severity: Severity = Severity.WARNING

    @property
    def diagnostic(self) -> Diagnostic:
        """The finding as every other message about a rule file."""
        return Diagnostic(
            self.code,
            self.message,
            self.english,
            self.span,
            self.severity,
            self.help,
            self.english_help,
            self.related,
        )
